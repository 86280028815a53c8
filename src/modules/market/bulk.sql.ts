import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { BulkListing, Edit } from './bulk.ts'

/** A listing as bulk edits see it; floor and minimum belong to others. */
export type BulkRow = Omit<BulkListing, 'floorFen' | 'minimumUnits'>

const columns = `id AS "listingId", item_id AS "itemId", title_zh AS "titleZh", title_en AS "titleEn", category, approved, product_class AS "productClass",
  licence_number AS "licenceNumber", price_fen AS "priceFen", season_months AS "seasonMonths", freight_template_id AS "freightTemplateId", state,
  producer, certificate`

const read = statement<BulkRow>(
  'market.bulk.read',
  `SELECT ${columns} FROM market.listing WHERE organisation_id = $1 AND id = ANY($2::uuid[]) ORDER BY id`,
)
const lock = statement<BulkRow>(
  'market.bulk.lock',
  `SELECT ${columns} FROM market.listing WHERE organisation_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
)

export async function bulkRows(sql: Sql, organisationId: string, listingIds: readonly string[]): Promise<BulkRow[]> {
  return sql.run(read, [organisationId, listingIds])
}

/** The same, kept from changing until the transaction ends; in the order of their ids, so that two edits wait, not lock. */
export async function lockBulkRows(tx: Tx, organisationId: string, listingIds: readonly string[]): Promise<BulkRow[]> {
  return tx.run(lock, [organisationId, listingIds])
}

const byGtin = statement<BulkRow & { gtin: string }>(
  'market.bulk.by_gtin',
  `SELECT ${columns}, gtin FROM market.listing WHERE organisation_id = $1 AND gtin = ANY($2::text[]) ORDER BY id`,
)

/** A seller's listings by the barcodes of a workbook. */
export async function bulkSheetRows(
  sql: Sql,
  organisationId: string,
  gtins: readonly string[],
): Promise<(BulkRow & { gtin: string })[]> {
  return sql.run(byGtin, [organisationId, gtins])
}

const update = statement(
  'market.bulk.update',
  `
  UPDATE market.listing l SET
    price_fen = coalesce((e.after->>'priceFen')::bigint, price_fen), season_months = coalesce((e.after->>'seasonMonths')::int, season_months),
    freight_template_id = coalesce((e.after->>'freightTemplateId')::uuid, freight_template_id),
    state = coalesce(e.after->>'state', state), rests = CASE WHEN e.after ? 'state' THEN false ELSE rests END,
    producer = CASE WHEN e.after ? 'producer' THEN e.after->>'producer' ELSE producer END,
    certificate = CASE WHEN e.after ? 'certificate' THEN e.after->>'certificate' ELSE certificate END, edited_at = $3
  FROM jsonb_to_recordset($2::jsonb) AS e("listingId" uuid, after jsonb)
  WHERE l.id = e."listingId" AND l.organisation_id = $1`,
)

/** Puts the new values of all edits in force. */
export async function updateInBulk(
  tx: Tx,
  organisationId: string,
  edits: readonly Edit[],
  now: Instant,
): Promise<void> {
  await tx.run(update, [organisationId, JSON.stringify(edits), now])
}

const turn = statement(
  'market.bulk.turn_season',
  `
  UPDATE market.listing SET rests = NOT rests, state = CASE WHEN rests THEN 'open' ELSE 'closed' END
  WHERE id = ANY($2::uuid[]) AND approved
    AND CASE WHEN rests THEN off_season = 'sold' OR season_months & (1 << ($1 - 1)) <> 0
      ELSE state = 'open' AND off_season <> 'sold' AND season_months & (1 << ($1 - 1)) = 0 END`,
)

/** Closes what a new season puts to rest today, and opens what it wakes. */
export async function turnSeasonOf(tx: Tx, today: CivilDate, listingIds: readonly string[]): Promise<void> {
  if (listingIds.length > 0) await tx.run(turn, [Number(today.slice(5, 7)), listingIds])
}

export type BulkCause = 'edit' | 'workbook' | 'undo'
export type BulkEdit = {
  id: string
  cause: BulkCause
  listings: number
  at: Instant
  actorId: string
  undoes: string | null
  undone: boolean
}
type NewEdit = {
  organisationId: string
  actorId: string
  cause: BulkCause
  edits: readonly Edit[]
  undoes: string | null
}

const keep = statement<{ id: string }>(
  'market.bulk_edit.insert',
  `
  INSERT INTO market.bulk_edit (organisation_id, actor_id, cause, edits, listings, at, undoes) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (undoes) DO NOTHING RETURNING id`,
)

/** Keeps what was done; null where it takes back what was taken back already. */
export async function keepBulkEdit(tx: Tx, edit: NewEdit, now: Instant): Promise<string | null> {
  const { organisationId, actorId, cause, edits, undoes } = edit
  const values = [organisationId, actorId, cause, JSON.stringify(edits), edits.length, now, undoes]
  return (await tx.run(keep, values))[0]?.id ?? null
}

const list = statement<BulkEdit>(
  'market.bulk_edit.list',
  `
  SELECT b.id, b.cause, b.listings, b.at, b.actor_id AS "actorId", b.undoes,
    EXISTS (SELECT FROM market.bulk_edit u WHERE u.undoes = b.id) AS undone
  FROM market.bulk_edit b WHERE b.organisation_id = $1 ORDER BY b.id DESC LIMIT $2`,
)

export async function bulkEditRows(sql: Sql, organisationId: string, limit: number): Promise<BulkEdit[]> {
  return sql.run(list, [organisationId, limit])
}

const byId = statement<BulkEdit & { edits: Edit[] }>(
  'market.bulk_edit.read',
  `
  SELECT b.id, b.cause, b.listings, b.at, b.actor_id AS "actorId", b.undoes, b.edits,
    EXISTS (SELECT FROM market.bulk_edit u WHERE u.undoes = b.id) AS undone
  FROM market.bulk_edit b WHERE b.organisation_id = $1 AND b.id = $2`,
)

export async function bulkEditOf(sql: Sql, organisationId: string, editId: string) {
  return (await sql.run(byId, [organisationId, editId]))[0] ?? null
}
