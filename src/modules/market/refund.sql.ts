import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { RefundCause } from './order.ts'

export type RefundRow = {
  id: string
  orderId: string
  orderCode: string
  organisationId: string
  at: Instant
  cause: RefundCause
  amountFen: number
  freightFen: number
  reason: string
  actorKind: string
}
/** Between two moments, the later one left out; null for all causes and sellers. */
export type RefundFilter = { from: Instant; to: Instant; cause: RefundCause | null; organisationId: string | null }

const filtered = `r.at >= $1 AND r.at < $2 AND ($3::text IS NULL OR r.cause = $3) AND ($4::uuid IS NULL OR r.organisation_id = $4)`

const list = statement<RefundRow>(
  'market.refund.list',
  `
  SELECT r.id, r.order_id AS "orderId", o.code AS "orderCode", r.organisation_id AS "organisationId", r.at, r.cause, r.amount_fen AS "amountFen",
    r.freight_fen AS "freightFen", r.reason, r.actor_kind AS "actorKind"
  FROM market.refund r JOIN market."order" o ON o.id = r.order_id
  WHERE ${filtered} AND ($5::uuid IS NULL OR (r.at, r.id) < (SELECT at, id FROM market.refund WHERE id = $5)) ORDER BY r.at DESC, r.id DESC LIMIT $6`,
)

const values = ({ from, to, cause, organisationId }: RefundFilter) => [from, to, cause, organisationId]

/** Refunds, newest first; `before` is the last one of the page before. */
export async function refundRows(
  sql: Sql,
  filter: RefundFilter,
  before: string | null,
  limit: number,
): Promise<RefundRow[]> {
  return sql.run(list, [...values(filter), before, limit])
}

const causes = statement<{ id: string; cause: RefundCause }>(
  'market.refund.causes',
  `SELECT id, cause FROM market.refund WHERE id = ANY($1::uuid[])`,
)

/** Why money went back, by the reference under which the books have it. */
export async function refundCausesOf(sql: Sql, references: readonly string[]): Promise<Map<string, RefundCause>> {
  return new Map((await sql.run(causes, [references])).map((row) => [row.id, row.cause]))
}

export type RefundTotal = { cause: RefundCause; refunds: number; orders: number; amountFen: number }

const totals = statement<RefundTotal>(
  'market.refund.totals',
  `
  SELECT r.cause, count(*)::int AS refunds, count(DISTINCT r.order_id)::int AS orders, sum(r.amount_fen)::bigint AS "amountFen"
  FROM market.refund r WHERE ${filtered} GROUP BY r.cause ORDER BY 4 DESC, 1`,
)

/** What each cause came to under a filter, the largest first. */
export async function refundTotals(sql: Sql, filter: RefundFilter): Promise<RefundTotal[]> {
  return sql.run(totals, values(filter))
}
