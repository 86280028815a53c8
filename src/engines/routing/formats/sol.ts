import { RoutingFault } from '../fault.ts'
import type { Answer, Problem } from '../problem.ts'

/**
 * CVRPLIB's `.sol`: a line for each route with the names of its stops, and the cost. With several depots, a line `Depots` names
 * each route's vehicle, and what is left out stands on a line `Left`.
 */
export function writeSol(problem: Problem, answer: Answer): string {
  const lines: string[] = []
  const starts: string[] = []
  for (const route of answer.routes) {
    const stops = route.steps.filter((step) => step.kind === 'stop').map((step) => problem.stops[step.at]!.id)
    lines.push(`Route #${lines.length + 1}: ${stops.join(' ')}`)
    starts.push(problem.vehicles[route.vehicle]!.id)
  }
  if (problem.vehicles.length > 1) lines.push(`Depots ${starts.join(' ')}`)
  if (answer.left.length > 0) lines.push(`Left ${answer.left.map((stop) => problem.stops[stop]!.id).join(' ')}`)
  const cost = problem.wholeCosts === true ? Math.round(answer.cost) : Number(answer.cost.toFixed(6))
  lines.push(`Cost ${cost}`)
  return `${lines.join('\n')}\n`
}

/** Routes and cost of a `.sol`; stops by name. */
export function parseSol(text: string): { routes: string[][]; cost: number } {
  const routes: string[][] = []
  let cost = Number.NaN
  for (const line of text.split(/\r\n|[\n\r]/)) {
    const route = line.match(/^\s*Route\s*#?\s*\d+\s*:?\s*(.*)$/i)
    if (route) routes.push(route[1]!.split(/\s+/).filter(Boolean))
    const told = line.match(/^\s*Cost:?\s+(\S+)/i)
    if (told) cost = Number(told[1])
  }
  if (routes.length === 0 || !Number.isFinite(cost))
    throw new RoutingFault('bad_shape', 'solution', 'routes and a cost are expected')
  return { routes, cost }
}
