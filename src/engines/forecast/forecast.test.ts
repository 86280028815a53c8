import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bottomUp,
  clean,
  coverage,
  croston,
  forecast,
  forecastMany,
  ForecastFault,
  isIntermittent,
  reconcile,
  seasonalNaive,
  smape,
  tsb,
} from './index.ts'
import type { Series } from './index.ts'
import { normalQuantile, studentQuantile } from './normal.ts'

const months = <T>(count: number, value: (t: number) => T): T[] => Array.from({ length: count }, (_, t) => value(t))
/** Repeats: uneven, but the same in every run. */
const noise = (t: number) => Math.sin(t * 12.9898) * 43758.5453 - Math.floor(Math.sin(t * 12.9898) * 43758.5453) - 0.5

describe('a forecast', () => {
  const anySeries = fc.record({
    history: fc.array(
      fc.oneof(fc.constant(null), fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 9 })),
      {
        minLength: 0,
        maxLength: 60,
      },
    ),
    period: fc.constantFrom(1, 4, 7, 12),
    horizon: fc.integer({ min: 1, max: 20 }),
  })

  test('has finite points inside their intervals, wider ones around narrower; or the series is refused', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        let made
        try {
          made = forecast(series)
        } catch (error) {
          expect(error).toBeInstanceOf(ForecastFault)
          return
        }
        const { point, intervals } = made
        expect(point).toHaveLength(series.horizon)
        const [narrow, wide] = intervals
        for (const [h, value] of point.entries()) {
          expect(Number.isFinite(value)).toBe(true)
          expect(narrow?.lower[h]).toBeLessThanOrEqual(value)
          expect(narrow?.upper[h]).toBeGreaterThanOrEqual(value)
          expect(wide?.lower[h]).toBeLessThanOrEqual(narrow?.lower[h] ?? NaN)
          expect(wide?.upper[h]).toBeGreaterThanOrEqual(narrow?.upper[h] ?? NaN)
        }
      }),
      // The smallest number there is beside ordinary ones: the point is 0 and the spread beyond every number.
      { numRuns: 200, examples: [[{ history: [null, null, 2, null, 1, 1, null, 5e-324], period: 1, horizon: 1 }]] },
    )
  })

  test('is the same again, and in any unit', () => {
    const history = months(48, (t) => 100 + t + 20 * Math.sin((t * Math.PI) / 6) + 5 * noise(t))
    const series: Series = { history, period: 12, horizon: 12 }
    expect(forecast(series)).toEqual(forecast(series))
    const inGrams = forecast({ ...series, history: history.map((v) => v * 1000) })
    forecast(series).point.forEach((v, h) => expect((inGrams.point[h] ?? 0) / 1000 / v).toBeCloseTo(1, 2))
  })

  test('goes on with a line, with seasons, and with growth', () => {
    const line = forecast({ history: months(40, (t) => 50 + 3 * t), period: 1, horizon: 4 })
    line.point.forEach((v, h) => expect(Math.abs(v / (50 + 3 * (40 + h)) - 1)).toBeLessThan(0.02))
    const season = (t: number) => 200 + 80 * Math.cos((t * Math.PI) / 6)
    const tea = forecast({ history: months(60, season), period: 12, horizon: 12 })
    expect(
      smape(
        tea.point,
        months(12, (h) => season(60 + h)),
      ),
    ).toBeLessThan(6)
    const growth = forecast({ history: months(36, (t) => 10 * 1.03 ** t), period: 1, horizon: 6 })
    growth.point.forEach((v, h) => expect(Math.abs(v / (10 * 1.03 ** (36 + h)) - 1)).toBeLessThan(0.1))
  })

  test('never falls below nothing where nothing ever was', () => {
    const { point, intervals } = forecast({
      history: months(30, (t) => Math.max(0, 300 - 12 * t)),
      period: 1,
      horizon: 12,
    })
    expect(Math.min(...point)).toBeGreaterThanOrEqual(0)
    expect(Math.min(...(intervals[1]?.lower ?? []))).toBeGreaterThanOrEqual(0)
  })
})

