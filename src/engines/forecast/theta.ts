import { minimise } from './minimise.ts'

/** Dynamic optimised theta model of a series without seasons (Fiorucci, Pellegrini, Louzada, Petropoulos, Koehler 2016). */
export type ThetaFit = {
  alpha: number
  theta: number
  level: number
  mean: number
  slope: number
  length: number
  sigma: number
}

const EVALUATIONS = 200

export function fitTheta(values: Float64Array): ThetaFit {
  const scale = Math.max(...values.map(Math.abs), 1e-9)
  const read = (x: Float64Array) => ({ level: (x[0] ?? 0) * scale, alpha: x[1] ?? 0, theta: x[2] ?? 2 })
  const { x } = minimise(
    (point) => run(values, read(point)).squares,
    Float64Array.of((values[0] ?? 0) / scale / 2, 0.5, 2),
    { lower: Float64Array.of(-3, 0.05, 1), upper: Float64Array.of(3, 0.99, 12) },
    EVALUATIONS,
  )
  const chosen = read(x)
  const { squares, level, mean, slope } = run(values, chosen)
  return {
    ...chosen,
    level,
    mean,
    slope,
    length: values.length,
    sigma: Math.sqrt(squares / Math.max(1, values.length - 3)),
  }
}

type Start = { level: number; alpha: number; theta: number }
type State = { level: number; mean: number; slope: number }

/** One step ahead from the state after `t` values: the level, and a part of the line through all values so far. */
function expected({ level, mean, slope }: State, t: number, alpha: number, theta: number): number {
  const origin = mean - ((t + 1) / 2) * slope
  const faded = (1 - alpha) ** t
  return level + (1 - 1 / theta) * (faded * origin + ((1 - faded * (1 - alpha)) / alpha) * slope)
}

/** The state after one more value, the `t`-th. */
function after({ level, mean, slope }: State, value: number, t: number, alpha: number): State {
  return {
    level: alpha * value + (1 - alpha) * level,
    slope: t < 2 ? 0 : ((t - 2) * slope + (6 / t) * (value - mean)) / (t + 1),
    mean: ((t - 1) * mean + value) / t,
  }
}

function run(values: Float64Array, { level, alpha, theta }: Start) {
  let state: State = { level, mean: 0, slope: 0 }
  let squares = 0
  for (let t = 1; t <= values.length; t += 1) {
    const value = values[t - 1] ?? 0
    // The line means little before the third value.
    if (t > 2) squares += (value - expected(state, t - 1, alpha, theta)) ** 2
    state = after(state, value, t, alpha)
  }
  return { ...state, squares }
}

/** Point forecasts for 1 … horizon steps: each is taken as if it had come. */
export function forecastTheta(fit: ThetaFit, horizon: number): Float64Array {
  let state: State = fit
  return Float64Array.from({ length: horizon }, (_, h) => {
    const t = fit.length + h
    const value = expected(state, t, fit.alpha, fit.theta)
    state = after(state, value, t + 1, fit.alpha)
    return value
  })
}
