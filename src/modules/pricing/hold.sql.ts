import type { Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'

/** What an order takes of a coupon or of a budget. */
export type OfferHold = {
  orderId: string
  offerId: string
  claimId: string | null
  budgetId: string | null
  amountFen: number
}

const hold = statement<{ claims: number; budgets: number }>(
  'pricing.hold',
  `
  WITH want AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS w("orderId" uuid, "offerId" uuid, "claimId" uuid, "budgetId" uuid, "amountFen" bigint)
  ), claim AS MATERIALIZED (
    SELECT id FROM pricing.claim WHERE id = ANY (ARRAY(SELECT "claimId" FROM want)) ORDER BY id FOR NO KEY UPDATE
  ), claimed AS (
    UPDATE pricing.claim c SET state = 'held' WHERE c.id = ANY (ARRAY(SELECT id FROM claim)) AND c.state = 'free' RETURNING 1
  ), taken AS MATERIALIZED (
    SELECT pricing.take(id, fen) AS done
    FROM (SELECT "budgetId" AS id, sum("amountFen")::bigint AS fen FROM want WHERE "budgetId" IS NOT NULL GROUP BY 1 ORDER BY 1) b
  ), held AS (
    INSERT INTO pricing.hold (order_id, offer_id, claim_id, budget_id, amount_fen)
    SELECT "orderId", "offerId", "claimId", "budgetId", "amountFen" FROM want
  )
  SELECT (SELECT count(*) FROM claimed)::int AS claims, (SELECT count(*) FROM taken WHERE done)::int AS budgets`,
)

/** Holds coupons and budget money for orders not paid yet. Refuses: pricing.coupon.taken, pricing.budget.used_up. */
export async function holdOffers(tx: Tx, wanted: readonly OfferHold[]): Promise<void> {
  const distinct = (ids: readonly (string | null)[]) => new Set(ids.filter((one) => one !== null)).size
  const [row] = await tx.run(hold, [JSON.stringify(wanted)])
  if (row?.claims !== distinct(wanted.map((one) => one.claimId))) refuse('pricing.coupon.taken')
  if (row.budgets !== distinct(wanted.map((one) => one.budgetId))) refuse('pricing.budget.used_up')
}

/** Budgets get back what `target` says, each in the slot of this connection, in key order. */
const putBack = `back AS MATERIALIZED (
    SELECT r.of, r.slot, t.fen FROM pricing.remainder r
    JOIN (SELECT budget_id, sum(fen) AS fen FROM target WHERE budget_id IS NOT NULL GROUP BY 1) t ON t.budget_id = r.of
    WHERE r.slot = pg_backend_pid() % 16 ORDER BY r.of FOR NO KEY UPDATE OF r
  ), left_again AS (
    UPDATE pricing.remainder r SET amount = r.amount + b.fen FROM back b WHERE r.of = b.of AND r.slot = b.slot
  )`

/** Orders of one coupon that end at once take turns: the last one to end gives the coupon back. */
const lockClaims = statement(
  'pricing.hold.lock_claims',
  `
  SELECT id FROM pricing.claim WHERE id = ANY (ARRAY(SELECT claim_id FROM pricing.hold WHERE order_id = ANY($1::uuid[])))
  ORDER BY id FOR NO KEY UPDATE`,
)

/** Moves the holds of orders on to another state, and their coupons; what ends without being used is left of its budget again. */
function moveHolds(name: string, from: 'held' | 'used', to: 'used' | 'released' | 'expired') {
  const claim = to === 'used' ? 'used' : 'free'
  const others = `AND NOT EXISTS (SELECT FROM pricing.hold o WHERE o.claim_id = c.id AND o.state IN ('held', 'used') AND o.order_id <> ALL($1::uuid[]))`
  return statement<{ order_id: string }>(
    name,
    `
    WITH target AS (
      UPDATE pricing.hold h SET state = '${to}' WHERE h.order_id = ANY($1::uuid[]) AND h.state = '${from}'
      RETURNING h.order_id, h.claim_id, h.budget_id, h.amount_fen - h.returned_fen AS fen
    )${to === 'used' ? '' : `, ${putBack}`}, coupons AS (
      UPDATE pricing.claim c SET state = '${claim}'
      WHERE c.id = ANY (ARRAY(SELECT claim_id FROM target)) AND c.state <> '${claim}' ${claim === 'free' ? others : ''}
    )
    SELECT DISTINCT order_id FROM target`,
  )
}

const confirm = moveHolds('pricing.hold.confirm', 'held', 'used')
const release = moveHolds('pricing.hold.release', 'held', 'released')
const expire = moveHolds('pricing.hold.expire', 'held', 'expired')
const giveBack = moveHolds('pricing.hold.give_back', 'used', 'released')

/** The orders are paid: coupons are used, budget money is spent. */
export function confirmOffers(tx: Tx, orderIds: readonly string[]): void {
  tx.send(confirm, [orderIds])
}

const ending = (move: ReturnType<typeof moveHolds>) => async (tx: Tx, orderIds: readonly string[]) => {
  await tx.run(lockClaims, [orderIds])
  await tx.run(move, [orderIds])
}
/** The buyer gave the orders up before paying: coupons and money are free again. */
export const releaseOffers = ending(release)
/** The time to pay is over: coupons and money are free again. */
export const expireOffers = ending(expire)
/** Paid orders end before they ship: the money is the budget's again, and a coupon with no other order is free. */
export const giveBackOffers = ending(giveBack)

const returnPart = statement(
  'pricing.hold.return',
  `
  WITH want AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS w("offerId" uuid, fen bigint)
  ), target AS (
    UPDATE pricing.hold h SET returned_fen = h.returned_fen + w.fen FROM want w
    WHERE h.order_id = $1 AND h.offer_id = w."offerId" AND h.state = 'used' AND h.budget_id IS NOT NULL
    RETURNING h.budget_id, w.fen
  ), ${putBack}
  SELECT FROM target`,
)

/** Units of a paid order went back: what was borne for them is the budget's again. The coupon stays used. */
export async function returnOffers(
  tx: Tx,
  orderId: string,
  parts: readonly { offerId: string; fen: number }[],
): Promise<void> {
  await tx.run(returnPart, [orderId, JSON.stringify(parts)])
}
