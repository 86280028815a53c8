import { Button, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import {
  closeCalendar,
  keepForWindow,
  openNights,
  openSlots,
  readBoard,
  stateDayRule,
} from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { appOf } from '../seller/read.ts'
import { doing } from '../seller/act.ts'
import { SellerPage } from '../seller/page.tsx'
import { isDay } from '../stay/address.ts'
import type { Route } from './+types/calendar.ts'
import { Board } from './board.tsx'
import type { Chosen } from './choice.ts'
import { ChangePanel } from './change-panel.tsx'
import { fenIn, minutesIn } from './fields.ts'
import { useHostWords } from './words.ts'

export const handle: Handle = { console: true }

const DAYS_SHOWN = 28

export async function loader({ request, context, params: { organisationId } }: Route.LoaderArgs) {
  const today = civilDate(appOf(context).clock.now())
  const asked = new URL(request.url).searchParams.get('from')
  const from = isDay(asked) && asked > today ? asked : today
  const until = addDays(from, DAYS_SHOWN - 1)
  const { rows } = await call(context, readBoard, { organisationId, from, until })
  const earlier = addDays(from, -DAYS_SHOWN)
  return {
    rows,
    days: Array.from({ length: DAYS_SHOWN }, (_, at) => addDays(from, at)),
    earlier: from > today ? (earlier > today ? earlier : today) : null,
    later: addDays(from, DAYS_SHOWN),
  }
}

/** Opens, closes, or prices the days that were chosen. */
export async function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  if (wanted === 'close') return doing(args, closeCalendar, (input) => ({ minute: null, ...input }))
  if (wanted === 'rooms') return doing(args, openNights)
  if (wanted === 'places') return doing(args, openSlots, (input) => ({ ...input, minutes: minutesIn(input.minutes) }))
  if (wanted === 'keep') return doing(args, keepForWindow)
  return doing(args, stateDayRule, ({ yuan, ticket, ...input }) => {
    const [ownerId, unit] = typeof ticket === 'string' ? ticket.split('.') : []
    const priced = yuan === undefined ? {} : { priceFen: fenIn(yuan) }
    return ownerId === undefined ? { ...input, ...priced } : { ...input, ...priced, ownerId, unit }
  })
}

export type CalendarData = Route.ComponentProps['loaderData']

export default function CalendarPage({ loaderData }: Route.ComponentProps) {
  const say = useHostWords().calendar
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const { rows, earlier, later, days } = loaderData
  return (
    <SellerPage title={say.title} subtitle={rows.length > 0 ? say.lead : undefined}>
      {rows.length === 0 ? (
        <>
          <Text mb="md">{say.none}</Text>
          <Group>
            <Button component={Link} to="../sights">
              {say.toSights}
            </Button>
            <Button component={Link} to="../houses" variant="default">
              {say.toHouses}
            </Button>
          </Group>
        </>
      ) : (
        <>
          <Group justify="space-between" mb="sm">
            {earlier === null ? (
              <span />
            ) : (
              <Button
                component={Link}
                to={`?from=${earlier}`}
                variant="default"
                leftSection={<IconChevronLeft size={18} />}
              >
                {say.earlier}
              </Button>
            )}
            <Button
              component={Link}
              to={`?from=${later}`}
              variant="default"
              rightSection={<IconChevronRight size={18} />}
            >
              {say.later}
            </Button>
          </Group>
          <Board key={days[0]} rows={rows} days={days} chosen={chosen} onChoose={setChosen} />
          {chosen !== null && rows[chosen.row] !== undefined && (
            <ChangePanel
              key={`${chosen.row} ${chosen.from} ${chosen.until}`}
              row={rows[chosen.row] as (typeof rows)[number]}
              days={days}
              chosen={chosen}
              onDone={() => setChosen(null)}
            />
          )}
        </>
      )}
    </SellerPage>
  )
}
