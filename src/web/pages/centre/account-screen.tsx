import { Anchor } from '@mantine/core'
import { Link } from 'react-router'
import { StatRow, StatTile } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import { accountName, kindOf } from './account-name.ts'
import type { Account } from './account.tsx'
import { Balance } from './books-screen.tsx'
import styles from './centre.module.css'
import { counted, fullMoment } from './format.ts'
import { Older } from './older.tsx'
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
      action={
        <Anchor component={Link} to="/centre/books">
          {say.back}
        </Anchor>
      }
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
          { key: 'amount', label: say.balance, figure: true, cell: (line) => <Balance fen={line.amountFen} /> },
          {
            key: 'counter',
            label: say.counter,
            cell: (line) => (
              <Link to={`/centre/books/account?account=${encodeURIComponent(line.counterAccount)}`}>
                {accountName(line.counterAccount, line.counterOwner, say)}
              </Link>
            ),
          },
          {
            key: 'reference',
            label: say.reference,
            cell: (line) => <span className={styles.code}>{line.reference}</span>,
          },
        ]}
      />
      <Older olderThan={olderThan} before={before} />
    </CentrePage>
  )
}
