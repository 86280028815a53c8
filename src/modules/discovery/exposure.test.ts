import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FAIR_TURN_MAX, fairTurnPoints, gini, lorenz, totalOf } from './exposure.ts'

const seller = fc.record({
  organisationId: fc.uuid(),
  listings: fc.integer({ min: 1, max: 5000 }),
  shown: fc.integer({ min: 0, max: 1_000_000 }),
})
const sellers = fc.array(seller, { minLength: 1, maxLength: 40 })

describe('a fair turn', () => {
  test('gives points between none and the most, and none at the fair share or above', () => {
    fc.assert(
      fc.property(sellers, (all) => {
        const total = totalOf(all)
        for (const one of all) {
          const points = fairTurnPoints(one, total)
          expect(points).toBeGreaterThanOrEqual(0)
          expect(points).toBeLessThanOrEqual(FAIR_TURN_MAX)
          if (one.shown * total.listings >= total.shown * one.listings) expect(points).toBe(0)
        }
      }),
    )
  })

  test('never gives more points for more showings', () => {
    fc.assert(
      fc.property(seller, fc.nat(10_000), (one, more) => {
        const all = { listings: 10_000, shown: 5_000_000 }
        expect(fairTurnPoints({ ...one, shown: one.shown + more }, all)).toBeLessThanOrEqual(fairTurnPoints(one, all))
      }),
    )
  })

  test('an eighth of the share earns all, a start without showings earns nothing', () => {
    expect(fairTurnPoints({ organisationId: '', listings: 100, shown: 0 }, { listings: 1000, shown: 100_000 })).toBe(
      100,
    )
    expect(fairTurnPoints({ organisationId: '', listings: 100, shown: 0 }, { listings: 1000, shown: 0 })).toBe(0)
  })
})

describe('how even it is', () => {
  test('the curve rises from 0 to 1 below the diagonal, the coefficient lies between 0 and 1', () => {
    fc.assert(
      fc.property(sellers, (all) => {
        const curve = lorenz(all)
        expect(curve[0]).toEqual({ listings: 0, shown: 0 })
        expect(curve.at(-1)?.listings).toBeCloseTo(1)
        for (const point of curve) expect(point.shown).toBeLessThanOrEqual(point.listings + 1e-9)
        expect(gini(curve)).toBeGreaterThanOrEqual(0)
        expect(gini(curve)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('is 0 where every listing is shown alike, in whatever order sellers come', () => {
    fc.assert(
      fc.property(sellers, fc.integer({ min: 1, max: 50 }), (all, each) => {
        expect(gini(lorenz(all.map((one) => ({ ...one, shown: one.listings * each }))))).toBeCloseTo(0)
        expect(gini(lorenz(all.toReversed()))).toBeCloseTo(gini(lorenz(all)))
      }),
    )
  })

  test('one of ten sellers who has it all', () => {
    const all = Array.from({ length: 10 }, (_, i) => ({
      organisationId: `${i}`,
      listings: 10,
      shown: i === 0 ? 500 : 0,
    }))
    expect(gini(lorenz(all))).toBeCloseTo(0.9)
  })
})
