import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadSolver } from '../linear/index.ts'
import { bent } from '../shape/bent.fake.ts'
import { checkPlan, locate, pCentre, pMedian, readCapacitated, readMedian, SitingFault } from './index.ts'
import type { Siting } from './index.ts'

const solver = await loadSolver()
const siting: Siting = {
  sites: [
    { capacity: 9, openCost: 1, kept: true },
    { capacity: 9, openCost: 2 },
  ],
  demands: [1, 2, 3],
  costs: Float64Array.of(1, 2, 3, 3, 2, 1),
  hubs: { most: 2 },
  singleSourced: true,
  within: { times: Float64Array.of(1, 2, 3, 3, 2, 1), limit: 5 },
}
const plan = locate(siting, solver).plan!

const survives = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(SitingFault)
  }
  return true
}

test('no siting and no search, however bad, throw anything but the own fault', () => {
  expect(checkPlan(siting, plan)).toEqual([])
  fc.assert(
    fc.property(bent(siting, { seconds: 1, gap: 0, seed: 1 }), ([bad, search]) =>
      survives(() => {
        const found = locate(bad, solver, search)
        // What was answered keeps every rule, however strange the question.
        expect(found.plan === null ? [] : checkPlan(bad, found.plan)).toEqual([])
      }),
    ),
    { numRuns: 1000 },
  )
}, 60_000)

test('nor do the checker, medians and centres', () => {
  const costs = Float64Array.of(0, 4, 9, 4, 0, 5, 9, 5, 0)
  fc.assert(
    fc.property(bent(siting, plan, costs, [1, 1, 1], 3, 2), ([bad, told, distances, demands, customers, hubs]) => {
      expect(survives(() => checkPlan(bad, told))).toBe(true)
      expect(survives(() => locate(pMedian(distances, demands, hubs), solver, { seconds: 1 }))).toBe(true)
      expect(survives(() => pCentre(distances, customers, hubs, solver, 1))).toBe(true)
    }),
    { numRuns: 600 },
  )
}, 60_000)

test('nor do the readers of files', () => {
  for (const read of [readCapacitated, readMedian])
    for (const bad of [null, 7, {}, '', '1', '1e9 1e9', '10000 10000', 'x '.repeat(500_000), '3 -1 2', '2 Infinity 1'])
      expect(survives(() => read(bad as never))).toBe(true)
})
