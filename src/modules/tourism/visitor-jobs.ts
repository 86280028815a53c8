import { z } from 'zod'
import { civilDate } from '../../kernel/clock.ts'
import { job } from '../../kernel/jobs.ts'
import { forgetGiver } from './voucher.sql.ts'
import { askForgetting, eraseNumbers, forgetGuests } from './visitor.sql.ts'

/** The numbers of documents are erased the day after the visit, and at once for whoever will not come. */
export const eraseNumbersJob = job({
  name: 'tourism.erase-numbers',
  payload: z.unknown(),
  every: '10 * * * *',
  run: (app) =>
    app.database.transact(async (tx) => {
      const now = app.clock.now()
      await eraseNumbers(tx, civilDate(now), now)
      await forgetGuests(tx, civilDate(now))
    }),
})

/** Of an erased person nothing is kept but what was booked and paid; who has still to come is forgotten afterwards. */
export const forgetGuestJob = job({
  name: 'tourism.forget_guest',
  payload: z.object({ data: z.object({ personId: z.uuid() }) }),
  run: (app, { data }) =>
    app.database.transact(async (tx) => {
      await askForgetting(tx, data.personId, app.clock.now())
      await forgetGiver(tx, data.personId)
      await forgetGuests(tx, civilDate(app.clock.now()))
    }),
})
