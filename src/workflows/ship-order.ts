import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id, line } from '../kernel/validation.ts'
import { handOverParcel } from '../modules/delivery/index.ts'
import type { OrderHead } from '../modules/market/index.ts'
import { advanceOrders, dueAfter, lockOrder, ordersById, stateAfter } from '../modules/market/index.ts'
import { shipSold } from '../modules/stock/index.ts'
import { releaseAt } from './release-share.ts'
import { recordSteps } from '../modules/trace/index.ts'
import { checkWeighed } from './weigh-order.ts'

type Handover = { carrier: string; trackingNumber: string }

/** The parcel leaves: the carrier has it, and each lot in it gains a step in its trace. */
export async function shipOrder(
  tx: Tx,
  order: OrderHead,
  handover: Handover,
  actorKind: string,
  now: Instant,
): Promise<'shipped'> {
  stateAfter('ship', order.state)
  await handOverParcel(tx, order.organisationId, { orderId: order.id, ...handover, handedOverAt: now })
  return finishShipping(tx, order, handover.carrier, actorKind, now)
}

/** All of an order is with the carriers: stock, its due date, what is released at shipment, and the trace of each lot. */
export async function finishShipping(
  tx: Tx,
  order: OrderHead,
  carrier: string,
  actorKind: string,
  now: Instant,
): Promise<'shipped'> {
  const [view] = await ordersById(tx, [order.id])
  checkWeighed(view)
  await shipSold(tx, [order.id], now)
  await advanceOrders(
    tx,
    [order.id],
    { state: 'shipped', step: 'ship', dueAt: dueAfter('ship', now), actorKind, note: '' },
    now,
  )
  await releaseAt(tx, 'shipment', [order.id], now)
  await traceShipping(tx, order.organisationId, new Map([[order.id, carrier]]), now)
  tx.effects.publish({ name: 'market.order.shipped', subject: order.id, data: { orderIds: [order.id] } })
  return 'shipped'
}

/** Each lot in parcels that leave gains a step in its trace; `carriers` by order. */
export async function traceShipping(
  tx: Tx,
  organisationId: string,
  carriers: ReadonlyMap<string, string>,
  now: Instant,
): Promise<void> {
  const views = await ordersById(tx, [...carriers.keys()])
  const steps = views.flatMap((view) =>
    view.lines.flatMap((l) =>
      l.lots.map((lot) => ({
        gtin: l.gtin,
        lotCode: lot.lotCode,
        organisationId,
        kind: 'shipped' as const,
        at: now,
        data: {
          units: lot.units,
          provinceCode: view.recipient.provinceCode,
          carrier: carriers.get(view.id) ?? '',
        },
      })),
    ),
  )
  await recordSteps(tx, steps)
}

/** As people copy it: without spaces, in capitals. */
export const trackingCode = z
  .string()
  .transform((t) => t.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9-]{4,40}$/))

export const shipSellerOrder = operation({
  name: 'market.order.ship',
  method: 'POST',
  path: '/market/organisations/{organisationId}/orders/{orderId}/shipment',
  summary: 'The seller hands the parcel to a carrier, with its tracking number',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    orderId: id,
    carrier: line(30),
    trackingNumber: trackingCode,
  }),
  output: z.object({ orderId: id, state: z.literal('shipped') }),
  refusals: [
    'market.order.unknown',
    'market.order.step_not_possible',
    'market.weighing.missing',
    'stock.lot.stopped',
    'delivery.parcel.tracking_used',
  ],
  async run({ tx, actor, now }, input) {
    const order = await lockOrder(tx, input.orderId)
    if (order?.organisationId !== input.organisationId) refuse('market.order.unknown')
    return { orderId: order.id, state: await shipOrder(tx, order, input, actor.kind, now) }
  },
})
