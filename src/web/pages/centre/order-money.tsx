import { Title } from '@mantine/core'
import { readOrderMoney } from '../../../workflows/order-money.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { idIn } from '../asked.ts'
import { OrderSplit } from '../money/split.tsx'
import { useMoneyWords } from '../money/words.ts'
import type { Route } from './+types/order-money.ts'
import { accountName, accountOwner } from './account-name.ts'
import { ownerNames } from './accounts.ts'
import { fullMoment } from './format.ts'
import { TextLink } from './link.tsx'
import { CentrePage } from './page.tsx'
import { useWords } from './words.ts'

/** An order's money: who got each fen, and every entry behind it, each leading to its two accounts. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { lang } = context.get(appContext).visit
  const money = await call(context, readOrderMoney, { orderId: idIn(params.orderId) })
  const accounts = money.transfers.flatMap((one) => [one.debit, one.credit])
  const names = await ownerNames(context, lang, accounts)
  const owners = accounts.map((account) => [account, names.get(accountOwner(account) ?? '') ?? null] as const)
  return { money, owners: Object.fromEntries(owners) }
}

export default function OrderMoneyPage({ loaderData: { money, owners } }: Route.ComponentProps) {
  const lang = useLang()
  const { split } = useMoneyWords()
  const say = useWords().books
  const account = (name: string) => (
    <TextLink to={`/centre/books/account?account=${encodeURIComponent(name)}`}>
      {accountName(name, owners[name] ?? null, say)}
    </TextLink>
  )
  return (
    <CentrePage
      title={`${say.order} ${money.code}`}
      action={<TextLink to="/centre/books">{split.backToBooks}</TextLink>}
    >
      <OrderSplit money={money} />
      <Title order={2} size="h3" mt="lg" mb="sm">
        {split.transfers}
      </Title>
      <DataTable
        lang={lang}
        caption={split.transfers}
        rows={money.transfers}
        rowKey={({ id }) => id}
        empty={split.notPaid}
        columns={[
          { key: 'at', label: say.at, cell: (row) => fullMoment(row.at) },
          { key: 'kind', label: say.kind, cell: (row) => say.kinds[row.kind] ?? row.kind },
          { key: 'debit', label: split.from, cell: (row) => account(row.debit) },
          { key: 'credit', label: split.to, cell: (row) => account(row.credit) },
          { key: 'amount', label: say.amount, figure: true, cell: (row) => yuan(row.amountFen) },
        ]}
      />
    </CentrePage>
  )
}
