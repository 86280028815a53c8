import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Sql } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, fen, id } from '../kernel/validation.ts'
import type { ListingRow } from '../modules/market/index.ts'
import { packedSize, savePackedSizeRow } from '../modules/delivery/index.ts'
import { listingsById } from '../modules/market/index.ts'
import { isGroupOf, listingRuleOf, saveListingRuleRow, saveUnitPriceRow } from '../modules/pricing/index.ts'

const yuan = (amountFen: number) => (amountFen / 100).toFixed(2)

async function ownListing(sql: Sql, organisationId: string, listingId: string): Promise<ListingRow> {
  const [listing] = await listingsById(sql, [listingId])
  return listing?.organisationId === organisationId ? listing : refuse('market.listing.unknown')
}

export const setPrice = operation({
  name: 'pricing.unit_price.set',
  method: 'PUT',
  path: '/pricing/organisations/{organisationId}/unit-prices',
  summary:
    'Sets a unit price below the listed one: for a group, from a number of units on, between two days, or all of these',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    listingId: id,
    groupId: id.nullish(),
    unitsFrom: z.int().min(1).max(999).default(1),
    startsOn: civilDay.nullish(),
    endsOn: civilDay.nullish(),
    priceFen: fen.min(1),
  }),
  output: z.object({ priceId: id }),
  refusals: [
    'market.listing.unknown',
    'pricing.group.unknown',
    'pricing.days_backwards',
    'pricing.unit_price.nothing_said',
    'pricing.unit_price.not_lower',
    'pricing.unit_price.below_floor',
  ],
  async run({ tx }, { groupId = null, startsOn = null, endsOn = null, ...input }) {
    const { organisationId, listingId, unitsFrom, priceFen } = input
    const listing = await ownListing(tx, organisationId, listingId)
    if (groupId !== null && !(await isGroupOf(tx, organisationId, groupId))) refuse('pricing.group.unknown')
    if (groupId === null && unitsFrom === 1 && startsOn === null && endsOn === null)
      refuse('pricing.unit_price.nothing_said')
    if (startsOn !== null && endsOn !== null && endsOn < startsOn) refuse('pricing.days_backwards')
    if (priceFen >= listing.priceFen) refuse('pricing.unit_price.not_lower', { yuan: yuan(listing.priceFen) })
    const floorFen = (await listingRuleOf(tx, listingId))?.floorFen ?? 1
    if (priceFen < floorFen) refuse('pricing.unit_price.below_floor', { yuan: yuan(floorFen) })
    return { priceId: await saveUnitPriceRow(tx, { ...input, groupId, startsOn, endsOn }) }
  },
})

export const setListingRule = operation({
  name: 'pricing.listing_rule.set',
  method: 'PUT',
  path: '/pricing/organisations/{organisationId}/listings/{listingId}/limits',
  summary: 'Sets the floor price of a listing and what its units cost less near their expiry',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    listingId: id,
    floorFen: fen.min(1).nullish(),
    nearExpiry: z.object({ days: z.int().min(1).max(365), percent: z.int().min(1).max(90) }).nullish(),
  }),
  output: z.object({ listingId: id }),
  refusals: ['market.listing.unknown', 'pricing.listing_rule.floor_too_high'],
  async run({ tx }, { organisationId, listingId, floorFen = null, nearExpiry = null }) {
    const listing = await ownListing(tx, organisationId, listingId)
    if ((floorFen ?? 0) > listing.priceFen)
      refuse('pricing.listing_rule.floor_too_high', { yuan: yuan(listing.priceFen) })
    const { days: nearExpiryDays = null, percent: nearExpiryPercent = null } = nearExpiry ?? {}
    await saveListingRuleRow(tx, organisationId, { listingId, floorFen, nearExpiryDays, nearExpiryPercent })
    return { listingId }
  },
})

export const setPackedSize = operation({
  name: 'delivery.packed_size.set',
  method: 'PUT',
  path: '/delivery/organisations/{organisationId}/packed-sizes/{listingId}',
  summary: 'Says how much room one unit of a listing takes when packed, for freight by volume',
  access: member('seller'),
  input: packedSize.extend({ organisationId: id }),
  output: z.object({ listingId: id }),
  refusals: ['market.listing.unknown'],
  async run({ tx }, { organisationId, ...size }) {
    await ownListing(tx, organisationId, size.listingId)
    await savePackedSizeRow(tx, organisationId, size)
    return { listingId: size.listingId }
  },
})
