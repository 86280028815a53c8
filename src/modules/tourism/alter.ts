import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import { BOOKING_HOLD_SECONDS, PAYING_GRACE_SECONDS, percentNow, worthFen } from './booking.ts'
import type { BookingRow } from './booking.sql.ts'
import { lockBookings, markPaying, writeChange } from './booking.sql.ts'
import type { Difference, Less, Wish } from './change.ts'
import {
  checkChangeable,
  differenceOf,
  gainOf,
  keepPrices,
  lessOf,
  percentAfter,
  wishedStay,
  wishedVisit,
} from './change.ts'
import type { CounterKey } from './claim.ts'
import { countersBetween, freeOf } from './counter.sql.ts'
import type { ChangeRow } from './change.sql.ts'
import { changesOf, changesOfPayment, endChange, insertChange } from './change.sql.ts'
import { absorbHold, claimsOfHold, holdParties, releaseHolds, reshapeHold } from './hold.sql.ts'
import { offersByOption } from './offer.sql.ts'
import { roomTypesById } from './house.sql.ts'
import type { Unit } from './product.sql.ts'
import type { Ready } from './reserve.ts'
import { readyStay, readyVisit, refuseShort } from './reserve.ts'

/** A change that is worked out but not made. */
export type Altering = Ready & Difference & { refundPercentMost: number }

/**
 * What it takes to make a booking as its guest wishes now. Refuses: tourism.booking.step_not_possible, tourism.booking.begun, and what booking
 * anew refuses.
 */
export async function alterBy(sql: Sql, row: BookingRow, wish: Wish, now: Instant): Promise<Altering> {
  checkChangeable(row, now)
  const ready =
    row.kind === 'visit'
      ? await readyVisit(sql, row.id, wishedVisit(row, wish), row, now)
      : await readyStay(sql, row.id, wishedStay(row, wish), row, now)
  return alteringOf(row, keepPrices(row, ready), now)
}

/**
 * Whether there is room now for what a change would take beyond what the booking has; only making it holds it. Refuses: tourism.sold_out,
 * tourism.date_closed.
 */
export async function checkRoomFor(sql: Sql, row: BookingRow, { claims }: Altering): Promise<void> {
  const [has, days] = [await claimsOfHold(sql, row.id), claims.map((claim) => claim.day).toSorted()]
  const owners = [...new Set(claims.map((claim) => claim.ownerId))]
  const counters = await countersBetween(sql, owners, days[0] ?? row.day, days.at(-1) ?? row.day)
  const at = <T extends CounterKey>(list: readonly T[], { ownerId, day, minute }: CounterKey) =>
    list.find((one) => one.ownerId === ownerId && one.day === day && one.minute === minute)
  for (const [place, claim] of claims.entries()) {
    const needed = claim.quantity - (at(has, claim)?.quantity ?? 0)
    const counter = at(counters, claim)
    // Sites and the county are counted without limit until one is set, and gear from its first booking on.
    const isOwn = row.kind === 'stay' || place === 0
    if (needed <= 0 || (counter === undefined && !isOwn)) continue
    if (counter === undefined || counter.isClosed) refuse('tourism.date_closed', { date: claim.day })
    if (freeOf(counter) < needed) refuse('tourism.sold_out', { date: claim.day, left: Math.max(0, freeOf(counter)) })
  }
}

/**
 * What giving up a part brings back now. Refuses: tourism.booking.step_not_possible, tourism.booking.unknown_part, nothing_left,
 * tourism.visit.needs_adult, tourism.stay.too_many_guests.
 */
export async function alterToLess(sql: Sql, row: BookingRow, less: Less, now: Instant): Promise<Altering> {
  if (row.packageBookingId !== null) refuse('tourism.booking.in_package')
  if (row.state !== 'confirmed' || row.noShowAt !== null) refuse('tourism.booking.step_not_possible')
  const offer = row.optionId === null ? undefined : (await offersByOption(sql, [row.optionId])).get(row.optionId)
  const ready = lessOf(row, await claimsOfHold(sql, row.id), less, offer?.gear)
  await checkRest(sql, row, ready, offer?.units ?? [])
  return alteringOf(row, ready, now)
}

/** No child is left by itself, and who stays still fits the rooms. */
async function checkRest(sql: Sql, row: BookingRow, { booking }: Ready, kinds: readonly Unit[]): Promise<void> {
  if (row.roomTypeId !== null) {
    const most = ((await roomTypesById(sql, [row.roomTypeId])).get(row.roomTypeId)?.guestsMax ?? 50) * booking.rooms
    if (booking.guests > most) refuse('tourism.stay.too_many_guests', { most })
    return
  }
  const needsAdult = new Set(kinds.filter((kind) => kind.needsAdult).map((kind) => kind.type))
  if (booking.units.every((unit) => needsAdult.has(unit.type))) refuse('tourism.visit.needs_adult')
}

