import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { ProductClass } from './label.ts'

export type VersionContent = {
  titleZh: string
  titleEn: string
  descriptionZh: string
  descriptionEn: string
  category: string
  villageCode: string
  gtin: string
  priceFen: number
  netGrams: number
  weighBasisGrams: number | null
  weighTolerancePercent: number | null
  storage: 'ambient' | 'chilled' | 'frozen'
  shelfLifeDays: number
  seasonMonths: number
  offSeason: 'sold' | 'announced' | 'closed'
  productClass: ProductClass | null
  producer: string | null
  licenceNumber: string | null
  certificate: string | null
}
export type Version = {
  id: string
  listingId: string
  organisationId: string
  number: number
  at: Instant
  /** The version in force now. */
  current: boolean
  content: VersionContent
  photos: { id: string; width: number; height: number }[]
}

const columns = `
  v.id, v.listing_id AS "listingId", l.organisation_id AS "organisationId", v.number, v.at, v.id = l.version_id AS current,
  '{"weighBasisGrams": null, "weighTolerancePercent": null}'::jsonb || v.content AS content,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) ORDER BY e.position)
    FROM jsonb_array_elements_text(v.content->'photoIds') WITH ORDINALITY AS e(id, position) JOIN market.photo p ON p.id = e.id::uuid), '[]') AS photos
  FROM market.listing_version v JOIN market.listing l ON l.id = v.listing_id`

const one = statement<Version>('market.version.read', `SELECT ${columns} WHERE v.id = $1`)

export async function versionById(sql: Sql, versionId: string): Promise<Version | undefined> {
  const [row] = await sql.run(one, [versionId])
  return row
}

const list = statement<Version>(
  'market.version.list',
  `SELECT ${columns} WHERE v.listing_id = $1 AND l.organisation_id = $2 ORDER BY v.number DESC LIMIT $3`,
)

export async function versionsOf(
  sql: Sql,
  organisationId: string,
  listingId: string,
  limit: number,
): Promise<Version[]> {
  return sql.run(list, [listingId, organisationId, limit])
}
