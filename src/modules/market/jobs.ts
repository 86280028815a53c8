import { z } from 'zod'
import { addDays, civilDate, startOfDay } from '../../kernel/clock.ts'
import { job } from '../../kernel/jobs.ts'
import { forgetGuestBaskets } from './basket.sql.ts'

/** A guest whose basket lay untouched this long has most likely lost the cookie that leads to it. */
const GUEST_BASKET_KEPT_DAYS = 90
const BATCH = 5_000
const BATCHES_MAX = 200

export const forgetGuestBasketsJob = job({
  name: 'market.forget-guest-baskets',
  payload: z.unknown(),
  every: '10 20 * * *',
  async run(app) {
    const before = startOfDay(addDays(civilDate(app.clock.now()), -GUEST_BASKET_KEPT_DAYS))
    for (let batch = 0; batch < BATCHES_MAX; batch += 1)
      if ((await app.database.transact((tx) => forgetGuestBaskets(tx, before, BATCH))) < BATCH) return
  },
})
