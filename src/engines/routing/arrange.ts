import type { Answer, Problem } from './problem.ts'

/** A problem whose stops are told in another order, and the way back: `original[k]` is what stop k was. */
export type Arranged = { problem: Problem; original: readonly number[] }

/**
 * Tells the stops in the order of a walk to the nearest next one, so that what lies near together lies near together in memory
 * too: half as many iterations again in the same time on a thousand stops.
 */
export function arrange(problem: Problem): Arranged {
  const original = walk(problem)
  const now = new Int32Array(original.length)
  for (const [index, stop] of original.entries()) now[stop] = index
  const renamed = (list: readonly number[]) => list.map((stop) => now[stop]!)
  const { stops, vehicles, shipments, published } = problem
  return {
    original,
    problem: {
      ...problem,
      stops: original.map((stop) => stops[stop]!),
      vehicles: vehicles.map((one) => (one.locked === undefined ? one : { ...one, locked: renamed(one.locked) })),
      ...(shipments && {
        shipments: shipments.map((one) => ({ pickup: now[one.pickup]!, delivery: now[one.delivery]! })),
      }),
      ...(published && {
        published: { ...published, routes: published.routes.map((one) => ({ ...one, trips: one.trips.map(renamed) })) },
      }),
    },
  }
}

function walk({ stops, travel, vehicles }: Problem): number[] {
  const rest = Array.from(stops.keys())
  const order: number[] = []
  let place = vehicles[0]!.start ?? 0
  while (rest.length > 0) {
    let best = 0
    let least = Infinity
    for (const [k, stop] of rest.entries()) {
      const distance = travel.distances[place * travel.places + stops[stop]!.place]!
      if (distance < least) {
        least = distance
        best = k
      }
    }
    const chosen = rest[best]!
    order.push(chosen)
    place = stops[chosen]!.place
    rest[best] = rest.at(-1)!
    rest.pop()
  }
  return order
}

/** An answer to the arranged problem as an answer to the original one. */
export function rearrange(answer: Answer, original: readonly number[]): Answer {
  return {
    ...answer,
    left: answer.left.map((stop) => original[stop]!).toSorted((a, b) => a - b),
    routes: answer.routes.map((route) => ({
      ...route,
      steps: route.steps.map((step) => (step.kind === 'stop' ? { ...step, at: original[step.at]! } : step)),
    })),
  }
}
