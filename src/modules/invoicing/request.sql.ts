import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'

export type TitleKind = 'personal' | 'company'
export type InvoiceState = 'asked' | 'issued' | 'refused' | 'withdrawn'
export type InvoiceTitle = { kind: TitleKind; name: string; taxNumber: string; details: string }

export type NewRequest = InvoiceTitle & {
  id: string
  orderId: string
  orderCode: string
  organisationId: string
  buyerId: string
  amountFen: number
}

const insert = statement<{ id: string }>(
  'invoicing.request.insert',
  `
  INSERT INTO invoicing.request (id, order_id, order_code, organisation_id, buyer_id, kind, name, tax_number, details, amount_fen, state, asked_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'asked', $11) ON CONFLICT (order_id) WHERE state IN ('asked', 'issued') DO NOTHING RETURNING id`,
)

/** Refuses: invoicing.request.asked_already. */
export async function insertRequest(tx: Tx, r: NewRequest, now: Instant): Promise<void> {
  const values = [r.id, r.orderId, r.orderCode, r.organisationId, r.buyerId, r.kind, r.name, r.taxNumber, r.details]
  const rows = await tx.run(insert, [...values, r.amountFen, now])
  if (rows.length === 0) refuse('invoicing.request.asked_already')
}

export type InvoiceRequest = NewRequest & {
  redFen: number
  state: InvoiceState
  number: string | null
  issuedOn: CivilDate | null
  link: string | null
  fileFormat: 'pdf' | 'ofd' | null
  reason: string | null
  askedAt: Instant
  endedAt: Instant | null
  redLetters: { id: string; amountFen: number; number: string | null }[]
}

const columns = `r.id, r.order_id AS "orderId", r.order_code AS "orderCode", r.organisation_id AS "organisationId", r.buyer_id AS "buyerId", r.kind, r.name,
  r.tax_number AS "taxNumber", r.details, r.amount_fen AS "amountFen", r.red_fen AS "redFen", r.state, r.number, r.issued_on AS "issuedOn", r.link,
  r.file_format AS "fileFormat", r.reason, r.asked_at AS "askedAt", r.ended_at AS "endedAt",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'amountFen', l.amount_fen, 'number', l.number) ORDER BY l.id), '[]')
    FROM invoicing.red_letter l WHERE l.request_id = r.id) AS "redLetters"`

const ofBuyer = statement<InvoiceRequest>(
  'invoicing.request.of_buyer',
  `SELECT ${columns} FROM invoicing.request r WHERE r.buyer_id = ANY($1::uuid[]) ORDER BY r.id DESC LIMIT 200`,
)
export const buyerRequests = (sql: Sql, buyerIds: readonly string[]) => sql.run(ofBuyer, [buyerIds])

const ofSeller = statement<InvoiceRequest>(
  'invoicing.request.of_seller',
  `
  SELECT ${columns} FROM invoicing.request r WHERE r.organisation_id = $1 AND ($2::text IS NULL OR r.state = $2
    OR ($2 = 'red' AND EXISTS (SELECT FROM invoicing.red_letter l WHERE l.request_id = r.id AND l.number IS NULL)))
  ORDER BY r.id DESC LIMIT $3`,
)
export const sellerRequests = (sql: Sql, organisationId: string, show: InvoiceState | 'red' | null, limit: number) =>
  sql.run(ofSeller, [organisationId, show, limit])

const lock = statement<{ organisationId: string; buyerId: string; state: InvoiceState }>(
  'invoicing.request.lock',
  `SELECT organisation_id AS "organisationId", buyer_id AS "buyerId", state FROM invoicing.request WHERE id = $1 FOR UPDATE`,
)
export const lockRequest = async (tx: Tx, requestId: string) => (await tx.run(lock, [requestId]))[0]

export type Issued = {
  number: string
  issuedOn: CivilDate
  link: string | null
  file: { format: 'pdf' | 'ofd'; bytes: Uint8Array } | null
}

const issue = statement<{ id: string }>(
  'invoicing.request.issue',
  `
  UPDATE invoicing.request r SET state = 'issued', number = $2, issued_on = $3, link = $4, file = $5, file_format = $6, ended_at = $7
  WHERE id = $1 AND NOT EXISTS (SELECT FROM invoicing.request o WHERE o.number = $2)
    AND NOT EXISTS (SELECT FROM invoicing.red_letter l WHERE l.number = $2) RETURNING id`,
)

/** False where the number is another invoice's. */
export async function issueRow(tx: Tx, requestId: string, i: Issued, now: Instant): Promise<boolean> {
  const file = i.file === null ? null : Buffer.from(i.file.bytes)
  const rows = await tx.run(issue, [requestId, i.number, i.issuedOn, i.link, file, i.file?.format ?? null, now])
  return rows.length === 1
}

const end = statement(
  'invoicing.request.end',
  `UPDATE invoicing.request SET state = $2, reason = $3, ended_at = $4 WHERE id = $1`,
)
export function endRow(tx: Tx, requestId: string, state: 'refused' | 'withdrawn', reason: string, now: Instant): void {
  tx.send(end, [requestId, state, reason, now])
}

const refunded = statement(
  'invoicing.request.refunded',
  `
  WITH live AS (
    UPDATE invoicing.request SET
      amount_fen = CASE WHEN state = 'asked' THEN greatest(0, amount_fen - $2) ELSE amount_fen END,
      red_fen = CASE WHEN state = 'issued' THEN least(amount_fen, red_fen + $2) ELSE red_fen END,
      state = CASE WHEN state = 'asked' AND amount_fen <= $2 THEN 'withdrawn' ELSE state END,
      ended_at = CASE WHEN state = 'asked' AND amount_fen <= $2 THEN $3 ELSE ended_at END
    WHERE order_id = $1 AND state IN ('asked', 'issued') RETURNING id, state
  )
  INSERT INTO invoicing.red_letter (request_id, amount_fen, asked_at) SELECT id, $2, $3 FROM live WHERE state = 'issued'`,
)

/** A refund: what is asked for shrinks with it; what was issued needs a red-letter invoice. */
export function noteRefund(tx: Tx, orderId: string, amountFen: number, now: Instant): void {
  if (amountFen > 0) tx.send(refunded, [orderId, amountFen, now])
}

const issueRed = statement<{ id: string }>(
  'invoicing.red_letter.issue',
  `
  UPDATE invoicing.red_letter l SET number = $3, issued_at = $4 FROM invoicing.request r
  WHERE l.id = $1 AND r.id = l.request_id AND r.organisation_id = $2 AND l.number IS NULL
    AND NOT EXISTS (SELECT FROM invoicing.request o WHERE o.number = $3) AND NOT EXISTS (SELECT FROM invoicing.red_letter o WHERE o.number = $3)
  RETURNING l.id`,
)
export async function issueRedRow(tx: Tx, redId: string, organisationId: string, number: string, now: Instant) {
  return (await tx.run(issueRed, [redId, organisationId, number, now])).length === 1
}

export type InvoiceFile = {
  bytes: Buffer
  format: 'pdf' | 'ofd'
  number: string
  buyerId: string
  organisationId: string
}
const file = statement<InvoiceFile>(
  'invoicing.request.file',
  `
  SELECT file AS bytes, file_format AS format, number, buyer_id AS "buyerId", organisation_id AS "organisationId"
  FROM invoicing.request WHERE id = $1 AND file IS NOT NULL`,
)
export async function invoiceFile(sql: Sql, requestId: string): Promise<InvoiceFile | null> {
  return (await sql.run(file, [requestId]))[0] ?? null
}
