import { ticketKinds } from '../../../engines/ticket/index.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { Lang } from '../../../kernel/words.ts'
import type { UnitType } from '../../../modules/tourism/index.ts'
import type { readPackage, searchPackageDays } from '../../../workflows/show-packages.ts'
import type { Depiction } from '../../kit/picture.tsx'
import { isDay, numberIn } from './address.ts'
import type { MonthDay } from './month.tsx'
import { placeDepiction } from './pictures.ts'
import { shortYuan } from './visit-read.ts'
import { stayWords } from './words.ts'

export type Package = OutputOf<typeof readPackage>
export type PackagePart = Package['parts'][number]
type Day = OutputOf<typeof searchPackageDays>['days'][number]

/** Kinds of tickets that all visits of a package have. */
export function typesOf({ parts }: Package): UnitType[] {
  const visits = parts.filter((part) => part.kind === 'visit')
  return ticketKinds.filter(
    (type) => visits.length > 0 && visits.every((part) => part.kinds.some((kind) => kind.type === type)),
  )
}

export const hasStay = ({ parts }: Package) => parts.some((part) => part.kind === 'stay')

type Said = { get(name: string): string | null | undefined }

/** What of a package is asked for, as an address or a form says it; what says nothing is for as many as a room is for. */
export function packageAsked(said: Said, held: Package, today: string) {
  const number = (name: string, least: number, most: number) => numberIn(said.get(name) ?? null, least, most)
  const arrival = said.get('arrival')
  const types = typesOf(held)
  const counts = types.flatMap((type) => {
    const count = number(`count-${type}`, 0, 200)
    return count === undefined ? [] : [{ type, count }]
  })
  const guests = number('guests', 1, 200) ?? held.from.guests
  const [first] = types
  const tickets = counts.length > 0 || first === undefined ? counts : [{ type: first, count: guests }]
  return {
    arrival: isDay(arrival) && arrival >= today ? arrival : undefined,
    sets: number('sets', 1, 20) ?? 1,
    guests,
    tickets,
    minutes: held.parts.flatMap(({ position }) => {
      const minute = said.get(`minute-${position}`)
      return minute === null || minute === undefined || !/^\d{1,4}$/.test(minute)
        ? []
        : [{ position, minute: Number(minute) }]
    }),
  }
}
export type PackageAsked = ReturnType<typeof packageAsked>

/** The party as an address says it. */
export const partyOf = ({ sets, guests, tickets }: PackageAsked): Record<string, number> => ({
  sets,
  guests,
  ...Object.fromEntries(tickets.map(({ type, count }) => [`count-${type}`, count])),
})

/** Each day of arrival with what the package costs then; one that is full can be chosen to wait for it. */
export function daysOfPackage(days: readonly Day[], href: (day: string) => string, lang: Lang): MonthDay[] {
  const say = stayWords[lang]
  return days.map(({ day, state, totalFen }) => ({
    day,
    state,
    // A day has room for whole yuan; the fen stand in the sum.
    price: totalFen === null ? null : shortYuan(Math.ceil(totalFen / 100) * 100),
    note: state === 'free' ? say.package.free : state === 'full' ? say.time.full : say.time.closed,
    href: state === 'closed' ? null : href(day),
  }))
}

export function packageDepiction({ parts }: Package): Depiction {
  const part = parts.find((one) => one.kind === 'visit') ?? parts.find((one) => one.kind === 'stay') ?? parts[0]
  const { kind, ...place } = part?.place ?? { kind: 'house' as const, id: '', nameZh: '', siteZh: '' }
  return placeDepiction({ ...place, kind: kind === 'goods' ? 'house' : kind })
}

export const partHref = ({ place }: Pick<PackagePart, 'place'>): string =>
  place.kind === 'goods' ? `/goods/${place.id}` : place.kind === 'house' ? `/houses/${place.id}` : `/visits/${place.id}`
