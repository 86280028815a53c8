import type { CivilDate } from '../../../kernel/clock.ts'
import { addDays } from '../../../kernel/clock.ts'
import type { RoomType } from '../house.sql.ts'
import type { DayKind, DayRule, Plan } from '../price.ts'
import { nightOf, priceNight, STANDARD } from '../price.ts'
import type { PlanRow } from '../price.sql.ts'
import type { PlanDay, RoomDay } from './ports.ts'

/** The way that needs no plan; the others go by their kind. What members alone may book is told to nobody. */
export const BASE_PLAN = 'base'

export type RoomFacts = {
  room: RoomType
  isOpen: boolean
  plans: readonly PlanRow[]
  rules: readonly DayRule[]
  overrides: ReadonlyMap<CivilDate, DayKind>
}

/** A day of a room type by the same rules that guests here book by; `left` is what the counters have. */
export function roomDay({ room, isOpen, plans, rules, overrides }: RoomFacts, day: CivilDate, left: number): RoomDay {
  const night = nightOf(room.priceFen, rules, day, overrides)
  const offered = plans.filter((plan) => plan.isOpen && plan.kind !== 'member')
  const planDay = (plan: Plan): PlanDay => ({
    fenByGuests: Array.from(
      { length: room.guestsMax },
      (_, at) => priceNight(night.priceFen, room, plan, { rooms: 1, guests: at + 1 }).fen,
    ),
    nightsMin: Math.max(plan.nightsMin, night.nightsMin),
    leadDaysMin: plan.leadDaysMin,
    noArrival: night.noArrival,
    noDeparture: night.noDeparture,
  })
  return {
    rooms: isOpen ? Math.max(0, left) : 0,
    plans: Object.fromEntries([[BASE_PLAN, planDay(STANDARD)], ...offered.map((plan) => [plan.kind, planDay(plan)])]),
  }
}

export type Span<T> = { from: CivilDate; until: CivilDate; said: T }

/** Days in a row that say the same are one span; `until` is its last day. */
export function spansOf<T>(days: readonly { day: CivilDate; said: T }[]): Span<T>[] {
  const spans: (Span<T> & { text: string })[] = []
  for (const { day, said } of days.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const [last, text] = [spans.at(-1), JSON.stringify(said)]
    if (last !== undefined && last.text === text && addDays(last.until, 1) === day) last.until = day
    else spans.push({ from: day, until: day, said, text })
  }
  return spans.map(({ from, until, said }) => ({ from, until, said }))
}
