import { z } from 'zod'
import { anyone } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import { civilDate } from '../kernel/clock.ts'
import type { CivilDate } from '../kernel/clock.ts'
import type { Sql } from '../kernel/database.ts'
import { query } from '../kernel/operation.ts'
import { isRefusal, refuse } from '../kernel/refusal.ts'
import { civilDay, id } from '../kernel/validation.ts'
import { freightFacts, freightPart, quoteFreight } from '../modules/delivery/index.ts'
import { harvestsById } from '../modules/farm/index.ts'
import type { ListingRow } from '../modules/market/index.ts'
import {
  bundlesOfListing,
  bundleView,
  listingsById,
  listingsOfItems,
  listingView,
  variantsOf,
  variantView,
} from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import { claimable, offerView, openUnitPrices, runningOffers, unitPriceView } from '../modules/pricing/index.ts'
import { availability, lotsOfGtin } from '../modules/stock/index.ts'
import { currentPlans, openPlanView } from '../modules/supply/index.ts'
import { pricedLineView, priceGoods } from './price-goods.ts'

const LOTS_MAX = 60
const GROWERS_MAX = 3

const openLot = z.object({ code: z.string(), packedOn: civilDay, expiresOn: civilDay, availableUnits: z.int() })
const seller = z.object({
  id,
  kind: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  villageCode: z.string(),
})

export const readOffer = query({
  name: 'market.offer.read',
  path: '/market/listings/{listingId}/offer',
  summary:
    'A listing as a buyer weighs it: seller, stock, lots on the shelf and, for a province, the freight of one unit',
  access: anyone,
  input: z.object({
    listingId: id,
    provinceCode: z
      .string()
      .regex(/^\d{2}$/)
      .optional(),
  }),
  output: z.object({
    listing: listingView,
    seller,
    availableUnits: z.int(),
    lots: z.array(openLot),
    /** One unit as the asker would pay it, before offers over the basket. */
    priced: z.object({ priceFen: z.int(), ...pricedLineView }),
    /** Units that go first and cost less because they expire soon. */
    nearExpiry: z.object({ onShelfUnits: z.int(), percent: z.int() }).nullable(),
    /** Prices for everyone that run or are to come. */
    unitPrices: z.array(unitPriceView),
    offers: z.array(
      offerView.extend({ ownClaims: z.int(), claimsEach: z.int().nullable(), claimsLeft: z.int().nullable() }),
    ),
    /** Who grew what is on the shelf, and where. */
    growers: z.array(z.object({ name: z.string(), villageCode: z.string(), plot: z.string() })),
    /** How it is supplied, when not off the shelf. */
    ahead: openPlanView.nullable(),
    /** Open bundles that hold it. */
    bundles: z.array(bundleView),
    /** The variants of the page in their order; none for a listing that stands alone. */
    variants: z.array(variantView.extend({ availableUnits: z.int() })),
    /** Null without a province; `freightFen` null where the seller does not deliver. */
    freight: z
      .object({
        provinceCode: z.string(),
        freightFen: z.int().nullable(),
        /** Goods that must stay cold, and no cold route to the province. */
        coldMissing: z.boolean(),
        parts: z.array(freightPart),
      })
      .nullable(),
  }),
  refusals: ['market.listing.unknown'],
  async run({ sql, actor, now }, input) {
    const [listing] = await listingsById(sql, [input.listingId])
    if (listing === undefined) refuse('market.listing.unknown')
    const today = civilDate(now)
    const asked = { ...listing, listingId: listing.id, units: 1 }
    const [goods, unitPrices, offers] = await Promise.all([
      priceGoods(sql, [asked], actor, now),
      openUnitPrices(sql, listing.id, today),
      runningOffers(sql, listing.organisationId, buyerIdsOf(actor), now),
    ])
    const [priced] = goods.lines
    if (priced === undefined) refuse('market.listing.unknown')
    const variants = await variantsOf(sql, listing.id)
    const shelf = await availability(sql, [listing.itemId, ...variants.map((one) => one.itemId)], today)
    const ahead =
      (await currentPlans(sql, listing.supply === 'stock' ? [] : [listing.id], today)).get(listing.id) ?? null
    const onShelfUnits = listing.supply === 'stock' ? (shelf.get(listing.itemId)?.units ?? 0) : (ahead?.freeUnits ?? 0)
    const lots = (await lotsOfGtin(sql, listing.gtin, LOTS_MAX)).filter((lot) => onShelf(lot, today))
    return {
      priced,
      nearExpiry: priced.nearExpiry,
      unitPrices,
      offers: offers.filter(({ category }) => category === null || category === listing.category).map(claimable),
      listing,
      seller: await sellerOf(sql, listing.organisationId),
      availableUnits: listing.state === 'open' ? onShelfUnits : 0,
      ahead,
      lots: lots.map(summaryOf),
      growers: await growersOf(sql, listing.organisationId, lots),
      bundles: await bundlesOfListing(sql, listing.id),
      variants: variants.map((one) => ({ ...one, availableUnits: shelf.get(one.itemId)?.units ?? 0 })),
      freight:
        input.provinceCode === undefined ? null : await freightOfOne(sql, listing, priced.paidFen, input.provinceCode),
    }
  },
})

