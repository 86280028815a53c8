import { ForecastFault } from './fault.ts'
import { refuseMisfit } from './shape.ts'

/** What was changed before the series was looked at. */
export type Mended = { at: number; was: number | null; now: number; why: 'missing' | 'outlier' }
export type Clean = { values: Float64Array; mended: Mended[] }

const LENGTH_MAX = 20_000
/** A residual farther than this many robust standard deviations is no ordinary day. */
const OUTLIER_DEVIATIONS = 8
/** However regular a series was, a step of this part of its level is ordinary. */
const ORDINARY_PART = 0.03
/** The median absolute deviation of a normal distribution is this part of its standard deviation. */
const MAD_TO_DEVIATION = 1.4826

/**
 * A series without gaps and without values that nothing around them explains; each change is told. Missing values (null or
 * NaN) are read from the same season of the periods around them, else between their neighbours. Refuses: too_short, too_long, bad_number, bad_period, bad_shape.
 */
export function clean(history: readonly (number | null)[], period: number, mendOutliers: boolean): Clean {
  refuseMisfit('cleaning', { history, period })
  if (!Number.isInteger(period) || period < 1) throw new ForecastFault('bad_period', String(period))
  if (history.length > LENGTH_MAX)
    throw new ForecastFault('too_long', `${history.length} values; at most ${LENGTH_MAX}`)
  const given = Array.from(history, (v) => (v === null || Number.isNaN(v) ? null : v))
  if (given.some((v) => v !== null && (typeof v !== 'number' || !Number.isFinite(v) || Math.abs(v) > 1e15)))
    throw new ForecastFault('bad_number', 'a series is made of finite numbers, and null for what is missing')
  if (given.filter((v) => v !== null).length < 3) throw new ForecastFault('too_short', 'three values are the least')
  const filled = fill(given, period)
  const missing = given.flatMap((was, at): Mended[] =>
    was === null ? [{ at, was, now: filled[at] ?? 0, why: 'missing' }] : [],
  )
  if (!mendOutliers) return { values: filled, mended: missing }
  const outliers = outliersIn(filled, period).map(({ at, now }): Mended => ({
    at,
    was: given[at] ?? null,
    now,
    why: 'outlier',
  }))
  const values = filled.slice()
  for (const { at, now } of outliers) values[at] = now
  return { values, mended: [...missing, ...outliers].toSorted((a, b) => a.at - b.at) }
}

function fill(given: readonly (number | null)[], period: number): Float64Array {
  return Float64Array.from(given, (value, at) => {
    if (value !== null) return value
    const sameSeason = period > 1 ? [given[at - period], given[at + period]].filter((v) => typeof v === 'number') : []
    if (sameSeason.length > 0) return sameSeason.reduce((a, b) => a + b, 0) / sameSeason.length
    return between(given, at)
  })
}

/** On the line between the neighbours; at an end, the nearest. */
function between(given: readonly (number | null)[], at: number): number {
  let [left, right] = [at, at]
  while (left >= 0 && given[left] === null) left -= 1
  while (right < given.length && given[right] === null) right += 1
  const [from, to] = [given[left], given[right]]
  if (typeof from !== 'number') return to ?? 0
  if (typeof to !== 'number') return from
  return from + ((to - from) * (at - left)) / (right - left)
}

/** Against the median of the neighbourhood and of the same seasons, by robust deviations (Hampel 1974). */
function outliersIn(given: Float64Array, period: number): { at: number; now: number }[] {
  // Without seasons to compare with, a turn of the trend would pass for a mistake.
  if (period < 2 || given.length < Math.max(12, 3 * period)) return []
  // Of a series that grows, the ordinary steps grow too; its logarithm's do not.
  const positive = given.every((v) => v > 0)
  const values = positive ? given.map(Math.log) : given
  // One whole period at a time, so that every season is in it once; at the ends, the nearest whole one.
  const local = values.map((_, t) => {
    const from = Math.min(Math.max(0, t - (period >> 1)), values.length - period)
    return median(values.subarray(from, from + period))
  })
  const rest = values.map((v, t) => v - (local[t] ?? 0))
  const season = Float64Array.from({ length: period }, (_, s) => median(rest.filter((_r, t) => t % period === s)))
  const residuals = rest.map((r, t) => r - (season[t % period] ?? 0))
  const ordinary = positive ? ORDINARY_PART : ORDINARY_PART * median(values.map(Math.abs))
  const deviation = Math.max(ordinary, MAD_TO_DEVIATION * median(residuals.map(Math.abs)))
  return Array.from(residuals.entries())
    .filter(([, r]) => Math.abs(r) > OUTLIER_DEVIATIONS * deviation)
    .map(([at]) => {
      const now = (local[at] ?? 0) + (season[at % period] ?? 0)
      return { at, now: positive ? Math.exp(now) : now }
    })
}

export function median(values: Float64Array): number {
  const sorted = values.toSorted()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
