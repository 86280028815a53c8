import { Anchor, Button, Group, Table, Text, TextInput } from '@mantine/core'
import { Form, Link, useNavigation } from 'react-router'
import type { Handle } from '../../handle.ts'
import { DataTable } from '../../kit/console/table.tsx'
import type { Column } from '../../kit/console/table.tsx'
import { ErrorNotice } from '../../kit/console/panels.tsx'
import { yuan } from '../../kit/format.ts'
import type { Lang } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/statement.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import styles from './seller.module.css'
import { moment } from './show.tsx'
import { refundWords } from '../../../modules/market/web/refund-words.ts'
import { listMonths } from '../../../modules/ledger/index.ts'
import { call } from '../../call.ts'
import { Months } from './months.tsx'
import { statementFor } from './statement-read.ts'
import { useWords } from './words.ts'
import type { words } from './words.ts'
import { Downloads } from './downloads.tsx'

export const handle: Handle = { console: true }

export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const statement = await statementFor(context, organisationId, new URL(request.url).searchParams)
  const { months } = await call(context, listMonths, { organisationId })
  return { ...statement, months: months.map((month) => month.slice(0, 7)) }
}

type Loaded = Route.ComponentProps['loaderData']
type Line = Loaded['lines'][number]

export default function Statement({ loaderData }: Route.ComponentProps) {
  const say = useWords()
  const lang = useLang()
  const { organisationId } = useDesk()
  const { from, to, lines } = loaderData
  const { state } = useNavigation()
  return (
    <SellerPage
      title={say.statement.title}
      action={<Downloads what="statement" query={`from=${from}&to=${to}`} say={say} />}
    >
      <Period {...loaderData} />
      {loaderData.backwards && <ErrorNotice lang={lang} title={say.statement.badPeriod} />}
      <Balances {...loaderData} />
      <Group visibleFrom="sm" display="block" mt="lg">
        <DataTable
          lang={lang}
          caption={say.statement.caption}
          columns={columnsOf(say, lang, organisationId)}
          rows={lines}
          rowKey={keyOf}
          loading={state === 'loading'}
          empty={<Empty />}
        />
      </Group>
      <Lines lines={lines} />
      {loaderData.cut && (
        <Text size="sm" mt="md">
          {say.statement.cut}
        </Text>
      )}
      <Months months={loaderData.months} />
    </SellerPage>
  )
}

const keyOf = (line: Line) => `${line.reference}${line.kind}${line.account}`

function Period({ from, to, periods }: Loaded) {
  const say = useWords()
  const named = [say.statement.thisMonth, say.statement.lastMonth, say.statement.thisYear]
  return (
    <Form>
      <Group align="flex-end" gap="sm" mb="lg">
        <TextInput
          key={`from${from}`}
          type="date"
          name="from"
          label={say.statement.from}
          defaultValue={from}
          required
          withAsterisk={false}
        />
        <TextInput
          key={`to${to}`}
          type="date"
          name="to"
          label={say.statement.to}
          defaultValue={to}
          required
          withAsterisk={false}
        />
        <Button type="submit" variant="default">
          {say.statement.show}
        </Button>
        <Group gap="md" pb={6}>
          {periods.map((period, at) => (
            <Anchor key={period.from} component={Link} to={`?from=${period.from}&to=${period.to}`} size="sm">
              {named[at]}
            </Anchor>
          ))}
        </Group>
      </Group>
    </Form>
  )
}

/** Opening and what moved add up to closing, for each of the two accounts, before the reader's eyes. */
function Balances({ openingFen, closingFen, from, to }: Loaded) {
  const say = useWords()
  const rows = [
    { name: say.statement.frozen, opening: openingFen.frozen, closing: closingFen.frozen },
    { name: say.statement.payable, opening: openingFen.payable, closing: closingFen.payable },
  ]
  return (
    <div className={styles.balances}>
      <Table fz="sm" verticalSpacing="xs">
        <Table.Caption style={{ captionSide: 'top', textAlign: 'start', marginTop: 0 }}>
          {say.statement.balances(from, to)}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say.statement.account}</Table.Th>
            <Table.Th className={styles.figure}>{say.statement.opening}</Table.Th>
            <Table.Th className={styles.figure}>{say.statement.moved}</Table.Th>
            <Table.Th className={styles.figure}>{say.statement.closing}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.name}>
              <Table.Th scope="row">{row.name}</Table.Th>
              <Table.Td className={styles.figure}>{yuan(row.opening)}</Table.Td>
              <Table.Td className={styles.figure}>{signed(row.closing - row.opening)}</Table.Td>
              <Table.Td className={styles.figure} fw={600}>
                {yuan(row.closing)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

const signed = (fen: number) => (fen > 0 ? `+${yuan(fen)}` : yuan(fen))

type Say = (typeof words)['zh']

/** What moved the money; of a refund, why as well. */
function kindIn(say: Say, lang: Lang, { kind, cause }: Pick<Line, 'kind' | 'cause'>): string {
  const named = (say.statement.kinds as Record<string, string>)[kind] ?? kind
  return cause === null ? named : `${named} · ${refundWords[lang].causes[cause]}`
}

const columnsOf = (say: Say, lang: Lang, organisationId: string): Column<Line>[] => [
  { key: 'at', label: say.statement.at, cell: (line) => moment(line.at, lang) },
  { key: 'kind', label: say.statement.kind, cell: (line) => kindIn(say, lang, line) },
  { key: 'account', label: say.statement.account, cell: (line) => say.statement[line.account] },
  {
    key: 'order',
    label: say.statement.order,
    cell: (line) =>
      line.orderId !== null && (
        <Anchor component={Link} to={`/seller/${organisationId}/orders/${line.orderId}`} size="sm">
          {line.orderCode}
        </Anchor>
      ),
  },
  { key: 'amount', label: say.statement.amount, figure: true, cell: (line) => signed(line.amountFen) },
]

function Lines({ lines }: { lines: readonly Line[] }) {
  const say = useWords()
  const lang = useLang()
  const { organisationId } = useDesk()
  return (
    <Group hiddenFrom="sm" display="block">
      {lines.length === 0 && <Empty />}
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={keyOf(line)} className={styles.item}>
            <Link className={styles.card} to={`/seller/${organisationId}/orders/${line.orderId ?? ''}`}>
              <span className={styles.between}>
                <span>{kindIn(say, lang, line)}</span>
                <strong className={styles.figure}>{signed(line.amountFen)}</strong>
              </span>
              <span className={styles.between}>
                <span className={styles.soft}>
                  {say.statement[line.account]} {line.orderCode}
                </span>
                <span className={styles.soft}>{moment(line.at, lang)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Group>
  )
}

function Empty() {
  const say = useWords()
  return (
    <>
      <Text fw={600}>{say.statement.empty}</Text>
      <Text c="dimmed">{say.statement.emptyHelp}</Text>
    </>
  )
}
