import { z } from 'zod'
import { member, office } from '../../kernel/access.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { addSeconds, civilDate } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { operation, query } from '../../kernel/operation.ts'
import { decodePhoto } from '../../kernel/photo.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id, line, prose, upload } from '../../kernel/validation.ts'
import { checkUntil, consentView, giveConsent, scopeSet } from './consent.ops.ts'
import type { ConsentRequest } from './consent.sql.ts'
import { consentsInForce, insertRequestRow, lockedRequest } from './consent.sql.ts'
import {
  growerInVillage,
  insertCheckRow,
  insertSheetRow,
  latestSheets,
  requestOfSheet,
  sheetPhoto,
  sheetToSign,
  waitingSheets,
} from './consent-paper.sql.ts'
import { PAPER_SECONDS, SHEETS_MAX, scopes } from './mandate.ts'
import { personIdOf } from './person.ts'

const PHOTO_BYTES_MAX = 7_500_000

export const askOnPaper = operation({
  name: 'people.consent.ask_on_paper',
  method: 'POST',
  path: '/people/organisations/{organisationId}/consent-sheets',
  summary: 'Asks a grower without a phone to let the asker act for them; a sheet is printed to be signed',
  access: member('seller', 'packer'),
  limitPerMinute: 5,
  input: z.object({
    /** The organisation the asker works for. */
    organisationId: id,
    growerName: line(60),
    villageCode: z.string().max(12),
    scopes: scopeSet,
    until: civilDay,
  }),
  output: z.object({ requestId: id, expiresAt: z.date() }),
  refusals: ['people.consent.no_grower_in_village', 'people.consent.until_wrong'],
  async run({ tx, actor, now, lang }, { organisationId, growerName, villageCode, scopes: asked, until }) {
    checkUntil(until, now)
    const growerId = await growerInVillage(tx, growerName, villageCode, organisationId)
    if (growerId === null) refuse('people.consent.no_grower_in_village')
    const request = {
      id: uuidv7(now),
      organisationId: growerId,
      agentOrganisationId: organisationId,
      agentId: personIdOf(actor),
      scopes: asked,
      until,
      lang,
      askedAt: now,
      expiresAt: addSeconds(now, PAPER_SECONDS),
      onPaper: true,
    }
    await insertRequestRow(tx, request)
    return { requestId: request.id, expiresAt: request.expiresAt }
  },
})

export const readSheet = query({
  name: 'people.consent.read_sheet',
  path: '/people/organisations/{organisationId}/consent-sheets/{requestId}',
  summary: 'What the sheet for a grower without a phone says, to be printed',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, requestId: id }),
  output: z.object({
    organisationZh: z.string(),
    villageCode: z.string(),
    contactName: z.string(),
    agentName: z.string(),
    agentOrganisationZh: z.string(),
    scopes: z.array(z.enum(scopes)),
    until: civilDay,
  }),
  refusals: ['people.consent.unknown_request'],
  async run({ sql, actor, now }, { organisationId, requestId }) {
    const sheet = await sheetToSign(sql, requestId, now)
    if (sheet === null || !asks(sheet, actor, organisationId)) refuse('people.consent.unknown_request')
    return sheet
  },
})

const asks = (of: Pick<ConsentRequest, 'agentId' | 'agentOrganisationId'>, actor: Actor, organisationId: string) =>
  of.agentId === personIdOf(actor) && of.agentOrganisationId === organisationId

