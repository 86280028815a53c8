import { civilDate } from '../../kernel/clock.ts'
import type { Lang } from '../../kernel/words.ts'
import { civilDate as written } from '../kit/format.ts'

const hours = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** A moment as the county's clock shows it: `2026年4月3日 09:20`, or `3 April 2026, 09:20`. */
export function momentWords(at: Date, lang: Lang): string {
  return `${dayWords(at, lang)}${lang === 'zh' ? ' ' : ', '}${hours.format(at)}`
}

/** The day of a moment in the county. */
export const dayWords = (at: Date, lang: Lang): string => written(civilDate(at), lang)
