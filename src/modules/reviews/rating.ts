/**
 * Ratings that resist brushing: a Bayesian mean in which an account counts once for a listing, however often it buys, and
 * a new account counts little. Only who received the goods may rate at all, so every rating costs a purchase.
 *
 *     rating = (PRIOR_WEIGHT × PRIOR_RATING + Σ weight × mean of the account) ÷ (PRIOR_WEIGHT + Σ weight)
 */
export const PRIOR_RATING = 4
export const PRIOR_WEIGHT_MILLI = 5000

/** A guest's weight; an account's grows with its age up to a whole one. In thousandths. */
export const GUEST_WEIGHT_MILLI = 200
const NEW_ACCOUNT_WEIGHT_MILLI = 300
const GROWN_WEIGHT_MILLI = 1000
export const GROWN_AFTER_DAYS = 180

/** How much an account counts, by its age in whole days; null is a guest, who has none. */
export function weightMilli(accountAgeDays: number | null): number {
  if (accountAgeDays === null) return GUEST_WEIGHT_MILLI
  const grown = Math.min(GROWN_AFTER_DAYS, Math.max(0, accountAgeDays))
  return (
    NEW_ACCOUNT_WEIGHT_MILLI + Math.floor(((GROWN_WEIGHT_MILLI - NEW_ACCOUNT_WEIGHT_MILLI) * grown) / GROWN_AFTER_DAYS)
  )
}

export type Rated = { buyerId: string; rating: number; weightMilli: number }
export type Tally = { reviews: number; weightMilli: number; weighted: number }

/** Adds reviews up account by account: each counts once, with its highest weight and the mean of what it said. */
export function tallyOf(reviews: readonly Rated[]): Tally {
  const accounts = [...Map.groupBy(reviews, (r) => r.buyerId).values()].map((own) => ({
    weight: Math.max(...own.map((r) => r.weightMilli)),
    mean: own.reduce((sum, r) => sum + r.rating, 0) / own.length,
  }))
  return {
    reviews: reviews.length,
    weightMilli: accounts.reduce((sum, a) => sum + a.weight, 0),
    weighted: accounts.reduce((sum, a) => sum + a.weight * a.mean, 0),
  }
}

/** The rating between 1 and 5, in hundredths so that it is the same wherever it is shown; null without a review. */
export function ratingCenti({ reviews, weightMilli: weight, weighted }: Tally): number | null {
  if (reviews === 0) return null
  return Math.round((100 * (PRIOR_WEIGHT_MILLI * PRIOR_RATING + weighted)) / (PRIOR_WEIGHT_MILLI + weight))
}

/** The most by which `accounts` more accounts of a weight can move a rating that stands on `tally`, in stars. */
export function reachOf(tally: Tally, accounts: number, eachMilli: number): number {
  const added = accounts * eachMilli
  return (4 * added) / (PRIOR_WEIGHT_MILLI + tally.weightMilli + added)
}
