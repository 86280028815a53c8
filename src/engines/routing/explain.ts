import { layTrips } from './answer.ts'
import { emptyDay } from './day.ts'
import type { Day, DayFault } from './day.ts'
import { compile } from './compile.ts'
import { RoutingFault } from './fault.ts'
import { judgeDay } from './judge.ts'
import type { Model } from './model.ts'
import type { Answer, Problem, Route } from './problem.ts'
import { answerShape, refuseMisfit } from './shape.ts'
import { checkProblem } from './validate.ts'

/**
 * Why a vehicle cannot take a stop: it lacks a skill or is not allowed (`skill`), or, however the stop is put in, it fails by its
 * load, order, times, breaks or limits: then the reason of the gap that came furthest is told.
 */
export type WhyNot = 'skill' | DayFault

/** What one vehicle says to a stop: what taking it would add, and after which position of which trip; or why it cannot. */
export type Offer =
  | { vehicle: number; copy: number; extra: number; trip: number; position: number }
  | { vehicle: number; copy: number; why: WhyNot }

/**
 * Why a stop stands where it does. `now` is what it costs where it is served, or its penalty where it is left out (null if it had
 * to be served); `offers` tells every vehicle in the plan and one unused of each kind, the cheapest first. The rest of the plan
 * stays as it is: a `left` stop with an offer dearer than its penalty was left out for that.
 */
export type Explanation = { stop: number; left: boolean; now: number | null; offers: readonly Offer[] }

/** Explains one stop of an answer; both halves of a shipment go together. Throws a RoutingFault for a stop that is not there. */
export function explainStop(problem: Problem, answer: Answer, stop: number): Explanation {
  checkProblem(problem)
  refuseMisfit(answer, answerShape, 'answer')
  refuseStrangers(problem, answer)
  if (!Number.isInteger(stop) || problem.stops[stop] === undefined)
    throw new RoutingFault('bad_reference', 'stop', `${String(stop)} is not there`)
  const model = compile(problem, 'rich')
  const day = emptyDay(model)
  const partner = model.mate[stop]!
  const pickup = partner === -1 || model.pickup[stop] === 1 ? stop : partner
  const mate = model.mate[pickup]!
  const vehicles = vehiclesOf(problem, answer)
  const at = vehicles.find(({ trips }) => trips.some((trip) => trip.includes(stop)))
  const offers = vehicles.map((vehicle) => offerOf(model, day, vehicle, pickup, mate))
  const without =
    at === undefined
      ? 0
      : costOf(model, day, {
          ...at,
          trips: at.trips.map((trip) => trip.filter((other) => other !== pickup && other !== mate)),
        })
  const penalty = problem.stops[stop].penalty ?? null
  return {
    stop,
    left: at === undefined,
    now: at === undefined ? penalty : costOf(model, day, at) - without,
    offers: offers.toSorted((a, b) => ('extra' in a ? a.extra : Infinity) - ('extra' in b ? b.extra : Infinity)),
  }
}

/** An answer to another problem may name what is not there. */
function refuseStrangers({ vehicles, stops }: Problem, answer: Answer): void {
  for (const [index, { vehicle, copy, steps }] of answer.routes.entries()) {
    const count = vehicles[vehicle]?.count ?? 1
    const known = vehicles[vehicle] !== undefined && Number.isInteger(copy) && copy >= 0 && copy < count
    if (!known || steps.some(({ kind, at }) => kind === 'stop' && stops[at] === undefined))
      throw new RoutingFault('bad_reference', `answer.routes[${index}]`, 'its vehicle or a stop is not there')
  }
}

type Loaded = { vehicle: number; copy: number; first: number; trips: number[][]; tripsMax: number }

/** Vehicles of the answer, and of each kind one that is unused, with their trips. */
function vehiclesOf(problem: Problem, answer: Answer): Loaded[] {
  let slot = 0
  return problem.vehicles.flatMap((vehicle, index) => {
    const tripsMax = Math.min(vehicle.tripsMax ?? 1, Math.max(1, problem.stops.length))
    const count = Math.min(vehicle.count ?? 1, Math.max(1, problem.stops.length))
    const firstOfType = slot
    slot += count * tripsMax
    const of = (copy: number, route?: Route) => ({
      vehicle: index,
      copy,
      first: firstOfType + copy * tripsMax,
      trips: tripsOf(route),
      tripsMax,
    })
    const used = answer.routes.filter((route) => route.vehicle === index).map((route) => of(route.copy, route))
    const unused = Array.from({ length: count }, (_, copy) => copy).find(
      (copy) => !used.some((other) => other.copy === copy),
    )
    return unused === undefined ? used : [...used, of(unused)]
  })
}

function tripsOf(route: Route | undefined): number[][] {
  const trips: number[][] = [[]]
  for (const step of route?.steps ?? []) {
    if (step.kind === 'reload') trips.push([])
    if (step.kind === 'stop') trips.at(-1)!.push(step.at)
  }
  return trips
}

function costOf(model: Model, day: Day, { first, trips }: Loaded): number {
  const full = trips.filter((trip) => trip.length > 0)
  return full.length === 0 ? 0 : judgeDay(model, day, layTrips(model, day, first, full))
}

/** The order in which a day is judged: the later the fault, the further a gap came. */
const FURTHER: readonly DayFault[] = ['stops', 'order', 'load', 'distance', 'driving', 'time', 'break', 'work']

function offerOf(model: Model, day: Day, vehicle: Loaded, stop: number, mate: number): Offer {
  const name = { vehicle: vehicle.vehicle, copy: vehicle.copy }
  const row = vehicle.vehicle * model.stops
  if (model.fits[row + stop] === 0 || (mate !== -1 && model.fits[row + mate] === 0)) return { ...name, why: 'skill' }
  const trips = vehicle.trips.map((trip) => trip.filter((other) => other !== stop && other !== mate))
  const before = costOf(model, day, { ...vehicle, trips })
  const locked = model.types[vehicle.vehicle]!.locked
  let best: Extract<Offer, { extra: number }> | null = null
  let why: DayFault = 'stops'
  const candidates = trips.length < vehicle.tripsMax ? [...trips, []] : trips
  for (const [index, trip] of candidates.entries()) {
    for (let at = index === 0 ? Math.min(locked, trip.length) : 0; at <= trip.length; at++) {
      for (let to = at; to <= (mate === -1 ? at : trip.length); to++) {
        const filled = [
          ...trip.slice(0, at),
          stop,
          ...trip.slice(at, to),
          ...(mate === -1 ? [] : [mate]),
          ...trip.slice(to),
        ]
        const extra = costOf(model, day, { ...vehicle, trips: candidates.with(index, filled) }) - before
        if (extra < (best?.extra ?? Infinity)) best = { ...name, extra, trip: index, position: at }
        else if (day.fault !== null && FURTHER.indexOf(day.fault) > FURTHER.indexOf(why)) why = day.fault
      }
    }
  }
  return best ?? { ...name, why }
}
