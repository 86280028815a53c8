import { z } from 'zod'
import { office } from '../kernel/access.ts'
import { eachInTurn, job } from '../kernel/jobs.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id, prose } from '../kernel/validation.ts'
import type { OpenState } from '../modules/aftersales/index.ts'
import { caseHead, caseView, deadlines, dueCases, lockDueCase, mayDecide } from '../modules/aftersales/index.ts'
import { lockOrder } from '../modules/market/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { Instant } from '../kernel/clock.ts'
import { lockedCase, stepCase } from './case-parts.ts'
import { caseMoved, caseRefusals } from './pursue-case.ts'

export const decideCase = operation({
  name: 'aftersales.case.decide',
  method: 'POST',
  path: '/aftersales/cases-of-the-county/{caseId}/decision',
  summary:
    'The service centre decides a dispute, with reasons both sides read: money back, goods back first, or neither',
  access: office('service_centre'),
  input: z.object({
    caseId: id,
    step: z.enum(['decide_refund', 'decide_return', 'decide_reject']),
    amountFen: fen.optional(),
    reasons: prose(1000).pipe(z.string().min(4)),
  }),
  output: caseMoved,
  refusals: [...caseRefusals, 'aftersales.dispute.too_early', 'aftersales.offer.too_much'],
  async run({ tx, now }, { caseId, step, amountFen, reasons }) {
    const locked = await lockedCase(tx, caseId, () => true)
    const { c } = locked
    if (amountFen !== undefined && (amountFen < 1 || amountFen > c.wantedFen)) refuse('aftersales.offer.too_much')
    const view = await caseView(tx, caseId)
    if (c.evidenceUntil !== null && c.state === 'disputed' && !mayDecide(c.evidenceUntil, view?.steps ?? [], now))
      refuse('aftersales.dispute.too_early')
    const said = { side: 'centre' as const, note: reasons, ...(amountFen === undefined ? {} : { amountFen }) }
    return { caseId, state: await stepCase(tx, locked, step, said, now) }
  },
})

const BATCH = 200

/** What silence does to a case whose time is over; nothing where somebody has spoken meanwhile. */
async function advanceCase(tx: Tx, caseId: string, now: Instant): Promise<void> {
  const seen = await caseHead(tx, caseId)
  const order = seen === undefined ? undefined : await lockOrder(tx, seen.orderId)
  const c = await lockDueCase(tx, caseId, now)
  if (order === undefined || c === undefined) return
  const { silence } = deadlines[c.state as OpenState]
  await stepCase(tx, { c, order }, silence, { side: 'time', note: '' }, now)
}

export const advanceCasesJob = job({
  name: 'aftersales.advance-cases',
  payload: z.unknown(),
  every: '*/5 * * * *',
  async run(app) {
    const now = app.clock.now()
    const due = await app.database.read((sql) => dueCases(sql, now, BATCH))
    await eachInTurn(app, due, (tx, caseId) => advanceCase(tx, caseId, now))
  },
})
