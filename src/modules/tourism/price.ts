import type { CivilDate } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'
import { isHoliday, isMovedWorkday } from './holidays.ts'
import { weekdayOf } from './place.ts'

export const dayKinds = ['workday', 'weekend', 'holiday'] as const
export type DayKind = (typeof dayKinds)[number]

export type DayRule = {
  unit: string | null
  fromDay: CivilDate
  untilDay: CivilDate
  kinds: readonly DayKind[]
  priceFen: number | null
  nightsMin: number | null
  noArrival: boolean
  noDeparture: boolean
}

/**
 * How a day counts for prices: by the county's own word, else by the State Council's announced calendar, which moves
 * workdays onto weekends, else by the weekday.
 */
export function dayKind(day: CivilDate, overrides: ReadonlyMap<CivilDate, DayKind>): DayKind {
  const own = overrides.get(day)
  if (own !== undefined) return own
  if (isHoliday(day)) return 'holiday'
  return weekdayOf(day) >= 6 && !isMovedWorkday(day) ? 'weekend' : 'workday'
}

/** How a night counts: the evening before a day off is a weekend's night, the last evening of days off is not. */
export function nightKind(night: CivilDate, overrides: ReadonlyMap<CivilDate, DayKind>): DayKind {
  const [today, next] = [dayKind(night, overrides), dayKind(addDays(night, 1), overrides)]
  if (next === 'workday') return 'workday'
  return today === 'holiday' || next === 'holiday' ? 'holiday' : 'weekend'
}

/** The rules of a day, in the order they were stated. */
const rulesOn = (rules: readonly DayRule[], day: CivilDate, kind: DayKind, unit: string | null) =>
  rules.filter(
    (rule) =>
      rule.unit === unit &&
      rule.fromDay <= day &&
      day <= rule.untilDay &&
      (rule.kinds.length === 0 || rule.kinds.includes(kind)),
  )

export type Night = {
  day: CivilDate
  kind: DayKind
  priceFen: number
  nightsMin: number
  noArrival: boolean
  noDeparture: boolean
}

/** A night's price and rules: for each, what was stated last for it. */
export function nightOf(
  baseFen: number,
  rules: readonly DayRule[],
  day: CivilDate,
  overrides: ReadonlyMap<CivilDate, DayKind>,
): Night {
  const kind = nightKind(day, overrides)
  const own = rulesOn(rules, day, kind, null)
  return {
    day,
    kind,
    priceFen: own.findLast((rule) => rule.priceFen !== null)?.priceFen ?? baseFen,
    nightsMin: own.findLast((rule) => rule.nightsMin !== null)?.nightsMin ?? 1,
    noArrival: own.some((rule) => rule.noArrival),
    noDeparture: own.some((rule) => rule.noDeparture),
  }
}

/** What one ticket of a kind costs on a day. */
export function ticketFen(
  unit: { type: string; priceFen: number },
  rules: readonly DayRule[],
  day: CivilDate,
  overrides: ReadonlyMap<CivilDate, DayKind>,
): number {
  // Most have no rules, and what kind of day it is need not be found out.
  if (rules.length === 0) return unit.priceFen
  const own = rulesOn(rules, day, dayKind(day, overrides), unit.type)
  return own.findLast((rule) => rule.priceFen !== null)?.priceFen ?? unit.priceFen
}

export type Plan = { percent: number; guestNightFen: number; nightsMin: number; leadDaysMin: number }
export const STANDARD: Plan = { percent: 100, guestNightFen: 0, nightsMin: 1, leadDaysMin: 0 }

export type Stay = { arrival: CivilDate; nights: number; rooms: number; guests: number }
export type RoomPrice = { priceFen: number; extraGuestFen: number; guestsIncluded: number; guestsMax: number }

export const STAY_NIGHTS_MAX = 60

/** A night of a stay: what the rooms cost, what guests beyond those included add, and what the plan adds for each guest. */
export type NightPrice = {
  day: CivilDate
  kind: DayKind
  fen: number
  roomsFen: number
  extraFen: number
  planFen: number
}

/**
 * What one night costs in fen for all rooms, whose own price that night is `priceFen` each. Guests beyond those included pay for an extra bed. A plan takes its percent of
 * the price, rounded to the fen.
 */
export function priceNight(
  priceFen: number,
  room: RoomPrice,
  plan: Plan,
  { rooms, guests }: Pick<Stay, 'rooms' | 'guests'>,
): Pick<NightPrice, 'fen' | 'roomsFen' | 'extraFen' | 'planFen'> {
  const roomsFen = Math.round((priceFen * plan.percent) / 100) * rooms
  const extraFen = Math.max(0, guests - room.guestsIncluded * rooms) * room.extraGuestFen
  const planFen = guests * plan.guestNightFen
  return { fen: roomsFen + extraFen + planFen, roomsFen, extraFen, planFen }
}

/**
 * What a stay costs, night by night. Refuses: tourism.stay.too_many_guests, nights_min, no_arrival, no_departure, lead_time.
 */
export function priceStay(
  stay: Stay,
  room: RoomPrice,
  plan: Plan,
  rules: readonly DayRule[],
  overrides: ReadonlyMap<CivilDate, DayKind>,
  daysAhead: number,
): { nights: NightPrice[]; totalFen: number } {
  if (stay.guests > room.guestsMax * stay.rooms)
    refuse('tourism.stay.too_many_guests', { most: room.guestsMax * stay.rooms })
  if (daysAhead < plan.leadDaysMin) refuse('tourism.stay.lead_time', { days: plan.leadDaysMin })
  const all = Array.from({ length: stay.nights }, (_, at) =>
    nightOf(room.priceFen, rules, addDays(stay.arrival, at), overrides),
  )
  checkStay(stay, all, plan, nightOf(room.priceFen, rules, addDays(stay.arrival, stay.nights), overrides))
  const nights = all.map(({ day, kind, priceFen }) => ({ day, kind, ...priceNight(priceFen, room, plan, stay) }))
  return { nights, totalFen: nights.reduce((sum, night) => sum + night.fen, 0) }
}

function checkStay(stay: Stay, nights: readonly Night[], plan: Plan, departure: Night): void {
  const [first] = nights
  const least = Math.max(plan.nightsMin, first?.nightsMin ?? 1)
  if (stay.nights < least) refuse('tourism.stay.nights_min', { nights: least })
  if (first?.noArrival === true) refuse('tourism.stay.no_arrival', { date: stay.arrival })
  if (departure.noDeparture) refuse('tourism.stay.no_departure', { date: departure.day })
}

export type PolicyTier = { hoursBefore: number; percent: number }

/** How much of what a guest gives up comes back, in percent: the tier with the most hours that still fits, else nothing. */
export function refundPercent(policy: readonly PolicyTier[], hoursBefore: number): number {
  const tiers = policy.toSorted((a, b) => b.hoursBefore - a.hoursBefore)
  return tiers.find((tier) => hoursBefore >= tier.hoursBefore)?.percent ?? 0
}

/** Rounded down to the fen. */
export const percentOf = (amountFen: number, percent: number) => Math.floor((amountFen * percent) / 100)
