import { z } from 'zod'
import { office } from '../../kernel/access.ts'
import { addMonths, startOfDay } from '../../kernel/clock.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id } from '../../kernel/validation.ts'
import { monthsOf, postingsOf } from './account.sql.ts'

const ACCOUNT =
  /^(gateway|commission|subsidy\/platform|(frozen|payable|subsidy)\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
/** A month, as its first day or as `2026-04`. */
export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)

const EVER = { from: new Date(0), to: new Date('9999-01-01T00:00:00Z') }

export const readAccount = query({
  name: 'ledger.account.read',
  path: '/ledger/accounts',
  summary:
    'An account of the county by month, and its movements (of one month where named), newest first; debits are positive',
  access: office('service_centre'),
  input: z.object({
    account: z.string().regex(ACCOUNT),
    month: month.optional(),
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    account: z.string(),
    balanceFen: z.int(),
    postings: z.int(),
    months: z.array(z.object({ month: civilDay, debitFen: z.int(), creditFen: z.int(), postings: z.int() })),
    lines: z.array(
      z.object({
        id,
        at: z.date(),
        kind: z.string(),
        amountFen: z.int(),
        counterAccount: z.string(),
        organisationId: id.nullable(),
        orderId: id.nullable(),
        reference: id,
      }),
    ),
  }),
  refusals: ['ledger.account.unknown'],
  async run({ sql }, { account, month: asked, before, limit }) {
    const months = await monthsOf(sql, account)
    if (months.length === 0) refuse('ledger.account.unknown')
    const sum = (value: (one: (typeof months)[number]) => number) =>
      months.reduce((total, one) => total + value(one), 0)
    const span = asked === undefined ? EVER : monthSpan(asked)
    const lines = await postingsOf(sql, account, { ...span, before: before ?? null, limit })
    return {
      account,
      balanceFen: sum((m) => m.debitFen - m.creditFen),
      postings: sum((m) => m.postings),
      months,
      lines,
    }
  },
})

/** The first moment of a month such as `2026-04`, and the first of the next. */
export function monthSpan(asked: string) {
  const first = `${asked}-01`
  return { from: startOfDay(first), to: startOfDay(addMonths(first, 1)) }
}
