import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type StatementLine = {
  at: Instant
  kind: string
  amountFen: number
  account: 'frozen' | 'payable'
  orderId: string | null
  reference: string
}

const statementLines = statement<StatementLine>(
  'ledger.statement',
  `
  SELECT at, kind, -amount_fen AS "amountFen", split_part(account, '/', 1) AS account, order_id AS "orderId", reference
  FROM ledger.posting WHERE (organisation_id = $1 OR party_id = $1) AND account IN ('frozen/' || $1, 'payable/' || $1) AND at >= $2 AND at < $3
  ORDER BY at DESC, id DESC LIMIT $4`,
)

/** What moved on a seller's two accounts; positive amounts came in. */
export async function statementLinesOf(
  sql: Sql,
  organisationId: string,
  from: Instant,
  to: Instant,
  limit: number,
): Promise<StatementLine[]> {
  return sql.run(statementLines, [organisationId, from, to, limit])
}

export type KindTotal = { account: 'frozen' | 'payable'; kind: string; inFen: number; outFen: number; count: number }

const sellerTotals = statement<KindTotal>(
  'ledger.statement.totals',
  `
  SELECT split_part(account, '/', 1) AS account, kind, coalesce(sum(-amount_fen) FILTER (WHERE amount_fen < 0), 0)::bigint AS "inFen",
         coalesce(sum(amount_fen) FILTER (WHERE amount_fen > 0), 0)::bigint AS "outFen", count(*) AS count
  FROM ledger.posting WHERE (organisation_id = $1 OR party_id = $1) AND account IN ('frozen/' || $1, 'payable/' || $1) AND at >= $2 AND at < $3
  GROUP BY 1, 2 ORDER BY 1, 2`,
)

/** What moved on a seller's two accounts between two moments, by account and kind. */
export async function statementTotalsOf(
  sql: Sql,
  organisationId: string,
  from: Instant,
  to: Instant,
): Promise<KindTotal[]> {
  return sql.run(sellerTotals, [organisationId, from, to])
}
