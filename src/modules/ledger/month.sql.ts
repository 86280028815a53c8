import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addMonths, startOfDay } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Month } from './month.ts'
import { closingOf } from './month.ts'
import { statementTotalsOf } from './statement.sql.ts'
import type { KindTotal } from './statement.sql.ts'

const opening = statement<{ account: 'frozen' | 'payable'; fen: number }>(
  'ledger.month.opening',
  `
  SELECT split_part(account, '/', 1) AS account, sum(credit_fen - debit_fen)::bigint AS fen FROM ledger.total
  WHERE account IN ('frozen/' || $1::uuid, 'payable/' || $1::uuid) AND month < $2 GROUP BY 1`,
)

/** A month as the books have it now; `month` is its first day. */
export async function countMonth(sql: Sql, organisationId: string, month: CivilDate): Promise<Month> {
  const rows = await sql.run(opening, [organisationId, month])
  const before = (account: string) => rows.find((row) => row.account === account)?.fen ?? 0
  const to = startOfDay(addMonths(month, 1))
  const movements = await statementTotalsOf(sql, organisationId, startOfDay(month), to)
  const opened = { frozen: before('frozen'), payable: before('payable') }
  return { opening: opened, movements, closing: closingOf(opened, movements) }
}

type Row = { of: number; op: number; movements: KindTotal[]; cf: number; cp: number; madeAt: Instant }

const stored = statement<Row>(
  'ledger.month.stored',
  `
  SELECT opening_frozen_fen AS "of", opening_payable_fen AS op, movements, closing_frozen_fen AS cf, closing_payable_fen AS cp, made_at AS "madeAt"
  FROM ledger.month_statement WHERE organisation_id = $1 AND month = $2`,
)

/** The statement written at the end of a month; null where none was. */
export async function storedMonth(
  sql: Sql,
  organisationId: string,
  month: CivilDate,
): Promise<(Month & { madeAt: Instant }) | null> {
  const [row] = await sql.run(stored, [organisationId, month])
  if (row === undefined) return null
  const { movements, madeAt } = row
  return {
    opening: { frozen: row.of, payable: row.op },
    movements,
    closing: { frozen: row.cf, payable: row.cp },
    madeAt,
  }
}

const insert = statement(
  'ledger.month.insert',
  `
  INSERT INTO ledger.month_statement (organisation_id, month, opening_frozen_fen, opening_payable_fen, movements, closing_frozen_fen, closing_payable_fen, made_at)
  VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8) ON CONFLICT DO NOTHING`,
)

/** Writes a month down as the books have it; done twice, it is written once. */
export async function writeMonth(tx: Tx, organisationId: string, month: CivilDate, now: Instant): Promise<void> {
  const { opening: opened, movements, closing } = await countMonth(tx, organisationId, month)
  const rows = JSON.stringify(movements)
  await tx.run(insert, [
    organisationId,
    month,
    opened.frozen,
    opened.payable,
    rows,
    closing.frozen,
    closing.payable,
    now,
  ])
}

const due = statement<{ id: string }>(
  'ledger.month.due',
  `
  SELECT DISTINCT split_part(t.account, '/', 2)::uuid AS id FROM ledger.total t
  WHERE (t.account LIKE 'frozen/%' OR t.account LIKE 'payable/%') AND t.month <= $1
    AND NOT EXISTS (SELECT FROM ledger.month_statement m WHERE m.organisation_id = split_part(t.account, '/', 2)::uuid AND m.month = $1)
  ORDER BY id LIMIT $2`,
)

/** Organisations with accounts in or before a month whose statement is not written yet. */
export async function organisationsDue(sql: Sql, month: CivilDate, limit: number): Promise<string[]> {
  return (await sql.run(due, [month, limit])).map((row) => row.id)
}

const months = statement<{ month: CivilDate }>(
  'ledger.months',
  `SELECT DISTINCT month FROM ledger.total WHERE account IN ('frozen/' || $1::uuid, 'payable/' || $1::uuid) ORDER BY month DESC`,
)

/** Months in which something moved for an organisation, the latest first. */
export async function monthsWith(sql: Sql, organisationId: string): Promise<CivilDate[]> {
  return (await sql.run(months, [organisationId])).map((row) => row.month)
}
