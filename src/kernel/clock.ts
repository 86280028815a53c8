import { Temporal } from 'temporal-polyfill'

/** A moment. Rules take it as an argument; only the edges ask a clock. */
export type Instant = Date

/** A calendar day in Asia/Shanghai, written `2026-04-18`. */
export type CivilDate = string

export type Clock = { now(): Instant }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that tests and simulations move by hand. */
export function manualClock(start: Instant): Clock & { advance(seconds: number): void; set(to: Instant): void } {
  let current = start
  return {
    now: () => current,
    advance: (seconds) => {
      current = new Date(current.getTime() + seconds * 1000)
    },
    set: (to) => {
      current = to
    },
  }
}

export const COUNTY_TIME_ZONE = 'Asia/Shanghai'

const STEADY_SINCE = Date.UTC(1991, 8, 15)
const STEADY_OFFSET_MS = 8 * 3_600_000

/** China has kept eight hours ahead of UTC since the last summer time ended in 1991, so nobody has to look in the zone's table. */
export function civilDate(at: Instant): CivilDate {
  if (at.getTime() >= STEADY_SINCE) return new Date(at.getTime() + STEADY_OFFSET_MS).toISOString().slice(0, 10)
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(COUNTY_TIME_ZONE)
    .toPlainDate()
    .toString()
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** The same day some months later, or the last day of a shorter month. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ months }).toString()
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days
}

/** The first moment of a civil day in the county. */
export function startOfDay(date: CivilDate): Instant {
  const zoned = Temporal.PlainDate.from(date).toZonedDateTime(COUNTY_TIME_ZONE)
  return new Date(zoned.epochMilliseconds)
}

export function addSeconds(at: Instant, seconds: number): Instant {
  return new Date(at.getTime() + seconds * 1000)
}
