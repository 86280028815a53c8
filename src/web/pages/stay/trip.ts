import type { Lang } from '../../../kernel/words.ts'
import type { UnitType } from '../../../modules/tourism/index.ts'
import { civilDate } from '../../kit/format.ts'
import { clock, dayInWords } from './said.ts'
import { stayWords } from './words.ts'

type When = { kind: 'visit' | 'stay' | 'goods'; day: string; endsOn: string; minute: number | null; nights: number }
type Who = { kind: 'visit' | 'stay' | 'goods'; guests: number; rooms: number; units: readonly { type: UnitType }[] }

/** When a booking is, in a line. */
export function tripWhen({ kind, day, endsOn, minute, nights }: When, lang: Lang): string {
  if (kind === 'stay') return stayWords[lang].house.stay(civilDate(day, lang), civilDate(endsOn, lang), nights)
  return minute === null
    ? dayInWords(day, lang)
    : `${dayInWords(day, lang)}${lang === 'zh' ? ' ' : ', '}${clock(minute)}`
}

/** Who comes: `成人 2、儿童 1`, or people and rooms. */
export function tripWho({ kind, guests, rooms, units }: Who, lang: Lang): string {
  const say = stayWords[lang]
  if (kind === 'stay') return say.booking.guests(guests, rooms)
  return [...Map.groupBy(units, (unit) => unit.type)]
    .map(([type, own]) => `${say.units[type]} ${own.length}`)
    .join(lang === 'zh' ? '、' : ', ')
}
