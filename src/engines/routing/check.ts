import type { Answer, Problem, Route, Step, Stop, Travel, Vehicle, Window } from './problem.ts'
import { answerShape, refuseMisfit } from './shape.ts'
import { checkProblem } from './validate.ts'

// Written from the meaning of problem.ts alone: but for refusing problems that are none, it shares no code with the search, so that one mistake cannot pass twice.

/** What is wrong with an answer, and where. */
export type Breach = {
  code:
    | 'unknown'
    | 'twice'
    | 'not_left'
    | 'load'
    | 'window'
    | 'travel'
    | 'shift'
    | 'limit'
    | 'skill'
    | 'order'
    | 'break'
    | 'locked'
    | 'cost'
  route: number
  what: string
}

export type Check = { ok: boolean; breaches: readonly Breach[]; cost: number; distance: number }

const NEAR = 1e-6

/** Whether an answer keeps every rule of its problem, and what it costs, counted anew from its steps. */
export function checkAnswer(problem: Problem, answer: Answer): Check {
  checkProblem(problem)
  refuseMisfit(answer, answerShape, 'answer')
  const breaches: Breach[] = []
  const tell = (code: Breach['code'], route: number, what: string) => void breaches.push({ code, route, what })
  checkPresence(problem, answer, tell)
  let cost = 0
  let distance = 0
  for (const [index, route] of answer.routes.entries()) {
    const vehicle = problem.vehicles[route.vehicle]
    const known = route.steps.every((step) => step.kind !== 'stop' || problem.stops[step.at] !== undefined)
    if (vehicle === undefined || !known) {
      tell('unknown', index, 'no such vehicle or stop')
      continue
    }
    const say = (code: Breach['code'], what: string) => tell(code, index, what)
    const travelled = checkTimes(problem, vehicle, route, say)
    checkLoads(problem, vehicle, route, say)
    checkLimits(vehicle, route, travelled, say)
    checkWho(problem, vehicle, route, say)
    checkBreaks(vehicle, route, say)
    checkLocked(vehicle, route, say)
    const price = priceOf(problem, vehicle, route, travelled)
    if (Math.abs(price - route.cost) > NEAR * Math.max(1, Math.abs(price)))
      say('cost', `${route.cost} is told, ${price} is right`)
    cost += price
    distance += travelled.distance
  }
  if (Math.abs(cost - answer.cost) > NEAR * Math.max(1, Math.abs(cost)))
    tell('cost', -1, `${answer.cost} is told, ${cost} is right`)
  return { ok: breaches.length === 0, breaches, cost, distance }
}

type Tell = (code: Breach['code'], route: number, what: string) => void
type Say = (code: Breach['code'], what: string) => void
type Travelled = { distance: number; driving: number; ways: number }

const stopsOf = (route: Route) => route.steps.filter((step) => step.kind === 'stop').map((step) => step.at)

/** Every stop once or left out; every vehicle once; who has a locked part drives. */
function checkPresence(problem: Problem, answer: Answer, tell: Tell): void {
  const seen = new Map<number, number>()
  for (const stop of [...answer.routes.flatMap(stopsOf), ...answer.left]) seen.set(stop, (seen.get(stop) ?? 0) + 1)
  for (const stop of problem.stops.keys())
    if (seen.get(stop) !== 1)
      tell(seen.has(stop) ? 'twice' : 'not_left', -1, `stop ${stop} is told ${seen.get(stop) ?? 0} times`)
  if ([...seen.keys()].some((stop) => problem.stops[stop] === undefined))
    tell('unknown', -1, 'a stop that is not there')
  const vehicles = new Set<string>()
  for (const [index, { vehicle, copy }] of answer.routes.entries()) {
    if (!(copy >= 0 && copy < (problem.vehicles[vehicle]?.count ?? 1)))
      tell('unknown', index, `copy ${copy} of vehicle ${vehicle}`)
    if (vehicles.has(`${vehicle} ${copy}`)) tell('twice', index, `vehicle ${vehicle}, copy ${copy}`)
    vehicles.add(`${vehicle} ${copy}`)
  }
  for (const [index, vehicle] of problem.vehicles.entries())
    if ((vehicle.locked ?? []).length > 0 && !answer.routes.some((route) => route.vehicle === index))
      tell('locked', -1, `vehicle ${index} does not drive`)
}

const within = (windows: readonly Window[], at: number) =>
  windows.some(([open, close]) => at >= open - NEAR && at <= close + NEAR)

