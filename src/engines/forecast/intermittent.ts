/** Demand that comes now and then: most periods are zero. */
export type Intermittent = {
  /** Expected demand of each coming period. */
  rate: number
  method: 'croston' | 'sba' | 'tsb'
}

const SMOOTHING = 0.1

/** More than this part of zeros, and smoothing the series itself follows noise (Syntetos, Boylan, Croston 2005: mean interval above 1.32). */
const INTERVAL_MEAN = 1.32

export function isIntermittent(values: Float64Array): boolean {
  const demands = values.filter((v) => v !== 0).length
  return demands > 0 && values.every((v) => v >= 0) && values.length / demands > INTERVAL_MEAN
}

/** Croston (1972): size and interval smoothed apart, both only when demand comes. `sba` takes its bias away (Syntetos and Boylan 2005). */
export function croston(values: Float64Array, smoothing = SMOOTHING, unbiased = true): Intermittent {
  let [size, interval, since] = [0, 0, 1]
  for (const value of values) {
    if (value === 0) since += 1
    else {
      const first = size === 0
      size = first ? value : size + smoothing * (value - size)
      interval = first ? since : interval + smoothing * (since - interval)
      since = 1
    }
  }
  const rate = interval === 0 ? 0 : size / interval
  return unbiased ? { rate: rate * (1 - smoothing / 2), method: 'sba' } : { rate, method: 'croston' }
}

/** Teunter, Syntetos and Babai (2011): the probability of demand is smoothed every period, so that goods no longer asked for fade. */
export function tsb(values: Float64Array, smoothing = SMOOTHING): Intermittent {
  const demands = values.filter((v) => v !== 0)
  let size = demands[0] ?? 0
  let probability = values.length === 0 ? 0 : demands.length / values.length
  for (const value of values) {
    if (value !== 0) size += smoothing * (value - size)
    probability += smoothing * ((value === 0 ? 0 : 1) - probability)
  }
  return { rate: size * probability, method: 'tsb' }
}
