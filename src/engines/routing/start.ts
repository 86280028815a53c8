import type { Core } from './core.ts'
import { emptyDay, firstTrip, layOut } from './day.ts'
import type { Day } from './day.ts'
import { RoutingFault } from './fault.ts'
import { judgeDay } from './judge.ts'
import { compact, freeSlot, insertStop } from './plan.ts'
import type { Plan } from './plan.ts'
import { takeOut } from './ruin.ts'
import { savingsRoutes } from './savings.ts'

/**
 * Lays down what is locked, refusing what cannot be driven, and then what was published, as far as it still can be driven: a
 * published stop that no longer fits at its place is left for the search to place.
 */
export function layStart(plan: Plan, core: Core): void {
  const { problem, types } = plan.model
  const day = emptyDay(plan.model)
  for (const [index, vehicle] of problem.vehicles.entries()) {
    for (const stop of vehicle.locked ?? [])
      insertStop(plan, stop, types[index]!.firstSlot, plan.size[types[index]!.firstSlot]! + 1)
    core.refresh(plan, types[index]!.firstSlot)
    if (vehicle.locked !== undefined && vehicle.locked.length > 0) refuseUndrivable(plan, day, index)
  }
  for (const route of problem.published?.routes ?? []) {
    const type = types[route.vehicle]!
    const first = type.firstSlot + (route.copy ?? 0) * type.trips
    for (const [trip, stops] of route.trips.entries())
      if (trip < type.trips) for (const stop of stops) appendStop(plan, core, day, first + trip, stop)
  }
  if (problem.published === undefined) laySavings(plan)
  for (let slot = 0; slot < plan.model.slots; slot++) dropHalves(plan, core, slot)
  collectLeft(plan)
}

/** Where load is all that counts and vehicles are alike, the search begins from savings; they need a matrix that is symmetric. */
function laySavings(plan: Plan): void {
  const { model } = plan
  const optional = model.problem.stops.some((stop) => stop.penalty !== undefined)
  if (model.kind !== 'load' || model.types.length !== 1 || model.from !== model.to || optional) return
  for (const stops of savingsRoutes(model)) {
    const slot = freeSlot(plan, 0)
    const fits = stops.reduce((sum, stop) => sum + model.demand[stop]!, 0) <= model.types[0]!.capacity
    if (slot !== -1 && fits) for (const [index, stop] of stops.entries()) insertStop(plan, stop, slot, index + 1)
  }
}

function refuseUndrivable(plan: Plan, day: Day, vehicle: number): void {
  const stops = layOut(plan, day, plan.model.types[vehicle]!.firstSlot, null, -1, -1)
  if (judgeDay(plan.model, day, stops) === Infinity)
    throw new RoutingFault('bad_plan', `vehicles[${vehicle}].locked`, `cannot be driven (${day.fault})`)
}

/** Appends a stop to a trip where that can be driven. A delivery follows its pickup on the same trip or waits for the search. */
function appendStop(plan: Plan, core: Core, day: Day, slot: number, stop: number): void {
  const { model } = plan
  if (plan.slotOf[stop] !== -1) return
  const fits = model.fits[model.typeOf[slot]! * model.stops + stop] === 1
  const mate = model.mate[stop]!
  if (!fits || (mate !== -1 && model.pickup[stop] === 0 && plan.slotOf[mate] !== slot)) return
  const at = plan.size[slot]! + 1
  const stops = layOut(plan, day, firstTrip(model, slot), { slot, at, deliverAt: at, cost: 0 }, stop, -1)
  if (judgeDay(model, day, stops) === Infinity) return
  insertStop(plan, stop, slot, at)
  core.refresh(plan, slot)
}

/** Takes out again a pickup whose delivery did not fit behind it. */
function dropHalves(plan: Plan, core: Core, slot: number): void {
  const { model } = plan
  const stops = Array.from(plan.seq.subarray(slot * plan.stride + 1, slot * plan.stride + 1 + plan.size[slot]!))
  const whole = stops.filter(
    (stop) => model.locked[stop] === 1 || model.mate[stop] === -1 || plan.slotOf[model.mate[stop]!] !== -1,
  )
  if (whole.length === stops.length) return
  for (const stop of stops) if (!whole.includes(stop)) takeOut(plan, stop)
  compact(plan, slot)
  core.refresh(plan, slot)
}

function collectLeft(plan: Plan): void {
  plan.leftCount = 0
  for (let stop = 0; stop < plan.model.stops; stop++) if (plan.slotOf[stop] === -1) plan.left[plan.leftCount++] = stop
}
