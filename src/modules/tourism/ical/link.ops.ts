import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { member } from '../../../kernel/access.ts'
import { addSeconds, civilDate } from '../../../kernel/clock.ts'
import type { Sql, Tx } from '../../../kernel/database.ts'
import { urlFault } from '../../../kernel/http/outside.ts'
import { uuidv7 } from '../../../kernel/ids.ts'
import { operation, query } from '../../../kernel/operation.ts'
import type { Ports } from '../../../kernel/ports.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { civilDay, id, line, upload } from '../../../kernel/validation.ts'
import { roomTypesById } from '../house.sql.ts'
import type { EventRow, Standing } from './event.sql.ts'
import { bookingsIn, eventsOfRoomType, saySame } from './event.sql.ts'
import { dropEvents, importEvents, settleRoomType } from './import.ts'
import { READ_EVERY_SECONDS } from './jobs.ts'
import type { LinkRow } from './link.sql.ts'
import { changeLink, endLink, insertLink, linksOf, LINKS_MAX, lockLink, noteLinkRead } from './link.sql.ts'
import { importedOf } from './nights.ts'

const hosts = member('seller')
const address = { organisationId: id, linkId: id }
const path = '/tourism/organisations/{organisationId}/calendar-links/{linkId}'
const touched = z.object({ linkId: id })
const UNKNOWN = 'tourism.calendar_link.unknown'
/** What a calendar file is refused for. */
export const icalRefusals = [
  'tourism.ical.too_large',
  'tourism.ical.not_a_calendar',
  'tourism.ical.malformed',
  'tourism.ical.too_many',
  'tourism.ical.date',
  'tourism.ical.time_zone',
  'tourism.ical.recurrence',
  'tourism.ical.endless',
]
const feedRefusals = ['tourism.calendar_link.address', 'tourism.calendar_link.own_address']

const words = {
  /** The other platform's name. */
  name: line(40),
  /** Where it gives its calendar; null where files are brought by hand. */
  feedUrl: z.string().trim().min(1).max(1000).nullable().default(null),
}

const newToken = () => randomBytes(24).toString('base64url')
const outAddress = (publicUrl: string, token: string) => `${publicUrl.replace(/\/$/, '')}/calendars/${token}.ics`

/** Some platforms write their addresses as webcal. Refuses: tourism.calendar_link.address, own_address. */
function feedOf(text: string | null, ports: Ports): string | null {
  if (text === null) return null
  const url = text.replace(/^webcals?:/i, 'https:')
  if (urlFault(url, ports.calendarsLocal) !== null) refuse('tourism.calendar_link.address')
  if (new URL(url).host === new URL(ports.publicUrl).host) refuse('tourism.calendar_link.own_address')
  return new URL(url).href
}

/** Refuses: tourism.calendar_link.unknown. */
async function ownLink(tx: Tx, organisationId: string, linkId: string): Promise<LinkRow> {
  const link = await lockLink(tx, linkId)
  return link?.organisationId === organisationId ? link : refuse('tourism.calendar_link.unknown')
}

/** Refuses: tourism.room_type.unknown. */
async function checkRoomType(sql: Sql, organisationId: string, roomTypeId: string): Promise<void> {
  const type = (await roomTypesById(sql, [roomTypeId])).get(roomTypeId)
  if (type?.organisationId !== organisationId) refuse('tourism.room_type.unknown')
}

export const addCalendarLink = operation({
  name: 'tourism.calendar_link.add',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/room-types/{roomTypeId}/calendar-links',
  summary:
    'Joins a room type with its calendar on another platform: gives an address to subscribe to there, and reads the one named here',
  access: hosts,
  limitPerMinute: 20,
  input: z.object({ organisationId: id, roomTypeId: id, ...words }),
  output: z.object({ linkId: id, address: z.string() }),
  refusals: ['tourism.room_type.unknown', 'tourism.calendar_link.too_many', ...feedRefusals],
  audit: (_input, { linkId }) => ({ linkId }),
  async run({ tx, now, ports }, { organisationId, roomTypeId, name, feedUrl: asked }) {
    await checkRoomType(tx, organisationId, roomTypeId)
    const [linkId, token, feedUrl] = [uuidv7(now), newToken(), feedOf(asked, ports)]
    if (!(await insertLink(tx, { id: linkId, organisationId, roomTypeId, name, token, feedUrl }, now)))
      refuse('tourism.calendar_link.too_many', { most: LINKS_MAX })
    if (feedUrl !== null) tx.effects.request({ name: 'tourism.read-calendars', payload: {} })
    return { linkId, address: outAddress(ports.publicUrl, token) }
  },
})

