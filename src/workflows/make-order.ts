import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation, query } from '../kernel/operation.ts'
import { decodePhoto } from '../kernel/photo.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, id, prose, upload } from '../kernel/validation.ts'
import { harvestsById } from '../modules/farm/index.ts'
import type { OrderHead } from '../modules/market/index.ts'
import { advanceOrders, lockOrder, ordersById, recordOrderLots, stateAfter } from '../modules/market/index.ts'
import { itemsById, sellToOrders } from '../modules/stock/index.ts'
import type { Booking } from '../modules/supply/index.ts'
import {
  bookingsOf,
  checkStage,
  insertStageReport,
  inTheMaking,
  planById,
  reportsOf,
  serveBookings,
} from '../modules/supply/index.ts'
import { packHarvests } from './pack-lot.ts'

const PHOTO_BYTES_MAX = 15_000_000
const PHOTO_WIDTH = 640

/** What a maker has in hand for a buyer. Refuses: market.order.unknown, supply.booking.unknown. */
async function lockMaking(
  tx: Tx,
  organisationId: string,
  orderId: string,
): Promise<{ order: OrderHead; booking: Booking }> {
  const order = await lockOrder(tx, orderId)
  if (order?.organisationId !== organisationId) refuse('market.order.unknown')
  const booking = (await bookingsOf(tx, [orderId])).get(orderId)
  if (booking?.kind !== 'making' || booking.state !== 'promised') refuse('supply.booking.unknown')
  return { order, booking }
}

export const reportStage = operation({
  name: 'supply.making.report',
  method: 'POST',
  path: '/supply/organisations/{organisationId}/makings/{orderId}/reports',
  summary:
    'The maker says which stage of the work is reached, with a note and a photo where there is one; the buyer sees it',
  access: member('seller', 'packer'),
  body: 'multipart',
  limitPerMinute: 60,
  input: z.object({
    organisationId: id,
    orderId: id,
    stage: z.coerce.number().int().min(0).max(7),
    note: prose(300).default(''),
    photo: upload(PHOTO_BYTES_MAX).optional(),
  }),
  output: z.object({ orderId: id, reportId: id }),
  refusals: [
    'market.order.unknown',
    'supply.booking.unknown',
    'supply.stage.unknown',
    'supply.stage.backwards',
    'kernel.photo.not_a_picture',
    'kernel.photo.too_large',
  ],
  async prepare({ photo }) {
    if (photo === undefined) return null
    const { renditions } = await decodePhoto(photo)
    const fitting = renditions.filter(({ format, width }) => format === 'webp' && width <= PHOTO_WIDTH)
    return fitting.toSorted((a, b) => b.width - a.width)[0]?.bytes ?? null
  },
  async run({ tx, now, prepared }, { organisationId, orderId, stage, note }) {
    const { booking } = await lockMaking(tx, organisationId, orderId)
    const stages = (await planById(tx, booking.planId))?.stages?.length ?? 0
    checkStage(stage, stages, (await reportsOf(tx, orderId)).at(-1)?.stage ?? null)
    const reportId = await insertStageReport(tx, orderId, { stage, note, photo: prepared }, now)
    tx.effects.publish({ name: 'supply.making.reported', subject: orderId, data: { orderIds: [orderId], stage } })
    return { orderId, reportId }
  },
})

type Finished = { harvestId: string; lotCode: string }

