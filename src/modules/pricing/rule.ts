import type { CivilDate, Instant } from '../../kernel/clock.ts'

/** A unit price beside the listing's own; of those that apply, the lowest is taken. Its days are both included. */
export type UnitPrice = {
  id: string
  listingId: string
  /** The customers it is for, named; null for everyone. */
  group: { id: string; nameZh: string; nameEn: string } | null
  unitsFrom: number
  startsOn: CivilDate | null
  endsOn: CivilDate | null
  priceFen: number
}

/** A seller's limits for one listing: no unit is sold below the floor; units near their expiry cost some percent less. */
export type ListingRule = {
  listingId: string
  floorFen: number | null
  nearExpiryDays: number | null
  nearExpiryPercent: number | null
}

/** From an amount on, so much off: fen, or a percent of the goods up to the most. */
export type Tier = { fromFen: number } & ({ offFen: number } | { percent: number; mostFen: number })

export const bearerKinds = ['seller', 'platform', 'brand'] as const
export type BearerKind = (typeof bearerKinds)[number]
export const offerKinds = ['coupon', 'reduction'] as const
export type OfferKind = (typeof offerKinds)[number]

/** A coupon in the buyer's hand or a full reduction that runs, as the engine takes it off. */
export type Offer = {
  id: string
  kind: OfferKind
  titleZh: string
  titleEn: string
  bearerKind: BearerKind
  /** The organisation that bears it; null for the platform. */
  bearerId: string | null
  /** Only these goods, where set. */
  sellerId: string | null
  category: string | null
  tiers: Tier[]
  startsAt: Instant
  endsAt: Instant
  /** Lower ones are taken off first; of one exclusive group, only one is taken off a line. */
  sequence: number
  exclusive: string
  claimId: string | null
  budget: { id: string; leftFen: number } | null
}

export type Rules = {
  unitPrices: readonly UnitPrice[]
  listingRules: readonly ListingRule[]
  offers: readonly Offer[]
}
export const noRules: Rules = { unitPrices: [], listingRules: [], offers: [] }

/** How offers stand beside each other unless their maker says otherwise: goods first, then coupons, the seller's before others'. */
export const standing: Readonly<Record<BearerKind, Record<OfferKind, { sequence: number; exclusive: string }>>> = {
  seller: {
    reduction: { sequence: 10, exclusive: 'seller_reduction' },
    coupon: { sequence: 20, exclusive: 'seller_coupon' },
  },
  brand: {
    reduction: { sequence: 30, exclusive: 'brand_reduction' },
    coupon: { sequence: 40, exclusive: 'common_coupon' },
  },
  platform: {
    reduction: { sequence: 35, exclusive: 'platform_reduction' },
    coupon: { sequence: 40, exclusive: 'common_coupon' },
  },
}
