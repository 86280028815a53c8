import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id, line } from '../kernel/validation.ts'
import { refundShare } from '../modules/ledger/index.ts'
import type { OrderHead } from '../modules/market/index.ts'
import {
  advanceOrders,
  countRefund,
  dueAfter,
  lockOrder,
  ordersById,
  refundOf,
  stateAfter,
} from '../modules/market/index.ts'
import { instruct } from '../modules/payment/index.ts'

type Units = readonly { line: number; units: number }[]

/** Refunds units of an order's lines; when nothing is left of the order, freight goes back too and the order ends. */
export async function refundUnits(
  tx: Tx,
  order: OrderHead,
  units: Units,
  actorKind: string,
  reason: string,
  now: Instant,
): Promise<number> {
  const [view] = await ordersById(tx, [order.id])
  const leftFen = order.goodsFen + order.freightFen - order.refundedFen
  const refund = refundOf(view?.lines ?? [], units, order.freightFen - order.freightRefundedFen)
  const { amountFen } = refund
  const step = amountFen === leftFen ? 'refund_all' : 'refund'
  const state = stateAfter(step, order.state)
  const refundId = uuidv7(now)
  await refundShare(tx, order.id, amountFen, refundId, now)
  await countRefund(tx, order.id, refund)
  const dueAt = step === 'refund' ? (view?.dueAt ?? dueAfter(step, now)) : null
  await advanceOrders(tx, [order.id], { state, step, dueAt, actorKind, note: reason }, now)
  await instruct(tx, { id: refundId, kind: 'refund', orderId: order.id, amountFen, commissionFen: 0, reason }, now)
  return amountFen
}

export const refundSellerOrder = operation({
  name: 'market.order.refund',
  method: 'POST',
  path: '/market/organisations/{organisationId}/orders/{orderId}/refunds',
  summary: 'The seller refunds some or all units of an order',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    orderId: id,
    units: z
      .array(z.object({ line: z.int().min(0).max(999), units: z.int().min(1).max(999) }))
      .min(1)
      .max(60),
    reason: line(120),
  }),
  output: z.object({ orderId: id, amountFen: fen }),
  refusals: [
    'market.order.unknown',
    'market.order.unknown_line',
    'market.order.refund_too_many',
    'market.order.step_not_possible',
    'ledger.share.unknown',
    'ledger.refund.too_much',
  ],
  async run({ tx, actor, now }, input) {
    const order = await lockOrder(tx, input.orderId)
    if (order?.organisationId !== input.organisationId) refuse('market.order.unknown')
    const units = [...Map.groupBy(input.units, (u) => u.line)].map(([number, same]) => ({
      line: number,
      units: same.reduce((sum, u) => sum + u.units, 0),
    }))
    return { orderId: order.id, amountFen: await refundUnits(tx, order, units, actor.kind, input.reason, now) }
  },
})
