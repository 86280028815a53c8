import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import { checkStep, PAYING_GRACE_SECONDS, wasUsed, worthFen } from './booking.ts'
import type { BookingRow } from './booking.sql.ts'
import { bookingIdsOfPayment, lockBookings, markCancelled, markConfirmed, markPaying } from './booking.sql.ts'
import { confirmHolds, extendHolds, releaseHolds } from './hold.sql.ts'
import { componentIds } from './package.sql.ts'
import { dropAssignments } from './room.sql.ts'
import { bookingsWithoutNames } from './visitor.sql.ts'
import { redeemVouchers, voucherOfBooking } from './voucher.sql.ts'
import { keepAgain } from './walk-in.sql.ts'

/**
 * Bookings of a buyer that are about to be paid: kept a little longer than the payment may take, and tied to it. Refuses: tourism.booking.unknown,
 * tourism.booking.step_not_possible, tourism.booking.free, tourism.visitor.missing.
 */
export async function takeToPay(
  tx: Tx,
  buyers: readonly string[],
  ids: readonly string[],
  paying: { paymentId: string; payBy: Instant },
  now: Instant,
): Promise<BookingRow[]> {
  const rows = await lockBookings(tx, ids)
  if (rows.length !== new Set(ids).size) refuse('tourism.booking.unknown')
  for (const row of rows) {
    if (row.buyerId === null || !buyers.includes(row.buyerId)) refuse('tourism.booking.unknown')
    checkStep('pay', row, now)
    if (row.paymentId !== null) refuse('tourism.booking.step_not_possible')
    // A part of a package that a voucher pays is paid for with the rest of it.
    if (row.totalFen === row.voucherFen && row.packageBookingId === null) refuse('tourism.booking.free')
  }
  if (rows.some((row) => row.packageBookingId !== null)) await checkWholePackages(tx, rows)
  if ((await bookingsWithoutNames(tx, ids)).length > 0) refuse('tourism.visitor.missing')
  await extendHolds(tx, ids, addSeconds(paying.payBy, PAYING_GRACE_SECONDS), now)
  await markPaying(tx, ids, paying.paymentId, now)
  return rows
}

/** A package is paid whole. Refuses: tourism.booking.in_package. */
async function checkWholePackages(tx: Tx, rows: readonly BookingRow[]): Promise<void> {
  const packages = new Set(rows.flatMap((row) => row.packageBookingId ?? []))
  const asked = new Set(rows.map((row) => row.id))
  if (!(await componentIds(tx, [...packages])).every((id) => asked.has(id))) refuse('tourism.booking.in_package')
}

/**
 * A payment was made: what is still held is confirmed; what is not (the money came too late) is returned as late. A package is confirmed whole or not at
 * all; `goodsThere` are bookings of goods whose units are still kept.
 */
export async function confirmPaidBookings(
  tx: Tx,
  paymentId: string,
  goodsThere: ReadonlySet<string>,
  now: Instant,
): Promise<{ confirmed: BookingRow[]; late: BookingRow[] }> {
  const ids = await bookingIdsOfPayment(tx, paymentId)
  if (ids.length === 0) return { confirmed: [], late: [] }
  const before = await lockBookings(tx, ids)
  const lost = before.filter((row) => row.state !== 'held' || (row.kind === 'goods' && !goodsThere.has(row.id)))
  const broken = new Set(lost.flatMap((row) => row.packageBookingId ?? []))
  const [bad, good] = [idsOf(before.filter((row) => broken.has(row.packageBookingId ?? ''))), idsOf(before)]
  await releaseHolds(tx, bad, now)
  const moved = await confirmHolds(tx, good, now)
  await markConfirmed(tx, [...moved], now)
  await redeemVouchers(tx, [...moved], now)
  const rows = await lockBookings(tx, ids)
  const late = rows.filter((row) => !moved.has(row.id) && row.confirmedAt === null)
  for (const row of late)
    await markCancelled(
      tx,
      row.id,
      { by: 'system', reason: 'late_payment', refundedFen: row.totalFen, keptFen: 0 },
      now,
    )
  return { confirmed: rows.filter((row) => moved.has(row.id)), late }
}

const idsOf = (rows: readonly BookingRow[]) => rows.map((row) => row.id)

/** Gives up what is held and not being paid. Refuses: tourism.booking.step_not_possible. */
export async function releaseUnpaid(tx: Tx, row: BookingRow, now: Instant): Promise<void> {
  if (row.state !== 'held' || row.paymentId !== null) refuse('tourism.booking.step_not_possible')
  await releaseHolds(tx, [row.id], now)
  await markCancelled(tx, row.id, { by: 'guest', reason: null, refundedFen: 0, keptFen: 0 }, now)
}

/** Bookings that vouchers pay whole are confirmed, each by its own voucher's payment. Refuses: tourism.booking.step_not_possible. */
export async function confirmGiven(tx: Tx, rows: readonly BookingRow[], now: Instant): Promise<void> {
  for (const row of rows) {
    const voucher = await voucherOfBooking(tx, row.id)
    if (voucher === undefined) refuse('tourism.booking.step_not_possible')
    await markPaying(tx, [row.id], voucher.paymentId, now)
    await confirmBooking(tx, row, now)
  }
  await redeemVouchers(tx, idsOf(rows), now)
}

/** A free booking needs no payment. Refuses: tourism.booking.step_not_possible. */
export async function confirmBooking(tx: Tx, row: BookingRow, now: Instant): Promise<void> {
  checkStep('confirm', row, now)
  await confirmHolds(tx, [row.id], now)
  await markConfirmed(tx, [row.id], now)
}

/** The guest confirms what costs nothing. Refuses: tourism.booking.unknown, tourism.booking.not_free, tourism.booking.step_not_possible. */
export async function confirmOwnFree(
  tx: Tx,
  buyers: readonly string[],
  bookingId: string,
  now: Instant,
): Promise<void> {
  const [row] = await lockBookings(tx, [bookingId])
  if (row === undefined || row.buyerId === null || !buyers.includes(row.buyerId)) refuse('tourism.booking.unknown')
  if (row.totalFen > 0) refuse('tourism.booking.not_free')
  await confirmBooking(tx, row, now)
}

/** Ends a booking that was not used; its places go back on sale, or to the window that kept them. Refuses: tourism.booking.step_not_possible. */
export async function endBooking(
  tx: Tx,
  row: BookingRow,
  ended: { by: BookingRow['cancelledBy']; reason: string | null; refundedFen: number },
  now: Instant,
): Promise<void> {
  if (wasUsed(row)) refuse('tourism.booking.step_not_possible')
  const released = await releaseHolds(tx, [row.id], now)
  if (!released.has(row.id)) refuse('tourism.booking.step_not_possible')
  const keptFen = row.state === 'confirmed' ? worthFen(row) - ended.refundedFen : 0
  if (row.walkIns > 0) await keepAgain(tx, row.id, row.walkIns)
  await dropAssignments(tx, [row.id])
  await markCancelled(tx, row.id, { ...ended, keptFen }, now)
}
