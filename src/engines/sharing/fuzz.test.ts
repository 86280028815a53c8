import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadSolver } from '../linear/index.ts'
import { bent } from '../shape/bent.fake.ts'
import { compareKeys, costGame, isInCore, proportional, shapley, SharingFault, worstObjection } from './index.ts'

const solver = await loadSolver()

const survives = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(SharingFault)
  }
  return true
}

test('no firms, costs, weights or shares, however bad, throw anything but the own fault', () => {
  const asked = bent(3, [0, 5, 6, 7, 8, 9, 9, 10], [1, 2, 3], { samples: 10, seed: 1 })
  fc.assert(
    fc.property(asked, ([firms, costs, list, sampling]) => {
      const game = () => costGame(firms, (coalition) => (costs as number[] | null)?.[coalition] as never)
      expect(survives(() => compareKeys(game(), solver, { weights: { own: list } }))).toBe(true)
      expect(survives(() => proportional(game(), list))).toBe(true)
      expect(survives(() => [worstObjection(game(), list), isInCore(game(), list)])).toBe(true)
      expect(survives(() => shapley(game(), sampling))).toBe(true)
      survives(() =>
        shapley(
          costGame(11, () => 1),
          sampling,
        ),
      )
    }),
    { numRuns: 300 },
  )
}, 60_000)

test('costs of any size are shared or refused, and what is shared adds up', () => {
  const cost = fc.oneof(fc.double({ min: 0, noNaN: true }), fc.constantFrom(0, 5e-324, 1e-9, 1, 1e15, 1e16, Infinity))
  fc.assert(
    fc.property(fc.array(cost, { minLength: 8, maxLength: 8 }), (costs) =>
      survives(() => {
        const { keys, wholeCost } = compareKeys(
          costGame(3, (coalition) => costs[coalition]!),
          solver,
        )
        for (const { shares } of keys)
          expect(Math.abs(shares.reduce((a, b) => a + b, 0) - wholeCost)).toBeLessThanOrEqual(
            1e-6 * Math.max(1, ...costs),
          )
      }),
    ),
    { numRuns: 300 },
  )
}, 60_000)
