/** A seller's part of the market and of what was looked at. */
export type SellerExposure = { organisationId: string; listings: number; shown: number }

/** Points a seller below the fair share gains at most: as much as a fresh listing, less than a season. */
export const FAIR_TURN_MAX = 100
/** Impressions taken as given on both sides, so that a few more or less decide nothing. */
const GIVEN = 20
/** An eighth of the fair share earns all points. */
const HALVINGS_MAX = 3

/**
 * Points for a seller who is shown less than the share of listings would have it: none at or above that share, then rising
 * with every halving, FAIR_TURN_MAX at most. Nobody loses points.
 */
export function fairTurnPoints({ listings, shown }: SellerExposure, all: { listings: number; shown: number }): number {
  if (all.listings === 0 || listings === 0) return 0
  const fair = (all.shown * listings) / all.listings
  const halvings = Math.log2((fair + GIVEN) / (shown + GIVEN))
  return Math.round(FAIR_TURN_MAX * Math.min(1, Math.max(0, halvings / HALVINGS_MAX)))
}

export const totalOf = (sellers: readonly SellerExposure[]) => ({
  listings: sellers.reduce((sum, one) => sum + one.listings, 0),
  shown: sellers.reduce((sum, one) => sum + one.shown, 0),
})

export type LorenzPoint = { listings: number; shown: number }

/**
 * The Lorenz curve (1905) of impressions over listings: sellers ordered by impressions for each listing, both axes as shares
 * from 0 to 1. A straight line is a fair turn for all.
 */
export function lorenz(sellers: readonly SellerExposure[]): LorenzPoint[] {
  const all = totalOf(sellers)
  const points: LorenzPoint[] = [{ listings: 0, shown: 0 }]
  if (all.listings === 0 || all.shown === 0) return [...points, { listings: 1, shown: 1 }]
  const present = sellers.filter((one) => one.listings > 0)
  let [listings, shown] = [0, 0]
  for (const one of present.toSorted((a, b) => a.shown * b.listings - b.shown * a.listings)) {
    listings += one.listings
    shown += one.shown
    points.push({ listings: listings / all.listings, shown: shown / all.shown })
  }
  return points
}

/** The Gini coefficient of the curve: 0 where all listings are shown alike, towards 1 where one has it all. */
export function gini(points: readonly LorenzPoint[]): number {
  const area = points.slice(1).reduce((sum, point, at) => {
    const before = points[at] ?? { listings: 0, shown: 0 }
    return sum + (point.listings - before.listings) * (point.shown + before.shown)
  }, 0)
  return Math.min(1, Math.max(0, 1 - area))
}
