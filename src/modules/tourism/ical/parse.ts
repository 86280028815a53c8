import { refuse } from '../../../kernel/refusal.ts'

/** A line of a calendar with what was folded below it. */
export type Property = { line: number; name: string; params: ReadonlyMap<string, string>; value: string }
export type RawEvent = { line: number; properties: readonly Property[] }

export const ICS_BYTES_MAX = 1_000_000
const EVENTS_MAX = 2_000
const DEPTH_MAX = 5

/** The bytes of a calendar as text. Refuses: tourism.ical.too_large, tourism.ical.not_a_calendar. */
export function textOf(bytes: Uint8Array): string {
  if (bytes.length > ICS_BYTES_MAX) refuse('tourism.ical.too_large', { limit: '1 MB' })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    refuse('tourism.ical.not_a_calendar')
  }
}

/**
 * The events of a calendar (RFC 5545), strictly: components close in the order they opened, and the calendar has its end, so that half a
 * file never reads as bookings that vanished. What is not an event is passed over. Refuses: tourism.ical.not_a_calendar, malformed, too_many.
 */
export function eventsOf(text: string): RawEvent[] {
  const events: RawEvent[] = []
  const open: string[] = []
  let own: Property[] = []
  let began = 0
  let calendars = 0
  for (const property of propertiesOf(text)) {
    const { line, name, value } = property
    if (open.length === 0 && !(name === 'BEGIN' && value.toUpperCase() === 'VCALENDAR'))
      refuse('tourism.ical.not_a_calendar')
    if (name === 'BEGIN') {
      open.push(value.toUpperCase())
      if (open.length > DEPTH_MAX) refuse('tourism.ical.malformed', { line })
      if (open.length === 2 && open[1] === 'VEVENT') [own, began] = [[], line]
    } else if (name === 'END') {
      const closed = open.pop()
      if (closed !== value.toUpperCase()) refuse('tourism.ical.malformed', { line })
      if (open.length === 0) calendars += 1
      if (open.length !== 1 || closed !== 'VEVENT') continue
      if (events.length === EVENTS_MAX) refuse('tourism.ical.too_many', { most: EVENTS_MAX })
      events.push({ line: began, properties: own })
    } else if (open.length === 2 && open[1] === 'VEVENT') own.push(property)
  }
  if (calendars === 0 || open.length > 0) refuse('tourism.ical.not_a_calendar')
  return events
}

/** Lines as they were before folding: one that begins with a space or tab goes on from the one above. */
function* propertiesOf(text: string): Generator<Property> {
  let [whole, began, line] = ['', 0, 0]
  for (const part of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    line += 1
    if (part.startsWith(' ') || part.startsWith('\t')) {
      if (began === 0) refuse('tourism.ical.malformed', { line })
      whole += part.slice(1)
      continue
    }
    if (whole !== '') yield propertyOf(whole, began)
    ;[whole, began] = [part, line]
  }
  if (whole !== '') yield propertyOf(whole, began)
}

/** `NAME;PARAM=value;OTHER="a:b":value`; a quoted value may hold what else would end it. */
function propertyOf(text: string, line: number): Property {
  const params = new Map<string, string>()
  const ends = (from: number) => {
    let quoted = false
    for (let at = from; at < text.length; at += 1) {
      const c = text[at]
      if (c === '"') quoted = !quoted
      else if (!quoted && (c === ';' || c === ':')) return at
    }
    return refuse('tourism.ical.malformed', { line })
  }
  let at = ends(0)
  const name = text.slice(0, at).toUpperCase()
  if (!/^[A-Z0-9-]{1,60}$/.test(name)) refuse('tourism.ical.malformed', { line })
  while (text[at] === ';') {
    const next = ends(at + 1)
    const [key, value] = split(text.slice(at + 1, next), '=')
    params.set(key.toUpperCase(), value.replaceAll('"', ''))
    at = next
  }
  return { line, name, params, value: text.slice(at + 1) }
}

function split(text: string, by: string): [string, string] {
  const at = text.indexOf(by)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
