import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Scope } from './mandate.ts'
import { TRIES_MAX } from './mandate.ts'

export type ConsentRequest = {
  id: string
  organisationId: string
  agentOrganisationId: string
  agentId: string
  scopes: Scope[]
  until: string
  lang: 'zh' | 'en'
  askedAt: Date
  expiresAt: Date
  tries: number
  /** It waits for a signed sheet and has no code. */
  onPaper: boolean
}

/** How a consent was given; one on paper rests on a sheet the service centre countersigned. */
export type Given = { how: 'account' | 'code' } | { how: 'paper'; sheetId: string }

const columns = `
  r.id, r.organisation_id AS "organisationId", r.agent_organisation_id AS "agentOrganisationId", r.agent_id AS "agentId", r.scopes,
  r.until, r.lang, r.asked_at AS "askedAt", r.expires_at AS "expiresAt", r.tries, r.on_paper AS "onPaper"`

const findGrower = statement<{ id: string }>(
  'people.consent.find_grower',
  `SELECT id FROM people.organisation WHERE name_zh = $1 AND contact_phone = $2 AND id <> $3 ORDER BY id LIMIT 1`,
)

/** The organisation of this name that answers this phone; null for none. */
export async function growerRow(sql: Sql, nameZh: string, phone: string, not: string): Promise<string | null> {
  return (await sql.run(findGrower, [nameZh, phone, not]))[0]?.id ?? null
}

