import type { Model } from './model.ts'
import type { Random } from './random.ts'

/**
 * The orders in which stops are put back, each with its weight: by lot, the heavy first, the far or the near first, and with
 * windows the narrow, the early, the late first. A key per stop for each; the smallest is put back first.
 */
export type Orders = { keys: readonly (Float64Array | null)[]; weights: readonly number[]; weightSum: number }

export function ordersOf(model: Model): Orders {
  const { stops, nodes, from, to, types, ready, due } = model
  const key = (of: (stop: number) => number) => Float64Array.from({ length: stops }, (_, stop) => of(stop))
  const afar = key((stop) => {
    let least = Infinity
    for (const type of types) least = Math.min(least, to[stop * nodes + type.start]!, from[stop * nodes + type.end]!)
    return least
  })
  const chosen: [Float64Array | null, number][] = [
    [null, 4],
    [key((stop) => -Math.abs(model.demand[stop]!)), 4],
    [afar.map((far) => -far), 2],
    [afar, 1],
  ]
  if (model.kind !== 'load')
    chosen.push(
      [key((stop) => due[stop]! - ready[stop]!), 2],
      [key((stop) => ready[stop]!), 2],
      [key((stop) => -due[stop]!), 2],
    )
  return {
    keys: chosen.map(([keys]) => keys),
    weights: chosen.map(([, weight]) => weight),
    weightSum: chosen.reduce((sum, [, weight]) => sum + weight, 0),
  }
}

/** Puts the first `count` stops of `list` in an order chosen by lot. */
export function sortLeft(list: Int32Array, count: number, orders: Orders, random: Random): void {
  shuffle(list, count, random)
  let lot = random.share() * orders.weightSum
  let chosen = 0
  while (chosen < orders.weights.length - 1 && lot >= orders.weights[chosen]!) lot -= orders.weights[chosen++]!
  const keys = orders.keys[chosen]
  if (keys === null || keys === undefined) return
  if (count > 64) return void list.subarray(0, count).sort((a, b) => keys[a]! - keys[b]!)
  for (let i = 1; i < count; i++) {
    const stop = list[i]!
    const key = keys[stop]!
    let k = i - 1
    while (k >= 0 && keys[list[k]!]! > key) {
      list[k + 1] = list[k]!
      k--
    }
    list[k + 1] = stop
  }
}

function shuffle(list: Int32Array, count: number, random: Random): void {
  for (let i = count - 1; i > 0; i--) {
    const k = random.below(i + 1)
    const stop = list[i]!
    list[i] = list[k]!
    list[k] = stop
  }
}
