import { queryTerms, searchModes, similarityText, toTsquery } from '../../engines/searchtext/index.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

/** A listing as a tile shows it. */
export type Tile = {
  id: string
  organisationId: string
  itemId: string
  titleZh: string
  titleEn: string
  category: string
  villageCode: string
  priceFen: number
  netGrams: number
  storage: 'ambient' | 'chilled' | 'frozen'
  seasonMonths: number
  soldUnits: number
  photo: { id: string; width: number; height: number } | null
}

export type Filter = {
  category?: string | undefined
  /** A village's 12-digit code or a township's 9-digit code. */
  place?: string | undefined
  month?: number | undefined
  /** A seller. */
  organisationId?: string | undefined
}

export const sorts = ['newest', 'price_up', 'price_down', 'sold'] as const
export type Sort = (typeof sorts)[number]

const columns = `
  l.id, l.organisation_id AS "organisationId", l.item_id AS "itemId", l.title_zh AS "titleZh", l.title_en AS "titleEn", l.category,
  l.village_code AS "villageCode", l.price_fen AS "priceFen", l.net_grams AS "netGrams", l.storage, l.season_months AS "seasonMonths", l.sold_units AS "soldUnits",
  (SELECT jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) FROM market.photo p WHERE p.listing_id = l.id AND p.position = 0) AS photo`

const filtered = `
  l.state = 'open' AND ($1::text IS NULL OR l.category = $1) AND ($2::text IS NULL OR l.village_code LIKE $2 || '%')
  AND ($3::int IS NULL OR l.season_months & (1 << ($3 - 1)) <> 0) AND ($4::uuid IS NULL OR l.organisation_id = $4)`

const orderBy: Record<Sort, string> = {
  newest: 'l.id DESC',
  price_up: 'l.price_fen * 1000 / l.net_grams, l.id DESC',
  price_down: 'l.price_fen * 1000 / l.net_grams DESC, l.id DESC',
  sold: 'l.sold_units DESC, l.id DESC',
}

const browseBy = Object.fromEntries(
  sorts.map((sort) => [
    sort,
    statement<Tile>(
      `market.browse.${sort}`,
      `SELECT ${columns} FROM market.listing l WHERE ${filtered} ORDER BY ${orderBy[sort]} LIMIT $5 OFFSET $6`,
    ),
  ]),
) as Record<Sort, ReturnType<typeof statement<Tile>>>

const countAll = statement<{ total: number }>(
  'market.browse.count',
  `SELECT count(*)::int AS total FROM market.listing l WHERE ${filtered}`,
)

/** `total` counts all pages; `loose` tells that nothing fitted and what is like it was taken. */
export type Page = { tiles: Tile[]; more: boolean; total: number; loose: boolean }

const filterValues = (filter: Filter) => [
  filter.category ?? null,
  filter.place ?? null,
  filter.month ?? null,
  filter.organisationId ?? null,
]

/** One page of open listings. */
export async function browse(sql: Sql, filter: Filter, sort: Sort, limit: number, offset: number): Promise<Page> {
  const values = filterValues(filter)
  const tiles = await sql.run(browseBy[sort], [...values, limit, offset])
  const [count] = await sql.run(countAll, values)
  return pageOf(tiles, count?.total ?? 0, offset, false)
}

const pageOf = (tiles: Tile[], total: number, offset: number, loose: boolean): Page => ({
  tiles,
  more: offset + tiles.length < total,
  total,
  loose,
})

const shelfBy = Object.fromEntries(
  (['newest', 'sold'] as const).map((sort) => [
    sort,
    statement<Tile>(
      `market.browse.shelf.${sort}`,
      `
  SELECT ${columns} FROM market.listing l
  JOIN (
    SELECT id, row_number() OVER (PARTITION BY category ORDER BY ${orderBy[sort].replaceAll('l.', '')}) AS place
    FROM market.listing
    WHERE state = 'open' AND ($1::int IS NULL OR (season_months <> 4095 AND season_months & (1 << ($1 - 1)) <> 0))
  ) s ON s.id = l.id AND s.place <= 2
  ORDER BY s.place, ${orderBy[sort]} LIMIT $2`,
    ),
  ]),
) as Record<'newest' | 'sold', ReturnType<typeof statement<Tile>>>

/** A mixed shelf: of every kind the best two at most, each kind's first before any second. With a month, only what that month brings. */
export async function mixedShelf(
  sql: Sql,
  sort: 'newest' | 'sold',
  month: number | null,
  limit: number,
): Promise<Tile[]> {
  return sql.run(shelfBy[sort], [month, limit])
}

const textMatch = `${filtered} AND l.search @@ $5::tsquery`
const similarMatch = `${filtered} AND $5 <% l.similarity`

const byText = {
  page: statement<Tile>(
    'market.search.text',
    `
  SELECT ${columns} FROM market.listing l WHERE ${textMatch}
  ORDER BY ts_rank(l.search, $6::tsquery) + ts_rank_cd(l.search, $5::tsquery) DESC, l.id DESC LIMIT $7 OFFSET $8`,
  ),
  count: statement<{ total: number }>(
    'market.search.text_count',
    `SELECT count(*)::int AS total FROM market.listing l WHERE ${textMatch}`,
  ),
}

const bySimilarity = {
  page: statement<Tile>(
    'market.search.similarity',
    `
  SELECT ${columns} FROM market.listing l WHERE ${similarMatch}
  ORDER BY word_similarity($6, l.similarity) DESC, l.id DESC LIMIT $7 OFFSET $8`,
  ),
  count: statement<{ total: number }>(
    'market.search.similarity_count',
    `SELECT count(*)::int AS total FROM market.listing l WHERE ${similarMatch}`,
  ),
}

/** Typos come after what was typed and near readings of it. */
const LOOSE_FROM = 2

/**
 * Listings for a typed query, by the widest need that finds any: what was typed, then near readings of it, then typos
 * (trigram word similarity), then any part of it.
 */
export async function search(sql: Sql, text: string, filter: Filter, limit: number, offset: number): Promise<Page> {
  const values = filterValues(filter)
  const terms = queryTerms(text)
  const similar = similarityText(text)
  const anyPart = toTsquery(terms, 'any')
  const attempts = searchModes.map((mode) => ({ by: byText, sought: toTsquery(terms, mode), ranked: anyPart }))
  attempts.splice(LOOSE_FROM, 0, { by: bySimilarity, sought: similar, ranked: similar })
  for (const [width, { by, sought, ranked }] of attempts.entries()) {
    if (sought === '') continue
    // Each width is tried only when the narrower one found nothing; a later page stays within the width of the first.
    const [count] = await sql.run(by.count, [...values, sought])
    const total = count?.total ?? 0
    if (total > 0) {
      const tiles = await sql.run(by.page, [...values, sought, ranked, limit, offset])
      return pageOf(tiles, total, offset, width >= LOOSE_FROM)
    }
  }
  return { tiles: [], more: false, total: 0, loose: false }
}

const facets = statement<{ kind: 'category' | 'village'; code: string; count: number }>(
  'market.browse.facets',
  `
  SELECT 'category' AS kind, category AS code, count(*)::int AS count FROM market.listing WHERE state = 'open' GROUP BY category
  UNION ALL
  SELECT 'village', village_code, count(*)::int FROM market.listing WHERE state = 'open' GROUP BY village_code`,
)

/** How many open listings each category and village has. */
export async function countFacets(sql: Sql): Promise<{ kind: 'category' | 'village'; code: string; count: number }[]> {
  return sql.run(facets)
}
