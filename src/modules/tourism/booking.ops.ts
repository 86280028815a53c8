import { z } from 'zod'
import { buyer, member } from '../../kernel/access.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import type { Actor } from '../../kernel/actor.ts'
import { errand, operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id, line, prose } from '../../kernel/validation.ts'
import { BOOKING_HOLD_SECONDS, NO_CONTACT } from './booking.ts'
import { bookingView, viewOf } from './booking-view.ts'
import { bookingsById, bookingsOfBuyers, bookingsOfSupplier, lockBookings } from './booking.sql.ts'
import type { BookingRow } from './booking.sql.ts'
import { WHOLE_DAY } from './claim.ts'
import { minuteOfDay } from './place.ts'
import { STAY_NIGHTS_MAX } from './price.ts'
import { languages, unitTypes } from './product.sql.ts'
import type { Who } from './reserve.ts'
import { holdReady, readyStay, visitFrom } from './reserve.ts'
import { releaseUnpaid } from './visit.ts'

const TICKETS_MAX = 1000
/** As people write their number, with a country's code or without. */
export const phone = z.string().regex(/^[+\d][\d -]{5,19}$/)
/** Who books, and what the host should know. */
export const guestInput = { contactName: line(60), contactPhone: phone, notes: prose(300).default('') }
const guest = {
  /** Chosen by the asker: the same booking sent twice is made once. */
  bookingId: id,
  ...guestInput,
}

export function whoOf(actor: Actor, said: { contactName: string; contactPhone: string; notes: string }): Who {
  const [buyerId] = buyerIdsOf(actor)
  return {
    buyerId: buyerId ?? refuse('kernel.sign_in_required'),
    resellerId: null,
    resellerReference: null,
    contact: { ...NO_CONTACT, fullName: said.contactName, phoneNumber: said.contactPhone },
    notes: said.notes === '' ? null : said.notes,
  }
}

const shortRefusals = ['tourism.sold_out', 'tourism.date_closed', 'tourism.booking.id_used', 'tourism.crowded']
export const visitRefusals = [
  'tourism.option.unknown',
  'tourism.option.closed',
  'tourism.visit.unknown_unit',
  'tourism.visit.party_too_small',
  'tourism.visit.party_too_large',
  'tourism.visit.needs_adult',
  'tourism.visit.minute_missing',
  'tourism.visit.too_late',
  'tourism.visit.no_guide',
]
export const stayRefusals = [
  'tourism.room_type.unknown',
  'tourism.room_type.closed',
  'tourism.plan.unknown',
  'tourism.plan.members_only',
  'tourism.stay.past',
  'tourism.stay.too_late',
  'tourism.stay.too_many_guests',
  'tourism.stay.nights_min',
  'tourism.stay.no_arrival',
  'tourism.stay.no_departure',
  'tourism.stay.lead_time',
]

export const holdVisit = errand({
  name: 'tourism.visit.hold',
  method: 'POST',
  path: '/tourism/visits',
  summary:
    'Holds places of a ticket or experience for the asker for 15 minutes, all or none, with the price of that day',
  access: buyer,
  audit: false,
  input: z.object({
    ...guest,
    optionId: id,
    day: civilDay,
    minute: minuteOfDay.nullable().default(null),
    /** Which the guide is to speak, where there are guides; null for any. */
    language: z.enum(languages).nullable().default(null),
    tickets: z
      .array(z.object({ type: z.enum(unitTypes), count: z.int().min(0).max(TICKETS_MAX) }))
      .min(1)
      .max(unitTypes.length),
  }),
  output: bookingView,
  refusals: [...visitRefusals, ...shortRefusals],
  async run(context, { bookingId, optionId, day, minute, tickets, language, ...said }) {
    const { now, actor } = context
    const all = tickets.flatMap(({ type, count }) => Array.from({ length: count }, () => ({ type })))
    const wanted = { optionId, day, minute: minute ?? WHOLE_DAY, tickets: all.slice(0, TICKETS_MAX + 1), language }
    const { places } = context.ports
    const ready = async () => visitFrom(await places.visit(wanted), bookingId, wanted, whoOf(actor, said), now)
    return viewOf(await holdReady(context, ready, BOOKING_HOLD_SECONDS, now), now)
  },
})

