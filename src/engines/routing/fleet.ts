import { layOut } from './day.ts'
import type { Day } from './day.ts'
import { earliestIn, latestIn } from './windows.ts'
import { judgeDay } from './judge.ts'
import type { Model } from './model.ts'
import type { Plan } from './plan.ts'

/**
 * What the rich search knows besides the plan: per vehicle (at its first slot) what its day costs and how much of that is beyond
 * the lengths the plan counts; per slot what is brought and what is taken, in every dimension.
 */
export type Fleet = {
  day: Day
  dayCost: Float64Array
  beyond: Float64Array
  brought: Float64Array
  taken: Float64Array
}

export function emptyFleet(plan: Plan, day: Day): Fleet {
  const { slots, problem } = plan.model
  return {
    day,
    dayCost: new Float64Array(slots),
    beyond: new Float64Array(slots),
    brought: new Float64Array(slots * problem.dimensions),
    taken: new Float64Array(slots * problem.dimensions),
  }
}

/** What a day counts that cannot be driven, as where leaving out a stop made the way longer: such a plan is never accepted. */
export const UNDRIVABLE = 1e12

/** Works out again all that is known of a vehicle, and brings the plan's cost in line with what its day costs. */
export function refreshVehicle(plan: Plan, fleet: Fleet, first: number): void {
  const { model } = plan
  const type = model.types[model.typeOf[first]!]!
  const stops = layOut(plan, fleet.day, first, null, -1, -1)
  const cost = Math.min(judgeDay(model, fleet.day, stops, false), UNDRIVABLE)
  let lengths = 0
  for (let slot = first; slot < first + type.trips; slot++) {
    lengths += plan.length[slot]!
    sumLoads(plan, fleet, slot)
  }
  plan.cost += cost - lengths - fleet.beyond[first]!
  fleet.dayCost[first] = cost
  fleet.beyond[first] = cost - lengths
  timeTrips(plan, first, type.trips)
}

function sumLoads(plan: Plan, fleet: Fleet, slot: number): void {
  const { model, seq, size } = plan
  const { dimensions } = model.problem
  const base = slot * plan.stride
  for (let d = 0; d < dimensions; d++) {
    let brought = 0
    let taken = 0
    for (let i = 1; i <= size[slot]!; i++) {
      const stop = seq[base + i]!
      if (model.mate[stop] !== -1) continue
      const load = model.brought[stop * dimensions + d]!
      brought += load
      taken += load + model.change[stop * dimensions + d]!
    }
    fleet.brought[slot * dimensions + d] = brought
    fleet.taken[slot * dimensions + d] = taken
  }
}

/** Earliest departures and latest arrivals, trip after trip, as if there were no breaks and no setup: bounds, quickly asked. */
function timeTrips(plan: Plan, first: number, trips: number): void {
  const { model, seq, departure, latest, size, stride } = plan
  const type = model.types[model.typeOf[first]!]!
  let home = type.open
  let used = false
  for (let slot = first; slot < first + trips; slot++) {
    const base = slot * stride
    let at = used ? home + type.reloadTime : home
    departure[base] = at
    if (size[slot] === 0) continue
    const end = base + size[slot]! + 1
    for (let i = base + 1; i < end; i++) {
      at = serve(model, seq[i]!, at + type.time[seq[i - 1]! * model.nodes + seq[i]!]! * type.slowness)
      departure[i] = at
    }
    home = at + type.time[seq[end - 1]! * model.nodes + seq[end]!]! * type.slowness
    used = true
  }
  let limit = type.close
  for (let slot = first + trips - 1; slot >= first; slot--) {
    const base = slot * stride
    const end = base + size[slot]! + 1
    latest[end] = limit
    if (size[slot] === 0) continue
    for (let i = end - 1; i > base; i--) {
      limit -= type.time[seq[i]! * model.nodes + seq[i + 1]!]! * type.slowness + model.service[seq[i]!]!
      limit = latestIn(
        model.windowOpen,
        model.windowClose,
        model.windowFirst[seq[i]!]!,
        model.windowFirst[seq[i]! + 1]!,
        limit,
      )
      latest[i] = limit
    }
    limit -= type.time[seq[base]! * model.nodes + seq[base + 1]!]! * type.slowness + type.reloadTime
  }
}

function serve(model: Model, stop: number, arrives: number): number {
  const { windowOpen, windowClose, windowFirst } = model
  const begins = earliestIn(windowOpen, windowClose, windowFirst[stop]!, windowFirst[stop + 1]!, arrives)
  return begins + model.service[stop]!
}
