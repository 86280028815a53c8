import type { Core } from './core.ts'
import { emptyDay, firstTrip, layOut } from './day.ts'
import type { Fleet } from './fleet.ts'
import { emptyFleet, refreshVehicle, UNDRIVABLE } from './fleet.ts'
import type { Gap } from './gap.ts'
import { judgeDay } from './judge.ts'
import type { VehicleType } from './model.ts'
import type { Plan } from './plan.ts'
import type { Blinks } from './random.ts'
import { LATE } from './windows.ts'

/** Of the gaps of one trip so many are judged, and so many of those that can be driven. */
const TRIED = 12
const DRIVEN = 4

/** The most promising gaps of a trip by the way alone, the best first. */
type Promising = {
  count: number
  cost: Float64Array
  /** What the gap costs at least, however much of the detour is time that would have been waited. */
  least: Float64Array
  at: Int32Array
  deliverAt: Int32Array
}

/** One question for the best gap: the stop, its delivery where both halves are to be placed, the best so far, and one on trial. */
type Ask = {
  plan: Plan
  fleet: Fleet
  stop: number
  mate: number
  gap: Gap
  trial: Gap
  promising: Promising
  blinks: Blinks
  idle: number
}

/** The search for gaps where everything counts: constant-time questions first, then the whole day is judged. */
export function richCore(plan: Plan): Core {
  const fleet = emptyFleet(plan, emptyDay(plan.model))
  const nowhere: Gap = { slot: -1, at: 0, deliverAt: 0, cost: 0 }
  const promising = {
    count: 0,
    cost: new Float64Array(TRIED),
    least: new Float64Array(TRIED),
    at: new Int32Array(TRIED),
    deliverAt: new Int32Array(TRIED),
  }
  const ask: Ask = {
    plan,
    fleet,
    stop: 0,
    mate: -1,
    gap: nowhere,
    trial: { ...nowhere },
    promising,
    blinks: null!,
    idle: 0,
  }
  return {
    find(_, stop, gap, blinks) {
      ask.stop = stop
      ask.gap = gap
      ask.blinks = blinks
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

/** Lists the most promising gaps of one trip, after what is locked, and judges them. */
function searchSlot(ask: Ask, slot: number): void {
  const { plan, stop, mate, promising } = ask
  const { model, seq, departure, latest } = plan
  if (!loadMayFit(ask, slot)) return
  const type = model.types[model.typeOf[slot]!]!
  const { nodes: width } = model
  const { time } = type
  const base = slot * plan.stride
  const size = plan.size[slot]!
  const due = model.due[stop]! + LATE
  promising.count = 0
  for (let i = 1 + (slot === type.firstSlot ? type.locked : 0); i <= size + 1; i++) {
    const before = seq[base + i - 1]!
    const after = seq[base + i]!
    if (departure[base + i - 1]! > due) break
    const arrives = departure[base + i - 1]! + time[before * width + stop]! * type.slowness
    if (arrives > due) continue
    const leaves = Math.max(arrives, model.ready[stop]!) + model.service[stop]!
    if (size > 0 && leaves + time[stop * width + after]! * type.slowness > latest[base + i]! + LATE) continue
    if (mate === -1) list(promising, i, i, detour(ask, type, before, stop, after), ask.idle)
    else for (let j = i; j <= size + 1; j++) list(promising, i, j, pairDetour(ask, type, base, i, j), ask.idle)
  }
  judgePromising(ask, slot)
}

/**
 * What the way costs more, in distance, driving and time at work, if nothing is spent on waiting. `ask.idle` becomes the part of
 * it that costs nothing where all of it was waited before: the time longer at work, and a setup that is spared behind it.
 */
function detour(ask: Ask, type: VehicleType, before: number, stop: number, after: number): number {
  const { nodes: width, stops, setup } = ask.plan.model
  const { distance, time, way } = type
  const into = before * width + stop
  const out = stop * width + after
  const past = before * width + after
  const dearer = way === null ? 0 : way[into]! + way[out]! - way[past]!
  const longer = distance[into]! + distance[out]! - distance[past]!
  const slower = (time[into]! + time[out]! - time[past]!) * type.slowness
  ask.idle = type.perTime * (Math.max(0, slower) + (after < stops ? setup[after]! : 0))
  return dearer + type.perDistance * longer + (type.perDriving + type.perTime) * slower
}

function pairDetour(ask: Ask, type: VehicleType, base: number, i: number, j: number): number {
  const { stop, mate } = ask
  const { seq } = ask.plan
  const before = seq[base + i - 1]!
  const first = detour(ask, type, before, stop, i < j ? seq[base + i]! : mate)
  const { idle } = ask
  const second = detour(ask, type, i < j ? seq[base + j - 1]! : before, mate, seq[base + j]!)
  ask.idle += idle
  return first + second
}

/** Keeps a gap if it is among the most promising. */
function list(promising: Promising, at: number, deliverAt: number, cost: number, idle: number): void {
  let k = promising.count
  if (k === TRIED && cost >= promising.cost[k - 1]!) return
  if (k < TRIED) promising.count++
  else k--
  while (k > 0 && promising.cost[k - 1]! > cost) {
    promising.cost[k] = promising.cost[k - 1]!
    promising.least[k] = promising.least[k - 1]!
    promising.at[k] = promising.at[k - 1]!
    promising.deliverAt[k] = promising.deliverAt[k - 1]!
    k--
  }
  promising.cost[k] = cost
  promising.least[k] = cost - idle
  promising.at[k] = at
  promising.deliverAt[k] = deliverAt
}

/** Judges the listed gaps, the most promising first, until enough of them could be driven. */
function judgePromising(ask: Ask, slot: number): void {
  const { promising, gap } = ask
  let driven = 0
  for (let k = 0; k < promising.count && driven < DRIVEN; k++)
    // Judging a day takes long: not for what cannot become the best.
    if (promising.least[k]! < gap.cost && tryGap(ask, slot, promising.at[k]!, promising.deliverAt[k]!)) driven++
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

/** Judges the day with the stop in a gap, and keeps the gap if it is the best so far. True when the day can be driven. */
function tryGap(ask: Ask, slot: number, at: number, deliverAt: number): boolean {
  const { plan, fleet, gap, trial } = ask
  const first = firstTrip(plan.model, slot)
  trial.slot = slot
  trial.at = at
  trial.deliverAt = deliverAt
  const stops = layOut(plan, fleet.day, first, trial, ask.stop, ask.mate)
  const cost = judgeDay(plan.model, fleet.day, stops, false) - fleet.dayCost[first]!
  if (cost < gap.cost && !ask.blinks.next()) {
    gap.slot = slot
    gap.at = at
    gap.deliverAt = deliverAt
    gap.cost = cost
  }
  return cost < Infinity
}
