import type { Gap } from './gap.ts'
import { freeSlot } from './plan.ts'
import type { Plan } from './plan.ts'
import type { Random } from './random.ts'

/**
 * The cheapest gap for a stop where load and length are all that counts. A position that would be the best so far is passed
 * over with the probability `blink`. An unused vehicle is taken wherever it is cheaper, not only where nothing else fits.
 */
export function findLoadGap(plan: Plan, stop: number, gap: Gap, random: Random, blink: number): void {
  const { model, seq, edge, active, activeCount, load, size, stride } = plan
  const { to, from, nodes, types, typeOf } = model
  const row = stop * nodes
  const demand = model.demand[stop]!
  const service = model.service[stop]!
  let best = model.penalty[stop]!
  let bestSlot = -1
  let bestAt = 0
  for (let k = 0; k < activeCount; k++) {
    const slot = active[k]!
    const type = types[typeOf[slot]!]!
    if (load[slot]! + demand > type.capacity) continue
    const spare = type.lengthMax - plan.length[slot]! - plan.serving[slot]! - service
    const base = slot * stride
    const end = base + size[slot]! + 1
    let before = to[row + seq[base]!]!
    for (let i = base + 1; i <= end; i++) {
      const node = seq[i]!
      const cost = before + from[row + node]! - edge[i]!
      before = to[row + node]!
      if (cost < best && cost <= spare && random.share() >= blink) {
        best = cost
        bestSlot = slot
        bestAt = i - base
      }
    }
  }
  for (let t = 0; t < types.length; t++) {
    const slot = freeSlot(plan, t)
    const type = types[t]!
    if (slot === -1 || demand > type.capacity) continue
    const length = to[row + type.start]! + from[row + type.end]!
    if (length + type.fixed < best && length + service <= type.lengthMax) {
      best = length + type.fixed
      bestSlot = slot
      bestAt = 1
    }
  }
  gap.slot = bestSlot
  gap.at = bestAt
  gap.cost = best
}
