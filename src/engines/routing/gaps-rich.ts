import type { Core } from './core.ts'
import { emptyDay, firstTrip, layOut } from './day.ts'
import type { Fleet } from './fleet.ts'
import { emptyFleet, refreshVehicle, UNDRIVABLE } from './fleet.ts'
import type { Gap } from './gap.ts'
import { judgeDay } from './judge.ts'
import type { Plan } from './plan.ts'
import type { Random } from './random.ts'
import { LATE } from './windows.ts'

/** One question for the best gap: the stop, its delivery where both halves are to be placed, the best so far, and one on trial. */
type Ask = {
  plan: Plan
  fleet: Fleet
  stop: number
  mate: number
  gap: Gap
  trial: Gap
  random: Random
  blink: number
}

/** The search for gaps where everything counts: constant-time questions first, then the whole day is judged. */
export function richCore(plan: Plan): Core {
  const fleet = emptyFleet(plan, emptyDay(plan.model))
  const nowhere: Gap = { slot: -1, at: 0, deliverAt: 0, cost: 0 }
  const ask: Ask = { plan, fleet, stop: 0, mate: -1, gap: nowhere, trial: { ...nowhere }, random: null!, blink: 0 }
  return {
    find(_, stop, gap, random, blink) {
      ask.stop = stop
      ask.gap = gap
      ask.random = random
      ask.blink = blink
      findRichGap(ask)
    },
    refresh: (_, slot) => refreshVehicle(plan, fleet, firstTrip(plan.model, slot)),
    sound: (_, slot) => fleet.dayCost[firstTrip(plan.model, slot)]! < UNDRIVABLE,
    costOf: (_, slot) => (slot === firstTrip(plan.model, slot) ? fleet.dayCost[slot]! : 0),
  }
}

function findRichGap(ask: Ask): void {
  const { plan, gap, stop } = ask
  const { model } = plan
  const mate = model.mate[stop]!
  gap.slot = -1
  gap.cost = plan.worth * model.penalty[stop]!
  ask.mate = -1
  if (mate !== -1) {
    ask.mate = mate
    gap.cost += plan.worth * model.penalty[mate]!
  }
  for (const [index, type] of model.types.entries()) {
    if (model.fits[index * model.stops + stop] === 0) continue
    if (mate !== -1 && model.fits[index * model.stops + mate] === 0) continue
    let unusedSeen = false
    for (let first = type.firstSlot; first < type.firstSlot + type.count; first += type.trips) {
      const unused = isUnused(plan, first, type.trips)
      // Vehicles alike that stand unused are one and the same, but for a stop that was told one of them.
      if (unused && unusedSeen && model.home[stop] !== first) continue
      unusedSeen ||= unused
      searchVehicle(ask, first, type.trips)
    }
  }
}

function isUnused(plan: Plan, first: number, trips: number): boolean {
  for (let slot = first; slot < first + trips; slot++) if (plan.size[slot]! > 0) return false
  return true
}

/** Every trip in use, and the first that is not. */
function searchVehicle(ask: Ask, first: number, trips: number): void {
  let emptySeen = false
  for (let slot = first; slot < first + trips; slot++) {
    const empty = ask.plan.size[slot] === 0
    if (!(empty && emptySeen)) searchSlot(ask, slot)
    emptySeen ||= empty
  }
}

/** Tries the gaps of one trip, after what is locked. */
function searchSlot(ask: Ask, slot: number): void {
  const { plan, stop, gap } = ask
  const { model, seq, departure, latest } = plan
  if (!loadMayFit(ask, slot)) return
  const type = model.types[model.typeOf[slot]!]!
  const { nodes: width, distance, time } = model
  const base = slot * plan.stride
  const size = plan.size[slot]!
  const lockedUntil = slot === type.firstSlot ? type.locked : 0
  for (let i = 1 + lockedUntil; i <= size + 1; i++) {
    const before = seq[base + i - 1]!
    const after = seq[base + i]!
    const inTime = departure[base + i - 1]! + time[before * width + stop]! * type.slowness
    if (departure[base + i - 1]! > model.due[stop]! + LATE) return
    if (inTime > model.due[stop]! + LATE) continue
    const leaves = Math.max(inTime, model.ready[stop]!) + model.service[stop]!
    if (size > 0 && leaves + time[stop * width + after]! * type.slowness > latest[base + i]! + LATE) continue
    const detour =
      distance[before * width + stop]! + distance[stop * width + after]! - distance[before * width + after]!
    const driving = time[before * width + stop]! + time[stop * width + after]! - time[before * width + after]!
    const least = type.perDistance * detour + type.perDriving * type.slowness * driving
    if (size > 0 && least >= gap.cost) continue
    if (ask.mate === -1) tryGap(ask, slot, i, i)
    else for (let j = i; j <= size + 1; j++) tryGap(ask, slot, i, j)
  }
}

/** Whether the trip's own sums leave room: necessary, and told without walking it. */
function loadMayFit({ plan, fleet, stop, mate }: Ask, slot: number): boolean {
  const { model } = plan
  const { capacities } = model.types[model.typeOf[slot]!]!
  if (mate !== -1) return true
  for (let d = 0; d < capacities.length; d++) {
    const k = stop * capacities.length + d
    const brought = model.brought[k]!
    const room = capacities[d]! + 1e-7
    if (fleet.brought[slot * capacities.length + d]! + brought > room) return false
    if (fleet.taken[slot * capacities.length + d]! + model.change[k]! + brought > room) return false
  }
  return true
}

function tryGap(ask: Ask, slot: number, at: number, deliverAt: number): void {
  const { plan, fleet, gap, trial } = ask
  const first = firstTrip(plan.model, slot)
  trial.slot = slot
  trial.at = at
  trial.deliverAt = deliverAt
  const stops = layOut(plan, fleet.day, first, trial, ask.stop, ask.mate)
  const cost = judgeDay(plan.model, fleet.day, stops) - fleet.dayCost[first]!
  if (!(cost < gap.cost) || ask.random.share() < ask.blink) return
  gap.slot = slot
  gap.at = at
  gap.deliverAt = deliverAt
  gap.cost = cost
}
