import type { CivilDate } from '../../kernel/clock.ts'
import { addDays, daysBetween } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Sharing } from './share.ts'

export const silences = ['wait', 'refund'] as const
/** What becomes of a buyer who does not answer when a window slips. */
export type Silence = (typeof silences)[number]
export type RipeWindow = { from: CivilDate; to: CivilDate }
export type Stage = { zh: string; en: string }

export type HarvestTerms = {
  quotaUnits: number
  window: RipeWindow
  sharing: Sharing
  silence: Silence
  answerDays: number
}
export type MakingTerms = { leadDays: number; weeklyUnits: number; stages: readonly Stage[] }

/** How far ahead a harvest may be sold: the county's own rule, so that money does not lie for longer than a year. */
export const AHEAD_DAYS_MAX = 365
/** Weeks a workshop's order book is open for. */
export const WEEKS_AHEAD = 12

/** Refuses: supply.window.not_in_order, supply.window.past, supply.window.too_far. */
export function checkWindow({ from, to }: RipeWindow, today: CivilDate): void {
  if (to < from) refuse('supply.window.not_in_order')
  if (to < today) refuse('supply.window.past')
  if (daysBetween(today, to) > AHEAD_DAYS_MAX) refuse('supply.window.too_far', { days: AHEAD_DAYS_MAX })
}

/** The Monday of a day's week. */
export function weekOf(day: CivilDate): CivilDate {
  // 1 January 2024 was a Monday.
  const since = daysBetween('2024-01-01', day) % 7
  return addDays(day, -((since + 7) % 7))
}

/** When what is begun in the week of `monday` is ready. */
export const readyOn = (monday: CivilDate, leadDays: number, today: CivilDate): CivilDate =>
  addDays(monday > today ? monday : today, leadDays)

/** The weeks a workshop may begin units in, this one first. */
export const weeksFrom = (today: CivilDate): CivilDate[] =>
  Array.from({ length: WEEKS_AHEAD }, (_, week) => addDays(weekOf(today), week * 7))

/** Units a workshop can still promise, and when one unit ordered now would be ready; null when the book is full. */
export function orderBook(
  terms: Pick<MakingTerms, 'leadDays' | 'weeklyUnits'>,
  taken: ReadonlyMap<CivilDate, number>,
  today: CivilDate,
): { freeUnits: number; readyOn: CivilDate | null } {
  const weeks = weeksFrom(today).map((monday) => ({ monday, free: terms.weeklyUnits - (taken.get(monday) ?? 0) }))
  const first = weeks.find((week) => week.free > 0)
  return {
    freeUnits: weeks.reduce((sum, week) => sum + week.free, 0),
    readyOn: first === undefined ? null : readyOn(first.monday, terms.leadDays, today),
  }
}
