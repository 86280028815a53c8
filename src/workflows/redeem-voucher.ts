import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { civilDate } from '../kernel/clock.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id } from '../kernel/validation.ts'
import { doorId } from '../modules/delivery/index.ts'
import {
  confirmBooking,
  countVoucherRefunds,
  coverOf,
  isPut,
  lockBookings,
  lockVoucher,
  ownBooking,
  payableOf,
  putVoucher,
  redeemVouchers,
  voucherBehind,
} from '../modules/tourism/index.ts'
import { giveBack } from './give-back.ts'

export const redeemVoucher = operation({
  name: 'tourism.voucher.redeem',
  method: 'POST',
  path: '/tourism/bookings/{bookingId}/voucher',
  summary:
    'Puts a gift voucher to a booking the asker holds: one that it pays whole is confirmed, and what is over goes back to the giver; of a dearer one the guest pays the rest',
  access: buyer,
  limitPerMinute: 20,
  input: z.object({ bookingId: id, door: z.string().max(40) }),
  output: z.object({ bookingId: id, coveredFen: fen, dueFen: fen, isConfirmed: z.boolean() }),
  refusals: [
    'tourism.booking.unknown',
    'tourism.booking.step_not_possible',
    'tourism.booking.in_package',
    'tourism.booking.free',
    'tourism.visitor.missing',
    'tourism.voucher.unknown',
    'tourism.voucher.not_open',
    'tourism.voucher.over',
    'tourism.voucher.for_something_else',
    'tourism.voucher.in_use',
    'tourism.voucher.one_each',
  ],
  audit: ({ bookingId }, { coveredFen }) => ({ bookingId, coveredFen }),
  async run({ tx, actor, now }, { bookingId, door }) {
    const doorUuid = doorId(door) ?? refuse('tourism.voucher.unknown')
    const found = (await voucherBehind(tx, doorUuid)) ?? refuse('tourism.voucher.unknown')
    // The booking first, as whoever confirms its payment does.
    const booking = ownBooking(await lockBookings(tx, [bookingId]), actor)
    const voucher = (await lockVoucher(tx, found.id)) ?? refuse('tourism.voucher.unknown')
    const payable = await payableOf(tx, voucher, booking, now)
    const cover = coverOf(voucher, payable, civilDate(now))
    if (voucher.bookingId !== bookingId && (await isPut(tx, voucher))) refuse('tourism.voucher.in_use')
    const isConfirmed = cover.dueFen === 0
    const paymentId = isConfirmed ? voucher.paymentId : null
    await putVoucher(tx, { voucherId: voucher.id, bookingId, coveredFen: cover.coveredFen, paymentId }, now)
    if (isConfirmed) {
      await confirmBooking(tx, booking, now)
      await redeemVouchers(tx, [bookingId], now)
      await countVoucherRefunds(tx, [{ id: voucher.id, fen: cover.overFen }])
      const over = { id: uuidv7(now), amountFen: cover.overFen, reason: 'voucher_over', given: null }
      await giveBack(tx, voucher.id, over, now)
      tx.effects.publish({ name: 'tourism.booking.confirmed', subject: bookingId, data: { bookingId } })
    }
    return { bookingId, coveredFen: cover.coveredFen, dueFen: cover.dueFen, isConfirmed }
  },
})
