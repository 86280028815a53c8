import type { Gap } from './gap.ts'
import { lookNear, nearby } from './nearby.ts'
import { freeSlot } from './plan.ts'
import type { Plan } from './plan.ts'
import type { Blinks } from './random.ts'
import { LATE } from './windows.ts'

/** As `findLoadGap`, where each stop also has a window. Whether a gap is in time is asked in constant time. */
export function findWindowGap(plan: Plan, stop: number, gap: Gap, blinks: Blinks): void {
  gap.slot = -1
  gap.cost = plan.worth * plan.model.penalty[stop]!
  searchRoutes(plan, plan.looked, lookNear(plan, stop), stop, gap, blinks)
  if (gap.slot === -1 && plan.activeCount > nearby.routes)
    searchRoutes(plan, plan.active, plan.activeCount, stop, gap, blinks)
  searchUnused(plan, stop, gap)
}

function searchRoutes(plan: Plan, slots: Int32Array, count: number, stop: number, gap: Gap, blinks: Blinks): void {
  const { model, seq, edge, departure, latest, room, size, stride } = plan
  const { to, from, time, nodes } = model
  const row = stop * nodes
  const demand = model.demand[stop]!
  const ready = model.ready[stop]!
  const due = model.due[stop]! + LATE
  const service = model.service[stop]!
  let best = gap.cost
  for (let k = 0; k < count; k++) {
    const slot = slots[k]!
    if (room[slot]! < demand) continue
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
      if (goes + time[row + after]! > latest[i]! + LATE || blinks.next()) continue
      best = cost
      gap.slot = slot
      gap.at = i - base
    }
  }
  gap.cost = best
}

function searchUnused(plan: Plan, stop: number, gap: Gap): void {
  const { to, from, time, nodes, types, demand, service, ready, due } = plan.model
  const row = stop * nodes
  for (let t = 0; t < types.length; t++) {
    const slot = freeSlot(plan, t)
    const type = types[t]!
    if (slot === -1 || demand[stop]! > type.capacity) continue
    const cost = to[row + type.start]! + from[row + type.end]! + type.fixed
    if (cost >= gap.cost) continue
    const arrives = type.open + time[type.start * nodes + stop]!
    const goes = Math.max(arrives, ready[stop]!) + service[stop]!
    if (arrives > due[stop]! + LATE || goes + time[row + type.end]! > type.close + LATE) continue
    gap.cost = cost
    gap.slot = slot
    gap.at = 1
  }
}
