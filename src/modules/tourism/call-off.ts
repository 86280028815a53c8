import type { Instant } from '../../kernel/clock.ts'
import { addSeconds, civilDate } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import { wasUsed } from './booking.ts'
import type { BookingRow } from './booking.sql.ts'
import { lockBookings, markCancelled } from './booking.sql.ts'
import type { SlotKey } from './call-off.sql.ts'
import { closeForGood, holdsOfSlot, insertCallOff } from './call-off.sql.ts'
import { countersBetween } from './counter.sql.ts'
import { releaseHolds } from './hold.sql.ts'
import { rebookingOf } from './rebooking.sql.ts'
import { ownResources } from './site.sql.ts'
import { decidedBy } from './weather.ts'

/** Whoever the weather moves has so long to choose another day, however late it was called off. */
const CHOOSING_SECONDS = 48 * 3600

/** What becomes of the bookings of a slot that is called off. */
export type CalledOff = {
  /** By the rule they were booked under: another day, or all the money. */
  moving: BookingRow[]
  /** All the money at once. */
  refunded: BookingRow[]
  /** Sold for cash: goes back from the drawer it went into. */
  atWindow: BookingRow[]
  answerBy: Instant
}

/**
 * Closes a slot for good and says what each of its bookings gets; what was not paid yet is given up, and money on its way goes back as
 * late. Who was let in already has been there. Refuses: tourism.resource.unknown, tourism.calendar.unknown, tourism.calendar.past,
 * tourism.call_off.done.
 */
export async function callOff(
  tx: Tx,
  slot: SlotKey & { organisationId: string },
  { reason, decidedBy: by }: { reason: string; decidedBy: string },
  now: Instant,
): Promise<CalledOff> {
  await checkSlot(tx, slot, now)
  // Their holds first, as everyone does who changes one; then the counter, and who came in between.
  await lockBookings(tx, await holdsOfSlot(tx, slot))
  if (!(await closeForGood(tx, slot))) refuse('tourism.call_off.done')
  const holds = await holdsOfSlot(tx, slot)
  const rows = await lockBookings(tx, holds)
  await giveUp(tx, holds, rows, reason, now)
  const standing = rows.filter((row) => row.state === 'confirmed' && row.noShowAt === null && !wasUsed(row))
  const isLate = standing.some((row) => row.weather !== null && now > decidedBy(row.weather, row.startsAt))
  await insertCallOff(tx, { ...slot, reason, decidedBy: by, isLate }, now)
  return { ...(await sorted(tx, standing)), answerBy: addSeconds(now, CHOOSING_SECONDS) }
}

async function checkSlot(tx: Tx, slot: SlotKey & { organisationId: string }, now: Instant): Promise<void> {
  const { organisationId, resourceId, day, minute } = slot
  if ((await ownResources(tx, organisationId, [resourceId])).length === 0) refuse('tourism.resource.unknown')
  if (day < civilDate(now)) refuse('tourism.calendar.past', { date: day })
  const counters = await countersBetween(tx, [resourceId], day, day)
  if (!counters.some((one) => one.minute === minute)) refuse('tourism.calendar.unknown')
}

/** Bookings and changes that are held and not paid: a payment that still comes for them goes back whole. */
async function giveUp(
  tx: Tx,
  holds: readonly string[],
  rows: readonly BookingRow[],
  reason: string,
  now: Instant,
): Promise<void> {
  const confirmed = new Set(rows.filter((row) => row.state === 'confirmed').map((row) => row.id))
  const open = holds.filter((id) => !confirmed.has(id))
  const released = await releaseHolds(tx, open, now)
  const unpaid = rows.filter((row) => released.has(row.id) && row.paymentId === null)
  for (const row of unpaid) await markCancelled(tx, row.id, { by: 'supplier', reason, refundedFen: 0, keptFen: 0 }, now)
}

async function sorted(tx: Tx, rows: readonly BookingRow[]): Promise<Omit<CalledOff, 'answerBy'>> {
  const found: Omit<CalledOff, 'answerBy'> = { moving: [], refunded: [], atWindow: [] }
  for (const row of rows) {
    if (row.tillId !== null) found.atWindow.push(row)
    else if (row.weather?.gives !== 'other_day' || row.buyerId === null) found.refunded.push(row)
    else if (!(await isAsked(tx, row.id))) found.moving.push(row)
  }
  return found
}

/** Who was offered other days before chooses by that offer. */
async function isAsked(tx: Tx, bookingId: string): Promise<boolean> {
  const offer = await rebookingOf(tx, bookingId)
  return offer !== undefined && offer.answeredAt === null
}
