import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

/** What an organisation may have paid out (below zero it owes), what is on its way out, and what was laid out for it. */
export type Purse = { organisationId: string; balanceFen: number; payingFen: number; advancedFen: number }

const lock = statement<Purse>(
  'ledger.purse.lock',
  `
  SELECT organisation_id AS "organisationId", balance_fen AS "balanceFen", paying_fen AS "payingFen", advanced_fen AS "advancedFen"
  FROM ledger.purse WHERE organisation_id = ANY($1::uuid[]) ORDER BY organisation_id FOR UPDATE`,
)

/** Locks purses in the order of their ids, as everyone does; those that do not exist yet are empty. */
export async function lockPurses(tx: Tx, organisationIds: readonly string[]): Promise<Map<string, Purse>> {
  const rows = await tx.run(lock, [organisationIds])
  const empty = (id: string): Purse => ({ organisationId: id, balanceFen: 0, payingFen: 0, advancedFen: 0 })
  return new Map(organisationIds.map((id) => [id, rows.find((row) => row.organisationId === id) ?? empty(id)]))
}

const advance = statement(
  'ledger.purse.advance',
  `
  WITH moved AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS m(id uuid, fen bigint, "arrivingFen" bigint))
  INSERT INTO ledger.purse AS w (organisation_id, balance_fen, advanced_fen, arriving_fen)
  SELECT id, 0, greatest(0, fen), "arrivingFen" FROM moved ORDER BY id
  ON CONFLICT (organisation_id) DO UPDATE SET
    advanced_fen = w.advanced_fen + (SELECT m.fen FROM moved m WHERE m.id = w.organisation_id),
    arriving_fen = w.arriving_fen + EXCLUDED.arriving_fen`,
)

/** Counts money laid out for organisations, or (below zero) taken back, and what the gateway is told to release to them. */
export async function moveAdvances(
  tx: Tx,
  moves: readonly { id: string; fen: number; arrivingFen: number }[],
): Promise<void> {
  const moving = moves.filter((move) => move.fen !== 0 || move.arrivingFen !== 0)
  if (moving.length > 0) await tx.run(advance, [JSON.stringify(moving)])
}

const claim = statement<{ fen: number }>(
  'ledger.purse.claim',
  `
  WITH before AS (
    SELECT organisation_id, greatest(0, arriving_fen - $2) AS arriving, greatest(0, balance_fen - paying_fen - greatest(0, arriving_fen - $2)) AS fen
    FROM ledger.purse WHERE organisation_id = $1 FOR UPDATE
  )
  UPDATE ledger.purse w SET paying_fen = paying_fen + before.fen, arriving_fen = before.arriving FROM before
  WHERE w.organisation_id = before.organisation_id RETURNING before.fen`,
)

/** `arrivedFen` reached the organisation at the gateway: sets aside all it may have paid out; nothing where it owes. */
export async function claimPayout(tx: Tx, organisationId: string, arrivedFen: number): Promise<number> {
  return (await tx.run(claim, [organisationId, arrivedFen]))[0]?.fen ?? 0
}

const paid = statement(
  'ledger.purse.paid',
  `
  WITH ended AS (
    SELECT id, sum(fen)::bigint AS fen FROM jsonb_to_recordset($1::jsonb) AS p(id uuid, fen bigint) GROUP BY id
  )
  UPDATE ledger.purse w SET paying_fen = greatest(0, w.paying_fen - e.fen) FROM ended e WHERE w.organisation_id = e.id`,
)

/** Payouts came to their end, done or refused: they are no longer on their way. */
export async function endPayouts(
  tx: Tx,
  payouts: readonly { organisationId: string; amountFen: number }[],
): Promise<void> {
  await tx.run(paid, [JSON.stringify(payouts.map((one) => ({ id: one.organisationId, fen: one.amountFen })))])
}

export type Debt = { organisationId: string; owedFen: number; advancedFen: number; owingSince: Instant }

const debts = statement<Debt>(
  'ledger.purse.debts',
  `
  SELECT organisation_id AS "organisationId", -balance_fen AS "owedFen", advanced_fen AS "advancedFen", owing_since AS "owingSince"
  FROM ledger.purse WHERE owing_since IS NOT NULL AND ($1::uuid IS NULL OR organisation_id = $1) ORDER BY owing_since LIMIT $2`,
)

/** Organisations that owe, the oldest debt first. */
export async function debtsOf(sql: Sql, organisationId: string | null, limit: number): Promise<Debt[]> {
  return sql.run(debts, [organisationId, limit])
}
