import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { civilDate } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import { weekOf, weeksFrom } from './plan.ts'

export type WantedUnits = { orderId: string; planId: string; units: number }
export type Booked = WantedUnits & { dueFrom: CivilDate; dueTo: CivilDate }

const openWeeks = statement(
  'supply.allotment.weeks',
  `
  INSERT INTO supply.allotment (plan_id, from_on, capacity_units)
  SELECT p.id, w.monday, p.weekly_units FROM supply.plan p CROSS JOIN unnest($2::date[]) AS w(monday)
  WHERE p.id = ANY($1::uuid[]) AND p.kind = 'making' ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
)

/**
 * The same shape as the holding of stock: allotments are locked in key order, the units shared over them from the first
 * on, counters moved, all in one statement. A plan with too little gives fewer than wanted; the caller refuses and
 * nothing stays. The plan is locked against being closed or its window moved meanwhile.
 */
const book = statement<Booked>(
  'supply.book',
  `
  WITH want AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS w("orderId" uuid, "planId" uuid, units int)
  ), plan AS MATERIALIZED (
    SELECT p.* FROM supply.plan p WHERE p.id = ANY (ARRAY(SELECT "planId" FROM want)) AND p.state = 'open' ORDER BY p.id FOR SHARE
  ), candidate AS MATERIALIZED (
    SELECT a.plan_id, a.from_on, a.capacity_units - a.held_units - a.promised_units - a.served_units AS free
    FROM supply.allotment a WHERE a.plan_id = ANY (ARRAY(SELECT id FROM plan))
      AND a.capacity_units > a.held_units + a.promised_units + a.served_units
      AND (a.from_on >= $3 OR a.plan_id = ANY (ARRAY(SELECT id FROM plan WHERE kind = 'harvest')))
    ORDER BY a.plan_id, a.from_on FOR NO KEY UPDATE
  ), queue AS (
    SELECT c.*, sum(free) OVER (PARTITION BY plan_id ORDER BY from_on) - free AS before FROM candidate c
  ), taken AS MATERIALIZED (
    SELECT w."orderId", q.plan_id, q.from_on, least(q.free, w.units - q.before)::int AS units
    FROM queue q JOIN want w ON w."planId" = q.plan_id WHERE q.before < w.units
  ), moved AS (
    UPDATE supply.allotment a SET held_units = a.held_units + t.units FROM taken t WHERE a.plan_id = t.plan_id AND a.from_on = t.from_on
  ), due AS MATERIALIZED (
    SELECT t."orderId", t.plan_id, sum(t.units)::int AS units, p.organisation_id,
      CASE p.kind WHEN 'harvest' THEN p.window_from ELSE greatest($4, max(t.from_on)) + p.lead_days END AS due_from,
      CASE p.kind WHEN 'harvest' THEN p.window_to ELSE greatest($4, max(t.from_on)) + p.lead_days END AS due_to
    FROM taken t JOIN plan p ON p.id = t.plan_id
    GROUP BY t."orderId", t.plan_id, p.organisation_id, p.kind, p.window_from, p.window_to, p.lead_days
  ), booked AS (
    INSERT INTO supply.booking (order_id, plan_id, organisation_id, units, booked_at, expires_at, seen_from, seen_to, due_from, due_to)
    SELECT "orderId", plan_id, organisation_id, units, $5, $2, due_from, due_to, due_from, due_to FROM due
  ), parts AS (
    INSERT INTO supply.booking_part (order_id, plan_id, from_on, units) SELECT "orderId", plan_id, from_on, units FROM taken
  )
  SELECT "orderId", plan_id AS "planId", units, due_from AS "dueFrom", due_to AS "dueTo" FROM due`,
)

/** Books units of plans for orders until `expiresAt`. Refuses: supply.plan.closed, supply.plan.sold_out. */
export async function bookUnits(
  tx: Tx,
  wanted: readonly WantedUnits[],
  expiresAt: Instant,
  now: Instant,
): Promise<Booked[]> {
  const today = civilDate(now)
  await tx.run(openWeeks, [wanted.map((want) => want.planId), weeksFrom(today)])
  const booked = await tx.run(book, [JSON.stringify(wanted), expiresAt, weekOf(today), today, now])
  for (const want of wanted) {
    const got = booked.find((one) => one.orderId === want.orderId)?.units ?? 0
    if (got < want.units) refuse('supply.plan.sold_out', { left: got })
  }
  return booked
}

/** Moves bookings on, and the counters with them; allotments are locked in key order. */
function moveBookings(name: string, from: readonly string[], to: string, set: string, more = '') {
  return statement<{ orderId: string; planId: string; units: number }>(
    name,
    `
    WITH old AS MATERIALIZED (
      SELECT order_id, state FROM supply.booking WHERE order_id = ANY($1::uuid[]) AND state IN (${from.map((state) => `'${state}'`).join(', ')}) ${more}
      ORDER BY order_id FOR NO KEY UPDATE
    ), target AS (
      UPDATE supply.booking b SET state = '${to}' FROM old WHERE b.order_id = old.order_id RETURNING b.order_id, b.plan_id, b.units
    ), part AS MATERIALIZED (
      SELECT p.plan_id, p.from_on, coalesce(sum(p.units) FILTER (WHERE old.state = 'held'), 0)::int AS held,
        coalesce(sum(p.units) FILTER (WHERE old.state = 'promised'), 0)::int AS promised
      FROM supply.booking_part p JOIN old USING (order_id) GROUP BY p.plan_id, p.from_on
    ), locked AS MATERIALIZED (
      SELECT a.plan_id, a.from_on FROM supply.allotment a WHERE (a.plan_id, a.from_on) IN (SELECT plan_id, from_on FROM part)
      ORDER BY a.plan_id, a.from_on FOR NO KEY UPDATE
    ), moved AS (
      UPDATE supply.allotment a SET ${set} FROM part p
      WHERE (a.plan_id, a.from_on) = (p.plan_id, p.from_on) AND (a.plan_id, a.from_on) IN (SELECT plan_id, from_on FROM locked)
    )
    SELECT order_id AS "orderId", plan_id AS "planId", units FROM target`,
  )
}

const given = 'held_units = a.held_units - p.held, promised_units = a.promised_units - p.promised'
const confirm = moveBookings(
  'supply.booking.confirm',
  ['held'],
  'promised',
  'held_units = a.held_units - p.held, promised_units = a.promised_units + p.held',
)
const release = moveBookings('supply.booking.release', ['held', 'promised'], 'released', given)
const expire = moveBookings('supply.booking.expire', ['held'], 'expired', given, 'AND expires_at <= $2')

const ordersOf = (rows: readonly { orderId: string }[]) => new Set(rows.map((row) => row.orderId))

/** Units held become units promised; returns the orders that had any. */
export async function confirmBookings(tx: Tx, orderIds: readonly string[]): Promise<Set<string>> {
  return ordersOf(await tx.run(confirm, [orderIds]))
}
/** What these orders waited for may be promised to others again. */
export async function releaseBookings(tx: Tx, orderIds: readonly string[]): Promise<Set<string>> {
  return ordersOf(await tx.run(release, [orderIds]))
}
/** Bookings of these orders whose time to pay is over. */
export async function expireBookings(tx: Tx, orderIds: readonly string[], now: Instant): Promise<Set<string>> {
  return ordersOf(await tx.run(expire, [orderIds, now]))
}

const serve = statement<{ orderId: string }>(
  'supply.booking.serve',
  `
  WITH share AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS s("orderId" uuid, "servedUnits" int, units int)
  ), target AS (
    UPDATE supply.booking b SET state = 'served', served_units = s."servedUnits",
      back_units = b.units - s."servedUnits", back_reason = CASE WHEN s."servedUnits" < b.units THEN 'short_harvest' END
    FROM share s WHERE b.order_id = s."orderId" AND b.state = 'promised' AND b.units = s.units RETURNING b.order_id, b.units, b.served_units
  ), part AS MATERIALIZED (
    SELECT p.plan_id, p.from_on, sum(p.units)::int AS units, sum(CASE WHEN t.units = p.units THEN t.served_units ELSE p.units END)::int AS served
    FROM supply.booking_part p JOIN target t USING (order_id) GROUP BY p.plan_id, p.from_on
  ), locked AS MATERIALIZED (
    SELECT a.plan_id, a.from_on FROM supply.allotment a WHERE (a.plan_id, a.from_on) IN (SELECT plan_id, from_on FROM part)
    ORDER BY a.plan_id, a.from_on FOR NO KEY UPDATE
  ), moved AS (
    UPDATE supply.allotment a SET promised_units = a.promised_units - p.units, served_units = a.served_units + p.served
    FROM part p WHERE (a.plan_id, a.from_on) = (p.plan_id, p.from_on) AND (a.plan_id, a.from_on) IN (SELECT plan_id, from_on FROM locked)
  )
  SELECT order_id AS "orderId" FROM target`,
)

/** What was promised is there, wholly or in part; the money of the rest waits to be given back. Returns the orders served. */
export async function serveBookings(
  tx: Tx,
  shares: readonly { orderId: string; units: number; servedUnits: number }[],
): Promise<Set<string>> {
  return ordersOf(await tx.run(serve, [JSON.stringify(shares)]))
}

export type BackReason = 'short_harvest' | 'slipped' | 'harvest_cancelled'

const oweBack = statement<{ orderId: string }>(
  'supply.booking.owe_back',
  `
  UPDATE supply.booking SET back_units = units, back_reason = $2 WHERE order_id = ANY($1::uuid[]) AND state = 'promised' AND back_units = 0
  RETURNING order_id AS "orderId"`,
)

/** The money of these waiting orders is to be given back; the job does it, one order at a time. */
export async function oweBookingsBack(tx: Tx, orderIds: readonly string[], reason: BackReason): Promise<number> {
  return (await tx.run(oweBack, [orderIds, reason])).length
}

const owed = statement<{ orderId: string }>(
  'supply.booking.owed',
  `SELECT order_id AS "orderId" FROM supply.booking WHERE back_units > 0 ORDER BY order_id LIMIT $1`,
)

export async function owedBookings(sql: Sql, limit: number): Promise<string[]> {
  return (await sql.run(owed, [limit])).map((row) => row.orderId)
}

const paidBack = statement('supply.booking.paid_back', 'UPDATE supply.booking SET back_units = 0 WHERE order_id = $1')

export function notePaidBack(tx: Tx, orderId: string): void {
  tx.send(paidBack, [orderId])
}

const late = statement<{ orderId: string; organisationId: string }>(
  'supply.booking.late',
  `
  UPDATE supply.booking SET late_told_at = $2
  WHERE order_id = ANY (ARRAY(SELECT order_id FROM supply.booking WHERE state = 'promised' AND late_told_at IS NULL AND due_to < $1 ORDER BY due_to LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED))
  RETURNING order_id AS "orderId", organisation_id AS "organisationId"`,
)

/** Promises whose last day is over, each returned once. */
export async function takeLateBookings(tx: Tx, now: Instant, limit: number): Promise<string[]> {
  return (await tx.run(late, [civilDate(now), now, limit])).map((row) => row.orderId)
}
