import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Arriving, Taken } from './room.ts'

export type Room = { id: string; roomTypeId: string; name: string }

const save = statement(
  'tourism.room.save',
  `
  WITH closed AS (
    UPDATE tourism.room SET is_open = false WHERE room_type_id = $1 AND name <> ALL ($2::text[])
  )
  INSERT INTO tourism.room (room_type_id, name) SELECT $1, unnest($2::text[]) ON CONFLICT (room_type_id, name) DO UPDATE SET is_open = true`,
)

/** Names the rooms of a type; those left out are closed. */
export async function saveRooms(tx: Tx, roomTypeId: string, names: readonly string[]): Promise<void> {
  await tx.run(save, [roomTypeId, names])
}

const ofHouse = statement<Room>(
  'tourism.room.of_house',
  `
  SELECT r.id, r.room_type_id AS "roomTypeId", r.name FROM tourism.room r JOIN tourism.room_type t ON t.id = r.room_type_id
  WHERE t.house_id = $1 AND r.is_open ORDER BY r.room_type_id, r.name`,
)

export async function roomsOfHouse(sql: Sql, houseId: string): Promise<Room[]> {
  return sql.run(ofHouse, [houseId])
}

const lockTypes = statement(
  'tourism.room.lock_types',
  `SELECT id FROM tourism.room_type WHERE house_id = $1 ORDER BY id FOR UPDATE`,
)

/** Whoever gives out rooms of a house does so alone. */
export async function lockRoomTypes(tx: Tx, houseId: string): Promise<void> {
  await tx.run(lockTypes, [houseId])
}

const taken = statement<Taken & { roomTypeId: string }>(
  'tourism.room_assignment.of_house',
  `
  SELECT a.room_id AS "roomId", a.booking_id AS "bookingId", lower(a.nights) AS "from", upper(a.nights) AS until, a.is_early AS "isEarly", t.id AS "roomTypeId"
  FROM tourism.room_assignment a JOIN tourism.room r ON r.id = a.room_id JOIN tourism.room_type t ON t.id = r.room_type_id
  WHERE t.house_id = $1 AND upper(a.nights) > $2 ORDER BY 3, 1`,
)

/** Rooms of a house that are taken on a day or later. */
export async function takenRooms(
  sql: Sql,
  houseId: string,
  from: CivilDate,
): Promise<(Taken & { roomTypeId: string })[]> {
  return sql.run(taken, [houseId, from])
}

const arriving = statement<Arriving & { roomTypeId: string }>(
  'tourism.room_assignment.arriving',
  `
  SELECT b.id AS "bookingId", b.room_type_id AS "roomTypeId", b.day AS "from", b.ends_on AS until, b.rooms
  FROM tourism.booking b JOIN tourism.hold h ON h.id = b.id JOIN tourism.room_type t ON t.id = b.room_type_id
  WHERE t.house_id = $1 AND b.day <= $2 AND b.ends_on > $2 AND h.state IN ('confirmed', 'redeemed') AND b.no_show_at IS NULL
    AND NOT EXISTS (SELECT FROM tourism.room_assignment a WHERE a.booking_id = b.id) ORDER BY b.day, b.id`,
)

/** Guests of a house who arrive by a day and have no room yet. */
export async function arrivingWithoutRoom(
  sql: Sql,
  houseId: string,
  today: CivilDate,
): Promise<(Arriving & { roomTypeId: string })[]> {
  return sql.run(arriving, [houseId, today])
}

const drop = statement(
  'tourism.room_assignment.drop',
  `DELETE FROM tourism.room_assignment WHERE booking_id = ANY($1::uuid[])`,
)
const insert = statement(
  'tourism.room_assignment.insert',
  `
  INSERT INTO tourism.room_assignment (booking_id, room_id, nights, is_early, assigned_at)
  SELECT g."bookingId", g."roomId", daterange(g."from", g.until), g."isEarly", $2
  FROM jsonb_to_recordset($1::jsonb) AS g("bookingId" uuid, "roomId" uuid, "from" date, until date, "isEarly" boolean)`,
)
const cut = statement(
  'tourism.room_assignment.cut',
  `
  WITH gone AS (DELETE FROM tourism.room_assignment WHERE booking_id = $1 AND lower(nights) >= $2)
  UPDATE tourism.room_assignment SET nights = daterange(lower(nights), least(upper(nights), $2)) WHERE booking_id = $1 AND lower(nights) < $2`,
)

export async function dropAssignments(tx: Tx, bookingIds: readonly string[]): Promise<void> {
  await tx.run(drop, [bookingIds])
}

export async function insertAssignments(tx: Tx, rows: readonly Taken[], now: Instant): Promise<void> {
  await tx.run(insert, [JSON.stringify(rows), now])
}

/** A stay that ends earlier leaves its rooms from a day on. */
export async function cutAssignments(tx: Tx, bookingId: string, from: CivilDate): Promise<void> {
  await tx.run(cut, [bookingId, from])
}
