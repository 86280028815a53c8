import { floats, listOf, number, numbers, objectOf, optional, truth } from '../shape/index.ts'

/** A place where a hub could stand. */
export type Site = {
  /** Cost of having it open, for the time the serving costs cover. */
  openCost: number
  /** The most demand it can serve; Infinity where nothing limits it. */
  capacity: number
  /** It stands already and stays open. */
  kept?: boolean
}

/**
 * Which hubs to open, and who is served from where, at the least cost. `costs[site * demands.length + customer]` is the
 * cost of serving all of a customer's demand from a site; Infinity where that is not possible.
 */
export type Siting = {
  sites: readonly Site[]
  demands: ArrayLike<number>
  costs: Float64Array
  /** How many hubs: exactly, or at most; any number where it is left out. Kept ones count. */
  hubs?: { exactly: number } | { most: number }
  /** Every customer is served by one hub alone. */
  singleSourced?: boolean
  /** Nobody is served from farther away than this; `times` is laid out like `costs`, in any one unit. */
  within?: { times: Float64Array; limit: number }
}

export type SitingFaultCode =
  | 'no_sites'
  | 'no_customers'
  | 'bad_number'
  | 'bad_shape'
  | 'bad_hub_count'
  | 'out_of_reach'
  | 'too_little_capacity'
  | 'unreadable'

/** `customers` names those that no site can serve. */
export class SitingFault extends Error {
  override name = 'SitingFault'
  readonly code: SitingFaultCode
  readonly customers: readonly number[]
  constructor(code: SitingFaultCode, why: string, customers: readonly number[] = []) {
    super(why)
    this.code = code
    this.customers = customers
  }
}

/** The same, checked, with what is too far away made impossible and the number of hubs as bounds. */
export type Model = {
  sites: readonly Site[]
  demands: Float64Array
  /** Never infinite: what is not possible costs `far`, more than any plan. */
  costs: Float64Array
  far: number
  customers: number
  hubsLeast: number
  hubsMost: number
  singleSourced: boolean
  /** Some site's capacity is less than all demand. */
  capacitated: boolean
}

const SIZE_MAX = 20_000_000

/** Refuses: every SitingFaultCode but unreadable. */
export function modelOf(siting: Siting): Model {
  refuseMisfit('siting', siting)
  const { sites, within } = siting
  const demands = Float64Array.from(siting.demands)
  const customers = demands.length
  if (sites.length === 0) throw new SitingFault('no_sites', 'no site is given')
  if (customers === 0) throw new SitingFault('no_customers', 'nobody is to be served')
  const size = sites.length * customers
  if (size > SIZE_MAX || siting.costs.length !== size || (within !== undefined && within.times.length !== size))
    throw new SitingFault('bad_shape', `${sites.length} sites × ${customers} customers need ${size} costs`)
  mustBeNumbers(siting, demands)
  const costs = within === undefined ? siting.costs : nearEnough(siting.costs, within)
  mustReachAll(costs, sites.length, customers)
  const [hubsLeast, hubsMost] = hubBounds(siting)
  const whole = demands.reduce((a, b) => a + b, 0)
  mustHold(sites, hubsMost, whole)
  const far = moreThanAnyPlan(sites, costs, customers)
  return {
    sites,
    demands,
    costs: costs.map((cost) => (cost === Infinity ? far : cost)),
    far,
    customers,
    hubsLeast,
    hubsMost,
    singleSourced: siting.singleSourced ?? false,
    capacitated: sites.some((site) => site.capacity < whole),
  }
}

const hubsShape = objectOf({ exactly: optional(number), most: optional(number) })

const shapes = {
  siting: objectOf({
    sites: listOf(objectOf({ openCost: number, capacity: number, kept: optional(truth) })),
    demands: numbers,
    costs: floats,
    hubs: optional(hubsShape),
    singleSourced: optional(truth),
    within: optional(objectOf({ times: floats, limit: number })),
  }),
  search: objectOf({ seconds: optional(number), gap: optional(number), seed: optional(number) }),
  plan: objectOf({
    open: listOf(number),
    served: listOf(listOf(objectOf({ site: number, part: number }))),
    cost: number,
  }),
  distances: floats,
  demands: numbers,
  count: number,
}

/** Refuses what does not look as it must. */
export function refuseMisfit(kind: keyof typeof shapes, value: unknown): void {
  const misfit = shapes[kind](value, '')
  if (misfit !== null) throw new SitingFault('bad_shape', `${misfit.where || kind}: ${misfit.wanted} is expected`)
}

function mustBeNumbers({ sites, costs, within }: Siting, demands: Float64Array): void {
  const fine =
    sites.every((s) => s.openCost >= 0 && Number.isFinite(s.openCost) && s.capacity >= 0) &&
    demands.every((d) => d >= 0 && Number.isFinite(d)) &&
    costs.every((c) => c >= 0) &&
    (within === undefined || (within.limit >= 0 && within.times.every((t) => t >= 0)))
  if (!fine) throw new SitingFault('bad_number', 'costs, capacities, demands and times are numbers of at least 0')
}

function nearEnough(costs: Float64Array, { times, limit }: { times: Float64Array; limit: number }): Float64Array {
  return costs.map((cost, at) => ((times[at] ?? Infinity) <= limit ? cost : Infinity))
}

function mustReachAll(costs: Float64Array, sites: number, customers: number): void {
  const lost: number[] = []
  for (let customer = 0; customer < customers; customer += 1) {
    let reached = false
    for (let site = 0; site < sites && !reached; site += 1) reached = costs[site * customers + customer] !== Infinity
    if (!reached) lost.push(customer)
  }
  if (lost.length > 0) throw new SitingFault('out_of_reach', `${lost.length} customers are out of reach`, lost)
}

function moreThanAnyPlan(sites: readonly Site[], costs: Float64Array, customers: number): number {
  let far = 1
  for (const site of sites) far += site.openCost
  for (let customer = 0; customer < customers; customer += 1) {
    let most = 0
    for (let site = 0; site < sites.length; site += 1) {
      const cost = costs[site * customers + customer] ?? Infinity
      if (cost !== Infinity && cost > most) most = cost
    }
    far += most
  }
  return far
}

function hubBounds({ sites, hubs }: Siting): [number, number] {
  const kept = sites.filter((site) => site.kept).length
  if (hubs === undefined) return [Math.max(1, kept), sites.length]
  const asked = 'exactly' in hubs ? hubs.exactly : hubs.most
  if (!Number.isInteger(asked) || asked < Math.max(1, kept) || asked > sites.length)
    throw new SitingFault('bad_hub_count', `${asked} hubs of ${sites.length} sites, ${kept} of them kept`)
  return ['exactly' in hubs ? asked : Math.max(1, kept), asked]
}

function mustHold(sites: readonly Site[], hubsMost: number, whole: number): void {
  const kept = sites.filter((site) => site.kept).map((site) => site.capacity)
  const others = sites.filter((site) => !site.kept).map((site) => site.capacity)
  const largest = others.toSorted((a, b) => b - a).slice(0, hubsMost - kept.length)
  const room = [...kept, ...largest].reduce((a, b) => a + b, 0)
  if (room < whole) throw new SitingFault('too_little_capacity', `the hubs hold at most ${room} of ${whole}`)
}

/** Hubs and who is served from where. */
export type Plan = {
  /** Ascending. */
  open: readonly number[]
  /** For each customer the sites and the parts of its demand they serve, adding up to 1. */
  served: readonly (readonly { site: number; part: number }[])[]
  cost: number
}
