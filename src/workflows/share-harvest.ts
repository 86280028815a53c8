import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Sql, Tx } from '../kernel/database.ts'
import { operation, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import {
  advanceOrders,
  lockOrders,
  ordersById,
  recordOrderLots,
  setSupply,
  stateAfter,
} from '../modules/market/index.ts'
import { sellToOrders, unitsPackedSince } from '../modules/stock/index.ts'
import type { PlanRow, Share } from '../modules/supply/index.ts'
import {
  changePlanState,
  closeSlip,
  heldUnder,
  lockPlan,
  planById,
  serveBookings,
  shareHarvest,
  slipsOf,
  waitingFor,
} from '../modules/supply/index.ts'
import { PAY_BACK_JOB } from './pay-back-bookings.ts'

/** All of the harvest, shared once and for all; or what is in so far, given in whole orders to those who came first. */
const extents = ['all', 'so_far'] as const
type Extent = (typeof extents)[number]

/** A harvest as it would be shared now. Refuses: supply.harvest.in_parts_by_time. */
async function sharesNow(sql: Sql, plan: PlanRow, extent: Extent, now: Instant) {
  const [availableUnits, waiting] = await Promise.all([
    unitsPackedSince(sql, plan.itemId, civilDate(plan.openedAt), now),
    waitingFor(sql, plan.id),
  ])
  const rule = plan.sharing ?? 'by_order_time'
  if (extent === 'so_far' && rule === 'pro_rata') refuse('supply.harvest.in_parts_by_time')
  const shares = shareHarvest(waiting, availableUnits, rule)
  return { availableUnits, shares: extent === 'all' ? shares : wholeOrders(shares) }
}

/** Those served in full before the first who would not be. */
function wholeOrders(shares: readonly Share[]): Share[] {
  const short = shares.findIndex((share) => share.servedUnits < share.units)
  return short === -1 ? [...shares] : shares.slice(0, short)
}

async function harvestOf(plan: PlanRow | null, organisationId: string): Promise<PlanRow> {
  if (plan?.organisationId !== organisationId) refuse('supply.plan.unknown')
  if (plan.kind !== 'harvest') refuse('supply.plan.wrong_kind')
  if (plan.state !== 'open' && plan.state !== 'closed') refuse('supply.plan.not_open')
  return plan
}

const input = z.object({ organisationId: id, planId: id, extent: z.enum(extents).default('all') })
const planRefusals = [
  'supply.plan.unknown',
  'supply.plan.wrong_kind',
  'supply.plan.not_open',
  'supply.harvest.in_parts_by_time',
]

export const previewShares = query({
  name: 'supply.presale.preview',
  path: '/supply/organisations/{organisationId}/presales/{planId}/shares',
  summary: 'How the harvest on the shelf would be shared over those who wait, as it was announced',
  access: member('seller', 'packer'),
  input,
  output: z.object({
    availableUnits: z.int(),
    wantedUnits: z.int(),
    beingPaid: z.int(),
    shares: z.array(z.object({ orderId: id, code: z.string(), units: z.int(), servedUnits: z.int() })),
  }),
  refusals: planRefusals,
  async run({ sql, now }, { organisationId, planId, extent }) {
    const plan = await harvestOf(await planById(sql, planId), organisationId)
    const { availableUnits, shares } = await sharesNow(sql, plan, extent, now)
    const orders = await ordersById(
      sql,
      shares.map((share) => share.orderId),
    )
    const codes = new Map(orders.map((order) => [order.id, order.code]))
    return {
      availableUnits,
      wantedUnits: plan.promisedUnits,
      beingPaid: (await heldUnder(sql, planId)).length,
      shares: shares.map((share) => ({ ...share, code: codes.get(share.orderId) ?? '' })),
    }
  },
})

/**
 * Gives a harvest to those who wait: each order gets its units from the lots that expire first, in order of time, and is
 * ready to be packed; what it did not get is given back by the job. Under the lock of the plan nobody books, and under those of
 * the orders nobody pays or cancels.
 */
async function giveOut(tx: Tx, plan: PlanRow, asked: { extent: Extent; expectedUnits: number }, now: Instant) {
  await lockOrders(
    tx,
    (await waitingFor(tx, plan.id)).map((one) => one.orderId),
  )
  const { availableUnits, shares } = await sharesNow(tx, plan, asked.extent, now)
  if (availableUnits !== asked.expectedUnits) refuse('supply.harvest.changed', { units: availableUnits })
  const served = shares.filter((share) => share.servedUnits > 0)
  if (asked.extent === 'so_far' && served.length === 0) refuse('supply.harvest.nothing_yet')
  const wanted = served.map(({ orderId, servedUnits: units }) => ({ orderId, itemId: plan.itemId, units }))
  const lots = await sellToOrders(tx, wanted, { packedSince: civilDate(plan.openedAt) }, now)
  if (lots.reduce((sum, one) => sum + one.units, 0) < wanted.reduce((sum, one) => sum + one.units, 0))
    refuse('supply.harvest.changed', { units: availableUnits })
  recordOrderLots(tx, lots)
  await serveBookings(tx, shares)
  const orderIds = served.map((share) => share.orderId)
  const state = stateAfter('harvest_in', 'awaiting_harvest')
  await advanceOrders(tx, orderIds, { state, step: 'harvest_in', dueAt: null, actorKind: 'person', note: '' }, now)
  return { shares, orderIds }
}

export const giveOutHarvest = operation({
  name: 'supply.presale.share',
  method: 'POST',
  path: '/supply/organisations/{organisationId}/presales/{planId}/shares',
  summary: 'Gives the harvest to those who wait, a short one shared as announced; what is not served is paid back',
  access: member('seller'),
  input: input.extend({ expectedUnits: z.coerce.number().int().min(0).max(1_000_000) }),
  output: z.object({ servedOrders: z.int(), servedUnits: z.int(), shortUnits: z.int() }),
  refusals: [
    ...planRefusals,
    'supply.harvest.changed',
    'supply.harvest.still_open',
    'supply.harvest.being_paid',
    'supply.harvest.nothing_yet',
    'supply.slip.open',
    'market.order.step_not_possible',
  ],
  async run({ tx, now }, { organisationId, planId, extent, expectedUnits }) {
    const plan = await harvestOf(await lockPlan(tx, planId), organisationId)
    if (extent === 'all') await checkAllIsSaid(tx, plan, now)
    const { shares, orderIds } = await giveOut(tx, plan, { extent, expectedUnits }, now)
    if (extent === 'all') {
      await changePlanState(tx, planId, 'shared', now)
      await setSupply(tx, plan.listingId, 'stock')
    }
    const sum = (of: (share: Share) => number) => shares.reduce((total, share) => total + of(share), 0)
    const shortUnits = sum((share) => share.units - share.servedUnits)
    if (orderIds.length > 0) tx.effects.publish({ name: 'supply.orders.ready', subject: planId, data: { orderIds } })
    if (shortUnits > 0) tx.effects.request({ name: PAY_BACK_JOB, payload: {} })
    return { servedOrders: orderIds.length, servedUnits: sum((share) => share.servedUnits), shortUnits }
  },
})

/** The last sharing waits for those who are just paying, and for those whose silence would mean their money back. */
async function checkAllIsSaid(tx: Tx, plan: PlanRow, now: Instant): Promise<void> {
  if (plan.state === 'open') refuse('supply.harvest.still_open')
  const beingPaid = await heldUnder(tx, plan.id)
  if (beingPaid.length > 0) refuse('supply.harvest.being_paid', { orders: beingPaid.length })
  const [slip] = await slipsOf(tx, [plan.id], 1)
  if (slip === undefined || slip.closedAt !== null) return
  if (plan.silence === 'refund') refuse('supply.slip.open', { date: civilDate(slip.answerBy) })
  await closeSlip(tx, slip.id, now)
}
