import { z } from 'zod'
import { buyer, member } from '../../kernel/access.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import { civilDate } from '../../kernel/clock.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, fen, id, line, upload } from '../../kernel/validation.ts'
import { invoicePaper } from './file.ts'
import { buyerRequests, endRow, issueRedRow, issueRow, lockRequest, sellerRequests } from './request.sql.ts'
import type { InvoiceRequest } from './request.sql.ts'
import { isCreditCode, tidyCode } from './tax-number.ts'
import { removeTitleRow, saveTitleRow, TITLES_MAX, titlesOf } from './title.sql.ts'

const kinds = z.enum(['personal', 'company'])
const details = z.union([z.literal(''), line(200)]).default('')

/** A title as it is typed: a company's has a unified social credit code with the right check sign, a person's has none. */
export const titleFields = {
  kind: kinds,
  name: line(100),
  taxNumber: z.string().max(60).default('').transform(tidyCode),
  details,
}
type Typed = { kind: 'personal' | 'company'; taxNumber: string }
export const hasItsNumber = (title: Typed) => title.kind === 'personal' || isCreditCode(title.taxNumber)
export const withItsNumber = <T extends Typed>(title: T): T =>
  title.kind === 'personal' ? { ...title, taxNumber: '' } : title

const savedTitle = z.object({ id, kind: kinds, name: z.string(), taxNumber: z.string(), details: z.string() })

export const listTitles = query({
  name: 'invoicing.title.list',
  path: '/invoicing/titles',
  summary: "The asker's invoice titles",
  access: buyer,
  input: z.object({}),
  output: z.object({ titles: z.array(savedTitle) }),
  run: async ({ sql, actor }) => ({ titles: await titlesOf(sql, buyerIdsOf(actor)) }),
})

export const saveTitle = operation({
  name: 'invoicing.title.save',
  method: 'POST',
  path: '/invoicing/titles',
  summary: 'Keeps an invoice title: a person, or a company with its unified social credit code',
  access: buyer,
  input: z.object(titleFields),
  output: z.object({ titleId: id }),
  refusals: ['invoicing.title.bad_number', 'invoicing.title.too_many'],
  async run({ tx, actor }, input) {
    if (!hasItsNumber(input)) refuse('invoicing.title.bad_number')
    const saved = await saveTitleRow(
      tx,
      buyerIdsOf(actor)[0] ?? refuse('kernel.sign_in_required'),
      withItsNumber(input),
    )
    return { titleId: saved ?? refuse('invoicing.title.too_many', { most: TITLES_MAX }) }
  },
})

export const removeTitle = operation({
  name: 'invoicing.title.remove',
  method: 'DELETE',
  path: '/invoicing/titles/{titleId}',
  summary: 'Forgets an invoice title',
  access: buyer,
  input: z.object({ titleId: id }),
  output: z.object({ titleId: id }),
  refusals: ['invoicing.title.unknown'],
  async run({ tx, actor }, { titleId }) {
    if (!(await removeTitleRow(tx, titleId, buyerIdsOf(actor)))) refuse('invoicing.title.unknown')
    return { titleId }
  },
})

const states = z.enum(['asked', 'issued', 'refused', 'withdrawn'])
const requestOut = z.object({
  id,
  orderId: id,
  orderCode: z.string(),
  organisationId: id,
  kind: kinds,
  name: z.string(),
  taxNumber: z.string(),
  details: z.string(),
  amountFen: fen,
  redFen: fen,
  state: states,
  number: z.string().nullable(),
  issuedOn: civilDay.nullable(),
  link: z.string().nullable(),
  fileFormat: z.enum(['pdf', 'ofd']).nullable(),
  reason: z.string().nullable(),
  askedAt: z.date(),
  endedAt: z.date().nullable(),
  redLetters: z.array(z.object({ id, amountFen: fen, number: z.string().nullable() })),
})

export const listMyInvoices = query({
  name: 'invoicing.request.mine',
  path: '/invoicing/requests',
  summary: "The asker's invoice requests, newest first",
  access: buyer,
  input: z.object({}),
  output: z.object({ requests: z.array(requestOut) }),
  run: async ({ sql, actor }) => ({ requests: (await buyerRequests(sql, buyerIdsOf(actor))).map(withoutBuyer) }),
})

export const listSellerInvoices = query({
  name: 'invoicing.request.of_seller',
  path: '/invoicing/organisations/{organisationId}/requests',
  summary: 'Invoice requests to a seller; `red` are those whose refund still needs a red-letter invoice',
  access: member('seller', 'bookkeeper'),
  input: z.object({
    organisationId: id,
    show: z.enum(['asked', 'issued', 'refused', 'withdrawn', 'red']).optional(),
    limit: z.coerce.number().int().min(1).max(2000).default(200),
  }),
  output: z.object({ requests: z.array(requestOut) }),
  run: async ({ sql }, { organisationId, show, limit }) => ({
    requests: (await sellerRequests(sql, organisationId, show ?? null, limit)).map(withoutBuyer),
  }),
})

