import type { Costs } from './model.ts'

/** How many neighbours a stop knows. */
const NEAR_MAX = 256

/** For each stop the stops nearest to it (there and back), itself first. */
export function nearest(
  stops: number,
  nodes: number,
  from: Costs,
  to: Costs,
): { near: Uint16Array; nearCount: number } {
  const nearCount = Math.min(stops, NEAR_MAX)
  const near = new Uint16Array(stops * nearCount)
  const distance = new Float64Array(stops)
  const order = new Uint16Array(stops)
  for (let stop = 0; stop < stops; stop++) {
    for (let other = 0; other < stops; other++) {
      order[other] = other
      distance[other] = other === stop ? -1 : from[stop * nodes + other]! + to[stop * nodes + other]!
    }
    order.sort((a, b) => distance[a]! - distance[b]! || a - b)
    near.set(order.subarray(0, nearCount), stop * nearCount)
  }
  return { near, nearCount }
}
