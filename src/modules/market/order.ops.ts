import { z } from 'zod'
import { buyer, member } from '../../kernel/access.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import type { Actor } from '../../kernel/actor.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { fen, id, line } from '../../kernel/validation.ts'
import { dueAfter, orderStates, stateAfter, supplies } from './order.ts'
import type { OrderView } from './order-view.sql.ts'
import {
  buyerOrders,
  orderPriceSources,
  ordersById,
  paymentOrders,
  sellerOrders,
  sellerStateCounts,
} from './order-view.sql.ts'
import { advanceOrders, lockOrder } from './order.sql.ts'
import { basesGrams } from './weighing.ts'

/** Mainland mobile and landline numbers, and numbers with a country code (E.164). */
export const phone = z
  .string()
  .max(24)
  .transform((t) => t.normalize('NFKC').replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^(\+\d{6,15}|0\d{9,11}|1\d{10})$/))

export const recipient = z.object({
  name: line(40),
  phone,
  provinceCode: z.string().regex(/^\d{2}$/),
  cityCode: z.string().regex(/^\d{4}$/),
  countyCode: z.string().regex(/^\d{6}$/),
  detail: line(120),
})

/** One promotion's part in a line's discount; `bearerId` is the organisation that bears it, null for the platform. */
const orderDiscount = z.object({
  source: z.string(),
  sourceId: id.nullable(),
  titleZh: z.string(),
  titleEn: z.string(),
  bearerKind: z.enum(['seller', 'platform', 'brand']),
  bearerId: id.nullable(),
  amountFen: fen,
})

/** How a line is sold by weight, and what the scale said of it. */
export const lineWeigh = z.object({
  basisGrams: z.literal(basesGrams),
  tolerancePercent: z.int(),
  backFen: fen,
  weighed: z.object({ grams: z.int(), units: z.int(), chargedFen: fen, reason: z.string() }).nullable(),
})

export const orderView = z.object({
  id,
  code: z.string(),
  paymentId: id,
  buyerId: id,
  organisationId: id,
  state: z.enum(orderStates),
  supply: z.enum(supplies),
  goodsFen: fen,
  freightFen: fen,
  refundedFen: fen,
  freightRefundedFen: fen,
  recipient: z.object({
    name: z.string(),
    phone: z.string(),
    provinceCode: z.string(),
    cityCode: z.string(),
    countyCode: z.string(),
    detail: z.string(),
  }),
  note: z.string(),
  placedAt: z.date(),
  payBy: z.date(),
  paidAt: z.date().nullable(),
  shippedAt: z.date().nullable(),
  receivedAt: z.date().nullable(),
  dueAt: z.date().nullable(),
  lines: z.array(
    z.object({
      line: z.int(),
      listingId: id,
      versionId: id.nullable(),
      itemId: id,
      gtin: z.string(),
      titleZh: z.string(),
      titleEn: z.string(),
      category: z.string(),
      villageCode: z.string(),
      netGrams: z.int(),
      storage: z.string(),
      weigh: lineWeigh.nullable(),
      units: z.int(),
      listFen: fen,
      priceFen: fen,
      priceSource: z.enum(orderPriceSources).nullable(),
      priceRule: z
        .object({
          id,
          unitsFrom: z.int(),
          startsOn: z.string().nullable(),
          endsOn: z.string().nullable(),
          groupZh: z.string().nullable(),
          groupEn: z.string().nullable(),
        })
        .nullable(),
      discountFen: fen,
      paidFen: fen,
      refundedUnits: z.int(),
      refundedFen: fen,
      swapBackFen: fen,
      discounts: z.array(orderDiscount),
      lots: z.array(z.object({ lotId: id, lotCode: z.string(), units: z.int() })),
    }),
  ),
  steps: z.array(z.object({ at: z.date(), step: z.string(), actorKind: z.string(), note: z.string() })),
})

const page = { before: id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }

export const listMyOrders = query({
  name: 'market.order.list',
  path: '/market/orders',
  summary: "The asker's orders, newest first",
  access: buyer,
  input: z.object(page),
  output: z.object({ orders: z.array(orderView) }),
  run: async ({ sql, actor }, input) => ({
    orders: await buyerOrders(sql, buyerIdsOf(actor), input.before ?? null, input.limit),
  }),
})

export const readMyOrder = query({
  name: 'market.order.read',
  path: '/market/orders/{orderId}',
  summary: 'One order of the asker',
  access: buyer,
  input: z.object({ orderId: id }),
  output: orderView,
  refusals: ['market.order.unknown'],
  async run({ sql, actor }, input) {
    return ownOrder((await ordersById(sql, [input.orderId]))[0], actor)
  },
})

export const listPaymentOrders = query({
  name: 'market.order.of_payment',
  path: '/market/payments/{paymentId}/orders',
  summary: 'The orders one payment of the asker covers; none where it is for bookings or vouchers alone',
  access: buyer,
  input: z.object({ paymentId: id }),
  output: z.object({ orders: z.array(orderView) }),
  refusals: ['market.order.unknown'],
  async run({ sql, actor }, input) {
    const orders = await paymentOrders(sql, input.paymentId)
    return { orders: orders.map((order) => ownOrder(order, actor)) }
  },
})

export const listSellerOrders = query({
  name: 'market.order.seller_list',
  path: '/market/organisations/{organisationId}/orders',
  summary: 'Orders to a seller, newest first unless asked otherwise, with how many stand in each state',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({
    organisationId: id,
    state: z.enum(orderStates).optional(),
    /** The beginning of an order's code, or a part of the recipient's name, number or address. */
    search: z.string().max(100).optional(),
    oldestFirst: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).default(false),
    /** The last order of the page before. */
    ...page,
  }),
  output: z.object({
    orders: z.array(orderView),
    counts: z.array(z.object({ state: z.enum(orderStates), count: z.int() })),
  }),
  async run({ sql }, input) {
    const orders = await sellerOrders(sql, input)
    return { orders, counts: await sellerStateCounts(sql, input.organisationId) }
  },
})

export const readSellerOrder = query({
  name: 'market.order.seller_read',
  path: '/market/organisations/{organisationId}/orders/{orderId}',
  summary: 'One order to a seller',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id, orderId: id }),
  output: orderView,
  refusals: ['market.order.unknown'],
  async run({ sql }, input) {
    const [order] = await ordersById(sql, [input.orderId])
    return order !== undefined && order.organisationId === input.organisationId ? order : refuse('market.order.unknown')
  },
})

export const confirmReceipt = operation({
  name: 'market.order.receive',
  method: 'POST',
  path: '/market/orders/{orderId}/receipt',
  summary: 'The buyer has the goods; the return window begins',
  access: buyer,
  input: z.object({ orderId: id }),
  output: z.object({ orderId: id, state: z.enum(orderStates) }),
  refusals: ['market.order.unknown', 'market.order.step_not_possible'],
  async run({ tx, actor, now }, input) {
    const order = await lockOrder(tx, input.orderId)
    if (order === undefined || !buyerIdsOf(actor).includes(order.buyerId)) refuse('market.order.unknown')
    const state = stateAfter('receive', order.state)
    await advanceOrders(
      tx,
      [order.id],
      { state, step: 'receive', dueAt: dueAfter('receive', now), actorKind: actor.kind, note: '' },
      now,
    )
    return { orderId: order.id, state }
  },
})

function ownOrder(order: OrderView | undefined, actor: Actor): OrderView {
  return order !== undefined && buyerIdsOf(actor).includes(order.buyerId) ? order : refuse('market.order.unknown')
}
