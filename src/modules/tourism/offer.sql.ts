import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { COUNTY_ID, WHOLE_DAY } from './claim.ts'
import type { PolicyTier } from './price.ts'
import type { OptionGear, Unit } from './product.sql.ts'
import { gearOfOption } from './product.sql.ts'
import type { SiteDay } from './walk-in.ts'
import type { WeatherRule } from './weather.ts'

/** An option with all that a booking of it has to know. */
export type VisitOffer = {
  optionId: string
  productId: string
  organisationId: string
  siteId: string
  resourceId: string
  isTimed: boolean
  kind: 'ticket' | 'experience'
  productZh: string
  productEn: string
  aboutZh: string
  aboutEn: string
  noticeZh: string
  noticeEn: string
  optionZh: string
  optionEn: string
  durationMinutes: number
  cutoffMinutes: number
  partyMin: number
  partyMax: number
  opensMinute: number
  closesMinute: number
  reserveFromPercent: number | null
  /** The sight or the ticket asks who comes. */
  needsNames: boolean
  /** A guide on duty leads each party. */
  isGuided: boolean
  gear: OptionGear[]
  weather: WeatherRule | null
  policy: PolicyTier[]
  isOpen: boolean
  units: Unit[]
}

const columns = `
  o.id AS "optionId", p.id AS "productId", p.organisation_id AS "organisationId", s.id AS "siteId", r.id AS "resourceId", r.is_timed AS "isTimed", p.kind,
  p.name_zh AS "productZh", p.name_en AS "productEn", p.about_zh AS "aboutZh", p.about_en AS "aboutEn", p.notice_zh AS "noticeZh", p.notice_en AS "noticeEn", o.name_zh AS "optionZh", o.name_en AS "optionEn",
  o.duration_minutes AS "durationMinutes", o.cutoff_minutes AS "cutoffMinutes", o.party_min AS "partyMin", o.party_max AS "partyMax", s.opens_minute AS "opensMinute",
  s.closes_minute AS "closesMinute", s.reserve_from_percent AS "reserveFromPercent",
  EXISTS (SELECT FROM tourism.entry_rule e WHERE e.needs_names AND e.owner_id IN (p.id, s.id)) AS "needsNames", p.policy, p.weather, o.is_guided AS "isGuided",
  ${gearOfOption} AS gear, o.is_open AND p.is_open AND s.is_open AND o.position IS NOT NULL AS "isOpen",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('type', u.type, 'priceFen', u.price_fen, 'places', u.places, 'ageMin', u.age_min, 'ageMax', u.age_max,
    'needsAdult', u.needs_adult) ORDER BY u.price_fen DESC, u.type), '[]') FROM tourism.unit u WHERE u.option_id = o.id) AS units`
const from = `
  FROM tourism.option o JOIN tourism.product p ON p.id = o.product_id JOIN tourism.resource r ON r.id = o.resource_id JOIN tourism.site s ON s.id = p.site_id`

const byIds = statement<VisitOffer>('tourism.offer.by_option', `SELECT ${columns} ${from} WHERE o.id = ANY($1::uuid[])`)

export async function offersByOption(sql: Sql, optionIds: readonly string[]): Promise<Map<string, VisitOffer>> {
  return new Map((await sql.run(byIds, [optionIds])).map((offer) => [offer.optionId, offer]))
}

const open = statement<VisitOffer>(
  'tourism.offer.open',
  `
  SELECT ${columns} ${from} WHERE ($1::uuid IS NULL OR p.organisation_id = $1) AND ($2::uuid IS NULL OR p.id = $2)
    AND o.is_open AND p.is_open AND s.is_open AND o.position IS NOT NULL ORDER BY p.id, o.position LIMIT $3`,
)

/** Open options, of an organisation or a product or of all, those of one product together. */
export async function openOffers(
  sql: Sql,
  asked: { organisationId: string | null; productId: string | null },
  limit: number,
): Promise<VisitOffer[]> {
  return sql.run(open, [asked.organisationId, asked.productId, limit])
}

export type Slot = {
  resourceId: string
  day: CivilDate
  minute: number
  capacity: number
  /** What is left within the slot, its site and the county, and of guides and gear: the largest party that still finds room. */
  free: number
  /** The site's day around it, where it is counted. */
  site: Omit<SiteDay, 'reserveFromPercent'> | null
  isClosed: boolean
}

const slots = statement<Slot>(
  'tourism.slot.between',
  `
  SELECT c.owner_id AS "resourceId", c.day, c.minute, c.capacity, c.is_closed OR coalesce(s.is_closed, false) OR coalesce(t.is_closed, false) AS "isClosed",
    greatest(0, least(CASE WHEN $5 THEN tourism.served($6, c.day, c.minute) END, c.capacity - c.held - c.confirmed - c.redeemed, s.capacity - s.held - s.confirmed - s.redeemed - s.kept, t.capacity - t.held - t.confirmed - t.redeemed)) AS free,
    CASE WHEN s.owner_id IS NOT NULL THEN jsonb_build_object('capacity', s.capacity, 'taken', s.held + s.confirmed + s.redeemed, 'kept', s.kept) END AS site
  FROM tourism.counter c
    LEFT JOIN tourism.counter s ON s.owner_id = $2 AND s.day = c.day AND s.minute = ${WHOLE_DAY}
    LEFT JOIN tourism.counter t ON t.owner_id = '${COUNTY_ID}' AND t.day = c.day AND t.minute = ${WHOLE_DAY}
  WHERE c.owner_id = $1 AND c.day BETWEEN $3 AND $4 ORDER BY c.day, c.minute`,
)

/** Slots or days of an option, with what is left of each within all limits around it, its guides and its gear. */
export async function slotsBetween(
  sql: Sql,
  offer: Pick<VisitOffer, 'optionId' | 'resourceId' | 'siteId' | 'isGuided' | 'gear'>,
  first: CivilDate,
  last: CivilDate,
): Promise<Slot[]> {
  const { optionId, resourceId, siteId, isGuided, gear } = offer
  return sql.run(slots, [resourceId, siteId, first, last, isGuided || gear.length > 0, optionId])
}

const starts = statement<{ resourceId: string; minutes: number[] }>(
  'tourism.slot.starts',
  `
  SELECT owner_id AS "resourceId", array_agg(DISTINCT minute ORDER BY minute) AS minutes FROM tourism.counter
  WHERE owner_id = ANY($1::uuid[]) AND day BETWEEN $2 AND $3 AND minute >= 0 GROUP BY 1`,
)

/** The minutes of the day at which slots of resources begin, in a range of days. */
export async function startMinutes(
  sql: Sql,
  resourceIds: readonly string[],
  first: CivilDate,
  last: CivilDate,
): Promise<Map<string, number[]>> {
  const rows = await sql.run(starts, [resourceIds, first, last])
  return new Map(rows.map((row) => [row.resourceId, row.minutes]))
}
