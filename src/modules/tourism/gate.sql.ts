import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Entry } from './entry.ts'
import type { Listed } from './gate.ts'

export type EntryRow = Entry & { bookingId: string; gate: string }
export type ListedRow = Listed & { entries: readonly Entry[] }

/** An entry as gates know it. */
const entriesOf = `
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'unit', e.unit, 'people', e.people, 'at', to_char(e.entered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    ORDER BY e.entered_at, e.id), '[]') FROM tourism.entry e WHERE e.booking_id = b.id)`

const listed = statement<ListedRow>(
  'tourism.gate.listed',
  `
  WITH sold AS (
    SELECT o.id FROM tourism.option o JOIN tourism.product p ON p.id = o.product_id WHERE p.site_id = $1
  )
  SELECT b.id, b.code, b.edition, CASE WHEN b.day <> $2 OR v.is_moved THEN 'moved' WHEN h.state IN ('confirmed', 'redeemed') THEN 'good' ELSE 'cancelled' END AS state,
    b.option_id AS "thingId", nullif(b.minute, -1) AS minute, b.guests AS people, coalesce(nullif(b.contact->>'fullName', ''), concat_ws(' ', b.contact->>'firstName', b.contact->>'lastName')) AS name,
    right(regexp_replace(coalesce(b.contact->>'phoneNumber', ''), '\\D', '', 'g'), 4) AS "phoneEnd", coalesce(b.notes, '') AS notes,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'type', u.type, 'places', u.places) ORDER BY u.position), '[]')
      FROM tourism.booking_unit u WHERE u.booking_id = b.id) AS units, ${entriesOf} AS entries
  FROM tourism.booking b JOIN tourism.hold h ON h.id = b.id
    LEFT JOIN LATERAL (SELECT true AS is_moved WHERE b.option_id NOT IN (SELECT id FROM sold)) v ON true
  WHERE b.confirmed_at IS NOT NULL AND ($3::timestamptz IS NULL OR b.changed_at >= $3) AND ($4::uuid IS NULL OR b.id > $4)
    AND b.id IN (
      SELECT id FROM tourism.booking WHERE option_id IN (SELECT id FROM sold) AND day = $2
      UNION SELECT booking_id FROM tourism.void_edition WHERE option_id IN (SELECT id FROM sold) AND day = $2)
  ORDER BY b.id LIMIT $5`,
)

/**
 * Confirmed bookings of a site's day, those that were cancelled or moved away from it among them, in the order of their ids: changed since a
 * moment, after an id.
 */
export async function listedBookings(
  sql: Sql,
  at: { siteId: string; day: CivilDate },
  page: { since: Instant | null; after: string | null; limit: number },
): Promise<ListedRow[]> {
  return sql.run(listed, [at.siteId, at.day, page.since, page.after, page.limit])
}

export type SoldRow = {
  thingId: string
  siteId: string
  siteZh: string
  siteEn: string
  titleZh: string
  titleEn: string
  isTimed: boolean
  durationMinutes: number
  units: { type: string; ageMin: number | null; ageMax: number | null }[]
}

const sold = statement<SoldRow>(
  'tourism.gate.sold',
  `
  SELECT o.id AS "thingId", s.id AS "siteId", s.name_zh AS "siteZh", s.name_en AS "siteEn", p.name_zh || ' · ' || o.name_zh AS "titleZh", p.name_en || ' · ' || o.name_en AS "titleEn",
    r.is_timed AS "isTimed", o.duration_minutes AS "durationMinutes",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('type', u.type, 'ageMin', u.age_min, 'ageMax', u.age_max)), '[]') FROM tourism.unit u WHERE u.option_id = o.id) AS units
  FROM tourism.option o JOIN tourism.product p ON p.id = o.product_id JOIN tourism.resource r ON r.id = o.resource_id JOIN tourism.site s ON s.id = p.site_id
  WHERE p.organisation_id = $1 ORDER BY o.id LIMIT 1000`,
)

/** What an organisation sells, at whichever of its sites: options that are offered no more are still on tickets. */
export async function soldThings(sql: Sql, organisationId: string): Promise<SoldRow[]> {
  return sql.run(sold, [organisationId])
}

export type NewEntry = {
  id: string
  bookingId: string
  siteId: string | null
  gate: string
  unit: number | null
  people: number
  way: 'scan' | 'code' | 'list'
  at: Instant
}

const insert = statement(
  'tourism.entry.insert',
  `
  INSERT INTO tourism.entry (id, booking_id, site_id, gate, unit, people, way, entered_at, taken_at, taken_by)
  SELECT g.id, g."bookingId", g."siteId", g.gate, g.unit, g.people, g.way, g.at, $2, $3
  FROM jsonb_to_recordset($1::jsonb) AS g(id uuid, "bookingId" uuid, "siteId" uuid, gate text, unit int, people int, way text, at timestamptz)
  ORDER BY g.id ON CONFLICT (id) DO NOTHING`,
)

/** Keeps entries; those kept before are left alone. */
export async function insertEntries(
  tx: Tx,
  entries: readonly NewEntry[],
  takenBy: string,
  now: Instant,
): Promise<void> {
  if (entries.length > 0) await tx.run(insert, [JSON.stringify(entries), now, takenBy])
}

const told = statement<EntryRow>(
  'tourism.entry.of_bookings',
  `
  SELECT id, booking_id AS "bookingId", gate, unit, people, to_char(entered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at FROM tourism.entry
  WHERE booking_id = ANY($1::uuid[]) ORDER BY entered_at, id`,
)

export async function entriesOfBookings(sql: Sql, bookingIds: readonly string[]): Promise<EntryRow[]> {
  return sql.run(told, [bookingIds])
}

const enter = statement(
  'tourism.booking.enter',
  `UPDATE tourism.booking SET entered = $2, changed_at = $3 WHERE id = $1 AND entered < $2`,
)
const useUnits = statement(
  'tourism.booking_unit.use',
  `UPDATE tourism.booking_unit SET redeemed_at = $3 WHERE booking_id = $1 AND position = ANY($2::int[]) AND redeemed_at IS NULL`,
)

/** Writes how many of a party have come, and which of its tickets are used; never fewer than before. */
export async function markEntered(
  tx: Tx,
  bookingId: string,
  counted: { entered: number; usedUnits: readonly number[] },
  now: Instant,
): Promise<void> {
  await tx.run(enter, [bookingId, counted.entered, now])
  if (counted.usedUnits.length > 0) await tx.run(useUnits, [bookingId, counted.usedUnits, now])
}

const touch = statement(
  'tourism.booking.touch',
  `UPDATE tourism.booking SET changed_at = $2 WHERE id = ANY($1::uuid[])`,
)

/** Tells other gates, at their next list, that something was heard of a booking. */
export async function touchBookings(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
  await tx.run(touch, [ids, now])
}

const twice = statement<{ bookingId: string }>(
  'tourism.entry.twice',
  `
  SELECT b.id AS "bookingId" FROM tourism.booking b JOIN tourism.entry e ON e.booking_id = b.id
  WHERE b.id IN (SELECT booking_id FROM tourism.entry WHERE site_id = $1 AND entered_at >= $2 AND entered_at < $3)
  GROUP BY b.id HAVING sum(e.people) > b.entered ORDER BY b.id LIMIT $4`,
)

/** Bookings more people came in on, at a site in a time, than they are for. */
export async function overusedBookings(
  sql: Sql,
  siteId: string,
  from: Instant,
  until: Instant,
  limit: number,
): Promise<string[]> {
  return (await sql.run(twice, [siteId, from, until, limit])).map((row) => row.bookingId)
}
