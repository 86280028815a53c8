import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Cause } from './rule.ts'

export type CauseCost = { cause: Cause; cases: number; units: number; refundedFen: number; returnFreightFen: number }

const byCause = statement<CauseCost>(
  'aftersales.cost.by_cause',
  `
  SELECT c.cause, count(*)::int AS cases, sum(l.units)::int AS units, sum(c.refunded_fen)::bigint AS "refundedFen", sum(c.return_freight_fen)::bigint AS "returnFreightFen"
  FROM aftersales."case" c JOIN LATERAL (SELECT sum(units) AS units FROM aftersales.case_line WHERE case_id = c.id) l ON true
  WHERE c.organisation_id = $1 AND c.opened_at >= $2 AND c.opened_at < $3 AND c.state IN ('refunded', 'exchanged')
  GROUP BY c.cause ORDER BY sum(c.refunded_fen) + sum(c.return_freight_fen) DESC, c.cause`,
)

/** What each cause cost a seller in cases that ended in the buyer's favour. */
export const costsByCause = (sql: Sql, organisationId: string, from: Instant, to: Instant) =>
  sql.run(byCause, [organisationId, from, to])

/** One case's cost and the lines over which it is shared. */
export type CaseCost = {
  costFen: number
  lines: { listingId: string; titleZh: string; titleEn: string; units: number; lots: string[] }[]
}

const ofCases = statement<CaseCost>(
  'aftersales.cost.of_cases',
  `
  SELECT c.refunded_fen + c.return_freight_fen AS "costFen",
    (SELECT jsonb_agg(jsonb_build_object('listingId', l.listing_id, 'titleZh', l.title_zh, 'titleEn', l.title_en, 'units', l.units,
        'lots', (SELECT coalesce(jsonb_agg(t.lot_code ORDER BY t.lot_code), '[]') FROM aftersales.case_lot t WHERE t.case_id = l.case_id AND t.line = l.line)) ORDER BY l.line)
      FROM aftersales.case_line l WHERE l.case_id = c.id) AS lines
  FROM aftersales."case" c
  WHERE c.organisation_id = $1 AND c.opened_at >= $2 AND c.opened_at < $3 AND c.state IN ('refunded', 'exchanged') ORDER BY c.id LIMIT 20000`,
)

export const caseCosts = (sql: Sql, organisationId: string, from: Instant, to: Instant) =>
  sql.run(ofCases, [organisationId, from, to])
