import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { ListingRule, UnitPrice } from './rule.ts'

const columns = `p.id, p.listing_id AS "listingId", p.units_from AS "unitsFrom", p.starts_on AS "startsOn", p.ends_on AS "endsOn", p.price_fen AS "priceFen",
  CASE WHEN g.id IS NOT NULL THEN jsonb_build_object('id', g.id, 'nameZh', g.name_zh, 'nameEn', g.name_en) END AS "group"`

const ofOrganisation = statement<UnitPrice>(
  'pricing.unit_price.list',
  `
  SELECT ${columns} FROM pricing.unit_price p LEFT JOIN pricing.customer_group g ON g.id = p.group_id
  WHERE p.organisation_id = $1 ORDER BY p.listing_id, p.group_id NULLS FIRST, p.units_from, p.starts_on, p.id LIMIT 5000`,
)

export async function unitPricesOf(sql: Sql, organisationId: string): Promise<UnitPrice[]> {
  return sql.run(ofOrganisation, [organisationId])
}

export type NewUnitPrice = Omit<UnitPrice, 'id' | 'group'> & { organisationId: string; groupId: string | null }

const save = statement<{ id: string }>(
  'pricing.unit_price.save',
  `
  INSERT INTO pricing.unit_price (organisation_id, listing_id, group_id, units_from, starts_on, ends_on, price_fen) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (listing_id, group_id, units_from, starts_on, ends_on) DO UPDATE SET price_fen = EXCLUDED.price_fen RETURNING id`,
)

/** Sets a unit price; one for the same customers, number and days is replaced. */
export async function saveUnitPriceRow(tx: Tx, price: NewUnitPrice): Promise<string> {
  const { organisationId, listingId, groupId, unitsFrom, startsOn, endsOn, priceFen } = price
  const [row] = await tx.run(save, [organisationId, listingId, groupId, unitsFrom, startsOn, endsOn, priceFen])
  return (row as { id: string }).id
}

const remove = statement<{ id: string }>(
  'pricing.unit_price.remove',
  'DELETE FROM pricing.unit_price WHERE organisation_id = $1 AND id = $2 RETURNING id',
)

export async function removeUnitPriceRow(tx: Tx, organisationId: string, priceId: string): Promise<boolean> {
  return (await tx.run(remove, [organisationId, priceId])).length > 0
}

const rules = statement<ListingRule>(
  'pricing.listing_rule.list',
  `
  SELECT listing_id AS "listingId", floor_fen AS "floorFen", near_expiry_days AS "nearExpiryDays", near_expiry_percent AS "nearExpiryPercent"
  FROM pricing.listing_rule WHERE organisation_id = $1 ORDER BY listing_id LIMIT 5000`,
)

export async function listingRulesOf(sql: Sql, organisationId: string): Promise<ListingRule[]> {
  return sql.run(rules, [organisationId])
}

const ruleOfListing = statement<ListingRule>(
  'pricing.listing_rule.by_listing',
  `
  SELECT listing_id AS "listingId", floor_fen AS "floorFen", near_expiry_days AS "nearExpiryDays", near_expiry_percent AS "nearExpiryPercent"
  FROM pricing.listing_rule WHERE listing_id = $1`,
)

export async function listingRuleOf(sql: Sql, listingId: string): Promise<ListingRule | null> {
  return (await sql.run(ruleOfListing, [listingId]))[0] ?? null
}

const floors = statement<{ listingId: string; floorFen: number }>(
  'pricing.listing_rule.floors',
  `SELECT listing_id AS "listingId", floor_fen AS "floorFen" FROM pricing.listing_rule WHERE listing_id = ANY($1::uuid[]) AND floor_fen IS NOT NULL`,
)

/** The floors of listings that have one, in fen. */
export async function floorsOf(sql: Sql, listingIds: readonly string[]): Promise<Map<string, number>> {
  return new Map((await sql.run(floors, [listingIds])).map((one) => [one.listingId, one.floorFen]))
}

const saveRule = statement(
  'pricing.listing_rule.save',
  `
  INSERT INTO pricing.listing_rule (listing_id, organisation_id, floor_fen, near_expiry_days, near_expiry_percent) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (listing_id) DO UPDATE SET floor_fen = EXCLUDED.floor_fen, near_expiry_days = EXCLUDED.near_expiry_days,
    near_expiry_percent = EXCLUDED.near_expiry_percent`,
)

export async function saveListingRuleRow(tx: Tx, organisationId: string, rule: ListingRule): Promise<void> {
  const { listingId, floorFen, nearExpiryDays, nearExpiryPercent } = rule
  await tx.run(saveRule, [listingId, organisationId, floorFen, nearExpiryDays, nearExpiryPercent])
}

const open = statement<UnitPrice>(
  'pricing.unit_price.open',
  `
  SELECT ${columns} FROM pricing.unit_price p LEFT JOIN pricing.customer_group g ON g.id = p.group_id
  WHERE p.listing_id = $1 AND p.group_id IS NULL AND (p.ends_on IS NULL OR p.ends_on >= $2)
  ORDER BY p.units_from, p.starts_on NULLS FIRST, p.price_fen, p.id`,
)

/** Unit prices of a listing that are for everyone and not over, for its page. */
export async function openUnitPrices(sql: Sql, listingId: string, today: string): Promise<UnitPrice[]> {
  return sql.run(open, [listingId, today])
}
