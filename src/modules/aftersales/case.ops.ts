import { z } from 'zod'
import { anyone, buyer, member, office } from '../../kernel/access.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import { addDays, startOfDay } from '../../kernel/clock.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, fen, id } from '../../kernel/validation.ts'
import { caseStates, deadlines, EVIDENCE_SECONDS, sides } from './case.ts'
import type { CaseState } from './case.ts'
import { buyerCases, casesInStates, caseView, sellerCases, waitingCases } from './case-view.sql.ts'
import { caseCosts, costsByCause } from './cost.sql.ts'
import { costsByListing } from './cost.ts'
import { causeRules, causes, remedies, returnClasses, returnRules } from './rule.ts'

export const caseState = z.enum(caseStates)

/** A case without who the buyer is: what both sides and the centre see of it. */
export const caseOut = z.object({
  id,
  code: z.string(),
  orderId: id,
  orderCode: z.string(),
  organisationId: id,
  cause: z.enum(causes),
  remedy: z.enum(remedies),
  state: caseState,
  account: z.string(),
  wantedFen: fen,
  offeredFen: fen.nullable(),
  refundedFen: fen,
  freightBearer: z.enum(['buyer', 'seller']),
  returnFreightFen: fen,
  returnTo: z.string(),
  dueAt: z.date().nullable(),
  evidenceUntil: z.date().nullable(),
  openedAt: z.date(),
  closedAt: z.date().nullable(),
  lines: z.array(
    z.object({
      line: z.int(),
      listingId: id,
      itemId: id,
      titleZh: z.string(),
      titleEn: z.string(),
      units: z.int(),
      lots: z.array(
        z.object({ lotId: id, lotCode: z.string(), units: z.int(), shelfUnits: z.int(), scrappedUnits: z.int() }),
      ),
    }),
  ),
  steps: z.array(
    z.object({ at: z.date(), step: z.string(), side: z.enum(sides), note: z.string(), amountFen: fen.nullable() }),
  ),
  parcels: z.array(
    z.object({ way: z.enum(['back', 'out']), carrier: z.string(), trackingNumber: z.string(), handedOverAt: z.date() }),
  ),
  photos: z.array(z.object({ id, side: z.enum(sides), width: z.int(), height: z.int(), at: z.date() })),
})

const page = { before: id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }

export const listMyCases = query({
  name: 'aftersales.case.list',
  path: '/aftersales/cases',
  summary: "The asker's cases, newest first, of one order or of all",
  access: buyer,
  input: z.object({ orderId: id.optional() }),
  output: z.object({ cases: z.array(caseOut) }),
  run: async ({ sql, actor }, { orderId }) => ({
    cases: (await buyerCases(sql, buyerIdsOf(actor), orderId ?? null)).map(withoutBuyer),
  }),
})

export const readMyCase = query({
  name: 'aftersales.case.read',
  path: '/aftersales/cases/{caseId}',
  summary: 'One case of the asker, with where it stands and by when who must answer',
  access: buyer,
  input: z.object({ caseId: id }),
  output: caseOut,
  refusals: ['aftersales.case.unknown'],
  async run({ sql, actor }, { caseId }) {
    const found = await caseView(sql, caseId)
    if (found === undefined || !buyerIdsOf(actor).includes(found.buyerId)) refuse('aftersales.case.unknown')
    return withoutBuyer(found)
  },
})

export const listSellerCases = query({
  name: 'aftersales.case.seller_list',
  path: '/aftersales/organisations/{organisationId}/cases',
  summary: 'Cases against a seller, newest first, and how many wait for it',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id, open: z.stringbool().optional(), ...page }),
  output: z.object({ cases: z.array(caseOut), waiting: z.int() }),
  run: async ({ sql }, input) => ({
    cases: (await sellerCases(sql, input.organisationId, input.open ?? null, input.before ?? null, input.limit)).map(
      withoutBuyer,
    ),
    waiting: await waitingCases(sql, input.organisationId),
  }),
})

export const readSellerCase = query({
  name: 'aftersales.case.seller_read',
  path: '/aftersales/organisations/{organisationId}/cases/{caseId}',
  summary: 'One case against a seller',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id, caseId: id }),
  output: caseOut,
  refusals: ['aftersales.case.unknown'],
  async run({ sql }, input) {
    const found = await caseView(sql, input.caseId)
    if (found?.organisationId !== input.organisationId) refuse('aftersales.case.unknown')
    return withoutBuyer(found)
  },
})

