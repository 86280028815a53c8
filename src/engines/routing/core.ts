import type { Gap } from './gap.ts'
import { findLoadGap } from './gaps-load.ts'
import { findPairGap } from './gaps-pairs.ts'
import { richCore } from './gaps-rich.ts'
import { findWindowGap } from './gaps-windows.ts'
import type { Plan } from './plan.ts'
import { refreshLoads, refreshTimes } from './refresh.ts'
import type { Blinks } from './random.ts'

/** What differs between kinds of model. */
export type Core = {
  /** The best gap for a stop; for a pickup the best pair of gaps. */
  find: (plan: Plan, stop: number, gap: Gap, blinks: Blinks) => void
  /** Works out again what depends on a route that has changed. */
  refresh: (plan: Plan, slot: number) => void
  /** Whether a route still keeps its times: leaving out a stop may make a way longer where distances are not those of a plane. */
  sound: (plan: Plan, slot: number) => boolean
  /** Cost of one slot, from its route alone. */
  costOf: (plan: Plan, slot: number) => number
}

/** Rounding error that is not taken for a breach. */
const OVER = 1e-6

const load: Core = {
  find: findLoadGap,
  refresh: () => {},
  sound: (plan, slot) => plan.length[slot]! + plan.serving[slot]! <= typeOf(plan, slot).lengthMax + OVER,
  costOf: (plan, slot) => (plan.size[slot] === 0 ? 0 : plan.length[slot]! + typeOf(plan, slot).fixed),
}

const windows: Core = {
  find: findWindowGap,
  refresh: refreshTimes,
  sound: isInTime,
  costOf: load.costOf,
}

const pairs: Core = {
  ...windows,
  find: findPairGap,
  refresh: (plan, slot) => {
    refreshTimes(plan, slot)
    refreshLoads(plan, slot)
  },
}

export function coreOf(plan: Plan): Core {
  if (plan.model.kind === 'rich') return richCore(plan)
  return { load, windows, pairs }[plan.model.kind]
}

const typeOf = ({ model }: Plan, slot: number) => model.types[model.typeOf[slot]!]!

function isInTime({ model, seq, departure, latest, stride }: Plan, slot: number): boolean {
  const base = slot * stride
  const drive = model.time[seq[base]! * model.nodes + seq[base + 1]!]!
  return departure[base]! + drive <= latest[base + 1]! + OVER
}
