import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type Storage = 'ambient' | 'chilled' | 'frozen'
export type NewItem = { name: string; netGrams: number; storage: Storage; shelfLifeDays: number }
export type Item = NewItem & { id: string; gtin: string }

const takeReferences = statement<{ reference: number }>(
  'stock.item.references',
  `
  SELECT nextval('stock.item_reference') AS reference FROM generate_series(1, $1)`,
)

/** Numbers never given before, one for each new item. */
export async function takeItemReferences(tx: Tx, count: number): Promise<number[]> {
  const rows = await tx.run(takeReferences, [count])
  return rows.map((row) => row.reference)
}

const insertItems = statement<{ id: string }>(
  'stock.item.insert',
  `
  WITH given AS (
    SELECT uuidv7() AS id, g.* FROM jsonb_to_recordset($2::jsonb)
      AS g(position int, gtin text, name text, "netGrams" int, storage text, "shelfLifeDays" int)
  ), made AS (
    INSERT INTO stock.item (id, organisation_id, gtin, name, net_grams, storage, shelf_life_days)
    SELECT id, $1, gtin, name, "netGrams", storage, "shelfLifeDays" FROM given
  )
  SELECT id FROM given ORDER BY position`,
)

export async function insertItemRows(
  tx: Tx,
  organisationId: string,
  items: readonly (NewItem & { gtin: string })[],
): Promise<string[]> {
  const rows = await tx.run(insertItems, [
    organisationId,
    JSON.stringify(items.map((item, position) => ({ ...item, position }))),
  ])
  return rows.map((row) => row.id)
}

const selectItems = statement<Item>(
  'stock.item.read',
  `
  SELECT id, gtin, name, net_grams AS "netGrams", storage, shelf_life_days AS "shelfLifeDays"
  FROM stock.item WHERE organisation_id = $1 AND id = ANY($2::uuid[])`,
)

export async function itemRows(sql: Sql, organisationId: string, ids: readonly string[]): Promise<Item[]> {
  return sql.run(selectItems, [organisationId, ids])
}

const selectItemList = statement<Item>(
  'stock.item.list',
  `
  SELECT id, gtin, name, net_grams AS "netGrams", storage, shelf_life_days AS "shelfLifeDays"
  FROM stock.item WHERE organisation_id = $1 ORDER BY id DESC LIMIT $2`,
)

export async function listItemRows(sql: Sql, organisationId: string, limit: number): Promise<Item[]> {
  return sql.run(selectItemList, [organisationId, limit])
}

const selectUsed = statement<{ lotCodes: string[]; gtins: string[] }>(
  'stock.codes.used',
  `
  SELECT ARRAY(SELECT code FROM stock.lot WHERE organisation_id = $1 AND code = ANY($2::text[])) AS "lotCodes",
    ARRAY(SELECT gtin FROM stock.item WHERE gtin = ANY($3::text[])) AS gtins`,
)

/** Which of these lot codes the organisation, and which of these GTINs anyone, has used before. */
export async function usedCodes(
  sql: Sql,
  organisationId: string,
  codes: { lotCodes: readonly string[]; gtins: readonly string[] },
): Promise<{ lotCodes: Set<string>; gtins: Set<string> }> {
  const [used] = await sql.run(selectUsed, [organisationId, codes.lotCodes, codes.gtins])
  return { lotCodes: new Set(used?.lotCodes), gtins: new Set(used?.gtins) }
}

export type NewLot = {
  itemId: string
  code: string
  harvestId: string
  packedOn: CivilDate
  expiresOn: CivilDate
  units: number
  placeId: string
}

const insertLots = statement<{ id: string; code: string }>(
  'stock.lot.insert',
  `
  WITH given AS (
    SELECT uuidv7() AS id, g.* FROM jsonb_to_recordset($2::jsonb)
      AS g(position int, "itemId" uuid, code text, "harvestId" uuid, "packedOn" date, "expiresOn" date, units int, "placeId" uuid)
  ), made AS (
    INSERT INTO stock.lot (id, item_id, organisation_id, code, harvest_id, packed_on, expires_on, packed_units, available_units)
    SELECT id, "itemId", $1, code, "harvestId", "packedOn", "expiresOn", units, units FROM given
    ON CONFLICT (organisation_id, code) DO NOTHING
    RETURNING id, code
  ), placed AS (
    INSERT INTO stock.lot_place (lot_id, place_id, units) SELECT id, "placeId", units FROM made JOIN given USING (id)
  ), noted AS (
    INSERT INTO stock.movement (lot_id, at, kind, units, place_id) SELECT id, $3, 'received', units, "placeId" FROM made JOIN given USING (id)
  )
  SELECT made.id, made.code FROM made JOIN given USING (id) ORDER BY given.position`,
)

/** Returns the lots made; a code the organisation used before makes none. */
export async function insertLotRows(
  tx: Tx,
  organisationId: string,
  lots: readonly NewLot[],
  now: Instant,
): Promise<{ id: string; code: string }[]> {
  return tx.run(insertLots, [organisationId, JSON.stringify(lots.map((lot, position) => ({ ...lot, position }))), now])
}
