import type { Solver } from '../linear/index.ts'
import { refuseMisfit, SitingFault } from './problem.ts'

/** Hubs such that nobody is farther from one than `radius`; proven to be the least where it equals `bound`. */
export type Centre = { open: readonly number[]; radius: number; bound: number }

/**
 * The p-centre (Hakimi 1964): the hubs that keep the farthest customer nearest. Binary search over the distances that occur,
 * each asking by a set covering programme how few hubs reach everyone (Minieka 1970). `distances` is laid out like
 * Siting.costs. Refuses: bad_shape, bad_number, bad_hub_count, out_of_reach.
 */
export function pCentre(
  distances: Float64Array,
  customers: number,
  hubs: number,
  solver: Solver,
  seconds = 10,
): Centre {
  refuseMisfit('distances', distances)
  for (const count of [customers, hubs, seconds]) refuseMisfit('count', count)
  if (!Number.isInteger(customers) || !(seconds >= 0))
    throw new SitingFault('bad_shape', 'distances are sites × customers')
  const sites = distances.length / customers
  if (!Number.isInteger(sites) || sites < 1) throw new SitingFault('bad_shape', 'distances are sites × customers')
  if (!distances.every((d) => d >= 0)) throw new SitingFault('bad_number', 'distances are numbers of at least 0')
  if (!Number.isInteger(hubs) || hubs < 1 || hubs > sites) throw new SitingFault('bad_hub_count', `${hubs} of ${sites}`)
  const until = performance.now() + seconds * 1000
  const radii = [...new Set(distances)].filter((d) => d !== Infinity).toSorted((a, b) => a - b)
  let found = farthestFirst(distances, customers, sites, hubs)
  let [low, high] = [0, radii.findIndex((r) => r >= found.radius)]
  if (high < 0) high = radii.length - 1
  if (found.radius === Infinity && cover(distances, customers, sites, radii.at(-1) ?? 0, solver, seconds).open === null)
    throw new SitingFault('out_of_reach', 'some customers are out of reach of every site')
  while (low < high && performance.now() < until) {
    const middle = (low + high) >> 1
    const { open, few } = cover(
      distances,
      customers,
      sites,
      radii[middle] ?? 0,
      solver,
      Math.max(0, (until - performance.now()) / 1000),
    )
    if (open !== null && open.length <= hubs) {
      found = { open, radius: reachOf(distances, customers, open) }
      high = Math.min(middle, radii.indexOf(found.radius))
    } else if (few > hubs) low = middle + 1
    else break
  }
  if (found.radius === Infinity) throw new SitingFault('out_of_reach', `${hubs} hubs reach not everyone`)
  return { ...found, bound: radii[low] ?? 0 }
}

function reachOf(distances: Float64Array, customers: number, open: readonly number[]): number {
  let farthest = 0
  for (let customer = 0; customer < customers; customer += 1) {
    let nearest = Infinity
    for (const site of open) nearest = Math.min(nearest, distances[site * customers + customer] ?? Infinity)
    farthest = Math.max(farthest, nearest)
  }
  return farthest
}

/** Gonzalez 1985: again and again the site that serves the farthest customer best. A start, not an answer. */
function farthestFirst(distances: Float64Array, customers: number, sites: number, hubs: number) {
  const open: number[] = []
  const nearest = new Float64Array(customers).fill(Infinity)
  while (open.length < hubs) {
    const farthest = nearest.indexOf(nearest.reduce((a, b) => Math.max(a, b)))
    let [chosen, least] = [-1, Infinity]
    for (let site = 0; site < sites; site += 1) {
      const distance = distances[site * customers + farthest] ?? Infinity
      if (!open.includes(site) && distance < least) [chosen, least] = [site, distance]
    }
    if (chosen < 0) break
    open.push(chosen)
    for (let customer = 0; customer < customers; customer += 1)
      nearest[customer] = Math.min(nearest[customer] ?? 0, distances[chosen * customers + customer] ?? Infinity)
  }
  return { open: open.toSorted((a, b) => a - b), radius: reachOf(distances, customers, open) }
}

/** The fewest sites that reach everyone within a radius; `few` bounds their number from below. */
function cover(
  distances: Float64Array,
  customers: number,
  sites: number,
  radius: number,
  solver: Solver,
  seconds: number,
): { open: number[] | null; few: number } {
  const all = Array.from({ length: sites }, (_, site) => site)
  const rows = Array.from({ length: customers }, (_, customer) => {
    const near = all.filter((site) => (distances[site * customers + customer] ?? Infinity) <= radius)
    return { lower: 1, upper: Infinity, columns: near, coefficients: near.map(() => 1) }
  })
  if (rows.some((row) => row.columns.length === 0)) return { open: null, few: Infinity }
  const columns = all.map(() => ({ cost: 1, lower: 0, upper: 1, integer: true }))
  const { values, bound } = solver.solve({ columns, rows }, { seconds, gap: 0 })
  return {
    open: values.length === 0 ? null : all.filter((site) => (values[site] ?? 0) > 0.5),
    few: Math.ceil(bound - 1e-6),
  }
}
