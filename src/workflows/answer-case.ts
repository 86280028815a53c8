import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import { addSeconds } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { decodeFields, photoFields } from '../kernel/photo.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id, line, prose } from '../kernel/validation.ts'
import type { CaseHead } from '../modules/aftersales/index.ts'
import {
  addEvidencePhotos,
  backOf,
  caseLines,
  caseLots,
  countBack,
  handOverCaseParcel,
  isOpen,
  speakRow,
} from '../modules/aftersales/index.ts'
import { confirmHolds, holdStock, shipSold, takeBackSold } from '../modules/stock/index.ts'
import { lockedCase, stepCase } from './case-parts.ts'
import { unitsByLine } from './open-case.ts'
import { caseMoved, caseRefusals, evidenceRefusals, trackingNumber } from './pursue-case.ts'

const of = (organisationId: string) => (c: CaseHead) => c.organisationId === organisationId

export const answerSellerCase = operation({
  name: 'aftersales.case.seller_answer',
  method: 'POST',
  path: '/aftersales/organisations/{organisationId}/cases/{caseId}/answers',
  summary:
    'The seller grants, refuses with a reason, offers part of the money, contests goods that came back, or pays instead of sending new ones',
  access: member('seller'),
  input: z
    .object({
      organisationId: id,
      caseId: id,
      step: z.enum(['grant', 'refuse', 'offer', 'contest', 'pay_instead']),
      note: prose(500).default(''),
      amountFen: fen.optional(),
      returnTo: line(200).optional(),
    })
    .refine((input) => !['refuse', 'contest'].includes(input.step) || input.note !== '', { path: ['note'] })
    .refine((input) => input.step !== 'offer' || input.amountFen !== undefined, { path: ['amountFen'] }),
  output: caseMoved,
  refusals: [...caseRefusals, 'aftersales.offer.too_much'],
  async run({ tx, now }, { organisationId, caseId, step, note, amountFen, returnTo }) {
    const locked = await lockedCase(tx, caseId, of(organisationId))
    const offeredFen = step === 'offer' ? (amountFen ?? 0) : null
    if (offeredFen !== null && (offeredFen < 1 || offeredFen > locked.c.wantedFen)) refuse('aftersales.offer.too_much')
    const said = {
      side: 'seller' as const,
      note,
      ...(offeredFen === null ? {} : { offeredFen }),
      ...(returnTo === undefined ? {} : { returnTo }),
    }
    return { caseId, state: await stepCase(tx, locked, step, said, now) }
  },
})

export const takeBackGoods = operation({
  name: 'aftersales.case.take_back',
  method: 'POST',
  path: '/aftersales/organisations/{organisationId}/cases/{caseId}/goods-back',
  summary:
    'The goods are back: `shelf` says how many of each line (line:units) can be sold again, the rest is written off',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    caseId: id,
    shelf: unitsByLine.optional(),
    returnFreightFen: z.int().min(0).max(100_000).default(0),
    note: prose(500).default(''),
  }),
  output: caseMoved,
  refusals: [...caseRefusals, 'aftersales.back.too_many'],
  async run({ tx, now }, { organisationId, caseId, shelf = [], returnFreightFen, note }) {
    const locked = await lockedCase(tx, caseId, of(organisationId))
    const state = await stepCase(tx, locked, 'take_back', { side: 'seller', note, returnFreightFen }, now)
    await putAway(tx, organisationId, caseId, shelf, now)
    return { caseId, state }
  },
})

async function putAway(
  tx: Tx,
  organisationId: string,
  caseId: string,
  shelf: readonly { line: number; units: number }[],
  now: Instant,
): Promise<void> {
  const lots = Map.groupBy(await caseLots(tx, caseId), (lot) => lot.line)
  const back = [...lots].flatMap(([number, own]) => {
    const units = shelf.filter((s) => s.line === number).reduce((sum, s) => sum + s.units, 0)
    if (units > own.reduce((sum, lot) => sum + lot.units, 0)) refuse('aftersales.back.too_many')
    return backOf(own, units).map((lot) => ({ line: number, ...lot }))
  })
  if (shelf.some((s) => !lots.has(s.line))) refuse('aftersales.back.too_many')
  countBack(tx, caseId, back)
  await takeBackSold(tx, organisationId, caseId, back, now)
}

export const sendAgain = operation({
  name: 'aftersales.case.resend',
  method: 'POST',
  path: '/aftersales/organisations/{organisationId}/cases/{caseId}/new-parcel',
  summary: 'The seller sends new goods, taken from stock, with the tracking number',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, caseId: id, carrier: line(30), trackingNumber }),
  output: caseMoved,
  refusals: [...caseRefusals, 'stock.sold_out'],
  async run({ tx, now }, { organisationId, caseId, carrier, trackingNumber: number }) {
    const locked = await lockedCase(tx, caseId, of(organisationId))
    const state = await stepCase(tx, locked, 'resend', { side: 'seller', note: '' }, now)
    await takeFromStock(tx, caseId, now)
    handOverCaseParcel(tx, caseId, 'out', { carrier, trackingNumber: number }, now)
    return { caseId, state }
  },
})

/** New goods leave the shelf under the case's own id, first expired first out as any others. */
async function takeFromStock(tx: Tx, caseId: string, now: Instant): Promise<void> {
  const lines = await caseLines(tx, caseId)
  const wanted = [...Map.groupBy(lines, (l) => l.itemId)].map(([itemId, own]) => ({
    orderId: caseId,
    itemId,
    units: own.reduce((sum, l) => sum + l.units, 0),
  }))
  await holdStock(tx, wanted, addSeconds(now, 60), now)
  await confirmHolds(tx, [caseId], now)
  await shipSold(tx, [caseId], now)
}

export const showSellerEvidence = operation({
  name: 'aftersales.case.seller_show',
  method: 'POST',
  path: '/aftersales/organisations/{organisationId}/cases/{caseId}/evidence',
  summary: 'The seller adds words and photos to an open case',
  access: member('seller', 'packer'),
  body: 'multipart',
  limitPerMinute: 20,
  input: z.object({ organisationId: id, caseId: id, note: prose(1000).default(''), ...photoFields }),
  output: caseMoved,
  refusals: evidenceRefusals,
  prepare: (input) => decodeFields(input),
  async run({ tx, now, prepared }, { organisationId, caseId, note }) {
    const { c } = await lockedCase(tx, caseId, of(organisationId))
    if (!isOpen(c.state)) refuse('aftersales.case.step_not_possible', { step: 'evidence', state: c.state })
    await addEvidencePhotos(tx, caseId, 'seller', prepared, now)
    speakRow(tx, caseId, 'seller', note, now)
    return { caseId, state: c.state }
  },
})
