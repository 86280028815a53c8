import { RoutingFault } from '../fault.ts'
import { planeTravel } from '../plane.ts'
import type { Problem, Shipment, Stop } from '../problem.ts'
import { columns, numberRows, wholeOf } from './lines.ts'

/**
 * Li and Lim: `vehicles capacity speed`, then `id x y demand ready due service pickup delivery`. A pickup names its delivery, a
 * delivery its pickup; task 0 is the depot. The speed is 1 in every published file.
 */
export function parseLiLim(text: string): Problem {
  const [head, ...rows] = numberRows(text)
  const [count, capacity] = columns(head, 2, 'vehicles and capacity')
  const tasks = rows.map((row) => columns(row, 9, 'a task'))
  const depot = tasks[0]
  if (depot === undefined) throw new RoutingFault('empty', 'tasks', 'there is no depot')
  const shipments: Shipment[] = []
  const stops = tasks.slice(1).map((row, index): Stop => {
    const [id, , , demand, ready, due, service, , delivery] = row
    if (demand! >= 0)
      shipments.push({ pickup: index, delivery: wholeOf(delivery, 1, tasks.length - 1, `task ${id}`) - 1 })
    return {
      id: String(id),
      place: index + 1,
      ...(demand! >= 0 ? { collect: [demand!] } : { deliver: [-demand!] }),
      windows: [[ready!, due!]],
      service: service!,
    }
  })
  return {
    name: '',
    dimensions: 1,
    travel: planeTravel(
      tasks.map((row) => row[1]!),
      tasks.map((row) => row[2]!),
    ),
    vehicles: [
      {
        id: 'vehicle',
        count: wholeOf(count, 1, 100_000, 'vehicles'),
        start: 0,
        end: 0,
        capacity: [capacity!],
        window: [depot[4]!, depot[5]!],
      },
    ],
    stops,
    shipments,
  }
}