export const sendSheet = operation({
  name: 'people.consent.send_sheet',
  method: 'POST',
  path: '/people/organisations/{organisationId}/consent-sheets/{requestId}/photo',
  summary: 'Hands the photo of a signed sheet to the service centre',
  access: member('seller', 'packer'),
  body: 'multipart',
  limitPerMinute: 10,
  input: z.object({ organisationId: id, requestId: id, photo: upload(PHOTO_BYTES_MAX) }),
  output: z.object({ sheetId: id }),
  refusals: [
    'people.consent.unknown_request',
    'people.consent.sheet_waits',
    'people.consent.too_many_sheets',
    'kernel.photo.not_a_picture',
    'kernel.photo.too_large',
  ],
  prepare: ({ photo }) => decodePhoto(photo),
  async run({ tx, actor, now, prepared }, { organisationId, requestId }) {
    const request = await lockedRequest(tx, requestId, now)
    if (request === null || !request.onPaper || !asks(request, actor, organisationId))
      refuse('people.consent.unknown_request')
    const [latest] = await latestSheets(tx, [requestId])
    if (latest !== undefined && latest.note === null) refuse('people.consent.sheet_waits')
    const largest = prepared.renditions.findLast(({ format }) => format === 'webp')
    if (largest === undefined) refuse('kernel.photo.not_a_picture')
    const sheet = { id: uuidv7(now), requestId, agentId: request.agentId, photo: Buffer.from(largest.bytes) }
    if (!(await insertSheetRow(tx, sheet, now))) refuse('people.consent.too_many_sheets', { most: SHEETS_MAX })
    return { sheetId: sheet.id }
  },
})

const sheetView = z.object({
  sheetId: id,
  organisationId: id,
  organisationZh: z.string(),
  villageCode: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  agentId: id,
  agentName: z.string(),
  agentOrganisationId: id,
  agentOrganisationZh: z.string(),
  scopes: z.array(z.enum(scopes)),
  until: civilDay,
  takenAt: z.date(),
})

export const listConsents = query({
  name: 'people.consent.list',
  path: '/people/consents',
  summary: 'Signed sheets that wait for the service centre, and consents that hold, by name',
  access: office('service_centre'),
  input: z.object({ q: line(60).optional() }),
  output: z.object({ sheets: z.array(sheetView), consents: z.array(consentView) }),
  run: async ({ sql, now }, { q }) => ({
    sheets: await waitingSheets(sql, now),
    consents: await consentsInForce(sql, civilDate(now), q ?? null),
  }),
})

export const readSheetPhoto = query({
  name: 'people.consent.read_sheet_photo',
  path: '/people/consent-sheets/{sheetId}/photo',
  summary: 'The photo of a signed sheet',
  access: office('service_centre'),
  input: z.object({ sheetId: id }),
  output: z.object({ photo: z.base64() }),
  refusals: ['people.consent.unknown_sheet'],
  async run({ sql }, { sheetId }) {
    const photo = (await sheetPhoto(sql, sheetId)) ?? refuse('people.consent.unknown_sheet')
    return { photo: photo.toString('base64') }
  },
})

export const checkSheet = operation({
  name: 'people.consent.check_sheet',
  method: 'POST',
  path: '/people/consent-sheets/{sheetId}/check',
  summary: 'The service centre countersigns a sheet, having asked the grower, or sends it back and says why',
  access: office('service_centre'),
  input: z.object({
    sheetId: id,
    countersigned: z.boolean(),
    /** How the grower was asked, or what is wrong with the sheet. */
    note: prose(500).pipe(z.string().min(1)),
  }),
  output: z.object({ consentId: id.nullable() }),
  refusals: ['people.consent.unknown_sheet', 'people.consent.own_sheet', 'people.consent.until_wrong'],
  async run({ tx, actor, now }, { sheetId, countersigned, note }) {
    const request = await requestToCheck(tx, sheetId, now)
    const by = personIdOf(actor)
    if (profits(actor, request)) refuse('people.consent.own_sheet')
    const check = { sheetId, agentId: request.agentId, countersigned, note, by }
    if (!(await insertCheckRow(tx, check, now))) refuse('people.consent.unknown_sheet')
    return { consentId: countersigned ? await giveConsent(tx, request, { how: 'paper', sheetId }, by, now) : null }
  },
})

/** Refuses: people.consent.unknown_sheet. */
async function requestToCheck(tx: Tx, sheetId: string, now: Instant): Promise<ConsentRequest> {
  const requestId = (await requestOfSheet(tx, sheetId)) ?? refuse('people.consent.unknown_sheet')
  return (await lockedRequest(tx, requestId, now)) ?? refuse('people.consent.unknown_sheet')
}

/** The agent, and whoever belongs to the organisation they act from. */
const profits = (actor: Actor, request: ConsentRequest): boolean =>
  personIdOf(actor) === request.agentId ||
  (actor.kind === 'person' &&
    actor.memberships.some(({ organisationId }) => organisationId === request.agentOrganisationId))
