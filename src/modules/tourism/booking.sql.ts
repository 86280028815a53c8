import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { dropAssignments } from './room.sql.ts'
import { visitorsFollow } from './visitor.sql.ts'
import type { BookingState, BookingUnit, Contact, NewBooking } from './booking.ts'
import type { Language } from './product.sql.ts'
import type { WeatherRule } from './weather.ts'

const insert = statement(
  'tourism.booking.insert',
  `
  WITH given AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(id uuid, code text, "organisationId" uuid, kind text, "buyerId" uuid, "tillId" uuid, "resellerId" uuid, "resellerReference" text,
      "optionId" uuid, "roomTypeId" uuid, "planId" uuid, "titleZh" text, "titleEn" text, day date, minute smallint, nights int, rooms int, guests int,
      "startsAt" timestamptz, "endsOn" date, "totalFen" bigint, "nightFen" jsonb, policy jsonb, contact jsonb, notes text, units jsonb, "packageBookingId" uuid, "walkIns" int,
      weather jsonb, "guideId" uuid, language text)
  ), made AS (
    INSERT INTO tourism.booking (id, code, organisation_id, kind, buyer_id, till_id, reseller_id, reseller_reference, option_id, room_type_id, plan_id, title_zh, title_en,
      day, minute, nights, rooms, guests, starts_at, ends_on, total_fen, night_fen, policy, contact, notes, made_at, changed_at, package_booking_id, walk_ins, weather, guide_id, language)
    SELECT id, code, "organisationId", kind, "buyerId", "tillId", "resellerId", "resellerReference", "optionId", "roomTypeId", "planId", "titleZh", "titleEn",
      day, minute, nights, rooms, guests, "startsAt", "endsOn", "totalFen", "nightFen", policy, contact, notes, $2, $2, "packageBookingId", coalesce("walkIns", 0), weather, "guideId", language FROM given
  )
  INSERT INTO tourism.booking_unit (id, booking_id, position, type, places, price_fen, reseller_reference, contact)
  SELECT u.id, g.id, u.position, u.type, u.places, u."priceFen", u."resellerReference", u.contact
  FROM given g, jsonb_to_recordset(g.units) AS u(id uuid, position int, type text, places int, "priceFen" bigint, "resellerReference" text, contact jsonb)`,
)

/** Writes bookings whose holds were made in the same transaction. */
export function insertBookings(tx: Tx, bookings: readonly NewBooking[], now: Instant): void {
  if (bookings.length === 0) return
  const rows = bookings.map((one) => ({ ...one, units: placed(one.units) }))
  tx.send(insert, [JSON.stringify(rows), now])
}

const placed = (units: readonly BookingUnit[]) => units.map((unit, position) => ({ ...unit, position }))

export type UnitRow = BookingUnit & { redeemedAt: string | null }
export type BookingRow = Omit<
  NewBooking,
  'units' | 'packageBookingId' | 'tillId' | 'walkIns' | 'weather' | 'guideId' | 'language'
> & {
  weather: WeatherRule | null
  guideId: string | null
  language: Language | null
  packageBookingId: string | null
  /** What a gift voucher pays of the total. */
  voucherFen: number
  tillId: string | null
  walkIns: number
  state: BookingState
  heldAt: Instant
  expiresAt: Instant
  refundedFen: number
  keptFen: number
  refundPercentMost: number
  paymentId: string | null
  madeAt: Instant
  changedAt: Instant
  confirmedAt: Instant | null
  cancelledAt: Instant | null
  cancelledBy: 'guest' | 'supplier' | 'reseller' | 'system' | null
  cancelReason: string | null
  noShowAt: Instant | null
  edition: number
  editionAt: Instant | null
  entered: number
  units: UnitRow[]
}

