import { Text, Title } from '@mantine/core'
import { StatRow, StatTile, StatusBadge } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { accountKinds, accountName, kindOf } from './account-name.ts'
import type { Books } from './books.tsx'
import { counted, roughYuan } from './format.ts'
import { TextLink } from './link.tsx'
import { CentrePage } from './page.tsx'
import { useWords } from './words.ts'

/** The trial balance: that it is zero stands first, then what lies where, then each account. */
export function BooksScreen({ sumFen, accounts }: Books) {
  const lang = useLang()
  const say = useWords().books
  if (accounts.length === 0)
    return (
      <CentrePage title={say.title}>
        <Text maw={560}>{say.empty}</Text>
      </CentrePage>
    )
  return (
    <CentrePage title={say.title}>
      <div style={{ marginBottom: 'var(--space-6)' }}>
        <Title order={2} size="h3" mb="xs">
          <StatusBadge kind={sumFen === 0 ? 'success' : 'danger'}>{yuan(sumFen)}</StatusBadge>{' '}
          {sumFen === 0 ? say.sumZero : say.sumWrong(yuan(sumFen))}
        </Title>
        <Text c="dimmed" maw={680}>
          {say.explain}
        </Text>
      </div>
      <StatRow>
        {accountKinds.map((kind) => {
          const own = accounts.filter(({ account }) => kindOf(account) === kind)
          const balanceFen = own.reduce((sum, one) => sum + one.balanceFen, 0)
          return (
            <StatTile
              key={kind}
              label={say.groups[kind]}
              value={roughYuan(Math.abs(balanceFen), lang)}
              detail={[say.meaning[kind], balanceFen > 0 ? say.debit : say.credit].join(lang === 'zh' ? '，' : ', ')}
            />
          )
        })}
      </StatRow>
      <DataTable
        lang={lang}
        caption={say.title}
        rows={accounts}
        rowKey={({ account }) => account}
        empty={say.empty}
        columns={[
          {
            key: 'account',
            label: say.account,
            cell: (row) => (
              <TextLink to={`/centre/books/account?account=${encodeURIComponent(row.account)}`}>
                {accountName(row.account, row.owner, say)}
              </TextLink>
            ),
          },
          { key: 'balance', label: say.balance, figure: true, cell: (row) => <Balance fen={row.balanceFen} /> },
          { key: 'postings', label: say.postings, figure: true, cell: (row) => counted(row.postings) },
        ]}
      />
    </CentrePage>
  )
}

/** A balance with its side in a word: signs mean different things to different bookkeepers. */
export function Balance({ fen }: { fen: number }) {
  const say = useWords().books
  if (fen === 0) return <>{yuan(0)}</>
  return (
    <>
      {yuan(Math.abs(fen))}{' '}
      <small style={{ fontSize: 'var(--text-14)', fontWeight: 400 }}>{fen > 0 ? say.debit : say.credit}</small>
    </>
  )
}
