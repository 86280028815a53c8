import type { Instant } from '../../kernel/clock.ts'
import { addDays, addSeconds } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import { BOOKING_HOLD_SECONDS, checkStep, worthFen } from './booking.ts'
import type { BookingRow } from './booking.sql.ts'
import { writeChange } from './booking.sql.ts'
import type { Wish } from './change.ts'
import { wishedStay, wishedVisit } from './change.ts'
import { dropOpenChange } from './alter.ts'
import { reshapeHold } from './hold.sql.ts'
import { offersByOption, slotsBetween } from './offer.sql.ts'
import { countersBetween, freeOf } from './counter.sql.ts'
import type { RebookingAnswer, RebookingRow } from './rebooking.sql.ts'
import { answerRebookingRow, insertRebooking, neighboursWithRoom, rebookingOf } from './rebooking.sql.ts'
import type { Ready } from './reserve.ts'
import { ifBookable, readyStay, readyVisit, refuseShort } from './reserve.ts'
import { holdVisitOrStay } from './wanted.ts'

export { dueRebookings } from './rebooking.sql.ts'

/** So long a guest has to choose; at least two hours, else not beyond the beginning. */
const ANSWER_SECONDS = 48 * 3600
const ANSWER_SECONDS_MIN = 2 * 3600
/** Other days are looked for so far around the booked one. */
const DAYS_AROUND = 14

export function answerBy(startsAt: Instant, now: Instant): Instant {
  const last = Math.min(startsAt.getTime(), addSeconds(now, ANSWER_SECONDS).getTime())
  return new Date(Math.max(last, addSeconds(now, ANSWER_SECONDS_MIN).getTime()))
}

/** Offers confirmed bookings other days or houses, `by` a moment where it is not for the usual time. Refuses: tourism.booking.step_not_possible, tourism.rebooking.open. */
export async function offerRebookings(
  tx: Tx,
  rows: readonly BookingRow[],
  reason: string,
  now: Instant,
  by?: Instant,
): Promise<Instant[]> {
  const until: Instant[] = []
  for (const row of rows) {
    checkStep('cancel', row, now)
    if (row.buyerId === null || row.kind === 'goods') refuse('tourism.booking.step_not_possible')
    await dropOpenChange(tx, row.id, now)
    const last = by ?? answerBy(row.startsAt, now)
    if (!(await insertRebooking(tx, { bookingId: row.id, reason, answerBy: last }, now)))
      refuse('tourism.rebooking.open')
    until.push(last)
  }
  return until
}

export type OtherTime = { day: string; minute: number; free: number }
export type OtherHouse = { roomTypeId: string; titleZh: string; titleEn: string; totalFen: number }
export type Rebooking = RebookingRow & { times: OtherTime[]; houses: OtherHouse[] }

/** What a guest may choose from: the same on other days, and for stays other houses of the village. Refuses: tourism.rebooking.unknown. */
export async function readRebooking(sql: Sql, row: BookingRow, now: Instant): Promise<Rebooking> {
  const offer = (await rebookingOf(sql, row.id)) ?? refuse('tourism.rebooking.unknown')
  if (offer.answeredAt !== null) return { ...offer, times: [], houses: [] }
  return row.kind === 'visit'
    ? { ...offer, times: await otherSlots(sql, row, now), houses: [] }
    : { ...offer, times: await otherNights(sql, row, now), houses: await otherHouses(sql, row, now) }
}

async function otherSlots(sql: Sql, row: BookingRow, now: Instant): Promise<OtherTime[]> {
  const offer = (await offersByOption(sql, [row.optionId ?? row.id])).get(row.optionId ?? row.id)
  if (offer === undefined) return []
  const slots = await slotsBetween(sql, offer, addDays(row.day, -DAYS_AROUND), addDays(row.day, DAYS_AROUND))
  const found: OtherTime[] = []
  for (const { day, minute, free, isClosed } of slots) {
    const same = day === row.day && minute === row.minute
    if (same || isClosed || free < row.guests) continue
    const ready = await ifBookable(readyVisit(sql, row.id, wishedVisit(row, { day, minute }), row, now))
    if (ready !== null) found.push({ day, minute, free })
  }
  return found
}

async function otherNights(sql: Sql, row: BookingRow, now: Instant): Promise<OtherTime[]> {
  const [first, last] = [addDays(row.day, -DAYS_AROUND), addDays(row.day, DAYS_AROUND + row.nights)]
  const free = new Map(
    (await countersBetween(sql, [row.roomTypeId ?? row.id], first, last)).map((one) => [one.day, freeOf(one)]),
  )
  const found: OtherTime[] = []
  for (let day = first; day <= addDays(row.day, DAYS_AROUND); day = addDays(day, 1)) {
    const least = Math.min(...Array.from({ length: row.nights }, (_, at) => free.get(addDays(day, at)) ?? 0))
    if (day === row.day || least < row.rooms) continue
    const ready = await ifBookable(readyStay(sql, row.id, wishedStay(row, { day }), row, now))
    if (ready !== null) found.push({ day, minute: row.minute, free: least })
  }
  return found
}

