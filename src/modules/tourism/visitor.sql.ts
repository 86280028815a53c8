import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Document } from './identity.ts'

export type EntryRule = { needsNames: boolean; oneEach: boolean }

const saveRule = statement<{ id: string }>(
  'tourism.entry_rule.save',
  `
  INSERT INTO tourism.entry_rule AS r (owner_id, organisation_id, needs_names, one_each)
  SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT FROM tourism.site WHERE id = $1 AND organisation_id = $2)
    OR EXISTS (SELECT FROM tourism.product WHERE id = $1 AND organisation_id = $2) OR EXISTS (SELECT FROM tourism.house WHERE id = $1 AND organisation_id = $2)
  ON CONFLICT (owner_id) DO UPDATE SET needs_names = EXCLUDED.needs_names, one_each = EXCLUDED.one_each
  WHERE r.organisation_id = EXCLUDED.organisation_id RETURNING owner_id AS id`,
)

/** False where the site, product or house is not the organisation's. */
export async function saveEntryRule(
  tx: Tx,
  organisationId: string,
  ownerId: string,
  rule: EntryRule,
): Promise<boolean> {
  return (await tx.run(saveRule, [ownerId, organisationId, rule.needsNames, rule.oneEach])).length > 0
}

const owners = `
  FROM tourism.booking b LEFT JOIN tourism.option o ON o.id = b.option_id LEFT JOIN tourism.product p ON p.id = o.product_id
    LEFT JOIN tourism.room_type t ON t.id = b.room_type_id`

const ruleOf = statement<EntryRule & { ownerId: string }>(
  'tourism.entry_rule.of_booking',
  `
  SELECT coalesce(o.resource_id, b.room_type_id) AS "ownerId", coalesce(bool_or(r.needs_names), false) AS "needsNames", coalesce(bool_or(r.one_each), false) AS "oneEach"
  ${owners} LEFT JOIN tourism.entry_rule r ON r.owner_id IN (p.id, p.site_id, t.house_id) WHERE b.id = $1 GROUP BY 1`,
)

/** What is asked of who comes with a booking, and what it takes places of. */
export async function entryRuleOf(sql: Sql, bookingId: string): Promise<EntryRule & { ownerId: string }> {
  const [rule] = await sql.run(ruleOf, [bookingId])
  if (rule === undefined) throw new Error('a booking is for nothing')
  return rule
}

const missing = statement<{ id: string }>(
  'tourism.visitor.missing',
  `
  SELECT b.id ${owners} WHERE b.id = ANY($1::uuid[])
    AND EXISTS (SELECT FROM tourism.entry_rule r WHERE r.needs_names AND r.owner_id IN (p.id, p.site_id, t.house_id))
    AND (SELECT count(*) FROM tourism.visitor v WHERE v.booking_id = b.id)
      < CASE b.kind WHEN 'visit' THEN (SELECT count(*) FROM tourism.booking_unit u WHERE u.booking_id = b.id) ELSE b.guests END`,
)

/** Bookings that need names of everyone and do not have them all. */
export async function bookingsWithoutNames(sql: Sql, ids: readonly string[]): Promise<string[]> {
  return (await sql.run(missing, [ids])).map((row) => row.id)
}

export type NewVisitor = {
  id: string
  unitId: string | null
  position: number
  name: string
  document: Document
  /** Hexadecimal: SQL takes them from JSON. */
  numberHash: string
  numberSealed: string
  lastFour: string
  age: number | null
}
export type VisitorRow = {
  id: string
  unitId: string | null
  position: number
  name: string
  document: Document
  lastFour: string
  age: number | null
  erasedAt: Instant | null
}

const clearDead = statement(
  'tourism.visitor.clear_dead',
  `
  DELETE FROM tourism.visitor v USING tourism.hold h WHERE h.id = v.booking_id AND v.one_each AND v.owner_id = $1 AND v.day = $2 AND v.minute = $3
    AND (h.state IN ('released', 'expired') OR (h.state = 'held' AND h.expires_at <= $4))`,
)
const remove = statement(
  'tourism.visitor.remove',
  `DELETE FROM tourism.visitor WHERE booking_id = $1 AND id <> ALL ($2::uuid[])`,
)
const insert = statement(
  'tourism.visitor.insert',
  `
  INSERT INTO tourism.visitor (id, booking_id, unit_id, position, name, document, number_hash, number_sealed, last_four, age, owner_id, day, minute, one_each, entered_at)
  SELECT g.id, $1, g."unitId", g.position, g.name, g.document, decode(g."numberHash", 'hex'), decode(g."numberSealed", 'hex'), g."lastFour", g.age, $3, $4, $5, $6, $7
  FROM jsonb_to_recordset($2::jsonb) AS g(id uuid, "unitId" uuid, position int, name text, document text, "numberHash" text, "numberSealed" text, "lastFour" text, age smallint)`,
)

export type At = { ownerId: string; day: CivilDate; minute: number }

/** Writes who comes, instead of who was written before and is not kept. Refuses: tourism.visitor.twice. */
export async function writeVisitors(
  tx: Tx,
  bookingId: string,
  at: At & { oneEach: boolean },
  { keptIds, visitors }: { keptIds: readonly string[]; visitors: readonly NewVisitor[] },
  now: Instant,
): Promise<void> {
  const { ownerId, day, minute, oneEach } = at
  await tx.run(clearDead, [ownerId, day, minute, now])
  await tx.run(remove, [bookingId, keptIds])
  await oneOfEach(tx.run(insert, [bookingId, JSON.stringify(visitors), ownerId, day, minute, oneEach, now]))
}

