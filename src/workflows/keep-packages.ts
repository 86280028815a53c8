import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Sql } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { operation, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id, line, lineZh, prose } from '../kernel/validation.ts'
import type { ListingRow } from '../modules/market/index.ts'
import { goodsPageOf, goodsQuery, listingsById } from '../modules/market/index.ts'
import type { Goods } from '../modules/tourism/index.ts'
import {
  checkPart,
  insertPackage,
  openIfAgreed,
  ownersOfParts,
  packagePart,
  partsOnOffer,
} from '../modules/tourism/index.ts'

/** Goods that can be handed over at a stay: on sale, on the shelf, sold by the unit. */
const canGoAlong = (listing: ListingRow) =>
  listing.state === 'open' && listing.supply === 'stock' && listing.weigh === null

/** Listings as a package takes them; those that cannot be handed over are missing. */
export async function goodsOf(sql: Sql, listingIds: readonly string[]): Promise<Map<string, Omit<Goods, 'units'>>> {
  const rows = listingIds.length === 0 ? [] : await listingsById(sql, listingIds)
  return new Map(
    rows
      .filter(canGoAlong)
      .map(({ id: listingId, itemId, organisationId, titleZh, titleEn, priceFen }) => [
        listingId,
        { listingId, itemId, organisationId, titleZh, titleEn, priceFen },
      ]),
  )
}

export const proposePackage = operation({
  name: 'tourism.package.propose',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/packages',
  summary:
    'Puts nights, visits and goods of one or several suppliers together at so many percent off; on sale once every supplier has agreed',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    nameZh: lineZh(60),
    nameEn: line(120),
    aboutZh: prose(2000).default(''),
    aboutEn: prose(4000).default(''),
    offPercent: z.int().min(1).max(90),
    parts: z.array(z.object(packagePart)).min(2).max(10),
  }),
  output: z.object({ packageId: id, state: z.enum(['proposed', 'open', 'closed']) }),
  refusals: [
    'tourism.package.part_mismatch',
    'tourism.package.none_of_yours',
    'tourism.room_type.unknown',
    'tourism.option.unknown',
    'market.listing.unknown',
  ],
  async run({ tx, now }, { organisationId, parts, ...words }) {
    for (const part of parts) checkPart(part)
    const goods = await goodsOf(
      tx,
      parts.flatMap((part) => part.listingId ?? []),
    )
    const owners = await ownersOfParts(tx, parts)
    const owned = parts.map((part, position) => {
      const listing =
        part.listingId === null ? undefined : (goods.get(part.listingId) ?? refuse('market.listing.unknown'))
      return { ...part, position, organisationId: listing?.organisationId ?? owners[position] ?? '' }
    })
    if (!owned.some((part) => part.organisationId === organisationId)) refuse('tourism.package.none_of_yours')
    const packageId = uuidv7(now)
    await insertPackage(tx, { id: packageId, organisationId, ...words, parts: owned }, now)
    const state = await openIfAgreed(tx, packageId)
    const data = { packageId, by: organisationId }
    if (state === 'proposed') tx.effects.publish({ name: 'tourism.package.proposed', subject: packageId, data })
    return { packageId, state }
  },
})

const FOUND_MAX = 30
const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/

export const findPackageParts = query({
  name: 'tourism.package.find_parts',
  path: '/tourism/organisations/{organisationId}/package-parts',
  summary: "What a package can take as a part, by name or by the address of its page, the asker's own first",
  access: member('seller'),
  input: z.object({
    organisationId: id,
    kind: z.enum(['stay', 'visit', 'goods']),
    search: z.string().trim().max(300).default(''),
  }),
  output: z.object({
    parts: z.array(
      z.object({
        id,
        organisationId: id,
        titleZh: z.string(),
        titleEn: z.string(),
        /** Of a room and night, of one adult, or of one piece, before days change it. */
        fromFen: fen,
        /** Begins at a time of the day. */
        isTimed: z.boolean(),
      }),
    ),
  }),
  async run({ sql }, { organisationId, kind, search }) {
    // The address of a page holds its id, and is nobody's name.
    const pageId = search.match(UUID)?.[0] ?? null
    if (kind !== 'goods') return { parts: await partsOnOffer(sql, kind, { organisationId, search, pageId }, FOUND_MAX) }
    const asked = goodsQuery.parse({ q: search.slice(0, 100) || undefined })
    const ids = pageId === null ? (await goodsPageOf(sql, asked)).tiles.map((one) => one.id) : [pageId]
    const found = [...(await goodsOf(sql, ids)).values()]
    return {
      parts: found
        .toSorted((a, b) => Number(b.organisationId === organisationId) - Number(a.organisationId === organisationId))
        .map(({ listingId, priceFen, organisationId: owner, titleZh, titleEn }) => {
          return { id: listingId, organisationId: owner, titleZh, titleEn, fromFen: priceFen, isTimed: false }
        }),
    }
  },
})
