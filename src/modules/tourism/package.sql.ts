import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { redeemHold } from './hold.sql.ts'
import type { PackagePart, PackageState } from './package.ts'

export type PackageRow = {
  id: string
  organisationId: string
  nameZh: string
  nameEn: string
  aboutZh: string
  aboutEn: string
  offPercent: number
  state: PackageState
  parts: (PackagePart & { agreed: boolean })[]
}

const columns = `
  k.id, k.organisation_id AS "organisationId", k.name_zh AS "nameZh", k.name_en AS "nameEn", k.about_zh AS "aboutZh", k.about_en AS "aboutEn",
  k.off_percent AS "offPercent", k.state,
  (SELECT jsonb_agg(jsonb_build_object('position', p.position, 'organisationId', p.organisation_id, 'kind', p.kind, 'roomTypeId', p.room_type_id,
      'optionId', p.option_id, 'listingId', p.listing_id, 'dayOffset', p.day_offset, 'minute', p.minute, 'nights', p.nights, 'units', p.units,
      'canShip', p.can_ship, 'agreed', p.agreed_at IS NOT NULL) ORDER BY p.position) FROM tourism.package_part p WHERE p.package_id = k.id) AS parts
  FROM tourism.package k`

const byId = statement<PackageRow>('tourism.package.by_id', `SELECT ${columns} WHERE k.id = $1`)
const lock = statement('tourism.package.lock', `SELECT id FROM tourism.package WHERE id = $1 FOR UPDATE`)
const open = statement<PackageRow>(
  'tourism.package.open',
  `SELECT ${columns} WHERE k.state = 'open' ORDER BY k.id DESC LIMIT $1`,
)
const own = statement<PackageRow>(
  'tourism.package.own',
  `
  SELECT ${columns} WHERE EXISTS (SELECT FROM tourism.package_part p WHERE p.package_id = k.id AND p.organisation_id = $1) ORDER BY k.id DESC LIMIT 200`,
)

export async function packageById(sql: Sql, id: string): Promise<PackageRow | undefined> {
  return (await sql.run(byId, [id]))[0]
}

export async function lockPackage(tx: Tx, id: string): Promise<PackageRow | undefined> {
  await tx.run(lock, [id])
  return packageById(tx, id)
}

export async function openPackageRows(sql: Sql, limit: number): Promise<PackageRow[]> {
  return sql.run(open, [limit])
}

/** Packages in which an organisation has a part. */
export async function packagesOf(sql: Sql, organisationId: string): Promise<PackageRow[]> {
  return sql.run(own, [organisationId])
}

