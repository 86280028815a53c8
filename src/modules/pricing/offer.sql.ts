import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { BearerKind, Offer, OfferKind, Tier } from './rule.ts'

export type OpenOffer = OfferView & { ownClaims: number }
export type OfferView = Omit<Offer, 'claimId' | 'budget'> & {
  budgetId: string | null
  claims: number
  claimsMost: number | null
  claimsEach: number | null
  state: 'open' | 'closed'
}

const leftOf = (source: string) => `SELECT sum(r.amount) FROM pricing.remainder r WHERE r.of = ${source}`

const columns = `o.id, o.kind, o.bearer_kind AS "bearerKind", o.bearer_id AS "bearerId", o.budget_id AS "budgetId", o.title_zh AS "titleZh", o.title_en AS "titleEn",
  o.seller_id AS "sellerId", o.category, o.tiers, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.sequence, o.exclusive, coalesce(o.claims_most - (${leftOf('o.id')}), 0)::int AS claims,
  o.claims_most AS "claimsMost", o.claims_each AS "claimsEach", o.state`

const ownClaims = (buyerIds: string) =>
  `(SELECT count(*)::int FROM pricing.claim c WHERE c.offer_id = o.id AND c.buyer_id = ANY(${buyerIds}::uuid[])) AS "ownClaims"`

export type NewOffer = {
  kind: OfferKind
  bearerKind: BearerKind
  bearerId: string | null
  budgetId: string | null
  titleZh: string
  titleEn: string
  sellerId: string | null
  category: string | null
  tiers: Tier[]
  startsAt: Instant
  endsAt: Instant
  sequence: number
  exclusive: string
  claimsMost: number | null
  claimsEach: number | null
}

const insert = statement<{ id: string }>(
  'pricing.offer.insert',
  `
  INSERT INTO pricing.offer (kind, bearer_kind, bearer_id, budget_id, title_zh, title_en, seller_id, category, tiers, starts_at, ends_at, sequence, exclusive,
    claims_most, claims_each, made_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, $14, $15, $16) RETURNING id`,
)

export async function insertOfferRow(tx: Tx, offer: NewOffer, now: Instant): Promise<string> {
  const [row] = await tx.run(insert, [
    offer.kind,
    offer.bearerKind,
    offer.bearerId,
    offer.budgetId,
    offer.titleZh,
    offer.titleEn,
    offer.sellerId,
    offer.category,
    JSON.stringify(offer.tiers),
    offer.startsAt,
    offer.endsAt,
    offer.sequence,
    offer.exclusive,
    offer.claimsMost,
    offer.claimsEach,
    now,
  ])
  return (row as { id: string }).id
}

const close = statement<{ id: string }>(
  'pricing.offer.close',
  `
  UPDATE pricing.offer SET state = 'closed' WHERE id = $1
    AND (($2::uuid IS NULL AND bearer_kind <> 'seller') OR (bearer_kind = 'seller' AND bearer_id = $2)) RETURNING id`,
)

/** Stops an offer of a seller, or, without one, of the platform and brands. Coupons already claimed stay good. */
export async function closeOfferRow(tx: Tx, offerId: string, sellerId: string | null): Promise<boolean> {
  return (await tx.run(close, [offerId, sellerId])).length > 0
}

const ofSeller = statement<OfferView>(
  'pricing.offer.of_seller',
  `SELECT ${columns} FROM pricing.offer o WHERE o.bearer_kind = 'seller' AND o.bearer_id = $1 ORDER BY o.id DESC LIMIT 500`,
)
const ofOffice = statement<OfferView>(
  'pricing.offer.of_office',
  `SELECT ${columns} FROM pricing.offer o WHERE o.budget_id IS NOT NULL ORDER BY o.id DESC LIMIT 500`,
)

/** Newest first: a seller's offers, or, without one, those of the platform and of brands. */
export async function offersOf(sql: Sql, sellerId: string | null): Promise<OfferView[]> {
  return sellerId === null ? sql.run(ofOffice) : sql.run(ofSeller, [sellerId])
}

const ofBuyer = statement<OpenOffer>(
  'pricing.offer.of_buyer',
  `SELECT ${columns}, ${ownClaims('$2')} FROM pricing.offer o WHERE o.id = $1`,
)

/** An offer with how many of its coupons a buyer has. */
export async function offerOf(sql: Sql, offerId: string, buyerIds: readonly string[]): Promise<OpenOffer | null> {
  return (await sql.run(ofBuyer, [offerId, buyerIds]))[0] ?? null
}

const claim = statement<{ id: string; taken: boolean }>(
  'pricing.claim.insert',
  `
  WITH own AS (
    INSERT INTO pricing.claim (offer_id, buyer_id, number, claimed_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (offer_id, buyer_id, number) DO NOTHING RETURNING id
  )
  SELECT id, pricing.take($1, 1) AS taken FROM own`,
)

