import { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import type { CivilDate } from '../../kernel/clock.ts'
import { addDays, civilDate } from '../../kernel/clock.ts'
import { job } from '../../kernel/jobs.ts'
import { analysedAt, countBuyers, countDays, markAnalysed, reachOf } from './analysis.count.sql.ts'
import { countedAt, countPeriod, firstCountedDay, firstPaidAt, markCounted } from './count.sql.ts'
import { countHealth, healthCountedAt } from './health.sql.ts'
import { countVisits, forgetVisitors } from './visit.sql.ts'

/** A transaction counts this much at most, so that none holds on for long. */
const CHUNK_DAYS = 7

/**
 * Counts from a day on until now, in pieces; answers how many figures had to change.
 * Sales paid while it runs are counted by the next run: `markCounted` names the moment it began.
 */
export async function countSince(app: App, from: CivilDate): Promise<number> {
  const now = app.clock.now()
  const today = civilDate(now)
  let changed = 0
  for (let start = from; start <= today; start = addDays(start, CHUNK_DAYS)) {
    const last = addDays(start, CHUNK_DAYS - 1)
    const period = { from: start, to: last < today ? last : today }
    changed += await app.database.transact((tx) => countPeriod(tx, period))
  }
  await app.database.transact((tx) => markCounted(tx, now))
  return changed
}

/** Counts all there is again, from the first sale on: the exact rebuild. */
export async function countAllSales(app: App): Promise<number> {
  const [paid, counted] = await app.database.read(async (sql) => [await firstPaidAt(sql), await firstCountedDay(sql)])
  const days = [
    civilDate(app.clock.now()),
    ...(paid === null ? [] : [civilDate(paid)]),
    ...(counted === null ? [] : [counted]),
  ]
  return countSince(app, days.toSorted()[0] as CivilDate)
}

/** Keeps the figures a minute behind the sales: yesterday and today, and whatever was missed since the last count. */
export const countRecentSales = job({
  name: 'insight.count-recent-sales',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    const last = await app.database.read(countedAt)
    if (last === null) await countAllSales(app)
    else await countSince(app, addDays(civilDate(last), -1))
  },
})

/** Refunds change days long gone; every night all days are counted again. A quarter past two in the county. */
export const countAllSalesNightly = job({
  name: 'insight.count-all-sales',
  payload: z.unknown(),
  every: '15 18 * * *',
  async run(app) {
    const changed = await countAllSales(app)
    app.log.info({ changed }, 'sales counted again')
  },
})

/** A month to a transaction: what is counted by day is far less than the sales it is counted from. */
const ANALYSIS_CHUNK_DAYS = 31

async function analyseSince(app: App, from: CivilDate): Promise<number> {
  const now = app.clock.now()
  const today = civilDate(now)
  let changed = 0
  for (let start = from; start <= today; start = addDays(start, ANALYSIS_CHUNK_DAYS)) {
    const last = addDays(start, ANALYSIS_CHUNK_DAYS - 1)
    const period = { from: start, to: last < today ? last : today }
    changed += await app.database.transact((tx) => countDays(tx, period))
  }
  changed += await app.database.transact(countVisits)
  await app.database.transact((tx) => markAnalysed(tx, now))
  return changed
}

/** Counts conversion, baskets, claims and buyers again, all there is: the exact rebuild. */
export async function analyseAll(app: App): Promise<number> {
  const { placedAt, countedDay } = await app.database.read(reachOf)
  const today = civilDate(app.clock.now())
  const first = [
    today,
    ...(placedAt === null ? [] : [civilDate(placedAt)]),
    ...(countedDay === null ? [] : [countedDay]),
  ]
  const days = await analyseSince(app, first.toSorted()[0] as CivilDate)
  return days + (await app.database.transact(countBuyers))
}

/** Every ten minutes: yesterday, today, and whatever was missed; all of it, the first time. */
export const analyseRecentJob = job({
  name: 'insight.analyse-recent',
  payload: z.unknown(),
  every: '*/10 * * * *',
  async run(app) {
    const last = await app.database.read(analysedAt)
    if (last === null) await analyseAll(app)
    else await analyseSince(app, addDays(civilDate(last), -1))
    const known = await app.database.read(healthCountedAt)
    if (known === null) await app.database.transact((tx) => countHealth(tx, app.clock.now()))
  },
})

/** A case ends weeks after it was opened and an order months after its buyer's first: every night, half past two in the county. */
export const analyseAllJob = job({
  name: 'insight.analyse-all',
  payload: z.unknown(),
  every: '30 18 * * *',
  async run(app) {
    const changed = await analyseAll(app)
    await app.database.transact((tx) => forgetVisitors(tx, addDays(civilDate(app.clock.now()), -1)))
    app.log.info({ changed }, 'the figures were counted again')
  },
})

/** Health sheets every morning at ten to three in the county, and at once where there is none yet. */
export const countHealthJob = job({
  name: 'insight.count-health',
  payload: z.unknown(),
  every: '50 18 * * *',
  run: async (app) => void (await app.database.transact((tx) => countHealth(tx, app.clock.now()))),
})
