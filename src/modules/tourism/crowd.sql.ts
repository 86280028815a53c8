import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { ALERT_SHARE } from './crowd.ts'
import { NO_LIMIT } from './place.ts'
import type { SiteWords } from './site.sql.ts'

export type CrowdRow = Omit<SiteWords, 'dayLimit' | 'isOpen' | 'walkIns'> & {
  siteId: string
  organisationId: string
  capacity: number
  /** Held, confirmed and come. */
  taken: number
  entered: number
  /** Of what is left, for the window alone. */
  kept: number
  /** Its ticket at the lowest price, where it sells one. */
  productId: string | null
  fromFen: number | null
}

const sites = statement<CrowdRow>(
  'tourism.crowd.sites',
  `
  SELECT s.id AS "siteId", s.organisation_id AS "organisationId", s.name_zh AS "nameZh", s.name_en AS "nameEn", s.about_zh AS "aboutZh", s.about_en AS "aboutEn",
    s.village_code AS "villageCode", s.latitude::float8 AS latitude, s.longitude::float8 AS longitude, s.opens_minute AS "opensMinute", s.closes_minute AS "closesMinute",
    coalesce(c.capacity, s.day_limit) AS capacity, coalesce(c.held + c.confirmed + c.redeemed, 0) AS taken, coalesce(c.redeemed, 0) AS entered,
    coalesce(c.kept, 0) AS kept, s.reserve_from_percent AS "reserveFromPercent", t.id AS "productId", t.price_fen AS "fromFen"
  FROM tourism.site s LEFT JOIN tourism.counter c ON c.owner_id = s.id AND c.day = $1 AND c.minute = -1
  LEFT JOIN LATERAL (
    SELECT p.id, u.price_fen FROM tourism.product p JOIN tourism.option o ON o.product_id = p.id JOIN tourism.unit u ON u.option_id = o.id
    WHERE p.site_id = s.id AND p.is_open AND o.is_open AND o.position IS NOT NULL AND u.type = 'adult' AND p.kind = 'ticket' ORDER BY u.price_fen, p.id LIMIT 1
  ) t ON true
  WHERE s.is_open ORDER BY s.id LIMIT $2`,
)

/** Open sites with what is taken of their day. */
export async function crowdedSites(sql: Sql, day: CivilDate, limit: number): Promise<CrowdRow[]> {
  return sql.run(sites, [day, limit])
}

const alerts = statement<{ ownerId: string; day: CivilDate; level: 'nearly_full' | 'full' }>(
  'tourism.crowd.alert',
  `
  INSERT INTO tourism.crowd_alert (owner_id, day, level, told_at)
  SELECT owner_id, day, CASE WHEN held + confirmed + redeemed >= capacity THEN 'full' ELSE 'nearly_full' END, $3 FROM tourism.counter
  WHERE kind IN ('site', 'county') AND day BETWEEN $1 AND $2 AND capacity BETWEEN 1 AND ${NO_LIMIT - 1} AND held + confirmed + redeemed >= capacity * ${ALERT_SHARE}
  ORDER BY owner_id, day ON CONFLICT DO NOTHING RETURNING owner_id AS "ownerId", day, level`,
)

/** Days that came near their limit, or reached it, since this was asked last. */
export async function newAlerts(tx: Tx, from: CivilDate, until: CivilDate, now: Instant) {
  return tx.run(alerts, [from, until, now])
}
