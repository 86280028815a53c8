import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, startOfDay } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Tier } from './rule.ts'

/** A coupon as its claiming decides on it. */
export type Claimable = {
  kind: 'coupon' | 'reduction'
  state: 'open' | 'closed'
  startsAt: Instant
  endsAt: Instant
  claims: number
  claimsMost: number | null
  claimsEach: number | null
}

/**
 * The number of the asker's next coupon, counted from 1. Refuses: pricing.offer.unknown, pricing.coupon.not_now,
 * pricing.coupon.none_left, pricing.coupon.enough.
 */
export function nextClaim(offer: Claimable, own: number, now: Instant): number {
  if (offer.kind !== 'coupon') refuse('pricing.offer.unknown')
  if (offer.state !== 'open' || now < offer.startsAt || offer.endsAt <= now) refuse('pricing.coupon.not_now')
  if (own >= (offer.claimsEach ?? 0)) refuse('pricing.coupon.enough', { most: offer.claimsEach ?? 0 })
  if (offer.claims >= (offer.claimsMost ?? 0)) refuse('pricing.coupon.none_left')
  return own + 1
}

/**
 * Tiers in rising order, each taking more than the one below it and less than its own threshold. Refuses: pricing.offer.tiers.
 */
export function checkedTiers(tiers: readonly Tier[]): Tier[] {
  const rising = tiers.toSorted((a, b) => a.fromFen - b.fromFen)
  const worth = (tier: Tier) => ('offFen' in tier ? tier.offFen : tier.mostFen)
  for (const [i, tier] of rising.entries()) {
    const below = rising[i - 1]
    if (below !== undefined && (below.fromFen === tier.fromFen || worth(below) >= worth(tier)))
      refuse('pricing.offer.tiers')
    if ('offFen' in tier && tier.offFen > tier.fromFen) refuse('pricing.offer.tiers')
  }
  return rising
}

/** The moments between the first and the last day, both included. Refuses: pricing.days_backwards. */
export function runOf(startsOn: CivilDate, endsOn: CivilDate): { startsAt: Instant; endsAt: Instant } {
  if (endsOn < startsOn) refuse('pricing.days_backwards')
  return { startsAt: startOfDay(startsOn), endsAt: startOfDay(addDays(endsOn, 1)) }
}
