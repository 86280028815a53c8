import { Text } from '@mantine/core'
import { readDebts } from '../../../modules/ledger/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { useMoneyWords } from '../money/words.ts'
import type { Route } from './+types/debts.ts'
import { ownerNames } from './accounts.ts'
import { fullMoment } from './format.ts'
import { TextLink } from './link.tsx'
import { CentrePage } from './page.tsx'

/** Who owes, how much and since when; each leads to its account. */
export async function loader({ context }: Route.LoaderArgs) {
  const { lang } = context.get(appContext).visit
  const { debts } = await call(context, readDebts, {})
  const names = await ownerNames(
    context,
    lang,
    debts.map((debt) => `payable/${debt.organisationId}`),
  )
  return { debts: debts.map((debt) => ({ ...debt, name: names.get(debt.organisationId) ?? '' })) }
}

export default function DebtsPage({ loaderData: { debts } }: Route.ComponentProps) {
  const lang = useLang()
  const { debts: say } = useMoneyWords()
  return (
    <CentrePage title={say.title}>
      <Text c="dimmed" mb="md" maw={680}>
        {say.lead}
      </Text>
      <DataTable
        lang={lang}
        caption={say.title}
        rows={debts}
        rowKey={(debt) => debt.organisationId}
        empty={say.empty}
        columns={[
          {
            key: 'who',
            label: say.who,
            cell: (debt) => (
              <TextLink to={`/centre/books/account?account=${encodeURIComponent(`payable/${debt.organisationId}`)}`}>
                {debt.name}
              </TextLink>
            ),
          },
          { key: 'owed', label: say.owed, figure: true, cell: (debt) => yuan(debt.owedFen) },
          { key: 'advanced', label: say.advanced, figure: true, cell: (debt) => yuan(debt.advancedFen) },
          { key: 'since', label: say.since, cell: (debt) => fullMoment(debt.owingSince) },
          { key: 'days', label: say.days, figure: true, cell: (debt) => String(debt.days) },
        ]}
      />
    </CentrePage>
  )
}
