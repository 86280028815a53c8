import { z } from 'zod'
import { anyone, buyer, member, office } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Sql } from '../kernel/database.ts'
import { operation, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id, line, lineZh } from '../kernel/validation.ts'
import { discountCosts } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import {
  claimable,
  couponsOf,
  groupByCode,
  insertBudgetRow,
  offersOf,
  offerView,
  runningOffers,
} from '../modules/pricing/index.ts'

const offers = z.array(
  offerView.extend({
    state: z.enum(['open', 'closed']),
    budgetId: id.nullable(),
    claims: z.int(),
    claimsMost: z.int().nullable(),
    claimsEach: z.int().nullable(),
    /** Paid orders that used it, what it took off them, and what was paid for the goods it touched. */
    orders: z.int(),
    discountFen: fen,
    paidFen: fen,
  }),
)

async function withCosts(sql: Sql, sellerId: string | null) {
  const rows = await offersOf(sql, sellerId)
  const costs = await discountCosts(
    sql,
    rows.map((row) => row.id),
  )
  const none = { orders: 0, discountFen: 0, paidFen: 0 }
  return rows.map((row) => ({ ...row, ...(costs.get(row.id) ?? none) }))
}

export const listSellerOffers = query({
  name: 'pricing.offer.list',
  path: '/pricing/organisations/{organisationId}/offers',
  summary: "A seller's coupons and full reductions, newest first, with what each has cost and sold",
  access: member('seller', 'bookkeeper'),
  input: z.object({ organisationId: id }),
  output: z.object({ offers }),
  run: async ({ sql }, { organisationId }) => ({ offers: await withCosts(sql, organisationId) }),
})

export const listOfficeOffers = query({
  name: 'pricing.office.list_offers',
  path: '/pricing/office/offers',
  summary: 'Coupons and full reductions of the platform and of brands, newest first, with what each has cost and sold',
  access: office('service_centre'),
  input: z.object({}),
  output: z.object({ offers }),
  run: async ({ sql }) => ({ offers: await withCosts(sql, null) }),
})

const named = z.object({ sellerZh: z.string().nullable(), sellerEn: z.string().nullable() }).shape

export const readCouponBoard = query({
  name: 'pricing.coupon.board',
  path: '/pricing/coupons',
  summary: "The asker's coupons, and all that runs now, with the sellers named",
  access: buyer,
  input: z.object({}),
  output: z.object({
    running: z.array(
      offerView.extend({
        ...named,
        ownClaims: z.int(),
        claimsEach: z.int().nullable(),
        claimsLeft: z.int().nullable(),
      }),
    ),
    mine: z.array(offerView.extend({ ...named, claimId: id, claimState: z.enum(['free', 'held', 'used']) })),
  }),
  async run({ sql, actor, now }) {
    const buyerIds = buyerIdsOf(actor)
    const [running, mine] = await Promise.all([runningOffers(sql, null, buyerIds, now), couponsOf(sql, buyerIds)])
    const sellers = await organisationsById(sql, [
      ...new Set([...running, ...mine].flatMap(({ sellerId }) => sellerId ?? [])),
    ])
    const withSeller = <T extends { sellerId: string | null }>(offer: T) => {
      const seller = sellers.get(offer.sellerId ?? '')
      return { ...offer, sellerZh: seller?.nameZh ?? null, sellerEn: seller?.nameEn ?? null }
    }
    return { running: running.map(claimable).map(withSeller), mine: mine.map(withSeller) }
  },
})

export const readGroupDoor = query({
  name: 'pricing.group.door',
  path: '/pricing/invitations/{code}/door',
  summary: 'Which group of customers an invitation opens, and whose',
  access: anyone,
  limitPerMinute: 30,
  input: z.object({ code: z.string().regex(/^[0-9A-Z]{12}$/) }),
  output: z.object({ nameZh: z.string(), nameEn: z.string(), sellerZh: z.string(), sellerEn: z.string() }),
  refusals: ['pricing.group.unknown'],
  async run({ sql }, { code }) {
    const group = (await groupByCode(sql, code)) ?? refuse('pricing.group.unknown')
    const seller = (await organisationsById(sql, [group.organisationId])).get(group.organisationId)
    const { nameZh, nameEn } = group
    return { nameZh, nameEn, sellerZh: seller?.nameZh ?? '', sellerEn: seller?.nameEn ?? '' }
  },
})

export const makeBudget = operation({
  name: 'pricing.budget.make',
  method: 'POST',
  path: '/pricing/office/budgets',
  summary: "Sets money aside for offers: the platform's own, or that of a brand's organisation",
  access: office('service_centre'),
  input: z.object({ payerId: id.nullish(), titleZh: lineZh(60), titleEn: line(80), amountFen: fen.min(1) }),
  output: z.object({ budgetId: id }),
  refusals: ['pricing.budget.unknown_organisation'],
  audit: ({ payerId, amountFen }, { budgetId }) => ({ budgetId, payerId: payerId ?? null, amountFen }),
  async run({ tx, now }, { payerId = null, ...input }) {
    if (payerId !== null && !(await organisationsById(tx, [payerId])).has(payerId))
      refuse('pricing.budget.unknown_organisation')
    return { budgetId: await insertBudgetRow(tx, { ...input, organisationId: payerId }, now) }
  },
})
