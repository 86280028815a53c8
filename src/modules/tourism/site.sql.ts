import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type SiteWords = {
  nameZh: string
  nameEn: string
  aboutZh: string
  aboutEn: string
  villageCode: string
  latitude: number | null
  longitude: number | null
  dayLimit: number
  opensMinute: number
  closesMinute: number
  walkIns: number
  reserveFromPercent: number | null
  isOpen: boolean
}
export type Site = SiteWords & { id: string; organisationId: string }

const insert = statement<{ id: string }>(
  'tourism.site.insert',
  `
  INSERT INTO tourism.site (organisation_id, name_zh, name_en, about_zh, about_en, village_code, latitude, longitude, day_limit, is_open, opens_minute, closes_minute, walk_ins,
    reserve_from_percent)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id`,
)
const update = statement<{ id: string }>(
  'tourism.site.update',
  `
  UPDATE tourism.site SET name_zh = $2, name_en = $3, about_zh = $4, about_en = $5, village_code = $6, latitude = $7, longitude = $8,
    day_limit = $9, is_open = $10, opens_minute = $11, closes_minute = $12, walk_ins = $13, reserve_from_percent = $14
  WHERE organisation_id = $1 AND id = $15 RETURNING id`,
)

const valuesOf = (organisationId: string, w: SiteWords) => [
  organisationId,
  w.nameZh,
  w.nameEn,
  w.aboutZh,
  w.aboutEn,
  w.villageCode,
  w.latitude,
  w.longitude,
  w.dayLimit,
  w.isOpen,
  w.opensMinute,
  w.closesMinute,
  w.walkIns,
  w.reserveFromPercent,
]

export async function insertSite(tx: Tx, organisationId: string, words: SiteWords): Promise<string> {
  const [row] = await tx.run(insert, valuesOf(organisationId, words))
  return row?.id as string
}

/** False where the site is not the organisation's. */
export async function updateSite(tx: Tx, organisationId: string, siteId: string, words: SiteWords): Promise<boolean> {
  return (await tx.run(update, [...valuesOf(organisationId, words), siteId])).length > 0
}

const columns = `
  id, organisation_id AS "organisationId", name_zh AS "nameZh", name_en AS "nameEn", about_zh AS "aboutZh", about_en AS "aboutEn",
  village_code AS "villageCode", latitude::float8 AS latitude, longitude::float8 AS longitude, day_limit AS "dayLimit", opens_minute AS "opensMinute",
  closes_minute AS "closesMinute", walk_ins AS "walkIns", reserve_from_percent AS "reserveFromPercent", is_open AS "isOpen"`

const own = statement<Site>(
  'tourism.site.own',
  `SELECT ${columns} FROM tourism.site WHERE organisation_id = $1 ORDER BY id LIMIT $2`,
)

export async function ownSites(sql: Sql, organisationId: string, limit: number): Promise<Site[]> {
  return sql.run(own, [organisationId, limit])
}

const owned = statement<{ id: string }>(
  'tourism.site.owned',
  `SELECT id FROM tourism.site WHERE organisation_id = $1 AND id = $2`,
)

export async function ownSite(sql: Sql, organisationId: string, siteId: string): Promise<boolean> {
  return (await sql.run(owned, [organisationId, siteId])).length > 0
}

const byIds = statement<Site>('tourism.site.by_id', `SELECT ${columns} FROM tourism.site WHERE id = ANY($1::uuid[])`)

export async function sitesById(sql: Sql, ids: readonly string[]): Promise<Map<string, Site>> {
  return new Map((await sql.run(byIds, [ids])).map((site) => [site.id, site]))
}

const countyLimit = statement<{ dayLimit: number }>(
  'tourism.county_limit.read',
  `SELECT day_limit AS "dayLimit" FROM tourism.county_limit`,
)
const setCounty = statement('tourism.county_limit.set', `UPDATE tourism.county_limit SET day_limit = $1`)

export async function readCountyLimit(sql: Sql): Promise<number> {
  const [row] = await sql.run(countyLimit)
  return row?.dayLimit ?? 0
}

export async function writeCountyLimit(tx: Tx, limit: number): Promise<void> {
  await tx.run(setCounty, [limit])
}

export type Resource = {
  id: string
  siteId: string
  organisationId: string
  nameZh: string
  nameEn: string
  isTimed: boolean
}

const insertOne = statement<{ id: string }>(
  'tourism.resource.insert',
  `
  INSERT INTO tourism.resource (organisation_id, site_id, name_zh, name_en, is_timed)
  SELECT $1, s.id, $3, $4, $5 FROM tourism.site s WHERE s.id = $2 AND s.organisation_id = $1 RETURNING id`,
)

/** Undefined where the site is not the organisation's. */
export async function insertResource(
  tx: Tx,
  organisationId: string,
  words: Omit<Resource, 'id' | 'organisationId'>,
): Promise<string | undefined> {
  const { siteId, nameZh, nameEn, isTimed } = words
  return (await tx.run(insertOne, [organisationId, siteId, nameZh, nameEn, isTimed]))[0]?.id
}

const resources = statement<Resource>(
  'tourism.resource.own',
  `
  SELECT id, site_id AS "siteId", organisation_id AS "organisationId", name_zh AS "nameZh", name_en AS "nameEn", is_timed AS "isTimed"
  FROM tourism.resource WHERE organisation_id = $1 AND ($2::uuid[] IS NULL OR id = ANY($2)) ORDER BY id LIMIT 500`,
)

/** Resources of an organisation, all or those of the ids. */
export async function ownResources(
  sql: Sql,
  organisationId: string,
  ids: readonly string[] | null = null,
): Promise<Resource[]> {
  return sql.run(resources, [organisationId, ids])
}
