import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { ConsentRequest } from './consent.sql.ts'
import type { Scope } from './mandate.ts'
import { SHEETS_MAX } from './mandate.ts'

const findGrower = statement<{ id: string }>(
  'people.consent.find_grower_in_village',
  `SELECT id FROM people.organisation WHERE name_zh = $1 AND village_code = $2 AND id <> $3`,
)

/** The organisation of this name in a village, where a name stands once; null for none. */
export async function growerInVillage(
  sql: Sql,
  nameZh: string,
  villageCode: string,
  not: string,
): Promise<string | null> {
  return (await sql.run(findGrower, [nameZh, villageCode, not]))[0]?.id ?? null
}

export type SheetToSign = Pick<ConsentRequest, 'scopes' | 'until' | 'agentId' | 'agentOrganisationId'> & {
  organisationZh: string
  villageCode: string
  contactName: string
  agentName: string
  agentOrganisationZh: string
}

const toSign = statement<SheetToSign>(
  'people.consent_sheet.to_sign',
  `
  SELECT r.scopes, r.until, r.agent_id AS "agentId", r.agent_organisation_id AS "agentOrganisationId", o.name_zh AS "organisationZh",
    o.village_code AS "villageCode", o.contact_name AS "contactName", p.name AS "agentName", a.name_zh AS "agentOrganisationZh"
  FROM people.consent_request r JOIN people.organisation o ON o.id = r.organisation_id JOIN people.person p ON p.id = r.agent_id
  JOIN people.organisation a ON a.id = r.agent_organisation_id
  WHERE r.id = $1 AND r.on_paper AND r.state = 'open' AND r.expires_at > $2`,
)

/** What a request on paper says, while it is open. */
export async function sheetToSign(sql: Sql, requestId: string, now: Instant): Promise<SheetToSign | null> {
  return (await sql.run(toSign, [requestId, now]))[0] ?? null
}

const insertSheet = statement<{ id: string }>(
  'people.consent_sheet.insert',
  `
  INSERT INTO people.consent_sheet (id, request_id, agent_id, photo, taken_at)
  SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM people.consent_sheet WHERE request_id = $2) < ${SHEETS_MAX}
  RETURNING id`,
)

/** Keeps the photo of a signed sheet; false where there are too many already. The request is locked by the caller. */
export async function insertSheetRow(
  tx: Tx,
  sheet: { id: string; requestId: string; agentId: string; photo: Buffer },
  now: Instant,
): Promise<boolean> {
  const { id, requestId, agentId, photo } = sheet
  return (await tx.run(insertSheet, [id, requestId, agentId, photo, now])).length > 0
}

export type SheetState = { requestId: string; takenAt: Date; note: string | null }

const latestOf = statement<SheetState>(
  'people.consent_sheet.latest',
  `
  SELECT DISTINCT ON (s.request_id) s.request_id AS "requestId", s.taken_at AS "takenAt", c.note
  FROM people.consent_sheet s LEFT JOIN people.consent_check c ON c.sheet_id = s.id
  WHERE s.request_id = ANY($1) ORDER BY s.request_id, c.sheet_id IS NULL DESC, s.id DESC`,
)

/** The latest sheet of each request, and why it was sent back; without a note it waits for the service centre. */
export const latestSheets = (sql: Sql, requestIds: readonly string[]): Promise<SheetState[]> =>
  requestIds.length === 0 ? Promise.resolve([]) : sql.run(latestOf, [requestIds])

export type WaitingSheet = {
  sheetId: string
  organisationId: string
  organisationZh: string
  villageCode: string
  contactName: string
  contactPhone: string
  agentId: string
  agentName: string
  agentOrganisationId: string
  agentOrganisationZh: string
  scopes: Scope[]
  until: string
  takenAt: Date
}

const waiting = statement<WaitingSheet>(
  'people.consent_sheet.waiting',
  `
  SELECT s.id AS "sheetId", r.organisation_id AS "organisationId", o.name_zh AS "organisationZh", o.village_code AS "villageCode",
    o.contact_name AS "contactName", o.contact_phone AS "contactPhone", r.agent_id AS "agentId", p.name AS "agentName",
    r.agent_organisation_id AS "agentOrganisationId", a.name_zh AS "agentOrganisationZh", r.scopes, r.until, s.taken_at AS "takenAt"
  FROM people.consent_sheet s JOIN people.consent_request r ON r.id = s.request_id JOIN people.organisation o ON o.id = r.organisation_id
  JOIN people.person p ON p.id = r.agent_id JOIN people.organisation a ON a.id = r.agent_organisation_id
  WHERE r.state = 'open' AND r.expires_at > $1 AND NOT EXISTS (SELECT FROM people.consent_check c WHERE c.sheet_id = s.id)
  ORDER BY s.id LIMIT 100`,
)

/** Sheets nobody has judged, the oldest first. */
export const waitingSheets = (sql: Sql, now: Instant): Promise<WaitingSheet[]> => sql.run(waiting, [now])

const requestOf = statement<{ requestId: string }>(
  'people.consent_sheet.request',
  `
  SELECT s.request_id AS "requestId" FROM people.consent_sheet s
  WHERE s.id = $1 AND NOT EXISTS (SELECT FROM people.consent_check c WHERE c.sheet_id = s.id)`,
)

/** The request of a sheet that nobody has judged. */
export async function requestOfSheet(sql: Sql, sheetId: string): Promise<string | null> {
  return (await sql.run(requestOf, [sheetId]))[0]?.requestId ?? null
}

const insertCheck = statement<{ sheetId: string }>(
  'people.consent_check.insert',
  `
  INSERT INTO people.consent_check (sheet_id, agent_id, countersigned, note, checked_by, checked_at) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (sheet_id) DO NOTHING RETURNING sheet_id AS "sheetId"`,
)

/** Writes down what was found of a sheet; false where somebody did before. */
export async function insertCheckRow(
  tx: Tx,
  check: { sheetId: string; agentId: string; countersigned: boolean; note: string; by: string },
  now: Instant,
): Promise<boolean> {
  const { sheetId, agentId, countersigned, note, by } = check
  return (await tx.run(insertCheck, [sheetId, agentId, countersigned, note, by, now])).length > 0
}

const photoOf = statement<{ photo: Buffer }>(
  'people.consent_sheet.photo',
  `SELECT photo FROM people.consent_sheet WHERE id = $1`,
)

export async function sheetPhoto(sql: Sql, sheetId: string): Promise<Buffer | null> {
  return (await sql.run(photoOf, [sheetId]))[0]?.photo ?? null
}
