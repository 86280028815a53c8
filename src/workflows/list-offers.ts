import { z } from 'zod'
import { member, office } from '../kernel/access.ts'
import type { Sql } from '../kernel/database.ts'
import { operation, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id, line } from '../kernel/validation.ts'
import { discountCosts } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import { insertBudgetRow, offersOf, offerView } from '../modules/pricing/index.ts'

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

export const makeBudget = operation({
  name: 'pricing.budget.make',
  method: 'POST',
  path: '/pricing/office/budgets',
  summary: "Sets money aside for offers: the platform's own, or that of a brand's organisation",
  access: office('service_centre'),
  input: z.object({ payerId: id.nullish(), titleZh: line(60), titleEn: line(80), amountFen: fen.min(1) }),
  output: z.object({ budgetId: id }),
  refusals: ['pricing.budget.unknown_organisation'],
  audit: ({ payerId, amountFen }, { budgetId }) => ({ budgetId, payerId: payerId ?? null, amountFen }),
  async run({ tx, now }, { payerId = null, ...input }) {
    if (payerId !== null && !(await organisationsById(tx, [payerId])).has(payerId))
      refuse('pricing.budget.unknown_organisation')
    return { budgetId: await insertBudgetRow(tx, { ...input, organisationId: payerId }, now) }
  },
})
