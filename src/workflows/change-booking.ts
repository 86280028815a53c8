import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import { addSeconds } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { errand, operation } from '../kernel/operation.ts'
import type { Ports } from '../kernel/ports.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, fen, id } from '../kernel/validation.ts'
import { HOLD_SECONDS } from '../modules/market/index.ts'
import { askPayment } from '../modules/payment/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import type { Altering, BookingRow } from '../modules/tourism/index.ts'
import {
  alterBy,
  alterToLess,
  askChange,
  bookingsById,
  checkNoRebooking,
  checkRoomFor,
  dropOpenChange,
  lockBookings,
  makeChange,
  minuteOfDay,
  ownBooking,
  STAY_NIGHTS_MAX,
  stayRefusals,
  unitTypes,
  visitRefusals,
} from '../modules/tourism/index.ts'
import { giveBackOfBooking } from './booking-money.ts'

const wish = {
  /** Of a visit, or of arrival. */
  day: civilDay.optional(),
  minute: minuteOfDay.optional(),
  tickets: z
    .array(z.object({ type: z.enum(unitTypes), count: z.int().min(0).max(200) }))
    .min(1)
    .max(unitTypes.length)
    .optional(),
  nights: z.int().min(1).max(STAY_NIGHTS_MAX).optional(),
  rooms: z.int().min(1).max(50).optional(),
  guests: z.int().min(1).max(500).optional(),
}
const less = {
  unitIds: z.array(id).max(1000).default([]),
  /** How many nights, rooms and guests are left. */
  nights: z.int().min(1).max(STAY_NIGHTS_MAX).nullable().default(null),
  rooms: z.int().min(1).max(50).nullable().default(null),
  guests: z.int().min(1).max(500).nullable().default(null),
}

const cost = {
  /** What is booked costs afterwards. */
  totalFen: fen,
  toPayFen: fen,
  refundFen: fen,
  /** Of what is given up, the policy keeps so much. */
  keptFen: fen,
}
const costOf = ({ booking, toPayFen, backFen, keptFen }: Altering) => ({
  totalFen: booking.totalFen,
  toPayFen,
  refundFen: backFen,
  keptFen,
})

const changeRefusals = [
  'tourism.booking.unknown',
  'tourism.booking.step_not_possible',
  'tourism.booking.begun',
  'tourism.booking.in_package',
  ...visitRefusals,
  ...stayRefusals,
]
const lessRefusals = [
  'tourism.booking.unknown',
  'tourism.booking.step_not_possible',
  'tourism.booking.unknown_part',
  'tourism.booking.nothing_left',
  'tourism.booking.in_package',
  'tourism.visit.needs_adult',
  'tourism.stay.too_many_guests',
]
const moneyRefusals = ['tourism.booking.refund_changed', 'ledger.share.unknown', 'ledger.refund.too_much']

export const quoteChange = errand({
  name: 'tourism.booking.quote_change',
  method: 'POST',
  path: '/tourism/bookings/{bookingId}/change-quote',
  summary:
    'What another day, another party or other nights would cost or give back, where there is room for it now; changes nothing',
  access: buyer,
  audit: false,
  input: z.object({ bookingId: id, ...wish }),
  output: z.object(cost),
  refusals: [...changeRefusals, 'tourism.sold_out', 'tourism.date_closed'],
  async run({ read, actor, now }, { bookingId, ...wished }) {
    return read(async (sql) => {
      const row = ownBooking(await bookingsById(sql, [bookingId]), actor)
      const altering = await alterBy(sql, row, wished, now)
      await checkRoomFor(sql, row, altering)
      return costOf(altering)
    })
  },
})

export const changeBooking = operation({
  name: 'tourism.booking.change',
  method: 'POST',
  path: '/tourism/bookings/{bookingId}/changes',
  summary:
    'Another day, another party or other nights, all of it or nothing; what it costs more is paid first, what it costs less goes back by the policy',
  access: buyer,
  input: z.object({ bookingId: id, ...wish, expectedToPayFen: fen, expectedRefundFen: fen }),
  output: z.object({
    bookingId: id,
    ...cost,
    /** The change is made once this is paid; null where it is made. */
    payment: z.object({ paymentId: id, payBy: z.date() }).nullable(),
  }),
  refusals: [
    ...changeRefusals,
    ...moneyRefusals,
    'tourism.sold_out',
    'tourism.date_closed',
    'tourism.booking.price_changed',
    'tourism.rebooking.open',
    'tourism.visitor.twice',
    'payment.seller_not_ready',
  ],
  audit: ({ bookingId }, { payment }) => ({ bookingId, paymentId: payment?.paymentId ?? null }),
  async run({ tx, actor, now, ports }, { bookingId, expectedToPayFen, expectedRefundFen, ...wished }) {
    const row = ownBooking(await lockBookings(tx, [bookingId]), actor)
    await checkNoRebooking(tx, bookingId)
    const altering = await alterBy(tx, row, wished, now)
    checkSeen(altering, expectedToPayFen, expectedRefundFen)
    if (altering.toPayFen > 0) {
      const payment = await askDifference(tx, row, altering, ports, now)
      return { bookingId, ...costOf(altering), payment }
    }
    await alter(tx, row, altering, 'change', now)
    return { bookingId, ...costOf(altering), payment: null }
  },
})

