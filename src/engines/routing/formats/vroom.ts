import { RoutingFault } from '../fault.ts'
import { refuseTooMany } from '../plane.ts'
import type { Break, Problem, Shipment, Stop, Travel, Vehicle, Window } from '../problem.ts'
import { listAt, numberAt, numbersAt, objectAt, optional } from './json.ts'
import type { JsonObject } from './json.ts'

/**
 * VROOM's input JSON (API of VROOM 1.14): jobs, shipments and vehicles over matrices given in the file, one set for each profile
 * that vehicles name. Cost is driving time, and distance if `per_km` is given, or the profile's own `costs`, as there. Not read:
 * problems without matrices, since a road server would be needed.
 */
export function parseVroom(text: string): Problem {
  const input = objectAt(parseJson(text), 'input')
  const profiles = profilesOf(input)
  const stops: Stop[] = []
  const shipments: Shipment[] = []
  for (const [index, entry] of listAt(input.jobs, 'jobs').entries()) {
    const where = `jobs[${index}]`
    const job = objectAt(entry, where)
    stops.push({ ...placedTask(job, 'job', where), ...loadsOf(job, where), ...commonOf(job, where) })
  }
  for (const [index, entry] of listAt(input.shipments, 'shipments').entries()) {
    const where = `shipments[${index}]`
    const shipment = objectAt(entry, where)
    const common = commonOf(shipment, where)
    const amount = numbersAt(shipment.amount, `${where}.amount`)
    const pickup = placedTask(objectAt(shipment.pickup, `${where}.pickup`), 'pickup', `${where}.pickup`)
    const delivery = placedTask(objectAt(shipment.delivery, `${where}.delivery`), 'delivery', `${where}.delivery`)
    shipments.push({ pickup: stops.length, delivery: stops.length + 1 })
    stops.push({ ...pickup, collect: amount, ...common }, { ...delivery, deliver: amount, ...common })
  }
  const vehicles = listAt(input.vehicles, 'vehicles').map((entry, index) =>
    vehicleOf(objectAt(entry, `vehicles[${index}]`), `vehicles[${index}]`, profiles),
  )
  const [travel, ...otherTravel] = profiles.travels
  return even({
    name: '',
    dimensions: 0,
    travel: travel!,
    otherTravel,
    vehicles: alike(vehicles),
    stops,
    shipments,
    wholeCosts: true,
  })
}

/** Vehicles that differ in nothing but their names as one with a count: the search need not try each. */
function alike(vehicles: readonly Vehicle[]): Vehicle[] {
  const groups = new Map<string, Vehicle[]>()
  for (const vehicle of vehicles) {
    const terms = JSON.stringify({ ...vehicle, id: '' })
    groups.set(terms, [...(groups.get(terms) ?? []), vehicle])
  }
  return Array.from(groups.values(), (group) => ({ ...group[0]!, count: group.length, ids: group.map(({ id }) => id) }))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RoutingFault('bad_shape', 'input', 'this is no JSON')
  }
}

/** Loads may be left out in VROOM, or be shorter than others: then the rest is 0, and a vehicle's capacity has no limit where none is told. */
function even(problem: Problem): Problem {
  const dimensions = Math.max(
    0,
    ...problem.stops.map((stop) => Math.max(stop.deliver?.length ?? 0, stop.collect?.length ?? 0)),
    ...problem.vehicles.map((vehicle) => vehicle.capacity.length),
  )
  const filled = (loads: readonly number[], rest: number) => [
    ...loads,
    ...Array.from({ length: dimensions - loads.length }, () => rest),
  ]
  return {
    ...problem,
    dimensions,
    stops: problem.stops.map((stop) => ({
      ...stop,
      ...(stop.deliver === undefined ? {} : { deliver: filled(stop.deliver, 0) }),
      ...(stop.collect === undefined ? {} : { collect: filled(stop.collect, 0) }),
    })),
    vehicles: problem.vehicles.map((vehicle) => ({
      ...vehicle,
      capacity: filled(vehicle.capacity, Number.MAX_SAFE_INTEGER),
    })),
  }
}

/** The matrices of the profiles, and which is whose. */
type Profiles = { names: readonly string[]; travels: readonly Travel[] }

const PROFILE = 'car'

function profilesOf(input: JsonObject): Profiles {
  const named =
    input.matrices === undefined ? { [PROFILE]: { durations: input.matrix } } : objectAt(input.matrices, 'matrices')
  const names = Object.keys(named)
  const travels = names.map((name) => travelOf(objectAt(named[name], `matrices.${name}`), `matrices.${name}`))
  if (travels.length === 0) throw new RoutingFault('unsupported', 'matrices', 'there is none: no road server is asked')
  const odd = travels.findIndex(({ places }) => places !== travels[0]!.places)
  if (odd !== -1) throw new RoutingFault('bad_shape', `matrices.${names[odd]}`, 'profiles differ in size')
  return { names, travels }
}

/** Where no distances are given they count as 0, as there. */
function travelOf({ durations, distances, costs }: JsonObject, where: string): Travel {
  if (durations === undefined)
    throw new RoutingFault('unsupported', where, 'durations are needed: no road server is asked')
  const times = matrixOf(durations, `${where}.durations`)
  const given = { distances, costs }
  const [lengths, prices] = (['distances', 'costs'] as const).map((name) =>
    given[name] === undefined ? undefined : matrixOf(given[name], `${where}.${name}`),
  )
  if ((lengths ?? times).length !== times.length || (prices ?? times).length !== times.length)
    throw new RoutingFault('bad_shape', where, 'its matrices differ in size')
  return {
    places: Math.sqrt(times.length),
    distances: lengths ?? new Float64Array(times.length),
    durations: times,
    ...(prices === undefined ? {} : { costs: prices }),
  }
}

