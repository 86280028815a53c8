import { z } from 'zod'
import { job } from '../../kernel/jobs.ts'
import { expireOverdueHolds } from './hold.sql.ts'

const BATCH = 500
const BATCHES_MAX = 40

/** Whoever holds next expires what is overdue as well; this is for the quiet hours. */
export const expireHoldsJob = job({
  name: 'tourism.expire-holds',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
      const expired = await app.database.transact((tx) => expireOverdueHolds(tx, app.clock.now(), BATCH))
      if (expired < BATCH) return
    }
  },
})
