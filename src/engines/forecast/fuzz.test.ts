import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bent } from '../shape/bent.fake.ts'
import { bottomUp, clean, forecast, ForecastFault, forecastMany, reconcile } from './index.ts'
import type { Series } from './index.ts'

const series: Series = {
  history: [1, 2, 3, 4, 5, null, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  period: 4,
  horizon: 3,
  dates: { from: '2020-01-01', unit: 'month' },
  levels: [0.8],
  mendOutliers: true,
}

const survives = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(ForecastFault)
  }
  return true
}

test('no series, however bad, throws anything but the own fault; what is answered is finite', () => {
  fc.assert(
    fc.property(bent(series), ([bad]) =>
      survives(() => {
        const { point, intervals } = forecast(bad)
        for (const line of [point, ...intervals.flatMap(({ lower, upper }) => [lower, upper])])
          expect(line.every(Number.isFinite)).toBe(true)
      }),
    ),
    { numRuns: 300 },
  )
}, 60_000)

test('no values of any size and sign do', () => {
  const value = fc.oneof(
    fc.double({ min: -1e15, max: 1e15, noNaN: true }),
    fc.constantFrom(0, -0, 1e15, -1e15, 5e-324, 1e-300, null),
    fc.double(),
  )
  fc.assert(
    fc.property(fc.array(value, { maxLength: 40 }), fc.constantFrom(1, 4, 12), (history, period) =>
      survives(() => {
        const { point, intervals } = forecast({ history, period, horizon: 18 })
        for (const line of [point, ...intervals.flatMap(({ lower, upper }) => [lower, upper])])
          expect(line.every(Number.isFinite)).toBe(true)
      }),
    ),
    { numRuns: 150 },
  )
}, 60_000)

test('nor do sums and cleaning; many series are told one by one which could not be', async () => {
  const asked = bent({ bottom: 2, parts: [[0], [1], [0, 1]] }, [1, 2, 3], [1, 2, 3, 4], 2)
  fc.assert(
    fc.property(asked, ([hierarchy, values, history, period]) => {
      expect(survives(() => reconcile(hierarchy, values))).toBe(true)
      expect(survives(() => reconcile({ bottom: 1, parts: [[0]] }, [1], values))).toBe(true)
      expect(survives(() => bottomUp(hierarchy, values))).toBe(true)
      expect(survives(() => clean(history, period, true))).toBe(true)
    }),
    { numRuns: 300 },
  )
  const outcomes = await forecastMany([series, { ...series, history: 'none' as never }, { ...series, horizon: 0 }])
  expect(outcomes.map((outcome) => ('fault' in outcome ? outcome.fault : 'made'))).toEqual([
    'made',
    'bad_shape',
    'bad_horizon',
  ])
}, 60_000)