function matrixOf(value: unknown, where: string): Float64Array {
  const rows = listAt(value, where)
  refuseTooMany(rows.length)
  const matrix = new Float64Array(rows.length ** 2)
  for (const [a, row] of rows.entries()) {
    const numbers = numbersAt(row, `${where}[${a}]`)
    if (numbers.length !== rows.length)
      throw new RoutingFault('bad_shape', `${where}[${a}]`, 'the matrix is not square')
    matrix.set(numbers, a * rows.length)
  }
  return matrix
}

/** What VROOM knows and this engine does not is refused, not passed over. */
function refuseUnread(object: JsonObject, names: readonly string[], where: string): void {
  for (const name of names)
    if (object[name] !== undefined && object[name] !== 0)
      throw new RoutingFault('unsupported', `${where}.${name}`, 'this is not read')
}

/** Place, windows and service of a job, a pickup or a delivery. Its id says which it is: `job 5`. */
function placedTask(task: JsonObject, kind: string, where: string): Stop {
  const windows = windowsOf(task.time_windows, `${where}.time_windows`)
  refuseUnread(task, ['service_per_type', 'setup_per_type'], where)
  return {
    id: `${kind} ${numberAt(task.id, `${where}.id`)}`,
    place: placeOf(task, 'location', where)!,
    service: optional(task, 'service', where) ?? 0,
    setup: optional(task, 'setup', where) ?? 0,
    ...(windows.length > 0 ? { windows } : {}),
  }
}

function placeOf(object: JsonObject, name: string, where: string): number | null {
  const index = optional(object, `${name}_index`, where)
  if (index !== undefined) return index
  if (object[name] !== undefined || name === 'location')
    throw new RoutingFault('unsupported', `${where}.${name}`, `${name}_index is needed: no road server is asked`)
  return null
}

function loadsOf(job: JsonObject, where: string): Partial<Stop> {
  const deliver = numbersAt(job.delivery ?? job.amount, `${where}.delivery`)
  const collect = numbersAt(job.pickup, `${where}.pickup`)
  return { ...(deliver.length > 0 ? { deliver } : {}), ...(collect.length > 0 ? { collect } : {}) }
}

function commonOf(task: JsonObject, where: string): Partial<Stop> {
  const skills = numbersAt(task.skills, `${where}.skills`).map(String)
  const priority = optional(task, 'priority', where)
  return { ...(skills.length > 0 ? { skills } : {}), ...(priority === undefined ? {} : { priority }) }
}

function windowsOf(value: unknown, where: string): Window[] {
  return listAt(value, where).map((entry, index) => {
    const [open, close] = numbersAt(entry, `${where}[${index}]`)
    if (open === undefined || close === undefined)
      throw new RoutingFault('bad_window', `${where}[${index}]`, 'two numbers are needed')
    return [open, close]
  })
}

function vehicleOf(vehicle: JsonObject, where: string, { names, travels }: Profiles): Vehicle {
  const costs = vehicle.costs === undefined ? {} : objectAt(vehicle.costs, `${where}.costs`)
  refuseUnread(costs, ['per_task_hour'], `${where}.costs`)
  const travel = names.findIndex((name) => name === (vehicle.profile === undefined ? PROFILE : vehicle.profile))
  const known = travel !== -1 || (vehicle.profile === undefined && names.length === 1)
  if (!known) throw new RoutingFault('bad_reference', `${where}.profile`, 'no matrices are given for it')
  const own = travels[Math.max(0, travel)]!.costs !== undefined
  if (own && ((costs.per_hour ?? 3600) !== 3600 || (costs.per_km ?? 0) !== 0))
    throw new RoutingFault('bad_shape', `${where}.costs`, 'its profile has costs of its own')
  const [window] = windowsOf(vehicle.time_window === undefined ? [] : [vehicle.time_window], `${where}.time_window`)
  const speed = optional(vehicle, 'speed_factor', where) ?? 1
  if (!(speed > 0)) throw new RoutingFault('bad_number', `${where}.speed_factor`, 'it must be above 0')
  const limits = { stopsMax: 'max_tasks', drivingMax: 'max_travel_time', distanceMax: 'max_distance' } as const
  const given = Object.entries(limits).flatMap(([name, theirs]) => {
    const limit = optional(vehicle, theirs, where)
    return limit === undefined ? [] : [[name, limit]]
  })
  return {
    id: String(numberAt(vehicle.id, `${where}.id`)),
    start: placeOf(vehicle, 'start', where),
    end: placeOf(vehicle, 'end', where),
    capacity: numbersAt(vehicle.capacity, `${where}.capacity`),
    fixed: optional(costs, 'fixed', `${where}.costs`) ?? 0,
    ...(travel > 0 ? { travel } : {}),
    perDistance: (optional(costs, 'per_km', `${where}.costs`) ?? 0) / 1000,
    perDriving: own ? 0 : (optional(costs, 'per_hour', `${where}.costs`) ?? 3600) / 3600,
    slowness: 1 / speed,
    skills: numbersAt(vehicle.skills, `${where}.skills`).map(String),
    ...(window === undefined ? {} : { window }),
    ...Object.fromEntries(given),
    breaks: listAt(vehicle.breaks, `${where}.breaks`).map((entry, index) =>
      breakOf(entry, `${where}.breaks[${index}]`),
    ),
  }
}

function breakOf(entry: unknown, where: string): Break {
  const rest = objectAt(entry, where)
  refuseUnread(rest, ['max_load'], where)
  const windows = windowsOf(rest.time_windows, `${where}.time_windows`)
  return {
    id: String(numberAt(rest.id, `${where}.id`)),
    windows: windows.length > 0 ? windows : [[-1e9, 1e9]],
    service: optional(rest, 'service', where) ?? 0,
  }
}
