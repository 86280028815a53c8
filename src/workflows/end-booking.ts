import { z } from 'zod'
import { buyer, member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { eachInTurn, job } from '../kernel/jobs.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id, line } from '../kernel/validation.ts'
import type { BookingRow } from '../modules/tourism/index.ts'
import {
  checkStep,
  declineRebooking,
  dropOpenChange,
  endBooking,
  lockBookings,
  ownBooking,
  refundFen,
  unsettledBookings,
} from '../modules/tourism/index.ts'
import { freeGoods } from './free-goods.ts'
import { giveBackOfBooking, settleBooking } from './booking-money.ts'

type Ending = { by: 'guest' | 'supplier'; reason: string | null }

/** Ends a confirmed booking: its places go back on sale, and what its policy gives back goes to the guest; all of it when the supplier cannot serve. */
export async function cancelBooking(
  tx: Tx,
  booking: BookingRow,
  { by, reason }: Ending,
  now: Instant,
): Promise<number> {
  checkStep('cancel', booking, now)
  const backFen = refundFen(booking, by, now)
  if (booking.kind === 'goods') await freeGoods(tx, [booking.id], now)
  await dropOpenChange(tx, booking.id, now)
  await endBooking(tx, booking, { by, reason, refundedFen: backFen }, now)
  // A reseller holds its guests' money, and returns it itself.
  if (booking.resellerId === null) await giveBackOfBooking(tx, booking, { fen: backFen, reason: reason ?? by }, now)
  // What the policy leaves is the supplier's, and nothing of the visit is left to wait for.
  if (booking.totalFen > booking.refundedFen + backFen) await settleBooking(tx, booking.id, now)
  tx.effects.publish({ name: 'tourism.booking.cancelled', subject: booking.id, data: { bookingId: booking.id, by } })
  return backFen
}

const refusals = [
  'tourism.booking.unknown',
  'tourism.booking.step_not_possible',
  'tourism.booking.refund_changed',
  'tourism.booking.in_package',
  'ledger.share.unknown',
  'ledger.refund.too_much',
]

export const cancelMyBooking = operation({
  name: 'tourism.booking.cancel',
  method: 'POST',
  path: '/tourism/bookings/{bookingId}/cancellation',
  summary: 'The guest cancels; what the policy agreed at booking gives back goes back',
  access: buyer,
  input: z.object({ bookingId: id, expectedRefundFen: fen }),
  output: z.object({ bookingId: id, refundedFen: fen }),
  refusals,
  async run({ tx, actor, now }, { bookingId, expectedRefundFen }) {
    const booking = ownBooking(await lockBookings(tx, [bookingId]), actor)
    if (booking.packageBookingId !== null) refuse('tourism.booking.in_package')
    // Who was told that the house cannot serve gets everything.
    const offered = await declineRebooking(tx, bookingId, now)
    const refundedFen = await cancelBooking(tx, booking, { by: offered ? 'supplier' : 'guest', reason: null }, now)
    // A tier may have passed while the guest was reading: nobody loses money unseen.
    if (refundedFen < expectedRefundFen) refuse('tourism.booking.refund_changed', { refundFen: refundedFen })
    return { bookingId, refundedFen }
  },
})

export const cancelSupplierBooking = operation({
  name: 'tourism.supplier_booking.cancel',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/bookings/{bookingId}/cancellation',
  summary: 'The house or sight cannot serve: the booking ends and the guest gets everything back',
  access: member('seller'),
  input: z.object({ organisationId: id, bookingId: id, reason: line(120) }),
  output: z.object({ bookingId: id, refundedFen: fen }),
  refusals: [...refusals, 'tourism.booking.sold_at_window'],
  async run({ tx, now }, { organisationId, bookingId, reason }) {
    const [booking] = await lockBookings(tx, [bookingId])
    if (booking?.organisationId !== organisationId) refuse('tourism.booking.unknown')
    // What was paid in cash goes back from a drawer.
    if (booking.tillId !== null) refuse('tourism.booking.sold_at_window')
    return { bookingId, refundedFen: await cancelBooking(tx, booking, { by: 'supplier', reason }, now) }
  },
})

const BATCH = 200

/** The day after a visit or stay, its money leaves the freeze: commission and the supplier's. Who did not come has paid as well. */
export const settleBookingsJob = job({
  name: 'tourism.settle-bookings',
  payload: z.unknown(),
  every: '*/10 * * * *',
  async run(app) {
    const now = app.clock.now()
    const due = await app.database.read((sql) => unsettledBookings(sql, civilDate(now), BATCH))
    await eachInTurn(app, due, (tx, bookingId) => settleBooking(tx, bookingId, now))
  },
})
