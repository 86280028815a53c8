import { ticketKinds } from '../../engines/ticket/index.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { PolicyTier } from './price.ts'
import type { WeatherRule } from './weather.ts'

export const unitTypes = ticketKinds
export type UnitType = (typeof unitTypes)[number]
export const languages = ['zh', 'en', 'ja', 'ko', 'de', 'fr', 'es', 'ru'] as const
export type Language = (typeof languages)[number]
export type Unit = {
  type: UnitType
  priceFen: number
  places: number
  ageMin: number | null
  ageMax: number | null
  needsAdult: boolean
}
/** What an option takes of something lent: a piece for so many people. */
export type OptionGear = { gearId: string; peopleEach: number; nameZh: string; nameEn: string }
export type OptionWords = {
  resourceId: string
  nameZh: string
  nameEn: string
  durationMinutes: number
  cutoffMinutes: number
  partyMin: number
  partyMax: number
  isOpen: boolean
  isGuided: boolean
  gear: readonly Pick<OptionGear, 'gearId' | 'peopleEach'>[]
  units: readonly Unit[]
}
export type ProductWords = {
  siteId: string
  kind: 'ticket' | 'experience'
  nameZh: string
  nameEn: string
  aboutZh: string
  aboutEn: string
  noticeZh: string
  noticeEn: string
  languages: readonly Language[]
  policy: readonly PolicyTier[]
  weather: WeatherRule | null
  isOpen: boolean
}
export type Option = Omit<OptionWords, 'units' | 'gear'> & {
  id: string
  isTimed: boolean
  gear: OptionGear[]
  units: Unit[]
}
export type Product = Omit<ProductWords, 'policy' | 'languages'> & {
  languages: Language[]
  id: string
  organisationId: string
  policy: PolicyTier[]
  options: Option[]
}

const save = statement<{ id: string }>(
  'tourism.product.save',
  `
  INSERT INTO tourism.product AS p (id, organisation_id, site_id, kind, name_zh, name_en, about_zh, about_en, is_open, policy, notice_zh, notice_en, languages, weather)
  SELECT $1, $2, s.id, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12, $13, $14::jsonb FROM tourism.site s WHERE s.id = $3 AND s.organisation_id = $2
  ON CONFLICT (id) DO UPDATE SET site_id = EXCLUDED.site_id, kind = EXCLUDED.kind, name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en,
    about_zh = EXCLUDED.about_zh, about_en = EXCLUDED.about_en, is_open = EXCLUDED.is_open, policy = EXCLUDED.policy,
    notice_zh = EXCLUDED.notice_zh, notice_en = EXCLUDED.notice_en, languages = EXCLUDED.languages, weather = EXCLUDED.weather
  WHERE p.organisation_id = EXCLUDED.organisation_id RETURNING id`,
)

/** False where the site, or the product that has this id, is another organisation's. */
export async function saveProductRow(
  tx: Tx,
  organisationId: string,
  id: string,
  words: ProductWords,
): Promise<boolean> {
  const { siteId, kind, nameZh, nameEn, aboutZh, aboutEn, isOpen, policy } = words
  const said = [siteId, kind, nameZh, nameEn, aboutZh, aboutEn, isOpen, JSON.stringify(policy)]
  const weather = words.weather === null ? null : JSON.stringify(words.weather)
  const told = [words.noticeZh, words.noticeEn, words.languages, weather]
  return (await tx.run(save, [id, organisationId, ...said, ...told])).length > 0
}

const lock = statement<{ id: string }>(
  'tourism.product.lock',
  `SELECT id FROM tourism.product WHERE id = $1 AND organisation_id = $2 FOR UPDATE`,
)

export async function lockProduct(tx: Tx, organisationId: string, productId: string): Promise<boolean> {
  return (await tx.run(lock, [productId, organisationId])).length > 0
}

const saveOptions = statement<{ id: string }>(
  'tourism.option.save',
  `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS g(id uuid, position int, "resourceId" uuid, "nameZh" text, "nameEn" text,
      "durationMinutes" int, "cutoffMinutes" int, "partyMin" int, "partyMax" int, "isOpen" boolean, "isGuided" boolean)
  ), ended AS (
    UPDATE tourism.option SET is_open = false, position = NULL
    WHERE product_id = $1 AND position IS NOT NULL AND id NOT IN (SELECT id FROM given)
  )
  INSERT INTO tourism.option AS o (id, product_id, resource_id, position, name_zh, name_en, duration_minutes, cutoff_minutes, party_min, party_max, is_open, is_guided)
  SELECT id, $1, "resourceId", position, "nameZh", "nameEn", "durationMinutes", "cutoffMinutes", "partyMin", "partyMax", "isOpen", "isGuided" FROM given
  ON CONFLICT (id) DO UPDATE SET resource_id = EXCLUDED.resource_id, position = EXCLUDED.position, name_zh = EXCLUDED.name_zh,
    name_en = EXCLUDED.name_en, duration_minutes = EXCLUDED.duration_minutes, cutoff_minutes = EXCLUDED.cutoff_minutes,
    party_min = EXCLUDED.party_min, party_max = EXCLUDED.party_max, is_open = EXCLUDED.is_open, is_guided = EXCLUDED.is_guided
  WHERE o.product_id = EXCLUDED.product_id RETURNING id`,
)
const saveUnits = statement(
  'tourism.unit.save',
  `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS g("optionId" uuid, type text, "priceFen" bigint, places int, "ageMin" int, "ageMax" int, "needsAdult" boolean)
  ), gone AS (
    DELETE FROM tourism.unit u WHERE u.option_id = ANY ($1::uuid[]) AND NOT EXISTS
      (SELECT 1 FROM given WHERE given."optionId" = u.option_id AND given.type = u.type)
  )
  INSERT INTO tourism.unit (option_id, type, price_fen, places, age_min, age_max, needs_adult)
  SELECT "optionId", type, "priceFen", places, "ageMin", "ageMax", "needsAdult" FROM given
  ON CONFLICT (option_id, type) DO UPDATE SET price_fen = EXCLUDED.price_fen, places = EXCLUDED.places, age_min = EXCLUDED.age_min,
    age_max = EXCLUDED.age_max, needs_adult = EXCLUDED.needs_adult`,
)

