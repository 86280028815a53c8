import type { Column, Row, Solution, Solver } from '../linear/index.ts'
import { openingCost } from './assign.ts'
import type { Found } from './interchange.ts'
import type { Model, Plan } from './problem.ts'

/** Beyond so many pairs of site and customer the programme takes longer than the search by prices. */
export const PAIRS_MAX = 20_000

export type Exact = { plan: Plan | null; bound: number; infeasible: boolean }

/** The strong mixed-integer programme of facility location, from a known plan where there is one. */
export function byProgramme(
  model: Model,
  solver: Solver,
  limits: { seconds: number; gap: number; seed: number },
  start: Found | null,
): Exact {
  const pairs = pairsOf(model)
  const split = model.capacitated && !model.singleSourced
  const columns: Column[] = [
    ...model.sites.map((site) => ({ cost: site.openCost, lower: site.kept ? 1 : 0, upper: 1, integer: true })),
    ...pairs.map(({ cost }) => ({ cost, lower: 0, upper: 1, integer: model.capacitated && !split })),
  ]
  const rows = rowsOf(model, pairs)
  const from = start === null ? undefined : valuesOf(model, pairs, start)
  const solution = solver.solve({ columns, rows }, limits, from)
  return {
    plan: solution.values.length === 0 ? null : planFrom(model, pairs, solution),
    bound: solution.bound,
    infeasible: solution.status === 'infeasible',
  }
}

type Pair = { site: number; customer: number; cost: number }

function pairsOf({ sites, customers, costs, far }: Model): Pair[] {
  return Array.from(sites.keys())
    .flatMap((site) =>
      Array.from({ length: customers }, (_, customer) => ({
        site,
        customer,
        cost: costs[site * customers + customer] ?? far,
      })),
    )
    .filter((pair) => pair.cost < far)
}

function rowsOf(model: Model, pairs: readonly Pair[]): Row[] {
  const { sites, demands } = model
  const column = (pair: number) => sites.length + pair
  const ofCustomer = Map.groupBy(pairs.keys(), (pair) => pairs[pair]?.customer ?? 0)
  const ofSite = Map.groupBy(pairs.keys(), (pair) => pairs[pair]?.site ?? 0)
  const whole = demands.reduce((a, b) => a + b, 0)
  const everyone = [...ofCustomer.values()].map((own) => ({
    lower: 1,
    upper: 1,
    columns: own.map(column),
    coefficients: own.map(() => 1),
  }))
  const fromOpen = Array.from(pairs.entries(), ([pair, { site }]) => ({
    lower: -Infinity,
    upper: 0,
    columns: [site, column(pair)],
    coefficients: [-1, 1],
  }))
  const limited = Array.from(sites.entries()).filter(([, site]) => site.capacity < whole)
  const capacities = limited.map(([site, { capacity }]) => ({
    lower: -Infinity,
    upper: 0,
    columns: [site, ...(ofSite.get(site) ?? []).map(column)],
    coefficients: [-capacity, ...(ofSite.get(site) ?? []).map((pair) => demands[pairs[pair]?.customer ?? 0] ?? 0)],
  }))
  const all = Array.from(sites.keys())
  const ones = all.map(() => 1)
  const count = { lower: model.hubsLeast, upper: model.hubsMost, columns: all, coefficients: ones }
  const room = {
    lower: whole,
    upper: Infinity,
    columns: all,
    coefficients: sites.map((s) => Math.min(s.capacity, whole)),
  }
  return [...everyone, ...fromOpen, ...capacities, count, ...(model.capacitated ? [room] : [])]
}

function valuesOf({ sites }: Model, pairs: readonly Pair[], { open, assignment }: Found): Float64Array {
  const values = new Float64Array(sites.length + pairs.length)
  for (const site of open) values[site] = 1
  for (const [pair, { site, customer }] of pairs.entries())
    if (assignment.hubOf[customer] === site) values[sites.length + pair] = 1
  return values
}

const ROUNDING = 1e-6

function planFrom(model: Model, pairs: readonly Pair[], { values }: Solution): Plan {
  const open = Array.from(model.sites.keys()).filter((site) => (values[site] ?? 0) > 0.5)
  const served: { site: number; part: number }[][] = Array.from({ length: model.customers }, () => [])
  for (const [pair, { site, customer }] of pairs.entries()) {
    const part = values[model.sites.length + pair] ?? 0
    if (part > ROUNDING) served[customer]?.push({ site, part })
  }
  let cost = openingCost(model, open)
  for (const [customer, parts] of served.entries()) {
    const sum = parts.reduce((a, { part }) => a + part, 0)
    for (const one of parts) {
      one.part /= sum
      cost += one.part * (model.costs[one.site * model.customers + customer] ?? 0)
    }
  }
  return { open, served, cost }
}
