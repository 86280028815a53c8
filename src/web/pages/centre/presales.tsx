import { Stack, Text } from '@mantine/core'
import { listPresales } from '../../../workflows/read-presales.ts'
import { call } from '../../call.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { civilDate } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { useAheadWords } from '../seller/ahead-words.ts'
import type { Route } from './+types/presales.ts'
import { CentrePage } from './page.tsx'

/** The county's pre-sales: what was promised, which windows slipped, what was short. */
export async function loader({ context }: Route.LoaderArgs) {
  return call(context, listPresales, { limit: 100 })
}

type Presale = Route.ComponentProps['loaderData']['presales'][number]

const kinds = { open: 'success', closed: 'attention', shared: 'neutral', cancelled: 'danger' } as const

export default function PresalesPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useAheadWords()
  const day = (date: string | null) => (date === null ? '' : civilDate(date, lang))
  return (
    <CentrePage title={say.presales} subtitle={say.centreHelp}>
      <DataTable
        lang={lang}
        caption={say.presales}
        rows={loaderData.presales}
        rowKey={(one) => one.id}
        empty={<Text c="dimmed">{say.none}</Text>}
        columns={[
          { key: 'goods', label: say.listing, cell: (one) => (lang === 'zh' ? one.titleZh : one.titleEn) },
          { key: 'seller', label: say.seller, cell: (one) => (lang === 'zh' ? one.sellerZh : one.sellerEn) },
          { key: 'state', label: say.state, cell: (one) => <State one={one} /> },
          { key: 'window', label: say.windowShort, cell: (one) => `${day(one.windowFrom)} – ${day(one.windowTo)}` },
          {
            key: 'sold',
            label: say.soldShort,
            figure: true,
            cell: (one) => `${one.promisedUnits + one.servedUnits} / ${one.quotaUnits ?? 0}`,
          },
          { key: 'served', label: say.servedShort, figure: true, cell: (one) => one.servedUnits },
          { key: 'slips', label: say.slips, cell: (one) => <Slips one={one} /> },
        ]}
      />
    </CentrePage>
  )
}

function State({ one }: { one: Presale }) {
  const say = useAheadWords()
  return (
    <Stack gap={4}>
      <StatusBadge kind={kinds[one.state]}>{say.states[one.state]}</StatusBadge>
      {one.overdue && <StatusBadge kind="danger">{say.overdueShort}</StatusBadge>}
      {one.shortUnits > 0 && <StatusBadge kind="attention">{say.shortShort(one.shortUnits)}</StatusBadge>}
    </Stack>
  )
}

function Slips({ one }: { one: Presale }) {
  const lang = useLang()
  const say = useAheadWords()
  return (
    <>
      {one.slips.map((slip) => (
        <Text key={slip.id} size="sm">
          {say.slipLine(civilDate(slip.newFrom, lang), civilDate(slip.newTo, lang))} ·{' '}
          {say.answers(slip.asked, slip.accepted, slip.refunded, slip.swapped)}
        </Text>
      ))}
    </>
  )
}
