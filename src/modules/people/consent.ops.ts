import { createHash } from 'node:crypto'
import { z } from 'zod'
import { member, office, signedIn } from '../../kernel/access.ts'
import { staffRoles } from '../../kernel/actor.ts'
import { delegatedRows } from '../../kernel/audit.ops.ts'
import type { Instant } from '../../kernel/clock.ts'
import { addDays, addSeconds, civilDate, startOfDay } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { operation, query } from '../../kernel/operation.ts'
import type { Ports } from '../../kernel/ports.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id, line } from '../../kernel/validation.ts'
import type { ConsentRequest, ConsentRow, Given } from './consent.sql.ts'
import {
  answerRequestRow,
  consentById,
  consentsOf,
  consentsOfAgent,
  countTryRow,
  endConsentRow,
  growerRow,
  insertConsentRow,
  insertRequestRow,
  lockedRequest,
  openRequestRows,
} from './consent.sql.ts'
import { latestSheets } from './consent-paper.sql.ts'
import { phone } from './contact.ts'
import { CONSENT_DAYS_MAX, REQUEST_SECONDS, TRIES_MAX, codeOf, scopes } from './mandate.ts'
import { personIdOf } from './person.ts'

export const scopeSet = z
  .array(z.enum(scopes))
  .min(1)
  .max(scopes.length)
  .transform((chosen) => scopes.filter((scope) => chosen.includes(scope)))

/** Refuses: people.consent.until_wrong. */
export function checkUntil(until: string, now: Instant): void {
  const today = civilDate(now)
  if (until < today || until > addDays(today, CONSENT_DAYS_MAX)) refuse('people.consent.until_wrong')
}

/** The code that was sent for a request, made again. */
export function requestCode(ports: Ports, requestId: string): string {
  const secret = ports.auth.invitationToken(requestId)
  return codeOf(createHash('sha256').update(`consent ${secret}`).digest('hex'))
}

export const askConsent = operation({
  name: 'people.consent.ask',
  method: 'POST',
  path: '/people/organisations/{organisationId}/consent-requests',
  summary: "Asks a grower to let the asker act for them; a code goes to the grower's phone",
  access: member('seller', 'packer'),
  limitPerMinute: 5,
  input: z.object({
    /** The organisation the asker works for. */
    organisationId: id,
    growerName: line(60),
    growerPhone: phone,
    scopes: scopeSet,
    until: civilDay,
  }),
  output: z.object({ requestId: id, expiresAt: z.date() }),
  refusals: ['people.consent.no_grower', 'people.consent.until_wrong'],
  async run({ tx, actor, now, lang }, input) {
    checkUntil(input.until, now)
    const growerId = await growerRow(tx, input.growerName, input.growerPhone, input.organisationId)
    if (growerId === null) refuse('people.consent.no_grower')
    const request = {
      id: uuidv7(now),
      organisationId: growerId,
      agentOrganisationId: input.organisationId,
      agentId: personIdOf(actor),
      scopes: input.scopes,
      until: input.until,
      lang,
      askedAt: now,
      expiresAt: addSeconds(now, REQUEST_SECONDS),
      onPaper: false,
    }
    await insertRequestRow(tx, request)
    tx.effects.request({ name: 'people.ask_consent', payload: { requestId: request.id } })
    return { requestId: request.id, expiresAt: request.expiresAt }
  },
})

/** Refuses: people.consent.until_wrong. */
export async function giveConsent(
  tx: Tx,
  request: ConsentRequest,
  given: Given,
  by: string,
  now: Instant,
): Promise<string> {
  const consentId = uuidv7(now)
  const endsAt = startOfDay(addDays(request.until, 1))
  if (endsAt <= now) refuse('people.consent.until_wrong')
  // What the same agent may do already ends as the new consent begins.
  for (const earlier of await consentsOf(tx, request.organisationId))
    if (earlier.agentId === request.agentId && earlier.endedAt === null)
      await endConsentRow(tx, earlier.id, { personId: by, side: 'grower' }, now)
  await answerRequestRow(tx, request.id, 'given')
  await insertConsentRow(tx, consentId, request, { ...given, by, at: now, endsAt })
  tx.effects.request({ name: 'people.tell_consent', payload: { consentId } })
  return consentId
}

