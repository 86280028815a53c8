import type { RouterContextProvider } from 'react-router'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { Lang } from '../../../kernel/words.ts'
import { listHeld } from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import { placeName } from '../places.ts'
import { visitorOf } from '../visitor.ts'
import { placeHref } from './address.ts'
import { tripDepiction } from './pictures.ts'
import { nameIn } from './said.ts'
import { tripTitle, tripWhen, tripWho } from './trip.ts'

type Trip = OutputOf<typeof listHeld>['bookings'][number]

/** What a visitor holds, as the basket and the checkout show it: held, being paid, or just over. */
export async function heldBookings(context: Readonly<RouterContextProvider>) {
  const { lang, now } = visitorOf(context)
  const { bookings } = await call(context, listHeld, {})
  return bookings.map((booking) => heldOf(booking, lang, now))
}
export type Held = ReturnType<typeof heldOf>

function heldOf(booking: Trip, lang: Lang, now: Date) {
  const { id, kind, totalFen, voucherFen, paymentId, place, policy, startsAt, expiresAt } = booking
  return {
    id,
    kind,
    totalFen,
    voucherFen,
    dueFen: totalFen - voucherFen,
    paymentId,
    policy,
    begins: { startsAt, now },
    secondsLeft: Math.max(0, Math.ceil((expiresAt.getTime() - now.getTime()) / 1000)),
    state:
      booking.state === 'expired' ? ('over' as const) : paymentId === null ? ('held' as const) : ('paying' as const),
    title: tripTitle(booking, lang),
    where: placeName(place.villageCode, lang),
    when: tripWhen(booking, lang),
    who: tripWho(booking, lang),
    href: placeHref(place, { day: booking.day, departure: booking.kind === 'stay' ? booking.endsOn : undefined }),
    depiction: tripDepiction(booking),
    namesMissing: booking.namesMissing,
    package: booking.package === null ? null : { ...booking.package, name: nameIn(booking.package, lang) },
  }
}
