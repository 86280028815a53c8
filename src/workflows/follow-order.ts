import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id } from '../kernel/validation.ts'
import { parcelsOf } from '../modules/delivery/index.ts'
import { ordersById, orderView } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import { instructionsOf } from '../modules/payment/index.ts'
import { orderMoney, orderMoneyOf } from './order-money.ts'

export const followOrder = query({
  name: 'market.order.follow',
  path: '/market/orders/{orderId}/progress',
  summary: 'One order of the asker with its seller, parcel, refunds, and who gets each fen of it',
  access: buyer,
  input: z.object({ orderId: id }),
  output: z.object({
    order: orderView,
    seller: z.object({ id, nameZh: z.string(), nameEn: z.string(), villageCode: z.string() }),
    parcel: z.object({ carrier: z.string(), trackingNumber: z.string(), handedOverAt: z.date() }).nullable(),
    money: orderMoney.nullable(),
    refunds: z.array(
      z.object({
        amountFen: fen,
        state: z.enum(['asked', 'pending', 'done', 'refused']),
        askedAt: z.date(),
        endedAt: z.date().nullable(),
      }),
    ),
  }),
  refusals: ['market.order.unknown'],
  async run({ sql, actor }, { orderId }) {
    const [order] = await ordersById(sql, [orderId])
    if (order === undefined || !buyerIdsOf(actor).includes(order.buyerId)) refuse('market.order.unknown')
    const sellers = await organisationsById(sql, [order.organisationId])
    const {
      id: sellerId,
      nameZh,
      nameEn,
      villageCode,
    } = sellers.get(order.organisationId) ?? refuse('market.order.unknown')
    const parcel = (await parcelsOf(sql, [orderId])).get(orderId)
    const instructions = await instructionsOf(sql, [orderId])
    return {
      order,
      seller: { id: sellerId, nameZh, nameEn, villageCode },
      parcel:
        parcel === undefined
          ? null
          : { carrier: parcel.carrier, trackingNumber: parcel.trackingNumber, handedOverAt: parcel.handedOverAt },
      money: await orderMoneyOf(sql, orderId),
      refunds: instructions
        .filter((one) => one.kind === 'refund')
        .map(({ amountFen, state, askedAt, endedAt }) => ({ amountFen, state, askedAt, endedAt })),
    }
  },
})
