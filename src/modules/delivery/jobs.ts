import { z } from 'zod'
import { job } from '../../kernel/jobs.ts'
import { giveDefaultFreight } from './freight.sql.ts'

/** Whoever may sell from now on has freight templates to begin with. */
export const giveDefaultFreightJob = job({
  name: 'delivery.give-default-freight',
  payload: z.object({ data: z.object({ organisationId: z.uuid() }) }),
  run: (app, { data }) => app.database.transact((tx) => giveDefaultFreight(tx, data.organisationId)),
})
