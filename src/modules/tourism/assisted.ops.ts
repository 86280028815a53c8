import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { Sql } from '../../kernel/database.ts'
import { errand, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line, prose } from '../../kernel/validation.ts'
import { BOOKING_HOLD_SECONDS } from './booking.ts'
import { phone, stayRefusals, visitRefusals, whoOf } from './booking.ops.ts'
import { bookingView, viewOf } from './booking-view.ts'
import { bookingsById } from './booking.sql.ts'
import { checkOverflow } from './pool.ops.ts'
import { noteOverflow } from './pool.sql.ts'
import { holdReady } from './reserve.ts'
import { assistedBy, noteAssisted } from './waiting.sql.ts'
import { readyVisitOrStay, wantedPlace } from './wanted.ts'

export const holdForGuest = errand({
  name: 'tourism.assisted.hold',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/assisted-bookings',
  summary:
    'A village helper, a house or a sight books for a guest without a phone, by telephone or at a counter; who did it is kept with the booking',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    bookingId: id,
    way: z.enum(['phone', 'counter']),
    guestName: line(60),
    /** Left out where the guest has none. */
    guestPhone: phone.nullable().default(null),
    notes: prose(300).default(''),
    wanted: wantedPlace,
    /** The rooms that were full, where the guest takes a neighbour's of the village instead. */
    fullRoomTypeId: id.nullable().default(null),
  }),
  output: bookingView,
  refusals: [
    ...visitRefusals,
    ...stayRefusals,
    'tourism.sold_out',
    'tourism.date_closed',
    'tourism.booking.id_used',
    'tourism.crowded',
    'tourism.pool.not_full',
    'tourism.pool.not_there',
  ],
  audit: ({ bookingId, way }) => ({ bookingId, way }),
  async run(context, { organisationId, bookingId, way, guestName, guestPhone, notes, wanted, fullRoomTypeId }) {
    const { actor, now, transact } = context
    if (actor.kind !== 'person') refuse('kernel.sign_in_required')
    // The helper pays, for the guest's cash: the booking stands among the helper's.
    const who = whoOf(actor, { contactName: guestName, contactPhone: guestPhone ?? '', notes })
    const ready = () =>
      context.read(async (sql) => {
        if (fullRoomTypeId !== null) await checkNeighbour(sql, fullRoomTypeId, wanted)
        const asked = wanted.kind === 'stay' ? { ...wanted, anyTime: true } : wanted
        return readyVisitOrStay(sql, bookingId, asked, who, now)
      })
    const row = await holdReady(context, ready, BOOKING_HOLD_SECONDS, now)
    await transact(async (tx) => {
      await noteAssisted(tx, { bookingId, organisationId, helperId: actor.personId, way }, now)
      if (fullRoomTypeId !== null) await noteOverflow(tx, bookingId, fullRoomTypeId, now)
    })
    return viewOf(row, now)
  },
})

/** Refuses: tourism.pool.not_full, tourism.pool.not_there. */
async function checkNeighbour(sql: Sql, fullRoomTypeId: string, wanted: z.output<typeof wantedPlace>): Promise<void> {
  if (wanted.kind !== 'stay') refuse('tourism.pool.not_there')
  await checkOverflow(sql, fullRoomTypeId, wanted.roomTypeId, wanted)
}

const LISTED_MAX = 200

export const listAssisted = query({
  name: 'tourism.assisted.list',
  path: '/tourism/organisations/{organisationId}/assisted-bookings',
  summary: 'Bookings made for guests without a phone, with who made them, the latest first',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id }),
  output: z.object({
    bookings: z.array(
      z.object({ helperId: id, way: z.enum(['phone', 'counter']), madeAt: z.date(), booking: bookingView }),
    ),
  }),
  async run({ sql, now }, { organisationId }) {
    const found = await assistedBy(sql, organisationId, LISTED_MAX)
    const rows = await bookingsById(
      sql,
      found.map((one) => one.bookingId),
    )
    const byId = new Map(rows.map((row) => [row.id, row]))
    return {
      bookings: found.flatMap(({ bookingId, ...one }) => {
        const row = byId.get(bookingId)
        return row === undefined ? [] : [{ ...one, booking: viewOf(row, now) }]
      }),
    }
  },
})
