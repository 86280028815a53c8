import type { Best } from './anneal.ts'
import { emptyDay, firstTrip } from './day.ts'
import type { Day } from './day.ts'
import { judgeDay } from './judge.ts'
import type { Model, VehicleType } from './model.ts'
import type { Answer, Route, Step } from './problem.ts'
import { paceOf, restFrom, setupOf } from './timing.ts'
import { earliestIn } from './windows.ts'

/** The best plan of a search in the problem's own words, with the times of every step. */
export function answerOf(model: Model, best: Best): Answer {
  const trips = new Map<number, number[][]>()
  let read = 0
  const order = Array.from(best.slots.subarray(0, best.count), (slot, index) => ({ slot, index }))
  const starts = Array.from({ length: best.count }, (_, k) => {
    const start = read
    read += best.sizes[k]!
    return start
  })
  for (const { slot, index } of order.sort((a, b) => a.slot - b.slot)) {
    const first = firstTrip(model, slot)
    const stops = Array.from(best.stops.subarray(starts[index], starts[index]! + best.sizes[index]!))
    trips.set(first, [...(trips.get(first) ?? []), stops])
  }
  const day = emptyDay(model)
  const routes = [...trips].map(([first, lists]) => routeOf(model, day, first, lists))
  const served = new Set([...trips.values()].flat(2))
  const left = model.problem.stops.flatMap((_, stop) => (served.has(stop) ? [] : [stop]))
  const sum = (of: (route: Route) => number) => routes.reduce((total, route) => total + of(route), 0)
  return {
    cost: sum((route) => route.cost),
    penalty: left.reduce((total, stop) => total + (model.problem.stops[stop]!.penalty ?? 0), 0),
    distance: sum((route) => route.distance),
    routes,
    left,
  }
}

function routeOf(model: Model, day: Day, first: number, trips: readonly (readonly number[])[]): Route {
  const typeIndex = model.typeOf[first]!
  const type = model.types[typeIndex]!
  const stops = layTrips(model, day, first, trips)
  const cost = judgeDay(model, day, stops)
  return {
    vehicle: typeIndex,
    copy: (first - type.firstSlot) / type.trips,
    cost,
    distance: day.distance,
    start: day.start,
    end: day.end,
    steps: stepsOf(model, day, type),
  }
}

/** Lays out a day from lists of stops, one for each trip that carries something. Returns how many stops it has. */
export function layTrips(model: Model, day: Day, first: number, trips: readonly (readonly number[])[]): number {
  const type = model.types[model.typeOf[first]!]!
  day.first = first
  day.type = model.typeOf[first]!
  let count = 0
  for (const stops of trips) {
    day.nodes[count++] = type.start
    for (const stop of stops) day.nodes[count++] = stop
  }
  day.nodes[count++] = type.end
  day.count = count
  return count - 1 - trips.length
}

/** Forward from the start just found, along the order of service and rest: when everything happens. */
function stepsOf(model: Model, day: Day, type: VehicleType): Step[] {
  const { nodes, count, before, after } = day
  const pace = paceOf(model, type)
  const steps: Step[] = []
  let at = -Infinity
  let b = 0
  const placeAt = (k: number) => placeOf(model, nodes[k]!)
  const rest = (k: number) => {
    const { service } = type.breaks[b]!
    const departure = restFrom(type.breaks[b]!, at)
    const begin = departure - service
    steps.push({
      kind: 'break',
      at: b++,
      place: placeAt(k),
      arrival: Math.max(at, Math.min(begin, day.start)),
      begin,
      departure,
    })
    at = departure
  }
  while (b < day.breaksAtHome) rest(0)
  at = day.start
  steps.push({ kind: 'start', at: -1, place: placeAt(0), arrival: at, begin: at, departure: at })
  for (let k = 1; k < count - 1; k++) {
    at += type.time[nodes[k - 1]! * model.nodes + nodes[k]!]! * pace
    for (let taken = before[k]!; taken > 0; taken--) rest(k)
    const stop = nodes[k]! < model.stops
    const begin = beginAt(model, nodes[k]!, at)
    const departure = begin + workAt(model, nodes, k, type)
    steps.push({
      kind: stop ? 'stop' : 'reload',
      at: stop ? nodes[k]! : -1,
      place: placeAt(k),
      arrival: at,
      begin,
      departure,
    })
    at = departure
    for (let taken = after[k]!; taken > 0; taken--) rest(k)
  }
  at += type.time[nodes[count - 2]! * model.nodes + nodes[count - 1]!]! * pace
  steps.push({ kind: 'end', at: -1, place: placeAt(count - 1), arrival: at, begin: at, departure: at })
  while (b < type.breaks.length) rest(count - 1)
  return steps
}

const placeOf = (model: Model, node: number) => (model.place[node] === -1 ? null : model.place[node]!)

function beginAt(model: Model, node: number, at: number): number {
  if (node >= model.stops) return at
  return earliestIn(model.windowOpen, model.windowClose, model.windowFirst[node]!, model.windowFirst[node + 1]!, at)
}

function workAt(model: Model, nodes: Int32Array, k: number, type: VehicleType): number {
  const node = nodes[k]!
  return node >= model.stops ? type.reloadTime : setupOf(model, nodes[k - 1]!, node) + model.service[node]!
}