describe('what is missing or out of place', () => {
  test('is told and mended: a gap from its season, a slip of the finger from its surroundings', () => {
    const season = (t: number) => 1000 + 300 * Math.cos((t * Math.PI) / 6) + 10 * noise(t)
    const history: (number | null)[] = months(60, season)
    history[20] = null
    history[40] = season(40) * 100
    const { mended, point } = forecast({ history, period: 12, horizon: 12 })
    expect(mended.map(({ at, why }) => [at, why])).toEqual([
      [20, 'missing'],
      [40, 'outlier'],
    ])
    expect(Math.abs((mended[0]?.now ?? 0) / season(20) - 1)).toBeLessThan(0.05)
    expect(
      smape(
        point,
        months(12, (h) => season(60 + h)),
      ),
    ).toBeLessThan(8)
    expect(forecast({ history, period: 12, horizon: 1, mendOutliers: false }).mended.map(({ at }) => at)).toEqual([20])
  })

  test('what is as it should be stays untouched', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 90, max: 110 }), { minLength: 3, maxLength: 60 }), (history) => {
        expect(Array.from(clean(history, 12, true).values)).toEqual(history)
      }),
    )
  })
})

describe('holidays that move with the moon', () => {
  /** First days of spring festival, from the Chinese calendar. */
  const festivals = [
    '2015-02-19',
    '2016-02-08',
    '2017-01-28',
    '2018-02-16',
    '2019-02-05',
    '2020-01-25',
    '2021-02-12',
    '2022-02-01',
  ]
  const rush = (t: number) => {
    const [from, to] = [Date.UTC(2015, t, 1), Date.UTC(2015, t + 1, 1)]
    const days = festivals.reduce((sum, feast) => {
      const [begins, ends] = [Date.parse(feast) - 21 * 86_400_000, Date.parse(feast)]
      return sum + Math.max(0, Math.min(to, ends) - Math.max(from, begins)) / 86_400_000
    }, 0)
    return days / ((to - from) / 86_400_000)
  }

  test('are found in the past and put back where they will fall', () => {
    // Sales triple in the three weeks before the festival, which fall into January in one year and February in the next.
    const sales = (t: number) => 100 * 3 ** rush(t) * (1 + 0.05 * noise(t))
    const series: Series = { history: months(72, sales), period: 12, horizon: 12 }
    const known = forecast({ ...series, dates: { from: '2015-01-01', unit: 'month' } })
    const effect = known.holidays.find(({ holiday }) => holiday === 'before spring festival')
    expect(effect?.factor).toBeGreaterThan(1.8)
    const actual = months(12, (h) => sales(72 + h))
    expect(smape(known.point, actual)).toBeLessThan(smape(forecast(series).point, actual))
  })

  test('change nothing in a series that does not know them', () => {
    const flat = forecast({
      history: months(60, () => 100),
      period: 12,
      horizon: 6,
      dates: { from: '2015-01-01', unit: 'month' },
    })
    expect(flat.holidays).toEqual([])
  })
})

describe('demand that comes now and then', () => {
  test('Croston: size by interval; the unbiased form a twentieth less', () => {
    const values = Float64Array.of(0, 0, 6, 0, 0, 6, 0, 0, 6)
    expect(croston(values, 0.1, false).rate).toBeCloseTo(2, 10)
    expect(croston(values).rate).toBeCloseTo(1.9, 10)
    expect(croston(new Float64Array(5)).rate).toBe(0)
  })

  test('TSB fades when demand has ended, Croston does not', () => {
    const ended = Float64Array.from([...months(20, (t) => (t % 2 === 0 ? 4 : 0)), ...months(20, () => 0)])
    expect(tsb(ended).rate).toBeLessThan(0.3)
    expect(croston(ended).rate).toBeGreaterThan(1.5)
    expect(forecast({ history: [...ended], period: 1, horizon: 1 }).methods).toEqual(['tsb'])
  })

  test('is told from demand that comes always', () => {
    expect(isIntermittent(Float64Array.of(1, 2, 3, 0, 2, 4))).toBe(false)
    expect(isIntermittent(Float64Array.of(0, 0, 3, 0, 0, 4))).toBe(true)
  })
})

