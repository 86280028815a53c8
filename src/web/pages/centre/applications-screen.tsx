import { Alert, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useFetcher, useNavigate, useSearchParams } from 'react-router'
import type { Attempt } from '../../call.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import type { StatusKind } from '../../kit/console/figures.tsx'
import { ErrorNotice, SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import type { Application, Applications } from './applications.tsx'
import styles from './centre.module.css'
import { Choices } from './chips.tsx'
import { DoneNote } from './done-note.tsx'
import { moment } from './format.ts'
import { kindNames } from '../../organisation-kinds.ts'
import { useCentre } from './layout.tsx'
import { Older } from './older.tsx'
import { TextLink } from './link.tsx'
import { CentrePage } from './page.tsx'
import { PhoneLink } from './phone-link.tsx'
import { useWords } from './words.ts'

const shapes: Record<Application['state'], StatusKind> = {
  submitted: 'attention',
  approved: 'success',
  refused: 'neutral',
}

/** Who wants to take part: the list, and the one at hand beside it. */
export function ApplicationsScreen({ state, applications, open, done, olderThan, before }: Applications) {
  const lang = useLang()
  const say = useWords().applications
  const { waiting } = useCentre()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const opened = applications.find(({ id }) => id === open)
  const address = (id: string | null) => {
    const changed = new URLSearchParams(search)
    changed.delete('open')
    changed.delete('done')
    if (id !== null) changed.set('open', id)
    return `/centre/applications?${changed}`
  }
  return (
    <CentrePage title={say.title}>
      <Choices
        label={say.title}
        choices={(['submitted', 'approved', 'refused'] as const).map((one) => ({
          href: `/centre/applications?state=${one}`,
          label: one === 'submitted' && waiting > 0 ? `${say.states[one]} ${waiting}` : say.states[one],
          current: one === state,
        }))}
      />
      {done && <DoneNote>{say.done[done]}</DoneNote>}
      <DataTable
        lang={lang}
        caption={say.title}
        rows={applications}
        rowKey={({ id }) => id}
        openKey={opened?.id}
        onOpen={({ id }) => void navigate(address(id), { preventScrollReset: true })}
        empty={say.empty[state]}
        columns={[
          { key: 'name', label: say.name, cell: (row) => <strong>{row.nameZh}</strong> },
          { key: 'kind', label: say.kind, cell: (row) => kindNames[lang][row.kind] },
          { key: 'village', label: say.village, cell: (row) => row.village },
          { key: 'applicant', label: say.applicant, cell: (row) => row.contactName },
          {
            key: 'at',
            label: state === 'submitted' ? say.submitted : say.decided,
            cell: (row) => moment(new Date(row.decidedAt ?? row.submittedAt), lang),
          },
        ]}
      />
      <Older olderThan={olderThan} before={before} />
      <SidePanel
        lang={lang}
        opened={opened !== undefined}
        onClose={() => void navigate(address(null), { preventScrollReset: true })}
        title={opened?.nameZh ?? ''}
      >
        {opened && <Details key={opened.id} application={opened} />}
      </SidePanel>
    </CentrePage>
  )
}

function Details({ application }: { application: Application }) {
  const lang = useLang()
  const say = useWords().applications
  const { state, kind, nameEn, village, contactName, contactPhone, note, reasons, submittedAt, decidedAt } = application
  return (
    <>
      <div>
        <StatusBadge kind={shapes[state]}>{say.states[state]}</StatusBadge>
      </div>
      <dl className={styles.facts}>
        <dt>{say.kind}</dt>
        <dd>{kindNames[lang][kind]}</dd>
        {nameEn && (
          <>
            <dt>{say.nameEn}</dt>
            <dd>{nameEn}</dd>
          </>
        )}
        <dt>{say.village}</dt>
        <dd>{village}</dd>
        <dt>{say.applicant}</dt>
        <dd>{contactName}</dd>
        <dt>{say.phone}</dt>
        <dd>
          <PhoneLink phone={contactPhone} />
        </dd>
        <dt>{say.submitted}</dt>
        <dd>{moment(new Date(submittedAt), lang)}</dd>
        {decidedAt && (
          <>
            <dt>{say.decided}</dt>
            <dd>{moment(new Date(decidedAt), lang)}</dd>
          </>
        )}
      </dl>
      <Words title={say.note} text={note} empty={say.noNote} />
      {reasons && <Words title={say.reasons} text={reasons} empty="" />}
      {state === 'submitted' && application.sameNames.length > 0 && <SameNames application={application} />}
      {state === 'submitted' && <Decide application={application} />}
      {application.organisationId && (
        <TextLink to={`/centre/organisations?open=${application.organisationId}`}>{say.toOrganisation}</TextLink>
      )}
    </>
  )
}

/** Perhaps the same organisation, applying a second time. */
function SameNames({ application: { sameNames } }: { application: Application }) {
  const say = useWords().applications
  return (
    <Alert color="bamboo" variant="light" icon={<IconAlertTriangle />} title={say.sameName(sameNames.length)}>
      <Text size="sm">{say.sameNameHelp}</Text>
      <ul className={styles.plainList}>
        {sameNames.map(({ organisationId, village, isHere }) => (
          <li key={organisationId}>
            <TextLink to={`/centre/organisations?open=${organisationId}`}>{village}</TextLink>
            {isHere && <span className={styles.quiet}> {say.sameNameHere}</span>}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function Words({ title, text, empty }: { title: string; text: string; empty: string }) {
  return (
    <div>
      <Title order={3} size="h4">
        {title}
      </Title>
      <p className={text === '' ? `${styles.prose} ${styles.quiet}` : styles.prose}>{text === '' ? empty : text}</p>
    </div>
  )
}

function Decide({ application: { id, nameZh } }: { application: Application }) {
  const lang = useLang()
  const say = useWords()
  const { applications: own } = say
  const fetcher = useFetcher<Attempt<unknown>>()
  const [refusing, setRefusing] = useState(false)
  const busy = fetcher.state !== 'idle'
  const refusal = !busy && fetcher.data?.ok === false ? fetcher.data.refusal : null
  return (
    <Stack gap="md">
      {refusal && (
        <ErrorNotice lang={lang} title={refusal.title} code={refusal.code}>
          {Object.values(refusal.errors).join(' ')}
        </ErrorNotice>
      )}
      {refusing ? (
        <fetcher.Form method="post">
          <input type="hidden" name="applicationId" value={id} />
          <Textarea
            name="reasons"
            label={own.refuseLabel}
            description={own.refuseHelp}
            descriptionProps={{ fz: 'sm' }}
            minRows={4}
            autosize
            required
            maxLength={1000}
            data-autofocus
          />
          <Group mt="md">
            <Button type="submit" name="intent" value="refuse" color="persimmon" loading={busy}>
              {own.refuseSend}
            </Button>
            <Button variant="default" onClick={() => setRefusing(false)}>
              {say.cancel}
            </Button>
          </Group>
        </fetcher.Form>
      ) : (
        <fetcher.Form method="post">
          <input type="hidden" name="applicationId" value={id} />
          <Text size="sm" c="dimmed" mb="sm">
            {own.approveHelp}
          </Text>
          <Group>
            <Button type="submit" name="intent" value="approve" loading={busy}>
              {own.approve(nameZh)}
            </Button>
            <Button variant="default" onClick={() => setRefusing(true)}>
              {own.refuse}
            </Button>
          </Group>
        </fetcher.Form>
      )}
    </Stack>
  )
}
