import type { Day, DayFault } from './day.ts'
import type { Model, VehicleType } from './model.ts'
import { earliestDay, latestDay, paceOf } from './timing.ts'
import { LATE } from './windows.ts'

/** Rounding error in sums of distances and times that is not taken for a breach of a limit. */
const OVER = 1e-7

/**
 * What the day that was laid out costs, or Infinity with `day.fault` told. Everything a vehicle may ask for is judged here and
 * nowhere else in the search; the constant-time questions asked before only save the trouble. Without `timed` the start is not
 * worked out where it changes neither the cost nor whether the day can be driven.
 */
export function judgeDay(model: Model, day: Day, stops: number, timed = true): number {
  const type = model.types[day.type]!
  day.cost = day.distance = day.driving = day.start = day.end = 0
  day.fault = null
  if (stops === 0) return 0
  if (stops > type.stopsMax) return refuse(day, 'stops')
  if (!loadsFit(model, day, type)) return refuse(day, 'load')
  measure(model, day, type)
  if (day.distance > type.distanceMax + OVER) return refuse(day, 'distance')
  if (day.driving > type.drivingMax + OVER) return refuse(day, 'driving')
  if (!earliestDay(model, day)) return refuse(day, type.breaks.length > 0 ? 'break' : 'time')
  if (timed || startMatters(model, type)) latestDay(model, day)
  else day.start = day.end
  if (day.end - day.start > type.timeMax + LATE + OVER) return refuse(day, 'work')
  day.cost = priceOf(model, day, type, stops)
  return day.cost
}

const startMatters = ({ problem: { balance } }: Model, { perTime, timeMax }: VehicleType): boolean =>
  perTime > 0 || timeMax < Infinity || balance?.time !== undefined

function refuse(day: Day, fault: DayFault): number {
  day.fault = fault
  day.cost = Infinity
  return Infinity
}

function measure(model: Model, day: Day, type: VehicleType): void {
  const { nodes: width } = model
  const { distance, time } = type
  const { nodes, count } = day
  let length = 0
  let driving = 0
  for (let k = 1; k < count; k++) {
    const edge = nodes[k - 1]! * width + nodes[k]!
    length += distance[edge]!
    driving += time[edge]!
  }
  day.distance = length
  day.driving = driving * paceOf(model, type)
}

/** Whether every trip keeps within the capacities all the way. */
function loadsFit(model: Model, day: Day, type: VehicleType): boolean {
  const { capacities } = type
  for (let d = 0; d < capacities.length; d++) {
    for (let k = 1; k < day.count;) {
      let end = k
      let load = 0
      for (; day.nodes[end]! < model.stops; end++) load += model.brought[day.nodes[end]! * capacities.length + d]!
      if (load > capacities[d]! + OVER) return false
      for (; k < end; k++) {
        load += model.change[day.nodes[k]! * capacities.length + d]!
        if (load > capacities[d]! + OVER) return false
      }
      k = end + 1
    }
  }
  return true
}

function priceOf(model: Model, day: Day, type: VehicleType, stops: number): number {
  const { balance, published } = model.problem
  const work = day.end - day.start
  let cost = type.fixedDay + type.perDistance * day.distance + type.perDriving * day.driving + type.perTime * work
  if (type.way !== null) cost += waysOf(type.way, model.nodes, day)
  if (balance?.time !== undefined) cost += balance.time * work * work
  if (balance?.load !== undefined) cost += balance.load * loadSquared(model, day, type)
  if (published?.moveCost !== undefined && stops > 0) cost += published.moveCost * moved(model, day)
  return cost
}

function waysOf(way: Float64Array, width: number, { nodes, count }: Day): number {
  let sum = 0
  for (let k = 1; k < count; k++) sum += way[nodes[k - 1]! * width + nodes[k]!]!
  return sum
}

/** Σ over dimensions of (load carried ÷ capacity)², all trips together. What a shipment moves counts once. */
function loadSquared(model: Model, day: Day, { capacities }: VehicleType): number {
  let sum = 0
  for (let d = 0; d < capacities.length; d++) {
    let carried = 0
    for (let k = 1; k < day.count - 1; k++) {
      const stop = day.nodes[k]!
      if (stop >= model.stops) continue
      const brought = model.brought[stop * capacities.length + d]!
      const change = model.change[stop * capacities.length + d]!
      carried += brought + Math.max(0, change + brought)
    }
    sum += (carried / Math.max(capacities[d]!, 1e-9)) ** 2
  }
  return sum
}

/** How many stops were told another vehicle before. */
function moved(model: Model, day: Day): number {
  let count = 0
  for (let k = 1; k < day.count - 1; k++) {
    const stop = day.nodes[k]!
    if (stop < model.stops && model.home[stop]! !== -1 && model.home[stop] !== day.first) count++
  }
  return count
}
