import { z } from 'zod'
import { buyer, member } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id, line } from '../kernel/validation.ts'
import type { OrderHead } from '../modules/market/index.ts'
import { advanceOrders, countWholeRefund, lockOrder, stateAfter } from '../modules/market/index.ts'
import { giveBackOffers, releaseOffers } from '../modules/pricing/index.ts'
import { giveBack } from './give-back.ts'
import { giveBackSold, releaseHolds, withdrawSold } from '../modules/stock/index.ts'
import { bookingsOf, mayGiveUp, releaseBookings, reportsOf } from '../modules/supply/index.ts'

type Reason = { actorKind: string; note: string; goodsAreThere: boolean }

/** Ends an order before it ships: unpaid, its stock is freed; paid, all its money goes back as well. */
export async function cancelOrder(tx: Tx, order: OrderHead, reason: Reason, now: Instant): Promise<'cancelled'> {
  const step = order.state === 'awaiting_payment' ? 'abandon' : 'cancel'
  stateAfter(step, order.state)
  await advanceOrders(
    tx,
    [order.id],
    { state: 'cancelled', step, dueAt: null, actorKind: reason.actorKind, note: reason.note },
    now,
  )
  if (order.supply !== 'stock') await releaseBookings(tx, [order.id])
  if (step === 'abandon') await releaseHolds(tx, [order.id], now)
  else await refundWhole(tx, order, reason, now)
  if (order.discounted) await (step === 'abandon' ? releaseOffers : giveBackOffers)(tx, [order.id])
  tx.effects.publish({ name: 'market.order.cancelled', subject: order.id, data: { orderIds: [order.id] } })
  return 'cancelled'
}

async function refundWhole(tx: Tx, order: OrderHead, reason: Reason, now: Instant): Promise<void> {
  const amountFen = order.goodsFen + order.freightFen - order.refundedFen
  await (reason.goodsAreThere ? giveBackSold : withdrawSold)(tx, [order.id], now)
  const refundId = uuidv7(now)
  await giveBack(tx, order.id, { id: refundId, amountFen, reason: reason.note, given: null }, now)
  const why = { id: refundId, cause: 'cancelled' as const, reason: reason.note, actorKind: reason.actorKind }
  await countWholeRefund(tx, order.id, why, now)
}

/** How a step says that the buyer cancelled; whoever counts cancellations goes by it, so a seller cannot say the same. */
const BY_BUYER = 'buyer'
const reasonOf = (said: string) => (said === BY_BUYER ? `“${said}”` : said)

/** What is being made for a buyer is theirs, unless the maker is late. Refuses: supply.making.begun. */
async function checkGivingUp(tx: Tx, order: OrderHead, now: Instant): Promise<void> {
  if (order.supply !== 'making' || !isBeingMade(order)) return
  const booking = (await bookingsOf(tx, [order.id])).get(order.id)
  const reached = order.state === 'paid' ? FINISHED : ((await reportsOf(tx, order.id)).at(-1)?.stage ?? null)
  if (booking !== undefined && !mayGiveUp(reached, booking.dueTo, civilDate(now)))
    refuse('supply.making.begun', { date: booking.dueTo })
}

/** Beyond every stage: the piece stands packed for its buyer. */
const FINISHED = 99

const isBeingMade = ({ state }: OrderHead) => state === 'in_making' || state === 'paid'

const ended = z.object({ orderId: id, state: z.literal('cancelled') })
const refusals = [
  'market.order.unknown',
  'market.order.step_not_possible',
  'ledger.share.unknown',
  'ledger.refund.too_much',
]

export const cancelMyOrder = operation({
  name: 'market.order.cancel',
  method: 'POST',
  path: '/market/orders/{orderId}/cancellation',
  summary: 'The buyer cancels before shipping; what was paid goes back',
  access: buyer,
  input: z.object({ orderId: id }),
  output: ended,
  refusals: [...refusals, 'supply.making.begun'],
  async run({ tx, actor, now }, input) {
    const order = await lockOrder(tx, input.orderId)
    if (order === undefined || !buyerIdsOf(actor).includes(order.buyerId)) refuse('market.order.unknown')
    await checkGivingUp(tx, order, now)
    return {
      orderId: order.id,
      state: await cancelOrder(tx, order, { actorKind: actor.kind, note: BY_BUYER, goodsAreThere: true }, now),
    }
  },
})

export const cancelSellerOrder = operation({
  name: 'market.order.seller_cancel',
  method: 'POST',
  path: '/market/organisations/{organisationId}/orders/{orderId}/cancellation',
  summary: 'The seller cannot deliver: the order ends, the buyer gets everything back',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, orderId: id, reason: line(120), outOfStock: z.boolean() }),
  output: ended,
  refusals,
  async run({ tx, actor, now }, input) {
    const order = await lockOrder(tx, input.orderId)
    if (order?.organisationId !== input.organisationId) refuse('market.order.unknown')
    return {
      orderId: order.id,
      state: await cancelOrder(
        tx,
        order,
        { actorKind: actor.kind, note: reasonOf(input.reason), goodsAreThere: !input.outOfStock },
        now,
      ),
    }
  },
})
