import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id } from '../kernel/validation.ts'
import { doorId } from '../modules/delivery/index.ts'
import type { BookingRow, VoucherRow } from '../modules/tourism/index.ts'
import {
  bookingsById,
  bookingsWithoutNames,
  componentIds,
  confirmGiven,
  coverOf,
  isFor,
  isPut,
  lockBookings,
  lockVoucher,
  ownBooking,
  payableOf,
  putVoucher,
  voucherBehind,
} from '../modules/tourism/index.ts'
import { giveOverBack } from './voucher-money.ts'

export const redeemVoucher = operation({
  name: 'tourism.voucher.redeem',
  method: 'POST',
  path: '/tourism/bookings/{bookingId}/voucher',
  summary:
    'Puts a gift voucher to a booking the asker holds, or to the part it fits of a package: what is paid whole is confirmed, and what is over goes back to the giver; of what is dearer the guest pays the rest',
  access: buyer,
  limitPerMinute: 20,
  input: z.object({ bookingId: id, door: z.string().max(40) }),
  output: z.object({ bookingId: id, coveredFen: fen, dueFen: fen, isConfirmed: z.boolean() }),
  refusals: [
    'tourism.booking.unknown',
    'tourism.booking.step_not_possible',
    'tourism.booking.free',
    'tourism.visitor.missing',
    'tourism.voucher.unknown',
    'tourism.voucher.not_open',
    'tourism.voucher.over',
    'tourism.voucher.for_something_else',
    'tourism.voucher.in_use',
    'tourism.voucher.one_each',
  ],
  audit: (_input, { bookingId, coveredFen }) => ({ bookingId, coveredFen }),
  async run({ tx, actor, now }, { bookingId: askedId, door }) {
    const doorUuid = doorId(door) ?? refuse('tourism.voucher.unknown')
    const found = (await voucherBehind(tx, doorUuid)) ?? refuse('tourism.voucher.unknown')
    const { packageBookingId } = ownBooking(await bookingsById(tx, [askedId]), actor)
    const ids = packageBookingId === null ? [askedId] : await componentIds(tx, [packageBookingId])
    // The bookings first, as whoever confirms their payment does.
    const together = await lockBookings(tx, ids)
    const voucher = (await lockVoucher(tx, found.id)) ?? refuse('tourism.voucher.unknown')
    if ((await bookingsWithoutNames(tx, ids)).length > 0) refuse('tourism.visitor.missing')
    const booking = await partOf(tx, voucher, together, askedId, now)
    const { coveredFen } = coverOf(voucher, await payableOf(tx, voucher, booking, now), civilDate(now))
    if (voucher.bookingId !== booking.id && (await isPut(tx, voucher))) refuse('tourism.voucher.in_use')
    await putVoucher(tx, { voucherId: voucher.id, bookingId: booking.id, coveredFen }, now)
    const paid = together.map((row) => (row.id === booking.id ? { ...row, voucherFen: coveredFen } : row))
    const dueFen = paid.reduce((sum, row) => sum + row.totalFen - row.voucherFen, 0)
    if (dueFen === 0) await confirmAll(tx, paid, now)
    return { bookingId: booking.id, coveredFen, dueFen, isConfirmed: dueFen === 0 }
  },
})

/** Of the nights and visits of a package the first that the voucher fits and none pays yet, the one asked for before the others; else the booking itself. */
async function partOf(
  tx: Tx,
  voucher: VoucherRow,
  together: readonly BookingRow[],
  askedId: string,
  now: Instant,
): Promise<BookingRow> {
  const [asked, others] = [together.filter((row) => row.id === askedId), together.filter((row) => row.id !== askedId)]
  const [own] = asked
  if (own === undefined) refuse('tourism.booking.unknown')
  if (others.length === 0) return own
  for (const row of [own, ...others])
    if (row.kind !== 'goods' && row.voucherFen === 0 && isFor(voucher, await payableOf(tx, voucher, row, now)))
      return row
  return refuse('tourism.voucher.for_something_else')
}

/** Nothing is left to be paid. */
async function confirmAll(tx: Tx, rows: readonly BookingRow[], now: Instant): Promise<void> {
  await confirmGiven(tx, rows, now)
  await giveOverBack(tx, rows, now)
  for (const { id: bookingId } of rows)
    tx.effects.publish({ name: 'tourism.booking.confirmed', subject: bookingId, data: { bookingId } })
}
