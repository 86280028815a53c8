import type { CivilDate, Instant } from '../../../kernel/clock.ts'
import { addSeconds } from '../../../kernel/clock.ts'
import { cutoffAt, startsAt } from '../booking.ts'
import { WHOLE_DAY } from '../claim.ts'
import type { Slot, VisitOffer } from '../offer.sql.ts'
import type { DayKind, DayRule } from '../price.ts'
import { ticketFen } from '../price.ts'
import type { Form } from './product.ts'
import { clockTime, openingHours, pricing } from './product.ts'

/** OCTO writes moments in UTC without parts of a second. */
export const utc = (at: Instant) => at.toISOString().replace(/\.\d{3}Z$/, 'Z')

const localTime = (at: Instant) => `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`

/** An availability's id: the local moment a slot begins, or the day of a day pass. */
export const availabilityId = (day: CivilDate, minute: number) =>
  minute === WHOLE_DAY ? day : `${day}T${clockTime(minute)}:00+08:00`

/** Day and minute of an id made by `availabilityId`; null for anything else. */
export function readAvailabilityId(id: string, isTimed: boolean): { day: CivilDate; minute: number } | null {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d):00\+08:00)?$/.exec(id)
  const [, day, hours, minutes] = found ?? []
  if (day === undefined || isTimed !== (hours !== undefined) || Number.isNaN(Date.parse(day))) return null
  if (new Date(Date.parse(day)).toISOString().slice(0, 10) !== day) return null
  const minute = hours === undefined ? WHOLE_DAY : Number(hours) * 60 + Number(minutes)
  return minute > 1439 ? null : { day, minute }
}

/** When a slot, or the day of a pass, begins and ends. */
export function timesOf(offer: VisitOffer, day: CivilDate, minute: number) {
  const begins = startsAt(day, offer.isTimed ? minute : 0)
  const ends = offer.isTimed ? addSeconds(begins, offer.durationMinutes * 60) : addSeconds(begins, 86_399)
  return {
    id: availabilityId(day, minute),
    localDateTimeStart: localTime(begins),
    localDateTimeEnd: localTime(ends),
    allDay: !offer.isTimed,
    openingHours: openingHours(offer),
    utcCutoffAt: utc(cutoffAt(offer, day, minute)),
  }
}

export type Rules = { rules: readonly DayRule[]; overrides: ReadonlyMap<CivilDate, DayKind> }
export type UnitsWanted = readonly { id: string; quantity: number }[]

/** Below this part of the places left it says LIMITED. */
const LIMITED_BELOW = 0.5

function statusOf(slot: Slot, isPast: boolean): 'AVAILABLE' | 'LIMITED' | 'SOLD_OUT' | 'CLOSED' {
  if (slot.isClosed || isPast) return 'CLOSED'
  if (slot.free === 0) return 'SOLD_OUT'
  return slot.free < slot.capacity * LIMITED_BELOW ? 'LIMITED' : 'AVAILABLE'
}

function placesWanted(offer: VisitOffer, units: UnitsWanted): number {
  return units.reduce((sum, { id, quantity }) => {
    const unit = offer.units.find((one) => one.type === id)
    return sum + (unit?.places ?? 1) * quantity
  }, 0)
}

function stateOf(offer: VisitOffer, slot: Slot, units: UnitsWanted, now: Instant) {
  const isPast = now >= cutoffAt(offer, slot.day, slot.minute)
  const status = statusOf(slot, isPast)
  const isThere = status !== 'CLOSED' && slot.free > 0 && slot.free >= placesWanted(offer, units)
  return { available: isThere, status, vacancies: status === 'CLOSED' ? 0 : slot.free, capacity: slot.capacity }
}

const unitPrices = (offer: VisitOffer, day: CivilDate, { rules, overrides }: Rules, form: Form) =>
  offer.units.map((unit) => ({ unitId: unit.type, ...pricing(ticketFen(unit, rules, day, overrides), form) }))

export function availabilityView(
  offer: VisitOffer,
  slot: Slot,
  units: UnitsWanted,
  rules: Rules,
  form: Form,
  now: Instant,
) {
  const prices = form.priced ? unitPrices(offer, slot.day, rules, form) : []
  const wantedFen = units.reduce(
    (sum, { id, quantity }) => sum + quantity * (prices.find((one) => one.unitId === id)?.retail ?? 0),
    0,
  )
  return {
    ...timesOf(offer, slot.day, slot.minute),
    ...stateOf(offer, slot, units, now),
    maxUnits: offer.partyMax,
    ...(form.priced && { unitPricing: prices }),
    ...(form.priced && units.length > 0 && { pricing: pricing(wantedFen, form) }),
  }
}

/** One line for each day of the range: the best of its slots, all their places. A day that is not on sale is CLOSED. */
export function calendarView(
  offer: VisitOffer,
  day: CivilDate,
  slots: readonly Slot[],
  units: UnitsWanted,
  rules: Rules,
  form: Form,
  now: Instant,
) {
  const states = slots.map((slot) => stateOf(offer, slot, units, now))
  const order = ['AVAILABLE', 'LIMITED', 'SOLD_OUT', 'CLOSED'] as const
  return {
    localDate: day,
    available: states.some((state) => state.available),
    status: order.find((status) => states.some((state) => state.status === status)) ?? 'CLOSED',
    vacancies: states.reduce((sum, state) => sum + state.vacancies, 0),
    capacity: states.reduce((sum, state) => sum + state.capacity, 0),
    openingHours: openingHours(offer),
    ...(form.priced && { unitPricingFrom: unitPrices(offer, day, rules, form) }),
  }
}
