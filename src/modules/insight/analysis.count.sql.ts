import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, startOfDay } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { BANDS_FEN } from './analysis.ts'
import { recountSql } from './recount.ts'
import type { Period } from './sales.ts'

const takeTurn = statement('insight.analysis.turn', `SELECT pg_advisory_xact_lock(hashtext('insight.analysis'))`)

const dayOf = (moment: string) => `(${moment} AT TIME ZONE 'Asia/Shanghai')::date`
const monthOf = (moment: string) => `date_trunc('month', ${moment} AT TIME ZONE 'Asia/Shanghai')::date`
/** Each row once for its seller and once for the county. */
const KEYS = `LATERAL (VALUES (p.organisation_id::text), ('')) AS k(key)`
const IN_DAYS = 't.day >= $3 AND t.day <= $4'

/** An order is one seller's; a checkout is what the buyer paid at once, in the county of several sellers. */
const checkouts = `
  SELECT ${dayOf('p.placed_at')} AS day, k.key, p.payment_id, p.buyer_id, bool_or(p.paid_at IS NOT NULL) AS paid,
    coalesce(sum(p.lines) FILTER (WHERE p.paid_at IS NOT NULL), 0)::bigint AS lines,
    coalesce(sum(p.units) FILTER (WHERE p.paid_at IS NOT NULL), 0)::bigint AS units,
    coalesce(sum(p.goods_fen) FILTER (WHERE p.paid_at IS NOT NULL), 0)::bigint AS goods_fen
  FROM market.purchase p, ${KEYS} WHERE p.placed_at >= $1 AND p.placed_at < $2 GROUP BY 1, 2, 3, 4`

const countPurchases = statement<{ changed: number }>(
  'insight.count.purchases',
  recountSql({
    table: 'insight.daily_purchase',
    keys: ['key', 'day'],
    figures: ['placers', 'payers', 'baskets', 'lines', 'units', 'goods_fen'],
    scope: IN_DAYS,
    counted: `
    SELECT key, day, count(DISTINCT buyer_id) AS placers, count(DISTINCT buyer_id) FILTER (WHERE paid) AS payers,
      count(*) FILTER (WHERE paid) AS baskets, sum(lines)::bigint AS lines, sum(units)::bigint AS units, sum(goods_fen)::bigint AS goods_fen
    FROM (${checkouts}) c GROUP BY key, day`,
  }),
)

const countBands = statement<{ changed: number }>(
  'insight.count.bands',
  recountSql({
    table: 'insight.daily_band',
    keys: ['key', 'day', 'from_fen'],
    figures: ['baskets'],
    scope: IN_DAYS,
    counted: `
    SELECT key, day, b.from_fen, count(*) AS baskets
    FROM (${checkouts}) c, LATERAL (SELECT max(f) AS from_fen FROM unnest('{${BANDS_FEN.join(',')}}'::bigint[]) f WHERE f <= c.goods_fen) b
    WHERE paid GROUP BY key, day, b.from_fen`,
  }),
)

const countClaims = statement<{ changed: number }>(
  'insight.count.claims',
  recountSql({
    table: 'insight.daily_claim',
    keys: ['key', 'day', 'cause', 'province_code', 'village_code'],
    figures: ['cases', 'refunded_fen', 'freight_fen'],
    scope: IN_DAYS,
    counted: `
    SELECT k.key, ${dayOf('c.opened_at')} AS day, c.cause, p.province_code, p.village_code, count(*) AS cases,
      sum(c.refunded_fen)::bigint AS refunded_fen, sum(c.freight_fen)::bigint AS freight_fen
    FROM aftersales.claim c JOIN market.purchase p ON p.order_id = c.order_id, ${KEYS}
    WHERE c.opened_at >= $1 AND c.opened_at < $2 GROUP BY 1, 2, 3, 4, 5`,
  }),
)

const countPlaces = statement<{ changed: number }>(
  'insight.count.places',
  recountSql({
    table: 'insight.daily_place',
    keys: ['key', 'day', 'dimension', 'place'],
    figures: ['orders', 'amount_fen'],
    scope: IN_DAYS,
    counted: `
    SELECT s.organisation_id::text AS key, ${dayOf('s.paid_at')} AS day, d.dimension, d.place, count(DISTINCT s.order_id) AS orders,
      sum(s.amount_fen)::bigint AS amount_fen
    FROM market.sale s, LATERAL (VALUES ('village', s.village_code), ('province', s.province_code)) AS d(dimension, place)
    WHERE s.paid_at >= $1 AND s.paid_at < $2 AND s.units > 0 GROUP BY 1, 2, 3, 4`,
  }),
)

