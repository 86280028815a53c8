import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadSolver } from '../linear/index.ts'
import {
  aloneCosts,
  compareKeys,
  costGame,
  equalProfit,
  isInCore,
  leastCore,
  membersOf,
  proportional,
  shapley,
  SharingFault,
  worstObjection,
} from './index.ts'
import type { CostGame } from './index.ts'

const solver = await loadSolver()

/** Costs drawn at random, nothing assumed of them. */
const anyGame = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .chain((n) =>
      fc
        .array(fc.integer({ min: 0, max: 1000 }), { minLength: 2 ** n, maxLength: 2 ** n })
        .map((costs) => costGame(n, (coalition) => costs[coalition] ?? 0)),
    )

/** Roads of a price, each needed by some firms; a coalition pays for the roads any of its members needs. Submodular. */
const roadGame = (most: number) =>
  fc.integer({ min: 2, max: most }).chain((n) =>
    fc
      .array(fc.tuple(fc.integer({ min: 1, max: 2 ** n - 1 }), fc.integer({ min: 1, max: 100 })), {
        minLength: 1,
        maxLength: 12,
      })
      .map((roads) =>
        costGame(n, (coalition) =>
          roads.reduce((sum, [users, price]) => sum + ((users & coalition) === 0 ? 0 : price), 0),
        ),
      ),
  )

const whole = (game: CostGame) => game.cost(2 ** game.firms - 1)
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0)

function permutations(items: number[]): number[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]))
}

/** The definition, word for word: every order, every arrival. */
function byDefinition(game: CostGame): number[] {
  const orders = permutations(Array.from({ length: game.firms }, (_, i) => i))
  const shares = Array.from({ length: game.firms }, () => 0)
  for (const order of orders) {
    let coalition = 0
    for (const firm of order) {
      const before = game.cost(coalition)
      coalition |= 1 << firm
      shares[firm] = (shares[firm] ?? 0) + (game.cost(coalition) - before) / orders.length
    }
  }
  return shares
}

describe('the Shapley value', () => {
  test('is the mean over all orders of arrival', () => {
    fc.assert(
      fc.property(anyGame(6), (game) => {
        const { shares } = shapley(game)
        byDefinition(game).forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 7))
      }),
      { numRuns: 60 },
    )
  })

  test('shares the runways of an airport as Littlechild and Owen found: each length among those who need it', () => {
    const lengths = [1, 1, 3, 6, 10]
    const airport = costGame(5, (coalition) => Math.max(...membersOf(coalition).map((i) => lengths[i] ?? 0)))
    const expected = [1 / 5, 1 / 5, 1 / 5 + 2 / 3, 1 / 5 + 2 / 3 + 3 / 2, 1 / 5 + 2 / 3 + 3 / 2 + 4]
    shapley(airport).shares.forEach((share, i) => expect(share).toBeCloseTo(expected[i] ?? 0, 12))
  })

  test('adds up to the whole; whoever adds nothing pays nothing; equals pay the same', () => {
    fc.assert(
      fc.property(anyGame(8), (game) => {
        expect(sum(shapley(game).shares)).toBeCloseTo(whole(game), 6)
      }),
    )
    fc.assert(
      fc.property(anyGame(6), (game) => {
        const [idle, twin] = [game.firms, game.firms - 1]
        const withIdle = costGame(game.firms + 1, (coalition) => game.cost(coalition & (2 ** game.firms - 1)))
        expect(shapley(withIdle).shares[idle]).toBeCloseTo(0, 7)
        // A copy that can stand in for the last firm.
        const merged = (coalition: number) =>
          (coalition & (2 ** game.firms - 1)) | (coalition >>> game.firms === 0 ? 0 : 1 << twin)
        const withTwin = shapley(costGame(game.firms + 1, (coalition) => game.cost(merged(coalition)))).shares
        expect(withTwin[idle]).toBeCloseTo(withTwin[twin] ?? NaN, 7)
      }),
    )
  })

  test('sampled beyond ten firms: whole to the last, and within four standard errors of what is exact', () => {
    const needs = Array.from({ length: 12 }, (_, i) => 5 + ((i * 7) % 12))
    // An airport again, whose value is known in closed form.
    const game = costGame(12, (coalition) => Math.max(...membersOf(coalition).map((i) => needs[i] ?? 0)))
    const sorted = needs.toSorted((a, b) => a - b)
    const exact = needs.map((need) =>
      sorted.reduce(
        (share, length, i) => (length <= need ? share + (length - (sorted[i - 1] ?? 0)) / (12 - i) : share),
        0,
      ),
    )
    const { shares, standardErrors, samples } = shapley(game, { samples: 8000, seed: 3 })
    expect(samples).toBe(8000)
    expect(sum(shares)).toBeCloseTo(whole(game), 7)
    for (const [i, share] of shares.entries())
      expect(Math.abs(share - (exact[i] ?? 0))).toBeLessThan(4 * (standardErrors[i] ?? 0) + 1e-9)
    expect(shapley(game, { samples: 8000, seed: 3 }).shares).toEqual(shares)
  })

  test('lies in the core where costs are submodular (Shapley 1971)', () => {
    fc.assert(
      fc.property(roadGame(8), (game) => {
        expect(isInCore(game, shapley(game).shares)).toBe(true)
      }),
    )
  })
})

