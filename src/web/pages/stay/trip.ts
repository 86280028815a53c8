import type { Lang } from '../../../kernel/words.ts'
import type { UnitType } from '../../../modules/tourism/index.ts'
import { civilDate } from '../../kit/format.ts'
import { clock, dayInWords } from './said.ts'
import { stayWords } from './words.ts'

type When = { kind: 'visit' | 'stay' | 'goods'; day: string; endsOn: string; minute: number | null; nights: number }
type Who = {
  kind: 'visit' | 'stay' | 'goods'
  guests: number
  rooms: number
  units: readonly { type: UnitType }[]
  sending?: object | null
}

type Title = { titleZh: string; titleEn: string; place: { siteZh: string; siteEn: string } }

/** What was booked, with the sight or house first; nothing is said twice. */
export function tripTitle({ titleZh, titleEn, place }: Title, lang: Lang): string {
  const [site, title] = lang === 'zh' ? [place.siteZh, titleZh] : [place.siteEn, titleEn]
  return onceEach(`${site} · ${title}`)
}

/** Parts of a name between dots, none of them twice. */
export const onceEach = (title: string): string => [...new Set(title.split(' · '))].join(' · ')

/** When a booking is, in a line. */
export function tripWhen({ kind, day, endsOn, minute, nights }: When, lang: Lang): string {
  if (kind === 'stay') return stayWords[lang].house.stay(civilDate(day, lang), civilDate(endsOn, lang), nights)
  return minute === null
    ? dayInWords(day, lang)
    : `${dayInWords(day, lang)}${lang === 'zh' ? ' ' : ', '}${clock(minute)}`
}

/** Who comes: `成人 2、儿童 1`, or people and rooms. */
export function tripWho({ kind, guests, rooms, units, sending }: Who, lang: Lang): string {
  const say = stayWords[lang]
  if (kind === 'stay') return say.booking.guests(guests, rooms)
  if (kind === 'goods') return sending ? say.package.sent : say.package.fetched
  return [...Map.groupBy(units, (unit) => unit.type)]
    .map(([type, own]) => `${say.units[type]} ${own.length}`)
    .join(lang === 'zh' ? '、' : ', ')
}
