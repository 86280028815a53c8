import { z } from 'zod'
import { job } from '../../kernel/jobs.ts'
import { forgetMember } from './group.sql.ts'

/** An erased person leaves every group; coupons keep only a number. */
export const forgetErasedMember = job({
  name: 'pricing.forget_member',
  payload: z.object({ data: z.object({ personId: z.uuid() }) }),
  run: (app, { data }) => app.database.transact((tx) => forgetMember(tx, data.personId)),
})
