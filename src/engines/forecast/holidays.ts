import { ForecastFault } from './fault.ts'

/** The days a series covers: where its first value begins, and how long each value is. */
export type Dated = { from: string; unit: 'day' | 'week' | 'month' }

/** A span of days around a holiday that moves with the moon. */
export type HolidayEffect = {
  holiday: (typeof HOLIDAYS)[number]['name']
  /** What a period wholly inside the span sells, as a factor of an ordinary one. */
  factor: number
  /** In how many periods of the history it showed. */
  seen: number
}

/** Month and day of the Chinese calendar, with the days before and after on which people buy otherwise. */
const HOLIDAYS = [
  { name: 'before spring festival', month: 1, day: 1, first: -21, last: -1 },
  { name: 'spring festival', month: 1, day: 1, first: 0, last: 14 },
  { name: 'before dragon boat festival', month: 5, day: 5, first: -14, last: 0 },
  { name: 'before mid-autumn', month: 8, day: 15, first: -14, last: 0 },
] as const

/** Fewer periods than this tell nothing about a holiday. */
const SEEN_LEAST = 3
/** Draws an effect seen seldom towards none. */
const RIDGE = 0.5
const DAY_MS = 86_400_000

/**
 * Takes the effect of moving holidays out of a series: each period's share of days inside a span is regressed on the logarithm of
 * the period against its neighbours a year and a step away. `coming` are the factors of the periods to be forecast. Where a value is 0 or below, nothing is
 * taken out. Refuses: bad_dates.
 */
export function liftHolidays(values: Float64Array, dated: Dated, horizon: number) {
  const spans = spansFrom(dated, values.length + horizon)
  const shares = HOLIDAYS.map((holiday) => sharesOf(spans, holiday))
  const logs = values.map(Math.log)
  const factors = new Float64Array(values.length + horizon).fill(1)
  const effects: HolidayEffect[] = []
  if (logs.every(Number.isFinite)) {
    for (const [k, { name }] of HOLIDAYS.entries()) {
      const own = shares[k] ?? new Float64Array()
      const { slope, seen } = effectOf(logs, own.subarray(0, values.length), stepsAYear(dated.unit))
      if (seen < SEEN_LEAST || Math.abs(slope) < 0.01) continue
      effects.push({ holiday: name, factor: Math.exp(slope), seen })
      for (const [t, share] of own.entries()) {
        factors[t] = (factors[t] ?? 1) * Math.exp(slope * share)
        if (t < values.length) logs[t] = (logs[t] ?? 0) - slope * share
      }
    }
  }
  return {
    values: values.map((v, t) => v / (factors[t] ?? 1)),
    coming: factors.subarray(values.length),
    effects,
  }
}

const stepsAYear = (unit: Dated['unit']) => (unit === 'month' ? 12 : unit === 'week' ? 52 : 365)

/**
 * The slope of the logarithm on the share, both as differences over a year, which take trend and season away: what moved
 * between two years is the moon's. Ridge draws it towards 0.
 */
function effectOf(logs: Float64Array, shares: Float64Array, year: number): { slope: number; seen: number } {
  let [xy, xx, seen, mean, count] = [0, 0, 0, 0, 0]
  for (let t = year; t < logs.length; t += 1) {
    mean += (logs[t] ?? 0) - (logs[t - year] ?? 0)
    count += 1
  }
  mean /= Math.max(1, count)
  for (let t = year; t < logs.length; t += 1) {
    const x = (shares[t] ?? 0) - (shares[t - year] ?? 0)
    if (x === 0) continue
    seen += 1
    xx += x * x
    xy += x * ((logs[t] ?? 0) - (logs[t - year] ?? 0) - mean)
  }
  return { slope: xy / (xx + RIDGE), seen }
}

type Span = { from: number; days: number }

/** Each period's first day, in days since 1970, and its length. */
function spansFrom({ from, unit }: Dated, count: number): Span[] {
  const start = Date.parse(`${from}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(from) || Number.isNaN(start)) throw new ForecastFault('bad_dates', from.slice(0, 20))
  const first = start / DAY_MS
  if (unit !== 'month') {
    const days = unit === 'week' ? 7 : 1
    return Array.from({ length: count }, (_, t) => ({ from: first + t * days, days }))
  }
  const date = new Date(start)
  const month = (t: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + t, 1) / DAY_MS
  return Array.from({ length: count }, (_, t) => ({ from: month(t), days: month(t + 1) - month(t) }))
}

/** The part of each period's days inside the span of a holiday. */
function sharesOf(spans: readonly Span[], { month, day, first, last }: (typeof HOLIDAYS)[number]): Float64Array {
  const from = spans[0]?.from ?? 0
  const until = (spans.at(-1)?.from ?? 0) + (spans.at(-1)?.days ?? 0)
  const feasts = feastDays(from - 60, until + 60, month, day)
  return Float64Array.from(spans, (span) => {
    let inside = 0
    for (const feast of feasts) {
      const begins = Math.max(span.from, feast + first)
      const ends = Math.min(span.from + span.days, feast + last + 1)
      inside += Math.max(0, ends - begins)
    }
    return Math.min(1, inside / span.days)
  })
}

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })

/** Days, counted from 1970, on which a date of the Chinese calendar falls; a leap month's ("4bis") does not count. */
function feastDays(from: number, until: number, month: number, day: number): number[] {
  const days: number[] = []
  for (let t = from; t <= until; t += 1) {
    const parts = chinese.formatToParts(t * DAY_MS)
    const found = (type: string) => parts.find((part) => part.type === type)?.value
    if (found('month') !== String(month) || found('day') !== String(day)) continue
    days.push(t)
    // The next one is at least 353 days away.
    t += 350
  }
  return days
}
