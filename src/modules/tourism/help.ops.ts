import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { civilDate, daysBetween } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id } from '../../kernel/validation.ts'
import { checkRange } from './availability.ops.ts'
import { bookingsById, lockBookings } from './booking.sql.ts'
import { openCounters, setLimit } from './counter.sql.ts'
import { ownGear, saveGearRow } from './gear.sql.ts'
import { chooseGuide } from './guide.ts'
import type { Guide } from './guide.sql.ts'
import {
  bookingsLed,
  clashOf,
  dropDuty,
  dutiesBetween,
  guidesAt,
  insertDuties,
  lockGuide,
  ownGuides,
  saveGuideRow,
  writeGuide,
} from './guide.sql.ts'
import { claimsOfHold, expireOverdueHolds, reshapeHold } from './hold.sql.ts'
import { calendarRange, daysOf, minuteOfDay, named } from './place.ts'
import { languages } from './product.sql.ts'
import { refuseShort } from './reserve.ts'
import { ownResources } from './site.sql.ts'

const guideWords = {
  ...named,
  languages: z
    .array(z.enum(languages))
    .min(1)
    .max(languages.length)
    .transform((all) => [...new Set(all)]),
  /** How many people at a slot; null for who leads one party at a time. */
  peopleMax: z.int().min(1).max(1000).nullable().default(null),
  isOpen: z.boolean().default(true),
}

/** A guide without a number counts parties, and takes one. */
const countOf = ({ peopleMax }: Pick<Guide, 'peopleMax'>) => peopleMax ?? 1

export const saveGuide = operation({
  name: 'tourism.guide.save',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/guides',
  summary: 'Names a guide with languages and how many they lead at once, or changes one',
  access: member('seller'),
  input: z.object({ organisationId: id, guideId: id.optional(), ...guideWords }),
  output: z.object({ guideId: id, slotsOverLimit: z.int() }),
  refusals: ['tourism.guide.unknown', 'tourism.guide.counted_otherwise'],
  async run({ tx, now }, { organisationId, guideId: given, ...words }) {
    const guideId = given ?? uuidv7(now)
    const was = given === undefined ? undefined : await lockGuide(tx, organisationId, given)
    if (given !== undefined && was === undefined) refuse('tourism.guide.unknown')
    // Who counts parties cannot count people: what is booked would stand for something else.
    if (was !== undefined && (was.peopleMax === null) !== (words.peopleMax === null))
      refuse('tourism.guide.counted_otherwise')
    if (!(await saveGuideRow(tx, organisationId, { id: guideId, ...words }))) refuse('tourism.guide.unknown')
    const slotsOverLimit = await setLimit(tx, guideId, civilDate(now), countOf(words))
    return { guideId, slotsOverLimit }
  },
})

export const saveGear = operation({
  name: 'tourism.gear.save',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/gear',
  summary:
    'Names something lent to visitors with its number of pieces, or changes it; quarter hours in which more are booked already keep theirs',
  access: member('seller'),
  input: z.object({ organisationId: id, gearId: id.optional(), ...named, pieces: z.int().min(0).max(10_000) }),
  output: z.object({ gearId: id, timesOverLimit: z.int() }),
  refusals: ['tourism.gear.unknown'],
  async run({ tx, now }, { organisationId, gearId: given, ...words }) {
    const gearId = given ?? uuidv7(now)
    if (given !== undefined && !(await ownGear(tx, organisationId)).some((gear) => gear.id === given))
      refuse('tourism.gear.unknown')
    // The row is changed first: who opens a quarter hour with it meanwhile waits, and opens it with the new number.
    if (!(await saveGearRow(tx, organisationId, { id: gearId, ...words }))) refuse('tourism.gear.unknown')
    return { gearId, timesOverLimit: await setLimit(tx, gearId, civilDate(now), words.pieces) }
  },
})

const guideView = z.object({ ...guideWords, id, languages: z.array(z.enum(languages)) })

export const listHelp = query({
  name: 'tourism.guide.list',
  path: '/tourism/organisations/{organisationId}/guides',
  summary: 'Guides and gear of an organisation',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id }),
  output: z.object({
    guides: z.array(guideView),
    gear: z.array(z.object({ ...named, id, pieces: z.int() })),
  }),
  async run({ sql }, { organisationId }) {
    return { guides: await ownGuides(sql, organisationId), gear: await ownGear(sql, organisationId) }
  },
})

export const listDuties = query({
  name: 'tourism.guide.duties',
  path: '/tourism/organisations/{organisationId}/duties',
  summary: 'Which slots the guides of an organisation lead, and how many are booked with them',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id, from: civilDay, until: civilDay }),
  output: z.object({
    duties: z.array(
      z.object({
        guideId: id,
        resourceId: id,
        day: civilDay,
        minute: minuteOfDay,
        untilMinute: z.int(),
        parties: z.int(),
        people: z.int(),
      }),
    ),
  }),
  refusals: ['tourism.calendar.range'],
  async run({ sql }, { organisationId, from, until }) {
    checkRange(from, until)
    return { duties: await dutiesBetween(sql, organisationId, from, until) }
  },
})

const SLOTS_MAX = 2000
const EXPIRED_MAX = 1000

