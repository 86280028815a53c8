import { assign } from './assign.ts'
import { interchange } from './interchange.ts'
import type { Found, Over } from './interchange.ts'
import type { Model } from './problem.ts'

export type Relaxed = {
  best: Found | null
  /** Proven: no plan costs less. */
  bound: number
}

const ROUNDS_MAX = 4_000
/** The step is halved after so many rounds without a better bound. */
const PATIENCE = 25
const STEP_LEAST = 1e-4

/**
 * Lagrangian relaxation of "everyone is served" (Geoffrion 1974; Beasley 1993): with a price on serving each customer the
 * hubs fall apart into small problems whose optimum bounds the cost from below; the hubs they choose are made whole
 * plans and improved by interchange. Ends when bound and plan meet within `gap`, or when it is over.
 */
export function relax(model: Model, gap: number, over: Over): Relaxed {
  const prices = firstPrices(model)
  let best = interchange(model, firstHubs(model), over)
  let bestPrices = prices.slice()
  let [bound, step, quiet] = [-Infinity, 2, 0]
  const seen = new Set<string>()
  for (let round = 0; round < ROUNDS_MAX && step > STEP_LEAST && !over(); round += 1) {
    const { value, open, served } = priced(model, prices)
    quiet += 1
    if (value > bound + 1e-9 * Math.abs(value)) {
      if (value > bound + 1e-5 * Math.abs(value)) quiet = 0
      bound = value
      bestPrices = prices.slice()
    }
    best = better(best, madeWhole(model, open, seen, over))
    const cost = best?.assignment.cost ?? Infinity
    if (cost - bound <= gap * Math.abs(cost)) break
    if (quiet >= PATIENCE) {
      quiet = 0
      step /= 2
      prices.set(bestPrices)
    } else climb(prices, served, step * (1.02 * Math.min(cost, model.far) - value) || 1)
  }
  return { best, bound: Math.min(bound, best?.assignment.cost ?? Infinity) }
}

const better = (a: Found | null, b: Found | null) =>
  b !== null && b.assignment.cost < (a?.assignment.cost ?? Infinity) ? b : a

/** The second cheapest way of serving each customer. */
function firstPrices({ costs, customers, sites, far }: Model): Float64Array {
  return Float64Array.from({ length: customers }, (_, customer) => {
    let [least, second] = [far, far]
    for (let site = 0; site < sites.length; site += 1) {
      const cost = costs[site * customers + customer] ?? far
      if (cost < least) [second, least] = [least, cost]
      else if (cost < second) second = cost
    }
    return second === far ? least : second
  })
}

/** Kept hubs, then whichever lowers the cost most, until opening no longer pays or the count is reached. */
function firstHubs(model: Model): number[] {
  const { costs, customers, sites, far } = model
  const open = Array.from(sites.keys()).filter((site) => sites[site]?.kept)
  const paid = new Float64Array(customers).fill(far)
  for (const site of open) lower(paid, costs.subarray(site * customers, (site + 1) * customers))
  while (open.length < model.hubsMost) {
    let [chosen, gained] = [-1, -Infinity]
    for (let site = 0; site < sites.length; site += 1) {
      if (open.includes(site)) continue
      let gain = -(sites[site]?.openCost ?? 0)
      for (let customer = 0; customer < customers; customer += 1)
        gain += Math.max(0, (paid[customer] ?? 0) - (costs[site * customers + customer] ?? 0))
      if (gain > gained) [chosen, gained] = [site, gain]
    }
    if (chosen < 0 || (gained <= 0 && open.length >= model.hubsLeast && holdsAll(model, open))) break
    open.push(chosen)
    lower(paid, costs.subarray(chosen * customers, (chosen + 1) * customers))
  }
  return open
}

function lower(paid: Float64Array, costs: Float64Array): void {
  for (const [customer, cost] of costs.entries()) if (cost < (paid[customer] ?? 0)) paid[customer] = cost
}

const holdsAll = ({ sites, demands }: Model, open: readonly number[]) =>
  open.reduce((sum, site) => sum + (sites[site]?.capacity ?? 0), 0) >= demands.reduce((a, b) => a + b, 0)

/** The optimum of the relaxed problem at these prices: its value, the hubs it opens, how much of each customer it serves. */
function priced(model: Model, prices: Float64Array) {
  const { sites, customers } = model
  const worth = Float64Array.from(sites, (site, i) => site.openCost + serving(model, prices, i, null))
  const order = Array.from(sites.keys()).toSorted((a, b) => (worth[a] ?? 0) - (worth[b] ?? 0))
  const open = order.filter((site) => sites[site]?.kept)
  for (const site of order) {
    if (open.length >= model.hubsMost) break
    if (!sites[site]?.kept && (open.length < model.hubsLeast || (worth[site] ?? 0) < 0)) open.push(site)
  }
  const parts = new Float64Array(customers)
  let value = prices.reduce((a, b) => a + b, 0)
  for (const site of open) {
    value += worth[site] ?? 0
    serving(model, prices, site, parts)
  }
  return { value, open, served: parts }
}

/**
 * What serving from a site is worth at these prices, at most its capacity: a continuous knapsack, exact where demand may
 * be split and a bound where not. Adds the parts served to `parts`.
 */
function serving(model: Model, prices: Float64Array, site: number, parts: Float64Array | null): number {
  const { costs, customers, demands } = model
  const capacity = model.sites[site]?.capacity ?? Infinity
  const from = site * customers
  const gainful: number[] = []
  let [sum, load] = [0, 0]
  for (let customer = 0; customer < customers; customer += 1) {
    const reduced = (costs[from + customer] ?? 0) - (prices[customer] ?? 0)
    if (reduced >= 0) continue
    gainful.push(customer)
    sum += reduced
    load += demands[customer] ?? 0
  }
  if (load <= capacity) {
    if (parts !== null) for (const customer of gainful) parts[customer] = (parts[customer] ?? 0) + 1
    return sum
  }
  const reducedOf = (customer: number) => (costs[from + customer] ?? 0) - (prices[customer] ?? 0)
  gainful.sort((a, b) => reducedOf(a) * (demands[b] ?? 0) - reducedOf(b) * (demands[a] ?? 0))
  let left = capacity
  sum = 0
  for (const customer of gainful) {
    const demand = demands[customer] ?? 0
    const part = demand <= left ? 1 : left / demand
    sum += part * reducedOf(customer)
    if (parts !== null) parts[customer] = (parts[customer] ?? 0) + part
    left -= part * demand
    if (left <= 0) break
  }
  return sum
}

/** A choice of hubs seen before leads nowhere new. */
function madeWhole(model: Model, chosen: readonly number[], seen: Set<string>, over: Over): Found | null {
  const open = chosen.toSorted((a, b) => a - b)
  const key = open.join()
  if (open.length === 0 || seen.has(key)) return null
  seen.add(key)
  const assignment = assign(model, open)
  if (assignment === null) return null
  // Interchange costs far more than a look; now and then it finds what the prices alone do not.
  return seen.size % 20 === 1 ? interchange(model, open, over) : { open, assignment }
}

/** Prices rise where nobody serves and fall where several do. */
function climb(prices: Float64Array, parts: Float64Array, distance: number): void {
  let norm = 0
  for (const part of parts) norm += (1 - part) ** 2
  if (norm === 0) return
  for (const [customer, part] of parts.entries())
    prices[customer] = Math.max(0, (prices[customer] ?? 0) + (distance / norm) * (1 - part))
}
