import type { Plan } from './plan.ts'

/** With fewer routes than this all are looked at; with more, those that hold one of so many nearest stops. */
export const nearby = { routes: 30, stops: 40 }

/** Lists in `plan.looked` the slots near to a stop; returns how many. */
export function lookNear(plan: Plan, stop: number): number {
  const { model, active, activeCount, looked, lookedIn, slotOf } = plan
  if (activeCount <= nearby.routes) {
    for (let k = 0; k < activeCount; k++) looked[k] = active[k]!
    return activeCount
  }
  const look = ++plan.looks
  const first = stop * model.nearCount
  const last = first + Math.min(nearby.stops, model.nearCount)
  let count = 0
  for (let rank = first + 1; rank < last; rank++) {
    const slot = slotOf[model.near[rank]!]!
    if (slot < 0 || lookedIn[slot] === look) continue
    lookedIn[slot] = look
    looked[count++] = slot
  }
  return count
}
