import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { operation, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id, line } from '../kernel/validation.ts'
import { openCaseOf } from '../modules/aftersales/index.ts'
import {
  consignmentsOf,
  doorPath,
  dropConsignments,
  giftOfOrder,
  handOverConsignments,
  parcelStates,
  tracksOf,
} from '../modules/delivery/index.ts'
import { lockOrder, ordersById, recipient, stateAfter } from '../modules/market/index.ts'
import { refundUnits } from './refund-order.ts'
import { finishShipping } from './ship-order.ts'

const tracking = z
  .string()
  .transform((text) => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9-]{4,40}$/))

export const shipGifts = operation({
  name: 'market.gift.ship',
  method: 'POST',
  path: '/market/organisations/{organisationId}/orders/{orderId}/consignments',
  summary: 'The seller hands parcels of an order to many over to carriers; with the last one the order is on its way',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    orderId: id,
    parcels: z
      .array(z.object({ number: z.int().min(1).max(1000), carrier: line(30), trackingNumber: tracking }))
      .min(1)
      .max(1000)
      .refine((all) => new Set(all.map((one) => one.number)).size === all.length),
  }),
  output: z.object({ orderId: id, left: z.int() }),
  refusals: ['market.order.unknown', 'market.order.step_not_possible', 'market.gift.step_not_possible'],
  async run({ tx, actor, now }, { organisationId, orderId, parcels }) {
    const order = await lockOrder(tx, orderId)
    if (order?.organisationId !== organisationId) refuse('market.order.unknown')
    stateAfter('ship', order.state)
    const { done, left } = await handOverConsignments(tx, orderId, parcels, now)
    // All that are named or none: a number that is gone already is a mistake somebody should see.
    if (done !== parcels.length) refuse('market.gift.step_not_possible')
    if (left === 0) await finishShipping(tx, order, parcels[0]?.carrier ?? '', actor.kind, now)
    return { orderId, left }
  },
})

export const dropGifts = operation({
  name: 'market.gift.drop',
  method: 'POST',
  path: '/market/organisations/{organisationId}/orders/{orderId}/dropped-consignments',
  summary:
    'The seller takes recipients out of an order to many before their parcels leave: their goods and freight are paid back; with the last one out or away the order goes on',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    orderId: id,
    numbers: z
      .array(z.coerce.number().int().min(1).max(1000))
      .min(1)
      .max(1000)
      .refine((all) => new Set(all).size === all.length),
    reason: line(120),
    outOfStock: z.boolean().default(false),
  }),
  output: z.object({ orderId: id, amountFen: fen, left: z.int() }),
  refusals: [
    'market.order.unknown',
    'market.order.step_not_possible',
    'market.gift.step_not_possible',
    'aftersales.case.open_on_order',
  ],
  async run({ tx, actor, now }, { organisationId, orderId, numbers, reason, outOfStock }) {
    const order = await lockOrder(tx, orderId)
    if (order?.organisationId !== organisationId) refuse('market.order.unknown')
    if (order.state !== 'paid') refuse('market.order.step_not_possible')
    if ((await openCaseOf(tx, orderId)) !== null) refuse('aftersales.case.open_on_order')
    const gone = await dropConsignments(tx, orderId, numbers, reason, now)
    if (gone.length < numbers.length) refuse('market.gift.step_not_possible')
    const [view] = await ordersById(tx, [orderId])
    const units = (view?.lines ?? [])
      .map((one, at) => ({ line: one.line, units: gone.reduce((sum, { units: held }) => sum + (held[at] ?? 0), 0) }))
      .filter((one) => one.units > 0)
    const freightFen = gone.reduce((sum, one) => sum + one.freightFen, 0)
    const asked = { cause: 'seller' as const, actorKind: actor.kind, reason, goodsAreThere: !outOfStock, freightFen }
    const amountFen = await refundUnits(tx, order, units, asked, now)
    const { left = 0, handed = 0 } = gone[0] ?? {}
    if (left === 0 && handed > 0) await finishShipping(tx, order, '', actor.kind, now)
    return { orderId, amountFen, left }
  },
})

const consignmentView = z.object({
  number: z.int(),
  recipient,
  units: z.array(z.int()),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  handedOverAt: z.date().nullable(),
  /** Where the recipient reads who sent it: below the county's address, for the code on the card. */
  door: z.string(),
  state: z.enum(parcelStates),
})

/** The packing slips: where each parcel goes, what is in it, the card; no price anywhere. */
export const readPackingSlips = query({
  name: 'market.gift.slips',
  path: '/market/organisations/{organisationId}/orders/{orderId}/consignments',
  summary: 'What goes into each parcel of an order to many, its card and where the parcel is; without prices',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, orderId: id }),
  output: z.object({
    code: z.string(),
    card: z.string(),
    giver: z.string(),
    lines: z.array(z.object({ titleZh: z.string(), titleEn: z.string(), netGrams: z.int() })),
    consignments: z.array(consignmentView),
  }),
  refusals: ['market.order.unknown'],
  async run({ sql }, { organisationId, orderId }) {
    const [order] = await ordersById(sql, [orderId])
    if (order === undefined || order.organisationId !== organisationId) refuse('market.order.unknown')
    const gift = await giftOfOrder(sql, orderId)
    const consignments = await consignmentsOf(sql, orderId)
    const states = new Map((await tracksOf(sql, orderId)).map((track) => [track.number, track.state]))
    return {
      code: order.code,
      card: gift?.card ?? '',
      giver: gift?.giver ?? '',
      lines: order.lines.map(({ titleZh, titleEn, netGrams }) => ({ titleZh, titleEn, netGrams })),
      consignments: consignments.map(({ freightFen: _hidden, door, ...rest }) => ({
        ...rest,
        door: doorPath(door),
        state: states.get(rest.number) ?? 'waiting',
      })),
    }
  },
})
