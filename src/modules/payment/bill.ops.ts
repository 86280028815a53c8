import { z } from 'zod'
import { office } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id, line } from '../../kernel/validation.ts'
import { billsBetween, differencesBetween, explainDifference } from './bill.sql.ts'

const ROWS_MAX = 1_000
const lineKind = z.enum(['payment', 'refund', 'release', 'commission', 'payout', 'fee'])

export const readReconciliation = query({
  name: 'payment.reconciliation.read',
  path: '/payment/reconciliation',
  summary: "The gateways' daily bills, what they add up to, and where they differ from our books",
  access: office('service_centre'),
  input: z.object({ from: civilDay, to: civilDay, show: z.enum(['open', 'all']).default('open') }),
  output: z.object({
    bills: z.array(
      z.object({
        gateway: z.string(),
        date: civilDay,
        lines: z.int(),
        fetchedAt: z.date(),
        totals: z.array(z.object({ kind: lineKind, lines: z.int(), amountFen: z.int() })),
      }),
    ),
    differences: z.array(
      z.object({
        id,
        gateway: z.string(),
        date: civilDay,
        kind: z.enum(['missing', 'unknown', 'amount', 'seller', 'not_ended', 'doubled', 'bill_changed']),
        lineKind: z.union([lineKind, z.literal('')]),
        ourId: z.string(),
        position: z.int().nullable(),
        ourFen: z.int().nullable(),
        billFen: z.int().nullable(),
        foundAt: z.date(),
        explainedAt: z.date().nullable(),
        explanation: z.string(),
      }),
    ),
  }),
  async run({ sql }, { from, to, show }) {
    const bills = await billsBetween(sql, from, to, ROWS_MAX)
    return { bills, differences: await differencesBetween(sql, from, to, show === 'all', ROWS_MAX) }
  },
})

export const explainBillDifference = operation({
  name: 'payment.reconciliation.explain',
  method: 'POST',
  path: '/payment/reconciliation/differences/{differenceId}/explanation',
  summary: 'The service centre writes down why a bill and our books differ',
  access: office('service_centre'),
  input: z.object({ differenceId: id, explanation: line(300) }),
  output: z.object({ differenceId: id }),
  refusals: ['payment.difference.unknown'],
  async run({ tx, now }, { differenceId, explanation }) {
    if (!(await explainDifference(tx, differenceId, explanation, now))) refuse('payment.difference.unknown')
    return { differenceId }
  },
})
