import { clean } from './clean.ts'
import type { Mended } from './clean.ts'
import { combine } from './combine.ts'
import { ForecastFault } from './fault.ts'
import { liftHolidays } from './holidays.ts'
import type { Dated, HolidayEffect } from './holidays.ts'
import { croston, isIntermittent, tsb } from './intermittent.ts'
import { studentQuantile } from './normal.ts'
import { refuseMisfit } from './shape.ts'

/** One series: the newest value last, null where a value is missing. */
export type Series = {
  history: readonly (number | null)[]
  /** Values in one year or week: 12 monthly, 52 weekly, 7 daily, 1 without seasons. */
  period: number
  horizon: number
  /** Days each value covers; with them, effects of holidays that move with the moon are taken out and put back. */
  dates?: Dated
  /** Levels of the prediction intervals, such as 0.8. */
  levels?: readonly number[]
  /** Outliers are told and mended; false leaves them in. */
  mendOutliers?: boolean
}

export type Interval = { level: number; lower: Float64Array; upper: Float64Array }

export type Forecast = {
  point: Float64Array
  intervals: Interval[]
  /** What made it: the members of the combination, or the method for intermittent demand. */
  methods: readonly string[]
  smoothing: string
  mended: Mended[]
  holidays: HolidayEffect[]
}

const PERIOD_MAX = 366
const HORIZON_MAX = 1000
/**
 * Errors are smaller inside the history a model was fitted to than beyond it, the more so the shorter it is, and large ones
 * come more often than a normal distribution has them. Both figures were chosen so that intervals of the M1 series cover what they say.
 */
const widened = (length: number) => 1 + 10 / length
const TAILS = 5

/**
 * Forecasts a series with intervals. Points are the median of up to four methods (combine.ts); demand that comes now and then
 * is forecast as a rate. Refuses: too_short, too_long, bad_number, bad_period, bad_horizon, bad_level, bad_dates, bad_shape.
 */
export function forecast(series: Series): Forecast {
  refuseMisfit('series', series)
  const { history, period, horizon, levels = [0.8, 0.95] } = series
  if (!Number.isInteger(period) || period < 1 || period > PERIOD_MAX)
    throw new ForecastFault('bad_period', String(period))
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > HORIZON_MAX)
    throw new ForecastFault('bad_horizon', String(horizon))
  if (levels.some((level) => !(level > 0 && level < 1))) throw new ForecastFault('bad_level', levels.join())
  const raw = clean(history, period, false)
  if (isIntermittent(raw.values)) return ofRate(raw.values, horizon, levels, raw.mended)
  const lifted = series.dates === undefined ? null : liftHolidays(raw.values, series.dates, horizon)
  const { values, mended } = clean(Array.from(lifted?.values ?? raw.values), period, series.mendOutliers ?? true)
  const { point, deviation, relative, methods, smoothing } = combine(values, period, horizon)
  const restored = lifted === null ? point : point.map((v, h) => v * (lifted.coming[h] ?? 1))
  const widen = deviation.map((one) => one * widened(values.length))
  const floor = values.every((v) => v >= 0) ? 0 : -Infinity
  return {
    point: restored,
    intervals: levels.map((level) => intervalOf(level, restored, widen, relative, floor)),
    methods,
    smoothing,
    mended: [...raw.mended, ...mended].toSorted((a, b) => a.at - b.at),
    holidays: lifted?.effects ?? [],
  }
}

function intervalOf(
  level: number,
  point: Float64Array,
  deviation: Float64Array,
  relative: boolean,
  floor: number,
): Interval {
  const z = studentQuantile((1 + level) / 2, TAILS)
  const reach = (h: number) => z * (deviation[h] ?? 0)
  const lower = point.map((v, h) =>
    Math.min(v, Math.max(floor, -Number.MAX_VALUE, relative ? v * Math.exp(-reach(h)) : v - reach(h))),
  )
  // Of values that differ by hundreds of orders of magnitude anything may come: still a number.
  const most = (v: number) => Math.min(Number.MAX_VALUE, v)
  const upper = point.map((v, h) => most(relative ? v * most(Math.exp(reach(h))) : v + reach(h)))
  return { level, lower, upper }
}

/** A steady rate. Of its intervals: what single periods of the history were. */
function ofRate(values: Float64Array, horizon: number, levels: readonly number[], mended: Mended[]): Forecast {
  const recent = values.subarray(Math.max(0, values.length - Math.ceil(values.length / 3)))
  // Goods that are going out of demand fade with TSB; Croston would keep their rate for ever.
  const fading =
    recent.filter((v) => v !== 0).length / recent.length < 0.5 * (values.filter((v) => v !== 0).length / values.length)
  const { rate, method } = fading ? tsb(values) : croston(values)
  const sorted = values.toSorted()
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))] ?? 0
  const point = new Float64Array(horizon).fill(rate)
  const intervals = levels.map((level) => ({
    level,
    lower: point.map(() => Math.min(rate, at((1 - level) / 2))),
    upper: point.map(() => Math.max(rate, at((1 + level) / 2))),
  }))
  return { point, intervals, methods: [method], smoothing: 'none', mended, holidays: [] }
}

/** The last period again and again: the forecast that every other has to beat. */
export function seasonalNaive(history: ArrayLike<number>, period: number, horizon: number): Float64Array {
  const reach = history.length >= period ? period : 1
  return Float64Array.from({ length: horizon }, (_, h) => history[history.length - reach + (h % reach)] ?? 0)
}
