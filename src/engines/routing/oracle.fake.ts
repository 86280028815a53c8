import type { Problem, Stop, Vehicle } from './problem.ts'

// The cheapest plan by trying everything: every vehicle, every order, every cut into trips, every whole minute of leaving, every
// place for a break. For tests of problems with a handful of stops and whole numbers; written from problem.ts alone.

/** The least cost of a plan, penalties of optional stops included; Infinity if a stop that must be served cannot be. */
export function cheapest(problem: Problem): number {
  const vehicles = problem.vehicles.flatMap((vehicle, index) =>
    Array.from({ length: vehicle.count ?? 1 }, (_, copy) => ({ vehicle, index, copy })),
  )
  const dayCosts = vehicles.map(({ vehicle, index, copy }) => dayTable(problem, vehicle, index, copy))
  const all = (1 << problem.stops.length) - 1
  let best = new Map([[0, 0]])
  for (const table of dayCosts) {
    const next = new Map<number, number>()
    for (const [served, cost] of best)
      for (const [mask, day] of table)
        if ((served & mask) === 0) next.set(served | mask, Math.min(next.get(served | mask) ?? Infinity, cost + day))
    best = next
  }
  let least = Infinity
  for (const [served, cost] of best) least = Math.min(least, cost + leftOut(problem, all & ~served))
  return least
}

function leftOut({ stops }: Problem, mask: number): number {
  return stops.reduce((sum, stop, index) => sum + ((mask >> index) & 1 ? (stop.penalty ?? Infinity) : 0), 0)
}

/** For each set of stops the least cost at which one vehicle can serve exactly these; sets it cannot serve are missing. */
function dayTable(problem: Problem, vehicle: Vehicle, index: number, copy: number): Map<number, number> {
  const { stops } = problem
  const table = new Map<number, number>()
  const locked = vehicle.locked ?? []
  if (locked.length === 0) table.set(0, 0)
  const may = (stop: Stop) =>
    (stop.skills ?? []).every((skill) => vehicle.skills?.includes(skill)) && (stop.vehicles ?? [index]).includes(index)
  const grow = (trips: number[][], mask: number) => {
    const first = trips[0]!.slice(0, locked.length)
    if (mask !== 0 && first.length === locked.length) {
      const cost = costOfDay(problem, vehicle, index, copy, trips)
      if (cost < (table.get(mask) ?? Infinity)) table.set(mask, cost)
    }
    for (const [stop, asked] of stops.entries()) {
      if ((mask >> stop) & 1 || !may(asked)) continue
      const done = trips.flat().length
      if (done < locked.length && locked[done] !== stop) continue
      grow([...trips.slice(0, -1), [...trips.at(-1)!, stop]], mask | (1 << stop))
      if (trips.at(-1)!.length > 0 && trips.length < (vehicle.tripsMax ?? 1) && done >= locked.length)
        grow([...trips, [stop]], mask | (1 << stop))
    }
  }
  grow([[]], 0)
  return table
}

function costOfDay(problem: Problem, vehicle: Vehicle, index: number, copy: number, trips: number[][]): number {
  const { stops, balance, published } = problem
  const travel = vehicle.travel === 1 ? problem.otherTravel![0]! : problem.travel
  if (!loadsFit(problem, vehicle, trips)) return Infinity
  const flat = trips.flat()
  if (flat.length > (vehicle.stopsMax ?? Infinity)) return Infinity
  const way = [
    vehicle.start,
    ...trips.flatMap((trip, k) => [...(k > 0 ? [vehicle.start] : []), ...trip.map((stop) => stops[stop]!.place)]),
    vehicle.end,
  ]
  let distance = 0
  let driving = 0
  let ways = 0
  for (let k = 1; k < way.length; k++) {
    const [a, b] = [way[k - 1]!, way[k]!]
    if (way[k - 1] === null || way[k] === null || a === b) continue
    ways += travel.costs?.[a * travel.places + b] ?? 0
    distance += travel.distances[a * travel.places + b]!
    driving += travel.durations[a * travel.places + b]! * (vehicle.slowness ?? 1)
  }
  if (distance > (vehicle.distanceMax ?? Infinity) || driving > (vehicle.drivingMax ?? Infinity)) return Infinity
  const work = shortestWork(problem, vehicle, trips)
  if (work === Infinity) return Infinity
  const { perDistance, perDriving, perTime } = vehicle
  const silent = perDistance === undefined && perDriving === undefined && perTime === undefined
  const moved = (published?.routes ?? []).filter((told) => told.vehicle !== index || (told.copy ?? 0) !== copy)
  const moves = moved.flatMap((told) => told.trips.flat()).filter((stop) => flat.includes(stop)).length
  const carried = (d: number) =>
    flat.reduce((sum, stop) => sum + (stops[stop]!.deliver?.[d] ?? 0) + (stops[stop]!.collect?.[d] ?? 0), 0)
  const shares = vehicle.capacity.reduce((sum, most, d) => sum + (carried(d) / most) ** 2, 0)
  return (
    (vehicle.fixed ?? 0) +
    ways +
    (silent ? 1 : (perDistance ?? 0)) * distance +
    (perDriving ?? 0) * driving +
    (perTime ?? 0) * work +
    (balance?.time ?? 0) * work ** 2 +
    (balance?.load ?? 0) * shares +
    (published?.moveCost ?? 0) * moves
  )
}

