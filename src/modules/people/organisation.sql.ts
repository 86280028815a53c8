import type { Duty, OrganisationKind } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

/**
 * What other modules may know of an organisation. `nameEn` is the Chinese name where there is no English one;
 * `sellerAccount` is the account at the payment gateway, null until it may sell.
 */
export type OrganisationSummary = {
  id: string
  kind: OrganisationKind
  nameZh: string
  nameEn: string
  villageCode: string
  sellerAccount: string | null
}

const columns = `id, kind, name_zh AS "nameZh", coalesce(name_en, name_zh) AS "nameEn", village_code AS "villageCode", seller_account AS "sellerAccount"`

const selectOrganisations = statement<OrganisationSummary>(
  'people.organisation.by_id',
  `
  SELECT ${columns} FROM people.organisation WHERE id = ANY($1::uuid[]) ORDER BY id`,
)

/** Those of the ids that exist, by id. */
export async function organisationsById(sql: Sql, ids: readonly string[]): Promise<Map<string, OrganisationSummary>> {
  const rows = await sql.run(selectOrganisations, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}

const byAccount = statement<OrganisationSummary>(
  'people.organisation.by_account',
  `
  SELECT ${columns} FROM people.organisation WHERE seller_account = $1`,
)

/** The organisation that is paid on an account at the gateway; null where none is. */
export async function organisationByAccount(sql: Sql, sellerAccount: string): Promise<OrganisationSummary | null> {
  const [row] = await sql.run(byAccount, [sellerAccount])
  return row ?? null
}

export async function organisation(sql: Sql, organisationId: string): Promise<OrganisationSummary | null> {
  return (await sql.run(selectOrganisations, [[organisationId]]))[0] ?? null
}

export type NewOrganisation = {
  kind: OrganisationKind
  nameZh: string
  nameEn: string | null
  villageCode: string
  contactName: string
  contactPhone: string
  ownerId: string
  duties?: readonly Duty[]
  sellerAccount?: string
}

const insertOrganisation = statement<{ id: string }>(
  'people.organisation.insert',
  `
  WITH founded AS (
    INSERT INTO people.organisation (kind, name_zh, name_en, village_code, contact_name, contact_phone, duties, seller_account, founded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id
  ), owner AS (
    INSERT INTO people.membership (organisation_id, person_id, roles, joined_at)
    SELECT id, $10, ARRAY['owner'], $9 FROM founded
  )
  SELECT id FROM founded`,
)

/** Enters an organisation with its owner; null where the village has one of that name or the account is in use. */
export async function insertOrganisationRow(tx: Tx, o: NewOrganisation, now: Instant): Promise<string | null> {
  const values = [
    o.kind,
    o.nameZh,
    o.nameEn,
    o.villageCode,
    o.contactName,
    o.contactPhone,
    o.duties ?? [],
    o.sellerAccount ?? null,
    now,
    o.ownerId,
  ]
  return (await tx.run(insertOrganisation, values))[0]?.id ?? null
}

export type OrganisationContact = Omit<OrganisationSummary, 'nameEn'> & {
  nameEn: string | null
  contactName: string
  contactPhone: string
  duties: Duty[]
}

const selectContact = statement<OrganisationContact>(
  'people.organisation.contact',
  `
  SELECT id, kind, name_zh AS "nameZh", name_en AS "nameEn", village_code AS "villageCode", seller_account AS "sellerAccount",
    contact_name AS "contactName", contact_phone AS "contactPhone", duties FROM people.organisation WHERE id = $1`,
)

export async function organisationContact(sql: Sql, organisationId: string): Promise<OrganisationContact | null> {
  return (await sql.run(selectContact, [organisationId]))[0] ?? null
}

export type OrganisationChange = {
  nameEn: string | null
  villageCode: string
  contactName: string
  contactPhone: string
}

const updateOrganisation = statement(
  'people.organisation.update',
  `
  UPDATE people.organisation SET name_en = $2, village_code = $3, contact_name = $4, contact_phone = $5 WHERE id = $1`,
)

/** Violates a UNIQUE constraint where the new village has another organisation of that name. */
export async function updateOrganisationRow(tx: Tx, organisationId: string, c: OrganisationChange): Promise<void> {
  await tx.run(updateOrganisation, [organisationId, c.nameEn, c.villageCode, c.contactName, c.contactPhone])
}

const updateAccount = statement<{ id: string }>(
  'people.organisation.seller_account',
  `
  UPDATE people.organisation SET seller_account = $2 WHERE id = $1 RETURNING id`,
)

/** False where there is no such organisation; violates a UNIQUE constraint where the account is another's. */
export async function setSellerAccount(tx: Tx, organisationId: string, sellerAccount: string): Promise<boolean> {
  return (await tx.run(updateAccount, [organisationId, sellerAccount])).length === 1
}
