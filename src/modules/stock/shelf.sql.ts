import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

/** A lot of which something is left, and where. */
export type ShelfLot = {
  id: string
  itemId: string
  name: string
  netGrams: number
  gtin: string
  code: string
  packedOn: CivilDate
  expiresOn: CivilDate
  availableUnits: number
  heldUnits: number
  /** Sold and not yet shipped. */
  waitingUnits: number
  transitUnits: number
  stops: number
  places: { placeId: string; units: number }[]
}

const lots = statement<ShelfLot>(
  'stock.shelf.lots',
  `
  SELECT l.id, l.item_id AS "itemId", i.name, i.net_grams AS "netGrams", i.gtin, l.code, l.packed_on AS "packedOn", l.expires_on AS "expiresOn",
    l.available_units AS "availableUnits", l.held_units AS "heldUnits", l.sold_units - l.shipped_units AS "waitingUnits",
    l.transit_units AS "transitUnits", l.stops,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('placeId', p.place_id, 'units', p.units) ORDER BY p.place_id), '[]')
      FROM stock.lot_place p WHERE p.lot_id = l.id AND p.units > 0) AS places
  FROM stock.lot l JOIN stock.item i ON i.id = l.item_id
  WHERE l.organisation_id = $1 AND l.available_units + l.held_units + l.sold_units - l.shipped_units + l.transit_units > 0
  ORDER BY l.expires_on, l.id LIMIT $2`,
)

/** What is on a seller's shelves, what expires first first. */
export async function shelfLots(sql: Sql, organisationId: string, limit: number): Promise<ShelfLot[]> {
  return sql.run(lots, [organisationId, limit])
}

export type ShelfItem = { itemId: string; name: string; netGrams: number; minimumUnits: number; availableUnits: number }

const listMinimums = statement<ShelfItem>(
  'stock.minimum.list',
  `
  SELECT i.id AS "itemId", i.name, i.net_grams AS "netGrams", m.units AS "minimumUnits",
    (SELECT coalesce(sum(l.available_units), 0)::int FROM stock.lot l WHERE l.item_id = i.id AND l.expires_on > $2 AND l.stops = 0) AS "availableUnits"
  FROM stock.minimum m JOIN stock.item i ON i.id = m.item_id WHERE i.organisation_id = $1 ORDER BY i.name, i.id`,
)

/** Items with a minimum level, and what of them can be sold on `today`. */
export async function minimumRows(sql: Sql, organisationId: string, today: CivilDate): Promise<ShelfItem[]> {
  return sql.run(listMinimums, [organisationId, today])
}

const setMinimum = statement<{ id: string }>(
  'stock.minimum.set',
  `
  WITH item AS (SELECT id FROM stock.item WHERE organisation_id = $1 AND id = $2), gone AS (
    DELETE FROM stock.minimum WHERE $3 = 0 AND item_id = (SELECT id FROM item)
  ), kept AS (
    INSERT INTO stock.minimum (item_id, units) SELECT id, $3 FROM item WHERE $3 > 0
    ON CONFLICT (item_id) DO UPDATE SET units = EXCLUDED.units
  )
  SELECT id FROM item`,
)

/** Sets the level below which the seller is warned, 0 for none; false for an item that is not the organisation's. */
export async function setMinimumRow(tx: Tx, organisationId: string, itemId: string, units: number): Promise<boolean> {
  return (await tx.run(setMinimum, [organisationId, itemId, units])).length > 0
}

const minimumsOfItems = statement<{ itemId: string; units: number }>(
  'stock.minimum.of_items',
  `
  SELECT m.item_id AS "itemId", m.units FROM stock.minimum m JOIN stock.item i ON i.id = m.item_id
  WHERE i.organisation_id = $1 AND m.item_id = ANY($2::uuid[])`,
)

/** Minimum levels of items that have one. */
export async function minimumsOf(
  sql: Sql,
  organisationId: string,
  itemIds: readonly string[],
): Promise<Map<string, number>> {
  return new Map((await sql.run(minimumsOfItems, [organisationId, itemIds])).map((one) => [one.itemId, one.units]))
}

const setMany = statement(
  'stock.minimum.set_many',
  `
  WITH given AS (
    SELECT g."itemId", g.units FROM jsonb_to_recordset($2::jsonb) AS g("itemId" uuid, units int) JOIN stock.item i ON i.id = g."itemId" AND i.organisation_id = $1
  ), gone AS (
    DELETE FROM stock.minimum m USING given WHERE m.item_id = given."itemId" AND given.units = 0
  )
  INSERT INTO stock.minimum (item_id, units) SELECT "itemId", units FROM given WHERE units > 0 ORDER BY 1
  ON CONFLICT (item_id) DO UPDATE SET units = EXCLUDED.units`,
)

/** Sets minimum levels of many of the organisation's items, 0 for none. */
export async function setMinimums(
  tx: Tx,
  organisationId: string,
  minimums: readonly { itemId: string; units: number }[],
): Promise<void> {
  await tx.run(setMany, [organisationId, JSON.stringify(minimums)])
}
