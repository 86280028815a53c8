import { RoutingFault } from '../fault.ts'
import { planeTravel } from '../plane.ts'
import type { Problem, Stop, Vehicle } from '../problem.ts'
import { columns, numberRows, wholeOf } from './lines.ts'
import type { Row } from './lines.ts'

/**
 * Cordeau's `type m n t`, one line `D Q` for each depot (0: no limit), then `i x y d q f a …` for customers and depots. Read
 * are types 0 (VRP), 2 (MDVRP), 4 (VRPTW) and 6 (MDVRPTW); `m` vehicles stand at each depot. Windows are a customer's last two numbers.
 */
export function parseCordeau(text: string): Problem {
  const [head, ...rows] = numberRows(text)
  const [type, perDepot, customers, depots] = columns(head, 4, 'type, vehicles, customers, depots')
  if (type !== 0 && type !== 2 && type !== 4 && type !== 6)
    throw new RoutingFault('unsupported', 'line 1', `problem type ${type} is not read`)
  const depotCount = wholeOf(depots, 1, 1000, 'depots')
  const stopCount = wholeOf(customers, 1, 100_000, 'customers')
  const limits = rows.slice(0, depotCount)
  const places = rows.slice(depotCount, depotCount + stopCount + depotCount)
  if (places.length < stopCount + depotCount)
    throw new RoutingFault(
      'bad_shape',
      'customers and depots',
      `${stopCount + depotCount} lines are expected, there are ${places.length}`,
    )
  const timed = type >= 4
  return {
    name: '',
    dimensions: 1,
    travel: planeTravel(
      places.map((row) => columns(row, 3, 'a place')[1]!),
      places.map((row) => row.numbers[2]!),
    ),
    vehicles: limits.map((row, depot) =>
      vehicleOf(row, places[stopCount + depot]!, stopCount + depot, perDepot!, timed),
    ),
    stops: places.slice(0, stopCount).map((row, place) => stopOf(row, place, timed)),
  }
}

function vehicleOf(limit: Row, depot: Row, place: number, count: number, timed: boolean): Vehicle {
  const [timeMax, capacity] = columns(limit, 2, 'a limit and a capacity')
  return {
    id: String(depot.numbers[0]),
    count: wholeOf(count, 1, 10_000, 'vehicles'),
    start: place,
    end: place,
    capacity: [capacity === 0 ? Number.MAX_SAFE_INTEGER : capacity!],
    ...(timeMax! > 0 ? { timeMax: timeMax! } : {}),
    ...(timed ? { window: windowOf(depot) } : {}),
  }
}

function stopOf(row: Row, place: number, timed: boolean): Stop {
  const [id, , , service, demand] = columns(row, 5, 'a customer')
  return {
    id: String(id),
    place,
    deliver: [demand!],
    service: service!,
    ...(timed ? { windows: [windowOf(row)] } : {}),
  }
}

function windowOf(row: Row): [number, number] {
  const numbers = columns(row, 6, 'a window')
  return [numbers.at(-2)!, numbers.at(-1)!]
}
