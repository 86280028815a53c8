import { ForecastFault } from './fault.ts'
import { refuseMisfit } from './shape.ts'

/**
 * Sums that must hold: `parts[i]` lists the bottom series that make up node i. Bottom series come first, each being its own
 * only part; villages, townships, county and products, categories may cross.
 */
export type Hierarchy = { bottom: number; parts: readonly (readonly number[])[] }

const NODES_MAX = 200_000
const ROUNDS_MAX = 2_000
const TOLERANCE = 1e-10

/**
 * The smallest change that makes forecasts add up: weighted least squares (Wickramasuriya, Athanasopoulos, Hyndman 2019, MinT with a
 * diagonal covariance). `variances` are of each node's forecast error; where they are left out, as many as a node has parts
 * (structural scaling). `forecasts[i]` is one value for node i. Answers values in the same order that add up exactly. Refuses: bad_hierarchy, bad_number.
 */
export function reconcile(
  hierarchy: Hierarchy,
  forecasts: ArrayLike<number>,
  variances?: ArrayLike<number>,
): Float64Array {
  const { bottom, parts } = mustAddUp(hierarchy)
  refuseMisfit('forecasts', forecasts)
  refuseMisfit('variances', variances)
  const weights = Float64Array.from(parts, (own, i) => 1 / (variances?.[i] ?? own.length))
  if (forecasts.length !== parts.length || !Array.from(forecasts).every(Number.isFinite))
    throw new ForecastFault('bad_number', `${parts.length} finite forecasts are needed`)
  if (!weights.every((w) => w > 0 && Number.isFinite(w)))
    throw new ForecastFault('bad_number', 'variances are numbers above 0')
  const sums = (x: Float64Array) =>
    Float64Array.from(parts, (own) => own.reduce((sum, part) => sum + (x[part] ?? 0), 0))
  // Sᵀ W y
  const gathered = (y: Float64Array) => {
    const x = new Float64Array(bottom)
    for (const [i, own] of parts.entries()) {
      const value = (weights[i] ?? 0) * (y[i] ?? 0)
      for (const part of own) x[part] = (x[part] ?? 0) + value
    }
    return x
  }
  const target = gathered(Float64Array.from(forecasts))
  const start = Float64Array.from({ length: bottom }, (_, i) => forecasts[i] ?? 0)
  return sums(conjugateGradients((x) => gathered(sums(x)), target, start))
}

function mustAddUp(hierarchy: Hierarchy): Hierarchy {
  refuseMisfit('sums', hierarchy)
  const { bottom, parts } = hierarchy
  const fine =
    bottom >= 1 &&
    parts.length >= bottom &&
    parts.length <= NODES_MAX &&
    parts.every((own, i) => (i < bottom ? own.length === 1 && own[0] === i : own.length > 0)) &&
    parts.every((own) => own.every((part) => Number.isInteger(part) && part >= 0 && part < bottom))
  if (!fine) throw new ForecastFault('bad_hierarchy', 'bottom series first, each its own part; sums of them after')
  return hierarchy
}

/** Hestenes and Stiefel 1952: solves A x = b for a positive definite A given as a function. */
function conjugateGradients(
  apply: (x: Float64Array) => Float64Array,
  b: Float64Array,
  start: Float64Array,
): Float64Array {
  const x = start.slice()
  const ax = apply(x)
  const residual = b.map((v, i) => v - (ax[i] ?? 0))
  const direction = residual.slice()
  let size = dot(residual, residual)
  const enough = TOLERANCE ** 2 * Math.max(dot(b, b), 1e-300)
  for (let round = 0; round < ROUNDS_MAX && size > enough; round += 1) {
    const image = apply(direction)
    const step = size / dot(direction, image)
    for (let i = 0; i < x.length; i += 1) {
      x[i] = (x[i] ?? 0) + step * (direction[i] ?? 0)
      residual[i] = (residual[i] ?? 0) - step * (image[i] ?? 0)
    }
    const next = dot(residual, residual)
    for (let i = 0; i < x.length; i += 1) direction[i] = (residual[i] ?? 0) + (next / size) * (direction[i] ?? 0)
    size = next
  }
  return x
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0)

/** Adds up the bottom forecasts: the plainest way, and the peer of the other. */
export function bottomUp(hierarchy: Hierarchy, forecasts: ArrayLike<number>): Float64Array {
  const { parts } = mustAddUp(hierarchy)
  refuseMisfit('forecasts', forecasts)
  if (forecasts.length < hierarchy.bottom)
    throw new ForecastFault('bad_number', `${hierarchy.bottom} forecasts are needed`)
  return Float64Array.from(parts, (own) => own.reduce((sum, part) => sum + (forecasts[part] ?? 0), 0))
}
