import type { Plan } from './plan.ts'

/** With fewer routes than this all are looked at; with more, those that hold one of so many nearest stops. */
export const nearby = { routes: 30, stops: 40 }

/** Lists in `plan.looked`, once for an iteration, the slots with room for the lightest of what was taken out: most routes are full. */
export function lookAtRoomy(plan: Plan): void {
  const { model, active, activeCount, looked, room, left } = plan
  plan.lookedCount = 0
  if (activeCount > nearby.routes) return
  let least = Infinity
  for (let k = 0; k < plan.leftCount; k++) least = Math.min(least, model.demand[left[k]!]!)
  for (let k = 0; k < activeCount; k++) if (room[active[k]!]! >= least) looked[plan.lookedCount++] = active[k]!
}

/** Where there are many routes, lists those near to a stop instead; returns how many slots are listed. */
export function lookNear(plan: Plan, stop: number): number {
  const { model, activeCount, looked, lookedIn, slotOf } = plan
  if (activeCount <= nearby.routes) return plan.lookedCount
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
