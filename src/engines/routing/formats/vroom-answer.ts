import type { Answer, Problem, Route, Step, Stop } from '../problem.ts'

/** VROOM's output JSON for a problem read from its input. Costs and times are rounded to whole numbers, as there. */
export function writeVroom(problem: Problem, answer: Answer, computingMs = 0): string {
  const routes = answer.routes.map((route) => routeOf(problem, route))
  const sum = (name: 'service' | 'setup' | 'duration' | 'waiting_time' | 'priority' | 'cost' | 'distance') =>
    routes.reduce((total, route) => total + route[name], 0)
  const total = (name: 'delivery' | 'pickup') =>
    Array.from({ length: problem.dimensions }, (_, d) => routes.reduce((amount, route) => amount + route[name][d]!, 0))
  const output = {
    code: 0,
    summary: {
      cost: sum('cost'),
      routes: routes.length,
      unassigned: answer.left.length,
      delivery: total('delivery'),
      pickup: total('pickup'),
      setup: sum('setup'),
      service: sum('service'),
      duration: sum('duration'),
      waiting_time: sum('waiting_time'),
      priority: sum('priority'),
      distance: sum('distance'),
      violations: [],
      computing_times: { loading: 0, solving: Math.round(computingMs), routing: 0 },
    },
    unassigned: answer.left.map((stop) => ({
      ...namesOf(problem.stops[stop]!),
      location_index: problem.stops[stop]!.place,
    })),
    routes,
  }
  return `${JSON.stringify(output, null, 2)}\n`
}

const namesOf = ({ id }: Stop) => ({ id: Number(id.split(' ')[1]), type: id.split(' ')[0] })

function routeOf(problem: Problem, route: Route) {
  const vehicle = problem.vehicles[route.vehicle]!
  const stops = route.steps.filter((step) => step.kind === 'stop').map((step) => problem.stops[step.at]!)
  const deliveries = new Set((problem.shipments ?? []).map((shipment) => shipment.delivery))
  const loads = Array.from({ length: problem.dimensions }, (_, d) =>
    route.steps.reduce(
      (sum, { kind, at }) =>
        sum + (kind === 'stop' && !deliveries.has(at) ? (problem.stops[at]!.deliver?.[d] ?? 0) : 0),
      0,
    ),
  )
  const amount = (name: 'deliver' | 'collect') =>
    Array.from({ length: problem.dimensions }, (_, d) => stops.reduce((sum, stop) => sum + (stop[name]?.[d] ?? 0), 0))
  const clock = { driven: 0, service: 0, setup: 0, waiting: 0, place: vehicle.start }
  const steps = route.steps.map((step) => stepOf(problem, route, step, clock, loads))
  return {
    vehicle: Number(vehicle.ids?.[route.copy] ?? vehicle.id),
    cost: Math.round(route.cost),
    delivery: amount('deliver'),
    pickup: amount('collect'),
    setup: Math.round(clock.setup),
    service: Math.round(clock.service),
    duration: Math.round(clock.driven),
    waiting_time: Math.round(clock.waiting),
    distance: Math.round(route.distance),
    priority: stops.reduce((sum, stop) => sum + (stop.priority ?? 0), 0),
    steps,
    violations: [],
  }
}

type Clock = { driven: number; service: number; setup: number; waiting: number; place: number | null }

function stepOf(problem: Problem, route: Route, step: Step, clock: Clock, loads: number[]) {
  const vehicle = problem.vehicles[route.vehicle]!
  const travel = vehicle.travel ? problem.otherTravel![vehicle.travel - 1]! : problem.travel
  const stop = step.kind === 'stop' ? problem.stops[step.at]! : undefined
  const place = stop?.place ?? (step.kind === 'start' ? vehicle.start : step.kind === 'end' ? vehicle.end : clock.place)
  if (place !== null && clock.place !== null && step.kind !== 'start')
    clock.driven += travel.durations[clock.place * travel.places + place]! * (vehicle.slowness ?? 1)
  const setup = stop !== undefined && clock.place !== place ? (stop.setup ?? 0) : 0
  const service = step.departure - step.begin - setup
  if (place !== null) clock.place = place
  clock.setup += setup
  clock.service += service
  // Who rests at home is not waiting.
  const atHome = step.departure <= route.start || step.arrival >= route.end
  const waiting = step.kind === 'break' && atHome ? 0 : step.begin - step.arrival
  clock.waiting += waiting
  if (stop !== undefined)
    for (const d of loads.keys()) loads[d] = loads[d]! + (stop.collect?.[d] ?? 0) - (stop.deliver?.[d] ?? 0)
  const names = stop === undefined ? { type: step.kind } : namesOf(stop)
  return {
    ...names,
    ...(step.kind === 'break' ? { id: Number(vehicle.breaks![step.at]!.id) } : {}),
    ...(names.type === 'job' && stop !== undefined ? { job: namesOf(stop).id } : {}),
    ...(place === null ? {} : { location_index: place }),
    setup: Math.round(setup),
    service: Math.round(service),
    waiting_time: Math.round(waiting),
    load: [...loads],
    arrival: Math.round(step.arrival),
    duration: Math.round(clock.driven),
    violations: [],
  }
}