const columns = `
  b.id, b.code, b.organisation_id AS "organisationId", b.kind, b.buyer_id AS "buyerId", b.till_id AS "tillId", b.walk_ins AS "walkIns", b.reseller_id AS "resellerId", b.reseller_reference AS "resellerReference",
  b.option_id AS "optionId", b.room_type_id AS "roomTypeId", b.plan_id AS "planId", b.title_zh AS "titleZh", b.title_en AS "titleEn", b.day, b.minute, b.nights,
  b.rooms, b.guests, b.starts_at AS "startsAt", b.ends_on AS "endsOn", b.total_fen AS "totalFen", b.refunded_fen AS "refundedFen",
  b.kept_fen AS "keptFen", b.voucher_fen AS "voucherFen", b.refund_percent_most AS "refundPercentMost", b.night_fen AS "nightFen", b.policy, b.weather, b.guide_id AS "guideId", b.language, b.contact, b.notes,
  b.payment_id AS "paymentId", b.package_booking_id AS "packageBookingId", b.made_at AS "madeAt", b.changed_at AS "changedAt", b.confirmed_at AS "confirmedAt", b.cancelled_at AS "cancelledAt",
  b.cancelled_by AS "cancelledBy", b.cancel_reason AS "cancelReason", b.no_show_at AS "noShowAt", b.edition, b.edition_at AS "editionAt", b.entered, h.state, h.held_at AS "heldAt", h.expires_at AS "expiresAt",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'type', u.type, 'places', u.places, 'priceFen', u.price_fen, 'resellerReference', u.reseller_reference,
    'contact', u.contact, 'redeemedAt', u.redeemed_at) ORDER BY u.position), '[]') FROM tourism.booking_unit u WHERE u.booking_id = b.id) AS units`
const from = `FROM tourism.booking b JOIN tourism.hold h ON h.id = b.id`

const byIds = statement<BookingRow>(
  'tourism.booking.by_id',
  `SELECT ${columns} ${from} WHERE b.id = ANY($1::uuid[]) ORDER BY b.id`,
)

export async function bookingsById(sql: Sql, ids: readonly string[]): Promise<BookingRow[]> {
  return sql.run(byIds, [ids])
}

const lock = statement<{ id: string }>(
  'tourism.booking.lock',
  `SELECT h.id FROM tourism.hold h WHERE h.id = ANY($1::uuid[]) ORDER BY h.id FOR UPDATE`,
)

/** Bookings as they stand now that their holds are locked, in id order. */
export async function lockBookings(tx: Tx, ids: readonly string[]): Promise<BookingRow[]> {
  await tx.run(lock, [ids])
  return bookingsById(tx, ids)
}

const ofPayment = statement<{ id: string }>(
  'tourism.booking.of_payment',
  `SELECT id FROM tourism.booking WHERE payment_id = $1 ORDER BY id`,
)

export async function bookingIdsOfPayment(sql: Sql, paymentId: string): Promise<string[]> {
  return (await sql.run(ofPayment, [paymentId])).map((row) => row.id)
}

const ofBuyers = statement<BookingRow>(
  'tourism.booking.of_buyers',
  `SELECT ${columns} ${from} WHERE b.buyer_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR b.id < $2) ORDER BY b.id DESC LIMIT $3`,
)

export async function bookingsOfBuyers(
  sql: Sql,
  buyerIds: readonly string[],
  before: string | null,
  limit: number,
): Promise<BookingRow[]> {
  return sql.run(ofBuyers, [buyerIds, before, limit])
}

const heldOf = statement<BookingRow>(
  'tourism.booking.held_of_buyers',
  `
  SELECT ${columns} ${from} WHERE b.buyer_id = ANY($1::uuid[]) AND b.cancelled_at IS NULL AND h.expires_at > $2 AND h.state IN ('held', 'expired')
  ORDER BY b.id LIMIT 50`,
)

/** Bookings of buyers that were not paid and whose time was not over at a moment, in the order they were made. */
export async function heldOfBuyers(sql: Sql, buyerIds: readonly string[], since: Instant): Promise<BookingRow[]> {
  return sql.run(heldOf, [buyerIds, since])
}

const ofReseller = statement<BookingRow>(
  'tourism.booking.of_reseller',
  `
  SELECT ${columns} ${from} WHERE b.reseller_id = $1 AND ($2::text IS NULL OR b.reseller_reference = $2) AND ($3::text IS NULL OR b.code = $3)
  ORDER BY b.id DESC LIMIT $4`,
)

