import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { PolicyTier } from './price.ts'

export type HouseWords = {
  nameZh: string
  nameEn: string
  aboutZh: string
  aboutEn: string
  villageCode: string
  latitude: number | null
  longitude: number | null
  checkInMinute: number
  checkOutMinute: number
  cutoffHours: number | null
  policy: readonly PolicyTier[]
  isOpen: boolean
}
export type RoomTypeWords = {
  nameZh: string
  nameEn: string
  rooms: number
  guestsIncluded: number
  guestsMax: number
  priceFen: number
  extraGuestFen: number
  isOpen: boolean
}
export type RoomType = RoomTypeWords & { id: string; houseId: string; organisationId: string }
export type House = Omit<HouseWords, 'policy'> & {
  id: string
  organisationId: string
  policy: PolicyTier[]
  roomTypes: RoomType[]
}

const save = statement<{ id: string }>(
  'tourism.house.save',
  `
  INSERT INTO tourism.house AS h (id, organisation_id, name_zh, name_en, about_zh, about_en, village_code, latitude, longitude,
    check_in_minute, check_out_minute, is_open, policy, cutoff_hours)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  ON CONFLICT (id) DO UPDATE SET name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en, about_zh = EXCLUDED.about_zh, about_en = EXCLUDED.about_en,
    village_code = EXCLUDED.village_code, latitude = EXCLUDED.latitude, longitude = EXCLUDED.longitude, check_in_minute = EXCLUDED.check_in_minute,
    check_out_minute = EXCLUDED.check_out_minute, is_open = EXCLUDED.is_open, policy = EXCLUDED.policy,
    cutoff_hours = EXCLUDED.cutoff_hours
  WHERE h.organisation_id = EXCLUDED.organisation_id RETURNING id`,
)

/** False where the house that has this id is another organisation's. */
export async function saveHouseRow(tx: Tx, organisationId: string, id: string, w: HouseWords): Promise<boolean> {
  const values = [id, organisationId, w.nameZh, w.nameEn, w.aboutZh, w.aboutEn, w.villageCode, w.latitude, w.longitude]
  const rest = [w.checkInMinute, w.checkOutMinute, w.isOpen, JSON.stringify(w.policy), w.cutoffHours]
  return (await tx.run(save, [...values, ...rest])).length > 0
}

const saveType = statement<{ id: string }>(
  'tourism.room_type.save',
  `
  INSERT INTO tourism.room_type AS t (id, house_id, organisation_id, name_zh, name_en, rooms, guests_included, guests_max, price_fen, extra_guest_fen, is_open)
  SELECT $1, h.id, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM tourism.house h WHERE h.id = $2 AND h.organisation_id = $3
  ON CONFLICT (id) DO UPDATE SET name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en, rooms = EXCLUDED.rooms,
    guests_included = EXCLUDED.guests_included, guests_max = EXCLUDED.guests_max, price_fen = EXCLUDED.price_fen,
    extra_guest_fen = EXCLUDED.extra_guest_fen, is_open = EXCLUDED.is_open
  WHERE t.house_id = EXCLUDED.house_id RETURNING id`,
)

/** False where the house is not the organisation's, or the room type that has this id not the house's. */
export async function saveRoomTypeRow(
  tx: Tx,
  owner: { organisationId: string; houseId: string },
  id: string,
  w: RoomTypeWords,
): Promise<boolean> {
  const values = [id, owner.houseId, owner.organisationId, w.nameZh, w.nameEn, w.rooms, w.guestsIncluded, w.guestsMax]
  return (await tx.run(saveType, [...values, w.priceFen, w.extraGuestFen, w.isOpen])).length > 0
}

const typeColumns = `
  t.id, t.house_id AS "houseId", t.organisation_id AS "organisationId", t.name_zh AS "nameZh", t.name_en AS "nameEn", t.rooms,
  t.guests_included AS "guestsIncluded", t.guests_max AS "guestsMax", t.price_fen AS "priceFen", t.extra_guest_fen AS "extraGuestFen", t.is_open AS "isOpen"`

const houseColumns = `
  h.id, h.organisation_id AS "organisationId", h.name_zh AS "nameZh", h.name_en AS "nameEn", h.about_zh AS "aboutZh", h.about_en AS "aboutEn",
  h.village_code AS "villageCode", h.latitude::float8 AS latitude, h.longitude::float8 AS longitude, h.check_in_minute AS "checkInMinute",
  h.check_out_minute AS "checkOutMinute", h.cutoff_hours AS "cutoffHours", h.policy, h.is_open AS "isOpen",
  (SELECT coalesce(jsonb_agg(to_jsonb(r) ORDER BY r.id), '[]') FROM (SELECT ${typeColumns} FROM tourism.room_type t WHERE t.house_id = h.id) r) AS "roomTypes"`

const own = statement<House>(
  'tourism.house.own',
  `SELECT ${houseColumns} FROM tourism.house h WHERE h.organisation_id = $1 ORDER BY h.id LIMIT $2`,
)

export async function ownHouses(sql: Sql, organisationId: string, limit: number): Promise<House[]> {
  return sql.run(own, [organisationId, limit])
}

const keeps = statement<Keeps>(
  'tourism.keeps',
  `
  SELECT EXISTS (SELECT FROM tourism.house WHERE organisation_id = $1) AS houses, EXISTS (SELECT FROM tourism.site WHERE organisation_id = $1) AS sites,
    count(DISTINCT k.id)::int AS packages, (count(DISTINCT k.id) FILTER (WHERE k.state = 'proposed' AND p.agreed_at IS NULL))::int AS asked
  FROM tourism.package_part p JOIN tourism.package k ON k.id = p.package_id WHERE p.organisation_id = $1`,
)

/** Whether an organisation receives guests, and of which kind; packages it has a part in, and those that wait for its answer. */
export type Keeps = { houses: boolean; sites: boolean; packages: number; asked: number }

export async function keepsOf(sql: Sql, organisationId: string): Promise<Keeps> {
  return (await sql.run(keeps, [organisationId]))[0] ?? { houses: false, sites: false, packages: 0, asked: 0 }
}

const housesByIds = statement<House>(
  'tourism.house.by_id',
  `SELECT ${houseColumns} FROM tourism.house h WHERE h.id = ANY($1::uuid[])`,
)

export async function housesById(sql: Sql, ids: readonly string[]): Promise<Map<string, House>> {
  return new Map((await sql.run(housesByIds, [ids])).map((house) => [house.id, house]))
}

const typesByIds = statement<RoomType>(
  'tourism.room_type.by_id',
  `SELECT ${typeColumns} FROM tourism.room_type t WHERE t.id = ANY($1::uuid[])`,
)

export async function roomTypesById(sql: Sql, ids: readonly string[]): Promise<Map<string, RoomType>> {
  return new Map((await sql.run(typesByIds, [ids])).map((type) => [type.id, type]))
}
