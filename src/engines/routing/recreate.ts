import type { Core } from './core.ts'
import type { Gap } from './gap.ts'
import { sortLeft } from './order.ts'
import type { Orders } from './order.ts'
import { lookAtRoomy } from './nearby.ts'
import { insertStop } from './plan.ts'
import type { Plan } from './plan.ts'
import type { Blinks, Random } from './random.ts'

/** Share of iterations in which optional stops are put in beyond what they bring. */
const GENEROUS = 0.2

/** After so many stops it is asked whether there is time for more: only the first plan of a large problem is that long. */
const ASKED = 32

/**
 * Puts back what was left out, one after the other, each where it is cheapest; what fits nowhere, or costs more than it brings, stays out.
 * Given up, the plan half done, once it costs `limit` without what is still to be put back: a way about never shortens a route.
 */
export function recreate(
  plan: Plan,
  core: Core,
  orders: Orders,
  random: Random,
  blinks: Blinks,
  gap: Gap,
  limit: number,
  enough: () => boolean,
): void {
  const { model, left } = plan
  const count = plan.leftCount
  plan.worth = model.optional && random.share() < GENEROUS ? 1 + 4 * random.share() : 1
  sortLeft(left, count, orders, random)
  lookAtRoomy(plan)
  let stillLeft = 0
  let late = false
  let waiting = 0
  for (let k = 0; k < count; k++) waiting += model.penalty[left[k]!]!
  for (let k = 0; k < count; k++) {
    const stop = left[k]!
    if (plan.slotOf[stop] !== -1) continue
    const mate = model.mate[stop]!
    // A delivery goes in with its pickup.
    if (mate !== -1 && model.pickup[stop] === 0) {
      left[stillLeft++] = stop
      continue
    }
    if (k % ASKED === ASKED - 1) late ||= enough()
    if (!late) core.find(plan, stop, gap, blinks)
    waiting -= model.penalty[stop]! + (mate === -1 ? 0 : model.penalty[mate]!)
    if (late || gap.slot === -1) left[stillLeft++] = stop
    else {
      if (mate !== -1) insertStop(plan, mate, gap.slot, gap.deliverAt)
      insertStop(plan, stop, gap.slot, gap.at)
      core.refresh(plan, gap.slot)
    }
    if (plan.cost - waiting >= limit) return
  }
  plan.leftCount = stillLeft
  if (model.kind === 'pairs' || model.kind === 'rich') dropPlaced(plan)
}

/** A delivery looked at before its pickup is listed as left though it was placed with it. */
function dropPlaced(plan: Plan): void {
  let count = 0
  for (let k = 0; k < plan.leftCount; k++) {
    const stop = plan.left[k]!
    if (plan.slotOf[stop] === -1) plan.left[count++] = stop
  }
  plan.leftCount = count
}
