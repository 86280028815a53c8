import { z } from 'zod'
import type { Tx } from '../kernel/database.ts'
import type { Fact } from '../kernel/follow.ts'
import { yuanText } from '../kernel/money.ts'
import type { Template } from '../modules/messages/index.ts'
import { tell } from '../modules/messages/index.ts'
import { contactsOf, organisationsById, staffOf } from '../modules/people/index.ts'
import { bookingsById } from '../modules/tourism/index.ts'

const named = z.object({
  bookingId: z.uuid(),
  by: z.string().optional(),
  reason: z.string().default(''),
  carrier: z.string().default(''),
  trackingNumber: z.string().default(''),
})

/** What a guest, and who receives guests, are told of a booking; whoever did it needs no telling. */
const tellings: Readonly<Record<string, { guest: Template | null; host: Template | null }>> = {
  'tourism.booking.confirmed': { guest: 'booking_confirmed', host: 'booking_new' },
  'tourism.booking.cancelled': { guest: 'booking_cancelled', host: 'booking_cancelled' },
  'tourism.booking.changed': { guest: null, host: 'booking_changed' },
  'tourism.rebooking.offered': { guest: 'rebooking_offered', host: null },
  'tourism.goods.sent': { guest: 'goods_sent', host: null },
}
export const bookingEvents = Object.keys(tellings)

export const sells = (roles: readonly string[]): boolean => roles.some((role) => role === 'owner' || role === 'seller')

/** Tells both sides once; a guest without an account sees it on the booking's page. */
export async function tellOfBooking(tx: Tx, fact: Fact, now: Date): Promise<void> {
  const telling = tellings[fact.name]
  const { bookingId, by, reason, carrier, trackingNumber } = named.parse(fact.data)
  const [booking] = await bookingsById(tx, [bookingId])
  if (booking === undefined || telling === undefined) return
  const { organisationId, buyerId } = booking
  const seller = (await organisationsById(tx, [organisationId])).get(organisationId)
  const params = {
    code: booking.code,
    seller: seller?.nameZh ?? '',
    sellerEn: seller?.nameEn ?? '',
    title: booking.titleZh,
    titleEn: booking.titleEn,
    day: booking.day,
    guests: String(booking.guests),
    amount: yuanText(booking.totalFen),
    back: yuanText(booking.refundedFen),
    reason: by === 'supplier' ? (booking.cancelReason ?? '') : reason,
    carrier,
    number: trackingNumber,
  }
  const about = `${fact.id} ${bookingId}`
  const isKnown = buyerId !== null && (await contactsOf(tx, [buyerId])).has(buyerId)
  const { guest, host } = telling
  const guests = isKnown && by !== 'guest' && guest !== null ? [{ personId: buyerId, template: guest }] : []
  const hosts =
    by === 'supplier' || host === null ? [] : (await staffOf(tx, [organisationId])).filter((one) => sells(one.roles))
  const day = `from=${booking.day}&until=${booking.day}`
  await tell(
    tx,
    [
      ...guests.map((one) => ({
        ...one,
        params,
        href: `/bookings/${bookingId}`,
        about,
      })),
      ...hosts.map(({ personId }) => ({
        personId,
        template: host ?? ('booking_new' as const),
        params,
        href: `/seller/${organisationId}/bookings?${day}`,
        about,
      })),
    ],
    now,
  )
}