const insert = statement(
  'tourism.package.insert',
  `
  INSERT INTO tourism.package (id, organisation_id, name_zh, name_en, about_zh, about_en, off_percent, proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
)
const insertParts = statement(
  'tourism.package.parts',
  `
  INSERT INTO tourism.package_part (package_id, position, organisation_id, kind, room_type_id, option_id, listing_id, day_offset, minute, nights, units, can_ship, agreed_at)
  SELECT $1, g.position, g."organisationId", g.kind, g."roomTypeId", g."optionId", g."listingId", g."dayOffset", g.minute, g.nights, g.units, g."canShip",
    CASE WHEN g."organisationId" = $3 THEN $4::timestamptz END
  FROM jsonb_to_recordset($2::jsonb) AS g(position int, "organisationId" uuid, kind text, "roomTypeId" uuid, "optionId" uuid, "listingId" uuid, "dayOffset" int,
    minute smallint, nights int, units int, "canShip" boolean)`,
)

/** Writes a proposal; the parts of who proposes are agreed with it. */
export async function insertPackage(
  tx: Tx,
  held: Omit<PackageRow, 'state' | 'parts'> & { parts: readonly PackagePart[] },
  now: Instant,
): Promise<void> {
  const { id, organisationId, nameZh, nameEn, aboutZh, aboutEn, offPercent, parts } = held
  await tx.run(insert, [id, organisationId, nameZh, nameEn, aboutZh, aboutEn, offPercent, now])
  await tx.run(insertParts, [id, JSON.stringify(parts), organisationId, now])
}

const agree = statement(
  'tourism.package.agree',
  `UPDATE tourism.package_part SET agreed_at = $3 WHERE package_id = $1 AND organisation_id = $2 AND agreed_at IS NULL`,
)
const withdraw = statement(
  'tourism.package.withdraw',
  `UPDATE tourism.package_part SET agreed_at = NULL WHERE package_id = $1 AND organisation_id = $2`,
)
const changeState = statement('tourism.package.change_state', `UPDATE tourism.package SET state = $2 WHERE id = $1`)

export async function agreeToPackage(tx: Tx, id: string, organisationId: string, now: Instant): Promise<void> {
  await tx.run(agree, [id, organisationId, now])
}

/** Takes a supplier's agreement back; the package is off sale before. */
export async function withdrawFromPackage(tx: Tx, id: string, organisationId: string): Promise<void> {
  await tx.run(withdraw, [id, organisationId])
}

export async function changePackageState(tx: Tx, id: string, state: PackageState): Promise<void> {
  await tx.run(changeState, [id, state])
}

export type PackageBooking = {
  id: string
  packageId: string
  buyerId: string
  sets: number
  arrival: CivilDate
  separateFen: number
  totalFen: number
}

const bookingColumns = `
  id, package_id AS "packageId", buyer_id AS "buyerId", sets, arrival, separate_fen AS "separateFen", total_fen AS "totalFen"`

const insertBooking = statement(
  'tourism.package_booking.insert',
  `
  INSERT INTO tourism.package_booking (id, package_id, buyer_id, sets, arrival, separate_fen, total_fen, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
)
const readOne = statement<PackageBooking>(
  'tourism.package_booking.read',
  `SELECT ${bookingColumns} FROM tourism.package_booking WHERE id = $1`,
)
const ofBuyers = statement<PackageBooking>(
  'tourism.package_booking.of_buyers',
  `SELECT ${bookingColumns} FROM tourism.package_booking WHERE buyer_id = ANY($1::uuid[]) ORDER BY id DESC LIMIT 100`,
)

export async function insertPackageBooking(tx: Tx, held: PackageBooking, now: Instant): Promise<void> {
  const { id, packageId, buyerId, sets, arrival, separateFen, totalFen } = held
  await tx.run(insertBooking, [id, packageId, buyerId, sets, arrival, separateFen, totalFen, now])
}

export async function packageBookingById(sql: Sql, id: string): Promise<PackageBooking | undefined> {
  return (await sql.run(readOne, [id]))[0]
}

export async function packageBookingsOf(sql: Sql, buyerIds: readonly string[]): Promise<PackageBooking[]> {
  return sql.run(ofBuyers, [buyerIds])
}

export type BookedPackage = { id: string; packageId: string; nameZh: string; nameEn: string }
const bookedNames = statement<BookedPackage>(
  'tourism.package_booking.names',
  `
  SELECT b.id, k.id AS "packageId", k.name_zh AS "nameZh", k.name_en AS "nameEn" FROM tourism.package_booking b JOIN tourism.package k ON k.id = b.package_id
  WHERE b.id = ANY($1::uuid[])`,
)

/** What packages that were booked are called, by the booking's id. */
export async function bookedPackages(
  sql: Sql,
  packageBookingIds: readonly string[],
): Promise<Map<string, BookedPackage>> {
  return new Map((await sql.run(bookedNames, [packageBookingIds])).map((row) => [row.id, row]))
}

const components = statement<{ id: string }>(
  'tourism.package_booking.components',
  `SELECT id FROM tourism.booking WHERE package_booking_id = ANY($1::uuid[]) ORDER BY id`,
)

/** The bookings a package is made of. */
export async function componentIds(sql: Sql, packageBookingIds: readonly string[]): Promise<string[]> {
  return (await sql.run(components, [packageBookingIds])).map((row) => row.id)
}

const insertGoods = statement(
  'tourism.booked_goods.insert',
  `
  INSERT INTO tourism.booked_goods (booking_id, listing_id, item_id, units, price_fen, to_send, send_to)
  SELECT g."bookingId", g."listingId", g."itemId", g.units, g."priceFen", g."sendTo" IS NOT NULL, g."sendTo"
  FROM jsonb_to_recordset($1::jsonb) AS g("bookingId" uuid, "listingId" uuid, "itemId" uuid, units int, "priceFen" bigint, "sendTo" text)`,
)

export type BookedGoods = {
  bookingId: string
  listingId: string
  itemId: string
  units: number
  /** What one cost by itself when the package was booked. */
  priceFen: number
  /** The address they are sent to; null where they are fetched. */
  sendTo: string | null
}
/** How goods reach their guest where they are sent. */
export type Sending = { toSend: boolean; sentAt: Instant | null; carrier: string | null; trackingNumber: string | null }

/** Goods of a booking, with the package they belong to. */
export type OwnGoods = BookedGoods & Sending & { packageZh: string; packageEn: string }

export async function insertBookedGoods(tx: Tx, goods: readonly BookedGoods[]): Promise<void> {
  if (goods.length > 0) await tx.run(insertGoods, [JSON.stringify(goods)])
}

const goodsOfBookings = statement<OwnGoods>(
  'tourism.booked_goods.of',
  `
  SELECT g.booking_id AS "bookingId", g.listing_id AS "listingId", g.item_id AS "itemId", g.units, g.price_fen AS "priceFen", g.to_send AS "toSend", g.send_to AS "sendTo",
    g.sent_at AS "sentAt", g.carrier, g.tracking_number AS "trackingNumber", k.name_zh AS "packageZh", k.name_en AS "packageEn"
  FROM tourism.booked_goods g JOIN tourism.booking b ON b.id = g.booking_id JOIN tourism.package_booking p ON p.id = b.package_booking_id
    JOIN tourism.package k ON k.id = p.package_id WHERE g.booking_id = ANY($1::uuid[])`,
)

/** Which goods bookings are of, by the booking. */
export async function bookedGoodsOf(sql: Sql, bookingIds: readonly string[]): Promise<Map<string, OwnGoods>> {
  return new Map((await sql.run(goodsOfBookings, [bookingIds])).map((row) => [row.bookingId, row]))
}

const sending = statement<{ id: string }>(
  'tourism.booked_goods.to_send',
  `
  SELECT b.id FROM tourism.booked_goods g JOIN tourism.booking b ON b.id = g.booking_id JOIN tourism.hold h ON h.id = b.id
  WHERE b.organisation_id = $1 AND g.to_send AND ((g.sent_at IS NULL AND h.state = 'confirmed') OR g.sent_at > $2) ORDER BY g.sent_at DESC NULLS FIRST, b.day, b.id LIMIT $3`,
)
const sent = statement(
  'tourism.booked_goods.sent',
  `UPDATE tourism.booked_goods SET sent_at = $4, carrier = $2, tracking_number = $3 WHERE booking_id = $1`,
)

/** Bookings of goods a supplier has to send, the next to arrive first, and those sent since a moment. */
export async function goodsToSend(sql: Sql, organisationId: string, since: Instant, limit: number): Promise<string[]> {
  return (await sql.run(sending, [organisationId, since, limit])).map((row) => row.id)
}

/** They are handed over, to a carrier or at the stay: the booking was used, and cannot be cancelled. */
export async function markGoodsHandedOver(
  tx: Tx,
  bookingId: string,
  parcel: { carrier: string; trackingNumber: string } | null,
  now: Instant,
): Promise<void> {
  if (parcel !== null) await tx.run(sent, [bookingId, parcel.carrier, parcel.trackingNumber, now])
  await redeemHold(tx, bookingId, { units: 1, ofUnits: 1 }, now)
}

const freed = statement(
  'tourism.booked_goods.freed',
  `UPDATE tourism.booked_goods SET freed_at = $2 WHERE booking_id = ANY($1::uuid[])`,
)
const unfreed = statement<{ id: string }>(
  'tourism.booked_goods.unfreed',
  `
  SELECT g.booking_id AS id FROM tourism.booked_goods g JOIN tourism.hold h ON h.id = g.booking_id
  WHERE g.freed_at IS NULL AND (h.state IN ('released', 'expired') OR (h.state = 'held' AND h.expires_at <= $1)) ORDER BY 1 LIMIT $2`,
)

export async function markGoodsFreed(tx: Tx, bookingIds: readonly string[], now: Instant): Promise<void> {
  await tx.run(freed, [bookingIds, now])
}

/** Goods whose booking stands no more and whose units are still kept. */
export async function unfreedGoods(sql: Sql, now: Instant, limit: number): Promise<string[]> {
  return (await sql.run(unfreed, [now, limit])).map((row) => row.id)
}
