import type { Actor, OrganisationKind } from '../../kernel/actor.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { civilDate } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { ListingRule, Offer, Rules, UnitPrice } from './rule.ts'

/** Who asks for a price: their coupons and groups go by these. */
export type Shopper = { buyerIds: readonly string[]; organisationKinds: readonly OrganisationKind[] }

export function shopperOf(actor: Actor): Shopper {
  const memberships = actor.kind === 'person' ? actor.memberships : []
  return {
    buyerIds: buyerIdsOf(actor),
    organisationKinds: [...new Set(memberships.map((membership) => membership.organisationKind))],
  }
}

/** An offer as JSON, with what its budget has left. */
export const offerJson = (
  claim: string,
) => `json_build_object('id', o.id, 'kind', o.kind, 'titleZh', o.title_zh, 'titleEn', o.title_en,
  'bearerKind', o.bearer_kind, 'bearerId', o.bearer_id, 'sellerId', o.seller_id, 'category', o.category, 'tiers', o.tiers,
  'startsAt', o.starts_at, 'endsAt', o.ends_at, 'sequence', o.sequence, 'exclusive', o.exclusive, 'claimId', ${claim},
  'budget', (SELECT json_build_object('id', r.of, 'leftFen', sum(r.amount)) FROM pricing.remainder r WHERE r.of = o.budget_id GROUP BY r.of))`

type Row = {
  unitPrices: UnitPrice[]
  listingRules: ListingRule[]
  reductions: StoredOffer[]
  coupons: StoredOffer[]
}
type StoredOffer = Omit<Offer, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string }

const all = (what: string, from: string) => `(SELECT coalesce(json_agg(${what}), '[]') FROM ${from})`

const read = statement<Row>(
  'pricing.rules.read',
  `
  SELECT ${all(
    `json_build_object('id', p.id, 'listingId', p.listing_id, 'unitsFrom', p.units_from, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
      'priceFen', p.price_fen, 'group', CASE WHEN g.id IS NOT NULL THEN json_build_object('id', g.id, 'nameZh', g.name_zh, 'nameEn', g.name_en) END)`,
    `pricing.unit_price p LEFT JOIN pricing.customer_group g ON g.id = p.group_id
    WHERE p.listing_id = ANY($1::uuid[]) AND (p.ends_on IS NULL OR p.ends_on >= $5) AND (p.group_id IS NULL OR g.organisation_kinds && $4::text[]
      OR EXISTS (SELECT FROM pricing.group_member m WHERE m.group_id = p.group_id AND m.person_id = ANY($3::uuid[])))`,
  )} AS "unitPrices",
  ${all(
    `json_build_object('listingId', r.listing_id, 'floorFen', r.floor_fen, 'nearExpiryDays', r.near_expiry_days, 'nearExpiryPercent', r.near_expiry_percent)`,
    `pricing.listing_rule r WHERE r.listing_id = ANY($1::uuid[])`,
  )} AS "listingRules",
  ${all(
    offerJson('NULL'),
    `(SELECT * FROM pricing.offer WHERE state = 'open' AND seller_id = ANY($2::uuid[]) AND ends_at > $6
      UNION ALL SELECT * FROM pricing.offer WHERE state = 'open' AND seller_id IS NULL AND ends_at > $6) o WHERE o.kind = 'reduction'`,
  )} AS reductions,
  ${all(
    offerJson('o.claim_id'),
    `(SELECT DISTINCT ON (offer.id) offer.*, c.id AS claim_id FROM pricing.claim c JOIN pricing.offer ON offer.id = c.offer_id
      WHERE c.buyer_id = ANY($3::uuid[]) AND c.state = 'free' AND offer.ends_at > $6 ORDER BY offer.id, c.number, c.id) o`,
  )} AS coupons`,
)

/** All that bears on the price of these listings for this shopper, as data for the engine. One statement. */
export async function rulesFor(
  sql: Sql,
  asked: { listingIds: readonly string[]; sellerIds: readonly string[]; shopper: Shopper },
  now: Instant,
): Promise<Rules> {
  const { listingIds, sellerIds, shopper } = asked
  const today: CivilDate = civilDate(now)
  const [row] = await sql.run(read, [listingIds, sellerIds, shopper.buyerIds, shopper.organisationKinds, today, now])
  if (row === undefined) return { unitPrices: [], listingRules: [], offers: [] }
  const { unitPrices, listingRules, reductions, coupons } = row
  return { unitPrices, listingRules, offers: [...reductions, ...coupons].map(dated) }
}

export const dated = <T extends { startsAt: string; endsAt: string }>(offer: T) => ({
  ...offer,
  startsAt: new Date(offer.startsAt),
  endsAt: new Date(offer.endsAt),
})
