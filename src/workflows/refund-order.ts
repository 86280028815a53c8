import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id, line } from '../kernel/validation.ts'
import { openCaseOf } from '../modules/aftersales/index.ts'
import { noteRefund } from '../modules/invoicing/index.ts'
import type { OrderHead, Refund } from '../modules/market/index.ts'
import {
  advanceOrders,
  countRefund,
  discountsBack,
  lockOrder,
  ordersById,
  refundOf,
  stateAfter,
} from '../modules/market/index.ts'
import { returnOffers } from '../modules/pricing/index.ts'
import { giveBack } from './give-back.ts'

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
  const refund = refundOf(view?.lines ?? [], units, order.freightFen - order.freightRefundedFen)
  await payBack(tx, order, refund, { actorKind, reason, dueAt: view?.dueAt ?? null }, now)
  return refund.amountFen
}

type Why = { actorKind: string; reason: string; dueAt: Instant | null }

/** Pays back a refund already worked out: books, counters, the order's step and the gateway's instruction. */
export async function payBack(tx: Tx, order: OrderHead, refund: Refund, why: Why, now: Instant): Promise<void> {
  const { amountFen } = refund
  const { actorKind, reason } = why
  const leftFen = order.goodsFen + order.freightFen - order.refundedFen
  const step = amountFen === leftFen ? 'refund_all' : 'refund'
  const state = stateAfter(step, order.state)
  await giveBack(tx, order.id, { amountFen, reason, given: step === 'refund_all' ? null : refund }, now)
  if (order.discounted) await returnBorne(tx, order.id, refund)
  await countRefund(tx, order.id, refund)
  const dueAt = step === 'refund' ? why.dueAt : null
  await advanceOrders(tx, [order.id], { state, step, dueAt, actorKind, note: reason }, now)
  tx.effects.publish({ name: 'market.order.refunded', subject: order.id, data: { orderIds: [order.id], amountFen } })
  noteRefund(tx, order.id, amountFen, now)
}

/** What others bore for units that go back is their budget's again. */
async function returnBorne(tx: Tx, orderId: string, refund: Refund): Promise<void> {
  const [view] = await ordersById(tx, [orderId])
  const back = [...discountsBack(view?.lines ?? [], refund)].map(([offerId, backFen]) => ({ offerId, fen: backFen }))
  if (back.length > 0) await returnOffers(tx, orderId, back)
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
    'aftersales.case.open_on_order',
    'ledger.share.unknown',
    'ledger.refund.too_much',
  ],
  async run({ tx, actor, now }, input) {
    const order = await lockOrder(tx, input.orderId)
    if (order?.organisationId !== input.organisationId) refuse('market.order.unknown')
    if ((await openCaseOf(tx, order.id)) !== null) refuse('aftersales.case.open_on_order')
    const units = [...Map.groupBy(input.units, (u) => u.line)].map(([number, same]) => ({
      line: number,
      units: same.reduce((sum, u) => sum + u.units, 0),
    }))
    return { orderId: order.id, amountFen: await refundUnits(tx, order, units, actor.kind, input.reason, now) }
  },
})
