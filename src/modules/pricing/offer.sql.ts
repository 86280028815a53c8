import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { BearerKind, Offer, OfferKind, Tier } from './rule.ts'

export type OfferView = Omit<Offer, 'claimId' | 'budget'> & {
  budgetId: string | null
  claims: number
  claimsMost: number | null
  claimsEach: number | null
  state: 'open' | 'closed'
}

const columns = `o.id, o.kind, o.bearer_kind AS "bearerKind", o.bearer_id AS "bearerId", o.budget_id AS "budgetId", o.title_zh AS "titleZh", o.title_en AS "titleEn",
  o.seller_id AS "sellerId", o.category, o.tiers, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.sequence, o.exclusive, o.claims,
  o.claims_most AS "claimsMost", o.claims_each AS "claimsEach", o.state`

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

const lock = statement<OfferView>(
  'pricing.offer.lock',
  `SELECT ${columns} FROM pricing.offer o WHERE o.id = $1 FOR NO KEY UPDATE`,
)

export async function lockOffer(tx: Tx, offerId: string): Promise<OfferView | null> {
  return (await tx.run(lock, [offerId]))[0] ?? null
}

const ownClaims = statement<{ number: number }>(
  'pricing.claim.count',
  'SELECT count(*)::int AS number FROM pricing.claim WHERE offer_id = $1 AND buyer_id = ANY($2::uuid[])',
)

export async function ownClaimsOf(tx: Tx, offerId: string, buyerIds: readonly string[]): Promise<number> {
  return (await tx.run(ownClaims, [offerId, buyerIds]))[0]?.number ?? 0
}

const claim = statement<{ id: string }>(
  'pricing.claim.insert',
  `
  WITH counted AS (UPDATE pricing.offer SET claims = claims + 1 WHERE id = $1)
  INSERT INTO pricing.claim (offer_id, buyer_id, number, claimed_at) VALUES ($1, $2, $3, $4) RETURNING id`,
)

export async function insertClaim(
  tx: Tx,
  offerId: string,
  buyerId: string,
  number: number,
  now: Instant,
): Promise<string> {
  const [row] = await tx.run(claim, [offerId, buyerId, number, now])
  return (row as { id: string }).id
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

export type OpenOffer = OfferView & { ownClaims: number }

const running = statement<OpenOffer>(
  'pricing.offer.running',
  `
  SELECT ${columns}, (SELECT count(*)::int FROM pricing.claim c WHERE c.offer_id = o.id AND c.buyer_id = ANY($2::uuid[])) AS "ownClaims"
  FROM pricing.offer o WHERE o.state = 'open' AND o.starts_at <= $3 AND o.ends_at > $3 AND (o.seller_id IS NULL OR $1::uuid IS NULL OR o.seller_id = $1)
    AND (o.budget_id IS NULL OR EXISTS (SELECT FROM pricing.budget b WHERE b.id = o.budget_id AND b.held_fen + b.used_fen < b.amount_fen))
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
const budgetColumns = `id, organisation_id AS "organisationId", title_zh AS "titleZh", title_en AS "titleEn", amount_fen AS "amountFen", held_fen AS "heldFen", used_fen AS "usedFen"`

const budgets = statement<Budget>(
  'pricing.budget.list',
  `SELECT ${budgetColumns} FROM pricing.budget ORDER BY id DESC LIMIT 500`,
)

export async function allBudgets(sql: Sql): Promise<Budget[]> {
  return sql.run(budgets)
}

const budget = statement<Budget>('pricing.budget.by_id', `SELECT ${budgetColumns} FROM pricing.budget WHERE id = $1`)

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
  'UPDATE pricing.budget SET amount_fen = $2 WHERE id = $1 AND held_fen + used_fen <= $2 RETURNING id',
)

/** Sets what a budget holds; false where more than that is spent or promised already. */
export async function changeBudgetRow(tx: Tx, budgetId: string, amountFen: number): Promise<boolean> {
  return (await tx.run(changeBudget, [budgetId, amountFen])).length > 0
}