/** Nobody pays more or gets less than they saw. */
function checkSeen({ toPayFen, backFen }: Altering, expectedToPayFen: number, expectedRefundFen: number): void {
  if (toPayFen > expectedToPayFen) refuse('tourism.booking.price_changed', { totalFen: toPayFen })
  if (backFen < expectedRefundFen) refuse('tourism.booking.refund_changed', { refundFen: backFen })
}

async function alter(tx: Tx, row: BookingRow, altering: Altering, reason: string, now: Instant): Promise<void> {
  await makeChange(tx, row, altering, now)
  await giveBackOfBooking(tx, row, { fen: altering.backFen, reason }, now)
  tellChanged(tx, row.id)
}

export function tellChanged(tx: Tx, bookingId: string): void {
  tx.effects.publish({ name: 'tourism.booking.changed', subject: bookingId, data: { bookingId } })
}

/** A payment of its own for what a change costs more; its share has the change's id. */
async function askDifference(
  tx: Tx,
  row: BookingRow,
  altering: Altering,
  ports: Ports,
  now: Instant,
): Promise<{ paymentId: string; payBy: Instant }> {
  const { organisationId } = row
  const seller = (await organisationsById(tx, [organisationId])).get(organisationId)
  const sellerAccount = seller?.sellerAccount ?? refuse('payment.seller_not_ready')
  const asked = { id: uuidv7(now), paymentId: uuidv7(now) }
  await askChange(tx, row, altering, asked, now)
  const payBy = addSeconds(now, HOLD_SECONDS)
  const totalFen = altering.toPayFen
  const share = { orderId: asked.id, organisationId, sellerAccount, subject: seller?.nameZh ?? '', amountFen: totalFen }
  const gateway = ports.gateways.preferred.name
  const buyerId = row.buyerId ?? refuse('tourism.booking.unknown')
  await askPayment(tx, { id: asked.paymentId, buyerId, gateway, totalFen, expiresAt: payBy, shares: [share] }, now)
  return { paymentId: asked.paymentId, payBy }
}

export const dropChange = operation({
  name: 'tourism.booking.drop_change',
  method: 'DELETE',
  path: '/tourism/bookings/{bookingId}/changes',
  summary: 'Gives up a change that waits for its payment; the booking stays as it is',
  access: buyer,
  input: z.object({ bookingId: id }),
  output: z.object({ bookingId: id }),
  refusals: ['tourism.booking.unknown'],
  async run({ tx, actor, now }, { bookingId }) {
    ownBooking(await lockBookings(tx, [bookingId]), actor)
    await dropOpenChange(tx, bookingId, now)
    return { bookingId }
  },
})

export const quoteLess = errand({
  name: 'tourism.booking.quote_part',
  method: 'POST',
  path: '/tourism/bookings/{bookingId}/part-quote',
  summary: 'What giving up some tickets, rooms or last nights would bring back now; changes nothing',
  access: buyer,
  audit: false,
  input: z.object({ bookingId: id, ...less }),
  output: z.object(cost),
  refusals: lessRefusals,
  async run({ read, actor, now }, { bookingId, ...part }) {
    return read(async (sql) => {
      const row = ownBooking(await bookingsById(sql, [bookingId]), actor)
      return costOf(await alterToLess(sql, row, part, now))
    })
  },
})

export const cancelPart = operation({
  name: 'tourism.booking.cancel_part',
  method: 'POST',
  path: '/tourism/bookings/{bookingId}/part-cancellation',
  summary: 'The guest gives up some tickets, rooms or last nights; what the policy gives back for them goes back',
  access: buyer,
  input: z.object({ bookingId: id, ...less, expectedRefundFen: fen }),
  output: z.object({ bookingId: id, ...cost }),
  refusals: [...lessRefusals, ...moneyRefusals],
  async run({ tx, actor, now }, { bookingId, expectedRefundFen, ...part }) {
    const row = ownBooking(await lockBookings(tx, [bookingId]), actor)
    const altering = await alterToLess(tx, row, part, now)
    checkSeen(altering, 0, expectedRefundFen)
    await alter(tx, row, altering, 'guest', now)
    return { bookingId, ...costOf(altering) }
  },
})
