import { Button, NativeSelect, Text, TextInput, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { Form, useFetcher, useNavigate, useSearchParams } from 'react-router'
import type { Attempt } from '../../call.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { ErrorNotice, SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { civilDate } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import styles from './centre.module.css'
import { CentreDuty } from './centre-duty.tsx'
import { DoneNote } from './done-note.tsx'
import { dayOf } from './format.ts'
import { kindNames } from '../../organisation-kinds.ts'
import { Older } from './older.tsx'
import type { Opened, Organisation, Organisations } from './organisations.tsx'
import { CentrePage } from './page.tsx'
import { PhoneLink } from './phone-link.tsx'
import { useWords } from './words.ts'

/** Who takes part: found by name, kind, township and whether they may sell. */
export function OrganisationsScreen({ organisations, opened, filters, townships, olderThan, done }: Organisations) {
  const lang = useLang()
  const say = useWords().organisations
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const address = (id: string | null) => {
    const changed = new URLSearchParams(search)
    changed.delete('open')
    changed.delete('done')
    if (id !== null) changed.set('open', id)
    return `/centre/organisations?${changed}`
  }
  const filtered = Object.keys(filters).length > 0
  return (
    <CentrePage title={say.title}>
      <Filters filters={filters} townships={townships} />
      <DataTable
        lang={lang}
        caption={say.title}
        rows={organisations}
        rowKey={({ id }) => id}
        openKey={opened?.id}
        onOpen={({ id }) => void navigate(address(id), { preventScrollReset: true })}
        empty={filtered ? say.empty : say.emptyAll}
        columns={[
          { key: 'name', label: say.name, cell: (row) => <strong>{row.nameZh}</strong> },
          { key: 'kind', label: say.kind, cell: (row) => kindNames[lang][row.kind] },
          { key: 'village', label: say.village, cell: (row) => row.village },
          { key: 'selling', label: say.sells, cell: (row) => <Selling organisation={row} /> },
          { key: 'members', label: say.members, figure: true, cell: (row) => say.memberCount(row.members) },
        ]}
      />
      <Older olderThan={olderThan} before={filters.before ?? null} />
      <SidePanel
        lang={lang}
        opened={opened !== null}
        onClose={() => void navigate(address(null), { preventScrollReset: true })}
        title={opened?.nameZh ?? ''}
      >
        {opened && (
          <>
            {done && (
              <DoneNote>{done === 'selling' ? say.done : say.duty[done === 'grant' ? 'granted' : 'revoked']}</DoneNote>
            )}
            <Details key={`${opened.id}${opened.sellerAccount}${opened.duties.join()}`} organisation={opened} />
          </>
        )}
      </SidePanel>
    </CentrePage>
  )
}

function Selling({ organisation: { sellerAccount } }: { organisation: Organisation }) {
  const say = useWords().organisations
  return sellerAccount === null ? (
    <StatusBadge kind="neutral">{say.cannotSell}</StatusBadge>
  ) : (
    <StatusBadge kind="success">{say.canSell}</StatusBadge>
  )
}

function Filters({ filters, townships }: Pick<Organisations, 'filters' | 'townships'>) {
  const lang = useLang()
  const all = useWords()
  const say = all.organisations
  return (
    <Form className={styles.filters} key={JSON.stringify(filters)} role="search">
      <TextInput name="text" label={say.textLabel} defaultValue={filters.text ?? ''} maxLength={60} size="sm" />
      <NativeSelect
        name="kind"
        label={say.kind}
        defaultValue={filters.kind ?? ''}
        size="sm"
        data={[
          { value: '', label: say.allKinds },
          ...Object.entries(kindNames[lang]).map(([value, label]) => ({ value, label })),
        ]}
      />
      <NativeSelect
        name="place"
        label={say.township}
        defaultValue={filters.place ?? ''}
        size="sm"
        data={[{ value: '', label: say.allTownships }, ...townships]}
      />
      <NativeSelect
        name="sells"
        label={say.sells}
        defaultValue={filters.sells ?? ''}
        size="sm"
        data={[
          { value: '', label: say.sellsChoices.all },
          { value: 'yes', label: say.sellsChoices.yes },
          { value: 'no', label: say.sellsChoices.no },
        ]}
      />
      <Button type="submit" variant="default" size="sm" leftSection={<IconSearch size={16} />}>
        {all.search}
      </Button>
    </Form>
  )
}

function Details({ organisation }: { organisation: Opened }) {
  const lang = useLang()
  const say = useWords().organisations
  const { kind, nameEn, village, contactName, contactPhone, duties, members, foundedAt } = organisation
  return (
    <>
      <div>
        <Selling organisation={organisation} />
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
        <dt>{say.contact}</dt>
        <dd>{contactName}</dd>
        <dt>{say.phone}</dt>
        <dd>
          <PhoneLink phone={contactPhone} />
        </dd>
        <dt>{say.members}</dt>
        <dd>{say.memberCount(members)}</dd>
        <dt>{say.founded}</dt>
        <dd>{civilDate(dayOf(foundedAt), lang)}</dd>
        <dt>{say.duties}</dt>
        <dd>
          {duties.length === 0
            ? say.noDuties
            : duties.map((duty) => say.dutyNames[duty]).join(lang === 'zh' ? '、' : ', ')}
        </dd>
      </dl>
      <SellerAccount organisation={organisation} />
      <CentreDuty organisation={organisation} />
    </>
  )
}

function SellerAccount({ organisation: { id, nameZh, sellerAccount } }: { organisation: Organisation }) {
  const say = useWords().organisations
  const [changing, { open }] = useDisclosure(false)
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {say.selling}
      </Title>
      {sellerAccount !== null && <p className={styles.code}>{sellerAccount}</p>}
      {sellerAccount === null ? (
        <AccountForm id={id} label={say.approve(nameZh)} />
      ) : changing ? (
        <>
          <Text size="sm" mb="sm">
            {say.changeHelp}
          </Text>
          <AccountForm id={id} label={say.change} />
        </>
      ) : (
        <Button variant="default" size="sm" onClick={open}>
          {say.change}
        </Button>
      )}
    </section>
  )
}

function AccountForm({ id, label }: { id: string; label: string }) {
  const lang = useLang()
  const say = useWords().organisations
  const fetcher = useFetcher<Attempt<unknown>>()
  const refusal = fetcher.state === 'idle' && fetcher.data?.ok === false ? fetcher.data.refusal : null
  return (
    <fetcher.Form method="post">
      {refusal && <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />}
      <input type="hidden" name="organisationId" value={id} />
      <TextInput
        name="sellerAccount"
        label={say.accountLabel}
        description={say.accountHelp}
        descriptionProps={{ fz: 'sm' }}
        required
        pattern="[\w.@\-]+"
        maxLength={64}
        autoComplete="off"
        error={refusal?.errors['/sellerAccount']}
      />
      <Button type="submit" mt="md" loading={fetcher.state !== 'idle'}>
        {label}
      </Button>
    </fetcher.Form>
  )
}
