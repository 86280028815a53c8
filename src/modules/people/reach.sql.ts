import type { Duty, Role } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { reachableEmail } from './contact.ts'

export type Contact = { name: string; email: string | null; phone: string | null }

const contacts = statement<{
  personId: string
  name: string
  email: string
  emailVerified: boolean
  phone: string | null
  phoneVerified: boolean | null
}>(
  'people.contact.of_persons',
  `
  SELECT id AS "personId", name, email, email_verified AS "emailVerified", phone, phone_verified AS "phoneVerified"
  FROM people.person WHERE id = ANY($1::uuid[]) AND erased_at IS NULL`,
)

/** How those of the ids who are people can be reached: proven addresses and numbers only. Guests are not among them. */
export async function contactsOf(sql: Sql, personIds: readonly string[]): Promise<Map<string, Contact>> {
  const rows = await sql.run(contacts, [personIds])
  return new Map(
    rows.map(({ personId, name, email, emailVerified, phone, phoneVerified }) => [
      personId,
      { name, email: emailVerified ? reachableEmail(email) : null, phone: phoneVerified === true ? phone : null },
    ]),
  )
}

export type Staff = { organisationId: string; personId: string; roles: Role[] }

const staff = statement<Staff>(
  'people.member.of_organisations',
  `
  SELECT organisation_id AS "organisationId", person_id AS "personId", roles FROM people.membership
  WHERE organisation_id = ANY($1::uuid[]) ORDER BY organisation_id, person_id`,
)

/** Who acts for these organisations. */
export const staffOf = (sql: Sql, organisationIds: readonly string[]): Promise<Staff[]> =>
  sql.run(staff, [organisationIds])

const onDuty = statement<Staff>(
  'people.member.on_duty',
  `
  SELECT m.organisation_id AS "organisationId", m.person_id AS "personId", m.roles FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
  WHERE $1 = ANY (o.duties) ORDER BY m.organisation_id, m.person_id`,
)

/** Who acts for the organisations that carry a county duty. */
export const staffOnDuty = (sql: Sql, duty: Duty): Promise<Staff[]> => sql.run(onDuty, [duty])

const roles = statement<{ personId: string; roles: Role[] }>(
  'people.member.roles_of_persons',
  `
  SELECT person_id AS "personId", array_agg(DISTINCT role) AS roles
  FROM people.membership, unnest(roles) AS role WHERE person_id = ANY($1::uuid[]) GROUP BY person_id`,
)

/** Every role these people hold in any organisation. */
export async function rolesOfPersons(sql: Sql, personIds: readonly string[]): Promise<Map<string, Role[]>> {
  return new Map((await sql.run(roles, [personIds])).map((row) => [row.personId, row.roles]))
}
