import type { Solver } from '../linear/index.ts'
import { numbers } from '../shape/index.ts'
import { equalProfit, leastCore, worstObjection } from './core.ts'
import type { Objection } from './core.ts'
import { aloneCosts, everyone, FIRMS_ENUMERATED_MAX, SharingFault, slackOf } from './game.ts'
import type { CostGame, Shares } from './game.ts'
import { shapley } from './shapley.ts'
import type { Shapley } from './shapley.ts'

/** Shares in proportion to what each firm brings: parcels, weight, distance, its cost alone. Refuses: bad_weights. */
export function proportional(game: CostGame, weights: ArrayLike<number>): Shares {
  if (numbers(weights, '') !== null) throw new SharingFault('bad_weights', 'weights are numbers')
  const given = Float64Array.from(weights)
  const sum = given.reduce((a, b) => a + b, 0)
  if (given.length !== game.firms || given.some((w) => !(w >= 0)) || !(sum > 0) || sum === Infinity)
    throw new SharingFault('bad_weights', `weights must be ${game.firms} numbers of at least 0, not all 0`)
  const whole = game.cost(everyone(game))
  return given.map((w) => (w / sum) * whole)
}

/** One way of sharing, judged. */
export type Judged = {
  key: string
  shares: Shares
  /** Alone less shared, firm by firm; negative for a firm that pays for the others' gain. */
  savings: Float64Array
  inCore: boolean
  /** The coalition with most to complain of. */
  objection: Objection
}

export type Comparison = {
  /** What each firm would pay by itself. */
  alone: Float64Array
  wholeCost: number
  keys: Judged[]
  /** Standard errors of the Shapley value where it was sampled. */
  shapley: Pick<Shapley, 'standardErrors' | 'samples'>
  core: { isEmpty: boolean; epsilon: number }
  recommended: 'shapley' | 'equal_profit'
  /** `shapley_in_core`: nobody gains by leaving, and each pays what it adds on average. `core_missed`: only the other key keeps everyone. `core_empty`: no key keeps everyone; this one makes the largest complaint smallest. */
  reason: 'shapley_in_core' | 'core_missed' | 'core_empty'
}

/**
 * Every key beside every firm's cost alone, and the one to take: Shapley where it lies in the core, else equal profit.
 * `weights` adds proportional keys by name. Refuses: too_many_firms (the core needs every coalition), bad_weights, bad_cost, unsolved.
 */
export function compareKeys(
  game: CostGame,
  solver: Solver,
  options: { weights?: Readonly<Record<string, ArrayLike<number>>>; samples?: number; seed?: number } = {},
): Comparison {
  if (game.firms > FIRMS_ENUMERATED_MAX)
    throw new SharingFault('too_many_firms', `the core of ${game.firms} firms cannot be looked at whole`)
  const alone = aloneCosts(game)
  const value = shapley(game, options)
  const least = leastCore(game, solver)
  const own = alone.some((cost) => cost > 0) ? { alone: proportional(game, alone) } : {}
  const named = Object.entries(options.weights ?? {}).map(
    ([key, weights]) => [key, proportional(game, weights)] as const,
  )
  const keys = [
    ['shapley', value.shares] as const,
    ['equal_profit', equalProfit(game, solver, least)] as const,
    ['least_core', least.shares] as const,
    ...Object.entries(own),
    ...named,
  ].map(([key, shares]) => judged(game, alone, key, shares))
  const shapleyInCore = keys[0]?.inCore ?? false
  return {
    alone,
    wholeCost: game.cost(everyone(game)),
    keys,
    shapley: { standardErrors: value.standardErrors, samples: value.samples },
    core: { isEmpty: least.coreIsEmpty, epsilon: least.epsilon },
    recommended: shapleyInCore ? 'shapley' : 'equal_profit',
    reason: shapleyInCore ? 'shapley_in_core' : least.coreIsEmpty ? 'core_empty' : 'core_missed',
  }
}

function judged(game: CostGame, alone: Float64Array, key: string, shares: Shares): Judged {
  const objection = worstObjection(game, shares)
  return {
    key,
    shares,
    savings: alone.map((cost, firm) => cost - (shares[firm] ?? 0)),
    inCore: objection.excess <= slackOf(game),
    objection,
  }
}
