import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { FigureName } from './health.ts'
import { figureNames, HEALTH_DAYS, healthRules } from './health.ts'
import { recountSql } from './recount.ts'

/**
 * What each figure is made of, one row for each order, question, listing, review or dispute. The figure and the list behind it
 * are the same query, so that they cannot disagree. $1 is where the sheet begins, $2 is now.
 */
const hours = (from: string, to: string) => `(extract(epoch FROM ${to} - ${from}) / 3600)::float8`
const paidInWindow = `p.paid_at >= $1::timestamptz AND p.paid_at < $2::timestamptz`
const facts: Readonly<Record<FigureName, string>> = {
  // What has waited for two days counts with the time it has waited, so that leaving it does not help.
  packing: `
    SELECT p.organisation_id, p.order_id AS subject_id, p.code AS about, p.paid_at AS at, ${hours('p.paid_at', 'coalesce(p.shipped_at, $2::timestamptz)')} AS value
    FROM market.purchase p WHERE ${paidInWindow} AND (p.shipped_at IS NOT NULL OR (p.state = 'paid' AND p.paid_at < $2::timestamptz - interval '48 hours'))`,
  answering: `
    SELECT a.organisation_id, a.conversation_id AS subject_id, '' AS about, a.asked_at AS at, ${hours('a.asked_at', 'coalesce(a.answered_at, $2::timestamptz)')} AS value
    FROM messages.asked a WHERE a.asked_at >= $1::timestamptz AND a.asked_at < $2::timestamptz
      AND (a.answered_at IS NOT NULL OR a.asked_at < $2::timestamptz - interval '24 hours')`,
  returns: `
    SELECT p.organisation_id, p.order_id AS subject_id, p.code AS about, p.paid_at AS at, (EXISTS (
      SELECT FROM aftersales.claim c WHERE c.order_id = p.order_id AND c.cause <> 'no_reason' AND c.state NOT IN ('withdrawn', 'rejected')))::int::float8 AS value
    FROM market.purchase p WHERE ${paidInWindow}`,
  stock_outs: `
    SELECT l.organisation_id, l.listing_id AS subject_id, l.title_zh AS about, $2::timestamptz AS at, (NOT EXISTS (
      SELECT FROM stock.takeable t WHERE t.item_id = l.item_id AND t.expires_on > ($2::timestamptz AT TIME ZONE 'Asia/Shanghai')::date))::int::float8 AS value
    FROM market.on_sale l WHERE $1::timestamptz IS NOT NULL`,
  rating: `
    SELECT r.organisation_id, r.listing_id AS subject_id, '' AS about, r.written_at AS at, r.rating::float8 AS value
    FROM reviews.rated r WHERE r.written_at >= $1::timestamptz AND r.written_at < $2::timestamptz`,
  cancellations: `
    SELECT p.organisation_id, p.order_id AS subject_id, p.code AS about, p.paid_at AS at, p.cancelled_by_seller::int::float8 AS value
    FROM market.purchase p WHERE ${paidInWindow}`,
  disputes: `
    SELECT c.organisation_id, c.case_id AS subject_id, c.code AS about, c.decided_at AS at, c.lost::int::float8 AS value
    FROM aftersales.claim c WHERE c.decided_at >= $1::timestamptz AND c.decided_at < $2::timestamptz`,
}

const sumOf = (figure: FigureName) =>
  healthRules[figure].by === 'median' ? 'percentile_cont(0.5) WITHIN GROUP (ORDER BY value)' : 'avg(value)'

const counts = figureNames.map((figure) =>
  statement<{ changed: number }>(
    `insight.health.count_${figure}`,
    recountSql({
      table: 'insight.health',
      keys: ['organisation_id', 'figure'],
      figures: ['value', 'sample'],
      scope: `t.figure = '${figure}'`,
      counted: `
      SELECT organisation_id, '${figure}' AS figure, ${sumOf(figure)} AS value, count(*) AS sample FROM (${facts[figure]}) f GROUP BY organisation_id`,
    }),
  ),
)
const note = statement(
  'insight.health.note',
  `INSERT INTO insight.health_counted AS c (counted_at) VALUES ($1) ON CONFLICT (singleton) DO UPDATE SET counted_at = greatest(c.counted_at, excluded.counted_at)`,
)

export const windowOf = (now: Instant) => [addSeconds(now, -HEALTH_DAYS * 86_400), now] as const

/** Makes every seller's sheet equal to the facts as they stand; answers how many figures had to change. */
export async function countHealth(tx: Tx, now: Instant): Promise<number> {
  let changed = 0
  for (const one of counts) changed += (await tx.run(one, [...windowOf(now)]))[0]?.changed ?? 0
  await tx.run(note, [now])
  return changed
}

const noted = statement<{ at: Instant }>('insight.health.noted', 'SELECT counted_at AS at FROM insight.health_counted')
export async function healthCountedAt(sql: Sql): Promise<Instant | null> {
  return (await sql.run(noted))[0]?.at ?? null
}

export type HealthRow = { organisationId: string; figure: FigureName; value: number; sample: number }
const all = statement<HealthRow>(
  'insight.health.all',
  'SELECT organisation_id AS "organisationId", figure, value, sample FROM insight.health ORDER BY organisation_id, figure',
)
/** Every seller's figures: some seven rows for each. */
export const allHealth = (sql: Sql): Promise<HealthRow[]> => sql.run(all)

const own = statement<HealthRow>(
  'insight.health.own',
  'SELECT organisation_id AS "organisationId", figure, value, sample FROM insight.health WHERE organisation_id = $1',
)
export const healthOf = (sql: Sql, organisationId: string): Promise<HealthRow[]> => sql.run(own, [organisationId])

export type Median = { figure: FigureName; median: number; sellers: number }
const medians = statement<Median>(
  'insight.health.medians',
  `
  SELECT h.figure, percentile_cont(0.5) WITHIN GROUP (ORDER BY h.value) AS median, count(*)::int AS sellers
  FROM insight.health h JOIN jsonb_to_recordset($1::jsonb) AS r(figure text, least bigint) ON r.figure = h.figure AND h.sample >= r.least GROUP BY h.figure`,
)
const leastSamples = JSON.stringify(figureNames.map((figure) => ({ figure, least: healthRules[figure].sampleMin })))
/** The county's median of each figure, among sellers with enough behind it. */
export const healthMedians = (sql: Sql): Promise<Median[]> => sql.run(medians, [leastSamples])

export type HealthFact = { subjectId: string; about: string; at: Instant; value: number }
const shownFacts = Object.fromEntries(
  figureNames.map((figure) => [
    figure,
    statement<HealthFact>(
      `insight.health.facts_${figure}`,
      `
      SELECT subject_id AS "subjectId", about, at, value FROM (${facts[figure]}) f
      WHERE organisation_id = $3 ${healthRules[figure].unit === 'share' ? 'AND value > 0' : ''}
      ORDER BY value ${healthRules[figure].better === 'lower' ? 'DESC' : 'ASC'}, at DESC, subject_id LIMIT $4`,
    ),
  ]),
) as Record<FigureName, ReturnType<typeof statement<HealthFact>>>

/** What a seller's figure is made of, the worst first; of a share, only what counts against it. */
export const healthFacts = (
  sql: Sql,
  figure: FigureName,
  organisationId: string,
  now: Instant,
  limit: number,
): Promise<HealthFact[]> => sql.run(shownFacts[figure], [...windowOf(now), organisationId, limit])