export const confirmConsent = operation({
  name: 'people.consent.confirm',
  method: 'POST',
  path: '/people/organisations/{organisationId}/consent-requests/{requestId}/code',
  summary: 'The agent enters the code the grower read out: that is the consent. Five tries',
  access: member('seller', 'packer'),
  limitPerMinute: 10,
  input: z.object({ organisationId: id, requestId: id, code: z.string().regex(/^\d{6}$/) }),
  output: z.object({ consentId: id.nullable(), triesLeft: z.int() }),
  refusals: ['people.consent.unknown_request', 'people.consent.no_tries_left', 'people.consent.until_wrong'],
  audit: (input, output) => ({ requestId: input.requestId, consentId: output.consentId }),
  async run({ tx, actor, now, ports }, { organisationId, requestId, code }) {
    const agentId = personIdOf(actor)
    const request = await lockedRequest(tx, requestId, now)
    if (request?.agentId !== agentId || request.agentOrganisationId !== organisationId || request.onPaper)
      refuse('people.consent.unknown_request')
    const tries = (await countTryRow(tx, requestId)) ?? refuse('people.consent.no_tries_left')
    // A wrong code is an answer and no refusal: a refusal would take the counted try back.
    if (code !== requestCode(ports, requestId)) return { consentId: null, triesLeft: TRIES_MAX - tries }
    return { consentId: await giveConsent(tx, request, { how: 'code' }, agentId, now), triesLeft: TRIES_MAX - tries }
  },
})

export const answerConsent = operation({
  name: 'people.consent.answer',
  method: 'POST',
  path: '/people/organisations/{organisationId}/consent-requests/{requestId}/answer',
  summary: 'The owner agrees to what an agent asked for, or does not',
  access: member(),
  input: z.object({ organisationId: id, requestId: id, agrees: z.boolean() }),
  output: z.object({ consentId: id.nullable() }),
  refusals: ['people.consent.unknown_request', 'people.consent.until_wrong'],
  async run({ tx, actor, now }, { organisationId, requestId, agrees }) {
    const request = await lockedRequest(tx, requestId, now)
    if (request?.organisationId !== organisationId) refuse('people.consent.unknown_request')
    if (agrees) return { consentId: await giveConsent(tx, request, { how: 'account' }, personIdOf(actor), now) }
    await answerRequestRow(tx, requestId, 'refused')
    return { consentId: null }
  },
})

const ended = z.object({ consentId: id })

async function end(
  tx: Tx,
  found: ConsentRow | null,
  by: { personId: string; side: 'grower' | 'agent' | 'centre' },
  now: Instant,
) {
  if (found === null || !(await endConsentRow(tx, found.id, by, now))) refuse('people.consent.unknown')
  tx.effects.request({ name: 'people.tell_consent', payload: { consentId: found.id } })
  return { consentId: found.id }
}

export const revokeConsent = operation({
  name: 'people.consent.revoke',
  method: 'DELETE',
  path: '/people/organisations/{organisationId}/consents/{consentId}',
  summary: 'The owner takes a consent back: the agent may do nothing more from now on',
  access: member(),
  input: z.object({ organisationId: id, consentId: id }),
  output: ended,
  refusals: ['people.consent.unknown'],
  async run({ tx, actor, now }, { organisationId, consentId }) {
    const found = await consentById(tx, consentId)
    const own = found?.organisationId === organisationId ? found : null
    return end(tx, own, { personId: personIdOf(actor), side: 'grower' }, now)
  },
})

