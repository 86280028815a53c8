import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { coverage, forecast, seasonalNaive, smape } from '../../src/engines/forecast/index.ts'

// The M1 competition's series (Makridakis et al. 1982).

type Known = { period: string; history: number[]; future: number[] }
const file = new URL('../../../shared/conformance/forecast/m1.json', import.meta.url)
const all = JSON.parse(readFileSync(file, 'utf8')) as Known[]
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length

test.for([
  ['monthly', 12, 14.3],
  ['quarterly', 4, 15.2],
  ['yearly', 1, 17.5],
] as const)(
  'M1 %s: well ahead of the seasonal naive, and intervals that hold what they say',
  { timeout: 60_000 },
  ([kind, period, smapeMost]) => {
    const own = all.filter((known) => known.period === kind)
    const made = own.map((known) => ({
      known,
      ...forecast({ history: known.history, period, horizon: known.future.length }),
    }))
    const error = mean(made.map(({ known, point }) => smape(point, known.future)))
    const naive = mean(own.map(({ history, future }) => smape(seasonalNaive(history, period, future.length), future)))
    expect(error).toBeLessThan(smapeMost)
    expect(error).toBeLessThan(0.85 * naive)
    const held = (level: 0 | 1) =>
      mean(
        made.map(({ known, intervals }) =>
          coverage(intervals[level]?.lower ?? [], intervals[level]?.upper ?? [], known.future),
        ),
      )
    expect(Math.abs(held(0) - 0.8)).toBeLessThan(0.04)
    expect(Math.abs(held(1) - 0.95)).toBeLessThan(0.05)
  },
)
