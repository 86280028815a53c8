import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import { COMMISSION, GATEWAY, frozen, payable } from './account.ts'
import { divideRelease } from './settlement.ts'
import type { FrozenShare } from './settlement.ts'

export type PaidShare = {
  orderId: string
  organisationId: string
  paymentId: string
  amountFen: number
  commissionRate: string
}

const freeze = statement<{ order_id: string }>(
  'ledger.freeze',
  `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS s("orderId" uuid, "organisationId" uuid, "paymentId" uuid, "amountFen" bigint, "commissionRate" numeric)
  ), opened AS (
    INSERT INTO ledger.frozen (order_id, organisation_id, payment_id, amount_fen, commission_rate)
    SELECT "orderId", "organisationId", "paymentId", "amountFen", "commissionRate" FROM given
    ON CONFLICT DO NOTHING RETURNING order_id, organisation_id, amount_fen
  ), booked AS (
    INSERT INTO ledger.transfer (at, kind, debit, credit, amount_fen, organisation_id, order_id, reference)
    SELECT $2, 'paid', '${GATEWAY}', 'frozen/' || organisation_id, amount_fen, organisation_id, order_id, order_id FROM opened
  )
  SELECT order_id FROM opened`,
)

/** Books paid shares as frozen for their sellers. Done twice, it books once. */
export async function freezeShares(tx: Tx, shares: readonly PaidShare[], now: Instant): Promise<void> {
  tx.send(freeze, [JSON.stringify(shares), now])
}

const takeFrozen = statement<FrozenShare & { organisationId: string; paymentId: string }>(
  'ledger.frozen.lock',
  `
  SELECT organisation_id AS "organisationId", payment_id AS "paymentId", amount_fen AS "amountFen", released_fen AS "releasedFen",
         commission_fen AS "commissionFen", refunded_fen AS "refundedFen", commission_rate AS "commissionRate"
  FROM ledger.frozen WHERE order_id = $1 FOR UPDATE`,
)

const countFrozen = statement(
  'ledger.frozen.count',
  `
  UPDATE ledger.frozen SET released_fen = released_fen + $2, commission_fen = commission_fen + $3, refunded_fen = refunded_fen + $4 WHERE order_id = $1`,
)

const book = statement(
  'ledger.transfer.book',
  `
  INSERT INTO ledger.transfer (at, kind, debit, credit, amount_fen, organisation_id, order_id, reference)
  SELECT $2, t.kind, t.debit, t.credit, t."amountFen", t."organisationId", t."orderId", t.reference
  FROM jsonb_to_recordset($1::jsonb) AS t(kind text, debit text, credit text, "amountFen" bigint, "organisationId" uuid, "orderId" uuid, reference uuid)`,
)

type Transfer = {
  kind: string
  debit: string
  credit: string
  amountFen: number
  organisationId: string
  orderId: string | null
  reference: string
}

async function bookTransfers(tx: Tx, transfers: readonly Transfer[], now: Instant): Promise<void> {
  const moving = transfers.filter((t) => t.amountFen > 0)
  if (moving.length > 0) tx.send(book, [JSON.stringify(moving), now])
}

/**
 * Releases all that is left frozen of an order: commission split off, the rest payable to the seller.
 * `reference` is the instruction to the gateway. Null when nothing is left. Refuses: ledger.share.unknown.
 */
export async function releaseShare(
  tx: Tx,
  orderId: string,
  reference: string,
  now: Instant,
): Promise<{ sellerFen: number; commissionFen: number } | null> {
  const share = await lockedShare(tx, orderId)
  const { sellerFen, commissionFen } = divideRelease(share)
  if (sellerFen + commissionFen === 0) return null
  tx.send(countFrozen, [orderId, sellerFen, commissionFen, 0])
  const common = { debit: frozen(share.organisationId), organisationId: share.organisationId, orderId, reference }
  await bookTransfers(
    tx,
    [
      { ...common, kind: 'released', credit: payable(share.organisationId), amountFen: sellerFen },
      { ...common, kind: 'commission', credit: COMMISSION, amountFen: commissionFen },
    ],
    now,
  )
  return { sellerFen, commissionFen }
}

