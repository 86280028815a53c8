import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bent } from '../shape/bent.fake.ts'
import { checkAnswer, explainStop, readProblem, RoutingFault, solve } from './index.ts'
import type { Problem } from './index.ts'

const matrix = () => Float64Array.of(0, 1, 2, 1, 0, 1, 2, 1, 0)
const travel = { places: 3, distances: matrix(), durations: matrix(), costs: matrix() }
const problem: Problem = {
  name: 'all at once',
  dimensions: 1,
  travel,
  otherTravel: [{ ...travel }],
  vehicles: [
    {
      id: 'van',
      count: 2,
      ids: ['a', 'b'],
      start: 0,
      end: 0,
      capacity: [5],
      fixed: 1,
      perDistance: 1,
      perDriving: 1,
      perTime: 1,
      slowness: 1,
      window: [0, 100],
      skills: ['cold'],
      breaks: [{ id: 'rest', windows: [[0, 50]], service: 1 }],
      tripsMax: 2,
      reloadTime: 1,
      travel: 1,
      timeMax: 100,
      drivingMax: 100,
      distanceMax: 100,
      stopsMax: 10,
    },
    { id: 'car', start: 0, end: null, capacity: [9], locked: [3] },
  ],
  stops: [
    { id: 's', place: 1, collect: [1], windows: [[0, 9], [20, 90]], service: 1, setup: 1, skills: ['cold'] },
    { id: 't', place: 2, deliver: [1], penalty: 5, vehicles: [0] },
    { id: 'u', place: 2, deliver: [1], priority: 3 },
    { id: 'v', place: 1 },
  ],
  shipments: [{ pickup: 0, delivery: 1 }],
  balance: { time: 0.1, load: 1 },
  published: { routes: [{ vehicle: 0, copy: 0, trips: [[2]] }], moveCost: 1 },
} // prettier-ignore
const answer = solve(problem, { iterations: 50 })

const survives = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(RoutingFault)
  }
  return true
}

test('no problem and no options, however bad, throw anything but the own fault, nor take for ever', () => {
  expect(checkAnswer(problem, answer)).toMatchObject({ ok: true })
  const asked = bent(problem, { iterations: 5, seed: 1 })
  fc.assert(
    fc.property(asked, ([bad, options]) => {
      // A limit of a billion iterations is not bad, only long.
      const long = (options as { iterations?: unknown } | null)?.iterations
      expect(survives(() => solve(bad, typeof long === 'number' && long > 50 ? { iterations: 50 } : options))).toBe(
        true,
      )
    }),
    { numRuns: 800 },
  )
}, 60_000)

test('no answer, however bad, throws anything else in the checker and in explaining', () => {
  fc.assert(
    fc.property(bent(problem, answer, 2), ([bad, told, stop]) => {
      expect(survives(() => checkAnswer(bad, told))).toBe(true)
      expect(survives(() => explainStop(bad, told, stop))).toBe(true)
    }),
    { numRuns: 400 },
  )
}, 60_000)

test('what is no text is refused as such', () => {
  for (const bad of [null, undefined, 7, {}, [], new Uint8Array(3)]) survives(() => readProblem(bad as never))
  expect(survives(() => readProblem('{"vehicles":'.repeat(100_000)))).toBe(true)
  expect(survives(() => readProblem('['.repeat(1_000_000)))).toBe(true)
})