const closeEarlier = statement(
  'people.consent_request.close_earlier',
  `UPDATE people.consent_request SET state = 'refused' WHERE organisation_id = $1 AND agent_id = $2 AND state = 'open'`,
)
const insertRequest = statement(
  'people.consent_request.insert',
  `
  INSERT INTO people.consent_request (id, organisation_id, agent_organisation_id, agent_id, scopes, until, lang, asked_at, expires_at, on_paper)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
)

export async function insertRequestRow(tx: Tx, r: Omit<ConsentRequest, 'tries'>): Promise<void> {
  await tx.run(closeEarlier, [r.organisationId, r.agentId])
  const { id, organisationId, agentOrganisationId, agentId, scopes, until, lang, askedAt, expiresAt, onPaper } = r
  await tx.run(insertRequest, [
    id,
    organisationId,
    agentOrganisationId,
    agentId,
    scopes,
    until,
    lang,
    askedAt,
    expiresAt,
    onPaper,
  ])
}

const lockRequest = statement<ConsentRequest>(
  'people.consent_request.lock',
  `SELECT ${columns} FROM people.consent_request r WHERE r.id = $1 AND r.state = 'open' AND r.expires_at > $2 FOR UPDATE`,
)

/** An open request, locked; null for one that is answered, over or unknown. */
export async function lockedRequest(tx: Tx, requestId: string, now: Instant): Promise<ConsentRequest | null> {
  return (await tx.run(lockRequest, [requestId, now]))[0] ?? null
}

const countTry = statement<{ tries: number }>(
  'people.consent_request.try',
  `UPDATE people.consent_request SET tries = tries + 1 WHERE id = $1 AND tries < ${TRIES_MAX} RETURNING tries`,
)

/** Counts a try at the code; null where there is none left. */
export async function countTryRow(tx: Tx, requestId: string): Promise<number | null> {
  return (await tx.run(countTry, [requestId]))[0]?.tries ?? null
}

const answerRequest = statement(
  'people.consent_request.answer',
  `UPDATE people.consent_request SET state = $2 WHERE id = $1`,
)

export async function answerRequestRow(tx: Tx, requestId: string, state: 'given' | 'refused'): Promise<void> {
  await tx.run(answerRequest, [requestId, state])
}

const insertConsent = statement(
  'people.consent.insert',
  `
  WITH given AS (
    INSERT INTO people.consent (id, request_id, organisation_id, agent_organisation_id, agent_id, scopes, until, how, given_by, given_at, sheet_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12) RETURNING id, organisation_id, agent_id, scopes, given_at
  )
  INSERT INTO people.mandate (consent_id, scope, organisation_id, agent_id, during)
  SELECT id, unnest(scopes), organisation_id, agent_id, tstzrange(given_at, $11) FROM given`,
)

/** Enters a consent and what it allows until `endsAt`. Throws on the constraint mandate_once where a scope is held already. */
export async function insertConsentRow(
  tx: Tx,
  consentId: string,
  r: ConsentRequest,
  given: Given & { by: string; at: Instant; endsAt: Instant },
): Promise<void> {
  const { organisationId, agentOrganisationId, agentId, scopes, until } = r
  await tx.run(insertConsent, [
    consentId,
    r.id,
    organisationId,
    agentOrganisationId,
    agentId,
    scopes,
    until,
    given.how,
    given.by,
    given.at,
    given.endsAt,
    given.how === 'paper' ? given.sheetId : null,
  ])
}

const endMandates = statement<{ consentId: string }>(
  'people.mandate.end',
  `
  UPDATE people.mandate SET during = tstzrange(lower(during), greatest(lower(during), $2::timestamptz))
  WHERE consent_id = $1 AND upper(during) > $2 RETURNING consent_id AS "consentId"`,
)
const insertEnd = statement(
  'people.consent_end.insert',
  `INSERT INTO people.consent_end (consent_id, ended_by, side, at) VALUES ($1, $2, $3, $4)`,
)

/** Ends a consent now; false where it holds no longer. */
export async function endConsentRow(
  tx: Tx,
  consentId: string,
  by: { personId: string; side: 'grower' | 'agent' | 'centre' },
  now: Instant,
): Promise<boolean> {
  const ended = await tx.run(endMandates, [consentId, now])
  if (ended.length === 0) return false
  await tx.run(insertEnd, [consentId, by.personId, by.side, now])
  return true
}

export type ConsentRow = {
  id: string
  organisationId: string
  organisationZh: string
  organisationEn: string | null
  agentOrganisationId: string
  agentOrganisationZh: string
  agentId: string
  agentName: string
  scopes: Scope[]
  until: string
  how: Given['how']
  sheetId: string | null
  givenAt: Date
  endedAt: Date | null
  endedSide: 'grower' | 'agent' | 'centre' | null
}

const consents = `
  SELECT c.id, c.organisation_id AS "organisationId", o.name_zh AS "organisationZh", o.name_en AS "organisationEn",
    c.agent_organisation_id AS "agentOrganisationId", a.name_zh AS "agentOrganisationZh", c.agent_id AS "agentId", p.name AS "agentName",
    c.scopes, c.until, c.how, c.sheet_id AS "sheetId", c.given_at AS "givenAt", e.at AS "endedAt", e.side AS "endedSide"
  FROM people.consent c JOIN people.organisation o ON o.id = c.organisation_id JOIN people.organisation a ON a.id = c.agent_organisation_id
  JOIN people.person p ON p.id = c.agent_id LEFT JOIN people.consent_end e ON e.consent_id = c.id`

const ofOrganisation = statement<ConsentRow>(
  'people.consent.of_organisation',
  `${consents} WHERE c.organisation_id = $1 ORDER BY c.id DESC LIMIT 100`,
)
const ofAgent = statement<ConsentRow>(
  'people.consent.of_agent',
  `${consents} WHERE c.agent_id = $1 AND e.at IS NULL AND c.until >= $2 ORDER BY o.name_zh, c.id LIMIT 200`,
)
const inForce = statement<ConsentRow>(
  'people.consent.in_force',
  `${consents} WHERE e.at IS NULL AND c.until >= $1 AND ($2::text IS NULL OR strpos(o.name_zh, $2) > 0 OR strpos(p.name, $2) > 0)
  ORDER BY c.id DESC LIMIT 100`,
)
const byId = statement<ConsentRow>('people.consent.by_id', `${consents} WHERE c.id = $1`)

export const consentsOf = (sql: Sql, organisationId: string): Promise<ConsentRow[]> =>
  sql.run(ofOrganisation, [organisationId])
export const consentsOfAgent = (sql: Sql, agentId: string, today: string): Promise<ConsentRow[]> =>
  sql.run(ofAgent, [agentId, today])
/** The latest consents that hold, of all the county or where the grower's or the agent's name has some text in it. */
export const consentsInForce = (sql: Sql, today: string, q: string | null): Promise<ConsentRow[]> =>
  sql.run(inForce, [today, q])
export const consentById = async (sql: Sql, consentId: string): Promise<ConsentRow | null> =>
  (await sql.run(byId, [consentId]))[0] ?? null

const openRequests = statement<
  ConsentRequest & { agentName: string; agentOrganisationZh: string; organisationZh: string; phone: string }
>(
  'people.consent_request.open',
  `
  SELECT ${columns}, p.name AS "agentName", a.name_zh AS "agentOrganisationZh", o.name_zh AS "organisationZh", o.contact_phone AS phone
  FROM people.consent_request r JOIN people.person p ON p.id = r.agent_id JOIN people.organisation a ON a.id = r.agent_organisation_id
  JOIN people.organisation o ON o.id = r.organisation_id
  WHERE r.state = 'open' AND r.expires_at > $1 AND ($2::uuid IS NULL OR r.organisation_id = $2) AND ($3::uuid IS NULL OR r.agent_id = $3)
    AND ($4::uuid IS NULL OR r.id = $4)
  ORDER BY r.id DESC LIMIT 50`,
)

/** Requests that wait: at a grower's, of an agent, or one. */
export const openRequestRows = (
  sql: Sql,
  now: Instant,
  of: { organisationId?: string; agentId?: string; requestId?: string },
) => sql.run(openRequests, [now, of.organisationId ?? null, of.agentId ?? null, of.requestId ?? null])

const contact = statement<{ phone: string }>(
  'people.consent.contact',
  `SELECT contact_phone AS phone FROM people.organisation WHERE id = $1`,
)

export const contactPhone = async (sql: Sql, organisationId: string): Promise<string | null> =>
  (await sql.run(contact, [organisationId]))[0]?.phone ?? null
