import { RoutingFault } from './fault.ts'
import { refuseTooMany } from './plane.ts'
import type { Break, Problem, Stop, Travel, Vehicle, Window } from './problem.ts'
import { problemShape, refuseMisfit } from './shape.ts'
import { refuseBadPlans } from './validate-plans.ts'

const NUMBER_MAX = 1e12
const LIST_MAX = 1000
const TRAVELS_MAX = 16

/** Refuses, by a RoutingFault, a problem that contradicts itself or is beyond what the engine holds. */
export function checkProblem(problem: Problem): void {
  refuseMisfit(problem, problemShape, 'problem')
  const { travel, otherTravel = [], stops, vehicles, dimensions } = problem
  wholeNumber(dimensions, 0, 16, 'dimensions')
  wholeNumber(travel.places, 0, NUMBER_MAX, 'travel.places')
  refuseTooMany(travel.places)
  checkTravel(travel, travel.places, 'travel')
  short(otherTravel, 'otherTravel', TRAVELS_MAX)
  for (const [index, other] of otherTravel.entries()) checkTravel(other, travel.places, `otherTravel[${index}]`)
  refuseTooMany(stops.length + vehicles.length * 2)
  if (vehicles.length === 0) throw new RoutingFault('empty', 'vehicles', 'there is none')
  for (const [index, stop] of stops.entries()) checkStop(problem, stop, `stops[${index}]`)
  for (const [index, vehicle] of vehicles.entries()) checkVehicle(problem, vehicle, `vehicles[${index}]`)
  for (const part of ['time', 'load'] as const) amount(problem.balance?.[part], `balance.${part}`)
  refuseBadPlans(problem)
}

function checkTravel(travel: Travel, places: number, where: string): void {
  if (travel.places !== places) throw new RoutingFault('bad_shape', where, `${places} places are needed`)
  for (const name of ['distances', 'durations', 'costs'] as const) {
    const matrix = travel[name]
    if (matrix === undefined && name === 'costs') continue
    if (matrix === undefined || matrix.length !== places ** 2)
      throw new RoutingFault('bad_shape', `${where}.${name}`, 'is not places × places')
    for (const value of matrix)
      if (!(value >= 0 && value <= NUMBER_MAX))
        throw new RoutingFault('bad_number', `${where}.${name}`, `${value} is no length`)
  }
}

function checkStop({ travel, dimensions, vehicles }: Problem, stop: Stop, where: string): void {
  wholeNumber(stop.place, 0, travel.places - 1, `${where}.place`)
  loads(stop.deliver, dimensions, `${where}.deliver`)
  loads(stop.collect, dimensions, `${where}.collect`)
  if (stop.windows !== undefined) checkWindows(stop.windows, `${where}.windows`)
  for (const part of ['service', 'setup', 'penalty'] as const) amount(stop[part], `${where}.${part}`)
  if (stop.priority !== undefined) wholeNumber(stop.priority, 0, 100, `${where}.priority`)
  for (const vehicle of stop.vehicles ?? []) wholeNumber(vehicle, 0, vehicles.length - 1, `${where}.vehicles`)
  short(stop.skills, `${where}.skills`)
}

const AMOUNTS = [
  'fixed', 'perDistance', 'perDriving', 'perTime', 'slowness', 'distanceMax', 'timeMax', 'drivingMax', 'reloadTime',
] as const // prettier-ignore

function checkVehicle({ travel, otherTravel = [], dimensions }: Problem, vehicle: Vehicle, where: string): void {
  wholeNumber(vehicle.count ?? 1, 1, 1_000_000, `${where}.count`)
  wholeNumber(vehicle.travel ?? 0, 0, otherTravel.length, `${where}.travel`)
  for (const end of ['start', 'end'] as const)
    if (vehicle[end] !== null) wholeNumber(vehicle[end], 0, travel.places - 1, `${where}.${end}`)
  loads(vehicle.capacity, dimensions, `${where}.capacity`, Number.MAX_SAFE_INTEGER)
  for (const part of AMOUNTS) amount(vehicle[part], `${where}.${part}`)
  if (vehicle.window !== undefined) checkWindows([vehicle.window], `${where}.window`)
  if (vehicle.stopsMax !== undefined) wholeNumber(vehicle.stopsMax, 0, NUMBER_MAX, `${where}.stopsMax`)
  wholeNumber(vehicle.tripsMax ?? 1, 1, 100, `${where}.tripsMax`)
  if ((vehicle.tripsMax ?? 1) > 1 && (vehicle.start === null || vehicle.start !== vehicle.end))
    throw new RoutingFault('bad_shape', `${where}.tripsMax`, 'several trips need a start that is also the end')
  short(vehicle.skills, `${where}.skills`)
  if ((vehicle.breaks?.length ?? 0) > 16) throw new RoutingFault('too_large', `${where}.breaks`, 'at most 16')
  for (const [index, rest] of (vehicle.breaks ?? []).entries()) checkBreak(rest, `${where}.breaks[${index}]`)
}

function checkBreak(rest: Break, where: string): void {
  if (rest.windows.length === 0) throw new RoutingFault('bad_window', `${where}.windows`, 'there is none')
  checkWindows(rest.windows, `${where}.windows`)
  amount(rest.service, `${where}.service`)
}

/** Windows rise and do not overlap, each closing no earlier than it opens. */
function checkWindows(windows: readonly Window[], where: string): void {
  short(windows, where)
  let last = -Infinity
  for (const [open = NaN, close = NaN] of windows) {
    if (!(Math.abs(open) <= NUMBER_MAX && Math.abs(close) <= NUMBER_MAX))
      throw new RoutingFault('bad_number', where, 'a time is no number')
    if (close < open || open <= last) throw new RoutingFault('bad_window', where, `${open} to ${close}`)
    last = close
  }
}

function wholeNumber(value: number, least: number, most: number, where: string): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RoutingFault('bad_number', where, `${value} is no whole number from ${least} to ${most}`)
}

function amount(value: number | undefined, where: string): void {
  if (value !== undefined && !(value >= 0 && value <= NUMBER_MAX))
    throw new RoutingFault('bad_number', where, `${value} is no amount`)
}

function loads(values: readonly number[] | undefined, dimensions: number, where: string, most = NUMBER_MAX): void {
  if (values === undefined) return
  if (values.length !== dimensions) throw new RoutingFault('bad_shape', where, `${dimensions} numbers are needed`)
  for (const value of values)
    if (!(value >= 0 && value <= most)) throw new RoutingFault('bad_number', where, `${value} is no load`)
}

function short(list: readonly unknown[] | undefined, where: string, most = LIST_MAX): void {
  if ((list?.length ?? 0) > most) throw new RoutingFault('too_large', where, `at most ${most}`)
}
