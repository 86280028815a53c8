import type { CivilDate, Instant } from '../../../kernel/clock.ts'
import type { Sql, Tx } from '../../../kernel/database.ts'
import { statement } from '../../../kernel/database.ts'
import { WHOLE_DAY } from '../claim.ts'
import type { Imported } from './nights.ts'

export type EventRow = {
  id: string
  linkId: string
  uid: string
  summary: string
  nights: CivilDate[]
  sameNights: CivilDate[]
  shortNights: CivilDate[]
  unopenedNights: CivilDate[]
  holdId: string | null
  /** What its hold keeps, days that are past among them. */
  heldNights: CivilDate[]
}

// Days of arrays come as text, which pg leaves alone.
const columns = `
  e.id, e.link_id AS "linkId", e.uid, e.summary, e.nights::text[] AS nights, e.same_nights::text[] AS "sameNights", e.short_nights::text[] AS "shortNights",
  e.unopened_nights::text[] AS "unopenedNights", e.hold_id AS "holdId",
  coalesce((SELECT array_agg(k.day::text ORDER BY k.day) FROM tourism.claim k WHERE k.hold_id = e.hold_id), '{}') AS "heldNights"`

const ofRoomType = statement<EventRow>(
  'tourism.calendar_event.of_room_type',
  `
  SELECT ${columns} FROM tourism.calendar_event e JOIN tourism.calendar_link l ON l.id = e.link_id
  WHERE l.room_type_id = $1 AND l.ended_at IS NULL ORDER BY e.id`,
)

/** What was imported for a room type, in the order it came. */
export const eventsOfRoomType = (sql: Sql, roomTypeId: string): Promise<EventRow[]> => sql.run(ofRoomType, [roomTypeId])

const write = statement<{ id: string }>(
  'tourism.calendar_event.write',
  `
  INSERT INTO tourism.calendar_event AS e (id, link_id, uid, summary, nights, seen_at)
  SELECT w.id, $1, w.uid, w.summary, w.nights, $3 FROM jsonb_to_recordset($2::jsonb) AS w(id uuid, uid text, summary text, nights date[])
  ON CONFLICT (link_id, uid) DO UPDATE SET summary = EXCLUDED.summary, nights = EXCLUDED.nights, short_nights = '{}', unopened_nights = '{}'
  WHERE (e.nights, e.summary) IS DISTINCT FROM (EXCLUDED.nights, EXCLUDED.summary) RETURNING e.id`,
)

/** Writes what a calendar says now; what it said before already is left untouched. Gives the ids that are new or changed. */
export async function writeEvents(
  tx: Tx,
  linkId: string,
  events: readonly (Imported & { id: string })[],
  now: Instant,
): Promise<string[]> {
  return events.length === 0 ? [] : (await tx.run(write, [linkId, JSON.stringify(events), now])).map((row) => row.id)
}

const remove = statement(
  'tourism.calendar_event.remove',
  'DELETE FROM tourism.calendar_event WHERE id = ANY($1::uuid[])',
)
export const removeEvents = (tx: Tx, ids: readonly string[]) => tx.run(remove, [ids])

const note = statement(
  'tourism.calendar_event.note',
  `
  UPDATE tourism.calendar_event e SET hold_id = s."holdId", short_nights = s.short, unopened_nights = s.unopened
  FROM jsonb_to_recordset($1::jsonb) AS s(id uuid, "holdId" uuid, short date[], unopened date[])
  WHERE e.id = s.id AND (e.hold_id, e.short_nights, e.unopened_nights) IS DISTINCT FROM (s."holdId", s.short, s.unopened)`,
)

export type Noted = { id: string; holdId: string | null; short: CivilDate[]; unopened: CivilDate[] }

export const noteSettled = (tx: Tx, settled: readonly Noted[]) => tx.run(note, [JSON.stringify(settled)])

const same = statement(
  'tourism.calendar_event.same',
  `UPDATE tourism.calendar_event SET same_nights = $2::date[], short_nights = '{}' WHERE id = $1`,
)

/** Which nights of it are a booking made here, as the host says. */
export const saySame = (tx: Tx, id: string, nights: readonly CivilDate[]) => tx.run(same, [id, nights])

const lockNights = statement<{ day: CivilDate; free: number | null }>(
  'tourism.calendar_event.lock_nights',
  `
  WITH d AS (SELECT day, n FROM unnest($2::date[]) WITH ORDINALITY AS d(day, n)), f AS MATERIALIZED (
    SELECT tourism.lock_counters(array_fill($1::uuid, ARRAY[cardinality($2::date[])]), $2::date[],
      array_fill(${WHOLE_DAY}::smallint, ARRAY[cardinality($2::date[])])) AS free
  ) SELECT d.day, f.free[d.n::int] AS free FROM d, f`,
)

/** What is left of each open night of a room type, which nobody else can take until this is written. */
export async function lockNightsOf(
  tx: Tx,
  roomTypeId: string,
  nights: readonly CivilDate[],
): Promise<Map<CivilDate, number>> {
  if (nights.length === 0) return new Map()
  const rows = await tx.run(lockNights, [roomTypeId, nights])
  return new Map(rows.flatMap(({ day, free }) => (free === null ? [] : [[day, free] as const])))
}

export type Standing = { id: string; code: string; day: CivilDate; nights: number; rooms: number; night: CivilDate }

const standing = statement<Standing>(
  'tourism.calendar_event.standing',
  `
  SELECT b.id, b.code, b.day, b.nights, b.rooms, k.day AS night FROM tourism.claim k JOIN tourism.hold h ON h.id = k.hold_id JOIN tourism.booking b ON b.id = h.id
  WHERE k.owner_id = $1 AND k.day = ANY($2::date[]) AND h.state IN ('held', 'confirmed', 'redeemed') ORDER BY k.day, b.id LIMIT 500`,
)

/** Bookings made here that have rooms in these nights. */
export async function bookingsIn(sql: Sql, roomTypeId: string, nights: readonly CivilDate[]): Promise<Standing[]> {
  return nights.length === 0 ? [] : sql.run(standing, [roomTypeId, nights])
}
