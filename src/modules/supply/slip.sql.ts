import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { RipeWindow, Silence } from './plan.ts'

export type Answer = 'accept' | 'refund' | 'swap'
export type Slip = {
  id: string
  planId: string
  announcedAt: Instant
  oldFrom: CivilDate
  oldTo: CivilDate
  newFrom: CivilDate
  newTo: CivilDate
  reason: string
  answerBy: Instant
  closedAt: Instant | null
  asked: number
  accepted: number
  refunded: number
  swapped: number
}

const columns = `
  s.id, s.plan_id AS "planId", s.announced_at AS "announcedAt", s.old_from AS "oldFrom", s.old_to AS "oldTo", s.new_from AS "newFrom", s.new_to AS "newTo",
  s.reason, s.answer_by AS "answerBy", s.closed_at AS "closedAt", s.asked,
  (SELECT count(*) FROM supply.slip_answer a WHERE a.slip_id = s.id AND a.answer = 'accept')::int AS accepted,
  (SELECT count(*) FROM supply.slip_answer a WHERE a.slip_id = s.id AND a.answer = 'refund')::int AS refunded,
  (SELECT count(*) FROM supply.slip_answer a WHERE a.slip_id = s.id AND a.answer = 'swap')::int AS swapped`

const insert = statement<{ id: string }>(
  'supply.slip.insert',
  `
  WITH superseded AS (
    UPDATE supply.slip SET closed_at = $6 WHERE plan_id = $1 AND closed_at IS NULL RETURNING id
  )
  INSERT INTO supply.slip (plan_id, announced_at, old_from, old_to, new_from, new_to, reason, answer_by, asked)
  SELECT $1, $6, $2, $3, $4, $5, $7, $8, (SELECT count(*) FROM supply.booking WHERE plan_id = $1 AND state IN ('held', 'promised') AND back_units = 0)
  FROM (SELECT count(*) FROM superseded) AS first
  RETURNING id`,
)

/** A new window; one that was still being answered is over, and its buyers are asked anew. */
export async function insertSlip(
  tx: Tx,
  planId: string,
  windows: { old: RipeWindow; new: RipeWindow },
  said: { reason: string; answerBy: Instant },
  now: Instant,
): Promise<string> {
  const { old, new: to } = windows
  const [row] = await tx.run(insert, [planId, old.from, old.to, to.from, to.to, now, said.reason, said.answerBy])
  return row?.id as string
}

const ofPlans = statement<Slip>(
  'supply.slip.of_plans',
  `SELECT ${columns} FROM supply.slip s WHERE s.plan_id = ANY($1::uuid[]) ORDER BY s.id DESC LIMIT $2`,
)

/** The newest first. */
export async function slipsOf(sql: Sql, planIds: readonly string[], limit: number): Promise<Slip[]> {
  return planIds.length === 0 ? [] : sql.run(ofPlans, [planIds, limit])
}

const ofOrder = statement<{ id: string; answer: Answer | null; byTime: boolean | null; asked: boolean }>(
  'supply.slip.of_order',
  `
  SELECT s.id, a.answer, a.by_time AS "byTime", b.booked_at <= s.announced_at AS asked
  FROM supply.booking b JOIN supply.slip s ON s.plan_id = b.plan_id LEFT JOIN supply.slip_answer a ON a.slip_id = s.id AND a.order_id = b.order_id
  WHERE b.order_id = $1 ORDER BY s.id DESC`,
)

/** The slips an order was asked about, with its answers, the newest first. */
export async function answersOf(
  sql: Sql,
  orderId: string,
): Promise<{ id: string; answer: Answer | null; byTime: boolean | null }[]> {
  return (await sql.run(ofOrder, [orderId])).filter((one) => one.asked)
}

const answer = statement<{ slipId: string }>(
  'supply.slip.answer',
  `INSERT INTO supply.slip_answer (slip_id, order_id, answer, by_time, at) VALUES ($1, $2, $3, false, $4) ON CONFLICT DO NOTHING RETURNING slip_id AS "slipId"`,
)

/** False where the order has answered before. */
export async function insertAnswer(
  tx: Tx,
  slipId: string,
  orderId: string,
  said: Answer,
  now: Instant,
): Promise<boolean> {
  return (await tx.run(answer, [slipId, orderId, said, now])).length > 0
}

const due = statement<{ id: string; planId: string; silence: Silence }>(
  'supply.slip.due',
  `
  SELECT s.id, s.plan_id AS "planId", p.silence FROM supply.slip s JOIN supply.plan p ON p.id = s.plan_id
  WHERE s.closed_at IS NULL AND s.answer_by <= $1 ORDER BY s.answer_by LIMIT $2`,
)

/** Slips whose time to answer is over. */
export async function dueSlips(
  sql: Sql,
  now: Instant,
  limit: number,
): Promise<{ id: string; planId: string; silence: Silence }[]> {
  return sql.run(due, [now, limit])
}

const close = statement<{ id: string }>(
  'supply.slip.close',
  `UPDATE supply.slip SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL RETURNING id`,
)

/** False where another process was faster. */
export async function closeSlip(tx: Tx, slipId: string, now: Instant): Promise<boolean> {
  return (await tx.run(close, [slipId, now])).length > 0
}

const silent = statement<{ orderId: string }>(
  'supply.slip.silent',
  `
  INSERT INTO supply.slip_answer (slip_id, order_id, answer, by_time, at)
  SELECT s.id, b.order_id, $2, true, $3 FROM supply.slip s JOIN supply.booking b ON b.plan_id = s.plan_id
  WHERE s.id = $1 AND b.state = 'promised' AND b.back_units = 0 AND b.booked_at <= s.announced_at
  ON CONFLICT DO NOTHING RETURNING order_id AS "orderId"`,
)

/** What silence says for those who were asked and did not answer; returns their orders. */
export async function answerForSilent(
  tx: Tx,
  slipId: string,
  said: 'accept' | 'refund',
  now: Instant,
): Promise<string[]> {
  return (await tx.run(silent, [slipId, said, now])).map((row) => row.orderId)
}