/** What each kept order brought, with the buyer's first one marked; for the county and for its seller. */
const KEPT = `
  kept AS MATERIALIZED (
    SELECT p.order_id, k.key, p.buyer_id, ${monthOf('p.paid_at')} AS month,
      min(${monthOf('p.paid_at')}) OVER (PARTITION BY k.key, p.buyer_id) AS first_month,
      p.payment_id = first_value(p.payment_id) OVER (PARTITION BY k.key, p.buyer_id ORDER BY p.paid_at, p.payment_id) AS first
    FROM market.purchase p, ${KEYS} WHERE p.kept
  ), sold AS MATERIALIZED (
    SELECT order_id, category, sum(amount_fen)::bigint AS amount_fen FROM market.sale GROUP BY order_id, category
  )`

const countCohorts = statement<{ changed: number }>(
  'insight.count.cohorts',
  recountSql({
    table: 'insight.cohort',
    keys: ['key', 'first_month', 'month'],
    figures: ['buyers', 'orders', 'amount_fen'],
    scope: 'true',
    counted: `
    WITH ${KEPT}
    SELECT key, first_month, month, count(DISTINCT buyer_id) AS buyers, count(DISTINCT order_id) AS orders, coalesce(sum(amount_fen), 0)::bigint AS amount_fen
    FROM kept LEFT JOIN sold USING (order_id) GROUP BY key, first_month, month`,
  }),
)

const countRepeats = statement<{ changed: number }>(
  'insight.count.repeats',
  recountSql({
    table: 'insight.repeat_category',
    keys: ['key', 'month', 'category'],
    figures: ['first_fen', 'again_fen', 'again_orders'],
    scope: 'true',
    counted: `
    WITH ${KEPT}
    SELECT key, month, category, coalesce(sum(amount_fen) FILTER (WHERE first), 0)::bigint AS first_fen,
      coalesce(sum(amount_fen) FILTER (WHERE NOT first), 0)::bigint AS again_fen,
      count(DISTINCT order_id) FILTER (WHERE NOT first) AS again_orders
    FROM kept JOIN sold USING (order_id) GROUP BY key, month, category`,
  }),
)

/** Makes the counts of these days equal to what the published views say; answers how many rows had to change. */
export async function countDays(tx: Tx, { from, to }: Period): Promise<number> {
  await tx.run(takeTurn)
  const asked = [startOfDay(from), startOfDay(addDays(to, 1)), from, to]
  let changed = 0
  for (const one of [countPurchases, countBands, countClaims, countPlaces])
    changed += (await tx.run(one, asked))[0]?.changed ?? 0
  return changed
}

/** Cohorts and repeat purchases look back to each buyer's first order, so all of them are counted at once. */
export async function countBuyers(tx: Tx): Promise<number> {
  await tx.run(takeTurn)
  let changed = 0
  for (const one of [countCohorts, countRepeats]) changed += (await tx.run(one, []))[0]?.changed ?? 0
  return changed
}

const firstPlaced = statement<{ at: Instant | null }>(
  'insight.analysis.first_placed',
  'SELECT min(placed_at) AS at FROM market.purchase',
)
const firstCounted = statement<{ day: CivilDate | null }>(
  'insight.analysis.first_counted',
  `SELECT least((SELECT min(day) FROM insight.daily_purchase), (SELECT min(day) FROM insight.daily_claim), (SELECT min(day) FROM insight.daily_place)) AS day`,
)
/** The first moment the counts must reach back to, and the first day they do; null where there is nothing. */
export async function reachOf(sql: Sql): Promise<{ placedAt: Instant | null; countedDay: CivilDate | null }> {
  const [placed] = await sql.run(firstPlaced)
  const [counted] = await sql.run(firstCounted)
  return { placedAt: placed?.at ?? null, countedDay: counted?.day ?? null }
}

const note = statement(
  'insight.analysis.note',
  `INSERT INTO insight.analysed AS c (counted_at) VALUES ($1) ON CONFLICT (singleton) DO UPDATE SET counted_at = greatest(c.counted_at, excluded.counted_at)`,
)
export async function markAnalysed(tx: Tx, at: Instant): Promise<void> {
  await tx.run(note, [at])
}
const noted = statement<{ countedAt: Instant }>(
  'insight.analysis.noted',
  'SELECT counted_at AS "countedAt" FROM insight.analysed',
)
/** Up to which moment orders are in these figures; null before the first count. */
export async function analysedAt(sql: Sql): Promise<Instant | null> {
  return (await sql.run(noted))[0]?.countedAt ?? null
}
