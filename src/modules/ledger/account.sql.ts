import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type Posting = {
  id: string
  at: Instant
  kind: string
  amountFen: number
  counterAccount: string
  organisationId: string | null
  orderId: string | null
  reference: string
}

const ofAccount = statement<Posting>(
  'ledger.account.postings',
  `
  SELECT * FROM (
    SELECT id, at, kind, amount_fen AS "amountFen", credit AS "counterAccount", organisation_id AS "organisationId", order_id AS "orderId", reference
    FROM ledger.transfer WHERE debit = $1 AND ($2::uuid IS NULL OR organisation_id = $2) AND ($3::uuid IS NULL OR id < $3)
    UNION ALL
    SELECT id, at, kind, -amount_fen, debit, organisation_id, order_id, reference
    FROM ledger.transfer WHERE credit = $1 AND ($2::uuid IS NULL OR organisation_id = $2) AND ($3::uuid IS NULL OR id < $3)
  ) posting ORDER BY id DESC LIMIT $4`,
)

/** Movements on an account, newest first; debits are positive. A seller's account names its organisation, whose index finds it. */
export async function postingsOf(sql: Sql, account: string, before: string | null, limit: number): Promise<Posting[]> {
  return sql.run(ofAccount, [account, account.split('/')[1] ?? null, before, limit])
}

const balance = statement<{ balanceFen: number; postings: number }>(
  'ledger.account.balance',
  `
  SELECT coalesce(sum(CASE WHEN debit = $1 THEN amount_fen ELSE -amount_fen END), 0)::bigint AS "balanceFen", count(*) AS postings
  FROM ledger.transfer WHERE (debit = $1 OR credit = $1) AND ($2::uuid IS NULL OR organisation_id = $2)`,
)

export async function accountBalance(sql: Sql, account: string): Promise<{ balanceFen: number; postings: number }> {
  const [row] = await sql.run(balance, [account, account.split('/')[1] ?? null])
  return row ?? { balanceFen: 0, postings: 0 }
}
