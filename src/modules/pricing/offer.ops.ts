import { z } from 'zod'
import { anyone, buyer, member, office } from '../../kernel/access.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, fen, id, line, lineZh } from '../../kernel/validation.ts'
import { checkedTiers, nextClaim, runOf } from './offer.ts'
import type { NewOffer, OpenOffer } from './offer.sql.ts'
import {
  allBudgets,
  budgetById,
  changeBudgetRow,
  closeOfferRow,
  couponsOf,
  insertClaim,
  insertOfferRow,
  offerOf,
  runningOffers,
} from './offer.sql.ts'
import { bearerKinds, offerKinds, standing } from './rule.ts'

const someFen = fen.min(1)
export const tier = z.union([
  z.strictObject({ fromFen: fen, offFen: someFen }),
  z.strictObject({ fromFen: fen, percent: z.int().min(1).max(90), mostFen: someFen }),
])

/** What a seller and an office state alike. Days are both included. */
const terms = {
  kind: z.enum(offerKinds),
  titleZh: lineZh(60),
  titleEn: line(80),
  category: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .nullish(),
  tiers: z.array(tier).min(1).max(5),
  startsOn: civilDay,
  endsOn: civilDay,
  /** For coupons: how many there are, and how many one person may have. */
  claimsMost: z.int().min(1).max(1_000_000).nullish(),
  claimsEach: z.int().min(1).max(20).nullish(),
}
type Terms = z.output<z.ZodObject<typeof terms>>
const termRefusals = ['pricing.offer.tiers', 'pricing.offer.number_missing', 'pricing.days_backwards']

function termsOf(input: Terms) {
  const { kind, titleZh, titleEn, category, tiers, startsOn, endsOn, claimsMost, claimsEach } = input
  if (kind === 'coupon' && claimsMost == null) refuse('pricing.offer.number_missing')
  const counted = kind === 'coupon' ? { claimsMost: claimsMost ?? 1, claimsEach: claimsEach ?? 1 } : null
  return {
    kind,
    titleZh,
    titleEn,
    category: category ?? null,
    tiers: checkedTiers(tiers),
    ...runOf(startsOn, endsOn),
    ...(counted ?? { claimsMost: null, claimsEach: null }),
  }
}

export const makeOffer = operation({
  name: 'pricing.offer.make',
  method: 'POST',
  path: '/pricing/organisations/{organisationId}/offers',
  summary: 'Makes a coupon or a full reduction over the goods of the seller, who bears it',
  access: member('seller'),
  input: z.object({ organisationId: id, ...terms }),
  output: z.object({ offerId: id }),
  refusals: termRefusals,
  async run({ tx, now }, { organisationId, ...input }) {
    const offer: NewOffer = {
      ...termsOf(input),
      ...standing.seller[input.kind],
      bearerKind: 'seller',
      bearerId: organisationId,
      sellerId: organisationId,
      budgetId: null,
    }
    return { offerId: await insertOfferRow(tx, offer, now) }
  },
})

export const closeOffer = operation({
  name: 'pricing.offer.close',
  method: 'POST',
  path: '/pricing/organisations/{organisationId}/offers/{offerId}/end',
  summary: 'Stops an offer of the seller; coupons already claimed stay good',
  access: member('seller'),
  input: z.object({ organisationId: id, offerId: id }),
  output: z.object({ offerId: id }),
  refusals: ['pricing.offer.unknown'],
  async run({ tx }, { organisationId, offerId }) {
    if (!(await closeOfferRow(tx, offerId, organisationId))) refuse('pricing.offer.unknown')
    return { offerId }
  },
})

export const makeOfficeOffer = operation({
  name: 'pricing.office.make_offer',
  method: 'POST',
  path: '/pricing/office/offers',
  summary: 'Makes a coupon or a full reduction paid from a budget of the platform or of a brand',
  access: office('service_centre'),
  input: z.object({ budgetId: id, sellerId: id.nullish(), ...terms }),
  output: z.object({ offerId: id }),
  refusals: [...termRefusals, 'pricing.budget.unknown'],
  async run({ tx, now }, { budgetId, sellerId, ...input }) {
    const budget = (await budgetById(tx, budgetId)) ?? refuse('pricing.budget.unknown')
    const bearerKind = budget.organisationId === null ? 'platform' : 'brand'
    const offer: NewOffer = {
      ...termsOf(input),
      ...standing[bearerKind][input.kind],
      bearerKind,
      bearerId: budget.organisationId,
      sellerId: sellerId ?? null,
      budgetId,
    }
    return { offerId: await insertOfferRow(tx, offer, now) }
  },
})

export const closeOfficeOffer = operation({
  name: 'pricing.office.close_offer',
  method: 'POST',
  path: '/pricing/office/offers/{offerId}/end',
  summary: 'Stops an offer of the platform or of a brand; coupons already claimed stay good',
  access: office('service_centre'),
  input: z.object({ offerId: id }),
  output: z.object({ offerId: id }),
  refusals: ['pricing.offer.unknown'],
  async run({ tx }, { offerId }) {
    if (!(await closeOfferRow(tx, offerId, null))) refuse('pricing.offer.unknown')
    return { offerId }
  },
})

