import type { Model, ModelKind, VehicleType } from './model.ts'
import { nearest } from './near.ts'
import type { Problem, Stop, Vehicle } from './problem.ts'
import { penaltiesOf } from './penalties.ts'
import { stopArrays } from './stop-arrays.ts'

/** Turns a problem, already checked, into typed arrays, for the narrowest kind of search that can hold it. */
export function compile(problem: Problem, kind: ModelKind = kindOf(problem)): Model {
  const { stops, vehicles, travel } = problem
  const terminals = [...new Set(vehicles.flatMap((vehicle) => [vehicle.start ?? -1, vehicle.end ?? -1]))]
  const place = Int32Array.from([...stops.map((stop) => stop.place), ...terminals])
  const nodes = place.length
  const types = typesOf(problem, terminals, kind)
  const slots = types.reduce((sum, type) => sum + type.count, 0)
  const [leader] = types
  const distance = spread(travel.distances, travel.places, place)
  const time = travel.durations === travel.distances ? distance : spread(travel.durations, travel.places, place)
  const simple = kind !== 'rich' && leader !== undefined
  const from = simple ? costs(distance, time, leader.perDistance, leader.perDriving * leader.slowness) : distance
  const to = transposed(from, nodes)
  const arrays = stopArrays(problem, place, types)
  return {
    problem,
    kind,
    stops: stops.length,
    nodes,
    from,
    to,
    distance,
    time: simple && leader.slowness !== 1 ? time.map((duration) => duration * leader.slowness) : time,
    ...arrays,
    penalty: penaltiesOf(problem, types, from, time),
    optional: stops.some((stop) => stop.penalty !== undefined),
    types,
    slots,
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
      (timed || shipments.length > 0 || problem.travel.durations !== problem.travel.distances))
  if (rich || (shipments.length > 0 && shipments.length * 2 < stops.length)) return 'rich'
  if (shipments.length > 0) return 'pairs'
  return timed ? 'windows' : 'load'
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
    (vehicle.timeMax !== undefined && (terms.perDistance !== 1 || terms.perDriving !== 0)) ||
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

function costs(distance: Float64Array, time: Float64Array, perDistance: number, perDriving: number): Float64Array {
  if (perDistance === 1 && perDriving === 0) return distance
  return distance.map((length, index) => length * perDistance + time[index]! * perDriving)
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

function typesOf({ vehicles, stops }: Problem, terminals: readonly number[], kind: ModelKind): VehicleType[] {
  const node = (place: number | null) => stops.length + terminals.indexOf(place ?? -1)
  let firstSlot = 0
  return vehicles.map((vehicle) => {
    const trips = Math.min(vehicle.tripsMax ?? 1, Math.max(1, stops.length))
    const type: VehicleType = {
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
