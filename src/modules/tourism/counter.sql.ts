import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { CounterKey } from './claim.ts'
import { COUNTY_ID, WHOLE_DAY } from './claim.ts'

export type CounterKind = 'slot' | 'day' | 'night' | 'site' | 'county' | 'guide' | 'gear'
export type Opening = CounterKey & { kind: CounterKind; capacity: number }

const open = statement<{ day: CivilDate }>(
  'tourism.counter.open',
  `
  INSERT INTO tourism.counter AS c (owner_id, day, minute, kind, capacity)
  SELECT g."ownerId", g.day, g.minute, g.kind, g.capacity
  FROM jsonb_to_recordset($1::jsonb) AS g("ownerId" uuid, day date, minute smallint, kind text, capacity int) ORDER BY 1, 2, 3
  ON CONFLICT (owner_id, day, minute) DO UPDATE SET capacity = EXCLUDED.capacity WHERE c.held + c.confirmed + c.redeemed + c.kept <= EXCLUDED.capacity
  RETURNING day`,
)

/** Opens counters, or gives them another capacity, in key order. Returns how many: one that has sold more already keeps its own. */
export async function openCounters(tx: Tx, openings: readonly Opening[]): Promise<number> {
  return openings.length === 0 ? 0 : (await tx.run(open, [JSON.stringify(openings)])).length
}

const keep = statement(
  'tourism.counter.keep',
  `
  INSERT INTO tourism.counter (owner_id, day, minute, kind, capacity, kept)
  SELECT g."ownerId", g.day, ${WHOLE_DAY}, g.kind, g.capacity, g.kept
  FROM jsonb_to_recordset($1::jsonb) AS g("ownerId" uuid, day date, kind text, capacity int, kept int) ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
)

/** Opens the counters around a visit, of its site and the county, where they are not open yet. */
export async function keepLimits(
  tx: Tx,
  days: readonly CivilDate[],
  limits: { siteId: string; siteLimit: number; walkIns: number; countyLimit: number },
): Promise<void> {
  const rows = days.flatMap((day) => [
    { ownerId: limits.siteId, day, kind: 'site', capacity: limits.siteLimit, kept: limits.walkIns },
    { ownerId: COUNTY_ID, day, kind: 'county', capacity: limits.countyLimit, kept: 0 },
  ])
  if (rows.length > 0) await tx.run(keep, [JSON.stringify(rows)])
}

const limit = statement<{ unfit: number }>(
  'tourism.counter.limit',
  `
  WITH c AS MATERIALIZED (
    SELECT owner_id, day, minute, held + confirmed + redeemed <= $3 AS fits FROM tourism.counter
    WHERE owner_id = $1 AND day >= $2 ORDER BY owner_id, day, minute FOR NO KEY UPDATE
  ), changed AS (
    UPDATE tourism.counter t SET capacity = $3, kept = least(t.kept, $3 - t.held - t.confirmed - t.redeemed) FROM c WHERE c.fits AND (t.owner_id, t.day, t.minute) = (c.owner_id, c.day, c.minute)
  )
  SELECT count(*) FILTER (WHERE NOT fits)::int AS unfit FROM c`,
)

/** Gives all open days of an owner another limit from a day on, what is kept for a window giving way; returns how many days have sold more already and keep theirs. */
export async function setLimit(tx: Tx, ownerId: string, from: CivilDate, capacity: number): Promise<number> {
  const [row] = await tx.run(limit, [ownerId, from, capacity])
  return row?.unfit ?? 0
}

const close = statement<{ day: CivilDate }>(
  'tourism.counter.close',
  `
  UPDATE tourism.counter SET is_closed = $4 WHERE (owner_id, day, minute) IN (
    SELECT owner_id, day, minute FROM tourism.counter WHERE owner_id = $1 AND day BETWEEN $2 AND $3 AND ($5::smallint IS NULL OR minute = $5) AND ($4 OR NOT called_off)
    ORDER BY owner_id, day, minute FOR NO KEY UPDATE)
  RETURNING day`,
)

/** Closes an owner's days to new holds, or opens them again but for what was called off; what stands, stands. Returns how many counters. */
export async function closeDays(
  tx: Tx,
  ownerId: string,
  { from, until, minute }: { from: CivilDate; until: CivilDate; minute: number | null },
  closed: boolean,
): Promise<number> {
  return (await tx.run(close, [ownerId, from, until, closed, minute])).length
}

export type CounterRow = CounterKey & {
  kind: CounterKind
  capacity: number
  held: number
  confirmed: number
  redeemed: number
  /** For the window of a site alone. */
  kept: number
  isClosed: boolean
}

const columns = `owner_id AS "ownerId", day, minute, kind, capacity, held, confirmed, redeemed, kept, is_closed AS "isClosed"`

const range = statement<CounterRow>(
  'tourism.counter.range',
  `SELECT ${columns} FROM tourism.counter WHERE owner_id = ANY($1::uuid[]) AND day BETWEEN $2 AND $3 ORDER BY owner_id, day, minute`,
)

/** Counters of owners from a day to a day, both included, in key order. */
export async function countersBetween(
  sql: Sql,
  ownerIds: readonly string[],
  from: CivilDate,
  until: CivilDate,
): Promise<CounterRow[]> {
  return sql.run(range, [ownerIds, from, until])
}

export const freeOf = (c: Pick<CounterRow, 'capacity' | 'held' | 'confirmed' | 'redeemed' | 'kept' | 'isClosed'>) =>
  c.isClosed ? 0 : c.capacity - c.held - c.confirmed - c.redeemed - c.kept

/** A night of a room type: its day, the rooms left and whether it is closed. */
export type FreeNight = readonly [day: CivilDate, free: number, isClosed: boolean]
const nights = statement<{ ownerId: string; nights: FreeNight[] }>(
  'tourism.counter.nights',
  `
  SELECT owner_id AS "ownerId", json_agg(json_build_array(day, CASE WHEN is_closed THEN 0 ELSE capacity - held - confirmed - redeemed - kept END, is_closed) ORDER BY day) AS nights
  FROM tourism.counter WHERE owner_id = ANY($1::uuid[]) AND day BETWEEN $2 AND $3 GROUP BY owner_id`,
)

/** What is left of many room types: a row for each, its nights in one value, since thousands of rows cost more to carry than to read. */
export async function freeNights(
  sql: Sql,
  roomTypeIds: readonly string[],
  from: CivilDate,
  until: CivilDate,
): Promise<Map<string, FreeNight[]>> {
  return new Map((await sql.run(nights, [roomTypeIds, from, until])).map((row) => [row.ownerId, row.nights]))
}

const faults = statement<CounterKey>(
  'tourism.counter.faults',
  `
  SELECT owner_id AS "ownerId", day, minute FROM tourism.counter_recounted
  WHERE (held, confirmed, redeemed) IS DISTINCT FROM (held_claimed, confirmed_claimed, redeemed_claimed) ORDER BY 1, 2, 3 LIMIT $1`,
)

/** Counters that are not the sum of their claims: there should be none. */
export async function countersOutOfStep(sql: Sql, limitRows: number): Promise<CounterKey[]> {
  return sql.run(faults, [limitRows])
}
