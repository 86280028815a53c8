import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type Stopper = 'seller' | 'service_centre'

const place = statement<{ id: string }>(
  'stock.stop.place',
  `
  WITH lot AS (
    UPDATE stock.lot SET stops = stops + 1 WHERE id = $1 AND ($2::uuid IS NULL OR organisation_id = $2) RETURNING id
  )
  INSERT INTO stock.stop (lot_id, placed_by, reason, actor_id, at) SELECT id, $3, $4, $5, $6 FROM lot RETURNING id`,
)

/** Stops a lot; `organisationId` narrows it to a seller's own. Null where there is no such lot. */
export async function placeStopRow(
  tx: Tx,
  stop: { lotId: string; organisationId: string | null; placedBy: Stopper; reason: string; actorId: string | null },
  now: Instant,
): Promise<string | null> {
  const values = [stop.lotId, stop.organisationId, stop.placedBy, stop.reason, stop.actorId, now]
  const [row] = await tx.run(place, values)
  return row?.id ?? null
}

const lock = statement<{ lotId: string; placedBy: Stopper; released: boolean; organisationId: string }>(
  'stock.stop.lock',
  `
  SELECT s.lot_id AS "lotId", s.placed_by AS "placedBy", l.organisation_id AS "organisationId",
    EXISTS (SELECT FROM stock.stop_release r WHERE r.stop_id = s.id) AS released
  FROM stock.stop s JOIN stock.lot l ON l.id = s.lot_id WHERE s.id = $1`,
)

export async function readStop(
  sql: Sql,
  stopId: string,
): Promise<{ lotId: string; placedBy: Stopper; released: boolean; organisationId: string } | undefined> {
  const [row] = await sql.run(lock, [stopId])
  return row
}

const release = statement<{ stopId: string }>(
  'stock.stop.release',
  `
  WITH released AS (
    INSERT INTO stock.stop_release (stop_id, finding, actor_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING stop_id
  ), lot AS (
    UPDATE stock.lot l SET stops = stops - 1 FROM stock.stop s JOIN released r ON r.stop_id = s.id WHERE l.id = s.lot_id
  )
  SELECT stop_id AS "stopId" FROM released`,
)

/** False where it was released before. */
export async function releaseStopRow(
  tx: Tx,
  stopId: string,
  finding: string,
  actorId: string | null,
  now: Instant,
): Promise<boolean> {
  return (await tx.run(release, [stopId, finding, actorId, now])).length > 0
}

export type StopRow = {
  id: string
  lotId: string
  lotCode: string
  gtin: string
  name: string
  organisationId: string
  placedBy: Stopper
  reason: string
  at: Instant
  releasedAt: Instant | null
  finding: string | null
  /** Units that would be on sale, and units sold that wait to be shipped. */
  availableUnits: number
  waitingUnits: number
}

const columns = `
  s.id, s.lot_id AS "lotId", l.code AS "lotCode", i.gtin, i.name, l.organisation_id AS "organisationId", s.placed_by AS "placedBy", s.reason, s.at,
  r.at AS "releasedAt", r.finding, l.available_units AS "availableUnits", l.held_units + l.sold_units - l.shipped_units AS "waitingUnits"
  FROM stock.stop s JOIN stock.lot l ON l.id = s.lot_id JOIN stock.item i ON i.id = l.item_id LEFT JOIN stock.stop_release r ON r.stop_id = s.id`

const ofLots = statement<StopRow>(
  'stock.stop.of_organisation',
  `SELECT ${columns} WHERE l.organisation_id = $1 ORDER BY r.at IS NOT NULL, s.id DESC LIMIT 200`,
)

/** Stops of a seller's lots, the standing ones first. */
export async function stopsOfOrganisation(sql: Sql, organisationId: string): Promise<StopRow[]> {
  return sql.run(ofLots, [organisationId])
}

const all = statement<StopRow>(
  'stock.stop.list',
  `SELECT ${columns} WHERE ($1 OR r.at IS NULL) AND ($2::uuid IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3`,
)

export async function stopRows(sql: Sql, released: boolean, before: string | null, limit: number): Promise<StopRow[]> {
  return sql.run(all, [released, before, limit])
}
