import { minimise } from './minimise.ts'
import { decompose, deseasonalised, NOT_SEASONAL } from './seasonal.ts'
import type { Seasonal } from './seasonal.ts'

/** Exponential smoothing as Hyndman, Koehler, Ord and Snyder (2008) name it: error, trend, season. */
export type EtsKind = { error: 'A' | 'M'; trend: 'N' | 'A' | 'Ad'; season: 'N' | 'A' | 'M' }

export type EtsFit = {
  kind: EtsKind
  alpha: number
  beta: number
  gamma: number
  phi: number
  /** Corrected Akaike criterion; lower is better. */
  aicc: number
  /** One step ahead errors, relative ones where the error is multiplicative. */
  sigma: number
  level: number
  slope: number
  /** Season indices in the order in which they come next. */
  seasons: Float64Array
}

/** As it is written in the literature: ETS(M,Ad,M). */
export const nameOf = ({ error, trend, season }: EtsKind): string => `ETS(${error},${trend},${season})`

const EVALUATIONS = 220

/**
 * All forms of exponential smoothing that fit a series, best first by the corrected Akaike criterion. Forms that are unstable
 * (additive error with multiplicative season) are not tried. `values` are finite; empty where there are too few.
 */
export function fitEts(values: Float64Array, period: number, seasonal: boolean): EtsFit[] {
  return kindsFor(values, seasonal)
    .flatMap((kind) => fitKind(values, period, kind) ?? [])
    .toSorted((a, b) => a.aicc - b.aicc)
}

/** Point forecasts of all forms, each with its Akaike weight (Burnham and Anderson 2002): less depends on which came first. */
export function forecastWeighted(fits: readonly EtsFit[], horizon: number): Float64Array {
  const weights = fits.map((fit) => Math.exp(((fits[0]?.aicc ?? 0) - fit.aicc) / 2))
  const sum = weights.reduce((a, b) => a + b, 0)
  const values = new Float64Array(horizon)
  for (const [k, fit] of fits.entries())
    for (const [h, value] of forecastEts(fit, horizon).entries())
      values[h] = (values[h] ?? 0) + ((weights[k] ?? 0) / sum) * value
  return values
}

function kindsFor(values: Float64Array, seasonal: boolean): EtsKind[] {
  const positive = values.every((v) => v > 0)
  const trends = values.length >= 6 ? (['N', 'A', 'Ad'] as const) : (['N', 'A'] as const)
  const shapes: Pick<EtsKind, 'error' | 'season'>[] = seasonal
    ? [
        { error: 'A', season: 'A' },
        ...(positive ? [{ error: 'M', season: 'M' } as const, { error: 'M', season: 'A' } as const] : []),
      ]
    : [{ error: 'A', season: 'N' }, ...(positive ? [{ error: 'M', season: 'N' } as const] : [])]
  return shapes.flatMap((shape) => trends.map((trend) => ({ ...shape, trend })))
}

type State = { level: number; slope: number; seasons: Float64Array }

function fitKind(values: Float64Array, period: number, kind: EtsKind): EtsFit | null {
  const [hasTrend, isDamped, hasSeason] = [kind.trend !== 'N', kind.trend === 'Ad', kind.season !== 'N']
  const parameters = 2 + (hasTrend ? 2 : 0) + (isDamped ? 1 : 0) + (hasSeason ? period : 0) + 1
  if (values.length < parameters - (hasSeason ? period : 0) + 3) return null
  const first = firstState(values, period, kind)
  const scale = Math.max(...values.map(Math.abs), 1e-9)
  // alpha, level, then beta, slope, then phi, then gamma: only those the kind has.
  const start = [0.3, first.level / scale]
  const lower = [1e-4, -3]
  const upper = [0.9999, 3]
  const add = (x: number, from: number, to: number) => {
    start.push(x)
    lower.push(from)
    upper.push(to)
  }
  if (hasTrend) {
    add(0.1, 1e-4, 0.9999)
    add(first.slope / scale, -1, 1)
  }
  if (isDamped) add(0.95, 0.8, 0.98)
  if (hasSeason) add(0.1, 1e-4, 0.9999)
  const read = (x: Float64Array): Parameters => {
    let at = 2
    const alpha = x[0] ?? 0
    const beta = hasTrend ? alpha * (x[at++] ?? 0) : 0
    const slope = hasTrend ? (x[at++] ?? 0) * scale : 0
    const phi = isDamped ? (x[at++] ?? 1) : 1
    const gamma = hasSeason ? (1 - alpha) * (x[at] ?? 0) : 0
    return { alpha, beta, gamma, phi, level: (x[1] ?? 0) * scale, slope }
  }
  const seasons = first.seasons
  const found = minimise(
    (x) => smooth(values, kind, read(x), seasons.slice()).criterion,
    Float64Array.from(start),
    { lower: Float64Array.from(lower), upper: Float64Array.from(upper) },
    EVALUATIONS,
  )
  if (!Number.isFinite(found.cost)) return null
  const chosen = read(found.x)
  const { state, sigma, criterion } = smooth(values, kind, chosen, seasons.slice())
  const n = values.length
  const aicc = criterion + 2 * parameters + (2 * parameters * (parameters + 1)) / Math.max(1, n - parameters - 1)
  const next = Float64Array.from(state.seasons, (_, i) => state.seasons[(n + i) % Math.max(1, seasons.length)] ?? 0)
  return { kind, ...chosen, ...state, aicc, sigma, seasons: next }
}

