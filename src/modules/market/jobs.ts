import { z } from 'zod'
import { addDays, addSeconds, civilDate, startOfDay } from '../../kernel/clock.ts'
import { job } from '../../kernel/jobs.ts'
import { forgetGuestBaskets } from './basket.sql.ts'
import { foldFacets } from './facet.sql.ts'
import { forgetLaters } from './queue.sql.ts'
import { weighTermRows } from './term.sql.ts'

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

/** What was put off a week ago is shown again like all else. */
export const LATER_KEPT_SECONDS = 7 * 24 * 3600

export const forgetLatersJob = job({
  name: 'market.forget-laters',
  payload: z.unknown(),
  every: '20 20 * * *',
  run: (app) => app.database.transact((tx) => forgetLaters(tx, addSeconds(app.clock.now(), -LATER_KEPT_SECONDS))),
})

/** Open listings of each category and village, added up every minute so that reading them stays short. */
export const foldFacetsJob = job({
  name: 'market.fold-facets',
  payload: z.unknown(),
  every: '* * * * *',
  run: (app) => app.database.transact(foldFacets),
})

/** Suggestions by how many goods bear the name now: every ten minutes. */
export const weighTermsJob = job({
  name: 'market.weigh-terms',
  payload: z.unknown(),
  every: '4,14,24,34,44,54 * * * *',
  run: (app) => app.database.transact(weighTermRows),
})
