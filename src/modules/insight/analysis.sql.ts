import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { CohortRow, FunnelDay } from './analysis.ts'
import type { Period } from './sales.ts'

/** `key` is a seller's id, or empty for the county as a whole. */
const funnel = statement<FunnelDay>(
  'insight.analysis.funnel',
  `
  SELECT day, coalesce(v.visitors, 0) AS visitors, coalesce(v.views, 0) AS views, coalesce(v.baskets, 0) AS baskets,
    coalesce(p.placers, 0) AS placers, coalesce(p.payers, 0) AS payers
  FROM (SELECT * FROM insight.daily_visit WHERE key = $1 AND day >= $2 AND day <= $3) v
  FULL JOIN (SELECT * FROM insight.daily_purchase WHERE key = $1 AND day >= $2 AND day <= $3) p USING (day) ORDER BY day`,
)
export const funnelDays = (sql: Sql, key: string, { from, to }: Period): Promise<FunnelDay[]> =>
  sql.run(funnel, [key, from, to])

const firstVisit = statement<{ day: CivilDate | null }>(
  'insight.analysis.first_visit',
  'SELECT min(day) AS day FROM insight.daily_visit WHERE key = $1',
)
/** The first day on which visits were counted: before it there is nothing to compare orders with. */
export async function firstVisitDay(sql: Sql, key: string): Promise<CivilDate | null> {
  return (await sql.run(firstVisit, [key]))[0]?.day ?? null
}

export type BasketSums = { baskets: number; lines: number; units: number; goodsFen: number }
const basketSums = statement<BasketSums>(
  'insight.analysis.baskets',
  `
  SELECT coalesce(sum(baskets), 0)::bigint AS baskets, coalesce(sum(lines), 0)::bigint AS lines, coalesce(sum(units), 0)::bigint AS units,
    coalesce(sum(goods_fen), 0)::bigint AS "goodsFen"
  FROM insight.daily_purchase WHERE key = $1 AND day >= $2 AND day <= $3`,
)
export async function basketsOf(sql: Sql, key: string, { from, to }: Period): Promise<BasketSums> {
  return (await sql.run(basketSums, [key, from, to]))[0] ?? { baskets: 0, lines: 0, units: 0, goodsFen: 0 }
}

const bands = statement<{ fromFen: number; baskets: number }>(
  'insight.analysis.bands',
  `
  SELECT from_fen AS "fromFen", sum(baskets)::bigint AS baskets FROM insight.daily_band WHERE key = $1 AND day >= $2 AND day <= $3
  GROUP BY from_fen ORDER BY from_fen`,
)
export const bandsOf = (sql: Sql, key: string, { from, to }: Period) => sql.run(bands, [key, from, to])

const cohorts = statement<CohortRow>(
  'insight.analysis.cohorts',
  `
  SELECT first_month AS "firstMonth", month, buyers, orders, amount_fen AS "amountFen" FROM insight.cohort
  WHERE key = $1 AND first_month >= $2 ORDER BY first_month, month`,
)
/** Cohorts whose first month is `since` or later. */
export const cohortRows = (sql: Sql, key: string, since: CivilDate) => sql.run(cohorts, [key, since])

export type Repeat = { category: string; firstFen: number; againFen: number; againOrders: number }
const repeats = statement<Repeat>(
  'insight.analysis.repeats',
  `
  SELECT category, sum(first_fen)::bigint AS "firstFen", sum(again_fen)::bigint AS "againFen", sum(again_orders)::bigint AS "againOrders"
  FROM insight.repeat_category WHERE key = $1 AND month >= $2 AND month <= $3 GROUP BY category ORDER BY "againFen" DESC, category`,
)
export const repeatsOf = (sql: Sql, key: string, from: CivilDate, to: CivilDate) => sql.run(repeats, [key, from, to])

export type ClaimSum = { name: string; cases: number; refundedFen: number; freightFen: number; casesBefore: number }
export const claimSides = ['cause', 'village', 'province'] as const
export type ClaimSide = (typeof claimSides)[number]

