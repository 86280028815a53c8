import { z } from 'zod'
import { job } from '../../kernel/jobs.ts'
import { forgetViews } from './view.sql.ts'

/** An erased person leaves no views behind. */
export const forgetViewsJob = job({
  name: 'desk.forget_views',
  payload: z.object({ data: z.object({ personId: z.uuid() }) }),
  run: (app, { data }) => app.database.transact((tx) => forgetViews(tx, data.personId)),
})
