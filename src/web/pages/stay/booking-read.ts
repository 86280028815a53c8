import type { OutputOf } from '../../../kernel/operation.ts'
import type { Lang } from '../../../kernel/words.ts'
import type { followTrip } from '../../../modules/tourism/index.ts'
import { tripDepiction } from './pictures.ts'
import { tripWhen, tripWho } from './trip.ts'

export type Trip = OutputOf<typeof followTrip>

/** A booking as a list shows it. */
export const listedTrip = (trip: Trip, lang: Lang) => ({
  id: trip.id,
  code: trip.code,
  state: trip.state,
  totalFen: trip.totalFen - trip.refundedFen,
  title: lang === 'zh' ? trip.titleZh : trip.titleEn,
  when: tripWhen(trip, lang),
  who: tripWho(trip, lang),
  depiction: tripDepiction(trip),
})
export type ListedTrip = ReturnType<typeof listedTrip>
