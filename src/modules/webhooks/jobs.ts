import { z } from 'zod'
import { addSeconds } from '../../kernel/clock.ts'
import { job } from '../../kernel/jobs.ts'
import { deliverWebhooks } from './deliver.ts'
import { BODY_DAYS, LOG_DAYS } from './delivery.ts'
import { ageMessages } from './delivery.sql.ts'

export const deliverWebhooksJob = job({
  name: 'webhooks.deliver',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    while ((await deliverWebhooks(app)) > 0);
  },
})

/** Bodies and then the log's lines have their time. */
export const ageWebhooksJob = job({
  name: 'webhooks.age',
  payload: z.unknown(),
  every: '42 19 * * *',
  async run(app) {
    const before = (days: number) => addSeconds(app.clock.now(), -days * 86_400)
    await app.database.transact((tx) => ageMessages(tx, before(BODY_DAYS), before(LOG_DAYS)))
  },
})