async function otherHouses(sql: Sql, row: BookingRow, now: Instant): Promise<OtherHouse[]> {
  const { day: arrival, nights, rooms, guests } = row
  const ids = await neighboursWithRoom(sql, row.roomTypeId ?? row.id, { arrival, nights, rooms, guests })
  const found: OtherHouse[] = []
  for (const roomTypeId of ids) {
    const wanted = { roomTypeId, planId: null, arrival, nights, rooms, guests }
    const ready = await ifBookable(readyStay(sql, row.id, wanted, row, now))
    if (ready === null) continue
    const { titleZh, titleEn, totalFen } = ready.booking
    found.push({ roomTypeId, titleZh, titleEn, totalFen })
  }
  return found
}

/** True where an offer was open: a guest who cancels then takes it as the refund. */
export const declineRebooking = (tx: Tx, bookingId: string, now: Instant): Promise<boolean> =>
  answerRebookingRow(tx, bookingId, { answer: 'refund', otherBookingId: null }, now)

/** Refuses: tourism.rebooking.open. */
export async function checkNoRebooking(sql: Sql, bookingId: string): Promise<void> {
  const offer = await rebookingOf(sql, bookingId)
  if (offer !== undefined && offer.answeredAt === null) refuse('tourism.rebooking.open')
}

/** Refuses: tourism.rebooking.unknown, tourism.rebooking.answered. */
export async function closeRebooking(
  tx: Tx,
  bookingId: string,
  answer: RebookingAnswer,
  otherBookingId: string | null,
  now: Instant,
): Promise<void> {
  if ((await rebookingOf(tx, bookingId)) === undefined) refuse('tourism.rebooking.unknown')
  if (!(await answerRebookingRow(tx, bookingId, { answer, otherBookingId }, now))) refuse('tourism.rebooking.answered')
}

/**
 * The guest takes another day of the same: it costs nothing more, and what it costs less goes back. Returns how much. Refuses:
 * tourism.rebooking.*, tourism.sold_out, tourism.date_closed, and what booking anew refuses.
 */
export async function answerRebooking(
  tx: Tx,
  row: BookingRow,
  wish: Required<Pick<Wish, 'day'>> & Pick<Wish, 'minute'>,
  now: Instant,
): Promise<number> {
  await closeRebooking(tx, row.id, 'moved', null, now)
  const ready =
    row.kind === 'visit'
      ? await readyVisit(tx, row.id, wishedVisit(row, wish), row, now)
      : await readyStay(tx, row.id, wishedStay(row, wish), row, now)
  refuseShort(await reshapeHold(tx, row.id, ready.claims, now))
  const booking = worthFen(row) < ready.booking.totalFen ? atPaidPrice(row, ready) : ready.booking
  const backFen = worthFen(row) - booking.totalFen
  const given = { givenBackFen: backFen, keptFen: 0, refundPercentMost: row.refundPercentMost }
  await writeChange(tx, { ...booking, policy: row.policy, weather: row.weather }, given, now)
  return backFen
}

/** The new day at the old price: who cannot serve bears what it costs more. */
function atPaidPrice(row: BookingRow, { booking }: Ready): Ready['booking'] {
  const units = booking.units.map((unit, at) => ({ ...unit, priceFen: row.units[at]?.priceFen ?? unit.priceFen }))
  return { ...booking, units, nightFen: [...row.nightFen], totalFen: worthFen(row) }
}

/** Holds rooms of another house of the village for a guest whose own cannot serve; to be paid as any booking. Refuses: tourism.sold_out, tourism.date_closed, tourism.rebooking.other_village. */
export async function otherHouseOf(
  tx: Tx,
  row: BookingRow,
  other: { bookingId: string; roomTypeId: string },
  now: Instant,
): Promise<string> {
  const { day: arrival, nights, rooms, guests, contact, notes, buyerId } = row
  const near = await neighboursWithRoom(tx, row.roomTypeId ?? row.id, { arrival, nights, rooms, guests })
  if (!near.includes(other.roomTypeId)) refuse('tourism.rebooking.other_village')
  const who = { buyerId, resellerId: null, resellerReference: null, contact, notes }
  const wanted = { roomTypeId: other.roomTypeId, planId: null, arrival, nights, rooms, guests }
  const { booking, claims } = await readyStay(tx, other.bookingId, wanted, who, now)
  const expiresAt = addSeconds(now, BOOKING_HOLD_SECONDS)
  await holdVisitOrStay(tx, { booking, claims }, expiresAt, now)
  return booking.id
}
