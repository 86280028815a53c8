import { z } from 'zod'
import { buyer, member } from '../kernel/access.ts'
import type { Tx } from '../kernel/database.ts'
import { eachInTurn, job } from '../kernel/jobs.ts'
import { operation, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, fen, id, line } from '../kernel/validation.ts'
import type { BookingRow } from '../modules/tourism/index.ts'
import {
  answerRebooking,
  bookingsById,
  closeRebooking,
  dueRebookings,
  lockBookings,
  minuteOfDay,
  offerRebookings,
  otherHouseOf,
  ownBooking,
  readRebooking,
  stayRefusals,
  visitRefusals,
} from '../modules/tourism/index.ts'
import { giveBackOfBooking } from './booking-money.ts'
import { tellChanged } from './change-booking.ts'
import { cancelBooking } from './end-booking.ts'

export const offerOthers = operation({
  name: 'tourism.rebooking.offer',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/rebookings',
  summary:
    'The house or sight cannot serve these bookings: their guests choose another day, a neighbouring house, or all their money back',
  access: member('seller'),
  input: z.object({ organisationId: id, bookingIds: z.array(id).min(1).max(200), reason: line(120) }),
  output: z.object({ offered: z.array(z.object({ bookingId: id, answerBy: z.date() })) }),
  refusals: ['tourism.booking.unknown', 'tourism.booking.step_not_possible', 'tourism.rebooking.open'],
  audit: ({ bookingIds }) => ({ bookingIds }),
  async run({ tx, now }, { organisationId, bookingIds, reason }) {
    const rows = await lockBookings(tx, bookingIds)
    if (rows.length !== new Set(bookingIds).size || rows.some((row) => row.organisationId !== organisationId))
      refuse('tourism.booking.unknown')
    const until = await offerRebookings(tx, rows, reason, now)
    tellOffered(tx, rows, reason)
    return { offered: rows.map((row, at) => ({ bookingId: row.id, answerBy: until[at] ?? now })) }
  },
})

/** Guests who may choose are told so. */
export function tellOffered(tx: Tx, rows: readonly BookingRow[], reason: string): void {
  for (const { id: bookingId } of rows)
    tx.effects.publish({ name: 'tourism.rebooking.offered', subject: bookingId, data: { bookingId, reason } })
}

export const readOthers = query({
  name: 'tourism.rebooking.read',
  path: '/tourism/bookings/{bookingId}/rebooking',
  summary: 'What a guest whose booking cannot be served may choose from, and until when',
  access: buyer,
  input: z.object({ bookingId: id }),
  output: z.object({
    bookingId: id,
    reason: z.string(),
    answerBy: z.date(),
    answer: z.enum(['moved', 'other_house', 'refund', 'no_answer']).nullable(),
    otherBookingId: id.nullable(),
    times: z.array(z.object({ day: civilDay, minute: minuteOfDay.nullable(), free: z.int() })),
    houses: z.array(z.object({ roomTypeId: id, titleZh: z.string(), titleEn: z.string(), totalFen: fen })),
  }),
  refusals: ['tourism.booking.unknown', 'tourism.rebooking.unknown'],
  async run({ sql, actor, now }, { bookingId }) {
    const offer = await readRebooking(sql, ownBooking(await bookingsById(sql, [bookingId]), actor), now)
    const times = offer.times.map((time) => ({ ...time, minute: time.minute < 0 ? null : time.minute }))
    return { ...offer, times }
  },
})

const answers = z.discriminatedUnion('take', [
  z.object({ take: z.literal('refund') }),
  z.object({ take: z.literal('day'), day: civilDay, minute: minuteOfDay.optional() }),
  z.object({
    take: z.literal('house'),
    roomTypeId: id,
    /** Chosen by the asker, for the booking in the other house. */
    otherBookingId: id,
  }),
])

export const answerOthers = operation({
  name: 'tourism.rebooking.answer',
  method: 'POST',
  path: '/tourism/bookings/{bookingId}/rebooking',
  summary: 'The guest takes another day at no more cost, rooms of a neighbour held to be paid, or all the money back',
  access: buyer,
  input: z.object({ bookingId: id, choice: answers }),
  output: z.object({ bookingId: id, refundedFen: fen, otherBookingId: id.nullable() }),
  refusals: [
    'tourism.booking.unknown',
    'tourism.booking.step_not_possible',
    'tourism.booking.id_used',
    'tourism.rebooking.unknown',
    'tourism.rebooking.answered',
    'tourism.rebooking.other_village',
    'tourism.visitor.twice',
    'tourism.sold_out',
    'tourism.date_closed',
    'ledger.share.unknown',
    'ledger.refund.too_much',
    ...visitRefusals,
    ...stayRefusals,
  ],
  async run({ tx, actor, now }, { bookingId, choice }) {
    const row = ownBooking(await lockBookings(tx, [bookingId]), actor)
    if (choice.take === 'day') {
      const backFen = await answerRebooking(tx, row, choice, now)
      await giveBackOfBooking(tx, row, { fen: backFen, reason: 'supplier' }, now)
      tellChanged(tx, bookingId)
      return { bookingId, refundedFen: backFen, otherBookingId: null }
    }
    if (choice.take === 'house' && (await bookingsById(tx, [choice.otherBookingId])).length > 0)
      refuse('tourism.booking.id_used')
    const other =
      choice.take === 'house'
        ? await otherHouseOf(tx, row, { bookingId: choice.otherBookingId, roomTypeId: choice.roomTypeId }, now)
        : null
    await closeRebooking(tx, bookingId, other === null ? 'refund' : 'other_house', other, now)
    const refundedFen = await cancelBooking(tx, row, { by: 'supplier', reason: null }, now)
    return { bookingId, refundedFen, otherBookingId: other }
  },
})

const BATCH = 200

/** Who did not choose in time gets everything back. */
export const endRebookingsJob = job({
  name: 'tourism.end-rebookings',
  payload: z.unknown(),
  every: '*/5 * * * *',
  async run(app) {
    const now = app.clock.now()
    const due = await app.database.read((sql) => dueRebookings(sql, now, BATCH))
    await eachInTurn(app, due, async (tx, bookingId) => {
      const [row] = await lockBookings(tx, [bookingId])
      await closeRebooking(tx, bookingId, 'no_answer', null, now)
      if (row?.state === 'confirmed') await cancelBooking(tx, row, { by: 'supplier', reason: null }, now)
    })
  },
})
