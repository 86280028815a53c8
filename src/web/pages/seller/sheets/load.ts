import type { RouterContextProvider } from 'react-router'
import { civilDate } from '../../../../kernel/clock.ts'
import type { OutputOf } from '../../../../kernel/operation.ts'
import { listFreightTemplates, parcelsOf } from '../../../../modules/delivery/index.ts'
import { listHarvests } from '../../../../modules/farm/index.ts'
import { listPrices } from '../../../../modules/pricing/index.ts'
import { regionPath } from '../../../../modules/people/index.ts'
import { listPlaces, readShelves } from '../../../../modules/stock/index.ts'
import { illustrationHref, subjectOf } from '../../../../modules/market/web/depiction.ts'
import { call } from '../../../call.ts'
import { allListings, allLots, appOf, langOf, paged, readThrough } from '../read.ts'
import type { Listing, Order } from '../read.ts'
import { villageName } from '../townships.ts'

type Context = Readonly<RouterContextProvider>

/** The rows of the desk's tables, for the page and for its export alike. */

type Own = Omit<Listing, 'descriptionZh' | 'descriptionEn'>
export type ListingOnDesk = Own & {
  /** Units on sale of lots that are not over. */
  units: number
  minimumUnits: number
  floorFen: number | null
  freightName: string
  village: string
  thumb: string
}

export async function listingsOnDesk(context: Context, organisationId: string): Promise<ListingOnDesk[]> {
  const [listings, lots, { rules }, { minimums }, { templates }] = await Promise.all([
    allListings(context, organisationId),
    allLots(context, organisationId),
    call(context, listPrices, { organisationId }),
    call(context, readShelves, { organisationId }),
    call(context, listFreightTemplates, { organisationId }),
  ])
  const today = civilDate(appOf(context).clock.now())
  const lang = langOf(context)
  const units = new Map<string, number>()
  for (const lot of lots)
    if (lot.expiresOn > today) units.set(lot.itemId, (units.get(lot.itemId) ?? 0) + lot.availableUnits)
  const floors = new Map(rules.map((rule) => [rule.listingId, rule.floorFen]))
  const least = new Map(minimums.map((one) => [one.itemId, one.minimumUnits]))
  const freight = new Map(templates.map((one) => [one.id, one.name]))
  return listings.map(({ descriptionZh: _zh, descriptionEn: _en, ...one }) => ({
    ...one,
    units: units.get(one.itemId) ?? 0,
    minimumUnits: least.get(one.itemId) ?? 0,
    floorFen: floors.get(one.id) ?? null,
    freightName: freight.get(one.freightTemplateId) ?? '',
    village: villageName(one.villageCode, lang),
    thumb: thumbOf(one),
  }))
}

function thumbOf({ id, titleZh, category, photos }: Own): string {
  const [cover] = photos
  return cover ? `/photos/${cover.id}/320.webp` : illustrationHref(subjectOf(category, titleZh), id)
}

export type HarvestOnDesk = OutputOf<typeof listHarvests>['harvests'][number] & { village: string }

export async function harvestsOnDesk(context: Context, organisationId: string): Promise<HarvestOnDesk[]> {
  const lang = langOf(context)
  const harvests = await paged(async (before, limit) => {
    const input = { organisationId, limit, ...(before !== undefined && { before }) }
    return (await call(context, listHarvests, input)).harvests
  })
  return harvests.map((one) => ({ ...one, village: villageName(one.villageCode, lang) }))
}

export type LotOnShelf = OutputOf<typeof readShelves>['lots'][number] & {
  where: string
  standing: { name: string; units: number }[]
}
type Place = OutputOf<typeof listPlaces>['places'][number]

/** Lots with where they stand in words. */
export function placed(lots: OutputOf<typeof readShelves>['lots'], places: readonly Place[]): LotOnShelf[] {
  const names = new Map(places.map((place) => [place.id, place.name]))
  return lots.map((lot) => {
    const standing = lot.places.map(({ placeId, units }) => ({ name: names.get(placeId) ?? '', units }))
    return { ...lot, standing, where: standing.map(({ name, units }) => `${name} ${units}`).join(' · ') }
  })
}

export async function shelfOnDesk(context: Context, organisationId: string): Promise<LotOnShelf[]> {
  const [{ lots }, { places }] = await Promise.all([
    call(context, readShelves, { organisationId }),
    call(context, listPlaces, { organisationId }),
  ])
  return placed(lots, places)
}

type Priced = Pick<Listing, 'id' | 'titleZh' | 'titleEn' | 'priceFen'>
export type PriceOnDesk = OutputOf<typeof listPrices>['prices'][number] & { listing: Priced }

/** Prices beside the listed ones, each with its listing. */
export function withListings(
  prices: OutputOf<typeof listPrices>['prices'],
  listings: readonly Priced[],
): PriceOnDesk[] {
  const byId = new Map(listings.map((one) => [one.id, one]))
  return prices.flatMap((price) => {
    const listing = byId.get(price.listingId)
    return listing === undefined ? [] : [{ ...price, listing }]
  })
}

export async function pricesOnDesk(context: Context, organisationId: string): Promise<PriceOnDesk[]> {
  const [{ prices }, listings] = await Promise.all([
    call(context, listPrices, { organisationId }),
    allListings(context, organisationId),
  ])
  return withListings(prices, listings)
}

export type OrderOnDesk = Order & { region: string; carrier: string; trackingNumber: string }

/** Orders with where their parcels are. */
export async function ordersOnDesk(context: Context, orders: readonly Order[]): Promise<OrderOnDesk[]> {
  const lang = langOf(context)
  const ids = orders.map(({ id }) => id)
  const parcels = await readThrough(context, (sql) => parcelsOf(sql, ids))
  return orders.map((order) => ({
    ...order,
    region: regionPath(order.recipient.countyCode, lang).join(' '),
    carrier: parcels.get(order.id)?.carrier ?? '',
    trackingNumber: parcels.get(order.id)?.trackingNumber ?? '',
  }))
}
