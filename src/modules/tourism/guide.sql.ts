import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { GuideThere } from './guide.ts'
import type { Language } from './product.sql.ts'

export type Guide = {
  id: string
  nameZh: string
  nameEn: string
  languages: Language[]
  /** Null for who leads one party at a time. */
  peopleMax: number | null
  isOpen: boolean
}

const save = statement<{ id: string }>(
  'tourism.guide.save',
  `
  INSERT INTO tourism.guide AS g (id, organisation_id, name_zh, name_en, languages, people_max, is_open) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (id) DO UPDATE SET name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en, languages = EXCLUDED.languages, people_max = EXCLUDED.people_max,
    is_open = EXCLUDED.is_open
  WHERE g.organisation_id = EXCLUDED.organisation_id RETURNING id`,
)

/** False where the guide that has this id is another organisation's. */
export async function saveGuideRow(tx: Tx, organisationId: string, guide: Guide): Promise<boolean> {
  const { id, nameZh, nameEn, languages, peopleMax, isOpen } = guide
  return (await tx.run(save, [id, organisationId, nameZh, nameEn, languages, peopleMax, isOpen])).length > 0
}

const columns = `g.id, g.name_zh AS "nameZh", g.name_en AS "nameEn", g.languages, g.people_max AS "peopleMax", g.is_open AS "isOpen"`
const own = statement<Guide>(
  'tourism.guide.own',
  `SELECT ${columns} FROM tourism.guide g WHERE g.organisation_id = $1 ORDER BY g.id LIMIT 200`,
)

export async function ownGuides(sql: Sql, organisationId: string): Promise<Guide[]> {
  return sql.run(own, [organisationId])
}

const lock = statement<Guide>(
  'tourism.guide.lock',
  `SELECT ${columns} FROM tourism.guide g WHERE g.id = $1 AND g.organisation_id = $2 FOR UPDATE`,
)

/** Whoever changes a guide or their duties does so alone. */
export async function lockGuide(tx: Tx, organisationId: string, guideId: string): Promise<Guide | undefined> {
  return (await tx.run(lock, [guideId, organisationId]))[0]
}

const byIds = statement<Pick<Guide, 'id' | 'nameZh' | 'nameEn'>>(
  'tourism.guide.by_id',
  `SELECT id, name_zh AS "nameZh", name_en AS "nameEn" FROM tourism.guide WHERE id = ANY($1::uuid[])`,
)

