import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import type { Actor } from '../kernel/actor.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import { operation } from '../kernel/operation.ts'
import { decodeFields, photoFields } from '../kernel/photo.ts'
import { refuse } from '../kernel/refusal.ts'
import { id, line, prose } from '../kernel/validation.ts'
import type { CaseHead } from '../modules/aftersales/index.ts'
import { addEvidencePhotos, caseState, handOverCaseParcel, isOpen, speakRow } from '../modules/aftersales/index.ts'
import { lockedCase, stepCase } from './case-parts.ts'

const ofBuyer = (actor: Actor) => (c: CaseHead) => buyerIdsOf(actor).includes(c.buyerId)

/** What the seller offered is what an acceptance pays. */
const amountOf = (step: string, c: CaseHead) =>
  step === 'accept' && c.offeredFen !== null ? { amountFen: c.offeredFen } : {}

export const caseMoved = z.object({ caseId: id, state: caseState })
export const caseRefusals = [
  'aftersales.case.unknown',
  'aftersales.case.step_not_possible',
  'market.order.step_not_possible',
  'ledger.share.unknown',
  'ledger.refund.too_much',
] as const

export const trackingNumber = z
  .string()
  .max(80)
  .transform((t) => t.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9-]{4,40}$/))

export const answerMyCase = operation({
  name: 'aftersales.case.answer',
  method: 'POST',
  path: '/aftersales/cases/{caseId}/answers',
  summary:
    'The buyer accepts or declines an offer, confirms the new goods, withdraws, or goes before the service centre',
  access: buyer,
  input: z.object({
    caseId: id,
    step: z.enum(['accept', 'decline', 'confirm', 'withdraw', 'dispute']),
    note: prose(500).default(''),
  }),
  output: caseMoved,
  refusals: caseRefusals,
  async run({ tx, actor, now }, { caseId, step, note }) {
    const locked = await lockedCase(tx, caseId, ofBuyer(actor))
    return {
      caseId,
      state: await stepCase(tx, locked, step, { side: 'buyer', note, ...amountOf(step, locked.c) }, now),
    }
  },
})

export const sendBack = operation({
  name: 'aftersales.case.send_back',
  method: 'POST',
  path: '/aftersales/cases/{caseId}/return-parcel',
  summary: 'The buyer has sent the goods back, with the tracking number',
  access: buyer,
  input: z.object({ caseId: id, carrier: line(30), trackingNumber }),
  output: caseMoved,
  refusals: caseRefusals,
  async run({ tx, actor, now }, { caseId, carrier, trackingNumber: number }) {
    const locked = await lockedCase(tx, caseId, ofBuyer(actor))
    const state = await stepCase(tx, locked, 'send_back', { side: 'buyer', note: '' }, now)
    handOverCaseParcel(tx, caseId, 'back', { carrier, trackingNumber: number }, now)
    return { caseId, state }
  },
})

export const evidenceRefusals = [
  'aftersales.case.unknown',
  'aftersales.case.step_not_possible',
  'aftersales.photo.too_many',
  'kernel.photo.not_a_picture',
  'kernel.photo.too_large',
] as const

export const showMyEvidence = operation({
  name: 'aftersales.case.show',
  method: 'POST',
  path: '/aftersales/cases/{caseId}/evidence',
  summary: 'The buyer adds words and photos to an open case',
  access: buyer,
  body: 'multipart',
  limitPerMinute: 20,
  input: z.object({ caseId: id, note: prose(1000).default(''), ...photoFields }),
  output: caseMoved,
  refusals: evidenceRefusals,
  prepare: (input) => decodeFields(input),
  async run({ tx, actor, now, prepared }, { caseId, note }) {
    const { c } = await lockedCase(tx, caseId, ofBuyer(actor))
    if (!isOpen(c.state)) refuse('aftersales.case.step_not_possible', { step: 'evidence', state: c.state })
    await addEvidencePhotos(tx, caseId, 'buyer', prepared, now)
    speakRow(tx, caseId, 'buyer', note, now)
    return { caseId, state: c.state }
  },
})