function alteringOf(row: BookingRow, ready: Ready, now: Instant): Altering {
  // Before it is paid nothing was given: the price is simply another one.
  const unpaid = row.state === 'held'
  const paidFen = unpaid ? ready.booking.totalFen : worthFen(row)
  return {
    ...ready,
    ...differenceOf(paidFen, ready.booking.totalFen, percentNow(row, now)),
    refundPercentMost: unpaid ? row.refundPercentMost : percentAfter(row, ready.booking, now),
  }
}

/** Makes a change that costs nothing more, all of it or nothing. Refuses: tourism.sold_out, tourism.date_closed, tourism.booking.step_not_possible. */
export async function makeChange(tx: Tx, row: BookingRow, altering: Altering, now: Instant): Promise<void> {
  const { booking, claims, backFen, keptFen, refundPercentMost } = altering
  await dropOpenChange(tx, row.id, now)
  refuseShort(await reshapeHold(tx, row.id, claims, now))
  // The policy agreed at booking stays, whatever the house says today.
  const said = { ...booking, policy: row.policy, weather: row.weather }
  await writeChange(tx, said, { givenBackFen: backFen, keptFen, refundPercentMost }, now)
}

/** Holds what a dearer change takes more, until its payment's time is over. Refuses: tourism.sold_out, tourism.date_closed. */
export async function askChange(
  tx: Tx,
  row: BookingRow,
  altering: Altering,
  asked: { id: string; paymentId: string },
  now: Instant,
): Promise<void> {
  await dropOpenChange(tx, row.id, now)
  const gain = gainOf(await claimsOfHold(tx, row.id), altering.claims)
  const expiresAt = addSeconds(now, BOOKING_HOLD_SECONDS + PAYING_GRACE_SECONDS)
  const [outcome] = await holdParties(tx, [{ holdId: asked.id, expiresAt, claims: gain }], now)
  refuseShort(outcome ?? 'ended')
  const { contact: _contact, notes: _notes, startsAt, ...booking } = altering.booking
  const { claims, refundPercentMost } = altering
  const wanted = {
    booking: { ...booking, policy: row.policy, weather: row.weather, startsAt: startsAt.toISOString() },
    claims,
    refundPercentMost,
  }
  await insertChange(tx, { ...asked, bookingId: row.id, wanted, extraFen: altering.toPayFen }, now)
}

/** A change that was asked for and not paid is given up; money that comes for it later goes back. */
export async function dropOpenChange(tx: Tx, bookingId: string, now: Instant): Promise<void> {
  const open = (await changesOf(tx, [bookingId])).filter((change) => change.state === 'asked')
  for (const change of open) {
    await releaseHolds(tx, [change.id], now)
    await endChange(tx, change.id, { state: 'dropped', refundedFen: 0 }, now)
  }
}

/** A payment for changes was made: what is still held for them is joined to their bookings; what is not is returned as late. */
export async function makePaidChanges(
  tx: Tx,
  paymentId: string,
  now: Instant,
): Promise<{ made: ChangeRow[]; late: ChangeRow[] }> {
  const [made, late]: [ChangeRow[], ChangeRow[]] = [[], []]
  const ids = (await changesOfPayment(tx, paymentId)).map((change) => change.bookingId)
  const rows = new Map((await lockBookings(tx, ids)).map((row) => [row.id, row]))
  for (const change of await changesOfPayment(tx, paymentId)) {
    const row = rows.get(change.bookingId)
    if (row !== undefined && (await joined(tx, row, change, now))) {
      await endChange(tx, change.id, { state: 'made', refundedFen: 0 }, now)
      made.push(change)
      continue
    }
    await releaseHolds(tx, [change.id], now)
    await endChange(tx, change.id, { state: 'dropped', refundedFen: change.extraFen }, now)
    late.push(change)
  }
  return { made, late }
}

async function joined(tx: Tx, row: BookingRow, change: ChangeRow, now: Instant): Promise<boolean> {
  if (change.state !== 'asked') return false
  const { booking, claims, refundPercentMost } = change.wanted
  if (!(await absorbHold(tx, row.id, change.id, claims, now))) return false
  const said = { ...booking, contact: row.contact, notes: row.notes, startsAt: new Date(booking.startsAt) }
  await writeChange(tx, said, { givenBackFen: 0, keptFen: 0, refundPercentMost }, now)
  // What was free until now is settled with this payment.
  if (row.paymentId === null) await markPaying(tx, [row.id], change.paymentId, now)
  return true
}