export async function bookingsOfReseller(
  sql: Sql,
  resellerId: string,
  found: { resellerReference: string | null; supplierReference: string | null },
  limit: number,
): Promise<BookingRow[]> {
  return sql.run(ofReseller, [resellerId, found.resellerReference, found.supplierReference, limit])
}

const ofSupplier = statement<BookingRow>(
  'tourism.booking.of_supplier',
  `
  SELECT ${columns} ${from} WHERE b.organisation_id = $1 AND b.day <= $3 AND b.ends_on >= $2 AND h.state IN ('confirmed', 'redeemed')
  ORDER BY b.day, b.minute, b.id LIMIT $4`,
)

/** Confirmed bookings that touch a range of days. */
export async function bookingsOfSupplier(
  sql: Sql,
  organisationId: string,
  first: CivilDate,
  last: CivilDate,
  limit: number,
): Promise<BookingRow[]> {
  return sql.run(ofSupplier, [organisationId, first, last, limit])
}

const pay = statement(
  'tourism.booking.pay',
  `UPDATE tourism.booking SET payment_id = $2, changed_at = $3 WHERE id = ANY($1::uuid[])`,
)

export async function markPaying(tx: Tx, ids: readonly string[], paymentId: string, now: Instant): Promise<void> {
  await tx.run(pay, [ids, paymentId, now])
}

const confirmed = statement(
  'tourism.booking.confirmed',
  `UPDATE tourism.booking SET confirmed_at = $2, changed_at = $2 WHERE id = ANY($1::uuid[]) AND confirmed_at IS NULL`,
)

export async function markConfirmed(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
  await tx.run(confirmed, [ids, now])
}

const cancelled = statement(
  'tourism.booking.cancelled',
  `
  UPDATE tourism.booking SET cancelled_at = $2, changed_at = $2, cancelled_by = $3, cancel_reason = $4, refunded_fen = refunded_fen + $5,
    kept_fen = kept_fen + $6
  WHERE id = $1`,
)

export async function markCancelled(
  tx: Tx,
  id: string,
  ended: { by: BookingRow['cancelledBy']; reason: string | null; refundedFen: number; keptFen: number },
  now: Instant,
): Promise<void> {
  await tx.run(cancelled, [id, now, ended.by, ended.reason, ended.refundedFen, ended.keptFen])
}

const change = statement(
  'tourism.booking.change',
  `
  UPDATE tourism.booking b SET option_id = g."optionId", organisation_id = g."organisationId", title_zh = g."titleZh", title_en = g."titleEn", day = g.day, minute = g.minute,
    nights = g.nights, rooms = g.rooms, guests = g.guests, starts_at = g."startsAt", ends_on = g."endsOn", night_fen = g."nightFen", policy = g.policy, weather = g.weather, guide_id = g."guideId", language = g.language, contact = g.contact,
    notes = g.notes, reseller_reference = g."resellerReference", refunded_fen = b.refunded_fen + g."givenBackFen",
    kept_fen = b.kept_fen + g."keptFen", total_fen = g."totalFen" + b.refunded_fen + g."givenBackFen" + b.kept_fen + g."keptFen",
    refund_percent_most = g."refundPercentMost", changed_at = $2
  FROM jsonb_to_record($1::jsonb) AS g(id uuid, "optionId" uuid, "organisationId" uuid, "titleZh" text, "titleEn" text, day date, minute smallint, nights int, rooms int, guests int,
    "startsAt" timestamptz, "endsOn" date, "totalFen" bigint, "nightFen" jsonb, policy jsonb, weather jsonb, "guideId" uuid, language text, contact jsonb, notes text, "resellerReference" text, "givenBackFen" bigint,
    "keptFen" bigint, "refundPercentMost" int)
  WHERE b.id = g.id`,
)
const dropUnits = statement('tourism.booking_unit.drop', `DELETE FROM tourism.booking_unit WHERE booking_id = $1`)
const addUnits = statement(
  'tourism.booking_unit.add',
  `
  INSERT INTO tourism.booking_unit (id, booking_id, position, type, places, price_fen, reseller_reference, contact)
  SELECT u.id, $1, u.position, u.type, u.places, u."priceFen", u."resellerReference", u.contact
  FROM jsonb_to_recordset($2::jsonb) AS u(id uuid, position int, type text, places int, "priceFen" bigint, "resellerReference" text, contact jsonb)`,
)

