import { z } from 'zod'
import type { App } from '../kernel/app.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { eachInTurn, job } from '../kernel/jobs.ts'
import type { OrderHead } from '../modules/market/index.ts'
import { canTake, lockOrder, ordersById, refundOf } from '../modules/market/index.ts'
import type { Booking, Silence } from '../modules/supply/index.ts'
import {
  answerForSilent,
  bookingsOf,
  closeSlip,
  dueSlips,
  lockPlan,
  notePaidBack,
  owedBookings,
  oweBookingsBack,
  takeLateBookings,
} from '../modules/supply/index.ts'
import { cancelOrder } from './cancel-order.ts'
import { payBack } from './refund-order.ts'

export const PAY_BACK_JOB = 'supply.pay-back'
const BATCH = 200

/**
 * Gives back what an order waited for in vain: all of it, freight too, where it gets nothing; else its part, by the same
 * rounding as any refund. The order's lock makes it happen once.
 */
export async function payBackBooking(tx: Tx, orderId: string, now: Instant): Promise<void> {
  const order = await lockOrder(tx, orderId)
  const booking = (await bookingsOf(tx, [orderId])).get(orderId)
  if (order === undefined || booking === undefined || booking.backUnits === 0) return
  if (booking.servedUnits > 0) await payBackPart(tx, order, booking, now)
  else if (canTake('cancel', order.state))
    await cancelOrder(tx, order, { actorKind: 'system', note: booking.backReason ?? '', goodsAreThere: true }, now)
  notePaidBack(tx, orderId)
}

/** The goods never were on a shelf: only money goes back, of the one line such an order has. */
async function payBackPart(tx: Tx, order: OrderHead, booking: Booking, now: Instant): Promise<void> {
  const [view] = await ordersById(tx, [order.id])
  if (view === undefined || !canTake('refund', order.state)) return
  const units = Math.min(booking.backUnits, ...view.lines.map((line) => line.units - line.refundedUnits))
  const refund = refundOf(view.lines, [{ line: 0, units }], order.freightFen - order.freightRefundedFen)
  const reason = booking.backReason ?? ''
  const why = { cause: 'short_harvest' as const, actorKind: 'system', reason, dueAt: view.dueAt }
  await payBack(tx, order, refund, why, now)
}

async function payAllBack(app: App): Promise<void> {
  for (let more = true; more;) {
    const owed = await app.database.read((sql) => owedBookings(sql, BATCH))
    await eachInTurn(app, owed, (tx, orderId) => payBackBooking(tx, orderId, app.clock.now()))
    more = owed.length === BATCH
  }
}

export const payBackBookingsJob = job({ name: PAY_BACK_JOB, payload: z.unknown(), run: payAllBack })

/** The time to answer is over: who said nothing waits, or gets everything back, as was stated when they bought. */
async function endSlip(tx: Tx, slip: { id: string; planId: string; silence: Silence }, now: Instant): Promise<void> {
  await lockPlan(tx, slip.planId)
  if (!(await closeSlip(tx, slip.id, now))) return
  const silent = await answerForSilent(tx, slip.id, slip.silence === 'wait' ? 'accept' : 'refund', now)
  if (slip.silence === 'refund') await oweBookingsBack(tx, silent, 'slipped')
}

/** What time does to those who wait. */
export const awaitGoodsJob = job({
  name: 'supply.await-goods',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    const now = app.clock.now()
    const slips = await app.database.read((sql) => dueSlips(sql, now, BATCH))
    await eachInTurn(app, slips, (tx, slip) => endSlip(tx, slip, now))
    await payAllBack(app)
    await app.database.transact((tx) => tellLate(tx, now))
  },
})

/** Each broken promise is told once; the buyer may then give up what is made for them. */
async function tellLate(tx: Tx, now: Instant): Promise<void> {
  const orderIds = await takeLateBookings(tx, now, BATCH)
  if (orderIds.length > 0)
    tx.effects.publish({ name: 'supply.orders.late', subject: orderIds[0] ?? '', data: { orderIds } })
}
