import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { MovementKind } from './movement.ts'

/** Units of a lot that move; `placeId` where a place gains or loses them, `causeId` names the paper behind it. */
export type Move = {
  lotId: string
  kind: MovementKind
  units: number
  placeId: string | null
  causeId: string | null
  orderId?: string
}

const move = statement(
  'stock.move',
  `
  WITH m AS MATERIALIZED (
    SELECT g.*, e.* FROM jsonb_to_recordset($1::jsonb) AS g("lotId" uuid, move text, units int, "placeId" uuid, "causeId" uuid, "orderId" uuid)
    JOIN stock.movement_effect e ON e.kind = g.move
  ), lots AS (
    UPDATE stock.lot l SET packed_units = packed_units + s.packed, found_units = found_units + s.found, available_units = available_units + s.available,
      held_units = held_units + s.held, sold_units = sold_units + s.sold, withdrawn_units = withdrawn_units + s.withdrawn, transit_units = transit_units + s.transit,
      shipped_units = shipped_units + s.shipped
    FROM (SELECT "lotId", sum(units * packed) AS packed, sum(units * found) AS found, sum(units * available) AS available,
      sum(units * held) AS held, sum(units * sold) AS sold, sum(units * withdrawn) AS withdrawn, sum(units * transit) AS transit, sum(units * shipped) AS shipped FROM m GROUP BY 1) s
    WHERE l.id = s."lotId"
  ), place AS MATERIALIZED (
    SELECT "lotId", "placeId", sum(units * place)::int AS units FROM m WHERE "placeId" IS NOT NULL GROUP BY 1, 2
  ), gained AS (
    INSERT INTO stock.lot_place (lot_id, place_id, units) SELECT "lotId", "placeId", units FROM place WHERE units > 0
    ON CONFLICT (lot_id, place_id) DO UPDATE SET units = lot_place.units + EXCLUDED.units
  ), lost AS (
    UPDATE stock.lot_place p SET units = p.units + place.units FROM place
    WHERE place.units < 0 AND p.lot_id = place."lotId" AND p.place_id = place."placeId"
  )
  INSERT INTO stock.movement (lot_id, at, kind, units, place_id, cause_id, order_id)
  SELECT "lotId", $2, kind, units, "placeId", "causeId", "orderId" FROM m`,
)

/** Moves units and writes the journal, in one statement; the lots are locked by `lockLots` before. */
export async function moveUnits(tx: Tx, moves: readonly Move[], now: Instant): Promise<void> {
  await tx.run(move, [JSON.stringify(moves.map(({ kind, ...rest }) => ({ ...rest, move: kind }))), now])
}

export type LockedLot = {
  id: string
  code: string
  itemId: string
  harvestId: string
  expiresOn: string
  packedOn: string
  packedUnits: number
  availableUnits: number
  heldUnits: number
  /** Sold and still on the shelf. */
  waitingUnits: number
  stops: number
}

const ownLots = `
  SELECT id, code, item_id AS "itemId", harvest_id AS "harvestId", expires_on AS "expiresOn", packed_on AS "packedOn", packed_units AS "packedUnits",
    available_units AS "availableUnits", held_units AS "heldUnits", sold_units - shipped_units AS "waitingUnits", stops
  FROM stock.lot WHERE organisation_id = $1`

const lock = statement<LockedLot>('stock.lot.lock', `${ownLots} AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`)

/** Locks lots of an organisation in id order; ids that are not its own are missing. */
export async function lockLots(
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, LockedLot>> {
  return new Map((await tx.run(lock, [organisationId, ids])).map((lot) => [lot.id, lot]))
}

const lockByCode = statement<LockedLot>(
  'stock.lot.lock_by_code',
  `${ownLots} AND code = ANY($2::text[]) ORDER BY id FOR NO KEY UPDATE`,
)

/** The same by their codes, which an organisation uses once. */
export async function lockLotsByCode(
  tx: Tx,
  organisationId: string,
  codes: readonly string[],
): Promise<Map<string, LockedLot>> {
  return new Map((await tx.run(lockByCode, [organisationId, codes])).map((lot) => [lot.code, lot]))
}

const atPlace = statement<{ lotId: string; units: number }>(
  'stock.lot_place.read',
  `
  SELECT lot_id AS "lotId", units FROM stock.lot_place WHERE place_id = $1 AND lot_id = ANY($2::uuid[])`,
)

/** Units of locked lots that stand at a place. */
export async function unitsAt(tx: Tx, placeId: string, lotIds: readonly string[]): Promise<Map<string, number>> {
  return new Map((await tx.run(atPlace, [placeId, lotIds])).map((row) => [row.lotId, row.units]))
}

export type JournalLine = {
  id: string
  at: Instant
  kind: MovementKind
  units: number
  place: string | null
  orderId: string | null
  reason: string | null
}

const journal = statement<JournalLine>(
  'stock.movement.list',
  `
  SELECT m.id, m.at, m.kind, m.units, p.name AS place, m.order_id AS "orderId",
    coalesce(c.reason, t.reason, nullif(w.note, '')) AS reason
  FROM stock.movement m JOIN stock.lot l ON l.id = m.lot_id LEFT JOIN stock.place p ON p.id = m.place_id
    LEFT JOIN stock.count c ON c.id = m.cause_id LEFT JOIN stock.transfer t ON t.id = m.cause_id LEFT JOIN stock.write_off w ON w.id = m.cause_id
  WHERE l.organisation_id = $1 AND m.lot_id = $2 AND ($3::uuid IS NULL OR m.id < $3) ORDER BY m.id DESC LIMIT $4`,
)

export async function journalLines(
  sql: Sql,
  organisationId: string,
  lotId: string,
  before: string | null,
  limit: number,
): Promise<JournalLine[]> {
  return sql.run(journal, [organisationId, lotId, before, limit])
}

const outOfStep = statement<{ code: string; organisationId: string }>(
  'stock.journal.out_of_step',
  `
  SELECT l.code, l.organisation_id AS "organisationId" FROM stock.lot l
  LEFT JOIN stock.lot_recounted r ON r.lot_id = l.id
  LEFT JOIN (SELECT lot_id, sum(units) AS units FROM stock.lot_place GROUP BY 1) p ON p.lot_id = l.id
  WHERE (l.packed_units, l.found_units, l.available_units, l.held_units, l.sold_units, l.withdrawn_units, l.transit_units, l.shipped_units)
    IS DISTINCT FROM (r.packed_units, r.found_units, r.available_units, r.held_units, r.sold_units, r.withdrawn_units, r.transit_units, r.shipped_units)
    OR coalesce(p.units, 0) <> l.available_units + l.held_units + l.sold_units - l.shipped_units
    OR EXISTS (SELECT FROM stock.lot_place lp LEFT JOIN stock.lot_place_recounted rp USING (lot_id, place_id)
      WHERE lp.lot_id = l.id AND lp.units <> coalesce(rp.units, 0))
    OR l.stops <> (SELECT count(*) FROM stock.stop s WHERE s.lot_id = l.id AND NOT EXISTS (SELECT FROM stock.stop_release q WHERE q.stop_id = s.id))
  LIMIT 100`,
)

/** Lots whose counters, places or stops are not what the journal and the records say: none, or something is broken. */
export async function lotsOutOfStep(sql: Sql): Promise<{ code: string; organisationId: string }[]> {
  return sql.run(outOfStep)
}
