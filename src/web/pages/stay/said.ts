import type { Lang } from '../../../kernel/words.ts'
import { civilDate } from '../../kit/format.ts'
import { stayWords } from './words.ts'

/** `570` is `09:30`. */
export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** `90` minutes are an hour and a half. */
export function durationWords(minutes: number, lang: Lang): string {
  const say = stayWords[lang].time
  return minutes < 60 ? say.minutes(minutes) : say.hours(String(Math.round((minutes / 60) * 10) / 10))
}

/** ISO 8601: Monday is 1, Sunday 7. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** `2026年12月5日 周六`, or `Saturday, 5 December 2026`. */
export function dayInWords(day: string, lang: Lang): string {
  const weekday = stayWords[lang].time.weekday(weekdayOf(day))
  return lang === 'zh' ? `${civilDate(day, lang)} ${weekday}` : `${weekday}, ${civilDate(day, lang)}`
}

export const nameIn = (told: { nameZh: string; nameEn: string }, lang: Lang): string =>
  lang === 'zh' ? told.nameZh : told.nameEn

/** A map anyone may open, with the place on it. */
export const mapHref = (at: { latitude: number | null; longitude: number | null }): string | null =>
  at.latitude === null || at.longitude === null
    ? null
    : `https://www.openstreetmap.org/?mlat=${at.latitude}&mlon=${at.longitude}#map=14/${at.latitude}/${at.longitude}`
