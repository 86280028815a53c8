import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

/** What a package can take as a part: rooms or a way to take a ticket, of anyone in the county. */
export type PartOnOffer = {
  id: string
  organisationId: string
  titleZh: string
  titleEn: string
  /** Of a room and night, or of one adult, before days change it. */
  fromFen: number
  isTimed: boolean
}

/** By name, or by the address of a page, of which the id is left. */
const like = `(t."titleZh" ILIKE $2 OR t."titleEn" ILIKE $2 OR t.page = $3::uuid)`

const stays = statement<PartOnOffer>(
  'tourism.part.stays',
  `
  SELECT id, "organisationId", "titleZh", "titleEn", "fromFen", "isTimed" FROM (
    SELECT t.id, t.organisation_id AS "organisationId", h.name_zh || ' · ' || t.name_zh AS "titleZh", h.name_en || ' · ' || t.name_en AS "titleEn",
      t.price_fen AS "fromFen", false AS "isTimed", h.id AS page
    FROM tourism.room_type t JOIN tourism.house h ON h.id = t.house_id WHERE t.is_open AND h.is_open) t
  WHERE ${like} ORDER BY "organisationId" = $1 DESC, "titleZh", id LIMIT $4`,
)
const visits = statement<PartOnOffer>(
  'tourism.part.visits',
  `
  SELECT id, "organisationId", "titleZh", "titleEn", "fromFen", "isTimed" FROM (
    SELECT o.id, p.organisation_id AS "organisationId", s.name_zh || ' · ' || p.name_zh || CASE WHEN o.name_zh = p.name_zh THEN '' ELSE ' · ' || o.name_zh END AS "titleZh",
      s.name_en || ' · ' || p.name_en || CASE WHEN o.name_en = p.name_en THEN '' ELSE ' · ' || o.name_en END AS "titleEn",
      u.fen AS "fromFen", r.is_timed AS "isTimed", p.id AS page
    FROM tourism.option o JOIN tourism.product p ON p.id = o.product_id JOIN tourism.site s ON s.id = p.site_id JOIN tourism.resource r ON r.id = o.resource_id
    JOIN LATERAL (SELECT coalesce(min(price_fen) FILTER (WHERE type = 'adult'), min(price_fen)) AS fen FROM tourism.unit WHERE option_id = o.id) u ON u.fen IS NOT NULL
    WHERE o.is_open AND o.position IS NOT NULL AND p.is_open AND s.is_open) t
  WHERE ${like} ORDER BY "organisationId" = $1 DESC, "titleZh", id LIMIT $4`,
)

/** Rooms or tickets that take bookings, the asker's own first. */
export async function partsOnOffer(
  sql: Sql,
  kind: 'stay' | 'visit',
  asked: { organisationId: string; search: string; pageId: string | null },
  limit: number,
): Promise<PartOnOffer[]> {
  const pattern = `%${asked.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql.run(kind === 'stay' ? stays : visits, [asked.organisationId, pattern, asked.pageId, limit])
}