/** Gives part of a frozen share back to the buyer. Refuses: ledger.share.unknown, ledger.refund.too_much. */
export async function refundShare(
  tx: Tx,
  orderId: string,
  amountFen: number,
  reference: string,
  now: Instant,
): Promise<void> {
  const share = await lockedShare(tx, orderId)
  const left = share.amountFen - share.releasedFen - share.commissionFen - share.refundedFen
  if (amountFen > left) refuse('ledger.refund.too_much', { leftFen: left })
  tx.send(countFrozen, [orderId, 0, 0, amountFen])
  await bookTransfers(
    tx,
    [
      {
        kind: 'refunded',
        debit: frozen(share.organisationId),
        credit: GATEWAY,
        amountFen,
        organisationId: share.organisationId,
        orderId,
        reference,
      },
    ],
    now,
  )
}

async function lockedShare(tx: Tx, orderId: string) {
  const [share] = await tx.run(takeFrozen, [orderId])
  return share ?? refuse('ledger.share.unknown')
}

const rateOf = statement<{ rate: string }>(
  'ledger.frozen.rate',
  'SELECT commission_rate::text AS rate FROM ledger.frozen WHERE order_id = $1',
)

/** The commission agreed when an order was paid; null before that. */
export async function commissionRateOf(sql: Sql, orderId: string): Promise<string | null> {
  return (await sql.run(rateOf, [orderId]))[0]?.rate ?? null
}

/** Books money that left the gateway for a seller's bank. */
export async function bookPayout(
  tx: Tx,
  payout: { organisationId: string; orderId: string; amountFen: number; reference: string },
  now: Instant,
): Promise<void> {
  await bookTransfers(
    tx,
    [{ ...payout, kind: 'paid_out', debit: payable(payout.organisationId), credit: GATEWAY }],
    now,
  )
}

const balances = statement<{ account: string; balanceFen: number; postings: number }>(
  'ledger.trial_balance',
  `
  SELECT account, balance_fen AS "balanceFen", postings FROM ledger.trial_balance ORDER BY account`,
)

/** Every account with its balance; the balances add up to zero. Debits are positive. */
export async function trialBalance(sql: Sql): Promise<{ account: string; balanceFen: number; postings: number }[]> {
  return sql.run(balances)
}

export type StatementLine = {
  at: Instant
  kind: string
  amountFen: number
  account: 'frozen' | 'payable'
  orderId: string | null
  reference: string
}

const statementLines = statement<StatementLine>(
  'ledger.statement',
  `
  SELECT at, kind, -amount_fen AS "amountFen", split_part(account, '/', 1) AS account, order_id AS "orderId", reference
  FROM ledger.posting WHERE organisation_id = $1 AND account IN ('frozen/' || $1, 'payable/' || $1) AND at >= $2 AND at < $3
  ORDER BY at DESC, id DESC LIMIT $4`,
)

/** What moved on a seller's two accounts; positive amounts came in. */
export async function statementLinesOf(
  sql: Sql,
  organisationId: string,
  from: Instant,
  to: Instant,
  limit: number,
): Promise<StatementLine[]> {
  return sql.run(statementLines, [organisationId, from, to, limit])
}

const sellerTotals = statement<{ account: string; inFen: number; outFen: number }>(
  'ledger.statement.totals',
  `
  SELECT split_part(account, '/', 1) AS account, coalesce(sum(-amount_fen) FILTER (WHERE amount_fen < 0), 0)::bigint AS "inFen",
         coalesce(sum(amount_fen) FILTER (WHERE amount_fen > 0), 0)::bigint AS "outFen"
  FROM ledger.posting WHERE organisation_id = $1 AND account IN ('frozen/' || $1, 'payable/' || $1) AND at >= $2 AND at < $3 GROUP BY account`,
)

export async function statementTotalsOf(
  sql: Sql,
  organisationId: string,
  from: Instant,
  to: Instant,
): Promise<{ account: string; inFen: number; outFen: number }[]> {
  return sql.run(sellerTotals, [organisationId, from, to])
}
