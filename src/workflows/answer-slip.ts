import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import type { Actor } from '../kernel/actor.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Sql, Tx } from '../kernel/database.ts'
import { operation, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id } from '../kernel/validation.ts'
import { freightFacts, quoteFreight } from '../modules/delivery/index.ts'
import type { ListingRow, OrderHead, OrderLineView, OrderView } from '../modules/market/index.ts'
import {
  advanceOrders,
  countSwapBack,
  listingsById,
  lockOrder,
  openListingsOf,
  orderStates,
  ordersById,
  recordOrderLots,
  stateAfter,
  swapOrderLine,
} from '../modules/market/index.ts'
import { availability, sellToOrders } from '../modules/stock/index.ts'
import type { Slip } from '../modules/supply/index.ts'
import { bookingsOf, insertAnswer, releaseBookings, slipsOf } from '../modules/supply/index.ts'
import { cancelOrder } from './cancel-order.ts'
import { payBack } from './refund-order.ts'

/** The slip that waits for this buyer's answer. Refuses: market.order.unknown, supply.booking.unknown, supply.slip.unknown, supply.slip.over. */
async function lockAsked(
  tx: Tx,
  actor: Actor,
  orderId: string,
  now: Instant,
): Promise<{ order: OrderHead; slip: Slip }> {
  const order = await lockOrder(tx, orderId)
  if (order === undefined || !buyerIdsOf(actor).includes(order.buyerId)) refuse('market.order.unknown')
  const booking = (await bookingsOf(tx, [orderId])).get(orderId)
  if (booking?.state !== 'promised') refuse('supply.booking.unknown')
  const [slip] = await slipsOf(tx, [booking.planId], 1)
  if (slip === undefined || slip.announcedAt < booking.bookedAt) refuse('supply.slip.unknown')
  if (slip.closedAt !== null || slip.answerBy <= now || booking.backUnits > 0) refuse('supply.slip.over')
  return { order, slip }
}

const askedRefusals = [
  'market.order.unknown',
  'supply.booking.unknown',
  'supply.slip.unknown',
  'supply.slip.over',
  'supply.slip.answered',
  'market.order.step_not_possible',
  'ledger.share.unknown',
  'ledger.refund.too_much',
]

export const answerSlip = operation({
  name: 'supply.slip.answer',
  method: 'POST',
  path: '/supply/orders/{orderId}/slip-answers',
  summary: 'The buyer accepts the new days of a harvest, or takes everything back',
  access: buyer,
  input: z.object({ orderId: id, answer: z.enum(['accept', 'refund']) }),
  output: z.object({ orderId: id, state: z.enum(orderStates) }),
  refusals: askedRefusals,
  async run({ tx, actor, now }, { orderId, answer }) {
    const { order, slip } = await lockAsked(tx, actor, orderId, now)
    if (!(await insertAnswer(tx, slip.id, orderId, answer, now))) refuse('supply.slip.answered')
    if (answer === 'accept') return { orderId, state: order.state }
    const reason = { actorKind: actor.kind, note: 'slipped', goodsAreThere: true }
    return { orderId, state: await cancelOrder(tx, order, reason, now) }
  },
})

/** What a line's goods may be swapped for: in stock with the same seller, for no more than was paid. Same number of units. */
export const swapForOther = operation({
  name: 'supply.slip.swap',
  method: 'POST',
  path: '/supply/orders/{orderId}/swaps',
  summary:
    'The buyer takes goods of the same seller that are in stock, for the same or a lower price, in place of a late harvest; the difference goes back',
  access: buyer,
  input: z.object({ orderId: id, listingId: id }),
  output: z.object({ orderId: id, backFen: fen }),
  refusals: [
    ...askedRefusals,
    'supply.swap.other_seller',
    'supply.swap.dearer',
    'supply.swap.sold_out',
    'delivery.freight.not_delivered',
    'delivery.freight.no_cold_route',
    'delivery.freight.unknown_template',
  ],
  async run({ tx, actor, now }, { orderId, listingId }) {
    const { order, slip } = await lockAsked(tx, actor, orderId, now)
    const [view] = await ordersById(tx, [orderId])
    const [line] = view?.lines ?? []
    const [listing] = await listingsById(tx, [listingId])
    if (view === undefined || line === undefined) refuse('market.order.unknown')
    if (listing === undefined || !isInStockWith(listing, order.organisationId, line)) refuse('supply.swap.other_seller')
    const priceFen = listing.priceFen * line.units
    if (priceFen > line.paidFen) refuse('supply.swap.dearer')
    await checkDelivered(tx, view, line, listing)
    if (!(await insertAnswer(tx, slip.id, orderId, 'swap', now))) refuse('supply.slip.answered')
    return { orderId, backFen: await swap(tx, order, line, { listing, priceFen }, now) }
  },
})

