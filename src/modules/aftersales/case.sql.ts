import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { CaseState, Side, SoldLot } from './case.ts'
import type { Cause, Remedy } from './rule.ts'

export type CaseHead = {
  id: string
  code: string
  orderId: string
  orderCode: string
  buyerId: string
  organisationId: string
  cause: Cause
  remedy: Remedy
  state: CaseState
  wantedFen: number
  offeredFen: number | null
  refundedFen: number
  evidenceUntil: Instant | null
}

const headColumns = `id, code, order_id AS "orderId", order_code AS "orderCode", buyer_id AS "buyerId", organisation_id AS "organisationId", cause, remedy,
  state, wanted_fen AS "wantedFen", offered_fen AS "offeredFen", refunded_fen AS "refundedFen", evidence_until AS "evidenceUntil"`

export type NewCase = {
  id: string
  code: string
  orderId: string
  orderCode: string
  buyerId: string
  organisationId: string
  cause: Cause
  remedy: Remedy
  account: string
  wantedFen: number
  freightBearer: 'buyer' | 'seller'
  dueAt: Instant | null
  lines: readonly {
    line: number
    listingId: string
    itemId: string
    titleZh: string
    titleEn: string
    units: number
    lots: readonly SoldLot[]
  }[]
}

const insert = statement<{ id: string }>(
  'aftersales.case.insert',
  `
  WITH opened AS (
    INSERT INTO aftersales."case" (id, code, order_id, order_code, buyer_id, organisation_id, cause, remedy, state, account, wanted_fen, freight_bearer, due_at, opened_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9, $10, $11, $12, $13)
    ON CONFLICT (order_id) WHERE closed_at IS NULL DO NOTHING RETURNING id
  ), line AS (
    SELECT opened.id AS case_id, l.* FROM opened, jsonb_to_recordset($14::jsonb)
      AS l(line int, "listingId" uuid, "itemId" uuid, "titleZh" text, "titleEn" text, units int, lots jsonb)
  ), lines AS (
    INSERT INTO aftersales.case_line (case_id, line, listing_id, item_id, title_zh, title_en, units)
    SELECT case_id, line, "listingId", "itemId", "titleZh", "titleEn", units FROM line
  ), lots AS (
    INSERT INTO aftersales.case_lot (case_id, line, lot_id, lot_code, units)
    SELECT case_id, line, t."lotId", t."lotCode", t.units FROM line, jsonb_to_recordset(line.lots) AS t("lotId" uuid, "lotCode" text, units int)
  ), step AS (
    INSERT INTO aftersales.step (case_id, at, step, side, amount_fen) SELECT id, $13, 'open', 'buyer', $10 FROM opened
  )
  SELECT id FROM opened`,
)

/** Writes a case with its lines, lots and first step. Refuses: aftersales.case.open_already. */
export async function insertCase(tx: Tx, c: NewCase, now: Instant): Promise<void> {
  const rows = await tx.run(insert, [
    c.id,
    c.code,
    c.orderId,
    c.orderCode,
    c.buyerId,
    c.organisationId,
    c.cause,
    c.remedy,
    c.account,
    c.wantedFen,
    c.freightBearer,
    c.dueAt,
    now,
    JSON.stringify(c.lines),
  ])
  if (rows.length === 0) refuse('aftersales.case.open_already')
}

const lock = statement<CaseHead>(
  'aftersales.case.lock',
  `SELECT ${headColumns} FROM aftersales."case" WHERE id = $1 FOR UPDATE`,
)

/** Locks a case. Take its order's lock first: whoever holds both took them in this order. */
export async function lockCase(tx: Tx, caseId: string): Promise<CaseHead | undefined> {
  return (await tx.run(lock, [caseId]))[0]
}

const head = statement<CaseHead>('aftersales.case.head', `SELECT ${headColumns} FROM aftersales."case" WHERE id = $1`)

export async function caseHead(sql: Sql, caseId: string): Promise<CaseHead | undefined> {
  return (await sql.run(head, [caseId]))[0]
}

export type Move = {
  state: CaseState
  step: string
  side: Side
  note: string
  dueAt: Instant | null
  closedAt: Instant | null
  amountFen?: number | null
  offeredFen?: number | null
  refundedFen?: number
  evidenceUntil?: Instant | null
  returnTo?: string | null
  returnFreightFen?: number
}

const move = statement(
  'aftersales.case.move',
  `
  WITH moved AS (
    UPDATE aftersales."case" SET state = $2, due_at = $6, closed_at = $7, offered_fen = coalesce($9, offered_fen), refunded_fen = refunded_fen + $10,
      evidence_until = coalesce($11, evidence_until), return_to = coalesce($12, return_to), return_freight_fen = return_freight_fen + $13
    WHERE id = $1 RETURNING id
  )
  INSERT INTO aftersales.step (case_id, at, step, side, note, amount_fen) SELECT id, $14, $3, $4, $5, $8 FROM moved`,
)

