import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type RebookingAnswer = 'moved' | 'other_house' | 'refund' | 'no_answer'
export type RebookingRow = {
  bookingId: string
  reason: string
  answerBy: Instant
  answeredAt: Instant | null
  answer: RebookingAnswer | null
  otherBookingId: string | null
}

const columns = `
  booking_id AS "bookingId", reason, answer_by AS "answerBy", answered_at AS "answeredAt", answer, other_booking_id AS "otherBookingId"`

const insert = statement<{ id: string }>(
  'tourism.rebooking.insert',
  `
  INSERT INTO tourism.rebooking AS r (booking_id, reason, offered_at, answer_by) VALUES ($1, $2, $3, $4)
  ON CONFLICT (booking_id) DO UPDATE SET reason = EXCLUDED.reason, offered_at = EXCLUDED.offered_at, answer_by = EXCLUDED.answer_by,
    answered_at = NULL, answer = NULL WHERE r.answer = 'moved' RETURNING booking_id AS id`,
)

/** False where an offer of the kind is open. What was moved once may be offered again. */
export async function insertRebooking(
  tx: Tx,
  offer: { bookingId: string; reason: string; answerBy: Instant },
  now: Instant,
): Promise<boolean> {
  return (await tx.run(insert, [offer.bookingId, offer.reason, now, offer.answerBy])).length > 0
}

const read = statement<RebookingRow>(
  'tourism.rebooking.read',
  `SELECT ${columns} FROM tourism.rebooking WHERE booking_id = $1`,
)

export async function rebookingOf(sql: Sql, bookingId: string): Promise<RebookingRow | undefined> {
  return (await sql.run(read, [bookingId]))[0]
}

const answer = statement<{ id: string }>(
  'tourism.rebooking.answer',
  `
  UPDATE tourism.rebooking SET answered_at = $2, answer = $3, other_booking_id = $4
  WHERE booking_id = $1 AND answered_at IS NULL RETURNING booking_id AS id`,
)

/** True once, for whoever answers. */
export async function answerRebookingRow(
  tx: Tx,
  bookingId: string,
  said: { answer: RebookingAnswer; otherBookingId: string | null },
  now: Instant,
): Promise<boolean> {
  return (await tx.run(answer, [bookingId, now, said.answer, said.otherBookingId])).length > 0
}

const due = statement<{ id: string }>(
  'tourism.rebooking.due',
  `SELECT booking_id AS id FROM tourism.rebooking WHERE answered_at IS NULL AND answer_by <= $1 ORDER BY answer_by LIMIT $2`,
)

export async function dueRebookings(sql: Sql, now: Instant, limit: number): Promise<string[]> {
  return (await sql.run(due, [now, limit])).map((row) => row.id)
}

const neighbours = statement<{ roomTypeId: string }>(
  'tourism.rebooking.neighbours',
  `
  SELECT t.id AS "roomTypeId" FROM tourism.room_type t JOIN tourism.house h ON h.id = t.house_id
  WHERE h.is_open AND t.is_open AND h.id <> (SELECT house_id FROM tourism.room_type WHERE id = $1)
    AND h.village_code = (SELECT o.village_code FROM tourism.room_type r JOIN tourism.house o ON o.id = r.house_id WHERE r.id = $1)
    AND t.guests_max * $2 >= $3 AND (NOT $6::boolean OR EXISTS (SELECT FROM tourism.pool_house p WHERE p.house_id = h.id))
    AND $5::int = (SELECT count(*) FROM tourism.counter c WHERE c.owner_id = t.id AND c.day >= $4 AND c.day < $4::date + $5::int AND NOT c.is_closed
      AND c.capacity - c.held - c.confirmed - c.redeemed >= $2)
  ORDER BY t.price_fen, t.id LIMIT 20`,
)

/** Room types of other open houses of the village with so many rooms free in every night for so many guests, the cheapest first; `fromPool` for those that take guests of others. */
export async function neighboursWithRoom(
  sql: Sql,
  roomTypeId: string,
  stay: { arrival: string; nights: number; rooms: number; guests: number },
  fromPool = false,
): Promise<string[]> {
  const rows = await sql.run(neighbours, [roomTypeId, stay.rooms, stay.guests, stay.arrival, stay.nights, fromPool])
  return rows.map((row) => row.roomTypeId)
}
