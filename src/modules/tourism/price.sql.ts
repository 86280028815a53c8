import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { DayKind, DayRule, Plan } from './price.ts'

export type OwnedRule = DayRule & { id: string; ownerId: string }

const columns = `
  id, owner_id AS "ownerId", unit, from_day AS "fromDay", until_day AS "untilDay", kinds, price_fen AS "priceFen", nights_min AS "nightsMin",
  no_arrival AS "noArrival", no_departure AS "noDeparture"`

const between = statement<OwnedRule>(
  'tourism.day_rule.between',
  `
  SELECT ${columns} FROM tourism.day_rule
  WHERE owner_id = ANY($1::uuid[]) AND dropped_at IS NULL AND until_day >= $2 AND from_day <= $3 ORDER BY owner_id, id`,
)

/** Rules that touch a range of days, by owner, in the order they were stated. */
export async function rulesBetween(
  sql: Sql,
  ownerIds: readonly string[],
  from: CivilDate,
  until: CivilDate,
): Promise<Map<string, OwnedRule[]>> {
  return Map.groupBy(await sql.run(between, [ownerIds, from, until]), (rule) => rule.ownerId)
}

const insert = statement<{ id: string }>(
  'tourism.day_rule.insert',
  `
  INSERT INTO tourism.day_rule (organisation_id, owner_id, unit, from_day, until_day, kinds, price_fen, nights_min, no_arrival, no_departure)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
)

export async function insertRule(tx: Tx, organisationId: string, ownerId: string, rule: DayRule): Promise<string> {
  const { unit, fromDay, untilDay, kinds, priceFen, nightsMin, noArrival, noDeparture } = rule
  const values = [organisationId, ownerId, unit, fromDay, untilDay, kinds, priceFen, nightsMin, noArrival, noDeparture]
  return (await tx.run(insert, values))[0]?.id as string
}

const drop = statement<{ id: string }>(
  'tourism.day_rule.drop',
  `UPDATE tourism.day_rule SET dropped_at = $3 WHERE id = $2 AND organisation_id = $1 AND dropped_at IS NULL RETURNING id`,
)

export async function dropRule(tx: Tx, organisationId: string, ruleId: string, now: Date): Promise<boolean> {
  return (await tx.run(drop, [organisationId, ruleId, now])).length > 0
}

const days = statement<{ day: CivilDate; kind: DayKind }>(
  'tourism.county_day.between',
  `SELECT day, kind FROM tourism.county_day WHERE day BETWEEN $1 AND $2`,
)

export async function countyDays(sql: Sql, from: CivilDate, until: CivilDate): Promise<Map<CivilDate, DayKind>> {
  return new Map((await sql.run(days, [from, until])).map(({ day, kind }) => [day, kind]))
}

const namedDays = statement<{ day: CivilDate; kind: DayKind; nameZh: string; nameEn: string }>(
  'tourism.county_day.named',
  `SELECT day, kind, name_zh AS "nameZh", name_en AS "nameEn" FROM tourism.county_day WHERE day BETWEEN $1 AND $2 ORDER BY day`,
)

/** Days of which the county says itself how they count. */
export async function namedCountyDays(sql: Sql, from: CivilDate, until: CivilDate) {
  return sql.run(namedDays, [from, until])
}

const saveDay = statement(
  'tourism.county_day.save',
  `
  INSERT INTO tourism.county_day (day, kind, name_zh, name_en) VALUES ($1, $2, $3, $4)
  ON CONFLICT (day) DO UPDATE SET kind = EXCLUDED.kind, name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en`,
)
const clearDay = statement('tourism.county_day.clear', `DELETE FROM tourism.county_day WHERE day = $1`)

/** Says how a day counts in this county; null leaves it to the published calendar again. */
export async function saveCountyDay(
  tx: Tx,
  day: CivilDate,
  said: { kind: DayKind; nameZh: string; nameEn: string } | null,
): Promise<void> {
  if (said === null) await tx.run(clearDay, [day])
  else await tx.run(saveDay, [day, said.kind, said.nameZh, said.nameEn])
}

export const planKinds = ['standard', 'breakfast', 'member', 'long_stay'] as const
type PlanKind = (typeof planKinds)[number]
export type PlanRow = Plan & {
  id: string
  roomTypeId: string
  kind: PlanKind
  nameZh: string
  nameEn: string
  isOpen: boolean
}

const planColumns = `
  id, room_type_id AS "roomTypeId", kind, name_zh AS "nameZh", name_en AS "nameEn", percent, guest_night_fen AS "guestNightFen", nights_min AS "nightsMin",
  lead_days_min AS "leadDaysMin", is_open AS "isOpen"`

const plans = statement<PlanRow>(
  'tourism.rate_plan.of',
  `SELECT ${planColumns} FROM tourism.rate_plan WHERE room_type_id = ANY($1::uuid[]) ORDER BY room_type_id, id`,
)

export async function plansOf(sql: Sql, roomTypeIds: readonly string[]): Promise<PlanRow[]> {
  return sql.run(plans, [roomTypeIds])
}

const savePlan = statement<{ id: string }>(
  'tourism.rate_plan.save',
  `
  INSERT INTO tourism.rate_plan (room_type_id, kind, name_zh, name_en, percent, guest_night_fen, nights_min, lead_days_min, is_open)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (room_type_id, kind) DO UPDATE SET name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en, percent = EXCLUDED.percent,
    guest_night_fen = EXCLUDED.guest_night_fen, nights_min = EXCLUDED.nights_min, lead_days_min = EXCLUDED.lead_days_min, is_open = EXCLUDED.is_open
  RETURNING id`,
)

export async function savePlanRow(tx: Tx, plan: Omit<PlanRow, 'id'>): Promise<string> {
  const { roomTypeId, kind, nameZh, nameEn, percent, guestNightFen, nightsMin, leadDaysMin, isOpen } = plan
  const values = [roomTypeId, kind, nameZh, nameEn, percent, guestNightFen, nightsMin, leadDaysMin, isOpen]
  return (await tx.run(savePlan, values))[0]?.id as string
}
