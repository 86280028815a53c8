import { z } from 'zod'
import { office } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id, line } from '../../kernel/validation.ts'
import type { Tx } from '../../kernel/database.ts'
import type { Instant } from '../../kernel/clock.ts'
import { actorId } from '../../kernel/actor.ts'
import { differenceStates, mayBecome, reasons } from './bill.ts'
import { billsBetween, differencesBetween, moveDifference } from './bill.sql.ts'

const ROWS_MAX = 1_000
const lineKind = z.enum(['payment', 'refund', 'release', 'commission', 'share', 'subsidy', 'payout', 'fee'])

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
        kind: z.enum(['missing', 'unknown', 'amount', 'seller', 'not_ended', 'doubled', 'bill_changed', 'fee']),
        lineKind: z.union([lineKind, z.literal('')]),
        ourId: z.string(),
        position: z.int().nullable(),
        ourFen: z.int().nullable(),
        billFen: z.int().nullable(),
        foundAt: z.date(),
        explainedAt: z.date().nullable(),
        explanation: z.string(),
        state: z.enum(differenceStates),
        reason: z.enum(reasons),
        ownerId: id.nullable(),
        note: z.string(),
        steps: z.array(z.object({ at: z.date(), state: z.enum(differenceStates), note: z.string() })),
      }),
    ),
  }),
  async run({ sql }, { from, to, show }) {
    const bills = await billsBetween(sql, from, to, ROWS_MAX)
    const states = show === 'all' ? null : (['open', 'escalated'] as const)
    return { bills, differences: await differencesBetween(sql, from, to, states, ROWS_MAX) }
  },
})

const words = { differenceId: id, note: line(300) }
const ended = z.object({ differenceId: id })

export const explainBillDifference = operation({
  name: 'payment.reconciliation.explain',
  method: 'POST',
  path: '/payment/reconciliation/differences/{differenceId}/explanation',
  summary: 'The service centre writes down why a bill and our books differ',
  access: office('service_centre'),
  input: z.object({ differenceId: id, explanation: line(300), reason: z.enum(reasons).optional() }),
  output: ended,
  refusals: ['payment.difference.unknown'],
  async run({ tx, actor, now }, { differenceId, explanation, reason }) {
    const to = { state: 'explained' as const, reason: reason ?? null, note: explanation, ownerId: null }
    return move(tx, differenceId, { ...to, actorId: actorId(actor) }, now)
  },
})

export const escalateBillDifference = operation({
  name: 'payment.reconciliation.escalate',
  method: 'POST',
  path: '/payment/reconciliation/differences/{differenceId}/escalation',
  summary: 'A difference nobody can explain here goes to someone, with a note of what to ask the gateway',
  access: office('service_centre'),
  input: z.object({ ...words, ownerId: id }),
  output: ended,
  refusals: ['payment.difference.unknown'],
  async run({ tx, actor, now }, { differenceId, note, ownerId }) {
    const to = { state: 'escalated' as const, reason: null, note, ownerId, actorId: actorId(actor) }
    return move(tx, differenceId, to, now)
  },
})

export const closeBillDifference = operation({
  name: 'payment.reconciliation.close',
  method: 'POST',
  path: '/payment/reconciliation/differences/{differenceId}/closure',
  summary: 'A difference that was explained or escalated is closed, with how it ended',
  access: office('service_centre'),
  input: z.object(words),
  output: ended,
  refusals: ['payment.difference.unknown'],
  async run({ tx, actor, now }, { differenceId, note }) {
    const to = { state: 'closed' as const, reason: null, note, ownerId: null, actorId: actorId(actor) }
    return move(tx, differenceId, to, now)
  },
})

async function move(
  tx: Tx,
  differenceId: string,
  to: Omit<Parameters<typeof moveDifference>[2], 'from'>,
  now: Instant,
) {
  if (!(await moveDifference(tx, differenceId, { ...to, from: mayBecome[to.state] }, now)))
    refuse('payment.difference.unknown')
  return { differenceId }
}
