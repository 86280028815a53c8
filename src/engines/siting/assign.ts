import type { Model, Plan } from './problem.ts'

/** One hub for each customer; -1 where nobody serves it. */
export type Assignment = { hubOf: Int32Array; cost: number }

export const openingCost = (model: Model, open: readonly number[]): number =>
  open.reduce((sum, site) => sum + (model.sites[site]?.openCost ?? 0), 0)

/** Everyone from the cheapest open hub, whatever it holds; null where somebody is out of reach of all. */
export function nearest(model: Model, open: readonly number[]): Assignment | null {
  const hubOf = new Int32Array(model.customers).fill(-1)
  let cost = openingCost(model, open)
  for (let customer = 0; customer < model.customers; customer += 1) {
    let least = model.far
    for (const site of open) {
      const own = model.costs[site * model.customers + customer] ?? model.far
      if (own < least) {
        least = own
        hubOf[customer] = site
      }
    }
    if (least === model.far) return null
    cost += least
  }
  return { hubOf, cost }
}

const ROUNDS_MAX = 30

/**
 * One hub for each customer within the hubs' capacities: by largest regret first, then shifts and exchanges as long as
 * they save. Null where it finds no room; there may be some all the same.
 */
export function withinCapacity(model: Model, open: readonly number[]): Assignment | null {
  const left = Float64Array.from(model.sites, (site) => site.capacity)
  const hubOf = byRegret(model, open, left)
  if (hubOf === null) return null
  for (let round = 0; round < ROUNDS_MAX; round += 1)
    if (!shifted(model, open, left, hubOf) && !exchanged(model, left, hubOf)) break
  let cost = openingCost(model, open)
  hubOf.forEach((site, customer) => (cost += model.costs[site * model.customers + customer] ?? 0))
  return { hubOf, cost }
}

/** Who would lose most by missing the best hub comes first; large demands break ties. */
function byRegret(model: Model, open: readonly number[], left: Float64Array): Int32Array | null {
  const { costs, customers, demands, far } = model
  const regret = Float64Array.from(demands, (_, customer) => {
    let [best, second] = [far, far]
    for (const site of open) {
      const cost = costs[site * customers + customer] ?? far
      if (cost < best) [best, second] = [cost, best]
      else if (cost < second) second = cost
    }
    return second - best
  })
  const order = Array.from(demands.keys()).toSorted((a, b) => {
    const [first, second] = [regret[a] ?? 0, regret[b] ?? 0]
    return first === second ? (demands[b] ?? 0) - (demands[a] ?? 0) : first < second ? 1 : -1
  })
  const hubOf = new Int32Array(customers).fill(-1)
  for (const customer of order) {
    const demand = demands[customer] ?? 0
    let [chosen, least] = [-1, far]
    for (const site of open) {
      const cost = costs[site * customers + customer] ?? far
      if (cost < least && (left[site] ?? 0) >= demand) [chosen, least] = [site, cost]
    }
    if (chosen < 0) return null
    hubOf[customer] = chosen
    left[chosen] = (left[chosen] ?? 0) - demand
  }
  return hubOf
}

function shifted({ costs, customers, demands }: Model, open: readonly number[], left: Float64Array, hubOf: Int32Array) {
  let any = false
  for (let customer = 0; customer < customers; customer += 1) {
    const [from, demand] = [hubOf[customer] ?? 0, demands[customer] ?? 0]
    let [to, least] = [from, (costs[from * customers + customer] ?? 0) - 1e-9]
    for (const site of open) {
      const cost = costs[site * customers + customer] ?? 0
      if (cost < least && (left[site] ?? 0) >= demand) [to, least] = [site, cost]
    }
    if (to === from) continue
    hubOf[customer] = to
    left[from] = (left[from] ?? 0) + demand
    left[to] = (left[to] ?? 0) - demand
    any = true
  }
  return any
}

function exchanged({ costs, customers, demands }: Model, left: Float64Array, hubOf: Int32Array): boolean {
  let any = false
  for (let a = 0; a < customers; a += 1) {
    for (let b = a + 1; b < customers; b += 1) {
      const [siteA, siteB] = [hubOf[a] ?? 0, hubOf[b] ?? 0]
      if (siteA === siteB) continue
      const more = (demands[b] ?? 0) - (demands[a] ?? 0)
      if (more > (left[siteA] ?? 0) || -more > (left[siteB] ?? 0)) continue
      const now = (costs[siteA * customers + a] ?? 0) + (costs[siteB * customers + b] ?? 0)
      const then = (costs[siteB * customers + a] ?? 0) + (costs[siteA * customers + b] ?? 0)
      if (then >= now - 1e-9) continue
      hubOf[a] = siteB
      hubOf[b] = siteA
      left[siteA] = (left[siteA] ?? 0) - more
      left[siteB] = (left[siteB] ?? 0) + more
      any = true
    }
  }
  return any
}

/** The best assignment to exactly these hubs that this file can find. */
export const assign = (model: Model, open: readonly number[]): Assignment | null =>
  model.capacitated ? withinCapacity(model, open) : nearest(model, open)

/** Hubs that nobody needs are closed where that saves and is allowed. */
export function planOf(model: Model, open: readonly number[], { hubOf }: Assignment): Plan {
  const used = new Set(hubOf)
  const staying = open.filter((site) => used.has(site) || model.sites[site]?.kept)
  const idle = open.filter((site) => !staying.includes(site)).toSorted((a, b) => costOf(model, a) - costOf(model, b))
  const hubs = [...staying, ...idle.slice(0, Math.max(0, model.hubsLeast - staying.length))].toSorted((a, b) => a - b)
  const served = Array.from(hubOf, (site) => [{ site, part: 1 }])
  let cost = openingCost(model, hubs)
  hubOf.forEach((site, customer) => (cost += model.costs[site * model.customers + customer] ?? 0))
  return { open: hubs, served, cost }
}

const costOf = (model: Model, site: number) => model.sites[site]?.openCost ?? 0
