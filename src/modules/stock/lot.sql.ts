import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type LotSummary = {
  id: string
  itemId: string
  gtin: string
  name: string
  netGrams: number
  code: string
  harvestId: string
  packedOn: string
  expiresOn: string
  packedUnits: number
  availableUnits: number
  heldUnits: number
  soldUnits: number
  shippedUnits: number
  withdrawnUnits: number
  foundUnits: number
  transitUnits: number
  /** Holds that stand against the lot. */
  stops: number
}

const columns = `
  l.id, l.item_id AS "itemId", i.gtin, i.name, i.net_grams AS "netGrams", l.code, l.harvest_id AS "harvestId",
  l.packed_on AS "packedOn", l.expires_on AS "expiresOn", l.packed_units AS "packedUnits", l.available_units AS "availableUnits",
  l.held_units AS "heldUnits", l.sold_units AS "soldUnits", l.shipped_units AS "shippedUnits", l.withdrawn_units AS "withdrawnUnits",
  l.found_units AS "foundUnits", l.transit_units AS "transitUnits", l.stops`

const selectLots = statement<LotSummary>(
  'stock.lot.list',
  `
  SELECT ${columns} FROM stock.lot l JOIN stock.item i ON i.id = l.item_id
  WHERE l.organisation_id = $1 AND ($2::uuid IS NULL OR l.id < $2) ORDER BY l.id DESC LIMIT $3`,
)

export async function listLotRows(
  sql: Sql,
  organisationId: string,
  before: string | null,
  limit: number,
): Promise<LotSummary[]> {
  return sql.run(selectLots, [organisationId, before, limit])
}

const selectLot = statement<LotSummary & { organisationId: string }>(
  'stock.lot.by_code',
  `
  SELECT ${columns}, l.organisation_id AS "organisationId" FROM stock.lot l JOIN stock.item i ON i.id = l.item_id
  WHERE i.gtin = $1 AND l.code = $2`,
)

/** The lot behind a scanned GTIN and batch; null when the county never packed it. */
export async function lotByCode(
  sql: Sql,
  gtin: string,
  code: string,
): Promise<(LotSummary & { organisationId: string }) | null> {
  const [row] = await sql.run(selectLot, [gtin, code])
  return row ?? null
}

const selectById = statement<LotSummary & { organisationId: string }>(
  'stock.lot.by_id',
  `
  SELECT ${columns}, l.organisation_id AS "organisationId" FROM stock.lot l JOIN stock.item i ON i.id = l.item_id WHERE l.id = $1`,
)

export async function lotById(sql: Sql, lotId: string): Promise<(LotSummary & { organisationId: string }) | null> {
  const [row] = await sql.run(selectById, [lotId])
  return row ?? null
}

const lastDays = statement<{ id: string; expiresOn: string }>(
  'stock.lot.last_days',
  `SELECT id, expires_on AS "expiresOn" FROM stock.lot WHERE id = ANY($1::uuid[])`,
)

/** The day each lot expires. */
export async function expiryOfLots(sql: Sql, lotIds: readonly string[]): Promise<Map<string, string>> {
  return new Map((await sql.run(lastDays, [lotIds])).map((lot) => [lot.id, lot.expiresOn]))
}

/** What anyone may know of a lot. */
export type OpenLot = {
  organisationId: string
  itemId: string
  gtin: string
  name: string
  netGrams: number
  code: string
  packedOn: string
  expiresOn: string
  /** None while the lot is on hold. */
  availableUnits: number
  stopped: boolean
  harvestId: string
}

const selectOpenLots = statement<OpenLot>(
  'stock.lot.of_gtin',
  `
  SELECT l.organisation_id AS "organisationId", l.item_id AS "itemId", i.gtin, i.name, i.net_grams AS "netGrams", l.code,
    l.harvest_id AS "harvestId", l.packed_on AS "packedOn", l.expires_on AS "expiresOn",
    CASE WHEN l.stops = 0 THEN l.available_units ELSE 0 END AS "availableUnits", l.stops > 0 AS stopped
  FROM stock.lot l JOIN stock.item i ON i.id = l.item_id WHERE i.gtin = $1 ORDER BY l.packed_on DESC, l.id DESC LIMIT $2`,
)

/** Lots packed under a trade item number, the freshest first. */
export async function lotsOfGtin(sql: Sql, gtin: string, limit: number): Promise<OpenLot[]> {
  return sql.run(selectOpenLots, [gtin, limit])
}

const selectNewest = statement<{ itemId: string; harvestId: string; packedOn: string }>(
  'stock.lot.newest',
  `
  SELECT DISTINCT ON (item_id) item_id AS "itemId", harvest_id AS "harvestId", packed_on AS "packedOn"
  FROM stock.lot WHERE organisation_id = $1 AND item_id = ANY($2::uuid[]) ORDER BY item_id, id DESC`,
)

/** The lot packed last of each item, where there is one. */
export async function newestLots(sql: Sql, organisationId: string, itemIds: readonly string[]) {
  const rows = await sql.run(selectNewest, [organisationId, itemIds])
  return new Map(rows.map((row) => [row.itemId, row]))
}

const selectNames = statement<{ id: string; code: string }>(
  'stock.lot.names',
  `SELECT id, code FROM stock.lot WHERE id = ANY($1::uuid[])`,
)

/** What lots are called. */
export async function lotNames(sql: Sql, lotIds: readonly string[]): Promise<Map<string, string>> {
  return new Map((await sql.run(selectNames, [lotIds])).map(({ id, code }) => [id, code]))
}

const selectCodes = statement<{ code: string }>(
  'stock.lot.codes_of_day',
  `SELECT code FROM stock.lot WHERE organisation_id = $1 AND starts_with(code, $2)`,
)

/** Lot numbers of the organisation that begin with a day's stem, such as 260418. */
export async function lotCodesOf(sql: Sql, organisationId: string, day: string): Promise<Set<string>> {
  const stem = day.slice(2).replaceAll('-', '')
  return new Set((await sql.run(selectCodes, [organisationId, stem])).map(({ code }) => code))
}
