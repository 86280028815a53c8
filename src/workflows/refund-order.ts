import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id, line } from '../kernel/validation.ts'
import { openCaseOf } from '../modules/aftersales/index.ts'
import { ordersToMany } from '../modules/delivery/index.ts'
import { noteRefund } from '../modules/invoicing/index.ts'
import type { OrderHead, Refund, RefundCause } from '../modules/market/index.ts'
import {
  advanceOrders,
  countRefund,
  discountsBack,
  keepBackLots,
  lockOrder,
  ordersById,
  refundOf,
  stateAfter,
} from '../modules/market/index.ts'
import { returnOffers } from '../modules/pricing/index.ts'
import { keepBackSold } from '../modules/stock/index.ts'
import { giveBack } from './give-back.ts'

type Units = readonly { line: number; units: number }[]

type Asked = {
  cause: RefundCause
  actorKind: string
  reason: string
  goodsAreThere: boolean
  /** Freight of parcels that will not leave; the last units take all of it with them anyway. */
  freightFen?: number
}

/**
 * Refunds units of an order's lines; when nothing is left of the order, freight goes back too and the order ends. Units that have not
 * left yet are on sale again, or written off where they turned out not to be there.
 */
export async function refundUnits(
  tx: Tx,
  order: OrderHead,
  units: Units,
  { goodsAreThere, freightFen = 0, ...why }: Asked,
  now: Instant,
): Promise<number> {
  const [view] = await ordersById(tx, [order.id])
  const lines = view?.lines ?? []
  const leftFen = order.freightFen - order.freightRefundedFen
  const refund = withFreight(refundOf(lines, units, leftFen), Math.min(freightFen, leftFen))
  await payBack(tx, order, refund, { ...why, dueAt: view?.dueAt ?? null }, now)
  if (order.state === 'paid') await keepBack(tx, order.id, lines, refund, goodsAreThere, now)
  return refund.amountFen
}

const withFreight = (refund: Refund, freightFen: number): Refund =>
  refund.freightFen > 0 ? refund : { ...refund, freightFen, amountFen: refund.amountFen + freightFen }

async function keepBack(
  tx: Tx,
  orderId: string,
  lines: readonly { line: number; itemId: string }[],
  refund: Refund,
  goodsAreThere: boolean,
  now: Instant,
): Promise<void> {
  const units = refund.lines.flatMap(({ line: number, units: count }) => {
    const itemId = lines.find((one) => one.line === number)?.itemId
    return itemId === undefined || count === 0 ? [] : [{ itemId, units: count }]
  })
  if (units.length > 0) await keepBackLots(tx, orderId, await keepBackSold(tx, orderId, units, goodsAreThere, now))
}

type Why = { cause: RefundCause; actorKind: string; reason: string; dueAt: Instant | null }

/** Pays back a refund already worked out: books, counters, the order's step and the gateway's instruction. */
export async function payBack(tx: Tx, order: OrderHead, refund: Refund, why: Why, now: Instant): Promise<void> {
  const { actorKind, reason } = why
  const leftFen = order.goodsFen + order.freightFen - order.refundedFen
  const step = refund.amountFen === leftFen ? 'refund_all' : 'refund'
  const state = stateAfter(step, order.state)
  await sendBack(tx, order, refund, why, now)
  const dueAt = step === 'refund' ? why.dueAt : null
  await advanceOrders(tx, [order.id], { state, step, dueAt, actorKind, note: reason }, now)
}

/** The money of a refund, without a step of the order: books, counters and the gateway's instruction. */
export async function sendBack(
  tx: Tx,
  order: OrderHead,
  refund: Refund,
  { cause, actorKind, reason }: Omit<Why, 'dueAt'>,
  now: Instant,
): Promise<void> {
  const { amountFen } = refund
  const isAll = amountFen === order.goodsFen + order.freightFen - order.refundedFen
  const refundId = uuidv7(now)
  await giveBack(tx, order.id, { id: refundId, amountFen, reason, given: isAll ? null : refund }, now)
  if (order.discounted) await returnBorne(tx, order.id, refund)
  await countRefund(tx, order.id, refund, { id: refundId, cause, reason, actorKind }, now)
  tx.effects.publish({ name: 'market.order.refunded', subject: order.id, data: { orderIds: [order.id], amountFen } })
  noteRefund(tx, order.id, amountFen, now)
}

/** What others bore for units that go back is their budget's again. */
async function returnBorne(tx: Tx, orderId: string, refund: Refund): Promise<void> {
  const [view] = await ordersById(tx, [orderId])
  const back = [...discountsBack(view?.lines ?? [], refund)].map(([offerId, backFen]) => ({ offerId, fen: backFen }))
  if (back.length > 0) await returnOffers(tx, orderId, back)
}

async function isAllThatIsLeft(tx: Tx, orderId: string, units: Units): Promise<boolean> {
  const [view] = await ordersById(tx, [orderId])
  const asked = new Map(units.map((one) => [one.line, one.units]))
  return view?.lines.every((one) => one.units - one.refundedUnits === (asked.get(one.line) ?? 0)) ?? false
}

export const refundSellerOrder = operation({
  name: 'market.order.refund',
  method: 'POST',
  path: '/market/organisations/{organisationId}/orders/{orderId}/refunds',
  summary:
    'The seller refunds some or all units of an order; before it ships they are on sale again, unless they are not there',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    orderId: id,
    units: z
      .array(z.object({ line: z.int().min(0).max(999), units: z.int().min(1).max(999) }))
      .min(1)
      .max(60),
    reason: line(120),
    outOfStock: z.boolean().default(false),
  }),
  output: z.object({ orderId: id, amountFen: fen }),
  refusals: [
    'market.order.unknown',
    'market.order.unknown_line',
    'market.order.refund_too_many',
    'market.order.step_not_possible',
    'aftersales.case.open_on_order',
    'market.gift.by_recipient',
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
    // Each parcel of an order to many holds what its recipient gets: before they leave, units go back with their recipients.
    if (
      order.state === 'paid' &&
      !(await isAllThatIsLeft(tx, order.id, units)) &&
      (await ordersToMany(tx, [order.id])).has(order.id)
    )
      refuse('market.gift.by_recipient')
    const { reason, outOfStock } = input
    const asked = { cause: 'seller' as const, actorKind: actor.kind, reason, goodsAreThere: !outOfStock }
    return { orderId: order.id, amountFen: await refundUnits(tx, order, units, asked, now) }
  },
})
