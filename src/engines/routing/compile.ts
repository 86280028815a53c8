import type { Costs, Model, ModelKind, VehicleType } from './model.ts'
import { nearest } from './near.ts'
import type { Problem, Stop, Vehicle } from './problem.ts'
import { penaltiesOf } from './penalties.ts'
import { stopArrays } from './stop-arrays.ts'

/** Turns a problem, already checked, into typed arrays, for the narrowest kind of search that can hold it. */
export function compile(problem: Problem, kind: ModelKind = kindOf(problem)): Model {
  const { stops, vehicles } = problem
  const terminals = [...new Set(vehicles.flatMap((vehicle) => [vehicle.start ?? -1, vehicle.end ?? -1]))]
  const place = Int32Array.from([...stops.map((stop) => stop.place), ...terminals])
  const nodes = place.length
  const ways = waysOf(problem, place)
  const types = typesOf(problem, terminals, kind, ways)
  const slots = types.reduce((sum, type) => sum + type.count, 0)
  const leader = types[0]!
  const from = priced(leader)
  if (kind !== 'rich' && leader.slowness !== 1) hasten(types)
  const to = transposed(from, nodes)
  const narrow = kind === 'load' ? narrowed(from) : from
  const arrays = stopArrays(problem, place, types)
  return {
    problem,
    kind,
    stops: stops.length,
    nodes,
    from: narrow,
    to: to === from ? narrow : kind === 'load' ? narrowed(to) : to,
    time: leader.time,
    ...arrays,
    penalty: penaltiesOf(problem, types),
    optional: stops.some((stop) => stop.penalty !== undefined),
    types,
    slots,
    unlimited: types.every((type) => type.lengthMax === Infinity),
    typeOf: Int32Array.from(types.flatMap((type, index) => Array.from({ length: type.count }, () => index))),
    stride: strideOf(arrays.demand.subarray(0, stops.length), types, kind),
    ...nearest(stops.length, nodes, from, to),
    fits: fitsOf(problem),
  }
}

/** The narrowest kind of search that holds all a problem asks for. */
export function kindOf(problem: Problem): ModelKind {
  const { stops, vehicles, shipments = [], balance = {}, published } = problem
  const timed = stops.some((stop) => (stop.windows?.length ?? 0) > 0) || vehicles.some((vehicle) => vehicle.window)
  const rich =
    problem.dimensions > 1 ||
    (balance.time ?? 0) > 0 ||
    (balance.load ?? 0) > 0 ||
    (published?.moveCost ?? 0) > 0 ||
    stops.some(isRichStop) ||
    vehicles.some((vehicle) => isRichVehicle(vehicle, vehicles[0]!)) ||
    (stops.some((stop) => stop.collect) && (shipments.length === 0 || shipments.length * 2 < stops.length)) ||
    (vehicles.some((vehicle) => vehicle.timeMax !== undefined) &&
      (timed || shipments.length > 0 || !costsItsLength(problem)))
  if (rich || (shipments.length > 0 && shipments.length * 2 < stops.length)) return 'rich'
  if (shipments.length > 0) return 'pairs'
  return timed ? 'windows' : 'load'
}

/** Whether what a way costs is also how long it takes: then a limit on time can be asked of the cost. */
function costsItsLength({ vehicles, travel, otherTravel = [] }: Problem): boolean {
  const { perDistance, perDriving } = pricesOf(vehicles[0]!)
  const { distances, durations, costs } = [travel, ...otherTravel][vehicles[0]!.travel ?? 0]!
  return perDistance === 1 && perDriving === 0 && durations === distances && costs === undefined
}

function isRichStop(stop: Stop): boolean {
  return (
    (stop.windows?.length ?? 0) > 1 ||
    (stop.setup ?? 0) > 0 ||
    (stop.skills?.length ?? 0) > 0 ||
    stop.vehicles !== undefined ||
    (stop.deliver !== undefined && stop.collect !== undefined)
  )
}

function isRichVehicle(vehicle: Vehicle, leader: Vehicle): boolean {
  const [terms, leading] = [pricesOf(vehicle), pricesOf(leader)]
  return (
    terms.perDistance !== leading.perDistance ||
    terms.perDriving !== leading.perDriving ||
    terms.perTime > 0 ||
    (vehicle.slowness ?? 1) !== (leader.slowness ?? 1) ||
    (vehicle.travel ?? 0) !== (leader.travel ?? 0) ||
    vehicle.distanceMax !== undefined ||
    vehicle.drivingMax !== undefined ||
    vehicle.stopsMax !== undefined ||
    (vehicle.breaks?.length ?? 0) > 0 ||
    (vehicle.tripsMax ?? 1) > 1 ||
    (vehicle.locked?.length ?? 0) > 0
  )
}

/** What distance and time cost: distance alone, at 1, where nothing is said. */
export function pricesOf({ perDistance, perDriving, perTime }: Vehicle) {
  const silent = perDistance === undefined && perDriving === undefined && perTime === undefined
  return { perDistance: silent ? 1 : (perDistance ?? 0), perDriving: perDriving ?? 0, perTime: perTime ?? 0 }
}

/** A matrix of places as a matrix of nodes. An open end is next to everything, and a place is no way from itself. */
function spread(source: Float64Array, places: number, place: Int32Array): Float64Array {
  const nodes = place.length
  const target = new Float64Array(nodes * nodes)
  for (let a = 0; a < nodes; a++) {
    if (place[a] === -1) continue
    const row = place[a]! * places
    for (let b = 0; b < nodes; b++)
      if (place[b] !== -1 && place[b] !== place[a]) target[a * nodes + b] = source[row + place[b]!]!
  }
  return target
}

