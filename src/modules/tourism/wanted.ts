import { z } from 'zod'
import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { civilDay, id } from '../../kernel/validation.ts'
import { insertBookings } from './booking.sql.ts'
import { WHOLE_DAY } from './claim.ts'
import { holdParties } from './hold.sql.ts'
import { minuteOfDay } from './place.ts'
import { STAY_NIGHTS_MAX } from './price.ts'
import { languages, unitTypes } from './product.sql.ts'
import type { Ready, WantedStay, WantedVisit, Who } from './reserve.ts'
import { readyStay, readyVisit, refuseShort } from './reserve.ts'

export const wantedVisit = z.object({
  kind: z.literal('visit'),
  optionId: id,
  day: civilDay,
  minute: minuteOfDay.nullable().default(null),
  language: z.enum(languages).nullable().default(null),
  tickets: z
    .array(z.object({ type: z.enum(unitTypes), count: z.int().min(0).max(200) }))
    .min(1)
    .max(unitTypes.length),
})
export const wantedStay = z.object({
  kind: z.literal('stay'),
  roomTypeId: id,
  planId: id.nullable().default(null),
  arrival: civilDay,
  nights: z.int().min(1).max(STAY_NIGHTS_MAX),
  rooms: z.int().min(1).max(50),
  guests: z.int().min(1).max(500),
})
/** Places of a visit, or rooms. */
export const wantedPlace = z.discriminatedUnion('kind', [wantedVisit, wantedStay])

const visitOf = ({ optionId, day, minute, language, tickets }: z.output<typeof wantedVisit>): WantedVisit => ({
  optionId,
  day,
  minute: minute ?? WHOLE_DAY,
  language,
  tickets: tickets.flatMap(({ type, count }) => Array.from({ length: count }, () => ({ type }))),
})

/** Works out either as it would be booked now. Refuses: as `readyVisit` and `readyStay`. */
export const readyVisitOrStay = (
  sql: Sql,
  bookingId: string,
  asked: z.output<typeof wantedPlace> & Pick<WantedStay, 'asMember' | 'anyTime'>,
  who: Who,
  now: Instant,
): Promise<Ready> =>
  asked.kind === 'visit'
    ? readyVisit(sql, bookingId, visitOf(asked), who, now)
    : readyStay(sql, bookingId, asked, who, now)

/** Holds what is ready in the transaction, all or nothing. Refuses: tourism.sold_out, tourism.date_closed. */
export async function holdVisitOrStay(
  tx: Tx,
  { booking, claims }: Ready,
  expiresAt: Instant,
  now: Instant,
): Promise<void> {
  const [outcome] = await holdParties(tx, [{ holdId: booking.id, expiresAt, claims }], now)
  refuseShort(outcome ?? 'ended')
  insertBookings(tx, [booking], now)
}
