import { Text } from '@mantine/core'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { BarList } from './charts/bar-list.tsx'
import { DayChart, DAYS_MAX } from './charts/day-chart.tsx'
import { Finding } from './charts/finding.tsx'
import { weekendLift } from './charts/scale.ts'
import { counted, isWeekend, percent, roughWeight, roughYuan, shortDay, weekday } from './format.ts'
import type { Sales } from './overview.tsx'
import { periodSearch } from './period.ts'
import type { Row } from './rows.ts'
import { amountOf } from './rows.ts'
import { SalesTable } from './sales-table.tsx'
import { useWords } from './words.ts'

type Props = { sales: Sales; comparable: boolean }

/** Less of a difference than this is no finding. */
const LIFT_MIN = 0.05

export function DayFinding({ sales: { overview, asked }, comparable }: Props) {
  const lang = useLang()
  const say = useWords().sales
  const { days, daysBefore } = overview
  const weeks = days.length > DAYS_MAX
  const lift = weekendLift(days, isWeekend)
  const plain = weeks ? say.byDay.weeks : say.byDay.title
  const finding =
    lift === null || Math.abs(lift) < LIFT_MIN
      ? null
      : say.byDay.titleWeekend[lift > 0 ? 'up' : 'down'](percent(lift, 1))
  return (
    <Finding
      wide
      subject={finding === null ? undefined : plain}
      title={finding ?? plain}
      note={[weeks ? say.byDay.noteWeeks : say.byDay.note, ...(comparable ? [say.byDay.noteLine] : [])].join(
        lang === 'zh' ? '' : ' ',
      )}
      table={<DayTable days={days} />}
      file="days"
      search={periodSearch(asked)}
    >
      <DayChart days={days} daysBefore={daysBefore} comparable={comparable} label={finding ?? plain} />
    </Finding>
  )
}

function DayTable({ days }: { days: Sales['overview']['days'] }) {
  const lang = useLang()
  const say = useWords().sales
  return (
    <DataTable
      lang={lang}
      caption={say.files.days}
      rows={days}
      rowKey={(row) => row.day}
      maxHeight={420}
      empty={say.emptyPeriod.title}
      columns={[
        { key: 'day', label: say.byDay.day, cell: (row) => `${shortDay(row.day, lang)} ${weekday(row.day, lang)}` },
        { key: 'amount', label: say.amount, figure: true, cell: (row) => yuan(row.amountFen) },
        { key: 'orders', label: say.orders, figure: true, cell: (row) => counted(row.orders) },
        { key: 'units', label: say.units, figure: true, cell: (row) => counted(row.units) },
        { key: 'weight', label: say.weight, figure: true, cell: (row) => roughWeight(row.weightGrams, lang) },
      ]}
    />
  )
}

type ListProps = {
  sales: Sales
  comparable: boolean
  rows: readonly Row[]
  plain: string
  title: (top: Row, share: string) => string
  file: keyof ReturnType<typeof useWords>['sales']['files']
  listed: number
  rest?: ((count: number) => string) | undefined
}

/** A sorted list of bars under what its first line says. */
function ListFinding({ sales, comparable, rows, plain, title, file, listed, rest }: ListProps) {
  const say = useWords().sales
  const wholeFen = sales.overview.totals.amountFen
  const sold = rows.filter((row) => row.amountFen > 0)
  const [top] = sold
  const others = sold.slice(listed)
  return (
    <Finding
      subject={plain}
      title={top === undefined ? plain : title(top, percent(top.amountFen, wholeFen))}
      table={<SalesTable caption={say.files[file]} rows={rows} comparable={comparable} />}
      file={file}
      search={periodSearch(sales.asked)}
    >
      <BarList
        rows={sold.slice(0, listed)}
        wholeFen={wholeFen}
        comparable={comparable}
        rest={rest && others.length > 0 ? { label: rest(others.length), amountFen: amountOf(others) } : undefined}
      />
    </Finding>
  )
}

export function ProvinceFinding(props: Props) {
  const { byProvince } = useWords().sales
  const rows = props.sales.provinces
  return (
    <ListFinding
      {...props}
      rows={rows}
      plain={byProvince.plain}
      title={(top, share) => byProvince.title(top.label, share)}
      file="provinces"
      listed={12}
      rest={byProvince.rest}
    />
  )
}

export function CategoryFinding(props: Props) {
  const { byCategory } = useWords().sales
  return (
    <ListFinding
      {...props}
      rows={props.sales.categories}
      plain={byCategory.plain}
      title={(top, share) => byCategory.title(top.label, share)}
      file="categories"
      listed={18}
    />
  )
}

export function ListingFinding(props: Props) {
  const { byListing } = useWords().sales
  return (
    <ListFinding
      {...props}
      rows={props.sales.listings}
      plain={byListing.plain}
      title={(top) => byListing.title(top.label)}
      file="listings"
      listed={10}
    />
  )
}

export function SellerFinding(props: Props) {
  const { bySeller } = useWords().sales
  return (
    <ListFinding
      {...props}
      rows={props.sales.sellers}
      plain={bySeller.plain}
      title={(top, share) => bySeller.title(top.label, share)}
      file="sellers"
      listed={8}
    />
  )
}

const SHRINKING_LISTED = 8
/** Smaller losses come and go by themselves. */
const LOSS_MIN = 0.05

export function ShrinkingFinding({ sales, comparable }: Props) {
  const { asked } = sales
  const shrinking = sales.shrinking.filter(
    (row) => row.amountFenBefore - row.amountFen >= LOSS_MIN * row.amountFenBefore,
  )
  const lang = useLang()
  const say = useWords().sales
  if (!comparable)
    return (
      <Finding title={say.files.shrinking}>
        <Text>{say.shrinking.noComparison}</Text>
      </Finding>
    )
  if (shrinking.length === 0) return <Finding title={say.shrinking.none}>{null}</Finding>
  const title = shrinking.length >= 50 ? say.shrinking.many(50) : say.shrinking.title(shrinking.length)
  return (
    <Finding
      title={title}
      note={say.shrinking.help}
      table={<SalesTable caption={say.files.shrinking} rows={shrinking} comparable />}
      file="shrinking"
      search={periodSearch(asked)}
    >
      <DataTable
        lang={lang}
        caption={title}
        rows={shrinking.slice(0, SHRINKING_LISTED)}
        rowKey={(row) => row.key}
        empty={say.shrinking.none}
        columns={[
          { key: 'name', label: say.columns.name, cell: (row) => row.label },
          {
            key: 'lost',
            label: say.columns.change,
            figure: true,
            cell: (row) =>
              `−${roughYuan(row.amountFenBefore - row.amountFen, lang)}（−${percent(row.amountFenBefore - row.amountFen, row.amountFenBefore)}）`,
          },
          { key: 'now', label: say.amount, figure: true, cell: (row) => roughYuan(row.amountFen, lang) },
        ]}
      />
    </Finding>
  )
}
