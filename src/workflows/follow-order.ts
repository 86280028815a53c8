import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Sql } from '../kernel/database.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id } from '../kernel/validation.ts'
import {
  consignmentsOf,
  doorPath,
  giftOfOrder,
  parcelsOf,
  parcelStates,
  scanStates,
  tracksOf,
} from '../modules/delivery/index.ts'
import { ordersById, orderView } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import { instructionsOf } from '../modules/payment/index.ts'
import type { ParcelState } from '../modules/delivery/index.ts'
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
    /** Where the parcel is, and what its carrier told, the latest first; null for an order to many and before hand-over. */
    track: z
      .object({
        state: z.enum(parcelStates),
        scans: z.array(z.object({ at: z.date(), state: z.enum(scanStates), text: z.string() })),
      })
      .nullable(),
    /** An order to many: its card, and each recipient's parcel. */
    gift: z
      .object({
        card: z.string(),
        giver: z.string(),
        parcels: z.array(
          z.object({
            number: z.int(),
            name: z.string(),
            carrier: z.string().nullable(),
            trackingNumber: z.string().nullable(),
            state: z.enum(parcelStates),
            door: z.string(),
          }),
        ),
      })
      .nullable(),
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
    const tracks = await tracksOf(sql, orderId)
    const plain = tracks.find((track) => track.number === 0)
    return {
      order,
      track: plain === undefined ? null : { state: plain.state, scans: plain.scans },
      gift: await giftOf(sql, orderId, new Map(tracks.map((track) => [track.number, track.state]))),
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

async function giftOf(sql: Sql, orderId: string, states: ReadonlyMap<number, ParcelState>) {
  const gift = await giftOfOrder(sql, orderId)
  if (gift === null) return null
  const parcels = (await consignmentsOf(sql, orderId)).map(({ number, recipient, carrier, trackingNumber, door }) => ({
    number,
    name: recipient.name,
    carrier,
    trackingNumber,
    state: states.get(number) ?? 'waiting',
    door: doorPath(door),
  }))
  return { card: gift.card, giver: gift.giver, parcels }
}