export type Said = Omit<NewBooking, 'code' | 'kind' | 'buyerId' | 'resellerId' | 'roomTypeId' | 'planId'>
/** What went back for a change, what the policy kept, and how much may come back of the rest. */
export type Given = { givenBackFen: number; keptFen: number; refundPercentMost: number }
export const NOTHING_GIVEN: Given = { givenBackFen: 0, keptFen: 0, refundPercentMost: 100 }

/** Writes what a booking says from now on. Its `totalFen` is the price of what is booked; what was given up before stays in the total. */
export async function writeChange(tx: Tx, booking: Said, given: Given, now: Instant): Promise<void> {
  const { units, ...said } = booking
  await tx.run(change, [JSON.stringify({ ...said, ...given }), now])
  await tx.run(dropUnits, [booking.id])
  await tx.run(addUnits, [booking.id, JSON.stringify(placed(units))])
  await visitorsFollow(tx, booking)
  await dropAssignments(tx, [booking.id])
}

const rename = statement(
  'tourism.booking.rename',
  `
  WITH units AS (
    UPDATE tourism.booking_unit u SET contact = u.contact || jsonb_build_object('fullName', g.name)
    FROM jsonb_to_recordset($4::jsonb) AS g("unitId" uuid, name text) WHERE u.booking_id = $1 AND u.id = g."unitId"
  )
  UPDATE tourism.booking SET contact = $2::jsonb, notes = $3, changed_at = $5 WHERE id = $1`,
)

/** Says who comes, without touching anything scarce. */
export async function renameBooking(
  tx: Tx,
  id: string,
  said: { contact: Contact; notes: string | null; tickets: readonly { unitId: string; name: string }[] },
  now: Instant,
): Promise<void> {
  await tx.run(rename, [id, JSON.stringify(said.contact), said.notes, JSON.stringify(said.tickets), now])
}

const noShow = statement(
  'tourism.booking.no_show',
  `UPDATE tourism.booking SET no_show_at = $2, changed_at = $2, refunded_fen = refunded_fen + $3 WHERE id = $1 AND no_show_at IS NULL`,
)

/** `refundedFen` is what the supplier gives back of free will. */
export async function markNoShow(tx: Tx, id: string, refundedFen: number, now: Instant): Promise<void> {
  await tx.run(noShow, [id, now, refundedFen])
}

const unsettled = statement<{ id: string }>(
  'tourism.booking.unsettled',
  `
  SELECT b.id ${from} WHERE b.payment_id IS NOT NULL AND b.confirmed_at IS NOT NULL AND b.settled_at IS NULL AND b.ends_on < $1
    AND h.state IN ('confirmed', 'redeemed')
    AND NOT EXISTS (SELECT FROM tourism.rebooking r WHERE r.booking_id = b.id AND r.answered_at IS NULL)
    AND NOT EXISTS (SELECT FROM tourism.booked_goods g WHERE g.booking_id = b.id AND g.to_send AND g.sent_at IS NULL AND g.freed_at IS NULL)
  ORDER BY b.ends_on LIMIT $2`,
)
const settle = statement<{ id: string }>(
  'tourism.booking.settle',
  `UPDATE tourism.booking SET settled_at = $2 WHERE id = $1 AND settled_at IS NULL RETURNING id`,
)

/** Paid bookings whose visit ended before a day and whose money still waits; that of goods to be sent waits until they are, and that of guests who choose another day until they did. */
export async function unsettledBookings(sql: Sql, before: CivilDate, limit: number): Promise<string[]> {
  return (await sql.run(unsettled, [before, limit])).map((row) => row.id)
}

/** True once, for whoever settles. */
export async function markSettled(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return (await tx.run(settle, [id, now])).length > 0
}
