import { median } from './clean.ts'
import { fitEts, forecastWeighted, nameOf, spreadOf } from './ets.ts'
import type { EtsFit } from './ets.ts'
import { decompose, deseasonalised, NOT_SEASONAL, reseasonalised } from './seasonal.ts'
import type { Seasonal } from './seasonal.ts'
import { fitTheta, forecastTheta } from './theta.ts'

/** Point forecasts, how far they may be off, and what made them. */
export type Combined = {
  point: Float64Array
  /** Standard deviation of the error of each horizon; a part of the point where `relative`. */
  deviation: Float64Array
  relative: boolean
  /** The form of smoothing that fitted best. */
  smoothing: string
  methods: readonly string[]
}

/** Seasons drawn towards none: of all series, the estimates exaggerate (Miller and Williams 2003). Chosen on the M1 series. */
const SEASONS_KEPT = 0.9

/**
 * The median of up to four forecasts: exponential smoothing with Akaike weights and dynamic optimised theta, both of the
 * values and, where all are above 0, of their logarithms. A median forgives the one that runs away.
 */
export function combine(values: Float64Array, period: number, horizon: number): Combined {
  const positive = values.every((v) => v > 0)
  const seasonal = period > 1 && values.length > 2 * period
  const logs = positive ? values.map(Math.log) : null
  const fits = fitEts(values, period, seasonal)
  const logFits = logs === null ? [] : fitEts(logs, period, seasonal).filter((fit) => fit.kind.error === 'A')
  const members: [string, Float64Array][] = [
    ...(fits.length === 0 ? [] : [['smoothing', forecastWeighted(fits, horizon)] as [string, Float64Array]]),
    ['theta', theta(values, period, horizon, positive ? 'multiplicative' : 'additive')],
  ]
  if (logs !== null) {
    if (logFits.length > 0) members.push(['smoothing of logarithms', forecastWeighted(logFits, horizon).map(Math.exp)])
    members.push(['theta of logarithms', theta(logs, period, horizon, 'additive').map(Math.exp)])
  }
  const usable = members.filter(([, forecast]) => forecast.every(Number.isFinite))
  const point = Float64Array.from({ length: horizon }, (_, h) =>
    median(Float64Array.from(usable, ([, forecast]) => forecast[h] ?? 0)),
  )
  const [best] = logFits.length > 0 ? logFits : fits
  return {
    point: values.every((v) => v >= 0) ? point.map((v) => Math.max(0, v)) : point,
    deviation: deviationOf(best, values, horizon),
    relative: logFits.length > 0,
    smoothing: best === undefined ? 'none' : nameOf(best.kind),
    methods: usable.map(([name]) => name),
  }
}

function theta(
  values: Float64Array,
  period: number,
  horizon: number,
  kind: 'multiplicative' | 'additive',
): Float64Array {
  const seasons = period > 1 && values.length >= 3 * period ? shrunk(decompose(values, period, kind)) : NOT_SEASONAL
  const fit = fitTheta(deseasonalised(values, seasons))
  return reseasonalised(forecastTheta(fit, horizon), seasons, values.length)
}

function shrunk({ kind, indices }: Seasonal): Seasonal {
  const neutral = kind === 'multiplicative' ? 1 : 0
  return { kind, indices: indices.map((index) => neutral + SEASONS_KEPT * (index - neutral)) }
}

/** From the errors of the best fitting smoothing; without one, from the steps of the series. */
function deviationOf(fit: EtsFit | undefined, values: Float64Array, horizon: number): Float64Array {
  if (fit !== undefined) return spreadOf(fit, horizon).map((factor) => factor * fit.sigma)
  const steps = values.subarray(1).map((v, i) => v - (values[i] ?? 0))
  const sigma = Math.sqrt(steps.reduce((sum, step) => sum + step * step, 0) / Math.max(1, steps.length))
  return Float64Array.from({ length: horizon }, (_, h) => sigma * Math.sqrt(h + 1))
}
