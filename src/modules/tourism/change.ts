import type { Instant } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { NewBooking } from './booking.ts'
import type { GearTaken } from './gear.ts'
import { checkStep, percentNow, wasUsed, worthFen } from './booking.ts'
import type { BookingRow } from './booking.sql.ts'
import type { Claim } from './claim.ts'
import { keyText } from './claim.ts'
import { percentOf } from './price.ts'
import type { Ready, WantedStay, WantedTicket, WantedVisit } from './reserve.ts'

/** What a change costs or gives back: only one of the first two is above zero, and `keptFen` is what the policy keeps of what is given up. */
export type Difference = { toPayFen: number; backFen: number; keptFen: number }

export function differenceOf(paidFen: number, priceFen: number, percent: number): Difference {
  if (priceFen >= paidFen) return { toPayFen: priceFen - paidFen, backFen: 0, keptFen: 0 }
  const backFen = percentOf(paidFen - priceFen, percent)
  return { toPayFen: 0, backFen, keptFen: paidFen - priceFen - backFen }
}

/** What a guest may ask to be otherwise; what is left out stays. */
export type Wish = {
  day?: string | undefined
  minute?: number | undefined
  tickets?: readonly { type: string; count: number }[] | undefined
  nights?: number | undefined
  rooms?: number | undefined
  guests?: number | undefined
}

/** Refuses what has begun, was used or stands no more, or is part of a package: tourism.booking.step_not_possible, tourism.booking.begun, tourism.booking.in_package. */
export function checkChangeable(row: BookingRow, now: Instant): void {
  if (row.packageBookingId !== null) refuse('tourism.booking.in_package')
  checkStep('change', row, now)
  if (row.state === 'held' && (row.paymentId !== null || row.voucherFen > 0))
    refuse('tourism.booking.step_not_possible')
  if (row.noShowAt !== null || wasUsed(row)) refuse('tourism.booking.step_not_possible')
  if (now >= row.startsAt) refuse('tourism.booking.begun')
}

export function wishedVisit(row: BookingRow, wish: Wish): WantedVisit {
  const tickets = wish.tickets === undefined ? row.units : ticketsOf(row, wish.tickets)
  const { day = row.day, minute = row.minute } = wish
  const isMoved = day !== row.day || minute !== row.minute
  return {
    optionId: row.optionId ?? refuse('tourism.option.unknown'),
    day,
    minute,
    language: row.language,
    has: row.guideId === null || isMoved ? null : { guideId: row.guideId, people: row.guests },
    tickets: tickets.map(({ id, type, resellerReference, contact }) => ({ id, type, resellerReference, contact })),
  }
}

/** Tickets that stay keep their number and their name; those added have none yet. */
function ticketsOf(row: BookingRow, counts: readonly { type: string; count: number }[]): WantedTicket[] {
  return counts.flatMap(({ type, count }) => {
    const had = row.units.filter((unit) => unit.type === type).slice(0, count)
    return [...had, ...Array.from({ length: count - had.length }, () => ({ type }))]
  })
}

export const wishedStay = (row: BookingRow, wish: Wish): WantedStay => ({
  roomTypeId: row.roomTypeId ?? refuse('tourism.room_type.unknown'),
  planId: row.planId,
  arrival: wish.day ?? row.day,
  nights: wish.nights ?? row.nights,
  rooms: wish.rooms ?? row.rooms,
  guests: wish.guests ?? row.guests,
  anyTime: wish.day === undefined || wish.day === row.day,
})

/** What was bought keeps its price: tickets of the same time, and nights of as many rooms and guests; all else costs what it costs now. */
export function keepPrices(row: BookingRow, { booking, claims }: Ready): Ready {
  const units = booking.units.map((unit) => {
    const had = row.units.find((one) => one.id === unit.id)
    const stays = had !== undefined && booking.day === row.day && booking.minute === row.minute
    return stays ? { ...unit, priceFen: had.priceFen } : unit
  })
  const had = booking.rooms === row.rooms && booking.guests === row.guests ? nightsOf(row) : new Map<string, number>()
  const nightFen = booking.nightFen.map((fen, at) => had.get(addDays(booking.day, at)) ?? fen)
  const totalFen = [...units.map((unit) => unit.priceFen), ...nightFen].reduce((sum, fen) => sum + fen, 0)
  return { claims, booking: { ...booking, units, nightFen, totalFen } }
}

const nightsOf = (row: BookingRow) => new Map(nightPrices(row).map((fen, at) => [addDays(row.day, at), fen]))

/** What each night of a stay is worth; where it was not kept, what was paid spread over the nights to the fen. */
export function nightPrices(row: Pick<BookingRow, 'nights' | 'nightFen' | 'totalFen' | 'refundedFen' | 'keptFen'>) {
  if (row.nightFen.length === row.nights) return [...row.nightFen]
  const worth = worthFen(row)
  const upTo = (night: number) => Math.floor((worth * night) / row.nights)
  return Array.from({ length: row.nights }, (_, at) => upTo(at + 1) - upTo(at))
}

