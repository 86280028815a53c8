import type { Plan } from './plan.ts'

/** With fewer routes than this all are looked at; with more, those that hold one of so many stops nearest to where the plan was torn. */
export const nearby = { routes: 30, stops: 40 }

/**
 * Lists in `plan.looked`, once for an iteration, the slots that may take what was taken out around `centre`: near to it, and with
 * room for the lightest. Most routes are full, so few are left. Every route in use is looked at from no centre (-1), and where
 * something was left out before, which may belong anywhere.
 */
export function lookAround(plan: Plan, centre: number): void {
  const { model, active, activeCount } = plan
  const least = lightest(plan)
  plan.lookedCount = 0
  if (centre === -1 || plan.kept.leftCount > 0 || activeCount <= nearby.routes) {
    for (let k = 0; k < activeCount; k++) look(plan, active[k]!, least)
    return
  }
  plan.looks++
  const first = centre * model.nearCount
  const last = first + Math.min(nearby.stops, model.nearCount)
  for (let rank = first; rank < last; rank++) {
    const slot = plan.slotOf[model.near[rank]!]!
    if (slot < 0 || plan.lookedIn[slot] === plan.looks) continue
    plan.lookedIn[slot] = plan.looks
    look(plan, slot, least)
  }
}

function look(plan: Plan, slot: number, least: number): void {
  if (plan.room[slot]! >= least) plan.looked[plan.lookedCount++] = slot
}

/** The least that one of the stops left out asks for. */
function lightest({ model, left, leftCount }: Plan): number {
  let least = Infinity
  for (let k = 0; k < leftCount; k++) least = Math.min(least, model.demand[left[k]!]!)
  return least
}
