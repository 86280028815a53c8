import type { Role } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Member } from './member.ts'
import { withRoles } from './member.ts'

const lockOrganisation = statement<{ id: string }>(
  'people.organisation.lock',
  `
  SELECT id FROM people.organisation WHERE id = $1 FOR UPDATE`,
)

const selectMembers = statement<Member>(
  'people.member.of_organisation',
  `
  SELECT person_id AS "personId", roles FROM people.membership WHERE organisation_id = $1`,
)

/** Who is in, with the organisation locked: nobody else joins, changes or leaves until the transaction ends. */
export async function lockedMembers(tx: Tx, organisationId: string): Promise<Member[]> {
  await tx.run(lockOrganisation, [organisationId])
  return tx.run(selectMembers, [organisationId])
}

export type NamedMember = Member & { name: string; joinedAt: Date; storeId: string | null }

const listMembers = statement<NamedMember>(
  'people.member.list',
  `
  SELECT m.person_id AS "personId", p.name, m.roles, m.joined_at AS "joinedAt", m.store_id AS "storeId"
  FROM people.membership m JOIN people.person p ON p.id = m.person_id
  WHERE m.organisation_id = $1 ORDER BY m.joined_at, m.person_id`,
)

export const memberRows = (sql: Sql, organisationId: string): Promise<NamedMember[]> =>
  sql.run(listMembers, [organisationId])

const insertMember = statement<{ personId: string }>(
  'people.member.insert',
  `
  INSERT INTO people.membership (organisation_id, person_id, roles, joined_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING RETURNING person_id AS "personId"`,
)

/** False where the person was in already. */
export async function insertMemberRow(
  tx: Tx,
  organisationId: string,
  personId: string,
  roles: readonly Role[],
  now: Instant,
): Promise<boolean> {
  return (await tx.run(insertMember, [organisationId, personId, roles, now])).length === 1
}

const updateRoles = statement(
  'people.member.change_role',
  `
  UPDATE people.membership SET roles = $3, store_id = $4 WHERE organisation_id = $1 AND person_id = $2`,
)

export async function updateRolesRow(
  tx: Tx,
  organisationId: string,
  personId: string,
  roles: readonly Role[],
  storeId: string | null = null,
): Promise<void> {
  await tx.run(updateRoles, [organisationId, personId, roles, storeId])
}

/** Leaves a member one store to keep and nothing else. Refuses: people.member.unknown, people.member.last_owner. */
export async function makeKeeper(tx: Tx, organisationId: string, personId: string, storeId: string): Promise<void> {
  withRoles(await lockedMembers(tx, organisationId), personId, ['keeper'])
  await updateRolesRow(tx, organisationId, personId, ['keeper'], storeId)
}

const deleteMember = statement(
  'people.member.delete',
  `
  DELETE FROM people.membership WHERE organisation_id = $1 AND person_id = $2`,
)

export async function deleteMemberRow(tx: Tx, organisationId: string, personId: string): Promise<void> {
  await tx.run(deleteMember, [organisationId, personId])
}
