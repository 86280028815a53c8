import { z } from 'zod'
import { anyone, member } from '../../kernel/access.ts'
import type { Actor } from '../../kernel/actor.ts'
import { keptStore } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line, lineZh, prose } from '../../kernel/validation.ts'
import { categories } from './category.ts'
import type { Category } from './category.ts'
import type { Label } from './label.ts'
import { productClasses } from './label.ts'
import type { ListedItem, ListingDraft, SearchText } from './listing.ts'
import { searchText } from './listing.ts'
import { supplies } from './order.ts'
import {
  changePriceRow,
  changeStateRow,
  insertListingRows,
  listingRows,
  organisationListingRows,
} from './listing.sql.ts'
import { reviewModeOf } from './review.sql.ts'
import { standsInStore } from './store.sql.ts'
import { basesGrams, checkEvenPrice } from './weighing.ts'
import { words as en } from './words.en.ts'
import { words as zh } from './words.zh.ts'

export const priceFen = z.int().min(1).max(10_000_000_00)

const labelLine = (lengthMax: number) => line(lengthMax).nullable().default(null)

/** Input of what a listing's class must show. */
export const labelInput = {
  productClass: z.enum(productClasses).nullable().default(null),
  producer: labelLine(80),
  licenceNumber: z
    .string()
    .max(40)
    .transform((text) => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase())
    .pipe(z.string().regex(/^SC\d{14}$/))
    .nullable()
    .default(null),
  certificate: labelLine(60),
}

/** Input of a listing, for the operation and the workbook that open one. */
export const listingDraft = z.object({
  titleZh: lineZh(80),
  titleEn: line(160),
  descriptionZh: prose(2000),
  descriptionEn: prose(4000),
  category: z.enum(categories),
  priceFen,
  seasonMonths: z.int().min(1).max(4095),
  freightTemplateId: id,
})

/** A category's names, under which search finds its goods. */
export const categoryNames = (category: Category): string[] => [zh.categories[category], en.categories[category]]

/** `searched` is `searchText` of the listing where that was made beforehand, for many at once. */
export type NewListing = ListingDraft &
  Partial<Label> & { item: ListedItem; placeNames: readonly string[]; searched?: SearchText }

/**
 * Puts items on sale, or before the service centre where it reviews the seller's goods first. `placeNames` are found by
 * search along with the listing's own words; `draft` keeps them for the seller alone.
 */
export async function openListings(
  tx: Tx,
  organisationId: string,
  listings: readonly NewListing[],
  now: Instant,
  draft = false,
): Promise<string[]> {
  const course = (await reviewModeOf(tx, organisationId)) === 'trusted' ? 'approved' : 'submitted'
  const rows = listings.map(({ placeNames, searched, ...listing }) => ({
    ...listing,
    ...(searched ?? searchText(listing, categoryNames(listing.category), placeNames)),
  }))
  return insertListingRows(tx, organisationId, rows, draft ? 'draft' : course, now)
}

/** Sold by weight: the price is for `basisGrams`; how far a unit may be lighter than its net weight without a reason. */
export const weighTermsView = z.object({ basisGrams: z.literal(basesGrams), tolerancePercent: z.int().min(1).max(30) })

const storage = z.enum(['ambient', 'chilled', 'frozen'])
export const offSeason = z.enum(['sold', 'announced', 'closed'])
export const photoView = z.object({ id, width: z.int(), height: z.int() })

export const listingView = z.object({
  id,
  organisationId: id,
  itemId: id,
  gtin: z.string(),
  state: z.enum(['open', 'closed']),
  supply: z.enum(supplies),
  oneOfAKind: z.boolean(),
  titleZh: z.string(),
  titleEn: z.string(),
  descriptionZh: z.string(),
  descriptionEn: z.string(),
  category: z.string(),
  villageCode: z.string(),
  priceFen: z.int(),
  netGrams: z.int(),
  weigh: weighTermsView.nullable(),
  storage,
  shelfLifeDays: z.int(),
  freightTemplateId: id,
  seasonMonths: z.int(),
  offSeason,
  rests: z.boolean(),
  approved: z.boolean(),
  productClass: z.enum(productClasses).nullable(),
  producer: z.string().nullable(),
  licenceNumber: z.string().nullable(),
  certificate: z.string().nullable(),
  version: z.int(),
  versionId: id,
  openedAt: z.date(),
  soldUnits: z.int(),
  photos: z.array(photoView),
})

export const readListing = query({
  name: 'market.listing.read',
  path: '/market/listings/{listingId}',
  summary: 'One listing with all its words and photos',
  access: anyone,
  input: z.object({ listingId: id }),
  output: listingView,
  refusals: ['market.listing.unknown'],
  async run({ sql }, input) {
    const [listing] = await listingRows(sql, [input.listingId])
    return listing ?? refuse('market.listing.unknown')
  },
})

export const listListings = query({
  name: 'market.listing.list',
  path: '/market/organisations/{organisationId}/listings',
  summary: 'Listings of a seller, newest first, closed ones included',
  access: member('seller', 'packer', 'keeper'),
  input: z.object({
    organisationId: id,
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({ listings: z.array(listingView) }),
  run: async ({ sql, actor }, { organisationId, before, limit }) => ({
    listings: await organisationListingRows(
      sql,
      organisationId,
      before ?? null,
      limit,
      keptStore(actor, organisationId),
    ),
  }),
})

/** A keeper reaches what stands in their store and nothing else. Refuses: market.listing.unknown. */
async function checkKept(tx: Tx, actor: Actor, of: { organisationId: string; listingId: string }): Promise<void> {
  const mine = keptStore(actor, of.organisationId)
  if (mine !== null && !(await standsInStore(tx, mine, of.listingId))) refuse('market.listing.unknown')
}

export const changePrice = operation({
  name: 'market.listing.change_price',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/listings/{listingId}/price',
  summary: 'Changes the price of a listing; orders already placed keep theirs',
  access: member('seller', 'keeper'),
  input: z.object({ organisationId: id, listingId: id, priceFen }),
  output: z.object({ listingId: id, priceFen }),
  refusals: ['market.listing.unknown', 'market.listing.price_uneven'],
  audit: (input) => ({ listingId: input.listingId, priceFen: input.priceFen }),
  async run({ tx, actor, now }, input) {
    await checkKept(tx, actor, input)
    const [listing] = await listingRows(tx, [input.listingId])
    if (listing?.organisationId === input.organisationId && listing.weigh !== null)
      checkEvenPrice(input.priceFen, listing.netGrams, listing.weigh.basisGrams)
    if (!(await changePriceRow(tx, input.organisationId, input.listingId, input.priceFen, now)))
      refuse('market.listing.unknown')
    return { listingId: input.listingId, priceFen: input.priceFen }
  },
})

export const changeListingState = operation({
  name: 'market.listing.change_state',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/listings/{listingId}/state',
  summary: 'Takes a listing off sale or puts it back',
  access: member('seller', 'keeper'),
  input: z.object({ organisationId: id, listingId: id, state: z.enum(['open', 'closed']) }),
  output: z.object({ listingId: id, state: z.enum(['open', 'closed']) }),
  refusals: ['market.listing.unknown', 'market.listing.not_approved'],
  async run({ tx, actor }, input) {
    await checkKept(tx, actor, input)
    const found = await changeStateRow(tx, input.organisationId, input.listingId, input.state)
    if (found === 'unknown') refuse('market.listing.unknown')
    if (found === 'not_approved') refuse('market.listing.not_approved')
    return { listingId: input.listingId, state: input.state }
  },
})
