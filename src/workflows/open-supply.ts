import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import type { Supply } from '../modules/market/index.ts'
import { lockForSupply, setSupply } from '../modules/market/index.ts'
import { availability } from '../modules/stock/index.ts'
import {
  changePlanState,
  checkWindow,
  harvestTerms,
  insertPlan,
  lockPlan,
  makingTerms,
} from '../modules/supply/index.ts'

type Terms = Parameters<typeof insertPlan>[2]
type Asked = { organisationId: string; listingId: string }

/** From now on the listing is sold ahead. What still stands on its shelf would be sold in the harvest's place, so there may be none. */
async function openPlan(tx: Tx, asked: Asked, terms: Terms, now: Instant): Promise<string> {
  const today = civilDate(now)
  const listing = await lockForSupply(tx, asked.organisationId, asked.listingId)
  if (listing === undefined) refuse('market.listing.unknown')
  if (listing.oneOfAKind) refuse('supply.plan.one_piece')
  if (listing.byWeight) refuse('supply.plan.by_weight')
  const onShelf = (await availability(tx, [listing.itemId], today)).get(listing.itemId)?.units ?? 0
  if (onShelf > 0) refuse('supply.plan.on_shelf', { units: onShelf })
  const planId = await insertPlan(tx, { ...asked, itemId: listing.itemId }, terms, today, now)
  if (planId === null) refuse('supply.plan.stands')
  await setSupply(tx, listing.id, terms.kind)
  return planId
}

const refusals = [
  'market.listing.unknown',
  'supply.plan.one_piece',
  'supply.plan.by_weight',
  'supply.plan.on_shelf',
  'supply.plan.stands',
]

export const openPresale = operation({
  name: 'supply.presale.open',
  method: 'POST',
  path: '/supply/organisations/{organisationId}/presales',
  summary:
    'Sells a listing ahead of its harvest: a quota, the days it should be ripe, and the rules for a late and a short one',
  access: member('seller'),
  input: harvestTerms.extend({ organisationId: id, listingId: id }),
  output: z.object({ planId: id }),
  refusals: [...refusals, 'supply.window.not_in_order', 'supply.window.past', 'supply.window.too_far'],
  async run({ tx, now }, { organisationId, listingId, ...terms }) {
    checkWindow(terms.window, civilDate(now))
    return { planId: await openPlan(tx, { organisationId, listingId }, { kind: 'harvest', ...terms }, now) }
  },
})

export const openWorkshop = operation({
  name: 'supply.workshop.open',
  method: 'POST',
  path: '/supply/organisations/{organisationId}/workshops',
  summary: 'Sells a listing made to order: how long it takes, how many are begun in a week, and the stages of the work',
  access: member('seller'),
  input: makingTerms.extend({ organisationId: id, listingId: id }),
  output: z.object({ planId: id }),
  refusals,
  async run({ tx, now }, { organisationId, listingId, ...terms }) {
    return { planId: await openPlan(tx, { organisationId, listingId }, { kind: 'making', ...terms }, now) }
  },
})

export const closePlan = operation({
  name: 'supply.plan.close',
  method: 'POST',
  path: '/supply/organisations/{organisationId}/plans/{planId}/closing',
  summary: 'Takes no more orders ahead; those who wait keep their promise',
  access: member('seller'),
  input: z.object({ organisationId: id, planId: id }),
  output: z.object({ planId: id, state: z.literal('closed') }),
  refusals: ['supply.plan.unknown', 'supply.plan.not_open'],
  async run({ tx, now }, { organisationId, planId }) {
    const plan = await lockPlan(tx, planId)
    if (plan?.organisationId !== organisationId) refuse('supply.plan.unknown')
    if (plan.state !== 'open') refuse('supply.plan.not_open')
    await changePlanState(tx, planId, 'closed', now)
    // A harvest is awaited until it is shared; a workshop's listing has only its shelf left.
    const supply: Supply = plan.kind === 'harvest' ? 'harvest' : 'stock'
    await setSupply(tx, plan.listingId, supply)
    return { planId, state: 'closed' as const }
  },
})