describe('the core', () => {
  test('three firms where any two could do it cheaper: empty, and the least core takes one from each pair', () => {
    const cost = [0, 3, 3, 4, 3, 4, 4, 7.5]
    const game = costGame(3, (coalition) => cost[coalition] ?? 0)
    const least = leastCore(game, solver)
    expect(least.coreIsEmpty).toBe(true)
    expect(least.epsilon).toBeCloseTo(1, 7)
    least.shares.forEach((share) => expect(share).toBeCloseTo(2.5, 6))
    expect(isInCore(game, least.shares)).toBe(false)
    expect(worstObjection(game, least.shares).excess).toBeCloseTo(1, 6)
  })

  test('the largest complaint is epsilon, and no shares have a smaller one', () => {
    fc.assert(
      fc.property(
        anyGame(6),
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 6 }),
        (game, shifts) => {
          fc.pre(game.firms > 1)
          const { shares, epsilon } = leastCore(game, solver)
          expect(sum(shares)).toBeCloseTo(whole(game), 5)
          expect(worstObjection(game, shares).excess).toBeCloseTo(epsilon, 4)
          const meanShift = sum(shifts.slice(0, game.firms)) / game.firms
          const other = shares.map((share, i) => share + (shifts[i] ?? 0) - meanShift)
          expect(worstObjection(game, other).excess).toBeGreaterThanOrEqual(epsilon - 1e-4)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('equal profit lies in the core where there is one, and no core shares have closer relative savings', () => {
    const spreadOf = (game: CostGame, shares: ArrayLike<number>) => {
      const alone = aloneCosts(game)
      const relative = Array.from(alone, (cost, i) => 1 - (shares[i] ?? 0) / cost)
      return Math.max(...relative) - Math.min(...relative)
    }
    fc.assert(
      fc.property(roadGame(6), fc.double({ min: 0, max: 1, noNaN: true }), (game, part) => {
        fc.pre(aloneCosts(game).every((cost) => cost > 0))
        const shares = equalProfit(game, solver)
        expect(isInCore(game, shares)).toBe(true)
        const value = shapley(game).shares
        const between = shares.map((share, i) => share + part * ((value[i] ?? 0) - share))
        expect(spreadOf(game, between)).toBeGreaterThanOrEqual(spreadOf(game, shares) - 1e-6)
      }),
      { numRuns: 60 },
    )
  })
})

describe('keys side by side', () => {
  test('add up to the whole, tell each firm alone against shared, and recommend with a reason', () => {
    fc.assert(
      fc.property(anyGame(6), (game) => {
        const compared = compareKeys(game, solver)
        for (const { shares, savings, inCore } of compared.keys) {
          expect(sum(shares)).toBeCloseTo(whole(game), 4)
          savings.forEach((saving, i) => expect(saving + (shares[i] ?? 0)).toBeCloseTo(compared.alone[i] ?? NaN, 6))
          if (compared.core.isEmpty) expect(inCore).toBe(false)
        }
        const taken = compared.keys.find((one) => one.key === compared.recommended)
        expect(taken?.inCore).toBe(!compared.core.isEmpty)
      }),
      { numRuns: 60 },
    )
  })

  test('no key keeps everyone where two alone do better than their part of three', () => {
    const cost = [0, 100, 100, 190, 100, 150, 150, 290]
    const game = costGame(3, (coalition) => cost[coalition] ?? 0)
    const compared = compareKeys(game, solver, { weights: { parcels: [10, 10, 80] } })
    expect(compared.keys.map((one) => one.key)).toEqual(['shapley', 'equal_profit', 'least_core', 'alone', 'parcels'])
    expect(compared.keys.at(-1)?.shares).toEqual(Float64Array.of(29, 29, 232))
    expect([compared.recommended, compared.reason]).toEqual(['equal_profit', 'core_empty'])
  })

  test('where Shapley drives a pair out and the core still holds something, equal profit is taken', () => {
    const cost = [0, 60, 60, 60, 60, 90, 90, 110]
    const compared = compareKeys(
      costGame(3, (coalition) => cost[coalition] ?? 0),
      solver,
    )
    expect([compared.recommended, compared.reason]).toEqual(['equal_profit', 'core_missed'])
    expect(compared.keys.map((one) => one.inCore).slice(0, 3)).toEqual([false, true, true])
  })

  test('one firm pays what it costs', () => {
    const compared = compareKeys(
      costGame(1, () => 70),
      solver,
    )
    for (const { shares, inCore } of compared.keys) expect([[...shares], inCore]).toEqual([[70], true])
  })
})

describe('bad input', () => {
  const code = (work: () => unknown) => {
    try {
      work()
      return 'taken'
    } catch (error) {
      return error instanceof SharingFault ? error.code : error
    }
  }

  test('is refused by its own fault', () => {
    const three = costGame(3, () => 1)
    expect(code(() => costGame(0, () => 1))).toBe('no_firms')
    expect(code(() => costGame(2.5, () => 1))).toBe('no_firms')
    expect(code(() => costGame(31, () => 1))).toBe('too_many_firms')
    for (const bad of [NaN, -1, Infinity, '7' as never])
      expect(code(() => shapley(costGame(3, () => bad)))).toBe('bad_cost')
    expect(
      code(() =>
        shapley(
          costGame(12, () => 1),
          { samples: 3 },
        ),
      ),
    ).toBe('bad_samples')
    expect(code(() => proportional(three, [1, 2]))).toBe('bad_weights')
    expect(code(() => proportional(three, [0, 0, 0]))).toBe('bad_weights')
    expect(code(() => proportional(three, [1, NaN, 1]))).toBe('bad_weights')
    expect(code(() => worstObjection(three, [1]))).toBe('bad_shares')
    expect(
      code(() =>
        leastCore(
          costGame(21, () => 1),
          solver,
        ),
      ),
    ).toBe('too_many_firms')
    expect(
      code(() =>
        compareKeys(
          costGame(21, () => 1),
          solver,
        ),
      ),
    ).toBe('too_many_firms')
  })
})
