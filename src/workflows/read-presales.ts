import { z } from 'zod'
import { buyer, member, office } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Sql } from '../kernel/database.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, fen, id } from '../kernel/validation.ts'
import { listingsById, ordersById, swapsOf } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import { unitsPackedSince } from '../modules/stock/index.ts'
import type { PlanRow } from '../modules/supply/index.ts'
import {
  answersOf,
  bookingsOf,
  harvestPlans,
  mayGiveUp,
  planById,
  plansOfOrganisation,
  planView,
  reportsOf,
  shortUnitsOf,
  slipsOf,
  slipView,
} from '../modules/supply/index.ts'
import { stageReportView } from './make-order.ts'

const PLANS_MAX = 100
const SLIPS_MAX = 500

const named = planView.extend({
  titleZh: z.string(),
  titleEn: z.string(),
  netGrams: z.int(),
  /** Of the harvest, what is packed and on the shelf. */
  onShelfUnits: z.int(),
  slips: z.array(slipView),
})

async function withGoods(sql: Sql, plans: readonly PlanRow[], now: Instant) {
  const listings = new Map(
    (
      await listingsById(
        sql,
        plans.map((plan) => plan.listingId),
      )
    ).map((one) => [one.id, one]),
  )
  const slips = await slipsOf(
    sql,
    plans.map((plan) => plan.id),
    SLIPS_MAX,
  )
  const shelves = await Promise.all(plans.map((plan) => onShelfOf(sql, plan, now)))
  return plans.map((plan, at) => {
    const { titleZh = '', titleEn = '', netGrams = 0 } = listings.get(plan.listingId) ?? {}
    const own = slips.filter((slip) => slip.planId === plan.id)
    return { ...plan, titleZh, titleEn, netGrams, onShelfUnits: shelves[at] ?? 0, slips: own }
  })
}

/** Of a harvest still awaited, what is packed. */
async function onShelfOf(sql: Sql, plan: PlanRow, now: Instant): Promise<number> {
  if (plan.kind !== 'harvest' || plan.endedAt !== null) return 0
  return unitsPackedSince(sql, plan.itemId, civilDate(plan.openedAt), now)
}

export const listSellerPlans = query({
  name: 'supply.plan.list',
  path: '/supply/organisations/{organisationId}/plans',
  summary: "A seller's pre-sales or workshop plans, those that stand first: quota, sold, window, slips",
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, kind: z.enum(['harvest', 'making']) }),
  output: z.object({ plans: z.array(named) }),
  async run({ sql, now }, { organisationId, kind }) {
    return { plans: await withGoods(sql, await plansOfOrganisation(sql, organisationId, kind, PLANS_MAX), now) }
  },
})

export const listPresales = query({
  name: 'supply.presale.list',
  path: '/supply/presales',
  summary: 'All pre-sales of the county with their slips and shortages, newest first',
  access: office('service_centre'),
  input: z.object({ before: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  output: z.object({
    presales: z.array(
      named.extend({ sellerZh: z.string(), sellerEn: z.string(), overdue: z.boolean(), shortUnits: z.int() }),
    ),
  }),
  async run({ sql, now }, { before, limit }) {
    const plans = await withGoods(sql, await harvestPlans(sql, before ?? null, limit), now)
    const sellers = await organisationsById(sql, [...new Set(plans.map((plan) => plan.organisationId))])
    const today = civilDate(now)
    const short = await shortUnitsOf(
      sql,
      plans.map((plan) => plan.id),
    )
    return {
      presales: plans.map((plan) => ({
        ...plan,
        shortUnits: short.get(plan.id) ?? 0,
        sellerZh: sellers.get(plan.organisationId)?.nameZh ?? '',
        sellerEn: sellers.get(plan.organisationId)?.nameEn ?? sellers.get(plan.organisationId)?.nameZh ?? '',
        overdue: plan.endedAt === null && plan.windowTo !== null && plan.windowTo < today,
      })),
    }
  },
})

export const followBooking = query({
  name: 'supply.booking.follow',
  path: '/supply/orders/{orderId}',
  summary:
    'What an order of the asker waits for: promised and present dates, rules, slips and answers, stages of the making',
  access: buyer,
  input: z.object({ orderId: id }),
  output: z.object({
    waiting: z
      .object({
        plan: planView,
        state: z.enum(['held', 'promised', 'served', 'released', 'expired']),
        units: z.int(),
        servedUnits: z.int(),
        seenFrom: civilDay,
        seenTo: civilDay,
        dueFrom: civilDay,
        dueTo: civilDay,
        late: z.boolean(),
        mayCancel: z.boolean(),
        /** The slip that waits for an answer until its day. */
        asked: slipView.nullable(),
        answers: z.array(z.object({ slipId: id, answer: z.enum(['accept', 'refund', 'swap']), byTime: z.boolean() })),
        reports: z.array(stageReportView),
      })
      .nullable(),
    swaps: z.array(z.object({ line: z.int(), fromTitleZh: z.string(), fromTitleEn: z.string(), backFen: fen })),
  }),
  refusals: ['market.order.unknown'],
  async run({ sql, actor, now }, { orderId }) {
    const [order] = await ordersById(sql, [orderId])
    if (order === undefined || !buyerIdsOf(actor).includes(order.buyerId)) refuse('market.order.unknown')
    const booking = (await bookingsOf(sql, [orderId])).get(orderId)
    const plan = booking === undefined ? null : await planById(sql, booking.planId)
    if (booking === undefined || plan === null) return { waiting: null, swaps: [] }
    const [answers, reports, [slip], swaps] = await Promise.all([
      answersOf(sql, orderId),
      reportsOf(sql, orderId),
      slipsOf(sql, [plan.id], 1),
      swapsOf(sql, orderId),
    ])
    const { units, servedUnits, seenFrom, seenTo, dueFrom, dueTo, state } = booking
    const late = state === 'promised' && civilDate(now) > dueTo
    const answered = answers.find((one) => one.id === slip?.id)
    const open = slip !== undefined && slip.closedAt === null && slip.answerBy > now && answered?.answer === null
    const waits = state === 'promised'
    return {
      waiting: {
        plan,
        state,
        units,
        servedUnits,
        seenFrom,
        seenTo,
        dueFrom,
        dueTo,
        late,
        mayCancel:
          waits && (plan.kind === 'harvest' || mayGiveUp(reports.at(-1)?.stage ?? null, dueTo, civilDate(now))),
        asked: open && waits ? slip : null,
        answers: answers.flatMap(({ id: slipId, answer, byTime }) =>
          answer === null ? [] : [{ slipId, answer, byTime: byTime ?? false }],
        ),
        reports,
      },
      swaps: swaps.map(({ line, fromTitleZh, fromTitleEn, backFen }) => ({ line, fromTitleZh, fromTitleEn, backFen })),
    }
  },
})
