import { RoutingFault } from './fault.ts'
import type { Travel } from './problem.ts'

/** Most places of a problem: their matrix takes 128 MB. */
export const PLACES_MAX = 4000

/** Straight lines between points, rounded if asked; durations equal distances. */
export function planeTravel(x: readonly number[], y: readonly number[], round?: (length: number) => number): Travel {
  const places = x.length
  refuseTooMany(places)
  const distances = new Float64Array(places * places)
  for (let a = 0; a < places; a++)
    for (let b = 0; b < places; b++) {
      const length = Math.sqrt((x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2)
      distances[a * places + b] = round === undefined ? length : round(length)
    }
  return { places, distances, durations: distances }
}

export function refuseTooMany(places: number): void {
  if (places > PLACES_MAX) throw new RoutingFault('too_large', 'places', `at most ${PLACES_MAX}, there are ${places}`)
}
