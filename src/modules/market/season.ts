import { z } from 'zod'
import { civilDate } from '../../kernel/clock.ts'
import { job } from '../../kernel/jobs.ts'
import { turnSeason } from './edit.sql.ts'

/** Shortly after midnight in the county, what goes out of season is closed and what comes into it is opened. */
export const turnSeasonJob = job({
  name: 'market.turn-season',
  payload: z.unknown(),
  every: '2 16 * * *',
  async run(app) {
    await app.database.transact((tx) => turnSeason(tx, civilDate(app.clock.now()), null))
  },
})

/** The first month of the next season after `month`; null where every month is in season. */
export function nextSeasonMonth(seasonMonths: number, month: number): number | null {
  const later = Array.from({ length: 12 }, (_, i) => ((month + i) % 12) + 1)
  const inSeason = (m: number) => (seasonMonths & (1 << (m - 1))) !== 0
  return later.find((m) => inSeason(m) && !inSeason(m === 1 ? 12 : m - 1)) ?? null
}
