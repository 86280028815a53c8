import { z } from 'zod'
import { member, office } from '../../kernel/access.ts'
import { addDays, civilDate, daysBetween, startOfDay } from '../../kernel/clock.ts'
import { query } from '../../kernel/operation.ts'
import { civilDay, id } from '../../kernel/validation.ts'
import { debtsOf } from './purse.sql.ts'
import { trialBalance } from './account.sql.ts'
import { statementLinesOf, statementTotalsOf } from './statement.sql.ts'

const STATEMENT_LINES_MAX = 2000

export const readStatement = query({
  name: 'ledger.statement.read',
  path: '/ledger/organisations/{organisationId}/statement',
  summary: "What moved on a seller's accounts between two days, both included, and what it adds up to",
  access: member('bookkeeper'),
  input: z.object({ organisationId: id, from: civilDay, to: civilDay }),
  output: z.object({
    openingFen: z.object({ frozen: z.int(), payable: z.int() }),
    closingFen: z.object({ frozen: z.int(), payable: z.int() }),
    lines: z.array(
      z.object({
        at: z.date(),
        kind: z.string(),
        amountFen: z.int(),
        account: z.enum(['frozen', 'payable']),
        orderId: id.nullable(),
        reference: id,
      }),
    ),
  }),
  async run({ sql }, input) {
    const from = startOfDay(input.from)
    const to = startOfDay(addDays(input.to, 1))
    const before = await statementTotalsOf(sql, input.organisationId, new Date(0), from)
    const until = await statementTotalsOf(sql, input.organisationId, new Date(0), to)
    const lines = await statementLinesOf(sql, input.organisationId, from, to, STATEMENT_LINES_MAX)
    return { openingFen: balancesOf(before), closingFen: balancesOf(until), lines }
  },
})

function balancesOf(totals: readonly { account: string; inFen: number; outFen: number }[]) {
  const of = (account: string) =>
    totals.filter((t) => t.account === account).reduce((sum, t) => sum + t.inFen - t.outFen, 0)
  return { frozen: of('frozen'), payable: of('payable') }
}

export const readTrialBalance = query({
  name: 'ledger.trial_balance.read',
  path: '/ledger/trial-balance',
  summary: 'Every account of the county and its balance; they add up to zero',
  access: office('service_centre'),
  input: z.object({}),
  output: z.object({
    sumFen: z.int(),
    accounts: z.array(z.object({ account: z.string(), balanceFen: z.int(), postings: z.int() })),
  }),
  async run({ sql }) {
    const accounts = await trialBalance(sql)
    return { sumFen: accounts.reduce((sum, a) => sum + a.balanceFen, 0), accounts }
  },
})

const DEBTS_MAX = 500

export const readDebts = query({
  name: 'ledger.debts.read',
  path: '/ledger/debts',
  summary: 'Organisations that owe because more went back to buyers than they had, the oldest debt first',
  access: office('service_centre'),
  input: z.object({}),
  output: z.object({
    debts: z.array(
      z.object({
        organisationId: id,
        owedFen: z.int(),
        advancedFen: z.int(),
        owingSince: z.date(),
        days: z.int(),
      }),
    ),
  }),
  async run({ sql, now }) {
    const debts = await debtsOf(sql, null, DEBTS_MAX)
    const daysSince = (at: Date) => daysBetween(civilDate(at), civilDate(now))
    return { debts: debts.map((debt) => ({ ...debt, days: daysSince(debt.owingSince) })) }
  },
})
