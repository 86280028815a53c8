import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, startOfDay } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Period } from './sales.ts'

/** Two counts at once would each miss what the other has not committed; they take turns. */
const takeTurn = statement('insight.count.turn', `SELECT pg_advisory_xact_lock(hashtext('insight.daily_sale'))`)

/**
 * Counts the days again from the published view and writes what differs. One pass over the sales of the
 * period answers all dimensions; a line refunded whole is no sale.
 */
const countDays = statement<{ changed: number }>(
  'insight.count.days',
  `
  WITH sale AS (
    SELECT (paid_at AT TIME ZONE 'Asia/Shanghai')::date AS day, order_id, village_code, province_code, category,
      organisation_id::text AS seller, listing_id::text AS listing, units, amount_fen, weight_grams
    FROM market.sale WHERE paid_at >= $1 AND paid_at < $2 AND units > 0
  ), counted AS MATERIALIZED (
    SELECT day,
      CASE WHEN GROUPING(village_code) = 0 THEN 'village' WHEN GROUPING(province_code) = 0 THEN 'province'
        WHEN GROUPING(category) = 0 THEN 'category' WHEN GROUPING(seller) = 0 THEN 'seller'
        WHEN GROUPING(listing) = 0 THEN 'listing' ELSE 'county' END AS dimension,
      coalesce(village_code, province_code, category, seller, listing, '') AS key,
      count(DISTINCT order_id) AS orders, sum(units)::bigint AS units, sum(amount_fen)::bigint AS amount_fen,
      sum(weight_grams)::bigint AS weight_grams
    FROM sale
    GROUP BY GROUPING SETS ((day), (day, village_code), (day, province_code), (day, category), (day, seller), (day, listing))
  ), gone AS (
    DELETE FROM insight.daily_sale d
    WHERE d.dimension IN ('county', 'village', 'province', 'category', 'seller', 'listing') AND d.day >= $3 AND d.day <= $4
      AND NOT EXISTS (SELECT FROM counted c WHERE c.dimension = d.dimension AND c.day = d.day AND c.key = d.key)
    RETURNING 1
  ), written AS (
    INSERT INTO insight.daily_sale AS d (dimension, day, key, orders, units, amount_fen, weight_grams)
    SELECT dimension, day, key, orders, units, amount_fen, weight_grams FROM counted
    ON CONFLICT (dimension, day, key) DO UPDATE
      SET orders = excluded.orders, units = excluded.units, amount_fen = excluded.amount_fen, weight_grams = excluded.weight_grams
      WHERE (d.orders, d.units, d.amount_fen, d.weight_grams) IS DISTINCT FROM
        (excluded.orders, excluded.units, excluded.amount_fen, excluded.weight_grams)
    RETURNING 1
  )
  SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM written) AS changed`,
)

const nameListings = statement(
  'insight.count.listings',
  `
  INSERT INTO insight.listing AS l (listing_id, organisation_id, village_code, category, title_zh, title_en)
  SELECT DISTINCT ON (listing_id) listing_id, organisation_id, village_code, category, title_zh, title_en
  FROM market.sale WHERE paid_at >= $1 AND paid_at < $2 ORDER BY listing_id, paid_at DESC
  ON CONFLICT (listing_id) DO UPDATE
    SET organisation_id = excluded.organisation_id, village_code = excluded.village_code, category = excluded.category,
      title_zh = excluded.title_zh, title_en = excluded.title_en
    WHERE l.* IS DISTINCT FROM excluded.*`,
)

/** Makes the daily figures of the period equal to the sales; answers how many rows had to change. */
export async function countPeriod(tx: Tx, { from, to }: Period): Promise<number> {
  const moments = [startOfDay(from), startOfDay(addDays(to, 1))]
  await tx.run(takeTurn)
  const [row] = await tx.run(countDays, [...moments, from, to])
  await tx.run(nameListings, moments)
  return row?.changed ?? 0
}

const noteCounted = statement(
  'insight.counted.note',
  `
  INSERT INTO insight.counted AS c (counted_at) VALUES ($1)
  ON CONFLICT (singleton) DO UPDATE SET counted_at = greatest(c.counted_at, excluded.counted_at)`,
)

export async function markCounted(tx: Tx, at: Instant): Promise<void> {
  await tx.run(noteCounted, [at])
}

const readCounted = statement<{ countedAt: Instant }>(
  'insight.counted.read',
  'SELECT counted_at AS "countedAt" FROM insight.counted',
)

/** Up to which moment sales are in the figures; null before the first count. */
export async function countedAt(sql: Sql): Promise<Instant | null> {
  return (await sql.run(readCounted))[0]?.countedAt ?? null
}

const firstSale = statement<{ paidAt: Instant | null }>(
  'insight.count.first',
  'SELECT min(paid_at) AS "paidAt" FROM market.sale',
)

/** When the county's first sale that still stands was paid; null without sales. */
export async function firstPaidAt(sql: Sql): Promise<Instant | null> {
  return (await sql.run(firstSale))[0]?.paidAt ?? null
}

const firstCounted = statement<{ day: CivilDate | null }>(
  'insight.counted.first_day',
  `SELECT min(day) AS day FROM insight.daily_sale WHERE dimension = 'county'`,
)

/** The first day with sales in the figures. */
export async function firstCountedDay(sql: Sql): Promise<CivilDate | null> {
  return (await sql.run(firstCounted))[0]?.day ?? null
}
