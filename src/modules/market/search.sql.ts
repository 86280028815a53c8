import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { SearchSteps } from './search.ts'
import { standsIn } from './store.sql.ts'

export type Filter = {
  category?: string | undefined
  /** A village's 12-digit code or a township's 9-digit code. */
  place?: string | undefined
  month?: number | undefined
  /** A seller. */
  organisationId?: string | undefined
  /** One of a seller's stores. */
  storeId?: string | undefined
  storage?: 'ambient' | 'chilled' | 'frozen' | undefined
  /** Fen for 500 g, both ends included. */
  jinFrom?: number | undefined
  jinTo?: number | undefined
  /** Bits of certificates that must all be there. */
  certificates?: number | undefined
  /** Freight templates that do not deliver where the buyer lives. */
  notTemplates?: readonly string[] | undefined
  inStock?: boolean | undefined
}

export const sorts = ['recommended', 'newest', 'price_up', 'price_down', 'sold'] as const
export type Sort = (typeof sorts)[number]

/** Which step of the search found it: `named` is the thing itself. */
export type Step = 'named' | 'said' | 'described'
/** How many of the hits are of a category. */
export type Facet = { code: string; count: number }
/**
 * The best HITS_MAX listings at most, `seen` of them; variants of one goods stand for one hit, their first, so that `total` may be
 * less. `ids` is one page of the hits.
 */
export type Hits = { total: number; seen: number; ids: string[]; steps: Step[]; facets: Facet[] }

/** A search takes the best twenty pages: nobody pages further, and what a page costs stays bounded. */
export const HITS_MAX = 480

const filtered = `
  e.open AND ($1::text IS NULL OR e.category = $1) AND ($2::text IS NULL OR e.village_code LIKE $2 || '%')
  AND ($3::int IS NULL OR e.season_months & (1 << ($3 - 1)) <> 0) AND ($4::uuid IS NULL OR e.organisation_id = $4)
  AND ($5::text IS NULL OR e.storage = $5) AND ($6::bigint IS NULL OR e.jin_fen >= $6) AND ($7::bigint IS NULL OR e.jin_fen <= $7)
  AND ($8::int IS NULL OR e.certificates & $8 = $8) AND ($9::uuid[] IS NULL OR e.freight_template_id <> ALL ($9)) AND ($10::boolean IS NULL OR NOT e.sold_out)
  AND ($11::uuid IS NULL OR EXISTS (SELECT FROM market.store s LEFT JOIN market.store_listing sl ON sl.listing_id = e.listing_id
    WHERE s.id = $11 AND s.organisation_id = e.organisation_id AND ${standsIn}))`

const orderBy: Record<Sort, string> = {
  recommended: 'rank DESC, listing_id DESC',
  newest: 'listing_id DESC',
  price_up: 'jin_fen, listing_id DESC',
  price_down: 'jin_fen DESC, listing_id DESC',
  sold: 'sold_units DESC, listing_id DESC',
}

const looked = 'e.listing_id, e.category, e.jin_fen, e.sold_units, e.rank'

/** One page of the hits with counts over all of them, as one row; $12 is where the page begins, $13 its size. */
const pageOf = (hits: string, order: string) => `
  WITH found AS MATERIALIZED (
    SELECT h.*, coalesce(v.group_id, h.listing_id) AS family FROM (${hits}) h LEFT JOIN market.variant v ON v.listing_id = h.listing_id
  ), hit AS MATERIALIZED (
    SELECT f.*, row_number() OVER (ORDER BY ${order}) AS place FROM (SELECT DISTINCT ON (family) * FROM found ORDER BY family, ${order}) f
  )
  SELECT (SELECT count(*)::int FROM hit) AS total, (SELECT count(*)::int FROM found) AS seen,
    ARRAY(SELECT listing_id FROM hit WHERE place > $12::int AND place <= $12::int + $13::int ORDER BY place) AS ids,
    ARRAY(SELECT step FROM hit WHERE place > $12::int AND place <= $12::int + $13::int ORDER BY place) AS steps,
    coalesce((SELECT jsonb_agg(f) FROM (SELECT category AS code, count(*)::int AS count FROM hit GROUP BY category ORDER BY 2 DESC, 1) f), '[]') AS facets`

const step = (name: Step, place: number, parameter: string) => `
  (SELECT ${looked}, ${place} AS tier, '${name}' AS step FROM market.search_entry e WHERE ${filtered} AND e.search @@ ${parameter}::tsquery
   ORDER BY e.rank DESC, e.listing_id DESC LIMIT ${HITS_MAX})`

// The later steps run only where the earlier ones leave room.
const matched = `SELECT * FROM (
  ${step('named', 0, '$14')} UNION ALL ${step('named', 1, '$15')} UNION ALL ${step('said', 2, '$16')} UNION ALL
  ${step('described', 3, '$17')}) s LIMIT ${HITS_MAX}`

const bySort = <Row>(make: (sort: Sort) => ReturnType<typeof statement<Row>>) =>
  Object.fromEntries(sorts.map((sort) => [sort, make(sort)])) as Record<Sort, ReturnType<typeof statement<Row>>>

const matchBy = bySort<Hits>((sort) =>
  statement(
    `market.search.${sort}`,
    pageOf(matched, sort === 'recommended' ? `tier, ${orderBy[sort]}` : orderBy[sort]),
  ),
)

const browseBy = bySort<Hits>((sort) =>
  statement(
    `market.browse.${sort}`,
    pageOf(
      `SELECT ${looked}, 'named' AS step FROM market.search_entry e WHERE ${filtered} ORDER BY ${orderBy[sort]} LIMIT ${HITS_MAX}`,
      orderBy[sort],
    ),
  ),
)

/** Where many listings are open, an unfiltered page is taken from the front rows. */
const browseFront = statement<Hits>(
  'market.browse.front',
  pageOf(
    `SELECT ${looked.replace('e.rank', 'f.rank')}, 'named' AS step FROM market.front f JOIN market.search_entry e ON e.listing_id = f.listing_id
     WHERE ${filtered} ORDER BY f.rank DESC, f.listing_id DESC LIMIT ${HITS_MAX}`,
    orderBy.recommended,
  ),
)

const filterValues = (filter: Filter) => [
  filter.category ?? null,
  filter.place ?? null,
  filter.month ?? null,
  filter.organisationId ?? null,
  filter.storage ?? null,
  filter.jinFrom ?? null,
  filter.jinTo ?? null,
  filter.certificates ?? null,
  filter.notTemplates === undefined || filter.notTemplates.length === 0 ? null : filter.notTemplates,
  filter.inStock === true ? true : null,
  filter.storeId ?? null,
]

const NONE: Hits = { total: 0, seen: 0, ids: [], steps: [], facets: [] }

/** Open listings that match one width of a search. */
export async function matches(
  sql: Sql,
  steps: SearchSteps,
  filter: Filter,
  sort: Sort,
  offset: number,
  limit: number,
): Promise<Hits> {
  const values = [...filterValues(filter), offset, limit, steps.whole, steps.named, steps.said, steps.described]
  const [hits] = await sql.run(matchBy[sort], values)
  return hits ?? NONE
}

/** Open listings under a filter; `front` takes the best from the front rows alone. */
export async function browse(
  sql: Sql,
  filter: Filter,
  sort: Sort,
  offset: number,
  limit: number,
  front: boolean,
): Promise<Hits> {
  const [hits] = await sql.run(front ? browseFront : browseBy[sort], [...filterValues(filter), offset, limit])
  return hits ?? NONE
}
