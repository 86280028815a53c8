import { RoutingFault } from './fault.ts'
import type { Problem } from './problem.ts'

/** Refuses shipments, locked parts and published routes that name what is not there, or name it twice. */
export function refuseBadPlans(problem: Problem): void {
  checkShipments(problem)
  checkLocked(problem)
  checkPublished(problem)
}

function checkShipments({ shipments = [], stops }: Problem): void {
  const seen = new Set<number>()
  for (const [index, { pickup, delivery }] of shipments.entries()) {
    const where = `shipments[${index}]`
    for (const stop of [pickup, delivery]) claim(stop, stops.length, seen, where)
    const [taken, handed] = [stops[pickup]!, stops[delivery]!]
    if (taken.deliver !== undefined || handed.collect !== undefined)
      throw new RoutingFault('bad_shape', where, 'its pickup only collects and its delivery only delivers')
    if (handed.deliver?.some((load, d) => load !== (taken.collect?.[d] ?? 0)))
      throw new RoutingFault('bad_shape', where, 'what is handed over is not what was taken')
  }
}

function checkLocked({ vehicles, stops, shipments = [] }: Problem): void {
  // What is already on board is a `deliver` of a stop kept to this vehicle, so halves of shipments are not locked alone.
  for (const [index, { pickup, delivery }] of shipments.entries())
    for (const { locked = [] } of vehicles) {
      const [taken, handed] = [locked.indexOf(pickup), locked.indexOf(delivery)]
      if (taken > handed || (taken === -1) !== (handed === -1))
        throw new RoutingFault(
          'bad_plan',
          `shipments[${index}]`,
          'locked without its pickup before it, or its delivery after it',
        )
    }
  const seen = new Set<number>()
  for (const [index, vehicle] of vehicles.entries()) {
    const where = `vehicles[${index}].locked`
    const locked = vehicle.locked ?? []
    if (locked.length > 0 && (vehicle.count ?? 1) > 1) throw new RoutingFault('bad_plan', where, 'count is more than 1')
    for (const stop of locked) {
      claim(stop, stops.length, seen, where)
      const { skills = [], vehicles: allowed } = stops[stop]!
      if (skills.some((skill) => !vehicle.skills?.includes(skill)) || allowed?.includes(index) === false)
        throw new RoutingFault('bad_plan', where, `stop ${stop} is not for this vehicle`)
    }
  }
}

function checkPublished({ published, vehicles, stops }: Problem): void {
  if (published === undefined) return
  const { moveCost = 0 } = published
  if (!(moveCost >= 0 && moveCost <= 1e12))
    throw new RoutingFault('bad_number', 'published.moveCost', `${moveCost} is no amount`)
  const seen = new Set<number>()
  const driven = new Set<string>()
  for (const [index, { vehicle, copy = 0, trips }] of published.routes.entries()) {
    const where = `published.routes[${index}]`
    const count = vehicles[vehicle]?.count ?? 1
    if (
      vehicles[vehicle] === undefined ||
      !Number.isInteger(copy) ||
      copy < 0 ||
      copy >= Math.min(count, Math.max(1, stops.length))
    )
      throw new RoutingFault('bad_reference', where, `vehicle ${vehicle}, copy ${copy}`)
    if (driven.has(`${vehicle} ${copy}`)) throw new RoutingFault('bad_plan', where, 'the vehicle is named twice')
    driven.add(`${vehicle} ${copy}`)
    for (const stop of trips.flat()) claim(stop, stops.length, seen, where)
  }
}

function claim(stop: number, count: number, seen: Set<number>, where: string): void {
  if (!Number.isInteger(stop) || stop < 0 || stop >= count)
    throw new RoutingFault('bad_reference', where, `stop ${stop} is not there`)
  if (seen.has(stop)) throw new RoutingFault('bad_plan', where, `stop ${stop} is named twice`)
  seen.add(stop)
}
