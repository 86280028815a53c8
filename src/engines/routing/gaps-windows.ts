import type { Gap } from './gap.ts'
import { freeSlot } from './plan.ts'
import type { Plan } from './plan.ts'
import type { Random } from './random.ts'
import { LATE } from './windows.ts'

/** As `findLoadGap`, where each stop also has a window. Whether a gap is in time is asked in constant time. */
export function findWindowGap(plan: Plan, stop: number, gap: Gap, random: Random, blink: number): void {
  const { model, seq, edge, departure, latest, active, activeCount, load, size, stride } = plan
  const { to, from, time, nodes, types, typeOf } = model
  const row = stop * nodes
  const demand = model.demand[stop]!
  const ready = model.ready[stop]!
  const due = model.due[stop]! + LATE
  const service = model.service[stop]!
  let best = model.penalty[stop]!
  let bestSlot = -1
  let bestAt = 0
  for (let k = 0; k < activeCount; k++) {
    const slot = active[k]!
    if (load[slot]! + demand > types[typeOf[slot]!]!.capacity) continue
    const base = slot * stride
    const end = base + size[slot]! + 1
    for (let i = base + 1; i <= end; i++) {
      const leaves = departure[i - 1]!
      if (leaves > due) break
      const before = seq[i - 1]!
      const after = seq[i]!
      const cost = to[row + before]! + from[row + after]! - edge[i]!
      if (cost >= best) continue
      const arrives = leaves + time[before * nodes + stop]!
      if (arrives > due) continue
      const goes = (arrives > ready ? arrives : ready) + service
      if (goes + time[row + after]! > latest[i]! + LATE || random.share() < blink) continue
      best = cost
      bestSlot = slot
      bestAt = i - base
    }
  }
  for (let t = 0; t < types.length; t++) {
    const slot = freeSlot(plan, t)
    const type = types[t]!
    if (slot === -1 || demand > type.capacity) continue
    const cost = to[row + type.start]! + from[row + type.end]! + type.fixed
    if (cost >= best) continue
    const arrives = type.open + time[type.start * nodes + stop]!
    if (arrives > due || Math.max(arrives, ready) + service + time[row + type.end]! > type.close + LATE) continue
    best = cost
    bestSlot = slot
    bestAt = 1
  }
  gap.slot = bestSlot
  gap.at = bestAt
  gap.cost = best
}
