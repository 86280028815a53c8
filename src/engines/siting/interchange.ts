import { assign } from './assign.ts'
import type { Assignment } from './assign.ts'
import type { Model } from './problem.ts'

export type Found = { open: number[]; assignment: Assignment }

/** True from the moment the search has to end. */
export type Over = () => boolean

/**
 * Opens, closes and exchanges hubs (Teitz and Bart 1968) as long as it saves. Where nothing limits capacity, what a move
 * saves is known from every customer's nearest and second nearest hub (Whitaker 1983; Resende and Werneck 2007).
 */
export function interchange(model: Model, start: readonly number[], over: Over): Found | null {
  return model.capacitated ? byTrying(model, start, over) : byGains(model, start, over)
}

function byGains(model: Model, start: readonly number[], over: Over): Found | null {
  const { costs, customers, sites } = model
  const isOpen = new Uint8Array(sites.length)
  for (const site of start) isOpen[site] = 1
  const [near, second] = [new Int32Array(customers), new Float64Array(customers)]
  const loss = new Float64Array(sites.length)
  for (;;) {
    rank(model, isOpen, near, second)
    let best = { saving: 1e-7, opened: -1, closed: -1 }
    const open = openSites(isOpen)
    const losses = closingLosses(model, near, second)
    if (open.length > model.hubsLeast)
      for (const site of open) {
        const saving = (sites[site]?.openCost ?? 0) - (losses[site] ?? 0)
        if (!sites[site]?.kept && saving > best.saving) best = { saving, opened: -1, closed: site }
      }
    for (let site = 0; site < sites.length; site += 1) {
      if (isOpen[site] === 1) continue
      if (over()) return finished(model, isOpen)
      loss.set(losses)
      let gain = -(sites[site]?.openCost ?? 0)
      for (let customer = 0; customer < customers; customer += 1) {
        const own = near[customer] ?? 0
        const nearest = costs[own * customers + customer] ?? 0
        const cost = costs[site * customers + customer] ?? 0
        if (cost < nearest) {
          gain += nearest - cost
          // Whoever moves here anyway is not lost with the old hub.
          loss[own] = (loss[own] ?? 0) - ((second[customer] ?? 0) - nearest)
        } else if (cost < (second[customer] ?? 0)) {
          loss[own] = (loss[own] ?? 0) - ((second[customer] ?? 0) - cost)
        }
      }
      if (open.length < model.hubsMost && gain > best.saving) best = { saving: gain, opened: site, closed: -1 }
      for (const closed of open) {
        if (sites[closed]?.kept) continue
        const saving = gain + (sites[closed]?.openCost ?? 0) - (loss[closed] ?? 0)
        if (saving > best.saving) best = { saving, opened: site, closed }
      }
    }
    if (best.opened < 0 && best.closed < 0) return finished(model, isOpen)
    if (best.opened >= 0) isOpen[best.opened] = 1
    if (best.closed >= 0) isOpen[best.closed] = 0
  }
}

const openSites = (isOpen: Uint8Array) => Array.from(isOpen.keys()).filter((site) => isOpen[site] === 1)

function finished(model: Model, isOpen: Uint8Array): Found | null {
  const open = openSites(isOpen)
  const assignment = assign(model, open)
  return assignment === null ? null : { open, assignment }
}

/** Every customer's nearest open hub, and the cost of the next one. */
function rank({ costs, customers, far }: Model, isOpen: Uint8Array, near: Int32Array, second: Float64Array): void {
  const open = openSites(isOpen)
  for (let customer = 0; customer < customers; customer += 1) {
    let [best, next, at] = [far, far, open[0] ?? 0]
    for (const site of open) {
      const cost = costs[site * customers + customer] ?? 0
      if (cost < best) {
        next = best
        best = cost
        at = site
      } else if (cost < next) next = cost
    }
    near[customer] = at
    second[customer] = next
  }
}

/** What closing each hub would cost its customers. */
function closingLosses({ costs, customers, sites }: Model, near: Int32Array, second: Float64Array): Float64Array {
  const losses = new Float64Array(sites.length)
  for (let customer = 0; customer < customers; customer += 1) {
    const own = near[customer] ?? 0
    const nearest = costs[own * customers + customer] ?? 0
    losses[own] = (losses[own] ?? 0) + (second[customer] ?? 0) - nearest
  }
  return losses
}

/** With capacities, what a move saves is known only after everyone has been assigned again. First improvement. */
function byTrying(model: Model, start: readonly number[], over: Over): Found | null {
  let open = [...start]
  let assignment = assign(model, open)
  for (let improved = true; improved;) {
    improved = false
    for (const candidate of neighbours(model, open)) {
      if (over()) break
      const next = assign(model, candidate)
      if (next === null || next.cost >= (assignment?.cost ?? Infinity) - 1e-7) continue
      open = candidate
      assignment = next
      improved = true
      break
    }
  }
  return assignment === null ? null : { open, assignment }
}

function* neighbours(model: Model, open: readonly number[]): Generator<number[]> {
  const closed = Array.from(model.sites.keys()).filter((site) => !open.includes(site))
  const free = open.filter((site) => !model.sites[site]?.kept)
  if (open.length > model.hubsLeast) for (const site of free) yield open.filter((one) => one !== site)
  for (const site of closed) {
    if (open.length < model.hubsMost) yield [...open, site]
    for (const other of free) yield [...open.filter((one) => one !== other), site]
  }
}
