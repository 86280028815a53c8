import { z } from 'zod'
import { anyone } from '../../kernel/access.ts'
import { query } from '../../kernel/operation.ts'
import { id } from '../../kernel/validation.ts'
import { browse, countFacets, mixedShelf, search, sorts } from './browse.sql.ts'
import { categories } from './category.ts'
import { photoView } from './listing.ops.ts'

const PAGE_SIZE = 24

const tile = z.object({
  id,
  organisationId: id,
  itemId: id,
  titleZh: z.string(),
  titleEn: z.string(),
  category: z.string(),
  villageCode: z.string(),
  priceFen: z.int(),
  netGrams: z.int(),
  storage: z.enum(['ambient', 'chilled', 'frozen']),
  seasonMonths: z.int(),
  soldUnits: z.int(),
  photo: photoView.nullable(),
})

export const browseListings = query({
  name: 'market.listing.browse',
  path: '/market/listings',
  summary: 'Open listings by category, place and season, or by a search in Chinese, pinyin, initials or English',
  access: anyone,
  input: z.object({
    q: z.string().max(100).optional(),
    category: z.enum(categories).optional(),
    /** Village (12 digits) or township (9 digits). */
    place: z
      .string()
      .regex(/^\d{9}(\d{3})?$/)
      .optional(),
    month: z.coerce.number().int().min(1).max(12).optional(),
    organisationId: id.optional(),
    sort: z.enum(sorts).default('newest'),
    page: z.coerce.number().int().min(1).max(400).default(1),
  }),
  output: z.object({
    tiles: z.array(tile),
    more: z.boolean(),
    total: z.int(),
    loose: z.boolean(),
    page: z.int(),
    pages: z.int(),
  }),
  async run({ sql }, input) {
    const text = input.q?.trim() ?? ''
    const offset = (input.page - 1) * PAGE_SIZE
    const found =
      text === ''
        ? await browse(sql, input, input.sort, PAGE_SIZE, offset)
        : await search(sql, text, input, PAGE_SIZE, offset)
    return { ...found, page: input.page, pages: Math.ceil(found.total / PAGE_SIZE) }
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
