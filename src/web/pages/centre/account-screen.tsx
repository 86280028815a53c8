import { Title } from '@mantine/core'
import { StatRow, StatTile } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import { yuan } from '../../kit/format.ts'
import { useMoneyWords } from '../money/words.ts'
import { accountName, kindOf } from './account-name.ts'
import type { Account } from './account.tsx'
import { Balance } from './books-screen.tsx'
import styles from './centre.module.css'
import { counted, fullMoment } from './format.ts'
import { Older } from './older.tsx'
import { TextLink } from './link.tsx'
import { CentrePage } from './page.tsx'
import { useWords } from './words.ts'

/** What moved on one account of the county. */
export function AccountScreen(loaded: Account) {
  const { account, owner, balanceFen, postings, lines, olderThan, before, month } = loaded
  const lang = useLang()
  const say = useWords().books
  const { months: words, split } = useMoneyWords()
  return (
    <CentrePage
      title={accountName(account, owner, say)}
      subtitle={say.meaning[kindOf(account)]}
      action={<TextLink to="/centre/books">{say.back}</TextLink>}
    >
      <StatRow>
        <StatTile label={say.balance} value={<Balance fen={balanceFen} />} />
        <StatTile label={say.postings} value={counted(postings)} />
      </StatRow>
      <Months {...loaded} />
      {month !== null && (
        <Title order={2} size="h3" mt="lg" mb="sm">
          {words.only(month)} <TextLink to={accountHref(account)}>{words.all}</TextLink>
        </Title>
      )}
      <DataTable
        lang={lang}
        caption={accountName(account, owner, say)}
        rows={lines}
        rowKey={(line) => line.id}
        empty={say.empty}
        columns={[
          { key: 'at', label: say.at, cell: (line) => <span className={styles.stamp}>{fullMoment(line.at)}</span> },
          { key: 'kind', label: say.kind, cell: (line) => say.kinds[line.kind] ?? line.kind },
          { key: 'amount', label: say.amount, figure: true, cell: (line) => <Balance fen={line.amountFen} /> },
          {
            key: 'counter',
            label: say.counter,
            cell: (line) => (
              <TextLink to={`/centre/books/account?account=${encodeURIComponent(line.counterAccount)}`}>
                {accountName(line.counterAccount, line.counterOwner, say)}
              </TextLink>
            ),
          },
          {
            key: 'order',
            label: say.order,
            cell: (line) =>
              line.orderId === null ? (
                ''
              ) : (
                <TextLink to={`/centre/books/orders/${line.orderId}`}>{split.open}</TextLink>
              ),
          },
          {
            key: 'reference',
            label: say.reference,
            cell: (line) => (
              <span className={styles.code} title={line.reference}>
                …{line.reference.slice(-8)}
              </span>
            ),
          },
        ]}
      />
      <Older olderThan={olderThan} before={before} />
    </CentrePage>
  )
}

const accountHref = (account: string, month = '') =>
  `/centre/books/account?account=${encodeURIComponent(account)}${month && `&month=${month}`}`

/** The account's totals by month, each leading to its entries. */
function Months({ account, months, month: chosen }: Account) {
  const lang = useLang()
  const { months: say, statements, file } = useMoneyWords()
  if (chosen !== null) return null
  return (
    <section style={{ marginBottom: 'var(--space-6)' }}>
      <DataTable
        lang={lang}
        caption={say.title}
        rows={months}
        rowKey={({ month }) => month}
        empty=""
        maxHeight={320}
        columns={[
          {
            key: 'month',
            label: say.month,
            cell: ({ month }) => <TextLink to={accountHref(account, month.slice(0, 7))}>{month.slice(0, 7)}</TextLink>,
          },
          { key: 'debit', label: say.debit, figure: true, cell: (row) => yuan(row.debitFen) },
          { key: 'credit', label: say.credit, figure: true, cell: (row) => yuan(row.creditFen) },
          ...(account === 'commission'
            ? [
                {
                  key: 'vouchers',
                  label: statements.vouchers,
                  cell: ({ month }: { month: string }) => (
                    <a href={`/centre/vouchers/${month.slice(0, 7)}.xlsx`}>{file.workbook}</a>
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  )
}
