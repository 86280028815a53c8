import type { Lang } from '../../../kernel/words.ts'
import { yuan } from '../../kit/format.ts'
import { words } from './words.ts'

/** Rounds to three figures at most, without a trailing zero: 12.8, 1.24, 340. */
const short = (value: number) => String(Number(value.toPrecision(3)))

/** An amount for reading, not for booking: `¥12.8 万`, in English `¥128,000`. */
export function roughYuan(fen: number, lang: Lang): string {
  const whole = Math.round(fen / 100)
  if (lang === 'zh' && Math.abs(whole) >= 100_000_000) return `¥${short(whole / 100_000_000)} 亿`
  if (lang === 'zh' && Math.abs(whole) >= 10_000) return `¥${short(whole / 10_000)} 万`
  if (Math.abs(whole) >= 100) return yuan(whole * 100).slice(0, -3)
  return yuan(fen)
}

/** A weight for reading: `320 公斤`, `1.24 吨`. */
export function roughWeight(grams: number, lang: Lang): string {
  if (grams >= 1_000_000) return `${short(grams / 1_000_000)} ${lang === 'zh' ? '吨' : 't'}`
  if (grams >= 1000) return `${short(grams / 1000)} ${lang === 'zh' ? '公斤' : 'kg'}`
  return `${grams} ${lang === 'zh' ? '克' : 'g'}`
}

/** `12%`, below one in ten `3.4%`; never `0%` for something. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0%'
  const value = Math.abs(part / whole) * 100
  if (value < 0.1) return '<0.1%'
  return `${value < 9.95 ? Number(value.toFixed(1)) : Math.round(value)}%`
}

export const counted = (value: number) => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',')

export type Change = { text: string; direction: 'up' | 'down' | 'level' }

/** How a figure changed, in words and sign. */
export function changeOf(
  now: number,
  before: number,
  than: string,
  write: (value: number) => string,
  lang: Lang,
): Change {
  const say = words[lang].sales
  if (now === before) return { text: say.level(than), direction: 'level' }
  if (before === 0) return { text: say.newly(than), direction: 'up' }
  const [share, gap] = [percent(now - before, before), write(Math.abs(now - before))]
  return now > before
    ? { text: say.up(share, gap, than), direction: 'up' }
    : { text: say.down(share, gap, than), direction: 'down' }
}

/** The change in a narrow column: `+12%`, `−8%`, a new one in a word. */
export function signed(now: number, before: number, lang: Lang): string {
  if (now === before) return '0%'
  if (before === 0) return lang === 'zh' ? '新增' : 'new'
  const share = percent(now - before, before)
  return share.startsWith('<') ? '≈0%' : `${now > before ? '+' : '−'}${share}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A civil day without its year: `4月18日`, `18 Apr`. */
export function shortDay(day: string, lang: Lang): string {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8, 10))]
  return lang === 'zh' ? `${month}月${date}日` : `${date} ${months[month - 1]}`
}

const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
/** 0 is Sunday. */
export const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()
export const weekday = (day: string, lang: Lang) => weekdays[lang][weekdayOf(day)] as string
export const isWeekend = (day: string) => weekdayOf(day) % 6 === 0

const COUNTY_OFFSET_MS = 8 * 3_600_000
const local = (at: Date) => new Date(at.getTime() + COUNTY_OFFSET_MS).toISOString()

/** The county's clock; China keeps one offset all year, so server and browser agree. */
export const timeOf = (at: Date) => local(at).slice(11, 16)
export const dayOf = (at: Date) => local(at).slice(0, 10)
export const moment = (at: Date, lang: Lang) => `${shortDay(dayOf(at), lang)} ${timeOf(at)}`
export const fullMoment = (at: Date) => `${dayOf(at)} ${timeOf(at)}`
