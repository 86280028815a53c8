import { floats, listOf, nullable, number, numbers, objectOf, optional, text } from '../shape/index.ts'
import type { Shape } from '../shape/index.ts'
import { RoutingFault } from './fault.ts'

// What problems and answers must look like, before anything in them is asked: they may come from a file or another firm.

const window = numbers
const windows = listOf(window)
const travel = objectOf({ places: number, distances: floats, durations: floats, costs: optional(floats) })
const amount = optional(number)

const vehicle = objectOf({
  count: amount,
  ids: optional(listOf(text)),
  start: nullable(number),
  end: nullable(number),
  capacity: listOf(number),
  travel: amount,
  fixed: amount,
  perDistance: amount,
  perDriving: amount,
  perTime: amount,
  slowness: amount,
  window: optional(window),
  distanceMax: amount,
  timeMax: amount,
  drivingMax: amount,
  stopsMax: amount,
  skills: optional(listOf(text)),
  breaks: optional(listOf(objectOf({ windows, service: number }))),
  tripsMax: amount,
  reloadTime: amount,
  locked: optional(listOf(number)),
})

const stop = objectOf({
  place: number,
  deliver: optional(listOf(number)),
  collect: optional(listOf(number)),
  windows: optional(windows),
  service: amount,
  setup: amount,
  skills: optional(listOf(text)),
  vehicles: optional(listOf(number)),
  penalty: amount,
  priority: amount,
})

const trips = listOf(listOf(number))
const published = objectOf({
  routes: listOf(objectOf({ vehicle: number, copy: amount, trips })),
  moveCost: amount,
})

export const problemShape = objectOf({
  dimensions: number,
  travel,
  otherTravel: optional(listOf(travel)),
  vehicles: listOf(vehicle),
  stops: listOf(stop),
  shipments: optional(listOf(objectOf({ pickup: number, delivery: number }))),
  balance: optional(objectOf({ time: amount, load: amount })),
  published: optional(published),
})

const step = objectOf({
  kind: text,
  at: number,
  place: nullable(number),
  arrival: number,
  begin: number,
  departure: number,
})
const route = objectOf({ vehicle: number, copy: number, cost: number, start: number, end: number, steps: listOf(step) })
export const answerShape = objectOf({ cost: number, routes: listOf(route), left: listOf(number) })

export const optionsShape = objectOf({ iterations: amount, seconds: amount, seed: amount, threads: amount })

/** Refuses what does not look as it must. */
export function refuseMisfit(value: unknown, shape: Shape, where: string): void {
  const misfit = shape(value, '')
  if (misfit !== null) throw new RoutingFault('bad_shape', misfit.where || where, `${misfit.wanted} is expected`)
}
