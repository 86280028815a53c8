import type { CivilDate } from '../../../kernel/clock.ts'
import { addDays } from '../../../kernel/clock.ts'
import { ownUid } from './nights.ts'

export type BusyRange = { from: CivilDate; until: CivilDate }

/** Nights in a row are one range; `until` is the day of departure. */
export function rangesOf(nights: readonly CivilDate[]): BusyRange[] {
  const ranges: BusyRange[] = []
  for (const night of nights.toSorted()) {
    const last = ranges.at(-1)
    if (last?.until === night) last.until = addDays(night, 1)
    else ranges.push({ from: night, until: addDays(night, 1) })
  }
  return ranges
}

/** A calendar (RFC 5545) that says when a room cannot be had, and nothing else: no guest, no booking, no price. */
export function busyCalendar(
  room: { id: string; nameZh: string; nameEn: string },
  nights: readonly CivilDate[],
  today: CivilDate,
): string {
  const compact = (day: CivilDate) => day.replaceAll('-', '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Terrace//Nights//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(`${room.nameZh} ${room.nameEn}`)}`,
    ...rangesOf(nights).flatMap(({ from, until }) => [
      'BEGIN:VEVENT',
      `UID:${ownUid(from, room.id)}`,
      // The same all day, so that the whole has one ETag for as long as nothing changes.
      `DTSTAMP:${compact(today)}T000000Z`,
      `DTSTART;VALUE=DATE:${compact(from)}`,
      `DTEND;VALUE=DATE:${compact(until)}`,
      'SUMMARY:不可预订 Not available',
      'TRANSP:OPAQUE',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const escaped = (text: string) => text.replaceAll(/[\\;,]/g, (c) => `\\${c}`)

/** At most 75 octets a line, and no character cut in two. */
function folded(line: string): string {
  let [text, size] = ['', 0]
  for (const c of line) {
    const octets = Buffer.byteLength(c)
    if (size + octets > 75) [text, size] = [`${text}\r\n `, 1]
    text += c
    size += octets
  }
  return text
}
