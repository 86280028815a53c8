import { Button, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useFetcher } from 'react-router'
import type { Attempt } from '../../call.ts'
import { ErrorNotice, SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { civilDate, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import styles from './centre.module.css'
import { Choices } from './chips.tsx'
import { DoneNote } from './done-note.tsx'
import { counted, fullMoment } from './format.ts'
import { useCentre } from './layout.tsx'
import { CentrePage } from './page.tsx'
import { useMoneyWords } from '../money/words.ts'
import { amount, DifferenceDetails, gatewayName } from './difference.tsx'
import type { Ran, Reconciliation } from './reconciliation.tsx'
import { useWords } from './words.ts'

/** Where bills and books differ, and the bills that were compared. */
export function ReconciliationScreen({ show, differences, bills, yesterday, staff }: Reconciliation) {
  const lang = useLang()
  const all = useWords()
  const say = all.reconciliation
  const { bill: words } = useMoneyWords()
  const [open, setOpen] = useState<string | null>(null)
  const opened = differences.find(({ id }) => id === open)
  return (
    <CentrePage title={say.title}>
      <Text c="dimmed" mb="md" maw={680}>
        {say.explain}
      </Text>
      <Choices
        label={say.title}
        choices={(['open', 'all'] as const).map((one) => ({
          href: `/centre/reconciliation?show=${one}`,
          label: say.states[one],
          current: one === show,
        }))}
      />
      <DataTable
        lang={lang}
        caption={say.title}
        rows={differences}
        rowKey={({ id }) => id}
        openKey={opened?.id}
        onOpen={({ id }) => setOpen(id)}
        empty={bills.length === 0 ? say.noBills : say.noOpen}
        columns={[
          { key: 'date', label: say.date, cell: (row) => civilDate(row.date, lang) },
          { key: 'kind', label: say.kind, cell: (row) => <strong>{say.kinds[row.kind]}</strong> },
          { key: 'what', label: say.what, cell: (row) => say.lineKinds[row.lineKind] },
          { key: 'ours', label: say.ours, figure: true, cell: (row) => amount(row.ourFen, all.none) },
          { key: 'bill', label: say.bill, figure: true, cell: (row) => amount(row.billFen, all.none) },
          { key: 'reason', label: words.reason, cell: (row) => words.reasons[row.reason] },
          { key: 'state', label: words.state, cell: (row) => words.states[row.state] },
          { key: 'gap', label: say.gap, figure: true, cell: (row) => yuan((row.billFen ?? 0) - (row.ourFen ?? 0)) },
        ]}
      />
      <Bills bills={bills} />
      <RunNow yesterday={yesterday} />
      <SidePanel
        lang={lang}
        opened={opened !== undefined}
        onClose={() => setOpen(null)}
        title={opened ? say.kinds[opened.kind] : ''}
      >
        {opened && <DifferenceDetails key={`${opened.id}${opened.state}`} difference={opened} staff={staff} />}
      </SidePanel>
    </CentrePage>
  )
}

function Bills({ bills }: Pick<Reconciliation, 'bills'>) {
  const lang = useLang()
  const all = useWords()
  const say = all.reconciliation
  if (bills.length === 0) return null
  return (
    <section style={{ marginTop: 'var(--space-8)' }}>
      <Title order={2} size="h3" mb="sm">
        {say.bills}
      </Title>
      <DataTable
        lang={lang}
        caption={say.bills}
        rows={bills}
        rowKey={(bill) => `${bill.gateway} ${bill.date}`}
        empty={say.noBills}
        maxHeight={360}
        columns={[
          { key: 'date', label: say.date, cell: (bill) => civilDate(bill.date, lang) },
          { key: 'gateway', label: say.gateway, cell: (bill) => gatewayName(bill.gateway, all.gateways) },
          { key: 'lines', label: say.lines, figure: true, cell: (bill) => counted(bill.lines) },
          { key: 'total', label: say.total, figure: true, cell: (bill) => yuan(bill.paidFen) },
          {
            key: 'fetched',
            label: say.fetched,
            cell: (bill) => <span className={styles.stamp}>{fullMoment(bill.fetchedAt)}</span>,
          },
        ]}
      />
    </section>
  )
}

function RunNow({ yesterday }: { yesterday: string }) {
  const lang = useLang()
  const say = useWords().reconciliation
  const { gateway } = useCentre()
  const fetcher = useFetcher<Attempt<Ran>>()
  const { data, state } = fetcher
  return (
    <section style={{ marginTop: 'var(--space-8)' }}>
      <Title order={2} size="h3" mb="sm">
        {say.runTitle}
      </Title>
      {state === 'idle' && data?.ok === false && (
        <ErrorNotice lang={lang} title={data.refusal.title} code={data.refusal.code} />
      )}
      {state === 'idle' && data?.ok && <DoneNote>{say.ran(data.output.lines, data.output.differences)}</DoneNote>}
      <fetcher.Form method="post" className={styles.filters}>
        <input type="hidden" name="gateway" value={gateway.name} />
        <TextInput
          type="date"
          name="date"
          label={say.date}
          defaultValue={yesterday}
          max={yesterday}
          required
          size="sm"
        />
        <Button type="submit" name="intent" value="run" variant="default" size="sm" loading={state !== 'idle'}>
          {say.run}
        </Button>
      </fetcher.Form>
    </section>
  )
}