/** Moves a case on and writes the step. */
export function moveCaseRow(tx: Tx, caseId: string, to: Move, now: Instant): void {
  tx.send(move, [
    caseId,
    to.state,
    to.step,
    to.side,
    to.note,
    to.dueAt,
    to.closedAt,
    to.amountFen ?? null,
    to.offeredFen ?? null,
    to.refundedFen ?? 0,
    to.evidenceUntil ?? null,
    to.returnTo ?? null,
    to.returnFreightFen ?? 0,
    now,
  ])
}

const speak = statement(
  'aftersales.step.speak',
  `INSERT INTO aftersales.step (case_id, at, step, side, note) VALUES ($1, $2, 'evidence', $3, $4)`,
)

/** Writes down what a side says, without moving the case. */
export function speakRow(tx: Tx, caseId: string, side: Side, note: string, now: Instant): void {
  tx.send(speak, [caseId, now, side, note])
}

const lotsOf = statement<{ line: number; lotId: string; lotCode: string; units: number }>(
  'aftersales.case.lots',
  `SELECT line, lot_id AS "lotId", lot_code AS "lotCode", units FROM aftersales.case_lot WHERE case_id = $1 ORDER BY line, lot_id`,
)
export const caseLots = (sql: Sql, caseId: string) => sql.run(lotsOf, [caseId])

const linesOf = statement<{ line: number; itemId: string; units: number }>(
  'aftersales.case.lines',
  `SELECT line, item_id AS "itemId", units FROM aftersales.case_line WHERE case_id = $1 ORDER BY line`,
)
export const caseLines = (sql: Sql, caseId: string) => sql.run(linesOf, [caseId])

const taken = statement<{ line: number; lotId: string; units: number }>(
  'aftersales.case.taken',
  `
  SELECT t.line, t.lot_id AS "lotId", sum(t.units)::int AS units FROM aftersales."case" c JOIN aftersales.case_lot t ON t.case_id = c.id
  WHERE c.order_id = $1 AND c.state IN ('refunded', 'exchanged') GROUP BY t.line, t.lot_id`,
)

/** Units of an order's lots that earlier cases ended with. */
export const takenLots = (sql: Sql, orderId: string) => sql.run(taken, [orderId])

const back = statement(
  'aftersales.case.back',
  `
  UPDATE aftersales.case_lot t SET shelf_units = b."shelfUnits", scrapped_units = b."scrappedUnits"
  FROM jsonb_to_recordset($2::jsonb) AS b(line int, "lotId" uuid, "shelfUnits" int, "scrappedUnits" int)
  WHERE t.case_id = $1 AND t.line = b.line AND t.lot_id = b."lotId"`,
)

export function countBack(
  tx: Tx,
  caseId: string,
  lots: readonly { line: number; lotId: string; shelfUnits: number; scrappedUnits: number }[],
): void {
  tx.send(back, [caseId, JSON.stringify(lots)])
}

const parcel = statement(
  'aftersales.parcel.insert',
  `
  INSERT INTO aftersales.parcel (case_id, way, carrier, tracking_number, handed_over_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (case_id, way) DO UPDATE SET carrier = excluded.carrier, tracking_number = excluded.tracking_number, handed_over_at = excluded.handed_over_at`,
)

export function handOverCaseParcel(
  tx: Tx,
  caseId: string,
  way: 'back' | 'out',
  sent: { carrier: string; trackingNumber: string },
  now: Instant,
): void {
  tx.send(parcel, [caseId, way, sent.carrier, sent.trackingNumber, now])
}

const open = statement<{ id: string }>(
  'aftersales.case.open_of_order',
  `SELECT id FROM aftersales."case" WHERE order_id = $1 AND closed_at IS NULL`,
)

/** The open case of an order, or null; while there is one, the order's money waits. */
export async function openCaseOf(sql: Sql, orderId: string): Promise<string | null> {
  return (await sql.run(open, [orderId]))[0]?.id ?? null
}

const openOfMany = statement<{ orderId: string }>(
  'aftersales.case.open_of_orders',
  `SELECT order_id AS "orderId" FROM aftersales."case" WHERE order_id = ANY($1::uuid[]) AND closed_at IS NULL`,
)

/** Those of the orders whose money waits for an open case. */
export async function ordersInCase(sql: Sql, orderIds: readonly string[]): Promise<Set<string>> {
  return new Set((await sql.run(openOfMany, [orderIds])).map(({ orderId }) => orderId))
}

const due = statement<{ id: string }>(
  'aftersales.case.due',
  `SELECT id FROM aftersales."case" WHERE due_at <= $1 ORDER BY due_at LIMIT $2`,
)

/** Cases in which silence has a consequence now. */
export async function dueCases(sql: Sql, now: Instant, limit: number): Promise<string[]> {
  return (await sql.run(due, [now, limit])).map((row) => row.id)
}

const lockDue = statement<CaseHead>(
  'aftersales.case.lock_due',
  `SELECT ${headColumns} FROM aftersales."case" WHERE id = $1 AND due_at <= $2 FOR UPDATE`,
)

export async function lockDueCase(tx: Tx, caseId: string, now: Instant): Promise<CaseHead | undefined> {
  return (await tx.run(lockDue, [caseId, now]))[0]
}
