import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { addMonths, civilDate } from '../../kernel/clock.ts'
import { job } from '../../kernel/jobs.ts'
import { query } from '../../kernel/operation.ts'
import { civilDay, id } from '../../kernel/validation.ts'
import { month } from './account.ops.ts'
import { totalFaults } from './account.sql.ts'
import { figuresOf, monthRows } from './month.ts'
import { countMonth, monthsWith, organisationsDue, storedMonth, writeMonth } from './month.sql.ts'

const balances = z.object({ frozen: z.int(), payable: z.int() })

export const listMonths = query({
  name: 'ledger.months.list',
  path: '/ledger/organisations/{organisationId}/months',
  summary: 'The months of which an organisation has a statement, the latest first',
  access: member('bookkeeper'),
  input: z.object({ organisationId: id }),
  output: z.object({ months: z.array(civilDay) }),
  run: async ({ sql }, { organisationId }) => ({ months: await monthsWith(sql, organisationId) }),
})

export const readMonth = query({
  name: 'ledger.month.read',
  path: '/ledger/organisations/{organisationId}/months/{month}',
  summary:
    "A month's statement: opening, orders, refunds, commission, shares, fees, payouts, closing; as it stands so far where the month is not over",
  access: member('bookkeeper'),
  input: z.object({ organisationId: id, month }),
  output: z.object({
    month: z.string(),
    isFinal: z.boolean(),
    madeAt: z.date().nullable(),
    opening: balances,
    closing: balances,
    figures: z.array(z.object({ row: z.enum(monthRows), fen: z.int(), count: z.int() })),
  }),
  async run({ sql, now }, { organisationId, month: asked }) {
    const first = `${asked}-01`
    const kept = await storedMonth(sql, organisationId, first)
    const { opening, movements, closing } = kept ?? (await countMonth(sql, organisationId, first))
    const isFinal = civilDate(now) >= addMonths(first, 1)
    const figures = figuresOf(movements)
    return { month: asked, isFinal, madeAt: kept?.madeAt ?? null, opening, closing, figures }
  },
})

const AT_ONCE = 500

/** In the first night of a month, the statements of the last one. */
export const closeMonthJob = job({
  name: 'ledger.close-month',
  payload: z.unknown(),
  every: '10 18 * * *',
  async run(app) {
    const now = app.clock.now()
    const last = addMonths(`${civilDate(now).slice(0, 7)}-01`, -1)
    for (;;) {
      const due = await app.database.read((sql) => organisationsDue(sql, last, AT_ONCE))
      for (const one of due) await app.database.transact((tx) => writeMonth(tx, one, last, now))
      if (due.length < AT_ONCE) return
    }
  },
})

/** Each night the running totals are held against all transfers. */
export const verifyTotalsJob = job({
  name: 'ledger.verify-totals',
  payload: z.unknown(),
  every: '40 18 * * *',
  async run(app) {
    const faults = await app.database.read((sql) => totalFaults(sql))
    if (faults.length > 0) app.log.error({ faults }, 'running totals differ from the transfers')
  },
})
