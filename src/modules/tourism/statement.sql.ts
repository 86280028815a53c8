import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { BookingRow } from './booking.sql.ts'
import { bookingsById } from './booking.sql.ts'

const ofPeriod = statement<{ id: string }>(
  'tourism.booking.of_period',
  `
  SELECT id FROM tourism.booking WHERE organisation_id = $1 AND day BETWEEN $2 AND $3 AND confirmed_at IS NOT NULL ORDER BY day, id LIMIT $4`,
)

/** Bookings that were sold, whatever became of them, by the day they begin. */
export async function soldBookings(
  sql: Sql,
  organisationId: string,
  { from, until }: { from: CivilDate; until: CivilDate },
  limit: number,
): Promise<BookingRow[]> {
  const ids = (await sql.run(ofPeriod, [organisationId, from, until, limit])).map((row) => row.id)
  return (await bookingsById(sql, ids)).toSorted((a, b) =>
    a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1,
  )
}
