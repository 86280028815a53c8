import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Supply } from './order.ts'
import { weighTerms } from './weighing.sql.ts'
import type { WeighTerms } from './weighing.ts'

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
  weigh: WeighTerms | null
  storage: 'ambient' | 'chilled' | 'frozen'
  seasonMonths: number
  soldUnits: number
  /** Open listings that share the goods' page, and the least any of them costs; null where it stands alone. */
  choices: { count: number; fromFen: number } | null
  supply: Supply
  oneOfAKind: boolean
  photo: { id: string; width: number; height: number } | null
}

const columns = `
  l.id, l.organisation_id AS "organisationId", l.item_id AS "itemId", l.title_zh AS "titleZh", l.title_en AS "titleEn", l.category,
  l.village_code AS "villageCode", l.price_fen AS "priceFen", l.net_grams AS "netGrams", ${weighTerms} AS weigh, l.storage, l.season_months AS "seasonMonths", l.sold_units AS "soldUnits",
  l.supply, l.one_of_a_kind AS "oneOfAKind",
  (SELECT jsonb_build_object('count', count(*), 'fromFen', min(o.price_fen)) FROM market.variant v JOIN market.variant w ON w.group_id = v.group_id
    JOIN market.listing o ON o.id = w.listing_id AND o.state = 'open' WHERE v.listing_id = l.id HAVING count(*) > 1) AS choices,
  (SELECT jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) FROM market.photo p WHERE p.listing_id = l.id AND p.position = 0) AS photo`

const byIds = statement<Tile>(
  'market.tile.by_ids',
  `
  SELECT ${columns} FROM unnest($1::uuid[]) WITH ORDINALITY AS w(id, place) JOIN market.listing l ON l.id = w.id
  WHERE l.state = 'open' OR $2 ORDER BY w.place`,
)

/** Tiles in the order asked for; closed listings are left out unless wanted. */
export async function tilesById(sql: Sql, ids: readonly string[], closedToo = false): Promise<Tile[]> {
  return ids.length === 0 ? [] : sql.run(byIds, [ids, closedToo])
}

// The best of each category by its own short walk; what many sellers offer is not read whole.
const shelfOf = (name: string, order: string) =>
  statement<Tile>(
    `market.tile.shelf.${name}`,
    `
  SELECT ${columns} FROM (SELECT DISTINCT code FROM market.facet WHERE kind = 'category') c
  CROSS JOIN LATERAL (
    SELECT e.listing_id, e.rank, e.sold_units, row_number() OVER (ORDER BY ${order}) AS place FROM market.search_entry e
    WHERE e.open AND e.category = c.code AND ($1::int IS NULL OR (e.season_months <> 4095 AND e.season_months & (1 << ($1 - 1)) <> 0))
    ORDER BY ${order} LIMIT 2) e
  JOIN market.listing l ON l.id = e.listing_id
  ORDER BY e.place, ${order} LIMIT $2`,
  )

const shelves = {
  newest: shelfOf('newest', 'e.listing_id DESC'),
  sold: shelfOf('sold', 'e.sold_units DESC, e.listing_id DESC'),
}

/** A mixed shelf: of every kind the best two at most, each kind's first before any second. With a month, only what that month brings. */
export async function mixedShelf(
  sql: Sql,
  sort: 'newest' | 'sold',
  month: number | null,
  limit: number,
): Promise<Tile[]> {
  return sql.run(shelves[sort], [month, limit])
}
