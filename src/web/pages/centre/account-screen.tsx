import { StatRow, StatTile } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
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
export function AccountScreen({ account, owner, balanceFen, postings, lines, olderThan, before }: Account) {
  const lang = useLang()
  const say = useWords().books
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
