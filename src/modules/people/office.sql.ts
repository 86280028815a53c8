import type { Duty, OrganisationKind } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type OfficeOrganisation = {
  id: string
  kind: OrganisationKind
  nameZh: string
  nameEn: string | null
  villageCode: string
  contactName: string
  contactPhone: string
  duties: Duty[]
  sellerAccount: string | null
  foundedAt: Instant
  members: number
}

const columns = `
  o.id, o.kind, o.name_zh AS "nameZh", o.name_en AS "nameEn", o.village_code AS "villageCode", o.contact_name AS "contactName",
  o.contact_phone AS "contactPhone", o.duties, o.seller_account AS "sellerAccount", o.founded_at AS "foundedAt",
  (SELECT count(*) FROM people.membership m WHERE m.organisation_id = o.id)::int AS members`

const list = statement<OfficeOrganisation>(
  'people.office.organisations',
  `
  SELECT ${columns} FROM people.organisation o
  WHERE ($1::text IS NULL OR normalize(o.name_zh, NFKC) ILIKE $1 OR o.name_en ILIKE $1 OR o.contact_name ILIKE $1)
    AND ($2::text IS NULL OR o.kind = $2) AND ($3::boolean IS NULL OR (o.seller_account IS NOT NULL) = $3)
    AND ($4::text IS NULL OR starts_with(o.village_code, $4)) AND ($5::uuid IS NULL OR o.id < $5)
  ORDER BY o.id DESC LIMIT $6`,
)

export type OrganisationSearch = {
  text: string | null
  kind: OrganisationKind | null
  sells: boolean | null
  place: string | null
  before: string | null
  limit: number
}

/** Newest first; the text is looked for in both names and the contact's. */
export async function organisationRows(sql: Sql, search: OrganisationSearch): Promise<OfficeOrganisation[]> {
  const { text, kind, sells, place, before, limit } = search
  const pattern = text === null ? null : `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return sql.run(list, [pattern, kind, sells, place, before, limit])
}

const one = statement<OfficeOrganisation>(
  'people.office.organisation',
  `SELECT ${columns} FROM people.organisation o WHERE o.id = $1`,
)

export async function organisationRow(sql: Sql, organisationId: string): Promise<OfficeOrganisation | null> {
  return (await sql.run(one, [organisationId]))[0] ?? null
}

const staff = statement<{ personId: string; name: string }>(
  'people.office.staff_names',
  `
  SELECT p.id AS "personId", p.name FROM people.person p
  WHERE p.id = ANY($1::uuid[]) AND EXISTS (SELECT FROM people.membership m WHERE m.person_id = p.id)`,
)

/** Names of those who act for an organisation; buyers stay unnamed. */
export async function staffNames(sql: Sql, ids: readonly string[]): Promise<{ personId: string; name: string }[]> {
  return sql.run(staff, [ids])
}
