import { refuse } from '../../../kernel/refusal.ts'

/** Days are counted from 1970-01-01: a walk over thousands of them is then a sum. */
export type DayNumber = number

const DAY_MS = 86_400_000
export const dayNumber = (day: string): DayNumber => Date.parse(`${day}T00:00:00Z`) / DAY_MS
export const dayText = (day: DayNumber): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

const partsOf = (day: DayNumber) => {
  const date = new Date(day * DAY_MS)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    date: date.getUTCDate(),
    weekday: weekdayOf(day),
  }
}
/** Monday is 0. 1970-01-01 was a Thursday. */
const weekdayOf = (day: DayNumber) => (((day + 3) % 7) + 7) % 7
const lengthOfMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

export type Rule = {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval: number
  count: number | null
  until: DayNumber | null
  weekStart: number
  byDay: readonly { weekday: number; nth: number | null }[]
  byMonthDay: readonly number[]
  byMonth: readonly number[]
}

const KNOWN = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY', 'BYMONTHDAY', 'BYMONTH'])

/**
 * A recurrence by days (RFC 5545, 3.3.10). Refuses what repeats without end (tourism.ical.endless), and what goes by hours or in ways nobody lets a room
 * (tourism.ical.recurrence). `untilDay` tells the last day in the event's own zone.
 */
export function ruleOf(text: string, line: number, untilDay: (value: string) => DayNumber): Rule {
  const unfit = () => refuse('tourism.ical.recurrence', { line })
  const parts = new Map<string, string>()
  for (const part of text
    .toUpperCase()
    .split(';')
    .filter((one) => one !== '')) {
    const [key = '', value = ''] = part.split('=')
    if (!KNOWN.has(key) || value === '' || parts.has(key)) unfit()
    parts.set(key, value)
  }
  const number = (key: string, most: number) => {
    const value = parts.get(key)
    if (value === undefined) return null
    return /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= most ? Number(value) : unfit()
  }
  const numbers = (key: string, least: number, most: number) =>
    (parts.get(key)?.split(',') ?? []).map((value) => {
      const n = Number(value)
      return /^[+-]?\d{1,2}$/.test(value) && n !== 0 && n >= least && n <= most ? n : unfit()
    })
  const freq = parts.get('FREQ') ?? ''
  if (freq !== 'DAILY' && freq !== 'WEEKLY' && freq !== 'MONTHLY' && freq !== 'YEARLY') unfit()
  const [count, until] = [number('COUNT', 10_000), parts.get('UNTIL')]
  if (count === null && until === undefined) refuse('tourism.ical.endless', { line })
  const byMonth = numbers('BYMONTH', 1, 12)
  const byDay = (parts.get('BYDAY')?.split(',') ?? []).map((value) => {
    const found = value.match(/^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/) ?? unfit()
    return { weekday: WEEKDAYS.indexOf(found[2] ?? ''), nth: found[1] === undefined ? null : Number(found[1]) }
  })
  const ordered = byDay.some((one) => one.nth !== null)
  if (ordered && !(freq === 'MONTHLY' || (freq === 'YEARLY' && byMonth.length > 0))) unfit()
  return {
    freq: freq as Rule['freq'],
    interval: number('INTERVAL', 1_000) ?? 1,
    count,
    until: until === undefined ? null : untilDay(until),
    weekStart: Math.max(0, WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO')),
    byDay,
    byMonthDay: numbers('BYMONTHDAY', -31, 31),
    byMonth,
  }
}

/** How many days one file's recurrences may be walked over in all. */
export const WALK_MAX = 2_000_000
export type Budget = { left: number }

/** The days on which something recurs, its first among them, none after `last`; walked day by day, so it ends whatever the rule says. */
export function occurrences(first: DayNumber, rule: Rule, last: DayNumber, budget: Budget, line: number): DayNumber[] {
  const end = Math.min(last, rule.until ?? last)
  const found = [first]
  const matches = matcherOf(first, rule)
  for (let day = first + 1; day <= end && (rule.count === null || found.length < rule.count); day += 1) {
    budget.left -= 1
    if (budget.left < 0) refuse('tourism.ical.recurrence', { line })
    if (matches(day)) found.push(day)
  }
  return found
}

function matcherOf(first: DayNumber, rule: Rule): (day: DayNumber) => boolean {
  const start = partsOf(first)
  const week = (day: DayNumber) => Math.floor((day - rule.weekStart + 3) / 7)
  const steps = (day: DayNumber, p: typeof start) => {
    if (rule.freq === 'DAILY') return day - first
    if (rule.freq === 'WEEKLY') return week(day) - week(first)
    return rule.freq === 'MONTHLY' ? (p.year - start.year) * 12 + p.month - start.month : p.year - start.year
  }
  const { byDay, byMonthDay, byMonth } = rule
  const named = byDay.length > 0 || byMonthDay.length > 0
  return (day) => {
    const p = partsOf(day)
    if (steps(day, p) % rule.interval !== 0) return false
    if (byMonth.length > 0 && !byMonth.includes(p.month)) return false
    const length = lengthOfMonth(p.year, p.month)
    if (byMonthDay.length > 0 && !byMonthDay.some((n) => (n > 0 ? n : length + 1 + n) === p.date)) return false
    if (
      byDay.length > 0 &&
      !byDay.some(({ weekday, nth }) => weekday === p.weekday && (nth === null || isNth(nth, p.date, length)))
    )
      return false
    if (rule.freq === 'WEEKLY') return byDay.length > 0 || p.weekday === start.weekday
    if (rule.freq === 'DAILY' || named) return true
    return p.date === start.date && (rule.freq === 'MONTHLY' || byMonth.length > 0 || p.month === start.month)
  }
}

const isNth = (nth: number, date: number, length: number) =>
  nth > 0 ? Math.ceil(date / 7) === nth : Math.ceil((length - date + 1) / 7) === -nth
