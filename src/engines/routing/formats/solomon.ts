import { RoutingFault } from '../fault.ts'
import { planeTravel } from '../plane.ts'
import type { Problem } from '../problem.ts'
import { columns, numberRows, wholeOf } from './lines.ts'

/** Solomon, and Gehring and Homberger: name, vehicles, then customers with windows; customer 0 is the depot. Real distances. */
export function parseSolomon(text: string): Problem {
  const lines = text.split(/\r\n|[\n\r]/)
  const vehicleAt = lines.findIndex((line) => /^\s*NUMBER\s+CAPACITY/i.test(line))
  const customerAt = lines.findIndex((line) => /^\s*CUST\s+NO/i.test(line))
  if (vehicleAt === -1 || customerAt < vehicleAt)
    throw new RoutingFault('bad_shape', 'VEHICLE', 'NUMBER CAPACITY and CUST NO. are expected')
  const [fleet] = numberRows(lines[vehicleAt + 1] ?? '', vehicleAt + 2)
  const [count, capacity] = columns(fleet, 2, 'VEHICLE')
  const rows = numberRows(lines.slice(customerAt + 1).join('\n'), customerAt + 2)
  const customers = rows.map((row) => columns(row, 7, 'a customer'))
  const depot = customers[0]
  if (depot === undefined) throw new RoutingFault('empty', 'CUSTOMER', 'there is no depot')
  return {
    name: lines[0]?.trim() ?? '',
    dimensions: 1,
    travel: planeTravel(
      customers.map((row) => row[1]!),
      customers.map((row) => row[2]!),
    ),
    vehicles: [
      {
        id: 'vehicle',
        count: wholeOf(count, 1, 100_000, 'VEHICLE NUMBER'),
        start: 0,
        end: 0,
        capacity: [capacity!],
        window: [depot[4]!, depot[5]!],
      },
    ],
    stops: customers.slice(1).map((row, index) => ({
      id: String(row[0]),
      place: index + 1,
      deliver: [row[3]!],
      windows: [[row[4]!, row[5]!]] as const,
      service: row[6]!,
    })),
  }
}
