import { daysBetween } from '../../../kernel/clock.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { Lang } from '../../../kernel/words.ts'
import type { quoteStay, readHouse, searchNights } from '../../../modules/tourism/index.ts'
import { isDay, numberIn } from './address.ts'
import type { MonthDay } from './month.tsx'
import { shortYuan } from './visit-read.ts'
import { stayWords } from './words.ts'

export type House = OutputOf<typeof readHouse>
export type RoomType = House['roomTypes'][number]
export type Offer = OutputOf<typeof quoteStay>['offers'][number]
type Night = OutputOf<typeof searchNights>['roomTypes'][number]['nights'][number]

/** What `/houses/…` is asked for. */
export type StayAsked = {
  arrival?: string | undefined
  departure?: string | undefined
  guests: number
  rooms: number
}

/** Reads an address kindly; a departure that does not come after the arrival stays, for the page to say so. */
export function readStayAsked(query: URLSearchParams, today: string): StayAsked {
  const [arrival, departure] = [query.get('arrival'), query.get('departure')]
  const isAhead = isDay(arrival) && arrival >= today
  return {
    arrival: isAhead ? arrival : undefined,
    departure: isAhead && isDay(departure) ? departure : undefined,
    guests: numberIn(query.get('guests'), 1, 500) ?? 2,
    rooms: numberIn(query.get('rooms'), 1, 50) ?? 1,
  }
}

export const nightsAsked = ({ arrival, departure }: StayAsked): number | null =>
  arrival === undefined || departure === undefined ? null : daysBetween(arrival, departure)

/** Each night of a room type with its price and what is left. */
export function daysOfNights(
  nights: readonly Night[],
  href: (day: string, nightsMin: number) => string,
  lang: Lang,
): MonthDay[] {
  const say = stayWords[lang].time
  return nights.map((night) => {
    const state = night.isClosed ? 'closed' : night.free > 0 ? 'free' : 'full'
    return {
      day: night.day,
      state,
      price: shortYuan(night.priceFen),
      note: state === 'free' ? say.left(night.free) : state === 'full' ? say.full : say.closed,
      // A full night can be waited for.
      href: state !== 'closed' && !night.noArrival ? href(night.day, night.nightsMin) : null,
    }
  })
}
