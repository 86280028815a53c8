import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { WHOLE_DAY } from './claim.ts'
import type { SiteDay } from './walk-in.ts'

const keep = statement<{ short: number }>(
  'tourism.walk_in.keep',
  `
  WITH c AS MATERIALIZED (
    SELECT owner_id, day, minute, capacity - held - confirmed - redeemed AS free FROM tourism.counter
    WHERE owner_id = $1 AND kind = 'site' AND day >= $2 AND ($3::date[] IS NULL OR day = ANY($3)) ORDER BY day FOR NO KEY UPDATE
  ), sold AS (
    SELECT coalesce(sum(b.walk_ins), 0)::int AS people FROM tourism.booking b JOIN tourism.till t ON t.id = b.till_id
    WHERE b.day = $2 AND b.walk_ins > 0 AND b.cancelled_at IS NULL AND t.site_id = $1
  ), w AS (
    SELECT c.*, greatest(0, $4 - CASE WHEN c.day = $2 THEN sold.people ELSE 0 END) AS wanted FROM c, sold
  ), changed AS (
    UPDATE tourism.counter t SET kept = least(w.wanted, w.free) FROM w WHERE (t.owner_id, t.day, t.minute) = (w.owner_id, w.day, w.minute)
  )
  SELECT count(*) FILTER (WHERE wanted > free)::int AS short FROM w`,
)

/**
 * Keeps so many places of a site's open days for its window, today less what it sold of them already: all days from `today` on, or those of `days`.
 * Returns on how many days less is left than that, where what is left is kept.
 */
export async function keepWalkIns(
  tx: Tx,
  siteId: string,
  { today, days }: { today: CivilDate; days: readonly CivilDate[] | null },
  people: number,
): Promise<number> {
  const [row] = await tx.run(keep, [siteId, today, days, people])
  return row?.short ?? 0
}

const read = statement<SiteDay>(
  'tourism.walk_in.site_day',
  `
  SELECT c.capacity, c.held + c.confirmed + c.redeemed AS taken, c.kept, s.reserve_from_percent AS "reserveFromPercent"
  FROM tourism.counter c JOIN tourism.site s ON s.id = c.owner_id WHERE c.owner_id = $1 AND c.day = $2 AND c.minute = ${WHOLE_DAY}`,
)

/** Null where the site does not open on that day. */
export async function siteDayOf(sql: Sql, siteId: string, day: CivilDate): Promise<SiteDay | null> {
  return (await sql.run(read, [siteId, day]))[0] ?? null
}

const take = statement(
  'tourism.walk_in.take',
  `UPDATE tourism.counter SET kept = kept - $3 WHERE owner_id = $1 AND day = $2 AND minute = ${WHOLE_DAY}`,
)

/** Puts kept places on sale for the window that holds them next; the site's day is locked already. */
export async function takeKept(tx: Tx, siteId: string, day: CivilDate, places: number): Promise<void> {
  await tx.run(take, [siteId, day, places])
}

const giveBack = statement(
  'tourism.walk_in.give_back',
  `
  UPDATE tourism.counter c SET kept = kept + least($2, capacity - held - confirmed - redeemed - kept)
  FROM tourism.booking b JOIN tourism.till t ON t.id = b.till_id
  WHERE b.id = $1 AND c.owner_id = t.site_id AND c.day = b.day AND c.minute = ${WHOLE_DAY}`,
)

/** Keeps for the window again what a booking that ended had from it; its places are free already. */
export async function keepAgain(tx: Tx, bookingId: string, places: number): Promise<void> {
  await tx.run(giveBack, [bookingId, places])
}
