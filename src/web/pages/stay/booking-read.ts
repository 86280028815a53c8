import type { OutputOf } from '../../../kernel/operation.ts'
import type { Lang } from '../../../kernel/words.ts'
import type { followTrip } from '../../../modules/tourism/index.ts'
import { tripDepiction } from './pictures.ts'
import { nameIn } from './said.ts'
import { tripTitle, tripWhen, tripWho } from './trip.ts'
import { stayWords } from './words.ts'

export type Trip = OutputOf<typeof followTrip>

/** A booking as a list shows it. */
export const listedTrip = (trip: Trip, lang: Lang) => ({
  id: trip.id,
  href: `/bookings/${trip.id}`,
  code: trip.code,
  state: trip.state,
  totalFen: trip.totalFen - trip.refundedFen,
  title: tripTitle(trip, lang),
  when: tripWhen(trip, lang),
  who: tripWho(trip, lang),
  depiction: tripDepiction(trip),
  namesMissing: trip.namesMissing,
})
export type ListedTrip = ReturnType<typeof listedTrip>

const STATES = ['held', 'confirmed', 'redeemed', 'released', 'expired'] as const

/** What several bookings are together: what is still to come before what is over. */
export const stateOfAll = (states: readonly Trip['state'][]): Trip['state'] =>
  STATES.find((state) => states.includes(state)) ?? 'expired'

/** Bookings as a list shows them, those of one package as one. */
export function listedTrips(trips: readonly Trip[], lang: Lang): ListedTrip[] {
  return [...Map.groupBy(trips, (trip) => trip.package?.id ?? trip.id).values()].flatMap((own) => {
    const [first] = own
    if (first === undefined) return []
    const listed = listedTrip(first, lang)
    if (first.package === null) return [listed]
    return [
      {
        ...listed,
        id: first.package.id,
        href: `/bookings/packages/${first.package.id}`,
        code: '',
        state: stateOfAll(own.map((one) => one.state)),
        totalFen: own.reduce((sum, one) => sum + one.totalFen - one.refundedFen, 0),
        title: nameIn(first.package, lang),
        when: tripWhen(own.find((one) => one.kind === 'stay') ?? first, lang),
        who: stayWords[lang].package.partCount(own.length),
      },
    ]
  })
}