export const giveBackConsent = operation({
  name: 'people.consent.give_back',
  method: 'DELETE',
  path: '/people/me/consents/{consentId}',
  summary: 'The agent gives a consent back',
  access: signedIn,
  input: z.object({ consentId: id }),
  output: ended,
  refusals: ['people.consent.unknown'],
  async run({ tx, actor, now }, { consentId }) {
    const personId = personIdOf(actor)
    const found = await consentById(tx, consentId)
    return end(tx, found?.agentId === personId ? found : null, { personId, side: 'agent' }, now)
  },
})

export const endConsent = operation({
  name: 'people.consent.end',
  method: 'POST',
  path: '/people/consents/{consentId}/end',
  summary: 'The service centre ends a consent at the word of a grower who cannot do it',
  access: office('service_centre'),
  input: z.object({ consentId: id }),
  output: ended,
  refusals: ['people.consent.unknown'],
  run: async ({ tx, actor, now }, { consentId }) =>
    end(tx, await consentById(tx, consentId), { personId: personIdOf(actor), side: 'centre' }, now),
})

export const consentView = z.object({
  id,
  organisationId: id,
  organisationZh: z.string(),
  organisationEn: z.string().nullable(),
  agentOrganisationId: id,
  agentOrganisationZh: z.string(),
  agentId: id,
  agentName: z.string(),
  scopes: z.array(z.enum(scopes)),
  until: civilDay,
  how: z.enum(['account', 'code', 'paper']),
  /** The signed sheet a consent on paper rests on. */
  sheetId: id.nullable(),
  givenAt: z.date(),
  endedAt: z.date().nullable(),
  endedSide: z.enum(['grower', 'agent', 'centre']).nullable(),
})
const requestView = z.object({
  id,
  agentName: z.string(),
  agentOrganisationZh: z.string(),
  organisationZh: z.string(),
  scopes: z.array(z.enum(scopes)),
  until: civilDay,
  expiresAt: z.date(),
  onPaper: z.boolean(),
})

/** What an agent asked for; a signed sheet without a note waits for the service centre. */
const ownRequest = requestView.extend({
  sheet: z.object({ takenAt: z.date(), note: z.string().nullable() }).nullable(),
})

const LOG_MAX = 100

export const readAgents = query({
  name: 'people.consent.read',
  path: '/people/organisations/{organisationId}/consents',
  summary: 'Who may act for an organisation, who asks to, and all that was done in its name',
  access: member(...staffRoles),
  input: z.object({ organisationId: id }),
  output: z.object({
    requests: z.array(requestView),
    consents: z.array(consentView),
    done: z.array(z.object({ id, at: z.date(), operation: z.string(), agentName: z.string() })),
  }),
  async run({ sql, now }, { organisationId }) {
    const [requests, consents, entries] = await Promise.all([
      openRequestRows(sql, now, { organisationId }),
      consentsOf(sql, organisationId),
      delegatedRows(sql, organisationId, LOG_MAX),
    ])
    const nameOf = new Map(consents.map((one) => [one.id, one.agentName]))
    const done = entries.map((entry) => ({
      id: entry.id,
      at: entry.at,
      operation: entry.operation,
      agentName: nameOf.get(String(entry.detail.consentId)) ?? '',
    }))
    return { requests, consents, done }
  },
})

export const listOwnMandates = query({
  name: 'people.consent.list_own',
  path: '/people/me/consents',
  summary: 'For whom the asker may act, and what they asked for that is not answered yet',
  access: signedIn,
  input: z.object({}),
  output: z.object({ consents: z.array(consentView), requests: z.array(ownRequest) }),
  async run({ sql, actor, now }) {
    const agentId = personIdOf(actor)
    const requests = await openRequestRows(sql, now, { agentId })
    const sheets = await latestSheets(
      sql,
      requests.map((one) => one.id),
    )
    return {
      consents: await consentsOfAgent(sql, agentId, civilDate(now)),
      requests: requests.map((one) => ({
        ...one,
        sheet: sheets.find(({ requestId }) => requestId === one.id) ?? null,
      })),
    }
  },
})