/** What a guest gives up of a booking: some tickets, or rooms, or nights at the end. */
export type Less = {
  unitIds: readonly string[]
  nights: number | null
  rooms: number | null
  guests: number | null
}

/**
 * The booking and its claims without what is given up; each ticket and night was worth what was paid for it. Refuses: tourism.booking.unknown_part,
 * tourism.booking.nothing_left, tourism.booking.step_not_possible.
 */
export function lessOf(row: BookingRow, claims: readonly Claim[], less: Less, gear: readonly GearTaken[] = []): Ready {
  return row.kind === 'visit' ? fewerTickets(row, claims, less, gear) : shorterStay(row, claims, less)
}

function fewerTickets(row: BookingRow, claims: readonly Claim[], { unitIds }: Less, gear: readonly GearTaken[]): Ready {
  const gone = new Set(unitIds)
  if (gone.size === 0 || !unitIds.every((id) => row.units.some((unit) => unit.id === id)))
    refuse('tourism.booking.unknown_part')
  if (row.units.some((unit) => gone.has(unit.id) && unit.redeemedAt !== null))
    refuse('tourism.booking.step_not_possible')
  const units = row.units.filter((unit) => !gone.has(unit.id))
  if (units.length === 0) refuse('tourism.booking.nothing_left')
  const places = units.reduce((sum, unit) => sum + unit.places, 0)
  const totalFen = units.reduce((sum, unit) => sum + unit.priceFen, 0)
  const booking: NewBooking = { ...row, units, guests: places, totalFen }
  const had = row.units.reduce((sum, unit) => sum + unit.places, 0)
  const rest = claims.map((claim) => ({ ...claim, quantity: restOf(claim, { had, places, gear }) }))
  return { booking, claims: rest }
}

/** So many of the places and of a guide's people; who leads a party whole still does, and gear goes back that fewer people do not need. */
function restOf(
  { ownerId, quantity }: Claim,
  { had, places, gear }: { had: number; places: number; gear: readonly GearTaken[] },
): number {
  const share = Math.ceil((quantity * places) / had)
  const { peopleEach } = gear.find((one) => one.gearId === ownerId) ?? {}
  return peopleEach === undefined ? share : Math.min(share, Math.ceil(places / peopleEach))
}

function shorterStay(row: BookingRow, claims: readonly Claim[], less: Less): Ready {
  const [nights, rooms] = [less.nights ?? row.nights, less.rooms ?? row.rooms]
  if (nights > row.nights || rooms > row.rooms || (nights === row.nights && rooms === row.rooms))
    refuse('tourism.booking.unknown_part')
  const nightFen = nightPrices(row)
    .slice(0, nights)
    .map((fen) => Math.round((fen * rooms) / row.rooms))
  const endsOn = addDays(row.day, nights)
  const guests = Math.min(row.guests, less.guests ?? row.guests)
  const totalFen = nightFen.reduce((sum, fen) => sum + fen, 0)
  return {
    booking: { ...row, nights, rooms, guests, nightFen, endsOn, totalFen },
    claims: claims.filter((claim) => claim.day < endsOn).map((claim) => ({ ...claim, quantity: rooms })),
  }
}

/** What new claims take beyond the old ones. */
export function gainOf(before: readonly Claim[], after: readonly Claim[]): Claim[] {
  const had = new Map(before.map((claim) => [keyText(claim), claim.quantity]))
  return after
    .map((claim) => ({ ...claim, quantity: claim.quantity - (had.get(keyText(claim)) ?? 0) }))
    .filter((claim) => claim.quantity > 0)
}

/** After a move to another time less may come back than the tiers say: never more than on the day of the move. */
export function percentAfter(row: BookingRow, booking: Pick<NewBooking, 'day' | 'minute'>, now: Instant): number {
  const moved = booking.day !== row.day || booking.minute !== row.minute
  return moved ? percentNow(row, now) : row.refundPercentMost
}

/** A part of what was paid for a booking: under its own id in the books. */
export type Charge = { id: string; amountFen: number; refundedFen: number }

/** From which charges so much goes back: the latest first. Throws where there is not so much. */
export function spreadRefund(charges: readonly Charge[], fen: number): { id: string; fen: number }[] {
  let leftFen = fen
  const parts = charges.map((charge) => {
    const part = Math.min(leftFen, charge.amountFen - charge.refundedFen)
    leftFen -= part
    return { id: charge.id, fen: part }
  })
  if (leftFen > 0) throw new Error(`${leftFen} fen more would go back than were paid`)
  return parts.filter((part) => part.fen > 0)
}

/** By when cancelling gives back how much: the last tier has no end but the beginning. */
export function refundSteps(row: BookingRow, now: Instant): { until: Instant; refundFen: number }[] {
  const worth = worthFen(row)
  return row.policy
    .toSorted((a, b) => b.hoursBefore - a.hoursBefore)
    .map(({ hoursBefore, percent }) => ({
      until: new Date(row.startsAt.getTime() - hoursBefore * 3_600_000),
      refundFen: percentOf(worth, Math.min(percent, row.refundPercentMost)),
    }))
    .filter((step) => step.until > now)
}
