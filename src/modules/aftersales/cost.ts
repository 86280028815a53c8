import { costByLine } from './case.ts'
import type { CaseCost } from './cost.sql.ts'

export type ListingCost = {
  listingId: string
  titleZh: string
  titleEn: string
  cases: number
  units: number
  costFen: number
  lots: string[]
}

/** What each listing cost: a case over several lines is shared by their units, to the fen. The dearest first. */
export function costsByListing(cases: readonly CaseCost[]): ListingCost[] {
  const found = new Map<string, ListingCost>()
  for (const one of cases) {
    const shares = costByLine(
      one.costFen,
      one.lines.map((line) => line.units),
    )
    for (const [i, { listingId, titleZh, titleEn, units, lots }] of one.lines.entries()) {
      const sum = found.get(listingId) ?? { listingId, titleZh, titleEn, cases: 0, units: 0, costFen: 0, lots: [] }
      found.set(listingId, {
        ...sum,
        cases: sum.cases + 1,
        units: sum.units + units,
        costFen: sum.costFen + (shares[i] ?? 0),
        lots: [...new Set([...sum.lots, ...lots])].sort(),
      })
    }
  }
  return [...found.values()].sort((a, b) => b.costFen - a.costFen || a.listingId.localeCompare(b.listingId))
}
