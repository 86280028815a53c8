import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type WaitingRow<Wanted = unknown> = {
  id: string
  buyerId: string
  wanted: Wanted
  party: number
  until: Instant
  state: 'waiting' | 'offered' | 'left' | 'over'
  offeredId: string | null
}

const columns = `id, buyer_id AS "buyerId", wanted, party, until, state, offered_id AS "offeredId"`

const insert = statement<{ id: string }>(
  'tourism.waiting.insert',
  `
  INSERT INTO tourism.waiting (id, buyer_id, wanted, party, until, made_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
)

/** False where the buyer stands in this line already, or the id was used before. */
export async function insertWaiting(
  tx: Tx,
  one: Omit<WaitingRow, 'state' | 'offeredId'>,
  now: Instant,
): Promise<boolean> {
  const { id, buyerId, wanted, party, until } = one
  return (await tx.run(insert, [id, buyerId, JSON.stringify(wanted), party, until, now])).length > 0
}

const ofBuyers = statement<WaitingRow>(
  'tourism.waiting.of_buyers',
  `SELECT ${columns} FROM tourism.waiting WHERE buyer_id = ANY($1::uuid[]) ORDER BY id DESC LIMIT 100`,
)
const line = statement<{ id: string }>(
  'tourism.waiting.line',
  `SELECT id FROM tourism.waiting WHERE state = 'waiting' ORDER BY made_at, id LIMIT $1`,
)
const lock = statement<WaitingRow>(
  'tourism.waiting.lock',
  `SELECT ${columns} FROM tourism.waiting WHERE id = $1 AND state = 'waiting' FOR UPDATE SKIP LOCKED`,
)

export async function waitingOf(sql: Sql, buyerIds: readonly string[]): Promise<WaitingRow[]> {
  return sql.run(ofBuyers, [buyerIds])
}

/** Who waits, in the order of asking. */
export async function waitingLine(sql: Sql, limit: number): Promise<string[]> {
  return (await sql.run(line, [limit])).map((row) => row.id)
}

/** Undefined where they wait no more, or where another process sees to them. */
export async function lockWaiting<Wanted>(tx: Tx, id: string): Promise<WaitingRow<Wanted> | undefined> {
  return (await tx.run(lock, [id]))[0] as WaitingRow<Wanted> | undefined
}

const end = statement<{ id: string }>(
  'tourism.waiting.end',
  `UPDATE tourism.waiting SET state = $2, offered_id = $3, ended_at = $4 WHERE id = $1 AND state = 'waiting' RETURNING id`,
)

export async function endWaiting(
  tx: Tx,
  id: string,
  ended: { state: 'offered' | 'left' | 'over'; offeredId: string | null },
  now: Instant,
): Promise<boolean> {
  return (await tx.run(end, [id, ended.state, ended.offeredId, now])).length > 0
}

const assist = statement(
  'tourism.assisted_booking.insert',
  `INSERT INTO tourism.assisted_booking (booking_id, organisation_id, helper_id, way, made_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
)
const assisted = statement<{ bookingId: string; helperId: string; way: 'phone' | 'counter'; madeAt: Instant }>(
  'tourism.assisted_booking.of',
  `
  SELECT booking_id AS "bookingId", helper_id AS "helperId", way, made_at AS "madeAt" FROM tourism.assisted_booking WHERE organisation_id = $1
  ORDER BY made_at DESC LIMIT $2`,
)

/** Notes who booked for a guest without a phone, and how. */
export async function noteAssisted(
  tx: Tx,
  one: { bookingId: string; organisationId: string; helperId: string; way: 'phone' | 'counter' },
  now: Instant,
): Promise<void> {
  await tx.run(assist, [one.bookingId, one.organisationId, one.helperId, one.way, now])
}

export async function assistedBy(sql: Sql, organisationId: string, limit: number) {
  return sql.run(assisted, [organisationId, limit])
}
