import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { freezeShares, refundShare } from '../modules/ledger/index.ts'
import type { OrderHead } from '../modules/market/index.ts'
import { advanceOrders, canTake, countWholeRefund, lockOrdersOfPayment, stateAfter } from '../modules/market/index.ts'
import type { PaidShare } from '../modules/payment/index.ts'
import {
  instruct,
  lockPayment,
  paidAsAsked,
  paymentRef,
  recordPaidShares,
  recordPayment,
} from '../modules/payment/index.ts'
import { confirmOffers, releaseOffers } from '../modules/pricing/index.ts'
import { confirmHolds } from '../modules/stock/index.ts'

export type PaidReport = { gateway: string; gatewayRef: string; at: Instant; shares: readonly PaidShare[] }
export type Confirmation = 'confirmed' | 'incomplete' | 'known' | 'mismatch'

/**
 * Takes the gateway's word that a payment was made, however often and in whatever order it is told.
 * Orders whose stock is still held become paid; for the others (the payment came too late) the money goes back.
 */
export async function confirmPayment(
  tx: Tx,
  paymentId: string,
  report: PaidReport,
  commissionRate: string,
  now: Instant,
): Promise<Confirmation> {
  const payment = await lockPayment(tx, paymentId)
  if (payment === null || payment.gateway !== report.gateway || !paidAsAsked(paymentRef(payment).shares, report.shares))
    return 'mismatch'
  if (payment.state === 'paid') return 'known'
  const reported = new Set(report.shares.map((share) => share.shareId))
  const missing = payment.shares.filter((share) => share.shareRef === null && !reported.has(share.orderId))
  if (missing.length > 0) {
    await recordPaidShares(tx, paymentId, report.shares)
    return 'incomplete'
  }
  const frozen = payment.shares.map((share) => ({ ...share, paymentId, commissionRate }))
  const orderIds = payment.shares.map((share) => share.orderId)
  const [orders, held] = await Promise.all([
    lockOrdersOfPayment(tx, paymentId),
    confirmHolds(tx, orderIds, now),
    freezeShares(tx, frozen, now),
    recordPayment(tx, paymentId, report),
  ])
  const served = orders.filter((o) => held.has(o.id) && canTake('pay', o.state))
  await advanceOrders(
    tx,
    served.map((o) => o.id),
    { state: 'paid', step: 'pay', dueAt: null, actorKind: 'gateway', note: '' },
    now,
  )
  const discounted = served.filter((o) => o.discounted).map((o) => o.id)
  if (discounted.length > 0) await confirmOffers(tx, discounted)
  for (const order of orders) if (!served.includes(order)) await returnLatePayment(tx, order, now)
  tx.effects.publish({ name: 'market.orders.paid', subject: paymentId, data: { orderIds: served.map((o) => o.id) } })
  return 'confirmed'
}

/** The order had ended before its money came. */
async function returnLatePayment(tx: Tx, order: OrderHead, now: Instant): Promise<void> {
  const amountFen = order.goodsFen + order.freightFen
  const refundId = uuidv7(now)
  await refundShare(tx, order.id, amountFen, refundId, now)
  await countWholeRefund(tx, order.id)
  if (order.discounted) await releaseOffers(tx, [order.id])
  await advanceOrders(
    tx,
    [order.id],
    { state: stateAfter('return_late', order.state), step: 'return_late', dueAt: null, actorKind: 'system', note: '' },
    now,
  )
  await instruct(
    tx,
    { id: refundId, kind: 'refund', orderId: order.id, amountFen, commissionFen: 0, reason: 'late_payment' },
    now,
  )
}
