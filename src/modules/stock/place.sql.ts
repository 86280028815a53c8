import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type PlaceKind = 'warehouse' | 'village_point'
export type Place = {
  id: string
  kind: PlaceKind
  name: string
  villageCode: string | null
  state: 'open' | 'closed'
  main: boolean
  /** Units of all lots that stand here. */
  units: number
}

const list = statement<Place>(
  'stock.place.list',
  `
  SELECT p.id, p.kind, p.name, p.village_code AS "villageCode", p.state, p.main,
    (SELECT coalesce(sum(units), 0)::int FROM stock.lot_place lp WHERE lp.place_id = p.id AND lp.units > 0) AS units
  FROM stock.place p WHERE p.organisation_id = $1 ORDER BY p.main DESC, p.state DESC, p.id`,
)

export async function placeRows(sql: Sql, organisationId: string): Promise<Place[]> {
  return sql.run(list, [organisationId])
}

const makeMain = statement(
  'stock.place.make_main',
  `
  INSERT INTO stock.place (organisation_id, kind, name, main) SELECT $1, 'warehouse', '主仓库', true
  WHERE NOT EXISTS (SELECT FROM stock.place WHERE organisation_id = $1 AND main) ON CONFLICT DO NOTHING`,
)
const readMain = statement<{ id: string }>(
  'stock.place.main',
  'SELECT id FROM stock.place WHERE organisation_id = $1 AND main',
)

/** The place where goods arrive unless told otherwise; made where there is none yet. */
export async function mainPlaceId(tx: Tx, organisationId: string): Promise<string> {
  const found = await tx.run(readMain, [organisationId])
  if (found[0] !== undefined) return found[0].id
  await tx.run(makeMain, [organisationId])
  const [made] = await tx.run(readMain, [organisationId])
  if (made === undefined) throw new Error('an organisation has no main place')
  return made.id
}

const read = statement<{ id: string; state: 'open' | 'closed'; main: boolean }>(
  'stock.place.read',
  `
  SELECT id, state, main FROM stock.place WHERE organisation_id = $1 AND id = $2 FOR NO KEY UPDATE`,
)

/** A place of the organisation, kept as it is until the transaction ends. */
export async function lockPlace(
  tx: Tx,
  organisationId: string,
  placeId: string,
): Promise<{ id: string; state: 'open' | 'closed'; main: boolean } | undefined> {
  const [row] = await tx.run(read, [organisationId, placeId])
  return row
}

export type PlaceWords = { kind: PlaceKind; name: string; villageCode: string | null }

const insert = statement<{ id: string }>(
  'stock.place.insert',
  `
  INSERT INTO stock.place (organisation_id, kind, name, village_code) VALUES ($1, $2, $3, $4)
  ON CONFLICT (organisation_id, name) DO NOTHING RETURNING id`,
)

/** Null where the organisation has a place of that name. */
export async function insertPlace(tx: Tx, organisationId: string, place: PlaceWords): Promise<string | null> {
  const [row] = await tx.run(insert, [organisationId, place.kind, place.name, place.villageCode])
  return row?.id ?? null
}

const update = statement<{ id: string }>(
  'stock.place.update',
  `
  UPDATE stock.place SET kind = $3, name = $4, village_code = $5 WHERE organisation_id = $1 AND id = $2
    AND NOT EXISTS (SELECT FROM stock.place WHERE organisation_id = $1 AND name = $4 AND id <> $2) RETURNING id`,
)

export async function updatePlace(tx: Tx, organisationId: string, id: string, place: PlaceWords): Promise<boolean> {
  return (await tx.run(update, [organisationId, id, place.kind, place.name, place.villageCode])).length > 0
}

const changeState = statement<{ id: string }>(
  'stock.place.change_state',
  `
  UPDATE stock.place SET state = $2 WHERE id = $1
    AND ($2 = 'open' OR NOT EXISTS (SELECT FROM stock.lot_place WHERE place_id = $1 AND units > 0)
      AND NOT EXISTS (SELECT FROM stock.transfer WHERE to_place_id = $1 AND received_at IS NULL)) RETURNING id`,
)

/** False where goods still stand there or are on their way to it. */
export async function changePlaceState(tx: Tx, id: string, state: 'open' | 'closed'): Promise<boolean> {
  return (await tx.run(changeState, [id, state])).length > 0
}
