import type { Model } from './model.ts'

/**
 * Routes by savings (G. Clarke and J. Wright, 1964): each stop alone, then ends of routes joined where that saves most, as far as
 * load and length allow. Only near neighbours are joined. Lists of stops, for a symmetric model with one type of vehicle and no windows.
 */
export function savingsRoutes(model: Model): number[][] {
  const [type] = model.types
  const { stops, demand, service } = model
  const routeOf = Array.from({ length: stops }, (_, stop) => ({
    stops: [stop],
    load: demand[stop]!,
    length: homeward(model, stop) + service[stop]!,
  }))
  for (const { a, b, saved } of pairsOf(model)) {
    const [one, other] = [routeOf[a]!, routeOf[b]!]
    if (one === other || one.load + other.load > type!.capacity) continue
    const length = one.length + other.length - saved
    if (length > type!.lengthMax || !atEnd(one.stops, a) || !atEnd(other.stops, b)) continue
    if (one.stops.at(-1) !== a) one.stops.reverse()
    if (other.stops[0] !== b) other.stops.reverse()
    for (const stop of other.stops) routeOf[stop] = one
    one.stops.push(...other.stops)
    one.load += other.load
    one.length = length
  }
  return [...new Set(routeOf)].map((route) => route.stops).toSorted((a, b) => b.length - a.length)
}

/** From the start to a stop and on to the end. */
function homeward({ to, from, nodes, types }: Model, stop: number): number {
  return to[stop * nodes + types[0]!.start]! + from[stop * nodes + types[0]!.end]!
}

const atEnd = (stops: readonly number[], stop: number) => stops[0] === stop || stops.at(-1) === stop

/** How many neighbours of a stop may follow it. */
const NEIGHBOURS = 100

function pairsOf(model: Model): { a: number; b: number; saved: number }[] {
  const { stops, nodes, near, nearCount, from, to, types } = model
  const pairs: { a: number; b: number; saved: number }[] = []
  for (let a = 0; a < stops; a++)
    for (let rank = 1; rank < Math.min(nearCount, NEIGHBOURS); rank++) {
      const b = near[a * nearCount + rank]!
      const saved = from[a * nodes + types[0]!.end]! + to[b * nodes + types[0]!.start]! - from[a * nodes + b]!
      if (saved > 0) pairs.push({ a, b, saved })
    }
  return pairs.toSorted((one, other) => other.saved - one.saved)
}
