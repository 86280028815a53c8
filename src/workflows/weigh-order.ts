import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id } from '../kernel/validation.ts'
import type { OrderHead, OrderView, Refund, Weighing } from '../modules/market/index.ts'
import {
  advanceOrders,
  freightBack,
  freightTermsOf,
  isWeighed,
  lighterBy,
  lockOrder,
  orderedGrams,
  ordersById,
  orderView,
  saveWeighings,
  sellerOrders,
  stateAfter,
  weighBounds,
  weighLine,
} from '../modules/market/index.ts'
import { sendBack } from './refund-order.ts'

type Figures = readonly { line: number; grams: number; reason: string }[]

/** Takes the scale's figures of an order that has not left; what it weighs less goes back to the buyer at once. */
export async function weighOrder(
  tx: Tx,
  order: OrderHead,
  figures: Figures,
  actorKind: string,
  now: Instant,
): Promise<{ refund: Refund; weighings: Weighing[] }> {
  stateAfter('weigh', order.state)
  const view = (await ordersById(tx, [order.id]))[0] ?? refuse('market.order.unknown')
  const weighings = figures.map((figure) =>
    weighLine(lineOf(view, figure.line) ?? refuse('market.order.unknown_line', { line: figure.line }), figure),
  )
  const lines = weighings
    .filter((one) => one.backFen > 0)
    .map(({ line, backFen: back }) => ({ line, units: 0, fen: back }))
  const freightFen = await freightOf(tx, order, view, weighings)
  const amountFen = lines.reduce((sum, one) => sum + one.fen, freightFen)
  const refund = { amountFen, freightFen, lines }
  if (amountFen > 0) await sendBack(tx, order, refund, { cause: 'weighing', actorKind, reason: 'weighing' }, now)
  await saveWeighings(tx, order.id, weighings, actorKind, now)
  const to = { state: order.state, step: 'weigh' as const, dueAt: view.dueAt, actorKind, note: '' }
  await advanceOrders(tx, [order.id], to, now)
  const data = { orderIds: [order.id], amountFen }
  tx.effects.publish({ name: 'market.order.weighed', subject: order.id, data })
  return { refund, weighings }
}

const lineOf = (view: OrderView, number: number) => view.lines.find((one) => one.line === number)

/** What of the freight goes back with these figures, beyond what went back before. */
async function freightOf(tx: Tx, order: OrderHead, view: OrderView, weighings: readonly Weighing[]): Promise<number> {
  const terms = await freightTermsOf(tx, order.id)
  if (terms.length === 0) return 0
  const lines = view.lines.map((line) => {
    const weighed = weighings.find((one) => one.line === line.line)
    return weighed === undefined || line.weigh === null ? line : { ...line, weigh: { ...line.weigh, weighed } }
  })
  return Math.max(0, Math.min(order.freightFen, freightBack(terms, lighterBy(lines))) - order.freightRefundedFen)
}

/** Refuses: market.weighing.missing where goods sold by weight would leave unweighed. */
export function checkWeighed(view: Pick<OrderView, 'lines'> | undefined): void {
  if (view?.lines.some((line) => !isWeighed(line)) === true) refuse('market.weighing.missing')
}

const GRAMS_MAX = 10_000_000

export const weighSellerOrder = operation({
  name: 'market.order.weigh',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/orders/{orderId}/weights',
  summary:
    'What lines sold by weight weigh at packing, in grams; the buyer gets the difference back at once. Said again before shipping, a lower figure gives back more, a higher one asks nothing',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    orderId: id,
    lines: z
      .array(
        z.object({
          line: z.int().min(0).max(999),
          grams: z.int().min(1).max(GRAMS_MAX),
          reason: z.string().trim().max(120).default(''),
        }),
      )
      .min(1)
      .max(60)
      .refine((all) => new Set(all.map((one) => one.line)).size === all.length),
  }),
  output: z.object({
    orderId: id,
    amountFen: fen,
    freightFen: fen,
    lines: z.array(z.object({ line: z.int(), grams: z.int(), chargedFen: fen, backFen: fen })),
  }),
  refusals: [
    'market.order.unknown',
    'market.order.unknown_line',
    'market.order.step_not_possible',
    'market.weighing.not_by_weight',
    'market.weighing.nothing_left',
    'market.weighing.too_light',
    'market.weighing.too_heavy',
    'market.weighing.reason_needed',
    'ledger.share.unknown',
    'ledger.refund.too_much',
  ],
  async run({ tx, actor, now }, { organisationId, orderId, lines }) {
    const order = await lockOrder(tx, orderId)
    if (order?.organisationId !== organisationId) refuse('market.order.unknown')
    const { refund, weighings } = await weighOrder(tx, order, lines, actor.kind, now)
    return { orderId, amountFen: refund.amountFen, freightFen: refund.freightFen, lines: weighings }
  },
})

const ORDERS_MAX = 200

export const listToWeigh = query({
  name: 'market.order.to_weigh',
  path: '/market/organisations/{organisationId}/weights',
  summary: 'Paid orders with goods sold by weight, and between which weights each line may leave',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({
    orders: z.array(
      z.object({
        order: orderView,
        bounds: z.array(
          z.object({
            line: z.int(),
            orderedGrams: z.int(),
            halfGrams: z.int(),
            leastGrams: z.int(),
            mostGrams: z.int(),
            weighed: z.boolean(),
          }),
        ),
      }),
    ),
  }),
  async run({ sql }, { organisationId }) {
    const paid = await sellerOrders(sql, { organisationId, state: 'paid', oldestFirst: false, limit: ORDERS_MAX })
    const orders = paid.map((order) => ({ order, bounds: order.lines.flatMap(boundsOf) }))
    return { orders: orders.filter(({ bounds }) => bounds.length > 0).toReversed() }
  },
})

function boundsOf(line: OrderView['lines'][number]) {
  if (line.weigh === null || line.units === line.refundedUnits) return []
  const grams = orderedGrams(line)
  return [{ line: line.line, orderedGrams: grams, ...weighBounds(grams, line.weigh), weighed: isWeighed(line) }]
}
