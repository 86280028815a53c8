import { Button, Group, Text, Title } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { Link, useNavigation } from 'react-router'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import { readBookingStatement } from '../../../workflows/read-booking-statement.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatRow, StatTile } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import type { Column } from '../../kit/console/table.tsx'
import { civilDate as dayInWords, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { SellerPage } from '../seller/page.tsx'
import { appOf } from '../seller/read.ts'
import seller from '../seller/seller.module.css'
import type { Route } from './+types/statement.ts'
import { useBookingWords } from './statement-words.ts'
import { Downloads } from '../seller/downloads.tsx'

export const handle: Handle = { console: true }

export async function loader({ request, context, params: { organisationId } }: Route.LoaderArgs) {
  const today = civilDate(appOf(context).clock.now())
  const asked = new URL(request.url).searchParams.get('month')?.match(/^20\d\d-(0[1-9]|1[0-2])$/)?.[0]
  const month = asked ?? today.slice(0, 7)
  const from = `${month}-01`
  const next = monthAfter(from)
  const until = addDays(`${next}-01`, -1)
  const statement = await call(context, readBookingStatement, { organisationId, from, until })
  return { ...statement, month, from, until, earlier: addDays(from, -1).slice(0, 7), next }
}

const monthAfter = (from: string) => addDays(from, 31).slice(0, 7)

type Loaded = Route.ComponentProps['loaderData']
type Line = Loaded['lines'][number]

export default function StatementPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useBookingWords()
  const { state } = useNavigation()
  const { lines, totals } = loaderData
  return (
    <SellerPage
      title={say.title}
      subtitle={say.lead}
      action={<Downloads what="bookings" query={`from=${loaderData.from}&until=${loaderData.until}`} say={say} />}
    >
      <Months {...loaderData} />
      <StatRow>
        {amountsOf
          .filter(([key]) => !ifAny.has(key) || totals[key] > 0)
          .map(([key, head]) => (
            <StatTile key={key} label={say.heads[head]} value={yuan(totals[key])} />
          ))}
      </StatRow>
      <Text size="sm" c="dimmed" my="sm">
        {say.sums}
        {loaderData.isCut && ` ${say.cut}`}
      </Text>
      <Group visibleFrom="sm" display="block">
        <DataTable
          lang={lang}
          caption={say.caption}
          columns={columnsOf(say, lang)}
          rows={lines}
          rowKey={(line) => line.bookingId}
          loading={state === 'loading'}
          empty={say.none}
        />
      </Group>
      <Lines lines={lines} />
    </SellerPage>
  )
}

function Months({ month, earlier, next }: Loaded) {
  const say = useBookingWords()
  return (
    <Group justify="space-between" mb="md" wrap="nowrap">
      <Button
        component={Link}
        to={`?month=${earlier}`}
        variant="default"
        leftSection={<IconChevronLeft size={18} />}
        aria-label={`${say.earlier} ${say.month(earlier)}`}
      >
        {say.earlier}
      </Button>
      <Title order={2} size="h4" aria-live="polite">
        {say.month(month)}
      </Title>
      <Button
        component={Link}
        to={`?month=${next}`}
        variant="default"
        rightSection={<IconChevronRight size={18} />}
        aria-label={`${say.later} ${say.month(next)}`}
      >
        {say.later}
      </Button>
    </Group>
  )
}

/** Amounts of a line with their places among the heads of the table that is handed out. */
const amountsOf = [
  ['soldFen', 6],
  ['refundedFen', 7],
  ['keptFen', 8],
  ['commissionFen', 9],
  ['feeFen', 10],
  ['netFen', 11],
  ['paidOutFen', 12],
] as const

/** Summed up only where there is something to sum. */
const ifAny: ReadonlySet<string> = new Set(['keptFen', 'feeFen'])

type Say = ReturnType<typeof useBookingWords>
type Lang = ReturnType<typeof useLang>

const titleIn = (line: Line, lang: Lang) => (lang === 'zh' ? line.titleZh : line.titleEn)
const outcomeIn = (line: Line, say: Say) => (line.isResold ? say.resold : say.outcomes[line.outcome])

const columnsOf = (say: Say, lang: Lang): Column<Line>[] => [
  {
    key: 'what',
    label: say.heads[1],
    cell: (line) => (
      <>
        {titleIn(line, lang)}
        <Text size="sm" c="dimmed">
          {line.code}
        </Text>
      </>
    ),
  },
  { key: 'day', label: say.heads[2], whole: true, cell: (line) => dayInWords(line.day, lang) },
  { key: 'outcome', label: say.heads[5], cell: (line) => outcomeIn(line, say) },
  ...amountsOf.map(([key, head]): Column<Line> => ({
    key,
    label: say.heads[head],
    figure: true,
    cell: (line) => yuan(line[key]),
  })),
]

function Lines({ lines }: { lines: readonly Line[] }) {
  const lang = useLang()
  const say = useBookingWords()
  return (
    <Group hiddenFrom="sm" display="block">
      {lines.length === 0 && <Text>{say.none}</Text>}
      <ul className={seller.list}>
        {lines.map((line) => (
          <li key={line.bookingId} className={seller.item}>
            <div className={seller.card}>
              <span className={seller.between}>
                <span>{titleIn(line, lang)}</span>
                <strong className={seller.figure}>{yuan(line.netFen)}</strong>
              </span>
              <span className={seller.between}>
                <span className={seller.soft}>
                  {dayInWords(line.day, lang)} · {outcomeIn(line, say)}
                </span>
                <span className={seller.soft}>
                  {say.heads[6]} {yuan(line.soldFen)}
                </span>
              </span>
              <span className={seller.soft}>{line.code}</span>
            </div>
          </li>
        ))}
      </ul>
    </Group>
  )
}
