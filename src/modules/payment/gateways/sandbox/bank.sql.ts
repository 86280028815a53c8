import type { Instant } from '../../../../kernel/clock.ts'
import type { Sql, Tx } from '../../../../kernel/database.ts'
import { statement } from '../../../../kernel/database.ts'
import type { Share } from '../port.ts'
import type { Move, ShareBooked, Told } from './bank.ts'
import type { LinkedOrder } from './link.ts'
import type { NoticeRow } from './notice.sql.ts'

export type TradeState = 'paid' | 'closed'

const pay = statement<{ made: boolean; state: TradeState | null }>(
  'sandbox.pay',
  `
  WITH trade AS (
    INSERT INTO sandbox.trade (id, total_fen, state, at, notify_url) VALUES ($1, $2, 'paid', $3, $4) ON CONFLICT DO NOTHING RETURNING id
  ), share AS (
    INSERT INTO sandbox.share (id, trade_id, seller_account, amount_fen, frozen_fen)
    SELECT s."shareId", trade.id, s."sellerAccount", s."amountFen", s."amountFen"
    FROM trade, jsonb_to_recordset($5::jsonb) AS s("shareId" uuid, "sellerAccount" text, "amountFen" bigint)
  ), notice AS (
    INSERT INTO sandbox.notice (id, notify_url, kind, our_id, body, attempts, next_at)
    SELECT $6::uuid, $4, 'payment.paid', trade.id, $7, $8, $9 FROM trade WHERE $6::uuid IS NOT NULL
  )
  SELECT EXISTS (SELECT FROM trade) AS made, (SELECT state FROM sandbox.trade WHERE id = $1) AS state`,
)

/** Books a payment with its shares and the notice of it in one statement. `made` is false when it was paid or closed before; `state` is null when that happened while this statement ran. */
export async function payTrade(
  tx: Tx,
  order: LinkedOrder,
  notice: NoticeRow | null,
  now: Instant,
): Promise<{ made: boolean; state: TradeState | null }> {
  const values = [
    order.paymentId,
    order.totalFen,
    now,
    order.notifyUrl,
    JSON.stringify(order.shares),
    notice?.id ?? null,
    notice?.body ?? null,
    notice?.attempts ?? null,
    notice?.nextAt ?? null,
  ]
  const [row] = await tx.run(pay, values)
  if (row?.made === true) return { made: true, state: 'paid' }
  return { made: false, state: row?.state ?? null }
}

const close = statement<{ id: string }>(
  'sandbox.close',
  `
  INSERT INTO sandbox.trade (id, total_fen, state, at, notify_url) VALUES ($1, $2, 'closed', $3, '') ON CONFLICT DO NOTHING RETURNING id`,
)

/** Whatever is closed first stays closed: a payment that comes later finds its place taken. */
export async function closeTrade(
  tx: Tx,
  paymentId: string,
  totalFen: number,
  now: Instant,
): Promise<TradeState | null> {
  const closed = await tx.run(close, [paymentId, totalFen, now])
  return closed.length > 0 ? 'closed' : tradeState(tx, paymentId)
}

const state = statement<{ state: TradeState }>('sandbox.trade.state', `SELECT state FROM sandbox.trade WHERE id = $1`)

export async function tradeState(sql: Sql, paymentId: string): Promise<TradeState | null> {
  return (await sql.run(state, [paymentId]))[0]?.state ?? null
}

export type Trade = { state: TradeState; totalFen: number; at: Instant; shares: Omit<Share, 'subject'>[] | null }

const trade = statement<Trade>(
  'sandbox.trade',
  `
  SELECT t.state, t.total_fen AS "totalFen", t.at,
    (SELECT jsonb_agg(jsonb_build_object('shareId', s.id, 'sellerAccount', s.seller_account, 'amountFen', s.amount_fen) ORDER BY s.id)
     FROM sandbox.share s WHERE s.trade_id = t.id) AS shares
  FROM sandbox.trade t WHERE t.id = $1`,
)

export async function tradeById(sql: Sql, paymentId: string): Promise<Trade | null> {
  return (await sql.run(trade, [paymentId]))[0] ?? null
}

const lockShareRow = statement<ShareBooked & { notifyUrl: string }>(
  'sandbox.share.lock',
  `
  SELECT s.id AS "shareId", s.trade_id AS "paymentId", s.seller_account AS "sellerAccount", s.amount_fen AS "amountFen", s.frozen_fen AS "frozenFen",
    s.released_fen AS "releasedFen", s.commission_fen AS "commissionFen", s.refunded_fen AS "refundedFen", s.release_id AS "releaseId",
    s.shared_fen AS "sharedFen", s.fee_fen AS "feeFen", s.subsidy_fen AS "subsidyFen", s.laid_out_fen AS "laidOutFen",
    t.notify_url AS "notifyUrl", 0::bigint AS "balanceFen"
  FROM sandbox.share s JOIN sandbox.trade t ON t.id = s.trade_id WHERE s.id = $1 FOR UPDATE OF s`,
)
const lockAccountRow = statement<{ balanceFen: number }>(
  'sandbox.account.lock',
  `
  INSERT INTO sandbox.account AS a (seller_account, balance_fen) VALUES ($1, 0)
  ON CONFLICT (seller_account) DO UPDATE SET balance_fen = a.balance_fen RETURNING balance_fen AS "balanceFen"`,
)