export const rosterGuide = operation({
  name: 'tourism.guide.roster',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/guides/{guideId}/duties',
  summary: 'A guide leads these slots of something that has places, all or none; nobody is in two places at a time',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    guideId: id,
    resourceId: id,
    ...calendarRange,
    minutes: z.array(minuteOfDay).min(1).max(48),
    /** How long each takes the guide. */
    durationMinutes: z.int().min(1).max(1440),
  }),
  output: z.object({ slots: z.int() }),
  refusals: [
    'tourism.guide.unknown',
    'tourism.guide.elsewhere',
    'tourism.resource.unknown',
    'tourism.calendar.minutes_not_timed',
    'tourism.calendar.past',
    'tourism.calendar.too_far',
    'tourism.calendar.no_days',
    'tourism.calendar.too_many',
  ],
  async run({ tx, now }, { organisationId, guideId, resourceId, minutes, durationMinutes, ...range }) {
    const guide = await lockGuide(tx, organisationId, guideId)
    if (guide?.isOpen !== true) refuse('tourism.guide.unknown')
    const [resource] = await ownResources(tx, organisationId, [resourceId])
    if (resource === undefined) refuse('tourism.resource.unknown')
    if (!resource.isTimed) refuse('tourism.calendar.minutes_not_timed')
    const slots = slotsOf(daysOf(range, now), [...new Set(minutes)], durationMinutes)
    const duties = { guideId, resourceId, slots, minutes: durationMinutes }
    const clash = await clashOf(tx, duties)
    if (clash !== undefined) refuseElsewhere(clash)
    await insertDuties(tx, duties)
    const openings = slots.map((slot) => ({
      ownerId: guideId,
      ...slot,
      kind: 'guide' as const,
      capacity: countOf(guide),
    }))
    await openCounters(tx, openings)
    return { slots: slots.length }
  },
})

function refuseElsewhere({ day, minute }: { day: CivilDate; minute: number }): never {
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  refuse('tourism.guide.elsewhere', { date: day, time })
}

/** Slots of days, none of which begins before the one before it is over. Refuses: tourism.calendar.too_many, tourism.guide.elsewhere. */
function slotsOf(days: readonly CivilDate[], minutes: readonly number[], durationMinutes: number) {
  const begins = minutes.toSorted((a, b) => a - b)
  if (days.length * begins.length > SLOTS_MAX) refuse('tourism.calendar.too_many', { most: SLOTS_MAX })
  const slots = days.flatMap((day) => begins.map((minute) => ({ day, minute })))
  for (const [at, slot] of slots.entries()) {
    const next = slots[at + 1]
    if (next === undefined) break
    const minutesBetween = daysBetween(slot.day, next.day) * 1440 + next.minute - slot.minute
    if (minutesBetween < durationMinutes) refuseElsewhere(slot)
  }
  return slots
}

export const relieveGuide = operation({
  name: 'tourism.guide.relieve',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/guides/{guideId}/relief',
  summary:
    'A guide leads a slot no more; whoever is booked with them goes to others there who speak the language, all or none',
  access: member('seller'),
  input: z.object({ organisationId: id, guideId: id, day: civilDay, minute: minuteOfDay }),
  output: z.object({ handedOver: z.int() }),
  refusals: ['tourism.guide.unknown', 'tourism.guide.not_there', 'tourism.guide.has_guests'],
  async run({ tx, now }, { organisationId, guideId, ...slot }) {
    if ((await lockGuide(tx, organisationId, guideId)) === undefined) refuse('tourism.guide.unknown')
    const duties = await dutiesBetween(tx, organisationId, slot.day, slot.day)
    const duty = duties.find((one) => one.guideId === guideId && one.minute === slot.minute)
    if (duty === undefined) refuse('tourism.guide.not_there')
    await expireOverdueHolds(tx, now, EXPIRED_MAX)
    const led = await lockBookings(tx, await bookingsLed(tx, { guideId, ...slot }))
    for (const { id: bookingId } of led) await handOver(tx, bookingId, duty, now)
    if (!(await dropDuty(tx, { guideId, ...slot }))) refuse('tourism.guide.has_guests', { people: duty.people })
    return { handedOver: led.length }
  },
})

type Duty = { guideId: string; resourceId: string; day: CivilDate; minute: number; untilMinute: number; people: number }

/** Refuses: tourism.guide.has_guests. */
async function handOver(tx: Tx, bookingId: string, duty: Duty, now: Instant): Promise<void> {
  const [row] = await bookingsById(tx, [bookingId])
  if (row === undefined) return
  const others = (await guidesAt(tx, [duty])).filter((one) => one.guideId !== duty.guideId)
  const wish = { people: row.guests, untilMinute: duty.untilMinute, language: row.language, liked: [], has: null }
  const next = chooseGuide(others, wish) ?? refuse('tourism.guide.has_guests', { people: duty.people })
  const claims = await claimsOfHold(tx, bookingId)
  const moved = claims.map((claim) => (claim.ownerId === duty.guideId ? next.claim : claim))
  refuseShort(await reshapeHold(tx, bookingId, moved, now))
  await writeGuide(tx, bookingId, next.guideId, now)
}
