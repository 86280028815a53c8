import { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import type { CivilDate } from '../../kernel/clock.ts'
import { addDays, civilDate } from '../../kernel/clock.ts'
import { job } from '../../kernel/jobs.ts'
import { countedAt, countPeriod, firstCountedDay, firstPaidAt, markCounted } from './count.sql.ts'

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
