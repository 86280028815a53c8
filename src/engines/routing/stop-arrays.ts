import type { StopArrays, VehicleType } from './model.ts'
import type { Problem } from './problem.ts'

/** What the stops ask for, as columns. */
export function stopArrays(problem: Problem, place: Int32Array, types: readonly VehicleType[]): StopArrays {
  const { stops, dimensions, vehicles, published } = problem
  const nodes = place.length
  const arrays: StopArrays = {
    ...windowArrays(problem, nodes),
    demand: new Float64Array(nodes),
    brought: new Float64Array(stops.length * dimensions),
    change: new Float64Array(stops.length * dimensions),
    service: new Float64Array(nodes),
    setup: new Float64Array(nodes),
    mate: new Int32Array(stops.length).fill(-1),
    pickup: new Uint8Array(stops.length),
    locked: new Uint8Array(stops.length),
    home: new Int32Array(stops.length).fill(-1),
    place,
  }
  for (const [index, stop] of stops.entries()) {
    arrays.service[index] = stop.service ?? 0
    arrays.setup[index] = stop.setup ?? 0
    arrays.demand[index] = stop.deliver?.[0] ?? stop.collect?.[0] ?? 0
    for (let d = 0; d < dimensions; d++) {
      const deliver = stop.deliver?.[d] ?? 0
      arrays.brought[index * dimensions + d] = deliver
      arrays.change[index * dimensions + d] = (stop.collect?.[d] ?? 0) - deliver
    }
  }
  pairUp(problem, arrays)
  for (const vehicle of vehicles) for (const stop of vehicle.locked ?? []) arrays.locked[stop] = 1
  for (const route of published?.routes ?? []) {
    const type = types[route.vehicle]!
    for (const stop of route.trips.flat()) arrays.home[stop] = type.firstSlot + (route.copy ?? 0) * type.trips
  }
  return arrays
}

/** What a shipment's delivery hands over is what its pickup took. */
function pairUp({ shipments = [], dimensions }: Problem, arrays: StopArrays): void {
  for (const { pickup, delivery } of shipments) {
    arrays.mate[pickup] = delivery
    arrays.mate[delivery] = pickup
    arrays.pickup[pickup] = 1
    arrays.demand[delivery] = -arrays.demand[pickup]!
    for (let d = 0; d < dimensions; d++) {
      arrays.brought[delivery * dimensions + d] = 0
      arrays.change[delivery * dimensions + d] = -arrays.change[pickup * dimensions + d]!
    }
  }
}

function windowArrays({ stops }: Problem, nodes: number) {
  const windows = stops.map((stop) =>
    stop.windows === undefined || stop.windows.length === 0 ? [[0, Infinity] as const] : stop.windows,
  )
  const ready = new Float64Array(nodes)
  const due = new Float64Array(nodes).fill(Infinity)
  const windowFirst = new Int32Array(nodes + 1)
  for (const [index, list] of windows.entries()) {
    ready[index] = list[0]![0]
    due[index] = list.at(-1)![1]
    windowFirst[index + 1] = windowFirst[index]! + list.length
  }
  const all = windows.flat()
  return {
    ready,
    due,
    windowFirst,
    windowOpen: Float64Array.from(all, ([open]) => open),
    windowClose: Float64Array.from(all, ([, close]) => close),
  }
}