/** Season by decomposition, level and slope by a line through the first values without it. */
function firstState(values: Float64Array, period: number, kind: EtsKind): State {
  const seasonal: Seasonal =
    kind.season === 'N' ? NOT_SEASONAL : decompose(values, period, kind.season === 'M' ? 'multiplicative' : 'additive')
  const plain = deseasonalised(values, seasonal)
  const count = Math.min(plain.length, Math.max(10, period))
  let [sx, sy, sxx, sxy] = [0, 0, 0, 0]
  for (let t = 1; t <= count; t += 1) {
    const y = plain[t - 1] ?? 0
    sx += t
    sy += y
    sxx += t * t
    sxy += t * y
  }
  const slope = (count * sxy - sx * sy) / (count * sxx - sx * sx)
  const level = (sy - slope * sx) / count
  return kind.trend === 'N'
    ? { level: sy / count, slope: 0, seasons: seasonal.indices }
    : { level, slope, seasons: seasonal.indices }
}

type Parameters = { alpha: number; beta: number; gamma: number; phi: number; level: number; slope: number }

/** Runs the recursions over the series; −2 log likelihood but for constants. `seasons` is used up. */
function smooth(values: Float64Array, kind: EtsKind, p: Parameters, seasons: Float64Array) {
  const [relative, multiplied, m] = [kind.error === 'M', kind.season === 'M', seasons.length]
  let { level, slope } = p
  let [squares, logs] = [0, 0]
  for (let t = 0; t < values.length; t += 1) {
    const season = m === 0 ? (multiplied ? 1 : 0) : (seasons[t % m] ?? 0)
    const base = level + p.phi * slope
    const expected = m === 0 ? base : multiplied ? base * season : base + season
    const error = (values[t] ?? 0) - expected
    if (relative) {
      if (expected <= 0) return { criterion: Infinity, sigma: Infinity, state: { level, slope, seasons } }
      squares += (error / expected) ** 2
      logs += Math.log(expected)
    } else squares += error * error
    const own = multiplied && m > 0 ? error / season : error
    level = base + p.alpha * own
    slope = p.phi * slope + p.beta * own
    if (m > 0) seasons[t % m] = season + p.gamma * (multiplied ? error / (base === 0 ? 1e-12 : base) : error)
  }
  const n = values.length
  const mean = Math.max(squares / n, 1e-300)
  return { criterion: n * Math.log(mean) + 2 * logs, sigma: Math.sqrt(mean), state: { level, slope, seasons } }
}

/** Point forecasts for 1 … horizon steps. */
export function forecastEts(fit: EtsFit, horizon: number): Float64Array {
  let [reach, damp] = [0, 1]
  return Float64Array.from({ length: horizon }, (_, h) => {
    damp *= fit.phi
    reach += damp
    const base = fit.level + reach * fit.slope
    const m = fit.seasons.length
    if (m === 0) return base
    const season = fit.seasons[h % m] ?? 0
    return fit.kind.season === 'M' ? base * season : base + season
  })
}

/** How the one-step error grows with the horizon: the factor of its standard deviation (Hyndman et al. 2008, table 6.1, class 1; close for the others). */
export function spreadOf(fit: EtsFit, horizon: number): Float64Array {
  let [sum, reach, damp] = [1, 0, 1]
  return Float64Array.from({ length: horizon }, (_, h) => {
    const factor = Math.sqrt(sum)
    damp *= fit.phi
    reach += damp
    const m = fit.seasons.length
    const weight = fit.alpha + fit.beta * reach + (m > 0 && (h + 1) % m === 0 ? fit.gamma : 0)
    sum += weight * weight
    return factor
  })
}