/** The finished pieces are a lot of their own, made of material whose origin is on record, and that lot is the order's. */
async function finish(tx: Tx, order: OrderHead, booking: Booking, made: Finished, now: Instant): Promise<void> {
  const { organisationId, id: orderId } = order
  const [view] = await ordersById(tx, [orderId])
  const [harvest] = await harvestsById(tx, organisationId, [made.harvestId])
  const [item] = await itemsById(tx, organisationId, [view?.lines[0]?.itemId ?? orderId])
  if (harvest === undefined) refuse('farm.harvest.unknown')
  if (item === undefined) refuse('stock.item.unknown')
  const today = civilDate(now)
  const { units } = booking
  const packing = { harvest, item, lotCode: made.lotCode, packedOn: today, units }
  const lotIds = await packHarvests(tx, organisationId, [packing], now)
  const wanted = [{ orderId, itemId: item.id, units }]
  recordOrderLots(tx, await sellToOrders(tx, wanted, { packedSince: today, lotIds }, now))
  await serveBookings(tx, [{ orderId, units, servedUnits: units }])
  const state = stateAfter('made', order.state)
  await advanceOrders(tx, [orderId], { state, step: 'made', dueAt: null, actorKind: 'person', note: '' }, now)
  tx.effects.publish({ name: 'supply.orders.ready', subject: orderId, data: { orderIds: [orderId] } })
}

export const finishMaking = operation({
  name: 'supply.making.finish',
  method: 'POST',
  path: '/supply/organisations/{organisationId}/makings/{orderId}/lot',
  summary:
    'What was made to order is ready: it becomes a lot made of known material, belongs to its buyer and can be packed',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, orderId: id, harvestId: id, lotCode: z.string().min(1).max(20) }),
  output: z.object({ orderId: id, state: z.literal('paid') }),
  refusals: [
    'market.order.unknown',
    'supply.booking.unknown',
    'market.order.step_not_possible',
    'farm.harvest.unknown',
    'farm.harvest.not_enough',
    'stock.item.unknown',
    'stock.item.not_one',
    'stock.lot.code_not_allowed',
    'stock.lot.code_used',
    'stock.lot.expired',
    'stock.place.unknown',
    'stock.place.closed',
  ],
  async run({ tx, now }, { organisationId, orderId, ...made }) {
    const { order, booking } = await lockMaking(tx, organisationId, orderId)
    await finish(tx, order, booking, made, now)
    return { orderId, state: 'paid' as const }
  },
})

const report = z.object({ id, stage: z.int(), note: z.string(), hasPhoto: z.boolean(), at: z.date() })
export const stageReportView = report

export const listMakings = query({
  name: 'supply.making.list',
  path: '/supply/organisations/{organisationId}/makings',
  summary: 'What a workshop has in hand for buyers, the earliest promised first',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({
    makings: z.array(
      z.object({
        orderId: id,
        code: z.string(),
        planId: id,
        listingId: id,
        titleZh: z.string(),
        titleEn: z.string(),
        itemId: id,
        netGrams: z.int(),
        note: z.string(),
        units: z.int(),
        dueTo: civilDay,
        late: z.boolean(),
        stages: z.array(z.object({ zh: z.string(), en: z.string() })),
        reports: z.array(report),
      }),
    ),
  }),
  async run({ sql, now }, { organisationId }) {
    const rows = await inTheMaking(sql, organisationId, 200)
    const orders = new Map(
      (
        await ordersById(
          sql,
          rows.map((row) => row.orderId),
        )
      ).map((order) => [order.id, order]),
    )
    const plans = new Map(
      await Promise.all(
        [...new Set(rows.map((row) => row.planId))].map(
          async (planId) => [planId, await planById(sql, planId)] as const,
        ),
      ),
    )
    const today = civilDate(now)
    return {
      makings: rows.flatMap(({ orderId, planId, units, dueTo, reports }) => {
        const order = orders.get(orderId)
        const [line] = order?.lines ?? []
        if (order === undefined || line === undefined) return []
        const { listingId, titleZh, titleEn, itemId, netGrams } = line
        const stages = plans.get(planId)?.stages ?? []
        const goods = { listingId, titleZh, titleEn, itemId, netGrams }
        return [
          {
            orderId,
            code: order.code,
            planId,
            ...goods,
            note: order.note,
            units,
            dueTo,
            late: today > dueTo,
            stages,
            reports,
          },
        ]
      }),
    }
  },
})
