import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { BackReason } from './booking.sql.ts'
import type { PlanRow } from './plan.sql.ts'

/** One order's place in the queue. */
export type Booking = {
  orderId: string
  planId: string
  organisationId: string
  kind: PlanRow['kind']
  units: number
  state: 'held' | 'promised' | 'served' | 'released' | 'expired'
  bookedAt: Instant
  seenFrom: CivilDate
  seenTo: CivilDate
  dueFrom: CivilDate
  dueTo: CivilDate
  servedUnits: number
  backUnits: number
  backReason: BackReason | null
}

const columns = `
  b.order_id AS "orderId", b.plan_id AS "planId", b.organisation_id AS "organisationId", p.kind, b.units, b.state, b.booked_at AS "bookedAt",
  b.seen_from AS "seenFrom", b.seen_to AS "seenTo", b.due_from AS "dueFrom", b.due_to AS "dueTo", b.served_units AS "servedUnits",
  b.back_units AS "backUnits", b.back_reason AS "backReason"`

const byOrder = statement<Booking>(
  'supply.booking.by_order',
  `SELECT ${columns} FROM supply.booking b JOIN supply.plan p ON p.id = b.plan_id WHERE b.order_id = ANY($1::uuid[])`,
)

/** A booking changes only under the lock of its order. */
export async function bookingsOf(sql: Sql, orderIds: readonly string[]): Promise<Map<string, Booking>> {
  const rows = await sql.run(byOrder, [orderIds])
  return new Map(rows.map((row) => [row.orderId, row]))
}

const waiting = statement<{ orderId: string; units: number; bookedAt: Instant }>(
  'supply.booking.waiting',
  `
  SELECT order_id AS "orderId", units, booked_at AS "bookedAt" FROM supply.booking
  WHERE plan_id = $1 AND state = 'promised' AND back_units = 0 ORDER BY booked_at, order_id`,
)

/** Who waits under a plan and is to be served: paid, and not on the way to get their money back. */
export async function waitingFor(
  sql: Sql,
  planId: string,
): Promise<{ orderId: string; units: number; bookedAt: Instant }[]> {
  return sql.run(waiting, [planId])
}

const short = statement<{ planId: string; units: number }>(
  'supply.booking.short',
  `
  SELECT plan_id AS "planId", sum(units - served_units)::int AS units FROM supply.booking
  WHERE plan_id = ANY($1::uuid[]) AND back_reason = 'short_harvest' GROUP BY plan_id`,
)

/** Units that a short harvest did not serve, by plan. */
export async function shortUnitsOf(sql: Sql, planIds: readonly string[]): Promise<Map<string, number>> {
  return new Map((await sql.run(short, [planIds])).map((row) => [row.planId, row.units]))
}

const held = statement<{ orderId: string }>(
  'supply.booking.held',
  `SELECT order_id AS "orderId" FROM supply.booking WHERE plan_id = $1 AND state = 'held'`,
)

/** Orders under a plan that are being paid. */
export async function heldUnder(sql: Sql, planId: string): Promise<string[]> {
  return (await sql.run(held, [planId])).map((row) => row.orderId)
}

export type StageReport = { id: string; stage: number; note: string; hasPhoto: boolean; at: Instant }

const reportsColumn = `
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'stage', r.stage, 'note', r.note, 'hasPhoto', r.photo IS NOT NULL, 'at', r.at) ORDER BY r.id), '[]')
    FROM supply.stage_report r WHERE r.order_id = b.order_id) AS reports`

const making = statement<Booking & { reports: StageReport[] }>(
  'supply.booking.making',
  `
  SELECT ${columns}, ${reportsColumn} FROM supply.booking b JOIN supply.plan p ON p.id = b.plan_id
  WHERE b.organisation_id = $1 AND p.kind = 'making' AND b.state = 'promised' ORDER BY b.due_to, b.order_id LIMIT $2`,
)

const dated = <T extends { reports: StageReport[] }>(row: T) => ({
  ...row,
  reports: row.reports.map((one) => ({ ...one, at: new Date(one.at) })),
})

/** What a workshop has in hand, the earliest promised first. */
export async function inTheMaking(sql: Sql, organisationId: string, limit: number) {
  return (await sql.run(making, [organisationId, limit])).map(dated)
}

const reports = statement<StageReport>(
  'supply.stage_report.of_order',
  `SELECT id, stage, note, photo IS NOT NULL AS "hasPhoto", at FROM supply.stage_report WHERE order_id = $1 ORDER BY id`,
)

export async function reportsOf(sql: Sql, orderId: string): Promise<StageReport[]> {
  return sql.run(reports, [orderId])
}

const insertReport = statement<{ id: string }>(
  'supply.stage_report.insert',
  `INSERT INTO supply.stage_report (order_id, stage, note, photo, at) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
)

export async function insertStageReport(
  tx: Tx,
  orderId: string,
  report: { stage: number; note: string; photo: Uint8Array | null },
  now: Instant,
): Promise<string> {
  const [row] = await tx.run(insertReport, [orderId, report.stage, report.note, report.photo, now])
  return row?.id as string
}

const photo = statement<{ orderId: string; organisationId: string; bytes: Uint8Array }>(
  'supply.stage_report.photo',
  `
  SELECT r.order_id AS "orderId", b.organisation_id AS "organisationId", r.photo AS bytes
  FROM supply.stage_report r JOIN supply.booking b USING (order_id) WHERE r.id = $1 AND r.photo IS NOT NULL`,
)

export async function stagePhoto(
  sql: Sql,
  reportId: string,
): Promise<{ orderId: string; organisationId: string; bytes: Uint8Array } | null> {
  return (await sql.run(photo, [reportId]))[0] ?? null
}
