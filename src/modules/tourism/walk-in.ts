import { NO_LIMIT } from './place.ts'

/** A site's day: what it takes, what is taken of it, what is kept for its window, and from which share of it on one has to book. */
export type SiteDay = { capacity: number; taken: number; kept: number; reserveFromPercent: number | null }

/** How one comes in without a booking: `open`, as on any quiet day; `kept`, while the window's own places last; `booked`, not at all. */
export const walkInWays = ['open', 'kept', 'booked'] as const
export type WalkIn = (typeof walkInWays)[number]

const isBusy = ({ capacity, taken, reserveFromPercent: percent }: SiteDay) =>
  percent !== null && capacity < NO_LIMIT && taken * 100 >= capacity * percent

/** Null where the site has no rule and keeps nothing: the window sells while there is room. */
export function walkInOf(day: SiteDay): WalkIn | null {
  if (day.reserveFromPercent !== null && !isBusy(day)) return 'open'
  if (day.kept > 0) return 'kept'
  return day.reserveFromPercent === null ? null : 'booked'
}

/** How many of a party's places the window takes out of what it keeps; null where the day is too busy for those beyond it. */
export function windowTakes(day: SiteDay, places: number): number | null {
  const own = Math.min(day.kept, places)
  return own < places && isBusy(day) ? null : own
}
