import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { freezeShares, refundShare } from '../modules/ledger/index.ts'
import type { OrderHead } from '../modules/market/index.ts'
import { advanceOrders, canTake, countRefund, lockOrdersOfPayment, stateAfter } from '../modules/market/index.ts'
import type { PaidShare } from '../modules/payment/index.ts'
import {
  instruct,
  lockPayment,
  markPaymentPaid,
  paidAsAsked,
  paymentRef,
  recordPaidShares,
} from '../modules/payment/index.ts'
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
  if ((await recordPaidShares(tx, paymentId, report.shares)) > 0) return 'incomplete'
  await markPaymentPaid(tx, paymentId, report.gatewayRef, report.at)
  const orders = await lockOrdersOfPayment(tx, paymentId)
  await freezeShares(
    tx,
    orders.map((o) => ({
      orderId: o.id,
      organisationId: o.organisationId,
      paymentId,
      amountFen: o.goodsFen + o.freightFen,
      commissionRate,
    })),
    now,
  )
  const held = await confirmHolds(
    tx,
    orders.map((o) => o.id),
  )
  const served = orders.filter((o) => held.has(o.id) && canTake('pay', o.state))
  await advanceOrders(
    tx,
    served.map((o) => o.id),
    { state: 'paid', step: 'pay', dueAt: null, actorKind: 'gateway', note: '' },
    now,
  )
  for (const order of orders) if (!served.includes(order)) await returnLatePayment(tx, order, now)
  tx.effects.publish({ name: 'market.orders.paid', subject: paymentId, data: { orderIds: served.map((o) => o.id) } })
  return 'confirmed'
}

/** The order had ended before its money came. */
async function returnLatePayment(tx: Tx, order: OrderHead, now: Instant): Promise<void> {
  const amountFen = order.goodsFen + order.freightFen
  const refundId = uuidv7(now)
  await refundShare(tx, order.id, amountFen, refundId, now)
  await countRefund(tx, order.id, [], amountFen)
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
