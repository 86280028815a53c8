import { z } from 'zod'
import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, civilDate, daysBetween } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, line, lineZh, prose } from '../../kernel/validation.ts'

/** What a site, house, product or option is called and what is said of it. */
export const named = { nameZh: lineZh(60), nameEn: line(120) }
export const told = { ...named, aboutZh: prose(2000).default(''), aboutEn: prose(4000).default('') }
export const located = {
  villageCode: z.string().regex(/^\d{12}$/),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
}
export const minuteOfDay = z.int().min(0).max(1439)
export const NO_LIMIT = 1_000_000
export const dayLimit = z.int().min(0).max(NO_LIMIT)

/** What is given back to a guest who cancels so many hours before it begins, in percent. */
export const policyTiers = z
  .array(z.object({ hoursBefore: z.int().min(0).max(2400), percent: z.int().min(0).max(100) }))
  .max(5)

/** ISO 8601: Monday is 1, Sunday 7. */
export const weekday = z.int().min(1).max(7)
export const calendarRange = {
  from: civilDay,
  until: civilDay,
  weekdays: z.array(weekday).min(1).max(7).default([1, 2, 3, 4, 5, 6, 7]),
}

/** Nobody opens a calendar further ahead. */
export const DAYS_AHEAD_MAX = 550

export const weekdayOf = (day: CivilDate) => (((daysBetween('2024-01-01', day) % 7) + 7) % 7) + 1

/**
 * The days of a range that fall on the weekdays asked for, both ends included. Refuses: tourism.calendar.past,
 * tourism.calendar.too_far, tourism.calendar.no_days.
 */
export function daysOf(
  { from, until, weekdays }: { from: CivilDate; until: CivilDate; weekdays: readonly number[] },
  now: Instant,
): CivilDate[] {
  const today = civilDate(now)
  if (from < today) refuse('tourism.calendar.past', { date: from })
  if (until > addDays(today, DAYS_AHEAD_MAX)) refuse('tourism.calendar.too_far', { days: DAYS_AHEAD_MAX })
  const length = daysBetween(from, until) + 1
  const days = Array.from({ length: Math.max(0, length) }, (_, at) => addDays(from, at))
  const chosen = days.filter((day) => weekdays.includes(weekdayOf(day)))
  if (chosen.length === 0) refuse('tourism.calendar.no_days')
  return chosen
}