/** The matrices a vehicle goes by, spread over the nodes. */
type Ways = Pick<VehicleType, 'distance' | 'time' | 'way'>

function waysOf({ travel, otherTravel = [] }: Problem, place: Int32Array): Ways[] {
  return [travel, ...otherTravel].map(({ places, distances, durations, costs }) => {
    const distance = spread(distances, places, place)
    const time = durations === distances ? distance : spread(durations, places, place)
    return { distance, time, way: costs === undefined ? null : spread(costs, places, place) }
  })
}

/** What each way costs a vehicle. In the rich model the whole day is judged besides, and this says which stops are near. */
function priced({ distance, time, way, perDistance, perDriving, perTime, slowness }: VehicleType): Float64Array {
  const perDuration = (perDriving + perTime) * slowness
  if (way === null && perDuration === 0 && (perDistance === 0 || perDistance === 1)) return distance
  return distance.map((length, edge) => length * perDistance + time[edge]! * perDuration + (way?.[edge] ?? 0))
}

/** In a simple model durations are already those of its one kind of vehicle. */
function hasten(types: readonly VehicleType[]): void {
  const { time, slowness } = types[0]!
  const slower = time.map((duration) => duration * slowness)
  for (const type of types) type.time = slower
}

/** The same matrix seen from the other end; the matrix itself where it is symmetric. */
function transposed(from: Float64Array, nodes: number): Float64Array {
  const to = new Float64Array(nodes * nodes)
  let same = true
  for (let a = 0; a < nodes; a++)
    for (let b = 0; b < nodes; b++) {
      const cost = from[b * nodes + a]!
      to[a * nodes + b] = cost
      same &&= cost === from[a * nodes + b]!
    }
  return same ? from : to
}

const UINT16_MAX = 65_535

/** The narrowest array that holds every cost exactly: the inner loop waits for memory most of all. */
function narrowed(costs: Float64Array): Costs {
  if (costs.every((cost) => Number.isInteger(cost) && cost <= UINT16_MAX)) return Uint16Array.from(costs)
  return costs.every((cost) => Math.fround(cost) === cost) ? Float32Array.from(costs) : costs
}

function typesOf(
  { vehicles, stops }: Problem,
  terminals: readonly number[],
  kind: ModelKind,
  ways: readonly Ways[],
): VehicleType[] {
  const node = (place: number | null) => stops.length + terminals.indexOf(place ?? -1)
  let firstSlot = 0
  return vehicles.map((vehicle) => {
    const trips = Math.min(vehicle.tripsMax ?? 1, Math.max(1, stops.length))
    const type: VehicleType = {
      ...ways[vehicle.travel ?? 0]!,
      start: node(vehicle.start),
      end: node(vehicle.end),
      capacity: vehicle.capacity[0] ?? Infinity,
      capacities: Float64Array.from(vehicle.capacity),
      fixed: kind === 'rich' ? 0 : (vehicle.fixed ?? 0),
      fixedDay: vehicle.fixed ?? 0,
      ...pricesOf(vehicle),
      slowness: vehicle.slowness ?? 1,
      lengthMax: vehicle.timeMax ?? Infinity,
      distanceMax: vehicle.distanceMax ?? Infinity,
      drivingMax: vehicle.drivingMax ?? Infinity,
      timeMax: vehicle.timeMax ?? Infinity,
      stopsMax: vehicle.stopsMax ?? Infinity,
      open: vehicle.window?.[0] ?? 0,
      close: vehicle.window?.[1] ?? Infinity,
      reloadTime: vehicle.reloadTime ?? 0,
      breaks: (vehicle.breaks ?? []).map(({ windows, service }) => ({
        open: Float64Array.from(windows, ([open]) => open),
        close: Float64Array.from(windows, ([, close]) => close),
        service,
      })),
      locked: vehicle.locked?.length ?? 0,
      firstSlot,
      trips,
      // A vehicle that serves nothing is not needed, so there are never more than stops.
      count: Math.min(vehicle.count ?? 1, Math.max(1, stops.length)) * trips,
    }
    firstSlot += type.count
    return type
  })
}

function fitsOf({ stops, vehicles }: Problem): Uint8Array {
  const fits = new Uint8Array(vehicles.length * stops.length)
  for (const [type, vehicle] of vehicles.entries()) {
    const skills = new Set(vehicle.skills)
    for (const [index, stop] of stops.entries()) {
      const may = stop.vehicles === undefined || stop.vehicles.includes(type)
      if (may && (stop.skills ?? []).every((skill) => skills.has(skill))) fits[type * stops.length + index] = 1
    }
  }
  return fits
}

/** Stops that one vehicle can hold at most, and its two terminals. Kept odd so that routes do not all fall on the same cache lines. */
function strideOf(demand: Float64Array, types: readonly VehicleType[], kind: ModelKind): number {
  let most = demand.length
  if (kind === 'load' || kind === 'windows') {
    const capacity = Math.max(...types.map((type) => type.capacity))
    const rising = demand.slice().sort()
    most = 0
    for (let load = 0; most < rising.length && load + rising[most]! <= capacity; most++) load += rising[most]!
  }
  return (most + 3) | 1
}