/** Takes one coupon; null where the same buyer took that number meanwhile. Refuses: pricing.coupon.none_left. */
export async function insertClaim(
  tx: Tx,
  offerId: string,
  buyerId: string,
  number: number,
  now: Instant,
): Promise<string | null> {
  const [row] = await tx.run(claim, [offerId, buyerId, number, now])
  if (row?.taken === false) refuse('pricing.coupon.none_left')
  return row?.id ?? null
}

export type CouponView = OfferView & { claimId: string; claimState: 'free' | 'held' | 'used' }

const mine = statement<CouponView>(
  'pricing.claim.list',
  `
  SELECT ${columns}, c.id AS "claimId", c.state AS "claimState" FROM pricing.claim c JOIN pricing.offer o ON o.id = c.offer_id
  WHERE c.buyer_id = ANY($1::uuid[]) ORDER BY c.state = 'used', o.ends_at, c.id LIMIT 200`,
)

/** Coupons in somebody's hand, those to use first in front. */
export async function couponsOf(sql: Sql, buyerIds: readonly string[]): Promise<CouponView[]> {
  return sql.run(mine, [buyerIds])
}

const running = statement<OpenOffer>(
  'pricing.offer.running',
  `
  SELECT ${columns}, ${ownClaims('$2')}
  FROM pricing.offer o WHERE o.state = 'open' AND o.starts_at <= $3 AND o.ends_at > $3 AND (o.seller_id IS NULL OR $1::uuid IS NULL OR o.seller_id = $1)
    AND (o.budget_id IS NULL OR EXISTS (SELECT FROM pricing.remainder r WHERE r.of = o.budget_id AND r.amount > 0))
  ORDER BY o.kind DESC, o.sequence, o.ends_at, o.id LIMIT 100`,
)

/** What runs now for goods of a seller, or for all sellers: reductions first, then coupons to claim. */
export async function runningOffers(
  sql: Sql,
  sellerId: string | null,
  buyerIds: readonly string[],
  now: Instant,
): Promise<OpenOffer[]> {
  return sql.run(running, [sellerId, buyerIds, now])
}

export type Budget = {
  id: string
  organisationId: string | null
  titleZh: string
  titleEn: string
  amountFen: number
  heldFen: number
  usedFen: number
}
const budgetColumns = `b.id, b.organisation_id AS "organisationId", b.title_zh AS "titleZh", b.title_en AS "titleEn", b.amount_fen AS "amountFen",
  held.fen AS "heldFen", (b.amount_fen - (${leftOf('b.id')}) - held.fen)::bigint AS "usedFen"`
const budgetRows = `pricing.budget b
  CROSS JOIN LATERAL (SELECT coalesce(sum(h.amount_fen), 0)::bigint AS fen FROM pricing.hold h WHERE h.budget_id = b.id AND h.state = 'held') held`

const budgets = statement<Budget>(
  'pricing.budget.list',
  `SELECT ${budgetColumns} FROM ${budgetRows} ORDER BY b.id DESC LIMIT 500`,
)

export async function allBudgets(sql: Sql): Promise<Budget[]> {
  return sql.run(budgets)
}

const budget = statement<Budget>('pricing.budget.by_id', `SELECT ${budgetColumns} FROM ${budgetRows} WHERE b.id = $1`)

export async function budgetById(sql: Sql, budgetId: string): Promise<Budget | null> {
  return (await sql.run(budget, [budgetId]))[0] ?? null
}

const insertBudget = statement<{ id: string }>(
  'pricing.budget.insert',
  'INSERT INTO pricing.budget (organisation_id, title_zh, title_en, amount_fen, made_at) VALUES ($1, $2, $3, $4, $5) RETURNING id',
)

export async function insertBudgetRow(
  tx: Tx,
  given: Pick<Budget, 'organisationId' | 'titleZh' | 'titleEn' | 'amountFen'>,
  now: Instant,
): Promise<string> {
  const { organisationId, titleZh, titleEn, amountFen } = given
  const [row] = await tx.run(insertBudget, [organisationId, titleZh, titleEn, amountFen, now])
  return (row as { id: string }).id
}

const changeBudget = statement<{ id: string }>(
  'pricing.budget.change',
  `
  WITH budget AS MATERIALIZED (
    SELECT id, amount_fen - $2 AS less FROM pricing.budget WHERE id = $1 FOR NO KEY UPDATE
  ), moved AS MATERIALIZED (
    SELECT id, CASE WHEN less > 0 THEN pricing.take(id, less) ELSE pricing.put(id, -less) END AS done FROM budget
  )
  UPDATE pricing.budget b SET amount_fen = $2 FROM moved WHERE b.id = moved.id AND moved.done RETURNING b.id`,
)

/** Sets what a budget holds; false where more than that is spent or promised already. */
export async function changeBudgetRow(tx: Tx, budgetId: string, amountFen: number): Promise<boolean> {
  return (await tx.run(changeBudget, [budgetId, amountFen])).length > 0
}