/** Follows the clock from step to step. Returns the way driven. */
function checkTimes(problem: Problem, vehicle: Vehicle, route: Route, say: Say): Travelled {
  const { stops } = problem
  const travel = travelOf(problem, vehicle)
  const travelled = { distance: 0, driving: 0, ways: 0 }
  const started = route.steps.findIndex((step) => step.kind === 'start')
  const ended = route.steps.findIndex((step) => step.kind === 'end')
  if (started === -1 || ended < started || route.steps.slice(started + 1, ended).some(({ kind }) => kind === 'start')) {
    say('order', 'start and end are not where they belong')
    return travelled
  }
  let clock = route.steps[started]!.departure
  let place = vehicle.start
  let worked = vehicle.start
  if (Math.abs(clock - route.start) > NEAR || Math.abs(route.steps[ended]!.arrival - route.end) > NEAR)
    say('travel', 'start or end is told twice')
  if (vehicle.window !== undefined && (route.start < vehicle.window[0] - NEAR || route.end > vehicle.window[1] + NEAR))
    say('shift', `${route.start} to ${route.end}`)
  if (route.steps[started]!.place !== vehicle.start || route.steps[ended]!.place !== vehicle.end)
    say('travel', 'start or end elsewhere')
  const steps = route.steps.slice(started + 1, ended + 1)
  for (const [index, step] of steps.entries()) {
    const at = placeOf(
      vehicle,
      steps.slice(index).find((next) => next.kind !== 'break')!,
      stops,
    )
    if (step.place !== at && !(step.kind === 'break' && step.place === place))
      say('travel', `${step.kind} ${step.at} happens at ${step.place}`)
    if (place !== null && step.place !== null && place !== step.place) {
      const leg = place * travel.places + step.place
      const driving = travel.durations[leg]! * (vehicle.slowness ?? 1)
      travelled.distance += travel.distances[leg]!
      travelled.driving += driving
      travelled.ways += travel.costs?.[leg] ?? 0
      clock += driving
    }
    const setup = step.kind === 'stop' && worked !== step.place ? (stops[step.at]!.setup ?? 0) : 0
    if (clock > step.begin + NEAR) say('travel', `${step.kind} ${step.at} begins at ${step.begin}, reached at ${clock}`)
    if (step.departure < step.begin + checkBegin(vehicle, step, stops, say) + setup - NEAR)
      say('travel', `${step.kind} ${step.at} is left too early`)
    clock = step.departure
    place = step.place
    if (step.kind !== 'break') worked = place
  }
  return travelled
}

function travelOf({ travel, otherTravel }: Problem, vehicle: Vehicle): Travel {
  return vehicle.travel ? otherTravel![vehicle.travel - 1]! : travel
}

function placeOf(vehicle: Vehicle, step: Step, stops: readonly Stop[]): number | null {
  if (step.kind === 'stop') return stops[step.at]!.place
  return step.kind === 'end' ? vehicle.end : vehicle.start
}

/** Whether a step may begin when it does. Returns how long it takes at least. */
function checkBegin(vehicle: Vehicle, step: Step, stops: readonly Stop[], say: Say): number {
  if (step.kind === 'reload') return vehicle.reloadTime ?? 0
  if (step.kind === 'break') return vehicle.breaks?.[step.at]?.service ?? 0
  if (step.kind !== 'stop') return 0
  const { windows, service } = stops[step.at]!
  if (windows !== undefined && windows.length > 0 && !within(windows, step.begin))
    say('window', `stop ${step.at} at ${step.begin}`)
  return service ?? 0
}

/** Trip by trip: what is brought is loaded at its start; a shipment is taken before it is handed over, on the same trip. */
function checkLoads(problem: Problem, vehicle: Vehicle, route: Route, say: Say): void {
  const shipped = new Map((problem.shipments ?? []).map(({ pickup, delivery }) => [delivery, pickup]))
  const pickups = new Set(shipped.values())
  for (const trip of tripsOf(route)) {
    const aboard = new Set<number>()
    for (const stop of trip) {
      const pickup = shipped.get(stop)
      if (pickup !== undefined && !aboard.delete(pickup)) say('order', `stop ${stop} before its pickup ${pickup}`)
      if (pickups.has(stop)) aboard.add(stop)
    }
    if (aboard.size > 0) say('order', `stops ${[...aboard].join(', ')} taken and not handed over`)
    for (let d = 0; d < problem.dimensions; d++) {
      const most = vehicle.capacity[d] ?? 0
      let load = 0
      for (const stop of trip) if (!shipped.has(stop)) load += problem.stops[stop]!.deliver?.[d] ?? 0
      let peak = load
      for (const stop of trip) {
        const pickup = shipped.get(stop)
        const { deliver, collect } = problem.stops[stop]!
        load +=
          pickup === undefined ? (collect?.[d] ?? 0) - (deliver?.[d] ?? 0) : -(problem.stops[pickup]!.collect?.[d] ?? 0)
        peak = Math.max(peak, load)
      }
      if (peak > most + NEAR) say('load', `${peak} of ${most} in dimension ${d}`)
    }
  }
}

