import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bent } from '../shape/bent.fake.ts'
import { LinearFault, loadSolver } from './index.ts'
import type { Programme } from './index.ts'

const solver = await loadSolver()
const programme: Programme = {
  columns: [
    { cost: -3, lower: 0, upper: 5, integer: true },
    { cost: -2, lower: 0, upper: 4 },
  ],
  rows: [{ lower: 0, upper: 6.5, columns: [0, 1], coefficients: [1, 1] }],
}

test('the best is found and proven', () => {
  const { status, cost, bound, values } = solver.solve(programme)
  expect([status, cost, Array.from(values)]).toEqual(['optimal', -18, [5, 1.5]])
  expect(bound).toBeCloseTo(-18)
})

test('what cannot be is an answer, not a fault', () => {
  const [row] = programme.rows
  expect(solver.solve({ ...programme, rows: [{ ...row!, lower: 20, upper: 30 }] }).status).toBe('infeasible')
  expect(solver.solve({ columns: [{ cost: -1, lower: 0, upper: Infinity }], rows: [] }).status).toBe('unbounded')
})

test('no programme and no limits, however bad, throw anything but the own fault', () => {
  fc.assert(
    fc.property(bent(programme, { seconds: 1, gap: 0.1, seed: 1 }, Float64Array.of(1, 1)), ([bad, limits, start]) => {
      try {
        expect(solver.solve(bad, limits, start).status).toBeTypeOf('string')
      } catch (error) {
        expect(error).toBeInstanceOf(LinearFault)
      }
    }),
    { numRuns: 300 },
  )
}, 60_000)
