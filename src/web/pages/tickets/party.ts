import type { TicketKind } from '../../../engines/ticket/index.ts'
import { addDays } from '../../../kernel/clock.ts'
import type { Lang } from '../../../kernel/words.ts'
import { civilDate } from '../../kit/format.ts'
import { ticketWords } from './words.ts'

type Said = {
  kind: 'visit' | 'stay' | 'goods'
  day: string
  minute: number | null
  nights: number
  guests: number
  units: readonly { type: TicketKind; places: number }[]
}

export const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** 成人 2 · 儿童 1; of a house only how many people. */
export function partyWords({ units, guests }: Pick<Said, 'units' | 'guests'>, lang: Lang): string {
  const say = ticketWords[lang]
  if (units.length === 0) return say.people(guests)
  const kinds = [...new Set(units.map((unit) => unit.type))]
  return kinds.map((kind) => `${say.kinds[kind]} ${units.filter((unit) => unit.type === kind).length}`).join(' · ')
}

const weekdays = {
  zh: new Intl.DateTimeFormat('zh-CN', { weekday: 'short', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }),
}

export const dayWithWeekday = (day: string, lang: Lang) =>
  `${civilDate(day, lang)} ${weekdays[lang].format(new Date(`${day}T00:00:00Z`))}`

/** When it is: a time, the whole day, or nights until a day. */
export function timeWords(booking: Said, lang: Lang): string {
  const say = ticketWords[lang]
  if (booking.kind === 'stay')
    return `${say.nights(booking.nights)} → ${civilDate(addDays(booking.day, booking.nights), lang)}`
  return booking.minute === null ? say.allDay : clockOf(booking.minute)
}
