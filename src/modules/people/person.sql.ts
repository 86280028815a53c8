import type { Duty, OrganisationKind, Role } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type OwnMembership = {
  organisationId: string
  kind: OrganisationKind
  nameZh: string
  nameEn: string | null
  roles: Role[]
  storeId: string | null
  duties: Duty[]
}

export type Me = {
  personId: string
  name: string
  email: string
  emailVerified: boolean
  phone: string | null
  twoFactor: boolean
  erasureDueAt: Date | null
  memberships: OwnMembership[]
}

const selectMe = statement<Me>(
  'people.me.read',
  `
  SELECT p.id AS "personId", p.name, p.email, p.email_verified AS "emailVerified", p.phone, coalesce(p.two_factor_enabled, false) AS "twoFactor",
    (SELECT due_at FROM people.erasure_request e WHERE e.person_id = p.id) AS "erasureDueAt",
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('organisationId', o.id, 'kind', o.kind, 'nameZh', o.name_zh, 'nameEn', o.name_en,
        'roles', m.roles, 'storeId', m.store_id, 'duties', CASE WHEN m.store_id IS NULL THEN o.duties ELSE '{}' END) ORDER BY m.joined_at, o.id)
      FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id WHERE m.person_id = p.id), '[]') AS memberships
  FROM people.person p WHERE p.id = $1 AND p.erased_at IS NULL`,
)

export async function meRow(sql: Sql, personId: string): Promise<Me | null> {
  return (await sql.run(selectMe, [personId]))[0] ?? null
}

export type SessionRow = {
  id: string
  createdAt: Date
  expiresAt: Date
  ipAddress: string | null
  userAgent: string | null
}

const listSessions = statement<SessionRow>(
  'people.session.list',
  `
  SELECT id, created_at AS "createdAt", expires_at AS "expiresAt", ip_address AS "ipAddress", user_agent AS "userAgent"
  FROM people.session WHERE person_id = $1 AND expires_at > $2 ORDER BY created_at DESC, id DESC LIMIT 200`,
)

export const sessionRows = (sql: Sql, personId: string, now: Instant): Promise<SessionRow[]> =>
  sql.run(listSessions, [personId, now])

const deleteSession = statement<{ id: string }>(
  'people.session.revoke',
  `
  DELETE FROM people.session WHERE person_id = $1 AND id = $2 RETURNING id`,
)

export async function deleteSessionRow(tx: Tx, personId: string, sessionId: string): Promise<boolean> {
  return (await tx.run(deleteSession, [personId, sessionId])).length === 1
}

const exportPerson = statement<{ data: Record<string, unknown> }>(
  'people.data.export',
  `
  SELECT jsonb_build_object(
    'person', (SELECT to_jsonb(t) FROM (SELECT id, name, email, email_verified, phone, phone_verified, two_factor_enabled, created_at, updated_at FROM people.person WHERE id = $1) t),
    'sessions', (SELECT coalesce(jsonb_agg(t), '[]') FROM (SELECT id, created_at, expires_at, ip_address, user_agent FROM people.session WHERE person_id = $1 ORDER BY id) t),
    'passkeys', (SELECT coalesce(jsonb_agg(t), '[]') FROM (SELECT id, name, device_type, backed_up, created_at FROM people.passkey WHERE person_id = $1 ORDER BY id) t),
    'apiKeys', (SELECT coalesce(jsonb_agg(t), '[]') FROM (SELECT id, name, start, created_at, expires_at, last_request FROM people.api_key WHERE person_id = $1 ORDER BY id) t),
    'memberships', (SELECT coalesce(jsonb_agg(t), '[]') FROM (SELECT m.organisation_id, o.name_zh, m.roles, m.store_id, m.joined_at FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id WHERE m.person_id = $1 ORDER BY m.joined_at) t),
    'applications', (SELECT coalesce(jsonb_agg(t), '[]') FROM (SELECT id, kind, name_zh, name_en, village_code, contact_name, contact_phone, note, state, submitted_at, decided_at, reasons, organisation_id FROM people.application WHERE applicant_id = $1 ORDER BY id) t),
    'invitationsAccepted', (SELECT coalesce(jsonb_agg(t), '[]') FROM (SELECT id, organisation_id, roles, channel, recipient, accepted_at FROM people.invitation WHERE accepted_by = $1 ORDER BY id) t),
    'consents', (SELECT coalesce(jsonb_agg(t), '[]') FROM (SELECT id, organisation_id, agent_organisation_id, agent_id, scopes, until, how, given_at FROM people.consent WHERE agent_id = $1 OR given_by = $1 ORDER BY id) t),
    'addresses', (SELECT coalesce(jsonb_agg(t), '[]') FROM (SELECT id, recipient, phone, county_code, detail, updated_at FROM people.address WHERE person_id = $1 ORDER BY id) t),
    'erasureRequest', (SELECT to_jsonb(t) FROM (SELECT requested_at, due_at FROM people.erasure_request WHERE person_id = $1) t)
  ) AS data`,
)

export async function exportedPerson(sql: Sql, personId: string): Promise<Record<string, unknown>> {
  return (await sql.run(exportPerson, [personId]))[0]?.data ?? {}
}

const since = statement<{ at: Date }>('people.person.since', 'SELECT created_at AS at FROM people.person WHERE id = $1')

/** When a person's account was opened; null for whoever has none. */
export async function accountSince(sql: Sql, personId: string): Promise<Date | null> {
  return (await sql.run(since, [personId]))[0]?.at ?? null
}
