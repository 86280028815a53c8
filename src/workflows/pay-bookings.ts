import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { addSeconds } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id } from '../kernel/validation.ts'
import { HOLD_SECONDS } from '../modules/market/index.ts'
import { askPayment } from '../modules/payment/index.ts'
import type { ShareAsked } from '../modules/payment/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import { confirmOwnFree, takeToPay } from '../modules/tourism/index.ts'

type Paying = { paymentId: string; payBy: Instant }

/** Bookings as shares of a payment, each its house's or sight's own, kept until the payment's time is over. */
export async function sharesOfBookings(
  tx: Tx,
  buyers: readonly string[],
  bookingIds: readonly string[],
  paying: Paying,
  now: Instant,
): Promise<ShareAsked[]> {
  if (bookingIds.length === 0) return []
  const bookings = await takeToPay(tx, buyers, bookingIds, paying, now)
  const sellers = await organisationsById(tx, [...new Set(bookings.map((booking) => booking.organisationId))])
  // What a voucher pays of a package is no share of what its guest pays.
  const due = bookings.filter((booking) => booking.totalFen > booking.voucherFen)
  return due.map((booking) => {
    const seller = sellers.get(booking.organisationId) ?? refuse('payment.seller_not_ready')
    return {
      orderId: booking.id,
      organisationId: booking.organisationId,
      sellerAccount: seller.sellerAccount ?? refuse('payment.seller_not_ready'),
      subject: seller.nameZh,
      amountFen: booking.totalFen - booking.voucherFen,
    }
  })
}

export const payBookings = operation({
  name: 'tourism.booking.pay',
  method: 'POST',
  path: '/tourism/payments',
  summary: 'Asks for one payment over bookings the asker holds; goods in the basket are paid with them at the checkout',
  access: buyer,
  input: z.object({ bookingIds: z.array(id).min(1).max(20), expectedFen: fen }),
  output: z.object({ paymentId: id, totalFen: fen, payBy: z.date() }),
  refusals: [
    'tourism.booking.unknown',
    'tourism.booking.step_not_possible',
    'tourism.booking.free',
    'tourism.visitor.missing',
    'tourism.booking.in_package',
    'tourism.booking.price_changed',
    'payment.seller_not_ready',
    'payment.too_many_sellers',
  ],
  audit: (input, output) => ({ paymentId: output.paymentId, bookingIds: input.bookingIds }),
  async run({ tx, actor, now, ports }, { bookingIds, expectedFen }) {
    const { name: gateway, sharesMax } = ports.gateways.preferred
    const most = sharesMax('phone')
    if (bookingIds.length > most) refuse('payment.too_many_sellers', { most })
    const [buyerId, ...others] = buyerIdsOf(actor)
    if (buyerId === undefined) refuse('kernel.sign_in_required')
    const paying = { paymentId: uuidv7(now), payBy: addSeconds(now, HOLD_SECONDS) }
    const shares = await sharesOfBookings(tx, [buyerId, ...others], bookingIds, paying, now)
    const totalFen = shares.reduce((sum, share) => sum + share.amountFen, 0)
    if (totalFen !== expectedFen) refuse('tourism.booking.price_changed', { totalFen })
    await askPayment(tx, { id: paying.paymentId, buyerId, gateway, totalFen, expiresAt: paying.payBy, shares }, now)
    return { ...paying, totalFen }
  },
})

export const confirmFreeBooking = operation({
  name: 'tourism.booking.confirm_free',
  method: 'POST',
  path: '/tourism/bookings/{bookingId}/confirmation',
  summary: 'Confirms a held booking that costs nothing',
  access: buyer,
  input: z.object({ bookingId: id }),
  output: z.object({ bookingId: id }),
  refusals: ['tourism.booking.unknown', 'tourism.booking.step_not_possible', 'tourism.booking.not_free'],
  async run({ tx, actor, now }, { bookingId }) {
    await confirmOwnFree(tx, buyerIdsOf(actor), bookingId, now)
    tx.effects.publish({ name: 'tourism.booking.confirmed', subject: bookingId, data: { bookingId } })
    return { bookingId }
  },
})
