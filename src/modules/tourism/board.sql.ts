import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { COUNTY_ID } from './claim.ts'

export type SiteDay = {
  siteId: string
  nameZh: string
  nameEn: string
  villageCode: string
  day: CivilDate
  booked: number
  limit: number
}

const sites = statement<SiteDay>(
  'tourism.board.sites',
  `
  SELECT s.id AS "siteId", s.name_zh AS "nameZh", s.name_en AS "nameEn", s.village_code AS "villageCode", c.day, c.held + c.confirmed + c.redeemed AS booked, c.capacity AS "limit"
  FROM tourism.counter c JOIN tourism.site s ON s.id = c.owner_id WHERE c.kind = 'site' AND c.day BETWEEN $1 AND $2 ORDER BY s.id, c.day`,
)
/** Visitors booked for each site and day, and how many it takes. */
export const siteDays = (sql: Sql, from: CivilDate, until: CivilDate): Promise<SiteDay[]> =>
  sql.run(sites, [from, until])

export type CountyDay = { day: CivilDate; booked: number; limit: number }
const county = statement<CountyDay>(
  'tourism.board.county',
  `
  SELECT c.day, c.held + c.confirmed + c.redeemed AS booked, c.capacity AS "limit" FROM tourism.counter c
  WHERE c.owner_id = '${COUNTY_ID}' AND c.day BETWEEN $1 AND $2 ORDER BY c.day`,
)
export const countyVisitorDays = (sql: Sql, from: CivilDate, until: CivilDate): Promise<CountyDay[]> =>
  sql.run(county, [from, until])

export type NightDay = { day: CivilDate; sold: number; rooms: number }
const nights = statement<NightDay>(
  'tourism.board.nights',
  `
  SELECT c.day, sum(c.held + c.confirmed + c.redeemed)::int AS sold, sum(c.capacity)::int AS rooms FROM tourism.counter c
  WHERE c.kind = 'night' AND c.day BETWEEN $1 AND $2 GROUP BY 1 ORDER BY 1`,
)
export const nightDays = (sql: Sql, from: CivilDate, until: CivilDate): Promise<NightDay[]> =>
  sql.run(nights, [from, until])

export type Spending = { kind: 'visit' | 'stay'; bookings: number; guests: number; fen: number }
const spending = statement<Spending>(
  'tourism.board.spending',
  `
  SELECT b.kind, count(*)::int AS bookings, sum(b.guests)::int AS guests, sum(b.total_fen - b.refunded_fen)::bigint AS fen
  FROM tourism.booking b WHERE b.kind <> 'goods' AND b.confirmed_at IS NOT NULL AND b.day BETWEEN $1 AND $2 AND (b.cancelled_at IS NULL OR b.kept_fen > 0) GROUP BY 1 ORDER BY 1`,
)
/** What guests of a period paid for stays and for visits, less what went back; goods of packages are among the goods sold. */
export const spendingBetween = (sql: Sql, from: CivilDate, until: CivilDate): Promise<Spending[]> =>
  sql.run(spending, [from, until])

export type Origin = { country: string | null; channel: 'here' | 'reseller'; guests: number }
const origins = statement<Origin>(
  'tourism.board.origins',
  `
  SELECT CASE WHEN b.contact ->> 'country' ~ '^[A-Za-z]{2}$' THEN upper(b.contact ->> 'country') END AS country,
    CASE WHEN b.reseller_id IS NULL THEN 'here' ELSE 'reseller' END AS channel, sum(b.guests)::int AS guests
  FROM tourism.booking b WHERE b.confirmed_at IS NOT NULL AND b.cancelled_at IS NULL AND b.day BETWEEN $1 AND $2 GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT 100`,
)
/** Where guests come from as far as they said, and through whom they booked. */
export const originsBetween = (sql: Sql, from: CivilDate, until: CivilDate): Promise<Origin[]> =>
  sql.run(origins, [from, until])
