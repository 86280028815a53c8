import { z } from 'zod'
import { addSeconds } from '../../kernel/clock.ts'
import { job } from '../../kernel/jobs.ts'
import { deleteQuietSince, forgetBuyer } from './conversation.sql.ts'
import { deleteOldNotices, forgetNoticesOf } from './notice.sql.ts'
import { forgetTickets } from './ticket.sql.ts'

const DAY_SECONDS = 86_400
/** Information about a trade is kept three years from its end (E-Commerce Law, article 31). */
const CONVERSATION_DAYS = 3 * 366
const NOTICE_DAYS = 180
const DISPATCH_DAYS = 90

/** Forgets what has served its time. */
export const ageMessages = job({
  name: 'messages.age',
  payload: z.unknown(),
  every: '12 19 * * *',
  async run(app) {
    const now = app.clock.now()
    const before = (days: number) => addSeconds(now, -days * DAY_SECONDS)
    await app.database.transact(async (tx) => {
      await deleteQuietSince(tx, before(CONVERSATION_DAYS))
      await deleteOldNotices(tx, before(NOTICE_DAYS), before(DISPATCH_DAYS))
    })
  },
})

/** A person's account was erased: what they wrote, were told and had chosen goes with it. */
export const forgetPerson = job({
  name: 'messages.forget-person',
  payload: z.object({ subject: z.uuid() }).loose(),
  run: (app, { subject }) =>
    app.database.transact(async (tx) => {
      await forgetBuyer(tx, subject)
      await forgetNoticesOf(tx, subject)
      await forgetTickets(tx, subject)
    }),
})
