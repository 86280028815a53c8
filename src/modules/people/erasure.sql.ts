import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

const soleOwnership = statement<{ nameZh: string }>(
  'people.erasure.sole_ownership',
  `
  SELECT o.name_zh AS "nameZh" FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
  WHERE m.person_id = $1 AND 'owner' = ANY (m.roles) AND NOT EXISTS (
    SELECT 1 FROM people.membership other
    WHERE other.organisation_id = m.organisation_id AND other.person_id <> $1 AND 'owner' = ANY (other.roles))
  ORDER BY o.id LIMIT 1`,
)

/** The name of an organisation that would be without an owner, or null. */
export async function soleOwnershipOf(sql: Sql, personId: string): Promise<string | null> {
  return (await sql.run(soleOwnership, [personId]))[0]?.nameZh ?? null
}

const insertRequest = statement<{ dueAt: Date }>(
  'people.erasure.request',
  `
  INSERT INTO people.erasure_request (person_id, requested_at, due_at) VALUES ($1, $2, $3)
  ON CONFLICT (person_id) DO UPDATE SET requested_at = people.erasure_request.requested_at RETURNING due_at AS "dueAt"`,
)

/** The moment it is due; asking again changes nothing. */
export async function requestErasureRow(tx: Tx, personId: string, now: Instant, dueAt: Instant): Promise<Instant> {
  return (await tx.run(insertRequest, [personId, now, dueAt]))[0]?.dueAt ?? dueAt
}

const deleteRequest = statement<{ id: string }>(
  'people.erasure.withdraw',
  `
  DELETE FROM people.erasure_request WHERE person_id = $1 RETURNING person_id AS id`,
)

export async function withdrawErasureRow(tx: Tx, personId: string): Promise<boolean> {
  return (await tx.run(deleteRequest, [personId])).length === 1
}

const dueErasures = statement<{ personId: string }>(
  'people.erasure.due',
  `
  SELECT person_id AS "personId" FROM people.erasure_request WHERE due_at <= $1 ORDER BY due_at LIMIT 200`,
)

export const dueErasureRows = (sql: Sql, now: Instant): Promise<{ personId: string }[]> => sql.run(dueErasures, [now])

const lockOrganisations = statement(
  'people.erasure.lock_organisations',
  `
  SELECT o.id FROM people.organisation o JOIN people.membership m ON m.organisation_id = o.id AND m.person_id = $1
  ORDER BY o.id FOR UPDATE OF o`,
)

/** Locks the person's organisations, so that who else owns them stays as it is. */
export async function lockOrganisationsOf(tx: Tx, personId: string): Promise<void> {
  await tx.run(lockOrganisations, [personId])
}

const erasePerson = statement(
  'people.erasure.person',
  `
  UPDATE people.person SET name = $2, email = id || '@erased.invalid', email_verified = false, image = NULL, phone = NULL, phone_verified = false,
    two_factor_enabled = false, updated_at = $3, erased_at = $3 WHERE id = $1`,
)

const eraseApplications = statement(
  'people.erasure.applications',
  `
  UPDATE people.application SET contact_name = '', contact_phone = '', note = '' WHERE applicant_id = $1`,
)

const eraseInvitations = statement(
  'people.erasure.invitations',
  `
  UPDATE people.invitation SET channel = 'link', recipient = NULL
  WHERE accepted_by = $1 OR recipient IN (SELECT email FROM people.person WHERE id = $1 UNION SELECT phone FROM people.person WHERE id = $1)`,
)

const erasures = [
  eraseInvitations,
  ...['session', 'account', 'two_factor', 'passkey', 'api_key', 'address', 'membership', 'erasure_request'].map(
    (table) => statement(`people.erasure.${table}`, `DELETE FROM people.${table} WHERE person_id = $1`),
  ),
  statement(
    'people.erasure.open_applications',
    `DELETE FROM people.application WHERE applicant_id = $1 AND state = 'submitted'`,
  ),
  eraseApplications,
]

/**
 * Erases everything this module holds on a person. A nameless row stays, so that orders, decisions and ledger entries
 * that the law keeps still point at someone.
 */
export async function erasePersonRows(tx: Tx, personId: string, erasedName: string, now: Instant): Promise<void> {
  for (const erasure of erasures) await tx.run(erasure, [personId])
  await tx.run(erasePerson, [personId, erasedName, now])
}

const cleanUps = ['session', 'verification', 'attempt', 'rate_limit', 'invitation'] as const

const cleanUp: Record<(typeof cleanUps)[number], string> = {
  session: 'DELETE FROM people.session WHERE expires_at < $1',
  verification: 'DELETE FROM people.verification WHERE expires_at < $1',
  attempt: 'DELETE FROM people.attempt WHERE resets_at < $1',
  rate_limit: `DELETE FROM people.rate_limit WHERE last_request < extract(epoch FROM $1::timestamptz - interval '1 hour') * 1000`,
  invitation: `DELETE FROM people.invitation WHERE expires_at < $1::timestamptz - interval '30 days'`,
}

/** Removes what has run out. */
export async function removeOutdatedRows(tx: Tx, now: Instant): Promise<void> {
  for (const name of cleanUps) await tx.run(statement(`people.clean_up.${name}`, cleanUp[name]), [now])
}
