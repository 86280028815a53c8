import { Temporal } from 'temporal-polyfill'
import type { CivilDate } from '../../../kernel/clock.ts'
import { addDays, COUNTY_TIME_ZONE } from '../../../kernel/clock.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { DAYS_AHEAD_MAX } from '../place.ts'
import type { Property, RawEvent } from './parse.ts'
import { eventsOf, textOf } from './parse.ts'
import type { Budget, DayNumber } from './recur.ts'
import { dayNumber, dayText, occurrences, ruleOf, WALK_MAX } from './recur.ts'

/** A booking or block of another platform: the nights it takes, from today on and no further than calendars are open. */
export type Imported = { uid: string; summary: string; nights: CivilDate[] }

/** How the calendars given out for a room type name their own events, so that they are known when they come back. */
export const ownUid = (from: CivilDate, roomTypeId: string) => `${from}@${roomTypeId}.terrace`
const isOwn = (uid: string, roomTypeId: string) => uid.endsWith(`@${roomTypeId}.terrace`)

const [YEAR_MIN, YEAR_MAX] = [2000, 2100]
const DAYS_MAX = 1_830
const UID_MAX = 500

/**
 * What a calendar of another platform says of a room, by UID. Times count by the county's days; a booking within one day takes its night. What is cancelled is left out, and so
 * is what the county's own calendar had said. All of a file or nothing. Refuses: tourism.ical.*.
 */
export function importedOf(bytes: Uint8Array, roomTypeId: string, today: CivilDate): Imported[] {
  const budget = { left: WALK_MAX }
  const window = { first: dayNumber(today), last: dayNumber(addDays(today, DAYS_AHEAD_MAX)) }
  const events = eventsOf(textOf(bytes))
    .map(stated)
    .filter((event) => !isOwn(event.uid, roomTypeId))
  const byUid = Map.groupBy(events, (event) => event.uid)
  return [...byUid]
    .map(([uid, parts]) => ({ uid, summary: parts[0]?.summary ?? '', nights: nightsOf(parts, window, budget) }))
    .filter((event) => event.nights.length > 0)
}

type Stated = {
  line: number
  uid: string
  summary: string
  isCancelled: boolean
  start: Stamp
  /** The nights one occurrence takes. */
  length: number
  rule: Property | undefined
  more: readonly Stamp[]
  except: readonly Stamp[]
  /** This is one occurrence of the event with its UID, put elsewhere. */
  replaces: Stamp | null
}

/** The nights of one UID: its recurrences, less exceptions and what was put elsewhere, with where it was put. */
function nightsOf(
  parts: readonly Stated[],
  window: { first: DayNumber; last: DayNumber },
  budget: Budget,
): CivilDate[] {
  const replaced = new Set(parts.flatMap((part) => (part.replaces === null ? [] : [part.replaces.local])))
  const nights = new Set<DayNumber>()
  for (const part of parts.filter((one) => !one.isCancelled)) {
    const except = new Set([...part.except.map((one) => one.local), ...(part.replaces === null ? replaced : [])])
    const rule = part.rule === undefined ? null : ruleOf(part.rule.value, part.rule.line, untilOf(part))
    const first = dayNumber(part.start.local)
    const days = rule === null ? [first] : occurrences(first, rule, window.last + 1, budget, part.line)
    for (const day of new Set([...days, ...part.more.map((one) => dayNumber(one.local))])) {
      if (except.has(dayText(day))) continue
      const from = dayNumber(countyDay({ ...part.start, local: dayText(day) }))
      const end = Math.min(from + part.length, window.last + 1)
      for (let night = Math.max(from, window.first); night < end; night += 1) nights.add(night)
    }
  }
  return [...nights].toSorted((a, b) => a - b).map(dayText)
}

/** The last day, in the event's zone, on which it may still begin. */
const untilOf =
  ({ start, line }: Stated) =>
  (value: string): DayNumber => {
    const until = stampOf({ name: 'UNTIL', params: new Map(), value, line })
    if (until.time === null || until.zone !== 'UTC') return dayNumber(until.local)
    const there = Temporal.PlainDateTime.from(`${until.local}T${until.time}`)
      .toZonedDateTime('UTC')
      .withTimeZone(start.zone)
    const isOver = start.time !== null && start.time > there.toPlainTime().toString()
    return dayNumber(there.toPlainDate().toString()) - (isOver ? 1 : 0)
  }

