import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { PlacePhoto } from './photo.sql.ts'
import { COUNTY_ID, WHOLE_DAY } from './claim.ts'

export const placeKinds = ['ticket', 'experience', 'house'] as const
export type PlaceKind = (typeof placeKinds)[number]

/** A ticket, an experience or a house as a list shows it. */
export type PlaceEntry = {
  kind: PlaceKind
  /** Of the product or the house. */
  id: string
  organisationId: string
  nameZh: string
  nameEn: string
  /** The sight a ticket or experience belongs to; a house is its own. */
  siteZh: string
  siteEn: string
  villageCode: string
  durationMinutes: number | null
  /** The least an adult pays, or a room costs for a night, before days change it. */
  fromFen: number
  /** Places, or rooms through all nights, left on the days asked for; null where none were. */
  free: number | null
  /** Whether the party finds room on those days. */
  fits: boolean | null
  /** The first of the house, or of the sight. */
  photo: PlacePhoto | null
}

export type PlacesAsked = {
  kind: PlaceKind | null
  /** A township's nine or a village's twelve digits. */
  place: string | null
  day: CivilDate | null
  nights: number
  party: number
  /** All of one site, or one only. */
  siteId: string | null
}

const left = (c: string) => `${c}.capacity - ${c}.held - ${c}.confirmed - ${c}.redeemed - ${c}.kept`

/** What may be visited and booked now; a slot's places are what is left of it within its site and the county. */
const entries = `
  SELECT p.kind, p.id, p.organisation_id, p.name_zh, p.name_en, s.name_zh AS site_zh, s.name_en AS site_en, s.village_code, o.minutes, o.from_fen,
    f.free, f.free >= $5 AND f.free > 0 AS fits, s.id AS site_id
  FROM tourism.product p JOIN tourism.site s ON s.id = p.site_id
  JOIN LATERAL (
    SELECT min(o.duration_minutes) AS minutes, coalesce(min(u.price_fen) FILTER (WHERE u.type = 'adult'), min(u.price_fen)) AS from_fen
    FROM tourism.option o JOIN tourism.unit u ON u.option_id = o.id WHERE o.product_id = p.id AND o.is_open AND o.position IS NOT NULL
  ) o ON o.from_fen IS NOT NULL
  LEFT JOIN LATERAL (
    SELECT coalesce(max(greatest(0, least(CASE WHEN o.is_guided OR EXISTS (SELECT FROM tourism.option_gear k WHERE k.option_id = o.id)
          THEN tourism.served(o.id, c.day, c.minute) END, ${left('c')}, ${left('w')}, ${left('t')})))
        FILTER (WHERE NOT (c.is_closed OR coalesce(w.is_closed, false) OR coalesce(t.is_closed, false))), 0)::int AS free
    FROM tourism.option o JOIN tourism.counter c ON c.owner_id = o.resource_id AND c.day = $3::date
      LEFT JOIN tourism.counter w ON w.owner_id = s.id AND w.day = c.day AND w.minute = ${WHOLE_DAY}
      LEFT JOIN tourism.counter t ON t.owner_id = '${COUNTY_ID}' AND t.day = c.day AND t.minute = ${WHOLE_DAY}
    WHERE o.product_id = p.id AND o.is_open AND o.position IS NOT NULL
  ) f ON $3::date IS NOT NULL
  WHERE p.is_open AND s.is_open AND ($6::uuid IS NULL OR s.id = $6)
  UNION ALL
  SELECT 'house', h.id, h.organisation_id, h.name_zh, h.name_en, h.name_zh, h.name_en, h.village_code, NULL, t.from_fen,
    f.free, f.sleeps >= $5 AND f.free > 0, NULL
  FROM tourism.house h
  JOIN LATERAL (SELECT min(price_fen) AS from_fen FROM tourism.room_type WHERE house_id = h.id AND is_open) t ON t.from_fen IS NOT NULL
  LEFT JOIN LATERAL (
    SELECT coalesce(max(n.free), 0)::int AS free, coalesce(max(n.free * n.guests_max), 0)::int AS sleeps FROM (
      SELECT r.guests_max, min(${left('c')}) AS free FROM tourism.room_type r JOIN tourism.counter c ON c.owner_id = r.id
        AND c.day >= $3::date AND c.day < $3::date + $4::int AND NOT c.is_closed
      WHERE r.house_id = h.id AND r.is_open GROUP BY r.id HAVING count(*) = $4::int) n
  ) f ON $3::date IS NOT NULL
  WHERE h.is_open AND $6::uuid IS NULL`

const find = statement<PlaceEntry & { total: number }>(
  'tourism.place.find',
  `
  WITH e AS (${entries})
  SELECT kind, id, organisation_id AS "organisationId", name_zh AS "nameZh", name_en AS "nameEn", site_zh AS "siteZh", site_en AS "siteEn",
    village_code AS "villageCode", minutes AS "durationMinutes", from_fen AS "fromFen", free, fits, count(*) OVER ()::int AS total,
    (SELECT jsonb_build_object('id', f.id, 'width', f.width, 'height', f.height) FROM tourism.photo f
      WHERE f.site_id = e.site_id OR (e.kind = 'house' AND f.house_id = e.id) ORDER BY f.position LIMIT 1) AS photo
  FROM e WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR starts_with(village_code, $2))
  ORDER BY fits IS FALSE, kind = 'house', id LIMIT $7 OFFSET $8`,
)

/** Open tickets, experiences and houses, those with room for the party first; with how many there are in all. */
export async function findPlaces(
  sql: Sql,
  asked: PlacesAsked,
  page: { limit: number; offset: number },
): Promise<{ entries: PlaceEntry[]; total: number }> {
  const { kind, place, day, nights, party, siteId } = asked
  const rows = await sql.run(find, [kind, place, day, nights, party, siteId, page.limit, page.offset])
  return { entries: rows.map(({ total: _total, ...entry }) => entry), total: rows[0]?.total ?? 0 }
}

const villages = statement<{ villageCode: string; count: number }>(
  'tourism.place.villages',
  `
  SELECT village_code AS "villageCode", count(*)::int AS count FROM (
    SELECT s.village_code FROM tourism.product p JOIN tourism.site s ON s.id = p.site_id WHERE p.is_open AND s.is_open
    UNION ALL SELECT village_code FROM tourism.house WHERE is_open) v
  GROUP BY 1 ORDER BY 1`,
)

/** Villages where something may be visited or slept in. */
export async function placeVillages(sql: Sql): Promise<{ villageCode: string; count: number }[]> {
  return sql.run(villages)
}
