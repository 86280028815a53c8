import { existsSync, readFileSync } from 'node:fs'
import { coverage, forecast, forecastMany, seasonalNaive, smape } from '../../src/engines/forecast/index.ts'
import type { Row } from '../kit/rows.ts'

type Known = { period: 'monthly' | 'quarterly' | 'yearly'; history: number[]; future: number[] }
const PERIODS = { monthly: 12, quarterly: 4, yearly: 1 }
const file = new URL('../../../shared/conformance/forecast/m1.json', import.meta.url)

/** Error on the M1 series beside the seasonal naive's; how often intervals held; series a second of processor time. */
export async function rows(): Promise<Row[]> {
  if (!existsSync(file)) return []
  const all = JSON.parse(readFileSync(file, 'utf8')) as Known[]
  const before = process.cpuUsage()
  const made = all.map((known) => {
    const period = PERIODS[known.period]
    const { point, intervals } = forecast({ history: known.history, period, horizon: known.future.length })
    const [at80, at95] = intervals.map(({ lower, upper }) => coverage(lower, upper, known.future))
    return { known, point, at80: at80 ?? 0, at95: at95 ?? 0 }
  })
  const seconds = process.cpuUsage(before).user / 1e6
  const naive = (known: Known) => seasonalNaive(known.history, PERIODS[known.period], known.future.length)
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const accuracy = (['monthly', 'quarterly', 'yearly'] as const).map((kind): Row => {
    const own = made.filter(({ known }) => known.period === kind)
    const figure = mean(own.map(({ known, point }) => smape(point, known.future)))
    const peer = mean(own.map(({ known }) => smape(naive(known), known.future)))
    const [at80, at95] = [mean(own.map((one) => one.at80)), mean(own.map((one) => one.at95))]
    const note = `${own.length} series; intervals of 80 % held ${(at80 * 100).toFixed(1)} %, of 95 % ${(at95 * 100).toFixed(1)} %`
    return {
      name: `M1 ${kind}, sMAPE`,
      figure,
      unit: '%',
      besides: { name: 'seasonal naive', figure: peer },
      ratio: figure / peer,
      note,
    }
  })
  const started = process.cpuUsage()
  const rounds = 200
  for (let round = 0; round < rounds; round += 1) for (const known of all) naive(known)
  const naiveSeconds = process.cpuUsage(started).user / 1e6 / rounds
  const rate = { name: 'seasonal naive', figure: all.length / naiveSeconds }
  const figure = all.length / seconds
  const note = `${Math.round(figure * 60).toLocaleString('en')} series a minute on one core, intervals included`
  const rateRow = { name: 'series a CPU second', figure, unit: '/s', besides: rate, ratio: figure / rate.figure, note }
  return [...accuracy, rateRow, await inWorker(all, figure)]
}

async function inWorker(all: readonly Known[], here: number): Promise<Row> {
  const begun = performance.now()
  await forecastMany(
    all.map(({ history, period, future }) => ({ history, period: PERIODS[period], horizon: future.length })),
  )
  const figure = all.length / ((performance.now() - begun) / 1000)
  const note = `${Math.round(figure * 60).toLocaleString('en')} a minute of wall time, its start and all`
  const besides = { name: 'in this thread, CPU', figure: here }
  return { name: 'series a second in one worker', figure, unit: '/s', besides, ratio: figure / here, note }
}