export const listBudgets = query({
  name: 'pricing.budget.list',
  path: '/pricing/office/budgets',
  summary: 'Budgets of the platform and of brands: what is promised, spent and left',
  access: office('service_centre'),
  input: z.object({}),
  output: z.object({
    budgets: z.array(
      z.object({
        id,
        organisationId: id.nullable(),
        titleZh: z.string(),
        titleEn: z.string(),
        amountFen: fen,
        heldFen: fen,
        usedFen: fen,
      }),
    ),
  }),
  run: async ({ sql }) => ({ budgets: await allBudgets(sql) }),
})

export const changeBudget = operation({
  name: 'pricing.budget.change',
  method: 'PUT',
  path: '/pricing/office/budgets/{budgetId}/amount',
  summary: 'Raises or lowers a budget, never below what is spent or promised',
  access: office('service_centre'),
  input: z.object({ budgetId: id, amountFen: someFen }),
  output: z.object({ budgetId: id }),
  refusals: ['pricing.budget.unknown', 'pricing.budget.spent'],
  audit: (input) => input,
  async run({ tx }, { budgetId, amountFen }) {
    const budget = (await budgetById(tx, budgetId)) ?? refuse('pricing.budget.unknown')
    if (!(await changeBudgetRow(tx, budgetId, amountFen)))
      refuse('pricing.budget.spent', { yuan: ((budget.heldFen + budget.usedFen) / 100).toFixed(2) })
    return { budgetId }
  },
})

export const claimCoupon = operation({
  name: 'pricing.coupon.claim',
  method: 'POST',
  path: '/pricing/coupons/{offerId}/claims',
  summary: 'Takes a coupon; there are only so many, and only so many for one person',
  access: buyer,
  limitPerMinute: 60,
  input: z.object({ offerId: id }),
  output: z.object({ claimId: id }),
  refusals: ['pricing.offer.unknown', 'pricing.coupon.not_now', 'pricing.coupon.none_left', 'pricing.coupon.enough'],
  async run({ tx, actor, now }, { offerId }) {
    const buyerIds = buyerIdsOf(actor)
    const [own] = buyerIds
    if (own === undefined) refuse('kernel.sign_in_required')
    return { claimId: await claimNext(tx, offerId, own, buyerIds, now) }
  },
})

/** The buyer's next number; once more where the same buyer, pressing twice, had that number a moment before. */
async function claimNext(
  tx: Tx,
  offerId: string,
  own: string,
  buyerIds: readonly string[],
  now: Instant,
): Promise<string> {
  const offer = (await offerOf(tx, offerId, buyerIds)) ?? refuse('pricing.offer.unknown')
  const claimId = await insertClaim(tx, offerId, own, nextClaim(offer, offer.ownClaims, now), now)
  return claimId ?? claimNext(tx, offerId, own, buyerIds, now)
}

/** An offer as buyers see it. */
export const offerView = z.object({
  id,
  kind: z.enum(offerKinds),
  titleZh: z.string(),
  titleEn: z.string(),
  bearerKind: z.enum(bearerKinds),
  sellerId: id.nullable(),
  category: z.string().nullable(),
  tiers: z.array(tier),
  startsAt: z.date(),
  endsAt: z.date(),
})

export const listMyCoupons = query({
  name: 'pricing.coupon.list',
  path: '/pricing/coupons/mine',
  summary: "The asker's coupons, those to use first in front",
  access: buyer,
  input: z.object({}),
  output: z.object({
    coupons: z.array(offerView.extend({ claimId: id, claimState: z.enum(['free', 'held', 'used']) })),
  }),
  run: async ({ sql, actor }) => ({ coupons: await couponsOf(sql, buyerIdsOf(actor)) }),
})

export const listRunningOffers = query({
  name: 'pricing.offer.running',
  path: '/pricing/offers',
  summary:
    'Reductions and coupons that run now, for goods of one seller or of all; how many the asker has and may have',
  access: anyone,
  input: z.object({ sellerId: id.optional() }),
  output: z.object({
    offers: z.array(
      offerView.extend({ ownClaims: z.int(), claimsEach: z.int().nullable(), claimsLeft: z.int().nullable() }),
    ),
  }),
  async run({ sql, actor, now }, { sellerId }) {
    const offers = await runningOffers(sql, sellerId ?? null, buyerIdsOf(actor), now)
    return { offers: offers.map(claimable) }
  },
})

/** A running offer with how many coupons are left of it; null for a reduction. */
export const claimable = ({ claims, claimsMost, ...offer }: OpenOffer) => ({
  ...offer,
  claimsLeft: claimsMost === null ? null : claimsMost - claims,
})
