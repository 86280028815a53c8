/** Quantile of the standard normal distribution by Acklam's rational approximation; off by less than 1.2e-9 relative. */
export function normalQuantile(p: number): number {
  const low = 0.02425
  if (p < low) return tail(Math.sqrt(-2 * Math.log(p)))
  if (p > 1 - low) return -tail(Math.sqrt(-2 * Math.log(1 - p)))
  const q = p - 0.5
  return (q * polynomial(A, q * q)) / polynomial([...B, 1], q * q)
}

/** Quantile of Student's distribution by Hill's expansion (Cornish and Fisher 1937) around the normal one; for five or more degrees of freedom. */
export function studentQuantile(p: number, degrees: number): number {
  const z = normalQuantile(p)
  const first = (z ** 3 + z) / 4
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3
}

const tail = (q: number) => polynomial(C, q) / polynomial([...D, 1], q)

/** Coefficients from the highest power down. */
const polynomial = (coefficients: readonly number[], x: number) => coefficients.reduce((sum, c) => sum * x + c, 0)

const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
]
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572]
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]