export const holdStay = errand({
  name: 'tourism.stay.hold',
  method: 'POST',
  path: '/tourism/stays',
  summary: 'Holds rooms for the asker for 15 minutes, every night or none, with the price of those nights',
  access: buyer,
  audit: false,
  input: z.object({
    ...guest,
    roomTypeId: id,
    planId: id.nullable().default(null),
    arrival: civilDay,
    nights: z.int().min(1).max(STAY_NIGHTS_MAX),
    rooms: z.int().min(1).max(50),
    guests: z.int().min(1).max(500),
  }),
  output: bookingView,
  refusals: [...stayRefusals, ...shortRefusals],
  async run(context, { bookingId, contactName, contactPhone, notes, ...wanted }) {
    const { now, actor } = context
    const who = whoOf(actor, { contactName, contactPhone, notes })
    const asked = { ...wanted, asMember: actor.kind === 'person' }
    const ready = () => context.read((sql) => readyStay(sql, bookingId, asked, who, now))
    return viewOf(await holdReady(context, ready, BOOKING_HOLD_SECONDS, now), now)
  },
})

/** The one booking found, if it is the asker's. Refuses: tourism.booking.unknown. */
export function ownBooking(found: readonly BookingRow[], asker: Actor): BookingRow {
  const [row] = found
  if (row === undefined || row.buyerId === null || !buyerIdsOf(asker).includes(row.buyerId))
    refuse('tourism.booking.unknown')
  return row
}

export const readBooking = query({
  name: 'tourism.booking.read',
  path: '/tourism/bookings/{bookingId}',
  summary: "One of the asker's bookings, with what would come back if it were cancelled now",
  access: buyer,
  input: z.object({ bookingId: id }),
  output: bookingView,
  refusals: ['tourism.booking.unknown'],
  async run({ sql, actor, now }, { bookingId }) {
    return viewOf(ownBooking(await bookingsById(sql, [bookingId]), actor), now)
  },
})

export const listBookings = query({
  name: 'tourism.booking.list',
  path: '/tourism/bookings',
  summary: "The asker's bookings, the latest first",
  access: buyer,
  input: z.object({ before: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({ bookings: z.array(bookingView) }),
  async run({ sql, actor, now }, { before, limit }) {
    const rows = await bookingsOfBuyers(sql, buyerIdsOf(actor), before ?? null, limit)
    return { bookings: rows.map((row) => viewOf(row, now)) }
  },
})

export const releaseBooking = operation({
  name: 'tourism.booking.release',
  method: 'POST',
  path: '/tourism/bookings/{bookingId}/release',
  summary: 'Gives up a booking that is held and not being paid; its places go back on sale',
  access: buyer,
  input: z.object({ bookingId: id }),
  output: z.object({ bookingId: id }),
  refusals: ['tourism.booking.unknown', 'tourism.booking.step_not_possible', 'tourism.booking.in_package'],
  async run({ tx, actor, now }, { bookingId }) {
    const row = ownBooking(await lockBookings(tx, [bookingId]), actor)
    if (row.packageBookingId !== null) refuse('tourism.booking.in_package')
    await releaseUnpaid(tx, row, now)
    return { bookingId }
  },
})

const LISTED_MAX = 500

export const listSupplierBookings = query({
  name: 'tourism.supplier_booking.list',
  path: '/tourism/organisations/{organisationId}/bookings',
  summary: 'Confirmed bookings of an organisation that touch a range of days, in order of arrival',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, from: civilDay, until: civilDay }),
  output: z.object({ bookings: z.array(bookingView) }),
  async run({ sql, now }, { organisationId, from, until }) {
    const rows = await bookingsOfSupplier(sql, organisationId, from, until, LISTED_MAX)
    return { bookings: rows.map((row) => viewOf(row, now)) }
  },
})