export async function guidesById(sql: Sql, ids: readonly string[]) {
  const rows = ids.length === 0 ? [] : await sql.run(byIds, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}

export type SlotAt = { resourceId: string; day: CivilDate; minute: number }
export type GuideAt = GuideThere & { resourceId: string }

const there = `
  d.resource_id AS "resourceId", d.guide_id AS "guideId", g.languages, g.people_max AS "peopleMax", d.day, d.minute, d.until_minute AS "untilMinute",
  CASE WHEN c.is_closed OR NOT g.is_open THEN 0 ELSE c.capacity - c.held - c.confirmed - c.redeemed END AS free
  FROM tourism.duty d JOIN tourism.guide g ON g.id = d.guide_id JOIN tourism.counter c ON (c.owner_id, c.day, c.minute) = (d.guide_id, d.day, d.minute)`
const atSlots = statement<GuideAt>(
  'tourism.guide.at_slots',
  `SELECT ${there} WHERE (d.resource_id, d.day, d.minute) IN (SELECT * FROM unnest($1::uuid[], $2::date[], $3::smallint[]))`,
)
const between = statement<GuideAt>(
  'tourism.guide.between',
  `SELECT ${there} WHERE d.resource_id = ANY($1::uuid[]) AND d.day BETWEEN $2 AND $3`,
)

/** Who leads at slots, with what is left of each. */
export async function guidesAt(sql: Sql, slots: readonly SlotAt[]): Promise<GuideAt[]> {
  if (slots.length === 0) return []
  return sql.run(atSlots, [
    slots.map((slot) => slot.resourceId),
    slots.map((slot) => slot.day),
    slots.map((slot) => slot.minute),
  ])
}

/** Who leads at any slot of resources, from a day to a day. */
export async function guidesBetween(
  sql: Sql,
  resourceIds: readonly string[],
  first: CivilDate,
  last: CivilDate,
): Promise<GuideAt[]> {
  return resourceIds.length === 0 ? [] : sql.run(between, [resourceIds, first, last])
}

type Duty = { guideId: string; day: CivilDate; minute: number }
const clash = statement<Duty>(
  'tourism.duty.clash',
  `
  SELECT d.guide_id AS "guideId", d.day, d.minute FROM tourism.duty d, unnest($2::date[], $3::smallint[]) AS w(day, minute)
  WHERE d.guide_id = $1 AND NOT (d.resource_id = $4 AND d.day = w.day AND d.minute = w.minute)
    AND tsrange(d.day + d.minute * interval '1 minute', d.day + d.until_minute * interval '1 minute')
      && tsrange(w.day + w.minute * interval '1 minute', w.day + (w.minute + $5::int) * interval '1 minute')
  ORDER BY d.day, d.minute LIMIT 1`,
)
const insert = statement(
  'tourism.duty.insert',
  `
  INSERT INTO tourism.duty AS d (guide_id, resource_id, day, minute, until_minute)
  SELECT $1, $4, w.day, w.minute, w.minute + $5::int FROM unnest($2::date[], $3::smallint[]) AS w(day, minute) ORDER BY 3, 4
  ON CONFLICT (guide_id, day, minute) DO UPDATE SET until_minute = greatest(d.until_minute, EXCLUDED.until_minute)`,
)

export type Duties = {
  guideId: string
  resourceId: string
  slots: readonly { day: CivilDate; minute: number }[]
  minutes: number
}

/** Where the guide is elsewhere at one of these times. */
export async function clashOf(sql: Sql, { guideId, resourceId, slots, minutes }: Duties): Promise<Duty | undefined> {
  const times = [slots.map((slot) => slot.day), slots.map((slot) => slot.minute)]
  return (await sql.run(clash, [guideId, ...times, resourceId, minutes]))[0]
}

export async function insertDuties(tx: Tx, { guideId, resourceId, slots, minutes }: Duties): Promise<void> {
  const times = [slots.map((slot) => slot.day), slots.map((slot) => slot.minute)]
  await tx.run(insert, [guideId, ...times, resourceId, minutes])
}

const drop = statement<{ gone: number }>(
  'tourism.duty.drop',
  `
  WITH counter AS (
    DELETE FROM tourism.counter WHERE (owner_id, day, minute) = ($1, $2, $3) AND held + confirmed + redeemed = 0 RETURNING owner_id, day, minute
  ), duty AS (
    DELETE FROM tourism.duty d USING counter c WHERE (d.guide_id, d.day, d.minute) = (c.owner_id, c.day, c.minute) RETURNING 1
  )
  SELECT count(*)::int AS gone FROM duty`,
)

/** The guide leads that slot no more; false where someone is booked with them. */
export async function dropDuty(tx: Tx, { guideId, day, minute }: Duty): Promise<boolean> {
  const [row] = await tx.run(drop, [guideId, day, minute])
  return row?.gone === 1
}

export type DutyRow = Omit<GuideAt, 'languages' | 'peopleMax' | 'free'> & { parties: number; people: number }

const duties = statement<DutyRow>(
  'tourism.duty.between',
  `
  SELECT d.guide_id AS "guideId", d.resource_id AS "resourceId", d.day, d.minute, d.until_minute AS "untilMinute", count(h.id)::int AS parties,
    coalesce(sum(b.guests) FILTER (WHERE h.id IS NOT NULL), 0)::int AS people
  FROM tourism.duty d JOIN tourism.guide g ON g.id = d.guide_id
    LEFT JOIN tourism.booking b ON b.guide_id = d.guide_id AND b.day = d.day AND b.minute = d.minute
    LEFT JOIN tourism.hold h ON h.id = b.id AND h.state IN ('held', 'confirmed', 'redeemed')
  WHERE g.organisation_id = $1 AND d.day BETWEEN $2 AND $3 GROUP BY d.guide_id, d.day, d.minute ORDER BY d.day, d.minute, d.guide_id LIMIT 2000`,
)

/** What guides of an organisation lead, with who is booked with them. */
export async function dutiesBetween(
  sql: Sql,
  organisationId: string,
  first: CivilDate,
  last: CivilDate,
): Promise<DutyRow[]> {
  return sql.run(duties, [organisationId, first, last])
}

const led = statement<{ id: string }>(
  'tourism.booking.led',
  `
  SELECT b.id FROM tourism.booking b JOIN tourism.hold h ON h.id = b.id
  WHERE b.guide_id = $1 AND b.day = $2 AND b.minute = $3 AND h.state IN ('held', 'confirmed') ORDER BY b.id`,
)

/** Bookings that a guide leads at a slot. */
export async function bookingsLed(sql: Sql, { guideId, day, minute }: Duty): Promise<string[]> {
  return (await sql.run(led, [guideId, day, minute])).map((row) => row.id)
}

const handOver = statement(
  'tourism.booking.hand_over',
  `UPDATE tourism.booking SET guide_id = $2, changed_at = $3 WHERE id = $1`,
)

export async function writeGuide(tx: Tx, bookingId: string, guideId: string, now: Date): Promise<void> {
  await tx.run(handOver, [bookingId, guideId, now])
}
