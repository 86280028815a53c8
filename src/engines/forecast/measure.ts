/** Symmetric mean absolute percentage error as the M competitions count it, 0 to 200. */
export function smape(forecast: ArrayLike<number>, actual: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < actual.length; i += 1) {
    const [f, a] = [forecast[i] ?? 0, actual[i] ?? 0]
    const scale = Math.abs(f) + Math.abs(a)
    sum += scale === 0 ? 0 : (200 * Math.abs(f - a)) / scale
  }
  return sum / actual.length
}

/** Mean absolute error as a part of the seasonal naive's inside the history (Hyndman and Koehler 2006). */
export function mase(
  forecast: ArrayLike<number>,
  actual: ArrayLike<number>,
  history: ArrayLike<number>,
  period: number,
): number {
  let [naive, error] = [0, 0]
  for (let t = period; t < history.length; t += 1) naive += Math.abs((history[t] ?? 0) - (history[t - period] ?? 0))
  for (let i = 0; i < actual.length; i += 1) error += Math.abs((forecast[i] ?? 0) - (actual[i] ?? 0))
  return error / actual.length / (naive / (history.length - period))
}

/** The part of values that fell inside. */
export function coverage(lower: ArrayLike<number>, upper: ArrayLike<number>, actual: ArrayLike<number>): number {
  let inside = 0
  for (let i = 0; i < actual.length; i += 1) {
    const value = actual[i] ?? NaN
    if (value >= (lower[i] ?? Infinity) && value <= (upper[i] ?? -Infinity)) inside += 1
  }
  return inside / actual.length
}