const isInStockWith = (listing: ListingRow, organisationId: string, line: OrderLineView) =>
  listing.organisationId === organisationId &&
  listing.state === 'open' &&
  listing.supply === 'stock' &&
  listing.weigh === null &&
  listing.id !== line.listingId

/** The freight stays as it was paid; the goods must be able to travel at all. */
async function checkDelivered(sql: Sql, order: OrderView, line: OrderLineView, listing: ListingRow): Promise<void> {
  const { templates, volumes } = await freightFacts(sql, [listing.freightTemplateId], [listing.id])
  const load = {
    templateId: listing.freightTemplateId,
    grams: line.units * listing.netGrams,
    storage: listing.storage,
    volumeCm3: line.units * (volumes.get(listing.id) ?? 0),
    goodsFen: listing.priceFen * line.units,
  }
  quoteFreight(templates, [load], order.recipient.provinceCode)
}

type Taken = { listing: ListingRow; priceFen: number }

async function swap(tx: Tx, order: OrderHead, line: OrderLineView, taken: Taken, now: Instant): Promise<number> {
  const { listing, priceFen } = taken
  const backFen = line.paidFen - priceFen
  const state = stateAfter('swap', order.state)
  await releaseBookings(tx, [order.id])
  await swapOrderLine(tx, order.id, line.line, { listingId: listing.id, priceFen }, now)
  const wanted = [{ orderId: order.id, itemId: listing.itemId, units: line.units }]
  const lots = await sellToOrders(tx, wanted, { packedSince: '2000-01-01' }, now)
  const got = lots.reduce((sum, one) => sum + one.units, 0)
  if (got < line.units) refuse('supply.swap.sold_out', { left: got })
  recordOrderLots(tx, lots)
  const step = { state, step: 'swap' as const, dueAt: null, actorKind: 'person', note: listing.titleZh }
  await advanceOrders(tx, [order.id], step, now)
  tx.effects.publish({ name: 'supply.orders.ready', subject: order.id, data: { orderIds: [order.id] } })
  if (backFen === 0) return 0
  const refund = { amountFen: backFen, freightFen: 0, lines: [{ line: line.line, units: 0, fen: backFen }] }
  const why = { cause: 'swapped' as const, actorKind: 'system', reason: '', dueAt: null }
  await payBack(tx, { ...order, state }, refund, why, now)
  await countSwapBack(tx, order.id, line.line, backFen)
  return backFen
}

const CHOICES_MAX = 24

export const listSwaps = query({
  name: 'supply.slip.choices',
  path: '/supply/orders/{orderId}/swaps',
  summary: 'What an order that waits for a late harvest could be swapped for, and what would go back',
  access: buyer,
  input: z.object({ orderId: id }),
  output: z.object({
    choices: z.array(
      z.object({
        listingId: id,
        titleZh: z.string(),
        titleEn: z.string(),
        netGrams: z.int(),
        priceFen: fen,
        backFen: fen,
      }),
    ),
  }),
  refusals: ['market.order.unknown'],
  async run({ sql, actor, now }, { orderId }) {
    const [order] = await ordersById(sql, [orderId])
    if (order === undefined || !buyerIdsOf(actor).includes(order.buyerId)) refuse('market.order.unknown')
    const [line] = order.lines
    if (line === undefined || order.state !== 'awaiting_harvest') return { choices: [] }
    const listings = await openListingsOf(sql, order.organisationId, CHOICES_MAX)
    const shelf = await availability(
      sql,
      listings.map((one) => one.itemId),
      civilDate(now),
    )
    const fits = (one: ListingRow) =>
      isInStockWith(one, order.organisationId, line) &&
      one.priceFen * line.units <= line.paidFen &&
      (shelf.get(one.itemId)?.units ?? 0) >= line.units &&
      (one.storage === line.storage || one.storage === 'ambient')
    return {
      choices: listings.filter(fits).map(({ id: listingId, titleZh, titleEn, netGrams, priceFen }) => ({
        listingId,
        titleZh,
        titleEn,
        netGrams,
        priceFen,
        backFen: line.paidFen - priceFen * line.units,
      })),
    }
  },
})
