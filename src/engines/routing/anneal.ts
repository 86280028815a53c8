import { coreOf } from './core.ts'
import type { Core } from './core.ts'
import type { Gap } from './gap.ts'
import type { Model, ModelKind } from './model.ts'
import { ordersOf } from './order.ts'
import { emptyPlan, keepPlan, restorePlan } from './plan.ts'
import type { Plan } from './plan.ts'
import { Blinks, Random } from './random.ts'
import { recreate } from './recreate.ts'
import { ruin, ruinSettings } from './ruin.ts'
import type { RuinSettings } from './ruin.ts'
import { layStart } from './start.ts'

/** The best plan so far: `stops` holds the routes of `slots` one after the other, `sizes` how long each is. */
export type Best = { cost: number; count: number; slots: Int32Array; sizes: Int32Array; stops: Int32Array }

export type Search = {
  plan: Plan
  best: Best
  iterations: number
  /** Runs some iterations; `done` is the share of the whole search that lies behind, 0 to 1. */
  run: (iterations: number, done: number) => void
}

/** `hot` and `cold` are the first and last temperature, in mean costs of a stop (where load is all that counts, of an edge). `blink` is the share of good places passed over. */
export type SearchSettings = RuinSettings & { blink: number; hot: number; cold: number }

/** Found by trial on the public instances: windows and shipments need more heat, to empty a whole route. */
export function settingsFor(kind: ModelKind): SearchSettings {
  const heat = kind === 'load' ? { hot: 0.8, cold: 0.025 } : { hot: 3, cold: 0.02 }
  return { ...ruinSettings, blink: 0.01, ...heat }
}

/** After so many iterations the cost is summed from the routes again. */
const COUNTED_ANEW = 2000

/**
 * A search from the published plan, or from a plan built stop by stop. The same seed and iterations give the same plan. `enough`
 * cuts short what takes longer than there is time for.
 */
export function startSearch(
  model: Model,
  seed: number,
  settings: SearchSettings = settingsFor(model.kind),
  enough: () => boolean = () => false,
): Search {
  const random = new Random(seed)
  const blinks = new Blinks(random, settings.blink)
  const plan = emptyPlan(model)
  const core = coreOf(plan)
  const orders = ordersOf(model)
  const gap: Gap = { slot: -1, at: 0, deliverAt: 0, cost: 0 }
  for (let slot = 0; slot < model.slots; slot++) core.refresh(plan, slot)
  layStart(plan, core)
  keepPlan(plan)
  recreate(plan, core, orders, random, new Blinks(random, 0), gap, Infinity, enough)
  const best = emptyBest(model)
  remember(plan, core, best)
  const unit = (plan.cost - penaltyOf(plan)) / Math.max(1, plan.served + (model.kind === 'load' ? plan.activeCount : 0))
  const search: Search = {
    plan,
    best,
    iterations: 0,
    run(iterations, done) {
      const heat = unit * settings.hot * (settings.cold / settings.hot) ** done
      if (search.iterations % COUNTED_ANEW === 0) plan.cost = costOf(plan, core)
      for (let k = 0; k < iterations; k++) {
        keepPlan(plan)
        const limit = plan.cost - heat * Math.log(random.share())
        ruin(plan, random, settings)
        for (let t = 0; t < plan.kept.touchedCount; t++) core.refresh(plan, plan.kept.touched[t]!)
        recreate(plan, core, orders, random, blinks, gap, limit, enough)
        if (plan.cost >= limit || !isSound(plan, core)) undo(plan, core)
        else if (plan.cost < best.cost - 1e-7) remember(plan, core, best)
      }
      search.iterations += iterations
    },
  }
  return search
}

function undo(plan: Plan, core: Core): void {
  restorePlan(plan)
  if (plan.model.kind !== 'rich') return
  for (let t = 0; t < plan.kept.touchedCount; t++) core.refresh(plan, plan.kept.touched[t]!)
  plan.cost = plan.kept.cost
}

function isSound(plan: Plan, core: Core): boolean {
  for (let t = 0; t < plan.kept.touchedCount; t++) {
    const slot = plan.kept.touched[t]!
    if (plan.size[slot]! > 0 && !core.sound(plan, slot)) return false
  }
  return true
}

/** The plan's cost from its routes, without the rounding that sums of differences gather. */
function costOf(plan: Plan, core: Core): number {
  let cost = penaltyOf(plan)
  for (let slot = 0; slot < plan.model.slots; slot++) cost += core.costOf(plan, slot)
  return cost
}

function penaltyOf(plan: Plan): number {
  let penalty = 0
  for (let k = 0; k < plan.leftCount; k++) penalty += plan.model.penalty[plan.left[k]!]!
  return penalty
}

function emptyBest(model: Model): Best {
  return {
    cost: Infinity,
    count: 0,
    slots: new Int32Array(model.slots),
    sizes: new Int32Array(model.slots),
    stops: new Int32Array(model.stops),
  }
}

function remember(plan: Plan, core: Core, best: Best): void {
  plan.cost = costOf(plan, core)
  best.cost = plan.cost
  best.count = plan.activeCount
  let write = 0
  for (let k = 0; k < plan.activeCount; k++) {
    const slot = plan.active[k]!
    const size = plan.size[slot]!
    best.slots[k] = slot
    best.sizes[k] = size
    const base = slot * plan.stride + 1
    for (let i = 0; i < size; i++) best.stops[write++] = plan.seq[base + i]!
  }
}