/** Share first, then account: everyone locks in this order. */
export async function lockShare(tx: Tx, shareId: string): Promise<(ShareBooked & { notifyUrl: string }) | null> {
  const [share] = await tx.run(lockShareRow, [shareId])
  return share === undefined ? null : { ...share, balanceFen: await lockAccount(tx, share.sellerAccount) }
}

export async function lockAccount(tx: Tx, sellerAccount: string): Promise<number> {
  return (await tx.run(lockAccountRow, [sellerAccount]))[0]?.balanceFen ?? 0
}

export type InstructionRow = Told & { at: Instant | null }

const instructionColumns = `id, kind, share_id AS "shareId", seller_account AS "sellerAccount", amount_fen AS "amountFen",
  commission_fen AS "commissionFen", receivers, fee_fen AS "feeFen", subsidy_fen AS "subsidyFen", notify_url AS "notifyUrl", at`

const instruction = statement<InstructionRow>(
  'sandbox.instruction',
  `
  SELECT ${instructionColumns}
  FROM sandbox.instruction WHERE id = $1`,
)

export async function instructionById(sql: Sql, id: string): Promise<InstructionRow | null> {
  return (await sql.run(instruction, [id]))[0] ?? null
}

const book = statement(
  'sandbox.book',
  `
  WITH told AS (
    INSERT INTO sandbox.instruction (id, kind, share_id, seller_account, amount_fen, commission_fen, notify_url, ready_at, at, receivers, fee_fen, subsidy_fen)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $15, $16, $17)
  ), share AS (
    UPDATE sandbox.share SET frozen_fen = frozen_fen + $10, released_fen = released_fen + $11, commission_fen = commission_fen + $12,
      refunded_fen = refunded_fen + $13, shared_fen = shared_fen + $18, fee_fen = fee_fen + $19, subsidy_fen = subsidy_fen + $20,
      laid_out_fen = laid_out_fen + $21, release_id = CASE WHEN $22 THEN $1::uuid ELSE release_id END
    WHERE id = $3
  ), moved AS (
    SELECT o."sellerAccount" AS account, sum(o.fen) AS fen FROM jsonb_to_recordset($23::jsonb) AS o("sellerAccount" text, fen bigint) GROUP BY 1
  ), others AS (
    -- A new row must not be overdrawn either, so what is taken stands in the update alone.
    INSERT INTO sandbox.account AS a (seller_account, balance_fen) SELECT account, greatest(0, fen) FROM moved ORDER BY 1
    ON CONFLICT (seller_account) DO UPDATE SET balance_fen = a.balance_fen + (SELECT m.fen FROM moved m WHERE m.account = a.seller_account)
  )
  UPDATE sandbox.account SET balance_fen = balance_fen + $14 WHERE seller_account = $4`,
)

/** Moves the money of an accepted instruction; `at` is null while the bank still answers "pending". */
export async function bookInstruction(
  tx: Tx,
  told: Told,
  move: Move,
  times: { readyAt: Instant; at: Instant | null; endsFreeze: boolean },
): Promise<void> {
  const { id, kind, shareId, sellerAccount, amountFen, commissionFen, notifyUrl } = told
  const row = [id, kind, shareId, sellerAccount, amountFen, commissionFen, notifyUrl, times.readyAt, times.at]
  const { frozenFen, releasedFen, commissionFen: keptFen, refundedFen, balanceFen } = move
  const more = [JSON.stringify(told.receivers), told.feeFen, told.subsidyFen]
  const { sharedFen, feeFen, subsidyFen, laidOutFen, others } = move
  await tx.run(book, [
    ...row,
    frozenFen,
    releasedFen,
    keptFen,
    refundedFen,
    balanceFen,
    ...more,
    sharedFen,
    feeFen,
    subsidyFen,
    laidOutFen,
    times.endsFreeze,
    JSON.stringify(others),
  ])
}

const ripen = statement<InstructionRow>(
  'sandbox.ripen',
  `
  UPDATE sandbox.instruction SET at = $1 WHERE at IS NULL AND ready_at <= $1
  RETURNING ${instructionColumns}`,
)

/** Ends the pending instructions whose time has come, each once. */
export async function ripenInstructions(tx: Tx, now: Instant): Promise<InstructionRow[]> {
  return tx.run(ripen, [now])
}

export type BillRow = {
  at: Instant
  kind: 'payment' | 'refund' | 'release' | 'commission' | 'share' | 'subsidy' | 'payout' | 'fee'
  ourId: string
  sellerAccount: string
  amountFen: number
}

const bill = statement<BillRow>(
  'sandbox.bill',
  `
  SELECT at, kind, our_id AS "ourId", seller_account AS "sellerAccount", amount_fen AS "amountFen"
  FROM sandbox.bill WHERE at >= $1 AND at < $2 ORDER BY at, our_id, kind, seller_account`,
)

export async function billRows(sql: Sql, from: Instant, to: Instant): Promise<BillRow[]> {
  return sql.run(bill, [from, to])
}