export type VisitorHash = { position: number; numberHash: string }
const hashes = statement<VisitorHash & { id: string }>(
  'tourism.visitor.hashes',
  `
  SELECT id, position, encode(number_hash, 'hex') AS "numberHash" FROM tourism.visitor WHERE booking_id = $1 AND id = ANY ($2::uuid[]) ORDER BY position`,
)

/** Those of a booking's visitors who are named, as they can be told apart. */
export async function visitorHashes(tx: Tx, bookingId: string, ids: readonly string[]) {
  return tx.run(hashes, [bookingId, ids])
}

async function oneOfEach(writing: Promise<unknown>): Promise<void> {
  try {
    await writing
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'visitor_one_each') refuse('tourism.visitor.twice')
    throw error
  }
}

const follow = statement(
  'tourism.visitor.follow',
  `
  WITH gone AS (
    DELETE FROM tourism.visitor WHERE booking_id = $1 AND unit_id IS NOT NULL AND unit_id <> ALL ($2::uuid[])
  )
  UPDATE tourism.visitor SET day = $3, minute = $4 WHERE booking_id = $1 AND (day, minute) IS DISTINCT FROM ($3::date, $4::smallint)
    AND (unit_id IS NULL OR unit_id = ANY ($2::uuid[]))`,
)

/** Who comes moves with the booking; whose ticket was given up is forgotten. Refuses: tourism.visitor.twice. */
export async function visitorsFollow(
  tx: Tx,
  booking: { id: string; day: CivilDate; minute: number; units: readonly { id: string }[] },
): Promise<void> {
  await oneOfEach(tx.run(follow, [booking.id, booking.units.map((unit) => unit.id), booking.day, booking.minute]))
}

const ofBookings = statement<VisitorRow & { bookingId: string }>(
  'tourism.visitor.of_bookings',
  `
  SELECT id, booking_id AS "bookingId", unit_id AS "unitId", position, name, document, last_four AS "lastFour", age, erased_at AS "erasedAt" FROM tourism.visitor
  WHERE booking_id = ANY($1::uuid[]) ORDER BY booking_id, position`,
)

export async function visitorsOf(
  sql: Sql,
  bookingIds: readonly string[],
): Promise<(VisitorRow & { bookingId: string })[]> {
  return sql.run(ofBookings, [bookingIds])
}

const sealedOne = statement<{ box: Uint8Array | null; organisationId: string; day: CivilDate; endsOn: CivilDate }>(
  'tourism.visitor.sealed',
  `
  SELECT v.number_sealed AS box, b.organisation_id AS "organisationId", b.day, b.ends_on AS "endsOn"
  FROM tourism.visitor v JOIN tourism.booking b ON b.id = v.booking_id WHERE v.id = $1`,
)

export async function sealedNumber(sql: Sql, visitorId: string) {
  return (await sql.run(sealedOne, [visitorId]))[0]
}

const erase = statement<{ id: string }>(
  'tourism.visitor.erase',
  `
  UPDATE tourism.visitor v SET number_sealed = NULL, erased_at = $2 FROM tourism.booking b JOIN tourism.hold h ON h.id = b.id
  WHERE v.booking_id = b.id AND v.number_sealed IS NOT NULL AND (b.ends_on < $1 OR h.state IN ('released', 'expired') OR (h.state = 'held' AND h.expires_at <= $2))
  RETURNING v.id`,
)

/** Numbers of whoever came before a day, or will not come, are erased; returns how many. */
export async function eraseNumbers(tx: Tx, before: CivilDate, now: Instant): Promise<number> {
  return (await tx.run(erase, [before, now])).length
}

const ask = statement(
  'tourism.forgetting.ask',
  `INSERT INTO tourism.forgetting (person_id, asked_at) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
)
const forget = statement(
  'tourism.forgetting.bookings',
  `
  WITH over AS MATERIALIZED (
    SELECT b.id, b.buyer_id FROM tourism.booking b JOIN tourism.forgetting f ON f.person_id = b.buyer_id WHERE b.ends_on < $1
  ), visitors AS (
    DELETE FROM tourism.visitor WHERE booking_id IN (SELECT id FROM over)
  ), units AS (
    UPDATE tourism.booking_unit SET contact = '{}' WHERE booking_id IN (SELECT id FROM over)
  ), goods AS (
    UPDATE tourism.booked_goods SET send_to = NULL WHERE booking_id IN (SELECT id FROM over)
  )
  UPDATE tourism.booking SET contact = '{}', notes = NULL WHERE id IN (SELECT id FROM over)`,
)
const close = statement(
  'tourism.forgetting.close',
  `DELETE FROM tourism.forgetting f WHERE NOT EXISTS (SELECT FROM tourism.booking b WHERE b.buyer_id = f.person_id AND b.ends_on >= $1)`,
)

export async function askForgetting(tx: Tx, personId: string, now: Instant): Promise<void> {
  await tx.run(ask, [personId, now])
}

/** Bookings of people whose accounts are gone lose names, numbers and documents once they are over. */
export async function forgetGuests(tx: Tx, today: CivilDate): Promise<void> {
  await tx.run(forget, [today])
  await tx.run(close, [today])
}