function tripsOf(route: Route): number[][] {
  const trips: number[][] = [[]]
  for (const step of route.steps) {
    if (step.kind === 'reload') trips.push([])
    if (step.kind === 'stop') trips.at(-1)!.push(step.at)
  }
  return trips
}

function checkLimits(vehicle: Vehicle, route: Route, { distance, driving }: Travelled, say: Say): void {
  const limits = [
    ['distance', distance, vehicle.distanceMax],
    ['driving', driving, vehicle.drivingMax],
    ['time', route.end - route.start, vehicle.timeMax],
    ['stops', stopsOf(route).length, vehicle.stopsMax],
    ['trips', tripsOf(route).length, vehicle.tripsMax ?? 1],
  ] as const
  for (const [what, is, most] of limits)
    if (most !== undefined && is > most + NEAR) say('limit', `${what} ${is} of ${most}`)
}

function checkWho(problem: Problem, vehicle: Vehicle, route: Route, say: Say): void {
  for (const stop of stopsOf(route)) {
    const { skills = [], vehicles } = problem.stops[stop]!
    const missing = skills.filter((skill) => !(vehicle.skills ?? []).includes(skill))
    if (missing.length > 0) say('skill', `stop ${stop} needs ${missing.join(', ')}`)
    if (vehicles !== undefined && !vehicles.includes(route.vehicle))
      say('skill', `stop ${stop} is not for this vehicle`)
  }
}

/** Every break once, in order, within a window; before leaving and after coming home it is a rest at home. */
function checkBreaks(vehicle: Vehicle, route: Route, say: Say): void {
  const taken = route.steps.filter((step) => step.kind === 'break')
  const breaks = vehicle.breaks ?? []
  if (taken.length !== breaks.length || taken.some((step, index) => step.at !== index))
    say('break', 'not each once, in order')
  for (const step of taken)
    if (!within(breaks[step.at]?.windows ?? [], step.begin)) say('break', `break ${step.at} at ${step.begin}`)
  for (let k = 1; k < route.steps.length; k++) {
    const rests = route.steps[k]!.kind === 'break' || route.steps[k - 1]!.kind === 'break'
    if (rests && route.steps[k]!.begin < route.steps[k - 1]!.departure - NEAR)
      say('break', `step ${k} begins during a rest`)
  }
}

function checkLocked(vehicle: Vehicle, route: Route, say: Say): void {
  const locked = vehicle.locked ?? []
  const first = tripsOf(route)[0]!.slice(0, locked.length)
  if (locked.some((stop, index) => first[index] !== stop))
    say('locked', `begins with ${first.join(', ')}, not ${locked.join(', ')}`)
}

function priceOf(problem: Problem, vehicle: Vehicle, route: Route, { distance, driving, ways }: Travelled): number {
  const { perDistance, perDriving, perTime } = vehicle
  const silent = perDistance === undefined && perDriving === undefined && perTime === undefined
  const work = route.end - route.start
  const { balance, published } = problem
  let cost = (vehicle.fixed ?? 0) + ways + (silent ? distance : (perDistance ?? 0) * distance)
  cost += (perDriving ?? 0) * driving + (perTime ?? 0) * work + (balance?.time ?? 0) * work ** 2
  for (let d = 0; d < problem.dimensions; d++) {
    let carried = 0
    const deliveries = new Set((problem.shipments ?? []).map(({ delivery }) => delivery))
    for (const stop of stopsOf(route)) {
      const { deliver, collect } = problem.stops[stop]!
      carried += (collect?.[d] ?? 0) + (deliveries.has(stop) ? 0 : (deliver?.[d] ?? 0))
    }
    cost += (balance?.load ?? 0) * (carried / Math.max(vehicle.capacity[d] ?? 0, 1e-9)) ** 2
  }
  for (const told of published?.routes ?? [])
    if (told.vehicle !== route.vehicle || (told.copy ?? 0) !== route.copy)
      cost += (published?.moveCost ?? 0) * told.trips.flat().filter((stop) => stopsOf(route).includes(stop)).length
  return cost
}
