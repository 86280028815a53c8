import type { CivilDate, Instant } from '../../kernel/clock.ts'
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

const where = `($2::uuid IS NULL OR organisation_id = $2 OR party_id = $2) AND ($3::uuid IS NULL OR id < $3) AND at >= $5 AND at < $6`
const columns = 'organisation_id AS "organisationId", order_id AS "orderId", reference'

const ofAccount = statement<Posting>(
  'ledger.account.postings',
  `
  SELECT * FROM (
    SELECT id, at, kind, amount_fen AS "amountFen", credit AS "counterAccount", ${columns} FROM ledger.transfer WHERE debit = $1 AND ${where}
    UNION ALL
    SELECT id, at, kind, -amount_fen, debit, ${columns} FROM ledger.transfer WHERE credit = $1 AND ${where}
  ) posting ORDER BY id DESC LIMIT $4`,
)

/** The organisation an account belongs to; null for the county's own. */
const ownerOf = (account: string) => {
  const owner = account.split('/')[1]
  return owner === undefined || owner === 'platform' ? null : owner
}

/** Movements on an account between two moments, newest first; debits are positive. A seller's account names its organisation, whose index finds it. */
export async function postingsOf(
  sql: Sql,
  account: string,
  page: { before: string | null; limit: number; from: Instant; to: Instant },
): Promise<Posting[]> {
  return sql.run(ofAccount, [account, ownerOf(account), page.before, page.limit, page.from, page.to])
}

export type MonthTotal = { month: CivilDate; debitFen: number; creditFen: number; postings: number }

const months = statement<MonthTotal>(
  'ledger.account.months',
  `
  SELECT month, sum(debit_fen)::bigint AS "debitFen", sum(credit_fen)::bigint AS "creditFen", sum(postings)::bigint AS postings
  FROM ledger.total WHERE account = $1 GROUP BY month ORDER BY month DESC`,
)

/** An account's totals by month, the latest first, from the running totals. */
export async function monthsOf(sql: Sql, account: string): Promise<MonthTotal[]> {
  return sql.run(months, [account])
}

const balances = statement<{ account: string; balanceFen: number; postings: number }>(
  'ledger.trial_balance',
  `
  SELECT account, balance_fen AS "balanceFen", postings FROM ledger.trial_balance ORDER BY account`,
)

/** Every account with its balance, from the running totals; the balances add up to zero. Debits are positive. */
export async function trialBalance(sql: Sql): Promise<{ account: string; balanceFen: number; postings: number }[]> {
  return sql.run(balances)
}

const faults = statement<{ account: string; month: CivilDate }>(
  'ledger.totals.faults',
  'SELECT account, month FROM ledger.total_fault ORDER BY account, month LIMIT 50',
)

/** Accounts whose running totals differ from the transfers they stand for: none, always. Adds up all transfers. */
export async function totalFaults(sql: Sql): Promise<{ account: string; month: CivilDate }[]> {
  return sql.run(faults)
}

export type OrderTransfer = {
  id: string
  at: Instant
  kind: string
  debit: string
  credit: string
  amountFen: number
  reference: string
}

const ofOrder = statement<OrderTransfer>(
  'ledger.order.transfers',
  `
  SELECT id, at, kind, debit, credit, amount_fen AS "amountFen", reference FROM ledger.transfer WHERE order_id = $1 ORDER BY id`,
)

/** All movements of an order's money, the first first. */
export async function transfersOfOrder(sql: Sql, orderId: string): Promise<OrderTransfer[]> {
  return sql.run(ofOrder, [orderId])
}
