import { Anchor, Badge, Button, Divider, Group, Image, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { Form, useFetcher } from 'react-router'
import type { FetcherWithComponents } from 'react-router'
import { checkSheet, endConsent, listConsents } from '../../../modules/people/index.ts'
import type { Attempt } from '../../call.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { DataTable } from '../../kit/console/table.tsx'
import { civilDate } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { useGrowWords } from '../grow/words.ts'
import { Answer } from '../money/answer.tsx'
import { doing } from '../seller/act.ts'
import type { Route } from './+types/consents.ts'
import { consentWords } from './consent-words.ts'
import { fullMoment } from './format.ts'
import { placeName } from './names.ts'
import { CentrePage } from './page.tsx'
import { PhoneLink } from './phone-link.tsx'

/** Signed sheets that wait, and who may act for whom. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const q = new URL(request.url).searchParams.get('q')?.trim() ?? ''
  const { lang } = context.get(appContext).visit
  const { sheets, consents } = await call(context, listConsents, q === '' ? {} : { q })
  return {
    q,
    sheets: sheets.map((one) => ({ ...one, village: placeName(one.villageCode, lang) })),
    consents,
  }
}

export function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  if (wanted === 'end') return doing(args, endConsent)
  return doing(args, checkSheet, ({ verdict, ...check }) => ({ ...check, countersigned: verdict === 'countersign' }))
}

type Loaded = Route.ComponentProps['loaderData']

export default function ConsentsPage({ loaderData }: Route.ComponentProps) {
  const say = consentWords[useLang()]
  return (
    <CentrePage title={say.title} subtitle={say.lead}>
      <Title order={2} size="h4" mb="sm">
        {say.sheets}
      </Title>
      {loaderData.sheets.length === 0 && <Text c="dimmed">{say.noSheets}</Text>}
      <Stack gap="lg" maw={960}>
        {loaderData.sheets.map((one) => (
          <Sheet key={one.sheetId} sheet={one} />
        ))}
      </Stack>
      <InForce {...loaderData} />
    </CentrePage>
  )
}

function Sheet({ sheet }: { sheet: Loaded['sheets'][number] }) {
  const lang = useLang()
  const say = consentWords[lang]
  const scopes = useGrowWords().agents.scopes
  const fetcher = useFetcher<Attempt<unknown>>()
  const photo = `/centre/consents/${sheet.sheetId}/photo`
  return (
    <article>
      <Group align="flex-start" gap="lg">
        <Anchor href={photo} target="_blank">
          <Image src={photo} alt={say.photoOf(sheet.organisationZh)} w={220} mih={120} radius="sm" loading="lazy" />
        </Anchor>
        <Stack gap="xs" flex={1} miw={260}>
          <strong>{say.wish(sheet.organisationZh, sheet.agentName, sheet.agentOrganisationZh)}</strong>
          <Text size="sm">{sheet.scopes.map((scope) => scopes[scope]).join(lang === 'zh' ? '；' : '; ')}</Text>
          <Text size="sm">{say.until(civilDate(sheet.until, lang))}</Text>
          <Text size="sm">
            {sheet.village} · {sheet.contactName}
          </Text>
          <Text size="sm" component="div">
            <PhoneLink phone={sheet.contactPhone} />
          </Text>
          <Text size="sm" c="dimmed">
            {say.taken(fullMoment(new Date(sheet.takenAt)))}
          </Text>
          <Verdict sheetId={sheet.sheetId} fetcher={fetcher} />
        </Stack>
      </Group>
      <Divider mt="md" />
    </article>
  )
}

function Verdict({ sheetId, fetcher }: { sheetId: string; fetcher: FetcherWithComponents<Attempt<unknown>> }) {
  const say = consentWords[useLang()]
  const busy = fetcher.state !== 'idle'
  return (
    <fetcher.Form method="post" action="?do=check">
      <input type="hidden" name="sheetId" value={sheetId} />
      <Textarea
        name="note"
        label={say.note}
        description={say.noteHelp}
        maxLength={500}
        autosize
        minRows={2}
        required
        withAsterisk={false}
      />
      <Group gap="xs" mt="xs">
        <Button type="submit" name="verdict" value="countersign" loading={busy}>
          {say.countersign}
        </Button>
        <Button type="submit" name="verdict" value="send_back" variant="default" loading={busy}>
          {say.sendBack}
        </Button>
      </Group>
      <Answer result={fetcher.data} done={say.done} />
    </fetcher.Form>
  )
}

function InForce({ consents, q }: Loaded) {
  const lang = useLang()
  const say = consentWords[lang]
  const grow = useGrowWords().agents
  return (
    <section>
      <Title order={2} size="h4" mt="xl" mb="sm">
        {say.inForce}
      </Title>
      <Form method="get">
        <Group align="flex-end" mb="sm">
          <TextInput name="q" label={say.search} defaultValue={q} maxLength={60} type="search" />
          <Button type="submit" variant="default">
            {say.find}
          </Button>
        </Group>
      </Form>
      <DataTable
        lang={lang}
        caption={say.inForce}
        rows={consents}
        rowKey={(one) => one.id}
        empty={say.none}
        columns={[
          { key: 'grower', label: say.grower, cell: (one) => one.organisationZh },
          {
            key: 'agent',
            label: say.agent,
            cell: (one) => grow.wish(one.agentName, one.agentOrganisationZh),
          },
          {
            key: 'scopes',
            label: say.scopes,
            cell: (one) => one.scopes.map((scope) => grow.scopes[scope]).join(lang === 'zh' ? '；' : '; '),
          },
          { key: 'until', label: say.last, whole: true, cell: (one) => civilDate(one.until, lang) },
          { key: 'how', label: say.how, cell: (one) => <How consent={one} /> },
          { key: 'end', label: say.end, cell: (one) => <End consent={one} /> },
        ]}
      />
    </section>
  )
}

type Consent = Loaded['consents'][number]

function How({ consent: { how, sheetId } }: { consent: Consent }) {
  const say = consentWords[useLang()]
  if (sheetId === null) return say.given[how]
  return (
    <Anchor href={`/centre/consents/${sheetId}/photo`} target="_blank" underline="always">
      {say.given[how]}
    </Anchor>
  )
}

function End({ consent: { id, organisationZh } }: { consent: Consent }) {
  const say = consentWords[useLang()]
  const fetcher = useFetcher<Attempt<unknown>>()
  const refusal = fetcher.state === 'idle' && fetcher.data?.ok === false ? fetcher.data.refusal : null
  return (
    <fetcher.Form
      method="post"
      action="?do=end"
      onSubmit={(event) => {
        if (!window.confirm(say.endSure(organisationZh))) event.preventDefault()
      }}
    >
      <input type="hidden" name="consentId" value={id} />
      {refusal && <Badge color="persimmon">{refusal.title}</Badge>}
      <Button type="submit" size="compact-sm" variant="default" loading={fetcher.state !== 'idle'}>
        {say.end}
      </Button>
    </fetcher.Form>
  )
}
