import { z } from 'zod'
import { anyone } from '../kernel/access.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Sql } from '../kernel/database.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import { countOpenListings, listingsById, openListingIds, photoBytes, weighTermsView } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import { availability } from '../modules/stock/index.ts'

const FIRST_ID = '00000000-0000-0000-0000-000000000000'
/** A sitemap holds 50,000 addresses at most (sitemaps.org protocol 0.9). */
export const SITEMAP_PART = 50_000

const feedRow = z.object({
  id,
  gtin: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  descriptionZh: z.string(),
  descriptionEn: z.string(),
  category: z.string(),
  villageCode: z.string(),
  priceFen: z.int(),
  netGrams: z.int(),
  weigh: weighTermsView.nullable(),
  photoId: id.nullable(),
  inStock: z.boolean(),
  sellerZh: z.string(),
  sellerEn: z.string(),
})
export type FeedRow = z.output<typeof feedRow>

export const feedGoods = query({
  name: 'market.goods.feed',
  path: '/market/feed',
  summary: 'Open listings of the county or of one seller, a part at a time, as product feeds carry them',
  access: anyone,
  input: z.object({
    organisationId: id.optional(),
    after: id.default(FIRST_ID),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  output: z.object({ rows: z.array(feedRow) }),
  async run({ sql, now }, { organisationId, after, limit }) {
    const ids = await openListingIds(sql, organisationId ?? null, after, limit)
    return { rows: await feedRows(sql, ids, civilDate(now)) }
  },
})

async function feedRows(sql: Sql, ids: readonly string[], today: string): Promise<FeedRow[]> {
  const listings = new Map((await listingsById(sql, ids)).map((one) => [one.id, one]))
  const shelf = await availability(
    sql,
    [...listings.values()].map((one) => one.itemId),
    today,
  )
  const sellers = await organisationsById(sql, [...new Set([...listings.values()].map((one) => one.organisationId))])
  return ids.flatMap((one) => {
    const listing = listings.get(one)
    if (listing === undefined) return []
    const { gtin, titleZh, titleEn, descriptionZh, descriptionEn, category, villageCode, priceFen, netGrams, weigh } =
      listing
    const seller = sellers.get(listing.organisationId)
    return {
      id: one,
      gtin,
      titleZh,
      titleEn,
      descriptionZh,
      descriptionEn,
      category,
      villageCode,
      priceFen,
      netGrams,
      weigh,
      photoId: listing.photos[0]?.id ?? null,
      inStock: listing.supply === 'stock' && (shelf.get(listing.itemId)?.units ?? 0) > 0,
      sellerZh: seller?.nameZh ?? '',
      sellerEn: seller?.nameEn ?? '',
    }
  })
}

export const listAddresses = query({
  name: 'market.goods.addresses',
  path: '/market/addresses',
  summary: 'Ids of open listings for one part of the sitemap, a thousand at a time, and how many parts there are',
  access: anyone,
  input: z.object({
    part: z.coerce.number().int().min(1).max(100).default(1),
    /** The last id of the piece before; none for a part's first piece. */
    after: id.optional(),
  }),
  output: z.object({ ids: z.array(id), parts: z.int() }),
  async run({ sql }, { part, after }) {
    const skip = after === undefined ? (part - 1) * SITEMAP_PART : 0
    const ids = await openListingIds(sql, null, after ?? FIRST_ID, 1000, skip)
    return { ids, parts: Math.max(1, Math.ceil((await countOpenListings(sql)) / SITEMAP_PART)) }
  },
})

/** What stands on a share picture. Drawing costs, so one asker may have thirty a minute. */
export const shareGoods = query({
  name: 'market.goods.share',
  path: '/market/listings/{listingId}/share',
  summary: 'What a picture for sharing shows of a listing, its photo as WebP in base 64',
  access: anyone,
  input: z.object({ listingId: id }),
  output: z.object({ row: feedRow, photo: z.base64().nullable() }),
  refusals: ['market.listing.unknown'],
  limitPerMinute: 30,
  async run({ sql, now }, { listingId }) {
    const [row] = await feedRows(sql, [listingId], civilDate(now))
    if (row === undefined) refuse('market.listing.unknown')
    const bytes = row.photoId === null ? null : await photoBytes(sql, row.photoId, 1280, 'webp')
    return { row, photo: bytes === null ? null : bytes.toString('base64') }
  },
})