const onShelf = (lot: { availableUnits: number; expiresOn: CivilDate }, today: CivilDate) =>
  lot.availableUnits > 0 && lot.expiresOn > today

async function growersOf(sql: Sql, organisationId: string, lots: readonly { harvestId: string }[]) {
  const ids = [...new Set(lots.map((lot) => lot.harvestId))]
  const harvests = ids.length === 0 ? [] : await harvestsById(sql, organisationId, ids)
  const growers = harvests.map(({ grower, villageCode, plot }) => ({ name: grower, villageCode, plot }))
  return [...new Map(growers.map((one) => [JSON.stringify(one), one])).values()].slice(0, GROWERS_MAX)
}

const summaryOf = ({ code, packedOn, expiresOn, availableUnits }: z.input<typeof openLot>) => ({
  code,
  packedOn,
  expiresOn,
  availableUnits,
})

async function sellerOf(sql: Sql, organisationId: string) {
  const found = (await organisationsById(sql, [organisationId])).get(organisationId)
  if (found === undefined) refuse('market.listing.unknown')
  const { sellerAccount: _, ...open } = found
  return open
}

async function freightOfOne(sql: Sql, listing: ListingRow, priceFen: number, provinceCode: string) {
  const { templates, volumes } = await freightFacts(sql, [listing.freightTemplateId], [listing.id])
  try {
    const { freightTemplateId: templateId, netGrams: grams, storage } = listing
    const load = { templateId, grams, storage, volumeCm3: volumes.get(listing.id) ?? 0, goodsFen: priceFen }
    const { freightFen, parts } = quoteFreight(templates, [load], provinceCode)
    return { provinceCode, freightFen, coldMissing: false, parts }
  } catch (error) {
    const nowhere = { provinceCode, freightFen: null, parts: [] }
    if (isRefusal(error) && error.code === 'delivery.freight.not_delivered') return { ...nowhere, coldMissing: false }
    if (isRefusal(error) && error.code === 'delivery.freight.no_cold_route') return { ...nowhere, coldMissing: true }
    throw error
  }
}

export const readTradeItem = query({
  name: 'trace.item.read',
  path: '/trace/01/{gtin}',
  summary: 'The goods behind a trade item number: seller, listing and the lots packed, freshest first',
  access: anyone,
  input: z.object({ gtin: z.string().regex(/^\d{8,14}$/) }),
  output: z.object({
    gtin: z.string(),
    name: z.string(),
    netGrams: z.int(),
    seller,
    listing: listingView.nullable(),
    lots: z.array(openLot),
  }),
  refusals: ['trace.unknown_lot'],
  async run({ sql }, input) {
    const gtin = input.gtin.length === 14 ? input.gtin.replace(/^0/, '') : input.gtin
    const lots = await lotsOfGtin(sql, gtin, LOTS_MAX)
    const [first] = lots
    if (first === undefined) refuse('trace.unknown_lot')
    const [listed] = await listingsOfItems(sql, [first.itemId])
    const [listing] = listed === undefined ? [] : await listingsById(sql, [listed.id])
    return {
      gtin,
      name: first.name,
      netGrams: first.netGrams,
      seller: await sellerOf(sql, first.organisationId),
      listing: listing ?? null,
      lots: lots.map(summaryOf),
    }
  },
})