export const changeCalendarLink = operation({
  name: 'tourism.calendar_link.change',
  method: 'PUT',
  path,
  summary: 'Changes the name or the calendar that is read; with a new address the old one given out stops at once',
  access: hosts,
  limitPerMinute: 20,
  input: z.object({ ...address, ...words, newAddress: z.boolean().default(false) }),
  output: z.object({ linkId: id, address: z.string() }),
  refusals: [UNKNOWN, ...feedRefusals],
  audit: ({ linkId, newAddress }) => ({ linkId, newAddress }),
  async run({ tx, now, ports }, { organisationId, linkId, name, feedUrl: asked, newAddress }) {
    const link = await ownLink(tx, organisationId, linkId)
    const token = newAddress ? newToken() : link.token
    const feedUrl = feedOf(asked, ports)
    await changeLink(tx, { id: linkId, name, feedUrl, token }, now)
    if (feedUrl !== null) tx.effects.request({ name: 'tourism.read-calendars', payload: {} })
    return { linkId, address: outAddress(ports.publicUrl, token) }
  },
})

export const endCalendarLink = operation({
  name: 'tourism.calendar_link.end',
  method: 'POST',
  path: `${path}/ending`,
  summary: 'Ends a link: its address stops, and what was imported through it gives its nights back',
  access: hosts,
  input: z.object(address),
  output: z.object({ linkId: id, nightsFreed: z.int() }),
  refusals: [UNKNOWN],
  async run({ tx, now }, { organisationId, linkId }) {
    const link = await ownLink(tx, organisationId, linkId)
    const events = (await eventsOfRoomType(tx, link.roomTypeId)).filter((event) => event.linkId === linkId)
    const nightsFreed = await dropEvents(tx, link.roomTypeId, events, now)
    await endLink(tx, linkId, now)
    await settleRoomType(tx, link.roomTypeId, now)
    return { linkId, nightsFreed }
  },
})

export const importCalendarFile = operation({
  name: 'tourism.calendar_link.import',
  method: 'POST',
  path: `${path}/file`,
  summary:
    'Takes over a calendar file (iCalendar, at most 1 MB) of the other platform in place of what was read before; all of it or nothing',
  access: hosts,
  body: 'multipart',
  limitPerMinute: 20,
  // Larger ones are refused in words of their own.
  input: z.object({ ...address, file: upload(24_000_000) }),
  output: z.object({ linkId: id, bookings: z.int(), nights: z.int(), conflicts: z.int() }),
  refusals: [UNKNOWN, ...icalRefusals],
  audit: (input, { bookings, conflicts }) => ({ linkId: input.linkId, bookings, conflicts }),
  async run({ tx, now }, { organisationId, linkId, file }) {
    const link = await ownLink(tx, organisationId, linkId)
    const said = importedOf(file.bytes, link.roomTypeId, civilDate(now))
    await importEvents(tx, link, said, now)
    await noteLinkRead(tx, linkId, null, now, addSeconds(now, READ_EVERY_SECONDS))
    const own = (await eventsOfRoomType(tx, link.roomTypeId)).filter((event) => event.linkId === linkId)
    return {
      linkId,
      bookings: own.length,
      nights: own.reduce((sum, event) => sum + event.nights.length, 0),
      conflicts: own.filter((event) => event.shortNights.length > 0).length,
    }
  },
})

export const readCalendarLink = operation({
  name: 'tourism.calendar_link.read_now',
  method: 'POST',
  path: `${path}/reading`,
  summary: 'Asks for the other calendar to be read now',
  access: member('seller', 'packer'),
  limitPerMinute: 6,
  input: z.object(address),
  output: touched,
  refusals: [UNKNOWN, 'tourism.calendar_link.address'],
  async run({ tx, now }, { organisationId, linkId }) {
    const link = await ownLink(tx, organisationId, linkId)
    if (link.feedUrl === null) refuse('tourism.calendar_link.address')
    await changeLink(tx, link, now)
    tx.effects.request({ name: 'tourism.read-calendars', payload: {} })
    return { linkId }
  },
})

