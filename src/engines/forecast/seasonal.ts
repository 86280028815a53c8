/** How a series repeats: one index for each season of the period, beginning with the first value of the series. */
export type Seasonal = { kind: 'multiplicative' | 'additive' | 'none'; indices: Float64Array }

export const NOT_SEASONAL: Seasonal = { kind: 'none', indices: new Float64Array() }

/** One-sided 90 %, as in the Theta model's test (Assimakopoulos and Nikolopoulos 2000). */
const Z = 1.645

/** Whether the autocorrelation at one period is beyond chance. */
export function isSeasonal(values: Float64Array, period: number): boolean {
  if (period < 2 || values.length < 2 * period + 2) return false
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0)
  if (variance === 0) return false
  const correlation = (lag: number) => {
    let sum = 0
    for (let t = lag; t < values.length; t += 1) sum += ((values[t] ?? 0) - mean) * ((values[t - lag] ?? 0) - mean)
    return sum / variance
  }
  let squares = 0
  for (let lag = 1; lag < period; lag += 1) squares += correlation(lag) ** 2
  return Math.abs(correlation(period)) > Z * Math.sqrt((1 + 2 * squares) / values.length)
}

/** Classical decomposition by a centred moving average. Multiplicative needs every value above 0. */
export function decompose(values: Float64Array, period: number, kind: 'multiplicative' | 'additive'): Seasonal {
  const trend = centredAverage(values, period)
  const own: number[][] = Array.from({ length: period }, () => [])
  for (let t = 0; t < values.length; t += 1) {
    const level = trend[t] ?? NaN
    if (Number.isNaN(level)) continue
    own[t % period]?.push(kind === 'multiplicative' ? (values[t] ?? 0) / level : (values[t] ?? 0) - level)
  }
  const neutral = kind === 'multiplicative' ? 1 : 0
  const indices = Float64Array.from(own, (ratios) =>
    ratios.length === 0 ? neutral : ratios.reduce((a, b) => a + b, 0) / ratios.length,
  )
  const mean = indices.reduce((a, b) => a + b, 0) / period
  return {
    kind,
    indices: indices.map((index) => (kind === 'multiplicative' ? Math.max(index / mean, 0.01) : index - mean)),
  }
}

/** Moving average over one period, an even one with half weights at both ends; NaN where it does not reach. */
function centredAverage(values: Float64Array, period: number): Float64Array {
  const half = Math.floor(period / 2)
  return values.map((_, t) => {
    if (t < half || t + half >= values.length) return NaN
    let sum = 0
    for (let k = -half; k <= half; k += 1)
      sum += (values[t + k] ?? 0) * (period % 2 === 0 && Math.abs(k) === half ? 0.5 : 1)
    return sum / period
  })
}

/** The series without its seasons. */
export function deseasonalised(values: Float64Array, { kind, indices }: Seasonal): Float64Array {
  if (kind === 'none') return values
  return values.map((v, t) => {
    const index = indices[t % indices.length] ?? 0
    return kind === 'multiplicative' ? v / index : v - index
  })
}

/** Values from time `from` on with their seasons put back. */
export function reseasonalised(values: Float64Array, { kind, indices }: Seasonal, from: number): Float64Array {
  if (kind === 'none') return values
  return values.map((v, h) => {
    const index = indices[(from + h) % indices.length] ?? 0
    return kind === 'multiplicative' ? v * index : v + index
  })
}