export const readCosts = query({
  name: 'aftersales.case.costs',
  path: '/aftersales/organisations/{organisationId}/costs',
  summary: 'What after-sales cost a seller in a period: by cause and by listing with its lots, the dearest first',
  access: member('seller', 'bookkeeper'),
  input: z.object({ organisationId: id, from: civilDay, to: civilDay }),
  output: z.object({
    causes: z.array(
      z.object({ cause: z.enum(causes), cases: z.int(), units: z.int(), refundedFen: fen, returnFreightFen: fen }),
    ),
    listings: z.array(
      z.object({
        listingId: id,
        titleZh: z.string(),
        titleEn: z.string(),
        cases: z.int(),
        units: z.int(),
        costFen: fen,
        lots: z.array(z.string()),
      }),
    ),
  }),
  async run({ sql }, { organisationId, from, to }) {
    const [since, until] = [startOfDay(from), startOfDay(addDays(to, 1))]
    return {
      causes: await costsByCause(sql, organisationId, since, until),
      listings: costsByListing(await caseCosts(sql, organisationId, since, until)),
    }
  },
})

const SHOWN: Readonly<Record<'disputed' | 'open' | 'ended', readonly CaseState[]>> = {
  disputed: ['disputed'],
  open: ['asked', 'offered', 'refused', 'returning', 'sent_back', 'resending', 'resent'],
  ended: ['refunded', 'exchanged', 'withdrawn', 'lapsed', 'rejected'],
}

export const listCentreCases = query({
  name: 'aftersales.case.centre_list',
  path: '/aftersales/cases-of-the-county',
  summary: 'Disputes before the service centre, or all open or ended cases, newest first',
  access: office('service_centre'),
  input: z.object({ show: z.enum(['disputed', 'open', 'ended']).default('disputed'), ...page }),
  output: z.object({ cases: z.array(caseOut) }),
  run: async ({ sql }, input) => ({
    cases: (await casesInStates(sql, SHOWN[input.show], input.before ?? null, input.limit)).map(withoutBuyer),
  }),
})

export const readCentreCase = query({
  name: 'aftersales.case.centre_read',
  path: '/aftersales/cases-of-the-county/{caseId}',
  summary: 'One case with the evidence of both sides',
  access: office('service_centre'),
  input: z.object({ caseId: id }),
  output: caseOut,
  refusals: ['aftersales.case.unknown'],
  run: async ({ sql }, { caseId }) => withoutBuyer((await caseView(sql, caseId)) ?? refuse('aftersales.case.unknown')),
})

const sources = z.enum(['law24', 'law25', 'measures', 'regulations19', 'platform'])

export const readRules = query({
  name: 'aftersales.rule.list',
  path: '/aftersales/rules',
  summary: 'The rules of returns, claims and deadlines, each with its source',
  access: anyone,
  input: z.object({}),
  output: z.object({
    classes: z.array(
      z.object({
        class: z.enum(returnClasses),
        noReasonDays: z.int(),
        exemptWhenConfirmed: z.boolean(),
        spoiledClaimHours: z.int().nullable(),
        sources: z.array(sources),
      }),
    ),
    causes: z.array(
      z.object({
        cause: z.enum(causes),
        remedies: z.array(z.enum(remedies)),
        freight: z.enum(['buyer', 'seller']),
        photos: z.boolean(),
        source: sources,
      }),
    ),
    deadlines: z.array(
      z.object({ state: caseState, hours: z.int(), whose: z.enum(['buyer', 'seller', 'centre']), silence: z.string() }),
    ),
    evidenceHours: z.int(),
  }),
  run: async () => ({
    classes: returnClasses.map((one) => ({
      class: one,
      noReasonDays: returnRules[one].noReasonDays,
      exemptWhenConfirmed: returnRules[one].exemptWhenConfirmed,
      spoiledClaimHours: returnRules[one].spoiledClaimHours,
      sources: [...returnRules[one].sources],
    })),
    causes: causes.map((one) => ({
      cause: one,
      remedies: [...causeRules[one].remedies],
      freight: causeRules[one].freight,
      photos: causeRules[one].photos,
      source: causeRules[one].source,
    })),
    deadlines: Object.entries(deadlines).map(([state, { seconds, whose, silence }]) => ({
      state: state as CaseState,
      hours: seconds / 3600,
      whose,
      silence,
    })),
    evidenceHours: EVIDENCE_SECONDS / 3600,
  }),
})

function withoutBuyer<T extends { buyerId: string }>({ buyerId: _buyerId, ...rest }: T): Omit<T, 'buyerId'> {
  return rest
}
