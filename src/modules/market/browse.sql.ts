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
}

export const sorts = ['newest', 'price_up', 'price_down', 'sold'] as const
export type Sort = (typeof sorts)[number]

const columns = `
  l.id, l.organisation_id AS "organisationId", l.item_id AS "itemId", l.title_zh AS "titleZh", l.title_en AS "titleEn", l.category,
  l.village_code AS "villageCode", l.price_fen AS "priceFen", l.net_grams AS "netGrams", l.storage, l.season_months AS "seasonMonths", l.sold_units AS "soldUnits",
  (SELECT jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) FROM market.photo p WHERE p.listing_id = l.id AND p.position = 0) AS photo`

const filtered = `
  l.state = 'open' AND ($1::text IS NULL OR l.category = $1) AND ($2::text IS NULL OR l.village_code LIKE $2 || '%')
  AND ($3::int IS NULL OR l.season_months & (1 << ($3 - 1)) <> 0)`

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
      `SELECT ${columns} FROM market.listing l WHERE ${filtered} ORDER BY ${orderBy[sort]} LIMIT $4 OFFSET $5`,
    ),
  ]),
) as Record<Sort, ReturnType<typeof statement<Tile>>>

export type Page = { tiles: Tile[]; more: boolean }

/** One page of open listings. One more than asked is read to know whether another page follows. */
export async function browse(sql: Sql, filter: Filter, sort: Sort, limit: number, offset: number): Promise<Page> {
  const rows = await sql.run(browseBy[sort], [
    filter.category ?? null,
    filter.place ?? null,
    filter.month ?? null,
    limit + 1,
    offset,
  ])
  return { tiles: rows.slice(0, limit), more: rows.length > limit }
}

const byText = statement<Tile>(
  'market.search.text',
  `
  SELECT ${columns} FROM market.listing l WHERE ${filtered} AND l.search @@ $6::tsquery
  ORDER BY ts_rank(l.search, $7::tsquery) + ts_rank_cd(l.search, $6::tsquery) DESC, l.id DESC LIMIT $4 OFFSET $5`,
)

const bySimilarity = statement<Tile>(
  'market.search.similarity',
  `
  SELECT ${columns} FROM market.listing l WHERE ${filtered} AND $6 <% l.similarity
  ORDER BY word_similarity($6, l.similarity) DESC, l.id DESC LIMIT $4 OFFSET $5`,
)

/**
 * Listings for a typed query, by the widest need that finds any: what was typed, then near readings of it, then typos
 * (trigram word similarity), then any part of it.
 */
export async function search(sql: Sql, text: string, filter: Filter, limit: number, offset: number): Promise<Page> {
  const values = [filter.category ?? null, filter.place ?? null, filter.month ?? null, limit + 1, offset]
  const terms = queryTerms(text)
  const similar = similarityText(text)
  const anyPart = toTsquery(terms, 'any')
  const attempts = searchModes.map((mode) => ({ by: byText, sought: [toTsquery(terms, mode), anyPart] }))
  attempts.splice(2, 0, { by: bySimilarity, sought: [similar] })
  for (const { by, sought } of attempts) {
    if (sought[0] === '') continue
    // Each width is tried only when the narrower one found nothing.
    const rows = await sql.run(by, [...values, ...sought])
    if (rows.length > 0) return { tiles: rows.slice(0, limit), more: rows.length > limit }
  }
  return { tiles: [], more: false }
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
