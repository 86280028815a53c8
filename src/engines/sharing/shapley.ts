import { alone, everyone, SharingFault } from './game.ts'
import type { CostGame, Shares } from './game.ts'
import { objectOf } from '../shape/index.ts'
import { randomFrom } from './random.ts'

/** Up to here the value is computed from every coalition; beyond, orders are sampled. */
export const FIRMS_EXACT_MAX = 10

export type Shapley = {
  shares: Shares
  /** Standard error of each share; zero where the value is exact. */
  standardErrors: Float64Array
  /** Orders of arrival looked at; 0 where the value is exact. */
  samples: number
}

/**
 * The Shapley value (Shapley 1953): what a firm adds to the cost, averaged over all orders in which the firms could have
 * come together. Exact up to ten firms, sampled beyond (Castro, Gómez, Tejada 2009) with each order also taken
 * backwards, which halves the error where costs are concave. Refuses: bad_samples.
 */
export function shapley(game: CostGame, sampling: { samples?: number; seed?: number } = {}): Shapley {
  if (game.firms <= FIRMS_EXACT_MAX) return exact(game)
  if (objectOf({})(sampling, '') !== null) throw new SharingFault('bad_samples', 'samples and a seed are expected')
  const { samples = 20_000, seed = 1 } = sampling
  if (!Number.isSafeInteger(seed)) throw new SharingFault('bad_samples', 'the seed is no whole number')
  return sampled(game, samples, seed)
}

function exact(game: CostGame): Shapley {
  const n = game.firms
  // How often a coalition of this size stands before a given firm, as a part of all orders.
  const weights = Float64Array.from({ length: n }, (_, size) => 1 / (n * choose(n - 1, size)))
  const shares = new Float64Array(n)
  for (let coalition = 0; coalition < everyone(game); coalition += 1) {
    const weight = weights[sizeOf(coalition)] ?? 0
    const before = game.cost(coalition)
    for (let firm = 0; firm < n; firm += 1) {
      const bit = alone(firm)
      if ((coalition & bit) === 0) shares[firm] = (shares[firm] ?? 0) + weight * (game.cost(coalition | bit) - before)
    }
  }
  return { shares, standardErrors: new Float64Array(n), samples: 0 }
}

function sizeOf(coalition: number): number {
  let size = 0
  for (let rest = coalition; rest !== 0; rest &= rest - 1) size += 1
  return size
}

function choose(n: number, k: number): number {
  let ways = 1
  for (let i = 1; i <= k; i += 1) ways = (ways * (n - k + i)) / i
  return ways
}

const SAMPLES_MAX = 10_000_000

/** Welford's running mean and variance over pairs of an order and its reverse. */
function sampled(game: CostGame, samples: number, seed: number): Shapley {
  if (!Number.isInteger(samples) || samples < 4 || samples > SAMPLES_MAX)
    throw new SharingFault('bad_samples', `4 to ${SAMPLES_MAX} samples are needed`)
  const n = game.firms
  const random = randomFrom(seed)
  const pairs = Math.floor(samples / 2)
  const order = Int32Array.from({ length: n }, (_, firm) => firm)
  const [mean, squares] = [new Float64Array(n), new Float64Array(n)]
  for (let pair = 1; pair <= pairs; pair += 1) {
    shuffle(order, random)
    const added = new Float64Array(n)
    addMarginals(game, order, added)
    addMarginals(game, order.toReversed(), added)
    for (let firm = 0; firm < n; firm += 1) {
      const value = (added[firm] ?? 0) / 2
      const off = value - (mean[firm] ?? 0)
      mean[firm] = (mean[firm] ?? 0) + off / pair
      squares[firm] = (squares[firm] ?? 0) + off * (value - (mean[firm] ?? 0))
    }
  }
  return {
    shares: mean,
    standardErrors: squares.map((sum) => Math.sqrt(sum / (pairs - 1) / pairs)),
    samples: pairs * 2,
  }
}

/** Fisher and Yates. */
function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = kept
  }
}

function addMarginals(game: CostGame, order: Int32Array, added: Float64Array): void {
  let coalition = 0
  for (const firm of order) {
    const before = game.cost(coalition)
    coalition |= alone(firm)
    added[firm] = (added[firm] ?? 0) + game.cost(coalition) - before
  }
}
