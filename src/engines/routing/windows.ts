/** A rounding error in sums of times that is not taken for lateness. */
export const LATE = 1e-9

/** The earliest time from `at` on that lies in a window, or Infinity. Windows rise and do not overlap. */
export function earliestIn(open: Float64Array, close: Float64Array, first: number, last: number, at: number): number {
  for (let w = first; w < last; w++) if (at <= close[w]! + LATE) return at > open[w]! ? at : open[w]!
  return Infinity
}

/** The latest time up to `at` that lies in a window, or -Infinity. */
export function latestIn(open: Float64Array, close: Float64Array, first: number, last: number, at: number): number {
  for (let w = last - 1; w >= first; w--) if (at >= open[w]! - LATE) return at < close[w]! ? at : close[w]!
  return -Infinity
}
