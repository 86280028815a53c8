import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { companyOf } from './carriers.ts'
import type { ParcelState, Scan } from './tracking.ts'
import { ASK_SECONDS, FOLLOW_DAYS, inOrder, isOver, stateOf } from './tracking.ts'

export type Tracked = {
  carrier: string
  trackingNumber: string
  orderId: string
  number: number
  handedOverAt: Instant
  state: ParcelState
  toldByItself: boolean
  asks: number
}
const columns = `carrier, tracking_number AS "trackingNumber", order_id AS "orderId", number, handed_over_at AS "handedOverAt", state,
  told_by_itself AS "toldByItself", asks`

/** Whoever takes a parcel to ask after it has it for an hour; an answer says when to ask again. */
const takeDue = statement<Tracked>(
  'delivery.tracked.take_due',
  `
  UPDATE delivery.tracked SET next_ask_at = $2, asks = asks + 1 WHERE (carrier, tracking_number) IN (
    SELECT carrier, tracking_number FROM delivery.tracked WHERE next_ask_at <= $1 ORDER BY next_ask_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ) RETURNING ${columns}`,
)
export const takeDueParcels = (tx: Tx, now: Instant, limit: number): Promise<Tracked[]> =>
  tx.run(takeDue, [now, addSeconds(now, ASK_SECONDS.faulty), limit])

const setNext = statement(
  'delivery.tracked.set_next',
  'UPDATE delivery.tracked SET next_ask_at = $3, told_by_itself = told_by_itself OR $4 WHERE carrier = $1 AND tracking_number = $2',
)
/** When to ask next; null for never. `toldByItself` once the service has taken the parcel on. */
export async function askNext(
  tx: Tx,
  { carrier, trackingNumber }: Pick<Tracked, 'carrier' | 'trackingNumber'>,
  at: Instant | null,
  toldByItself = false,
): Promise<void> {
  await tx.run(setNext, [carrier, trackingNumber, at, toldByItself])
}

const byNumber = statement<Tracked>(
  'delivery.tracked.by_number',
  `SELECT ${columns} FROM delivery.tracked WHERE tracking_number = $1`,
)
/** The parcel a service means by its code of the company and the number; undefined where there is none. */
export async function trackedParcel(sql: Sql, company: string, trackingNumber: string): Promise<Tracked | undefined> {
  const rows = await sql.run(byNumber, [trackingNumber])
  return rows.find((row) => companyOf(row.carrier) === company)
}

const lockOrder = statement(
  'delivery.tracked.lock_order',
  'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 70))',
)
const addScans = statement<{ state: string }>(
  'delivery.scan.add',
  `
  INSERT INTO delivery.scan (carrier, tracking_number, at, state, text, received_at)
  SELECT $1, $2, s.at, s.state, s.text, $4 FROM jsonb_to_recordset($3::jsonb) AS s(at timestamptz, state text, text text)
  ON CONFLICT DO NOTHING RETURNING state`,
)
const scansOf = statement<Scan>(
  'delivery.scan.of_parcel',
  'SELECT at, state, text FROM delivery.scan WHERE carrier = $1 AND tracking_number = $2',
)
const move = statement<{ state: string }>(
  'delivery.tracked.move',
  `
  UPDATE delivery.tracked SET state = $3, state_at = $4, next_ask_at = $5 WHERE carrier = $1 AND tracking_number = $2 AND (state, state_at) IS DISTINCT FROM ($3, $4)
  RETURNING state`,
)
const left = statement<{ left: number }>(
  'delivery.tracked.left',
  `
  SELECT (SELECT count(*) FROM delivery.tracked WHERE order_id = $1 AND state <> 'delivered')::int
    + (SELECT count(*) FROM delivery.consignment WHERE order_id = $1 AND carrier IS NULL)::int AS left`,
)

/**
 * Writes down what a carrier told and works out where the parcel is from all of it. Answers whether with this the last parcel of
 * its order was handed out: true once for an order, however many messages say so.
 */
export async function recordScans(tx: Tx, parcel: Tracked, scans: readonly Scan[], now: Instant): Promise<boolean> {
  await tx.run(lockOrder, [parcel.orderId])
  const place = [parcel.carrier, parcel.trackingNumber]
  if (scans.length > 0) await tx.run(addScans, [...place, JSON.stringify(scans), now])
  const before = await tx.run(byNumber, [parcel.trackingNumber])
  const was = before.find((row) => row.carrier === parcel.carrier)?.state
  const { state, at } = stateOf(await tx.run(scansOf, place))
  if (state === 'waiting') return false
  const next = isOver(state) ? null : addSeconds(now, ASK_SECONDS.told)
  await tx.run(move, [...place, state, at, next])
  if (state !== 'delivered' || was === 'delivered') return false
  return (await tx.run(left, [parcel.orderId]))[0]?.left === 0
}

export type ParcelTrack = Pick<Tracked, 'carrier' | 'trackingNumber' | 'number' | 'state'> & { scans: Scan[] }
const ofOrder = statement<Omit<ParcelTrack, 'scans'> & { scans: { at: string; state: Scan['state']; text: string }[] }>(
  'delivery.tracked.of_order',
  `
  SELECT t.carrier, t.tracking_number AS "trackingNumber", t.number, t.state,
    coalesce((SELECT jsonb_agg(jsonb_build_object('at', s.at, 'state', s.state, 'text', s.text))
      FROM delivery.scan s WHERE s.carrier = t.carrier AND s.tracking_number = t.tracking_number), '[]') AS scans
  FROM delivery.tracked t WHERE t.order_id = $1 AND ($2::int IS NULL OR t.number = $2) ORDER BY t.number`,
)
/** Where an order's parcels are, each with what was told of it, the latest first. */
export async function tracksOf(sql: Sql, orderId: string, number: number | null = null): Promise<ParcelTrack[]> {
  const rows = await sql.run(ofOrder, [orderId, number])
  return rows.map((row) => ({
    ...row,
    scans: inOrder(row.scans.map((scan) => ({ ...scan, at: new Date(scan.at) }))).toReversed(),
  }))
}

/** From when on nothing is asked about a parcel any more. */
export const followUntil = (handedOverAt: Instant): Instant => addSeconds(handedOverAt, FOLLOW_DAYS * 86_400)
