import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { DaySales, Period, Totals } from './sales.ts'

const totals = `orders, units, amount_fen AS "amountFen", weight_grams AS "weightGrams"`

const byDay = statement<DaySales>(
  'insight.sales.by_day',
  `SELECT day, ${totals} FROM insight.daily_sale WHERE dimension = 'county' AND day >= $1 AND day <= $2 ORDER BY day`,
)

/** The days on which something was sold. */
export async function daySales(sql: Sql, period: Period): Promise<DaySales[]> {
  return sql.run(byDay, [period.from, period.to])
}

export type Dimension = 'village' | 'province' | 'category' | 'seller' | 'listing'
export type KeySales = Totals & { key: string; amountFenBefore: number; ordersBefore: number }

// Two ranges of one index; what sold in either is listed, so that what stopped selling is seen.
const keyColumns = `
  SELECT key,
    coalesce(sum(orders) FILTER (WHERE day >= $2 AND day <= $3), 0)::bigint AS orders,
    coalesce(sum(units) FILTER (WHERE day >= $2 AND day <= $3), 0)::bigint AS units,
    coalesce(sum(amount_fen) FILTER (WHERE day >= $2 AND day <= $3), 0)::bigint AS "amountFen",
    coalesce(sum(weight_grams) FILTER (WHERE day >= $2 AND day <= $3), 0)::bigint AS "weightGrams",
    coalesce(sum(orders) FILTER (WHERE day >= $4 AND day <= $5), 0)::bigint AS "ordersBefore",
    coalesce(sum(amount_fen) FILTER (WHERE day >= $4 AND day <= $5), 0)::bigint AS "amountFenBefore"
  FROM insight.daily_sale
  WHERE dimension = $1 AND ((day >= $2 AND day <= $3) OR (day >= $4 AND day <= $5)) GROUP BY key`

const largest = statement<KeySales>(
  'insight.sales.largest',
  `SELECT * FROM (${keyColumns}) k ORDER BY "amountFen" DESC, "amountFenBefore" DESC, key LIMIT $6`,
)

const shrinking = statement<KeySales>(
  'insight.sales.shrinking',
  `SELECT * FROM (${keyColumns}) k WHERE "amountFen" < "amountFenBefore" ORDER BY "amountFenBefore" - "amountFen" DESC, key LIMIT $6`,
)

/** What sold along a dimension, largest first, or those that sold less than before, by how much they lost. */
export async function keySales(
  sql: Sql,
  dimension: Dimension,
  period: Period,
  before: Period,
  order: 'largest' | 'shrinking',
  limit: number,
): Promise<KeySales[]> {
  const wanted = order === 'largest' ? largest : shrinking
  return sql.run(wanted, [dimension, period.from, period.to, before.from, before.to, limit])
}

export type ListingName = {
  listingId: string
  organisationId: string
  villageCode: string
  category: string
  titleZh: string
  titleEn: string
}

const listingNames = statement<ListingName>(
  'insight.listing.names',
  `
  SELECT listing_id AS "listingId", organisation_id AS "organisationId", village_code AS "villageCode", category, title_zh AS "titleZh", title_en AS "titleEn"
  FROM insight.listing WHERE listing_id = ANY($1::uuid[])`,
)

export async function listingsNamed(sql: Sql, ids: readonly string[]): Promise<Map<string, ListingName>> {
  const rows = await sql.run(listingNames, [ids])
  return new Map(rows.map((row) => [row.listingId, row]))
}