function loadsFit({ stops, shipments = [] }: Problem, vehicle: Vehicle, trips: number[][]): boolean {
  const pickupOf = new Map(shipments.map(({ pickup, delivery }) => [delivery, pickup]))
  const deliveryOf = new Map(shipments.map(({ pickup, delivery }) => [pickup, delivery]))
  return trips.every((trip) => {
    for (const [k, stop] of trip.entries()) {
      if (pickupOf.has(stop) && !trip.slice(0, k).includes(pickupOf.get(stop)!)) return false
      if (deliveryOf.has(stop) && !trip.slice(k + 1).includes(deliveryOf.get(stop)!)) return false
    }
    return vehicle.capacity.every((most, d) => {
      const loads = [trip.reduce((sum, stop) => sum + (pickupOf.has(stop) ? 0 : (stops[stop]!.deliver?.[d] ?? 0)), 0)]
      for (const stop of trip) {
        const handed = pickupOf.has(stop)
          ? (stops[pickupOf.get(stop)!]!.collect?.[d] ?? 0)
          : (stops[stop]!.deliver?.[d] ?? 0)
        loads.push(loads.at(-1)! - handed + (stops[stop]!.collect?.[d] ?? 0))
      }
      return Math.max(...loads) <= most
    })
  })
}

const HORIZON = 260

/** The least time at work over every whole time of leaving; every break is tried before and after every service, and at home. */
function shortestWork(problem: Problem, vehicle: Vehicle, trips: number[][]): number {
  const nodes = trips.flatMap((trip, k) => [...(k > 0 ? [-1] : []), ...trip])
  const [open, close] = vehicle.window ?? [0, HORIZON]
  let least = Infinity
  for (let start = open; start <= Math.min(close, HORIZON); start++)
    for (const end of endings(problem, vehicle, nodes, 0, start, vehicle.start, restedAtHome(vehicle, start)))
      if (end <= close && end - start <= (vehicle.timeMax ?? Infinity)) least = Math.min(least, end - start)
  return least
}

/** How many breaks may have been taken before leaving at `start`. */
function restedAtHome({ breaks = [] }: Vehicle, start: number): number {
  let at = -Infinity
  let count = 0
  for (const rest of breaks) {
    const begin = Math.min(...rest.windows.filter(([, close]) => close >= at).map(([open]) => Math.max(open, at)))
    if (begin + rest.service > start) break
    at = begin + rest.service
    count++
  }
  return count
}

/** Every time at which the day can end, going on from node `k` at time `at`. */
function endings(
  problem: Problem,
  vehicle: Vehicle,
  nodes: number[],
  k: number,
  at: number,
  place: number | null,
  rested: number,
): number[] {
  const { stops } = problem
  const travel = vehicle.travel === 1 ? problem.otherTravel![0]! : problem.travel
  const breaks = vehicle.breaks ?? []
  const restEnd = (from: number, b: number) => {
    const begins = breaks[b]!.windows.filter(([, close]) => close >= from).map(([open]) => Math.max(open, from))
    return begins.length === 0 ? Infinity : Math.min(...begins) + breaks[b]!.service
  }
  const next = k === nodes.length ? vehicle.end : nodes[k] === -1 ? vehicle.start : stops[nodes[k]!]!.place
  const there =
    place === null || next === null || place === next
      ? at
      : at + travel.durations[place * travel.places + next]! * (vehicle.slowness ?? 1)
  if (k === nodes.length) {
    let late = there
    for (let b = rested; b < breaks.length; b++) late = restEnd(late, b)
    return late === Infinity ? [] : [there]
  }
  const ends: number[] = []
  for (
    let before = rested, ready = there;
    ready < Infinity;
    ready = before < breaks.length ? restEnd(ready, before) : Infinity, before++
  ) {
    const stop = nodes[k] === -1 ? undefined : stops[nodes[k]!]!
    const setup = stop !== undefined && place !== next ? (stop.setup ?? 0) : 0
    const windows = stop?.windows ?? []
    const begins =
      windows.length === 0
        ? [ready]
        : windows.filter(([, close]) => close >= ready).map(([open]) => Math.max(open, ready))
    for (const begin of begins) {
      let leave = begin + (stop === undefined ? (vehicle.reloadTime ?? 0) : setup + (stop.service ?? 0))
      for (
        let after = before;
        leave < Infinity;
        leave = after < breaks.length ? restEnd(leave, after) : Infinity, after++
      )
        ends.push(...endings(problem, vehicle, nodes, k + 1, leave, next, after))
    }
  }
  return [...new Set(ends)]
}
