import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { CivilDate } from '../../kernel/clock.ts'
import { daysBetween } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id } from '../../kernel/validation.ts'
import { WHOLE_DAY } from './claim.ts'
import type { Opening } from './counter.sql.ts'
import { closeDays, countersBetween, keepLimits, openCounters } from './counter.sql.ts'
import { roomTypesById } from './house.sql.ts'
import { settleRoomType } from './ical/import.ts'
import { calendarRange, dayLimit, daysOf, minuteOfDay } from './place.ts'
import { ownResources, readCountyLimit, sitesById } from './site.sql.ts'

const OPENED_MAX = 20_000

/** Opens them all or none. Refuses: tourism.calendar.too_many, tourism.calendar.below_sold. */
async function openAll(tx: Tx, openings: readonly Opening[]): Promise<number> {
  if (openings.length > OPENED_MAX) refuse('tourism.calendar.too_many', { most: OPENED_MAX })
  if ((await openCounters(tx, openings)) !== openings.length) refuse('tourism.calendar.below_sold')
  return openings.length
}

const rangeRefusals = [
  'tourism.calendar.past',
  'tourism.calendar.too_far',
  'tourism.calendar.no_days',
  'tourism.calendar.too_many',
  'tourism.calendar.below_sold',
]

export const openSlots = operation({
  name: 'tourism.calendar.open_places',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/resources/{resourceId}/calendar',
  summary:
    'Opens days of a resource with so many places, or gives them another number; a timed one by the minutes its slots begin',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    resourceId: id,
    ...calendarRange,
    minutes: z.array(minuteOfDay).max(96).default([]),
    capacity: dayLimit,
  }),
  output: z.object({ opened: z.int() }),
  refusals: [
    'tourism.resource.unknown',
    'tourism.calendar.minutes_missing',
    'tourism.calendar.minutes_not_timed',
    ...rangeRefusals,
  ],
  async run({ tx, now }, { organisationId, resourceId, minutes, capacity, ...range }) {
    const [resource] = await ownResources(tx, organisationId, [resourceId])
    if (resource === undefined) refuse('tourism.resource.unknown')
    if (resource.isTimed && minutes.length === 0) refuse('tourism.calendar.minutes_missing')
    if (!resource.isTimed && minutes.length > 0) refuse('tourism.calendar.minutes_not_timed')
    const days = daysOf(range, now)
    const begins = resource.isTimed ? [...new Set(minutes)] : [WHOLE_DAY]
    const kind = resource.isTimed ? 'slot' : 'day'
    const opened = await openAll(
      tx,
      days.flatMap((day) => begins.map((minute) => ({ ownerId: resourceId, day, minute, kind, capacity }) as const)),
    )
    const site = (await sitesById(tx, [resource.siteId])).get(resource.siteId) ?? refuse('tourism.resource.unknown')
    const limits = {
      siteId: site.id,
      siteLimit: site.dayLimit,
      walkIns: site.walkIns,
      countyLimit: await readCountyLimit(tx),
    }
    await keepLimits(tx, days, limits)
    return { opened }
  },
})

export const openNights = operation({
  name: 'tourism.calendar.open_nights',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/room-types/{roomTypeId}/calendar',
  summary: 'Opens nights of a room type with so many rooms, or gives them another number',
  access: member('seller'),
  input: z.object({ organisationId: id, roomTypeId: id, ...calendarRange, rooms: z.int().min(0).max(1000) }),
  output: z.object({ opened: z.int() }),
  refusals: ['tourism.room_type.unknown', 'tourism.calendar.more_than_rooms', ...rangeRefusals],
  async run({ tx, now }, { organisationId, roomTypeId, rooms, ...range }) {
    const type = (await roomTypesById(tx, [roomTypeId])).get(roomTypeId)
    if (type?.organisationId !== organisationId) refuse('tourism.room_type.unknown')
    if (rooms > type.rooms) refuse('tourism.calendar.more_than_rooms', { most: type.rooms })
    const nights = daysOf(range, now).map(
      (day) => ({ ownerId: roomTypeId, day, minute: WHOLE_DAY, kind: 'night', capacity: rooms }) as const,
    )
    const opened = await openAll(tx, nights)
    await settleRoomType(tx, roomTypeId, now)
    return { opened }
  },
})

/** A resource or room type of the organisation. Refuses: tourism.calendar.unknown. */
async function ownedBy(sql: Sql, organisationId: string, ownerId: string): Promise<void> {
  const [resource] = await ownResources(sql, organisationId, [ownerId])
  if (resource !== undefined) return
  const type = (await roomTypesById(sql, [ownerId])).get(ownerId)
  if (type?.organisationId !== organisationId) refuse('tourism.calendar.unknown')
}

const counterView = z.object({
  day: civilDay,
  minute: minuteOfDay.nullable(),
  capacity: z.int(),
  held: z.int(),
  confirmed: z.int(),
  redeemed: z.int(),
  isClosed: z.boolean(),
})

export const closeCalendar = operation({
  name: 'tourism.calendar.close',
  method: 'PUT',
  path: '/tourism/organisations/{organisationId}/calendars/{ownerId}/closing',
  summary: 'Closes days or nights to new bookings, or opens them again; what is booked stands',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    ownerId: id,
    from: civilDay,
    until: civilDay,
    minute: minuteOfDay.nullable().default(null),
    isClosed: z.boolean(),
  }),
  output: z.object({ changed: z.int() }),
  refusals: ['tourism.calendar.unknown'],
  async run({ tx, now }, { organisationId, ownerId, isClosed, ...days }) {
    await ownedBy(tx, organisationId, ownerId)
    const changed = await closeDays(tx, ownerId, days, isClosed)
    if (!isClosed) await settleRoomType(tx, ownerId, now)
    return { changed }
  },
})

const DAYS_READ_MAX = 62

function checkLength(from: CivilDate, until: CivilDate): void {
  const days = daysBetween(from, until) + 1
  if (days < 1 || days > DAYS_READ_MAX) refuse('tourism.calendar.range', { most: DAYS_READ_MAX })
}

export const readCalendar = query({
  name: 'tourism.calendar.read',
  path: '/tourism/organisations/{organisationId}/calendars/{ownerId}',
  summary: 'What is open, held, booked and used of a resource or room type, day by day',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id, ownerId: id, from: civilDay, until: civilDay }),
  output: z.object({ counters: z.array(counterView) }),
  refusals: ['tourism.calendar.unknown', 'tourism.calendar.range'],
  async run({ sql }, { organisationId, ownerId, from, until }) {
    checkLength(from, until)
    await ownedBy(sql, organisationId, ownerId)
    const rows = await countersBetween(sql, [ownerId], from, until)
    return { counters: rows.map((row) => ({ ...row, minute: row.minute === WHOLE_DAY ? null : row.minute })) }
  },
})