export const answerConflict = operation({
  name: 'tourism.calendar_link.answer_conflict',
  method: 'PUT',
  path: `${path}/conflicts/{eventId}`,
  summary:
    "Says that a conflict is a booking made here that came back from the other platform, or takes that back; the event's nights are then not counted twice",
  access: hosts,
  input: z.object({ ...address, eventId: id, isSame: z.boolean() }),
  output: touched,
  refusals: [UNKNOWN, 'tourism.calendar_link.no_conflict'],
  async run({ tx, now }, { organisationId, linkId, eventId, isSame }) {
    const link = await ownLink(tx, organisationId, linkId)
    const event = (await eventsOfRoomType(tx, link.roomTypeId)).find(
      (one) => one.id === eventId && one.linkId === linkId,
    )
    if (event === undefined || (isSame ? event.shortNights : event.sameNights).length === 0)
      refuse('tourism.calendar_link.no_conflict')
    await saySame(tx, eventId, isSame ? [...event.sameNights, ...event.shortNights] : [])
    await settleRoomType(tx, link.roomTypeId, now)
    return { linkId }
  },
})

const conflictView = z.object({
  eventId: id,
  summary: z.string(),
  nights: z.array(civilDay),
  /** What was sold here in these nights: move one of them, cancel it, or the booking over there. */
  bookings: z.array(z.object({ bookingId: id, code: z.string(), day: civilDay, nights: z.int(), rooms: z.int() })),
})

export const listCalendarLinks = query({
  name: 'tourism.calendar_link.list',
  path: '/tourism/organisations/{organisationId}/room-types/{roomTypeId}/calendar-links',
  summary:
    'Calendars of a room type on other platforms: addresses, how reading went, and bookings from there that found no room',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id, roomTypeId: id }),
  output: z.object({
    links: z.array(
      z.object({
        linkId: id,
        name: z.string(),
        address: z.string(),
        feedUrl: z.string().nullable(),
        readAt: z.date().nullable(),
        fault: z.string().nullable(),
        faultLine: z.int().nullable(),
        bookings: z.int(),
        nights: z.int(),
        /** Nights that are not on sale here; taken as soon as they are. */
        unopenedNights: z.int(),
        conflicts: z.array(conflictView),
        /** Conflicts the host said are bookings made here. */
        same: z.array(z.object({ eventId: id, summary: z.string(), nights: z.array(civilDay) })),
      }),
    ),
  }),
  refusals: ['tourism.room_type.unknown'],
  async run({ sql, ports, now }, { organisationId, roomTypeId }) {
    await checkRoomType(sql, organisationId, roomTypeId)
    const links = await linksOf(sql, organisationId, roomTypeId)
    const today = civilDate(now)
    const events = links.length === 0 ? [] : await eventsOfRoomType(sql, roomTypeId)
    const short = events.flatMap((event) => event.shortNights).filter((night) => night >= today)
    const standing = await bookingsIn(sql, roomTypeId, [...new Set(short)])
    return {
      links: links.map((link) => {
        const own = events.filter((event) => event.linkId === link.id)
        const { id: linkId, name, feedUrl, readAt, fault, faultLine } = link
        const known = {
          linkId,
          name,
          feedUrl,
          readAt,
          fault,
          faultLine,
          address: outAddress(ports.publicUrl, link.token),
        }
        return { ...known, ...summaryOf(own, standing, today) }
      }),
    }
  },
})

function summaryOf(events: readonly EventRow[], standing: readonly Standing[], today: string) {
  const ahead = (nights: readonly string[]) => nights.filter((night) => night >= today)
  return {
    bookings: events.filter((event) => ahead(event.nights).length > 0).length,
    nights: events.reduce((sum, event) => sum + ahead(event.nights).length, 0),
    unopenedNights: events.reduce((sum, event) => sum + ahead(event.unopenedNights).length, 0),
    conflicts: events
      .map((event) => ({ ...event, nights: ahead(event.shortNights) }))
      .filter((event) => event.nights.length > 0)
      .map(({ id: eventId, summary, nights }) => ({ eventId, summary, nights, bookings: soldIn(nights, standing) })),
    same: events
      .map(({ id: eventId, summary, sameNights }) => ({ eventId, summary, nights: ahead(sameNights) }))
      .filter((event) => event.nights.length > 0),
  }
}

function soldIn(nights: readonly string[], standing: readonly Standing[]) {
  const found = new Map(standing.filter((one) => nights.includes(one.night)).map((one) => [one.id, one]))
  return [...found.values()].map(({ id: bookingId, code, day, nights: long, rooms }) => ({
    bookingId,
    code,
    day,
    nights: long,
    rooms,
  }))
}