const saveGear = statement<{ gearId: string }>(
  'tourism.option_gear.save',
  `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS g("optionId" uuid, "gearId" uuid, "peopleEach" int)
  ), gone AS (
    DELETE FROM tourism.option_gear k WHERE k.option_id = ANY ($1::uuid[]) AND NOT EXISTS
      (SELECT 1 FROM given WHERE given."optionId" = k.option_id AND given."gearId" = k.gear_id)
  )
  INSERT INTO tourism.option_gear (option_id, gear_id, people_each) SELECT "optionId", "gearId", "peopleEach" FROM given
  ON CONFLICT (option_id, gear_id) DO UPDATE SET people_each = EXCLUDED.people_each`,
)

/** A product's options become these, in this order; those left out take no more bookings. Returns how many were its own. */
export async function saveOptionRows(
  tx: Tx,
  productId: string,
  options: readonly (OptionWords & { id: string })[],
): Promise<number> {
  const rows = options.map(({ units: _units, gear: _gear, ...option }, position) => ({ ...option, position }))
  const saved = await tx.run(saveOptions, [productId, JSON.stringify(rows)])
  const units = options.flatMap((option) => option.units.map((unit) => ({ ...unit, optionId: option.id })))
  const ids = saved.map((row) => row.id)
  await tx.run(saveUnits, [ids, JSON.stringify(units)])
  const gear = options.flatMap((option) => option.gear.map((one) => ({ ...one, optionId: option.id })))
  await tx.run(saveGear, [ids, JSON.stringify(gear)])
  return saved.length
}

/** What an option takes of things that are lent. */
export const gearOfOption = `
  (SELECT coalesce(jsonb_agg(jsonb_build_object('gearId', k.gear_id, 'peopleEach', k.people_each, 'nameZh', g.name_zh, 'nameEn', g.name_en) ORDER BY k.gear_id), '[]')
    FROM tourism.option_gear k JOIN tourism.gear g ON g.id = k.gear_id WHERE k.option_id = o.id)`
const columns = `
  p.id, p.organisation_id AS "organisationId", p.site_id AS "siteId", p.kind, p.name_zh AS "nameZh", p.name_en AS "nameEn",
  p.about_zh AS "aboutZh", p.about_en AS "aboutEn", p.notice_zh AS "noticeZh", p.notice_en AS "noticeEn", p.languages, p.policy, p.weather, p.is_open AS "isOpen",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'resourceId', o.resource_id, 'isTimed', r.is_timed, 'nameZh', o.name_zh, 'nameEn', o.name_en,
    'durationMinutes', o.duration_minutes, 'cutoffMinutes', o.cutoff_minutes, 'partyMin', o.party_min, 'partyMax', o.party_max, 'isOpen', o.is_open, 'isGuided', o.is_guided,
    'gear', ${gearOfOption},
    'units', (SELECT coalesce(jsonb_agg(jsonb_build_object('type', u.type, 'priceFen', u.price_fen, 'places', u.places, 'ageMin', u.age_min, 'ageMax', u.age_max,
      'needsAdult', u.needs_adult) ORDER BY u.price_fen DESC, u.type), '[]') FROM tourism.unit u WHERE u.option_id = o.id)) ORDER BY o.position)
    FROM tourism.option o JOIN tourism.resource r ON r.id = o.resource_id WHERE o.product_id = p.id AND o.position IS NOT NULL), '[]') AS options`

const own = statement<Product>(
  'tourism.product.own',
  `SELECT ${columns} FROM tourism.product p WHERE p.organisation_id = $1 ORDER BY p.id LIMIT $2`,
)

export async function ownProducts(sql: Sql, organisationId: string, limit: number): Promise<Product[]> {
  return sql.run(own, [organisationId, limit])
}

const byIds = statement<Product>(
  'tourism.product.by_id',
  `SELECT ${columns} FROM tourism.product p WHERE p.id = ANY($1::uuid[])`,
)

export async function productsById(sql: Sql, ids: readonly string[]): Promise<Map<string, Product>> {
  return new Map((await sql.run(byIds, [ids])).map((product) => [product.id, product]))
}
