import { z } from 'zod'
import { anyone } from '../../kernel/access.ts'
import type { Sql } from '../../kernel/database.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { findGoods } from './browse.sql.ts'
import { categories } from './category.ts'
import { certificateBit, certificates } from './certificate.ts'
import { countFacets } from './facet.sql.ts'
import { photoView, weighTermsView } from './listing.ops.ts'
import { supplies } from './order.ts'
import { sorts } from './search.sql.ts'
import { storeSlug } from './store.ts'
import { storeBySlug } from './store.sql.ts'
import { termsBegun } from './term.sql.ts'
import { keyOf } from './terms.ts'
import { mixedShelf } from './tile.sql.ts'

const PAGE_SIZE = 24

/** A listing as a tile shows it. */
export const tile = z.object({
  id,
  organisationId: id,
  itemId: id,
  titleZh: z.string(),
  titleEn: z.string(),
  category: z.string(),
  villageCode: z.string(),
  priceFen: z.int(),
  netGrams: z.int(),
  weigh: weighTermsView.nullable(),
  storage: z.enum(['ambient', 'chilled', 'frozen']),
  seasonMonths: z.int(),
  soldUnits: z.int(),
  /** Open listings that share the goods' page, and the least any of them costs; null where it stands alone. */
  choices: z.object({ count: z.int(), fromFen: z.int() }).nullable(),
  supply: z.enum(supplies),
  oneOfAKind: z.boolean(),
  photo: photoView.nullable(),
})

/** What narrows goods; all of it together. Prices are fen for 500 g. */
export const goodsFilter = z.object({
  category: z.enum(categories).optional(),
  /** Village (12 digits) or township (9 digits). */
  place: z
    .string()
    .regex(/^\d{9}(\d{3})?$/)
    .optional(),
  month: z.coerce.number().int().min(1).max(12).optional(),
  organisationId: id.optional(),
  /** A store by the name in its address; its seller's others are left out. */
  store: storeSlug.optional(),
  storage: z.enum(['ambient', 'chilled', 'frozen']).optional(),
  jinFrom: z.coerce.number().int().min(0).max(10_000_000_00).optional(),
  jinTo: z.coerce.number().int().min(0).max(10_000_000_00).optional(),
  certificate: z.enum(certificates).optional(),
  inStock: z.stringbool().or(z.boolean()).optional(),
})

export const goodsQuery = goodsFilter.extend({
  q: z.string().max(100).optional(),
  sort: z.enum(sorts).default('recommended'),
  page: z.coerce.number().int().min(1).max(400).default(1),
})

export const goodsPage = z.object({
  tiles: z.array(tile),
  /** For each tile: it is what was typed, its name or place says it, or its description does. */
  steps: z.array(z.enum(['named', 'said', 'described'])),
  more: z.boolean(),
  total: z.int(),
  /** True where there are more than `total`. */
  capped: z.boolean(),
  loose: z.boolean(),
  meant: z.string().nullable(),
  /** How many of these are of each category. */
  facets: z.array(z.object({ code: z.string(), count: z.int() })),
  /** The store that was asked for. */
  store: z.object({ slug: z.string(), nameZh: z.string(), nameEn: z.string() }).nullable(),
  page: z.int(),
  pages: z.int(),
})

/** One page of goods; `notTemplates` are freight templates that do not deliver where the buyer lives. Refuses: market.store.unknown. */
export async function goodsPageOf(
  sql: Sql,
  { q, sort, page, certificate, store: slug, ...filter }: z.output<typeof goodsQuery>,
  notTemplates?: readonly string[],
): Promise<z.input<typeof goodsPage>> {
  const offset = (page - 1) * PAGE_SIZE
  const held = certificate && certificateBit(certificate)
  const store = slug === undefined ? null : await openStoreBySlug(sql, slug)
  const within = store && { organisationId: filter.organisationId ?? store.organisationId, storeId: store.id }
  const wanted = { ...filter, ...within, certificates: held, notTemplates }
  const { reachable, ...found } = await findGoods(sql, q?.trim() ?? '', wanted, { sort, offset, limit: PAGE_SIZE })
  return {
    ...found,
    store: store && { slug: store.slug, nameZh: store.content.nameZh, nameEn: store.content.nameEn },
    more: offset + PAGE_SIZE < reachable,
    page,
    pages: Math.ceil(reachable / PAGE_SIZE),
  }
}

async function openStoreBySlug(sql: Sql, slug: string) {
  const store = await storeBySlug(sql, slug)
  if (store?.state !== 'open' || store.content === null) return refuse('market.store.unknown')
  return { ...store, content: store.content }
}

export const browseListings = query({
  name: 'market.listing.browse',
  path: '/market/listings',
  summary:
    'Open listings by category, place, season, storage and price, or by a search in Chinese, pinyin, initials or English',
  access: anyone,
  input: goodsQuery,
  output: goodsPage,
  refusals: ['market.store.unknown'],
  run: ({ sql }, input) => goodsPageOf(sql, input),
})

export const suggestTerms = query({
  name: 'market.search.suggest',
  path: '/market/suggestions',
  summary: 'Names of goods that begin with what was typed, in Chinese, pinyin, initials or English',
  access: anyone,
  input: z.object({ q: z.string().max(40), limit: z.coerce.number().int().min(1).max(10).default(8) }),
  output: z.object({ terms: z.array(z.object({ term: z.string(), listings: z.int() })) }),
  async run({ sql, lang }, { q, limit }) {
    const key = keyOf(q)
    return { terms: key === '' ? [] : await termsBegun(sql, key, lang, limit) }
  },
})

export const readShelf = query({
  name: 'market.listing.shelf',
  path: '/market/shelf',
  summary: 'A few open listings of every kind: the newest or the most sold, or only what a month brings',
  access: anyone,
  input: z.object({
    sort: z.enum(['newest', 'sold']).default('newest'),
    month: z.coerce.number().int().min(1).max(12).optional(),
    limit: z.coerce.number().int().min(1).max(24).default(8),
  }),
  output: z.object({ tiles: z.array(tile) }),
  run: async ({ sql }, { sort, month, limit }) => ({ tiles: await mixedShelf(sql, sort, month ?? null, limit) }),
})

export const readFacets = query({
  name: 'market.listing.facets',
  path: '/market/facets',
  summary: 'How many open listings each category and village has',
  access: anyone,
  input: z.object({}),
  output: z.object({
    facets: z.array(z.object({ kind: z.enum(['category', 'village']), code: z.string(), count: z.int() })),
  }),
  run: async ({ sql }) => ({ facets: await countFacets(sql) }),
})
