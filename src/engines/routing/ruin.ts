import { compact, touch } from './plan.ts'
import type { Plan } from './plan.ts'
import type { Random } from './random.ts'

/** How hard an iteration shakes the plan; names and values as in Christiaens and Vanden Berghe (2020). */
export type RuinSettings = {
  /** Stops removed on average. */
  removedMean: number
  /** Longest string taken from one route. */
  stringMax: number
  /** Probability that a string keeps a part in its middle, and that this part grows by one more stop. */
  splitShare: number
  splitGrow: number
}

export const ruinSettings: RuinSettings = { removedMean: 10, stringMax: 10, splitShare: 0.5, splitGrow: 0.01 }

/** Removes strings of stops from routes near to each other. What is removed joins `plan.left`. */
export function ruin(plan: Plan, random: Random, settings: RuinSettings): void {
  const { model, slotOf, kept } = plan
  if (plan.activeCount === 0) return
  const stringMax = Math.min(settings.stringMax, plan.served / plan.activeCount)
  const stringsMax = (4 * settings.removedMean) / (1 + stringMax) - 1
  const strings = Math.floor(random.share() * stringsMax + 1)
  const seed = random.below(model.stops)
  const first = seed * model.nearCount
  for (let rank = 0; rank < model.nearCount && kept.touchedCount < strings; rank++) {
    const stop = model.near[first + rank]!
    const slot = slotOf[stop]!
    if (slot < 0 || kept.isTouched[slot] === 1) continue
    touch(plan, slot)
    const size = plan.size[slot]!
    const length = Math.floor(random.share() * Math.min(size, stringMax) + 1)
    if (length > 1 && length < size && random.share() < settings.splitShare)
      removeSplit(plan, random, stop, slot, length, settings.splitGrow)
    else removeString(plan, random, stop, slot, Math.min(length, size))
  }
  for (let k = 0; k < kept.touchedCount; k++) compact(plan, kept.touched[k]!)
}

function removeString(plan: Plan, random: Random, stop: number, slot: number, length: number): void {
  const base = slot * plan.stride
  const from = firstOf(plan, random, stop, slot, length)
  for (let i = from; i < from + length; i++) takeOut(plan, plan.seq[base + i]!)
}

/** Removes `length` stops around one, keeping some in a row between them. */
function removeSplit(plan: Plan, random: Random, stop: number, slot: number, length: number, splitGrow: number): void {
  const size = plan.size[slot]!
  let keep = 1
  while (length + keep < size && random.share() < splitGrow) keep++
  const base = slot * plan.stride
  const from = firstOf(plan, random, stop, slot, length + keep)
  const keptFrom = from + 1 + random.below(length - 1)
  for (let i = from; i < from + length + keep; i++)
    if (i < keptFrom || i >= keptFrom + keep) takeOut(plan, plan.seq[base + i]!)
}

/** Where a string of `length` that contains the stop begins, by lot. */
function firstOf(plan: Plan, random: Random, stop: number, slot: number, length: number): number {
  const at = plan.at[stop]!
  const lowest = Math.max(1, at - length + 1)
  const highest = Math.min(at, plan.size[slot]! - length + 1)
  return lowest + random.below(highest - lowest + 1)
}

/** Takes out a stop, and the other half of its shipment; what is locked stays. */
export function takeOut(plan: Plan, stop: number): void {
  const { model, slotOf } = plan
  if (slotOf[stop] === -1 || model.locked[stop] === 1) return
  slotOf[stop] = -1
  plan.left[plan.leftCount++] = stop
  plan.cost += model.penalty[stop]!
  const mate = model.mate[stop]!
  if (mate !== -1) takeOut(plan, mate)
}
