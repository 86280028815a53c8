import type { CivilDate } from '../../kernel/clock.ts'
import { addMonths } from '../../kernel/clock.ts'

/** Where the bands of what a checkout's goods cost begin, in fen: 0, 20, 50, 100, 200, 500, 1,000 yuan. */
export const BANDS_FEN = [0, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000] as const

/** The way from looking to paying. Visitors and baskets are counted on pages, placers and payers in the orders. */
export type Funnel = { visitors: number; views: number; baskets: number; placers: number; payers: number }
export type FunnelDay = Funnel & { day: CivilDate }

export const noFunnel: Funnel = { visitors: 0, views: 0, baskets: 0, placers: 0, payers: 0 }

/** Days added up: whoever comes on two days counts on both. */
export function funnelOf(days: readonly Funnel[]): Funnel {
  return days.reduce(
    (sum, day) => ({
      visitors: sum.visitors + day.visitors,
      views: sum.views + day.views,
      baskets: sum.baskets + day.baskets,
      placers: sum.placers + day.placers,
      payers: sum.payers + day.payers,
    }),
    noFunnel,
  )
}

export type CohortRow = { firstMonth: CivilDate; month: CivilDate; buyers: number; orders: number; amountFen: number }
/** A cohort's later months by distance; `share` is the part of its buyers who bought in that month. */
export type Cohort = {
  firstMonth: CivilDate
  buyers: number
  months: { month: CivilDate; buyers: number; share: number; amountFen: number }[]
}

/** Cohorts by first month with every month up to `last`, also those in which nobody came back. */
export function cohortsOf(rows: readonly CohortRow[], last: CivilDate): Cohort[] {
  const byFirst = Map.groupBy(rows, (row) => row.firstMonth)
  return [...byFirst]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([firstMonth, own]) => {
      const byMonth = new Map(own.map((row) => [row.month, row]))
      const size = byMonth.get(firstMonth)?.buyers ?? 0
      const months: Cohort['months'] = []
      for (let month = firstMonth; month <= last; month = addMonths(month, 1)) {
        const { buyers = 0, amountFen = 0 } = byMonth.get(month) ?? {}
        months.push({ month, buyers, share: size === 0 ? 0 : buyers / size, amountFen })
      }
      return { firstMonth, buyers: size, months }
    })
}

export const monthOf = (day: CivilDate): CivilDate => `${day.slice(0, 7)}-01`
