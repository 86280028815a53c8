import { z } from 'zod'
import { buyer, member } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { job } from '../kernel/jobs.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id, line } from '../kernel/validation.ts'
import type { BookingRow } from '../modules/tourism/index.ts'
import {
  checkStep,
  endBooking,
  lockBookings,
  markSettled,
  refundFen,
  unsettledBookings,
} from '../modules/tourism/index.ts'
import { giveBack } from './give-back.ts'
import { releaseAt } from './release-share.ts'

type Ending = { by: 'guest' | 'supplier'; reason: string | null }

/** Ends a confirmed booking: its places go back on sale, and what its policy gives back goes to the guest; all of it when the supplier cannot serve. */
export async function cancelBooking(
  tx: Tx,
  booking: BookingRow,
  { by, reason }: Ending,
  now: Instant,
): Promise<number> {
  checkStep('cancel', booking, now)
  const backFen = booking.paymentId === null ? 0 : refundFen(booking, by, now)
  await endBooking(tx, booking, { by, reason, refundedFen: backFen }, now)
  await giveBack(tx, booking.id, { id: uuidv7(now), amountFen: backFen, reason: reason ?? by, given: null }, now)
  // What the policy leaves is the supplier's, and nothing of the visit is left to wait for.
  const keptFen = booking.totalFen - booking.refundedFen - backFen
  if (booking.paymentId !== null && keptFen > 0 && (await markSettled(tx, booking.id, now)))
    await releaseAt(tx, 'completion', booking.id, now)
  tx.effects.publish({ name: 'tourism.booking.cancelled', subject: booking.id, data: { bookingId: booking.id, by } })
  return backFen
}

const refusals = [
  'tourism.booking.unknown',
  'tourism.booking.step_not_possible',
  'tourism.booking.refund_changed',
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
    const [booking] = await lockBookings(tx, [bookingId])
    if (booking === undefined || booking.buyerId === null || !buyerIdsOf(actor).includes(booking.buyerId))
      refuse('tourism.booking.unknown')
    const refundedFen = await cancelBooking(tx, booking, { by: 'guest', reason: null }, now)
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
  refusals,
  async run({ tx, now }, { organisationId, bookingId, reason }) {
    const [booking] = await lockBookings(tx, [bookingId])
    if (booking?.organisationId !== organisationId) refuse('tourism.booking.unknown')
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
    for (const bookingId of due)
      await app.database.transact(async (tx) => {
        if (await markSettled(tx, bookingId, now)) await releaseAt(tx, 'completion', bookingId, now)
      })
  },
})
