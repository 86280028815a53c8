import { z } from 'zod'
import type { Tx } from '../kernel/database.ts'
import type { Fact } from '../kernel/follow.ts'
import { yuanText } from '../kernel/money.ts'
import type { Template } from '../modules/messages/index.ts'
import { tell } from '../modules/messages/index.ts'
import { contactsOf, organisationsById, staffOf } from '../modules/people/index.ts'
import { bookingsById } from '../modules/tourism/index.ts'

const named = z.object({ bookingId: z.uuid(), by: z.string().optional() })

/** What a guest, and who receives guests, are told of a booking; whoever did it needs no telling. */
const tellings: Readonly<Record<string, { guest: Template; host: Template }>> = {
  'tourism.booking.confirmed': { guest: 'booking_confirmed', host: 'booking_new' },
  'tourism.booking.cancelled': { guest: 'booking_cancelled', host: 'booking_cancelled' },
}
export const bookingEvents = Object.keys(tellings)

/** Tells both sides once; a guest without an account sees it on the booking's page. */
export async function tellOfBooking(tx: Tx, fact: Fact, now: Date): Promise<void> {
  const telling = tellings[fact.name]
  const { bookingId, by } = named.parse(fact.data)
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
  }
  const about = `${fact.id} ${bookingId}`
  const isKnown = buyerId !== null && (await contactsOf(tx, [buyerId])).has(buyerId)
  const guests = isKnown && by !== 'guest' ? [buyerId] : []
  const hosts = (await staffOf(tx, [organisationId])).filter(({ roles }) =>
    roles.some((r) => r === 'owner' || r === 'seller'),
  )
  const day = `from=${booking.day}&until=${booking.day}`
  await tell(
    tx,
    [
      ...guests.map((personId) => ({
        personId,
        template: telling.guest,
        params,
        href: `/bookings/${bookingId}`,
        about,
      })),
      ...(by === 'supplier' ? [] : hosts).map(({ personId }) => ({
        personId,
        template: telling.host,
        params,
        href: `/seller/${organisationId}/bookings?${day}`,
        about,
      })),
    ],
    now,
  )
}
