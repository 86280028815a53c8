import type { Gap } from './gap.ts'
import { freeSlot } from './plan.ts'
import type { Plan } from './plan.ts'
import type { Blinks } from './random.ts'
import { LATE } from './windows.ts'

/** The cheapest pair of gaps, on one route, for the two halves of a shipment; `stop` is the pickup. */
export function findPairGap(plan: Plan, stop: number, gap: Gap, blinks: Blinks): void {
  const { model, active, activeCount } = plan
  gap.slot = -1
  gap.cost = plan.worth * (model.penalty[stop]! + model.penalty[model.mate[stop]!]!)
  for (let k = 0; k < activeCount; k++) pairOnRoute(plan, stop, active[k]!, 0, gap, blinks)
  for (let t = 0; t < model.types.length; t++) {
    const slot = freeSlot(plan, t)
    if (slot !== -1) pairOnRoute(plan, stop, slot, model.types[t]!.fixed, gap, null)
  }
}

/** Tries every gap for the pickup; a pickup whose own detour costs as much as the best pair so far is passed over. */
function pairOnRoute(plan: Plan, stop: number, slot: number, fixed: number, gap: Gap, blinks: Blinks | null): void {
  const { model, seq, edge, departure, latest, onboard } = plan
  const { to, from, time, nodes } = model
  const row = stop * nodes
  const mate = model.mate[stop]!
  const mateRow = mate * nodes
  const ready = model.ready[stop]!
  const due = model.due[stop]! + LATE
  const service = model.service[stop]!
  const room = model.types[model.typeOf[slot]!]!.capacity - model.demand[stop]!
  const base = slot * plan.stride
  const end = base + plan.size[slot]! + 1
  for (let i = base + 1; i <= end; i++) {
    const leaves = departure[i - 1]!
    if (leaves > due) return
    if (onboard[i - 1]! > room) continue
    const before = seq[i - 1]!
    const after = seq[i]!
    const saved = fixed - (end === base + 1 ? 0 : edge[i]!)
    const into = to[row + before]! + saved
    const detour = into + from[row + after]!
    if (detour >= gap.cost) continue
    const arrives = leaves + time[before * nodes + stop]!
    if (arrives > due) continue
    const goes = (arrives > ready ? arrives : ready) + service
    if (goes + time[row + after]! > latest[i]! + LATE) continue
    const cost = into + from[row + mate]! + from[mateRow + after]!
    if (cost < gap.cost && inTime(plan, mate, goes + time[row + mate]!, i, after) && !blinks?.next()) {
      gap.slot = slot
      gap.at = gap.deliverAt = i - base
      gap.cost = cost
    }
    if (i < end) deliverLater(plan, stop, slot, i, goes, detour, gap, blinks)
  }
}

/** With the pickup before position `from`, carries it along the route and tries every later gap for the delivery. */
function deliverLater(
  plan: Plan,
  stop: number,
  slot: number,
  first: number,
  leaves: number,
  detour: number,
  gap: Gap,
  blinks: Blinks | null,
): void {
  const { model, seq, edge, latest, onboard } = plan
  const { to, from, time, nodes, ready, service } = model
  const mate = model.mate[stop]!
  const row = mate * nodes
  const room = model.types[model.typeOf[slot]!]!.capacity - model.demand[stop]!
  const base = slot * plan.stride
  const end = base + plan.size[slot]! + 1
  let node = stop
  let goes = leaves
  for (let i = first; i < end; i++) {
    const here = seq[i]!
    const arrives = goes + time[node * nodes + here]!
    if (arrives > latest[i]! + LATE || onboard[i]! > room) return
    goes = (arrives > ready[here]! ? arrives : ready[here]!) + service[here]!
    if (goes > model.due[mate]! + LATE) return
    node = here
    const after = seq[i + 1]!
    const cost = detour + to[row + here]! + from[row + after]! - edge[i + 1]!
    if (cost >= gap.cost || !inTime(plan, mate, goes + time[here * nodes + mate]!, i + 1, after)) continue
    if (blinks?.next()) continue
    gap.slot = slot
    gap.at = first - base
    gap.deliverAt = i + 1 - base
    gap.cost = cost
  }
}

/** Whether a stop reached at `arrives` and followed by position `i` is in time, and the rest of the route with it. */
function inTime(plan: Plan, stop: number, arrives: number, i: number, after: number): boolean {
  const { model } = plan
  if (arrives > model.due[stop]! + LATE) return false
  const ready = model.ready[stop]!
  const goes = (arrives > ready ? arrives : ready) + model.service[stop]!
  return goes + model.time[stop * model.nodes + after]! <= plan.latest[i]! + LATE
}