describe('sums that must hold', () => {
  const anyHierarchy = fc.integer({ min: 1, max: 8 }).chain((bottom) =>
    fc
      .array(fc.uniqueArray(fc.integer({ min: 0, max: bottom - 1 }), { minLength: 1 }), { maxLength: 5 })
      .chain((groups) => {
        const parts = [...Array.from({ length: bottom }, (_, i) => [i]), ...groups]
        return fc.record({
          hierarchy: fc.constant({ bottom, parts }),
          forecasts: fc.array(fc.integer({ min: -500, max: 500 }), {
            minLength: parts.length,
            maxLength: parts.length,
          }),
          variances: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: parts.length, maxLength: parts.length }),
        })
      }),
  )

  test('hold afterwards; what held already is left alone; and no other set of sums is nearer', () => {
    fc.assert(
      fc.property(
        anyHierarchy,
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 8, maxLength: 8 }),
        (given, shift) => {
          const { hierarchy, forecasts, variances } = given
          const sums = reconcile(hierarchy, forecasts, variances)
          bottomUp(hierarchy, sums).forEach((v, i) => expect(sums[i]).toBeCloseTo(v, 6))
          reconcile(hierarchy, sums, variances).forEach((v, i) => expect(v).toBeCloseTo(sums[i] ?? NaN, 4))
          const distance = (values: ArrayLike<number>) =>
            forecasts.reduce((sum, f, i) => sum + (f - (values[i] ?? 0)) ** 2 / (variances[i] ?? 1), 0)
          const other = bottomUp(
            hierarchy,
            sums.map((v, i) => v + (i < hierarchy.bottom ? (shift[i] ?? 0) : 0)),
          )
          expect(distance(other)).toBeGreaterThanOrEqual(distance(sums) - 1e-6)
        },
      ),
    )
  })

  test('a county of three thousand series adds up', () => {
    const bottom = 3000
    const parts = [
      ...months(bottom, (i) => i).map((i) => [i]),
      ...months(200, (village) => village).map((village) => months(15, (k) => village * 15 + k)),
      ...months(15, (k) => k).map((k) => months(200, (village) => village * 15 + k)),
      months(bottom, (i) => i),
    ]
    const forecasts = parts.map((own, i) => own.length * (100 + 10 * noise(i)))
    const sums = reconcile({ bottom, parts }, forecasts)
    bottomUp({ bottom, parts }, sums).forEach((v, i) => expect(Math.abs(v - (sums[i] ?? 0))).toBeLessThan(1e-6))
  })
})

test('many series in threads are forecast as one by one, in their order; one that cannot be is told and harms no other', async () => {
  const list = months(9, (i): Series => ({
    history: months(30, (t) => 100 + i * t + noise(t + i)),
    period: 12,
    horizon: 3,
  }))
  list[4] = { history: [1], period: 12, horizon: 3 }
  const outcomes = await forecastMany(list, 2)
  expect(outcomes[4]).toMatchObject({ fault: 'too_short' })
  for (const [i, series] of list.entries()) if (i !== 4) expect(outcomes[i]).toEqual(forecast(series))
  expect(await forecastMany([], 2)).toEqual([])
  await expect(forecastMany(list, 0)).rejects.toThrow(ForecastFault)
})

describe('the tools', () => {
  test('quantiles are those of the tables', () => {
    for (const [p, z] of [
      [0.975, 1.959964],
      [0.9, 1.281552],
      [0.001, -3.090232],
    ] as const)
      expect(normalQuantile(p)).toBeCloseTo(z, 5)
    for (const [p, t] of [
      [0.975, 2.5706],
      [0.9, 1.4759],
    ] as const)
      expect(studentQuantile(p, 5)).toBeCloseTo(t, 2)
  })

  test('the seasonal naive repeats the last period; coverage counts what is inside', () => {
    expect([...seasonalNaive([1, 2, 3, 4, 5], 2, 3)]).toEqual([4, 5, 4])
    expect([...seasonalNaive([7], 12, 2)]).toEqual([7, 7])
    expect(coverage([0, 0], [1, 1], [0.5, 2])).toBe(0.5)
  })

  test('bad input is refused by its own fault', () => {
    const code = (work: () => unknown) => {
      try {
        work()
        return 'taken'
      } catch (error) {
        return error instanceof ForecastFault ? error.code : error
      }
    }
    const fine: Series = { history: [1, 2, 3, 4, 5], period: 1, horizon: 2 }
    expect(code(() => forecast({ ...fine, history: [1, null, 2] }))).toBe('too_short')
    expect(code(() => forecast({ ...fine, history: months(30_000, () => 1) }))).toBe('too_long')
    for (const bad of [Infinity, 1e300, '7' as never])
      expect(code(() => forecast({ ...fine, history: [1, 2, 3, bad] }))).toBe('bad_number')
    for (const period of [0, 1.5, 1000]) expect(code(() => forecast({ ...fine, period }))).toBe('bad_period')
    for (const horizon of [0, 0.5, 5000]) expect(code(() => forecast({ ...fine, horizon }))).toBe('bad_horizon')
    expect(code(() => forecast({ ...fine, levels: [1] }))).toBe('bad_level')
    expect(code(() => forecast({ ...fine, dates: { from: '13th of May', unit: 'day' } }))).toBe('bad_dates')
    expect(code(() => reconcile({ bottom: 2, parts: [[0], [0]] }, [1, 2]))).toBe('bad_hierarchy')
    expect(code(() => reconcile({ bottom: 1, parts: [[0], [0]] }, [1, NaN]))).toBe('bad_number')
  })
})