function stated({ line, properties }: RawEvent): Stated {
  const one = (name: string) => properties.find((property) => property.name === name)
  const all = (name: string) =>
    properties
      .filter((property) => property.name === name)
      .flatMap((p) => p.value.split(',').map((value) => stampOf({ ...p, value })))
  const uid = one('UID')?.value.trim() ?? ''
  const start = one('DTSTART')
  if (uid === '' || uid.length > UID_MAX || start === undefined) refuse('tourism.ical.malformed', { line })
  const begins = stampOf(start)
  const replaces = one('RECURRENCE-ID')
  return {
    line,
    uid,
    summary: plain(one('SUMMARY')?.value ?? ''),
    isCancelled: one('STATUS')?.value.toUpperCase() === 'CANCELLED',
    start: begins,
    length: lengthOf(begins, one('DTEND'), one('DURATION'), line),
    rule: one('RRULE'),
    more: all('RDATE'),
    except: all('EXDATE'),
    replaces: replaces === undefined ? null : stampOf(replaces),
  }
}

function lengthOf(start: Stamp, end: Property | undefined, duration: Property | undefined, line: number): number {
  const from = dayNumber(countyDay(start))
  const days = end === undefined ? daysLong(start, duration) : dayNumber(countyDay(stampOf(end))) - from
  if (days < 0 || days > DAYS_MAX) refuse('tourism.ical.date', { line: end?.line ?? duration?.line ?? line })
  return Math.max(1, days)
}

function daysLong(start: Stamp, duration: Property | undefined): number {
  if (duration === undefined) return 1
  try {
    const long = Temporal.Duration.from(duration.value)
    const begin = Temporal.PlainDateTime.from(`${start.local}T${start.time ?? '00:00:00'}`)
    return dayNumber(begin.add(long).toPlainDate().toString()) - dayNumber(start.local)
  } catch {
    refuse('tourism.ical.date', { line: duration.line })
  }
}

/** A day, or a time of it in a zone; `local` is the day there. */
type Stamp = { local: CivilDate; time: string | null; zone: string }

/** Names that some calendars give zones in place of the IANA's. */
const OTHER_NAMES: Readonly<Record<string, string>> = { 'China Standard Time': COUNTY_TIME_ZONE, GMT: 'UTC' }

/** Refuses: tourism.ical.date for what is no day or far from ours, tourism.ical.time_zone for zones nobody knows. */
function stampOf({ value, params, line }: Property): Stamp {
  const found =
    value.trim().match(/^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/) ??
    refuse('tourism.ical.date', { line })
  const [, year = '', month = '', day = '', hour, minute = '', second = '', utc] = found
  const zone = utc === 'Z' ? 'UTC' : (params.get('TZID') ?? COUNTY_TIME_ZONE)
  try {
    const local = Temporal.PlainDate.from({ year: +year, month: +month, day: +day }, { overflow: 'reject' }).toString()
    if (+year < YEAR_MIN || +year > YEAR_MAX) refuse('tourism.ical.date', { line })
    if (hour === undefined) return { local, time: null, zone: COUNTY_TIME_ZONE }
    // A leap second is the last of its minute here.
    const time = Temporal.PlainTime.from(
      { hour: +hour, minute: +minute, second: Math.min(+second, 59) },
      { overflow: 'reject' },
    )
    return { local, time: time.toString(), zone: knownZone(OTHER_NAMES[zone] ?? zone, line) }
  } catch (error) {
    if (error instanceof RangeError) refuse('tourism.ical.date', { line })
    throw error
  }
}

function knownZone(zone: string, line: number): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    refuse('tourism.ical.time_zone', { zone: zone.slice(0, 40), line })
  }
}

function countyDay({ local, time, zone }: Stamp): CivilDate {
  if (time === null || zone === COUNTY_TIME_ZONE) return local
  return Temporal.PlainDateTime.from(`${local}T${time}`)
    .toZonedDateTime(zone)
    .withTimeZone(COUNTY_TIME_ZONE)
    .toPlainDate()
    .toString()
}

/** A text as people read it, in one short line. */
const plain = (text: string) =>
  text
    .replaceAll(/\\[nN]/g, ' ')
    .replaceAll(/\\([,;\\])/g, '$1')
    .replaceAll(/\p{C}/gu, '')
    .trim()
    .slice(0, 80)
