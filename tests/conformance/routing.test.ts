import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkAnswer, parseSol, readProblem, solve } from '../../src/engines/routing/index.ts'
import type { Answer, Problem } from '../../src/engines/routing/index.ts'

const folder = new URL('../../../shared/conformance/routing/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8')
const files = (path: string, ending: string) =>
  readdirSync(new URL(path, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name: name.slice(0, -ending.length), text: read(`${path}/${name}`) }))

type Known = Record<
  string,
  { best_known_cost: number; jobs?: number; vehicles?: number; total_demand?: number; depots?: number }
>
const known = (path: string) => JSON.parse(read(`${path}/BKS.json`)) as Known

const SETS = [
  { name: 'CVRP', format: 'cvrplib', instances: files('CVRP', '.vrp'), best: {} as Known, within: 1.4 },
  { name: 'Solomon', format: 'solomon', instances: files('VRPTW/solomon', '.txt'), best: known('VRPTW'), within: 1.4 },
  {
    name: 'Homberger',
    format: 'solomon',
    instances: files('VRPTW/homberger_200', '.txt'),
    best: known('VRPTW'),
    within: 1.4,
  },
  {
    name: 'Li and Lim',
    format: 'lilim',
    instances: files('PDPTW/li_lim_100', '.txt'),
    best: known('PDPTW'),
    within: 1.4,
  },
  { name: 'Cordeau', format: 'cordeau', instances: files('MDVRP/cordeau', '.txt'), best: known('MDVRP'), within: 1.4 },
] as const

for (const { name, format, instances, best, within } of SETS) {
  test(`${name}: every instance is read, and what the file says is what the problem holds`, () => {
    expect(instances.length).toBeGreaterThan(5)
    for (const { name: instance, text } of instances) {
      const { format: looks, problem } = readProblem(text)
      expect(looks).toBe(format)
      const told = best[instance]
      if (told === undefined) continue
      const demand = problem.stops.reduce(
        (sum, stop) => sum + (stop.collect?.[0] ?? (problem.shipments ? 0 : stop.deliver![0]!)),
        0,
      )
      if (told.total_demand !== undefined) expect([instance, demand]).toEqual([instance, told.total_demand])
      expect([instance, problem.stops.length]).toEqual([instance, told.jobs])
      expect(problem.vehicles.reduce((sum, vehicle) => sum + vehicle.count!, 0)).toBe(told.vehicles)
    }
  })

  test(`${name}: a short search answers feasibly, not far from the best known`, () => {
    for (const { name: instance, text } of instances.filter((_, index) => index % 4 === 1)) {
      const { problem } = readProblem(text)
      const answer = solve(problem, { iterations: 6000, seed: 7 })
      expect(answer.left).toEqual([])
      expect(checkAnswer(problem, answer).breaches).toEqual([])
      const bestCost =
        best[`${instance}_distance`]?.best_known_cost ??
        best[instance]?.best_known_cost ??
        parseSol(read(`CVRP/${instance}.sol`)).cost
      expect([instance, answer.cost / bestCost < within]).toEqual([instance, true])
    }
  })
}

/** A published solution as an answer: its routes in order, with costs as the checker will count them. */
function asAnswer(problem: Problem, routes: readonly (readonly string[])[]): Answer {
  const { travel, stops } = problem
  const byName = new Map(stops.map((stop, index) => [stop.id, index]))
  const driven = routes.map((names, copy) => {
    const visits = names.map((name) => byName.get(name)!)
    const places = [0, ...visits.map((visit) => stops[visit]!.place), 0]
    let at = 0
    const times = places.slice(1).map((place, k) => (at += travel.distances[places[k]! * travel.places + place]!))
    const steps = visits.map((visit, k) => ({
      kind: 'stop' as const,
      at: visit,
      place: places[k + 1]!,
      arrival: times[k]!,
      begin: times[k]!,
      departure: times[k]!,
    }))
    const start = { kind: 'start' as const, at: -1, place: 0, arrival: 0, begin: 0, departure: 0 }
    const end = { kind: 'end' as const, at: -1, place: 0, arrival: at, begin: at, departure: at }
    return { vehicle: 0, copy, cost: at, distance: at, start: 0, end: at, steps: [start, ...steps, end] }
  })
  const cost = driven.reduce((sum, route) => sum + route.cost, 0)
  return { cost, distance: cost, penalty: 0, routes: driven, left: [] }
}

test('the checker counts exactly the cost of every given CVRPLIB solution, and finds nothing wrong', () => {
  for (const { name, text } of files('CVRP', '.vrp')) {
    const { problem } = readProblem(text)
    const given = parseSol(read(`CVRP/${name}.sol`))
    const check = checkAnswer(problem, asAnswer(problem, given.routes))
    expect([name, check.cost, check.breaches]).toEqual([name, given.cost, []])
  }
})
