import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type ShareAsked = {
  orderId: string
  organisationId: string
  sellerAccount: string
  subject: string
  amountFen: number
  /** Discounts others than the seller bear. */
  subsidyFen?: number
}
export type PaymentAsked = {
  id: string
  buyerId: string
  gateway: string
  totalFen: number
  expiresAt: Instant
  shares: readonly ShareAsked[]
}

const ask = statement(
  'payment.ask',
  `
  WITH asked AS (
    INSERT INTO payment.payment (id, buyer_id, gateway, total_fen, asked_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
  )
  INSERT INTO payment.share (order_id, payment_id, organisation_id, seller_account, subject, amount_fen, subsidy_fen)
  SELECT s."orderId", $1, s."organisationId", s."sellerAccount", s.subject, s."amountFen", coalesce(s."subsidyFen", 0)
  FROM jsonb_to_recordset($7::jsonb) AS s("orderId" uuid, "organisationId" uuid, "sellerAccount" text, subject text, "amountFen" bigint, "subsidyFen" bigint)`,
)

/** Records what a buyer is asked to pay. The gateway hears of it when the buyer opens the payment, after the commit. */
export async function askPayment(tx: Tx, payment: PaymentAsked, now: Instant): Promise<void> {
  const { id, buyerId, gateway, totalFen, expiresAt, shares } = payment
  tx.send(ask, [id, buyerId, gateway, totalFen, now, expiresAt, JSON.stringify(shares)])
}

export type PaymentView = {
  id: string
  buyerId: string
  gateway: string
  totalFen: number
  state: 'asked' | 'paid' | 'closed'
  askedAt: Instant
  expiresAt: Instant
  paidAt: Instant | null
  shares: (ShareAsked & { shareRef: string | null })[]
}

const headColumns = `p.id, p.buyer_id AS "buyerId", p.gateway, p.total_fen AS "totalFen", p.state, p.asked_at AS "askedAt",
  p.expires_at AS "expiresAt", p.paid_at AS "paidAt"`
const columns = `${headColumns},
  (SELECT jsonb_agg(jsonb_build_object('orderId', s.order_id, 'organisationId', s.organisation_id, 'sellerAccount', s.seller_account,
     'subject', s.subject, 'amountFen', s.amount_fen, 'subsidyFen', s.subsidy_fen, 'shareRef', s.share_ref) ORDER BY s.order_id) FROM payment.share s WHERE s.payment_id = p.id) AS shares`

const byId = statement<PaymentView>('payment.by_id', `SELECT ${columns} FROM payment.payment p WHERE p.id = $1`)

export async function paymentById(sql: Sql, paymentId: string): Promise<PaymentView | null> {
  const [row] = await sql.run(byId, [paymentId])
  return row ?? null
}

export type PaymentHead = Omit<PaymentView, 'shares'>

const headById = statement<PaymentHead>('payment.head', `SELECT ${headColumns} FROM payment.payment p WHERE p.id = $1`)

/** Without its shares, for whoever only waits for it to be paid. */
export async function paymentHeadById(sql: Sql, paymentId: string): Promise<PaymentHead | null> {
  const [row] = await sql.run(headById, [paymentId])
  return row ?? null
}

const lock = statement<PaymentView>(
  'payment.lock',
  `SELECT ${columns} FROM payment.payment p WHERE p.id = ANY($1::uuid[]) ORDER BY p.id FOR UPDATE OF p`,
)

/** Those of the payments there are, by id, locked in the order of their ids. */
export async function lockPayments(tx: Tx, paymentIds: readonly string[]): Promise<Map<string, PaymentView>> {
  return new Map((await tx.run(lock, [paymentIds])).map((payment) => [payment.id, payment]))
}

/** What the gateway reports of one payment: its number, the shares paid, and the message that says so where it was one. */
export type Reported = {
  paymentId: string
  gatewayRef: string
  at: Instant
  shares: readonly { shareId: string; shareRef: string }[]
  noticeId?: string
}

const reportShares = `
  UPDATE payment.share s SET share_ref = r."shareRef"
  FROM jsonb_to_recordset($1::jsonb) AS t("paymentId" uuid, shares jsonb), jsonb_to_recordset(t.shares) AS r("shareId" uuid, "shareRef" text)
  WHERE s.payment_id = t."paymentId" AND s.order_id = r."shareId" AND s.share_ref IS NULL`

const recordShares = statement('payment.shares.reported', reportShares)

/** Notes which shares the gateway reported as paid while others are still missing. */
export function recordPaidShares(tx: Tx, reports: readonly Reported[]): void {
  tx.send(recordShares, [JSON.stringify(reports)])
}

const recordAll = statement(
  'payment.paid',
  `
  WITH shares AS (${reportShares}), report AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS r("paymentId" uuid, "gatewayRef" text, at timestamptz, "noticeId" text)
  ), told AS (
    INSERT INTO payment.notice (gateway, notice_id, kind, our_id, received_at)
    SELECT p.gateway, r."noticeId", 'payment.paid', p.id, $2 FROM report r JOIN payment.payment p ON p.id = r."paymentId"
    WHERE r."noticeId" IS NOT NULL ON CONFLICT DO NOTHING
  )
  UPDATE payment.payment p SET state = 'paid', paid_at = r.at, gateway_ref = r."gatewayRef" FROM report r WHERE p.id = r."paymentId" AND p.state <> 'paid'`,
)

/** Notes that all shares of these payments were reported as paid, and by which messages. */
export function recordPayments(tx: Tx, reports: readonly Reported[], now: Instant): void {
  tx.send(recordAll, [JSON.stringify(reports), now])
}

const markClosed = statement<{ id: string }>(
  'payment.closed',
  `UPDATE payment.payment SET state = 'closed' WHERE id = $1 AND state = 'asked' RETURNING id`,
)

export async function markPaymentClosed(tx: Tx, paymentId: string): Promise<boolean> {
  return (await tx.run(markClosed, [paymentId])).length > 0
}

const insertNotice = statement<{ notice_id: string }>(
  'payment.notice.note',
  `
  INSERT INTO payment.notice (gateway, notice_id, kind, our_id, received_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING notice_id`,
)

/** False when the same message was taken before. */
export async function noteNoticeOnce(
  tx: Tx,
  gateway: string,
  notice: { noticeId: string; kind: string; ourId: string },
  now: Instant,
): Promise<boolean> {
  return (await tx.run(insertNotice, [gateway, notice.noticeId, notice.kind, notice.ourId, now])).length > 0
}

/** Keeps a message whose effect is harmless to repeat. */
export function noteNotice(
  tx: Tx,
  gateway: string,
  notice: { noticeId: string; kind: string; ourId: string },
  now: Instant,
): void {
  tx.send(insertNotice, [gateway, notice.noticeId, notice.kind, notice.ourId, now])
}

const asked = statement<{ id: string }>(
  'payment.still_asked',
  `
  SELECT id FROM payment.payment WHERE state = 'asked' AND asked_at <= $1 ORDER BY asked_at LIMIT $2`,
)

/** Payments nobody has heard the end of, for asking the gateway: a notice may have been lost. */
export async function paymentsStillAsked(sql: Sql, askedBefore: Instant, limit: number): Promise<string[]> {
  return (await sql.run(asked, [askedBefore, limit])).map((row) => row.id)
}
