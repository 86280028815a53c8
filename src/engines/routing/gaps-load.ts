import type { Gap } from './gap.ts'
import { lookNear, nearby } from './nearby.ts'
import { freeSlot } from './plan.ts'
import type { Plan } from './plan.ts'
import type { Blinks } from './random.ts'

/**
 * The cheapest gap for a stop where load and length are all that counts. A position that would be the best so far is passed
 * over now and then (`blinks`). An unused vehicle is taken wherever it is cheaper, not only where nothing else fits.
 */
export function findLoadGap(plan: Plan, stop: number, gap: Gap, blinks: Blinks): void {
  gap.slot = -1
  gap.cost = plan.worth * plan.model.penalty[stop]!
  searchRoutes(plan, plan.looked, lookNear(plan, stop), stop, gap, blinks)
  if (gap.slot === -1 && plan.activeCount > nearby.routes)
    searchRoutes(plan, plan.active, plan.activeCount, stop, gap, blinks)
  searchUnused(plan, stop, gap)
}

function searchRoutes(plan: Plan, slots: Int32Array, count: number, stop: number, gap: Gap, blinks: Blinks): void {
  const { model, seq, edge, room, size, stride } = plan
  const { to, from, nodes, unlimited } = model
  const row = stop * nodes
  const demand = model.demand[stop]!
  const service = model.service[stop]!
  let best = gap.cost
  for (let k = 0; k < count; k++) {
    const slot = slots[k]!
    if (room[slot]! < demand) continue
    const base = slot * stride
    const end = base + size[slot]! + 1
    let before = to[row + seq[base]!]!
    for (let i = base + 1; i <= end; i++) {
      const way = row + seq[i]!
      const cost = before + from[way]! - edge[i]!
      before = to[way]!
      if (cost < best && (unlimited || cost <= spareOf(plan, slot) - service) && !blinks.next()) {
        best = cost
        gap.slot = slot
        gap.at = i - base
      }
    }
  }
  gap.cost = best
}

/** How much longer a route may become. */
function spareOf({ model, length, serving }: Plan, slot: number): number {
  return model.types[model.typeOf[slot]!]!.lengthMax - length[slot]! - serving[slot]!
}

function searchUnused(plan: Plan, stop: number, gap: Gap): void {
  const { to, from, nodes, types, demand, service } = plan.model
  const row = stop * nodes
  for (let t = 0; t < types.length; t++) {
    const slot = freeSlot(plan, t)
    const type = types[t]!
    if (slot === -1 || demand[stop]! > type.capacity) continue
    const length = to[row + type.start]! + from[row + type.end]!
    if (length + type.fixed >= gap.cost || length + service[stop]! > type.lengthMax) continue
    gap.cost = length + type.fixed
    gap.slot = slot
    gap.at = 1
  }
}