/** A fully digital invoice has 20 digits; one on the older systems 8. */
const invoiceNumber = z
  .string()
  .max(40)
  .transform((text) => text.normalize('NFKC').replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^(\d{8}|\d{20})$/))
const PAPER_BYTES_MAX = 3_000_000

export const issueInvoice = operation({
  name: 'invoicing.request.issue',
  method: 'POST',
  path: '/invoicing/organisations/{organisationId}/requests/{requestId}/invoice',
  summary: 'The seller has issued the invoice: its number, and the file (PDF, OFD) or the address where it is kept',
  access: member('seller', 'bookkeeper'),
  body: 'multipart',
  limitPerMinute: 60,
  input: z.object({
    organisationId: id,
    requestId: id,
    number: invoiceNumber,
    issuedOn: civilDay.optional(),
    link: z
      .url({ protocol: /^https$/ })
      .max(500)
      .optional(),
    file: upload(PAPER_BYTES_MAX).optional(),
  }),
  output: z.object({ requestId: id, state: states }),
  refusals: [
    'invoicing.request.unknown',
    'invoicing.request.answered',
    'invoicing.number.used',
    'invoicing.file.unreadable',
  ],
  prepare: async ({ file }) => (file === undefined ? null : invoicePaper(file)),
  async run({ tx, now, prepared }, { organisationId, requestId, number, issuedOn, link }) {
    await openRequest(tx, organisationId, requestId)
    const issued = { number, issuedOn: issuedOn ?? civilDate(now), link: link ?? null, file: prepared }
    if (!(await issueRow(tx, requestId, issued, now))) refuse('invoicing.number.used')
    tx.effects.publish({ name: 'invoicing.request.answered', subject: requestId, data: { state: 'issued' } })
    return { requestId, state: 'issued' as const }
  },
})

export const refuseInvoice = operation({
  name: 'invoicing.request.refuse',
  method: 'POST',
  path: '/invoicing/organisations/{organisationId}/requests/{requestId}/refusal',
  summary: 'The seller cannot issue the invoice as asked, and says why',
  access: member('seller', 'bookkeeper'),
  input: z.object({ organisationId: id, requestId: id, reason: line(200) }),
  output: z.object({ requestId: id, state: states }),
  refusals: ['invoicing.request.unknown', 'invoicing.request.answered'],
  async run({ tx, now }, { organisationId, requestId, reason }) {
    await openRequest(tx, organisationId, requestId)
    endRow(tx, requestId, 'refused', reason, now)
    tx.effects.publish({ name: 'invoicing.request.answered', subject: requestId, data: { state: 'refused' } })
    return { requestId, state: 'refused' as const }
  },
})

async function openRequest(tx: Parameters<typeof lockRequest>[0], organisationId: string, requestId: string) {
  const found = await lockRequest(tx, requestId)
  if (found?.organisationId !== organisationId) refuse('invoicing.request.unknown')
  if (found.state !== 'asked') refuse('invoicing.request.answered')
}

export const withdrawInvoice = operation({
  name: 'invoicing.request.withdraw',
  method: 'POST',
  path: '/invoicing/requests/{requestId}/withdrawal',
  summary: 'The buyer takes back a request that was not answered yet, such as to ask again under another title',
  access: buyer,
  input: z.object({ requestId: id }),
  output: z.object({ requestId: id, state: states }),
  refusals: ['invoicing.request.unknown', 'invoicing.request.answered'],
  async run({ tx, actor, now }, { requestId }) {
    const found = await lockRequest(tx, requestId)
    if (found === undefined || !buyerIdsOf(actor).includes(found.buyerId)) refuse('invoicing.request.unknown')
    if (found.state !== 'asked') refuse('invoicing.request.answered')
    endRow(tx, requestId, 'withdrawn', '', now)
    return { requestId, state: 'withdrawn' as const }
  },
})

export const issueRedLetter = operation({
  name: 'invoicing.red_letter.issue',
  method: 'POST',
  path: '/invoicing/organisations/{organisationId}/red-letters/{redLetterId}/invoice',
  summary: 'The seller has issued the red-letter invoice for a refund',
  access: member('seller', 'bookkeeper'),
  input: z.object({ organisationId: id, redLetterId: id, number: invoiceNumber }),
  output: z.object({ redLetterId: id }),
  refusals: ['invoicing.red_letter.not_possible'],
  async run({ tx, now }, { organisationId, redLetterId, number }) {
    if (!(await issueRedRow(tx, redLetterId, organisationId, number, now))) refuse('invoicing.red_letter.not_possible')
    return { redLetterId }
  },
})

function withoutBuyer({ buyerId: _buyerId, ...rest }: InvoiceRequest) {
  return rest
}