const claimColumns = { cause: 'cause', village: 'village_code', province: 'province_code' } as const
const claims = (side: ClaimSide) =>
  statement<ClaimSum>(
    `insight.analysis.claims_by_${side}`,
    `
    SELECT * FROM (SELECT ${claimColumns[side]} AS name, coalesce(sum(cases) FILTER (WHERE day >= $2 AND day <= $3), 0)::bigint AS cases,
      coalesce(sum(refunded_fen) FILTER (WHERE day >= $2 AND day <= $3), 0)::bigint AS "refundedFen",
      coalesce(sum(freight_fen) FILTER (WHERE day >= $2 AND day <= $3), 0)::bigint AS "freightFen",
      coalesce(sum(cases) FILTER (WHERE day >= $4 AND day <= $5), 0)::bigint AS "casesBefore"
    FROM insight.daily_claim WHERE key = $1 AND ((day >= $2 AND day <= $3) OR (day >= $4 AND day <= $5))
    GROUP BY 1) c ORDER BY "refundedFen" + "freightFen" DESC, cases DESC, name LIMIT 400`,
  )
const claimsBy = { cause: claims('cause'), village: claims('village'), province: claims('province') }

/** Cases opened in a period by cause, village or province, the dearest first. */
export const claimsOf = (sql: Sql, side: ClaimSide, key: string, period: Period, before: Period) =>
  sql.run(claimsBy[side], [key, period.from, period.to, before.from, before.to])

const ordersIn = statement<{ orders: number }>(
  'insight.analysis.orders',
  `SELECT coalesce(sum(orders), 0)::bigint AS orders FROM insight.daily_sale WHERE dimension = $1 AND key = $2 AND day >= $3 AND day <= $4`,
)
/** Orders that still stand, to hold cases against. */
export async function ordersOf(sql: Sql, key: string, { from, to }: Period): Promise<number> {
  return (await sql.run(ordersIn, [key === '' ? 'county' : 'seller', key, from, to]))[0]?.orders ?? 0
}

export type PlaceSum = { place: string; orders: number; amountFen: number; amountFenBefore: number }
const ownPlaces = statement<PlaceSum>(
  'insight.analysis.places',
  `
  SELECT place, coalesce(sum(orders) FILTER (WHERE day >= $3 AND day <= $4), 0)::bigint AS orders,
    coalesce(sum(amount_fen) FILTER (WHERE day >= $3 AND day <= $4), 0)::bigint AS "amountFen",
    coalesce(sum(amount_fen) FILTER (WHERE day >= $5 AND day <= $6), 0)::bigint AS "amountFenBefore"
  FROM insight.daily_place WHERE key = $1 AND dimension = $2 AND ((day >= $3 AND day <= $4) OR (day >= $5 AND day <= $6))
  GROUP BY place ORDER BY "amountFen" DESC, place LIMIT 400`,
)
/** Where a seller's goods went to, or came from. */
export const placesOf = (
  sql: Sql,
  key: string,
  dimension: 'village' | 'province',
  period: Period,
  before: Period,
): Promise<PlaceSum[]> => sql.run(ownPlaces, [key, dimension, period.from, period.to, before.from, before.to])

const countyPlaces = statement<PlaceSum>(
  'insight.analysis.county_places',
  `
  SELECT key AS place, coalesce(sum(orders) FILTER (WHERE day >= $2 AND day <= $3), 0)::bigint AS orders,
    coalesce(sum(amount_fen) FILTER (WHERE day >= $2 AND day <= $3), 0)::bigint AS "amountFen",
    coalesce(sum(amount_fen) FILTER (WHERE day >= $4 AND day <= $5), 0)::bigint AS "amountFenBefore"
  FROM insight.daily_sale WHERE dimension = $1 AND ((day >= $2 AND day <= $3) OR (day >= $4 AND day <= $5))
  GROUP BY key ORDER BY "amountFen" DESC, key LIMIT 400`,
)
export const countyPlacesOf = (sql: Sql, dimension: 'village' | 'province', period: Period, before: Period) =>
  sql.run(countyPlaces, [dimension, period.from, period.to, before.from, before.to])
