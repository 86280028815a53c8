import { forecast, seasonalNaive } from '../../engines/forecast/index.ts'

const WEEK = 7
/** Before there is a season's data, next week is as this one. */
const SEASON_DAYS = 365
const LEVEL = 0.8

export type Outlook = {
  method: 'seasonal_naive' | 'combined'
  level: number
  days: { expected: number; low: number; high: number }[]
}

/**
 * How many visitors are to be expected on the days to come, `booked` of which have booked already: no fewer than these will. `history` is the visitors of each day up to
 * yesterday. Null where there are not two weeks to look back on.
 */
export function outlookOf(history: readonly number[], booked: readonly number[]): Outlook | null {
  if (history.length < 2 * WEEK) return null
  const horizon = booked.length
  const isLong = history.length >= SEASON_DAYS
  const { point, low, high } = isLong ? combined(history, horizon) : naive(history, horizon)
  const days = booked.map((sure, at) => ({
    expected: Math.max(sure, Math.round(point[at] ?? 0)),
    low: Math.max(sure, Math.floor(low[at] ?? 0)),
    high: Math.max(sure, Math.ceil(high[at] ?? 0)),
  }))
  return { method: isLong ? 'combined' : 'seasonal_naive', level: LEVEL, days }
}

function combined(history: readonly number[], horizon: number) {
  const { point, intervals } = forecast({ history, period: WEEK, horizon, levels: [LEVEL] })
  return { point, low: intervals[0]?.lower ?? point, high: intervals[0]?.upper ?? point }
}

/** The last week again; as wide as weeks differed from those before, and wider with every week ahead (by the root of their number). */
function naive(history: readonly number[], horizon: number) {
  const point = seasonalNaive(history, WEEK, horizon)
  const misses = history
    .slice(WEEK)
    .map((value, at) => Math.abs(value - (history[at] ?? 0)))
    .toSorted((a, b) => a - b)
  const miss = misses[Math.min(misses.length - 1, Math.ceil(LEVEL * misses.length) - 1)] ?? 0
  const reach = (at: number) => miss * Math.sqrt(Math.floor(at / WEEK) + 1)
  return {
    point,
    low: point.map((value, at) => Math.max(0, value - reach(at))),
    high: point.map((value, at) => value + reach(at)),
  }
}

export const shareOf = (booked: number, limit: number) => (limit === 0 ? (booked > 0 ? 1 : 0) : booked / limit)
