import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { counted, roughWeight, signed } from './format.ts'
import type { Row } from './rows.ts'
import { useWords } from './words.ts'

/** The exact figures behind a list of bars. */
export function SalesTable({
  caption,
  rows,
  comparable,
}: {
  caption: string
  rows: readonly Row[]
  comparable: boolean
}) {
  const lang = useLang()
  const say = useWords().sales
  return (
    <DataTable
      lang={lang}
      caption={caption}
      rows={rows}
      rowKey={(row) => row.key}
      maxHeight={420}
      empty={say.emptyPeriod.title}
      columns={[
        { key: 'label', label: say.columns.name, cell: (row) => row.label },
        { key: 'amount', label: say.amount, figure: true, cell: (row) => yuan(row.amountFen) },
        ...(comparable
          ? [
              {
                key: 'change',
                label: say.columns.change,
                figure: true,
                cell: (row: Row) => signed(row.amountFen, row.amountFenBefore, lang),
              },
            ]
          : []),
        { key: 'orders', label: say.orders, figure: true, cell: (row) => counted(row.orders) },
        { key: 'units', label: say.units, figure: true, cell: (row) => counted(row.units) },
        { key: 'weight', label: say.weight, figure: true, cell: (row) => roughWeight(row.weightGrams, lang) },
      ]}
    />
  )
}
