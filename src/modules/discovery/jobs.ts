import { z } from 'zod'
import { addDays, addSeconds, civilDate } from '../../kernel/clock.ts'
import { job } from '../../kernel/jobs.ts'
import { forgetExposures } from './exposure.sql.ts'
import { forgetBuyer } from './favourite.sql.ts'
import { makeRelated } from './related.sql.ts'

const RELATED_DAYS = 180
const EXPOSURE_DAYS = 400
const DAY_SECONDS = 86_400

/** What was bought together in half a year, every night at ten past three in the county. */
export const makeRelatedJob = job({
  name: 'discovery.make-related',
  payload: z.unknown(),
  every: '10 19 * * *',
  run: (app) =>
    app.database.transact((tx) => makeRelated(tx, addSeconds(app.clock.now(), -RELATED_DAYS * DAY_SECONDS))),
})

/** Impressions are kept for a year and a month. */
export const forgetExposuresJob = job({
  name: 'discovery.forget-exposures',
  payload: z.unknown(),
  every: '25 19 * * *',
  run: (app) => app.database.transact((tx) => forgetExposures(tx, addDays(civilDate(app.clock.now()), -EXPOSURE_DAYS))),
})

/** A person who is erased leaves no favourites behind. */
export const forgetPersonJob = job({
  name: 'discovery.forget-person',
  payload: z.object({ data: z.object({ personId: z.uuid() }) }),
  run: (app, { data }) => app.database.transact((tx) => forgetBuyer(tx, data.personId)),
})
