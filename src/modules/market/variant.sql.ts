import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { VariantWords } from './variant.ts'

export type Variant = VariantWords & {
  listingId: string
  groupId: string
  itemId: string
  state: 'open' | 'closed'
  titleZh: string
  titleEn: string
  netGrams: number
  priceFen: number
}

const columns = `
  v.listing_id AS "listingId", v.group_id AS "groupId", l.item_id AS "itemId", l.state, l.title_zh AS "titleZh", l.title_en AS "titleEn",
  l.net_grams AS "netGrams", l.price_fen AS "priceFen", v.grade_zh AS "gradeZh", v.grade_en AS "gradeEn", v.packing_zh AS "packingZh",
  v.packing_en AS "packingEn" FROM market.variant v JOIN market.listing l ON l.id = v.listing_id`

const siblings = statement<Variant>(
  'market.variant.siblings',
  `SELECT ${columns} WHERE v.group_id = (SELECT group_id FROM market.variant WHERE listing_id = $1) ORDER BY v.position`,
)

/** The variants of a listing's page in their order, itself included; none for a listing that stands alone. */
export async function variantsOf(sql: Sql, listingId: string): Promise<Variant[]> {
  return sql.run(siblings, [listingId])
}

const ofOrganisation = statement<Variant>(
  'market.variant.of_organisation',
  `SELECT ${columns} WHERE v.organisation_id = $1 ORDER BY v.group_id, v.position`,
)

export async function organisationVariants(sql: Sql, organisationId: string): Promise<Variant[]> {
  return sql.run(ofOrganisation, [organisationId])
}

const lockGroup = statement<{ id: string }>(
  'market.variant.lock_group',
  'SELECT id FROM market.variant_group WHERE organisation_id = $1 AND id = $2 FOR UPDATE',
)

export async function lockVariantGroup(tx: Tx, organisationId: string, groupId: string): Promise<boolean> {
  return (await tx.run(lockGroup, [organisationId, groupId])).length > 0
}

const taken = statement<{ listingId: string }>(
  'market.variant.taken',
  `
  SELECT listing_id AS "listingId" FROM market.variant WHERE listing_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR group_id <> $2)`,
)

/** Listings that stand on another page already. */
export async function takenListings(tx: Tx, listingIds: readonly string[], groupId: string | null): Promise<string[]> {
  return (await tx.run(taken, [listingIds, groupId])).map((row) => row.listingId)
}

const makeGroup = statement<{ id: string }>(
  'market.variant.make_group',
  'INSERT INTO market.variant_group (organisation_id) VALUES ($1) RETURNING id',
)
const clear = statement('market.variant.clear', 'DELETE FROM market.variant WHERE group_id = $1')
const fill = statement(
  'market.variant.fill',
  `
  INSERT INTO market.variant (listing_id, group_id, organisation_id, position, grade_zh, grade_en, packing_zh, packing_en)
  SELECT g."listingId", $2, $1, g.position, g."gradeZh", g."gradeEn", g."packingZh", g."packingEn"
  FROM jsonb_to_recordset($3::jsonb) AS g(position int, "listingId" uuid, "gradeZh" text, "gradeEn" text, "packingZh" text, "packingEn" text)`,
)

/** Makes these the variants of one page, in this order; with none the page is undone. */
export async function putVariants(
  tx: Tx,
  organisationId: string,
  groupId: string | null,
  variants: readonly (VariantWords & { listingId: string })[],
): Promise<string> {
  const id = groupId ?? (await tx.run(makeGroup, [organisationId]))[0]?.id
  if (id === undefined) throw new Error('a page of variants was not made')
  await tx.run(clear, [id])
  const rows = variants.map((one, position) => ({ ...one, position }))
  if (rows.length > 0) await tx.run(fill, [organisationId, id, JSON.stringify(rows)])
  return id
}
