import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { actorId } from '../../kernel/actor.ts'
import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, addSeconds, civilDate, startOfDay } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id, line } from '../../kernel/validation.ts'
import type { BookingRow } from './booking.sql.ts'
import { bookingsById, lockBookings } from './booking.sql.ts'
import type { Entry } from './entry.ts'
import { countEntries } from './entry.ts'
import type { EntryRow, NewEntry } from './gate.sql.ts'
import {
  entriesOfBookings,
  insertEntries,
  listedBookings,
  markEntered,
  overusedBookings,
  soldThings,
  touchBookings,
} from './gate.sql.ts'
import { lockCountersOf, redeemHold } from './hold.sql.ts'
import { minuteOfDay } from './place.ts'
import { unitTypes } from './product.sql.ts'
import { ownSite } from './site.sql.ts'
import { publicKeyOf } from './ticket.ts'
import { ticketKeys } from './ticket.sql.ts'

const LISTED_MAX = 2000
const ENTRIES_MAX = 300
/** Transactions under way when a list was made show up in the next one. */
const OVERLAP_SECONDS = 60
const EARLY_MINUTES = 30
/** A phone's clock may run ahead by so much. */
const AHEAD_SECONDS = 600

const entryView = z.object({ id, unit: z.int().nullable(), people: z.int(), at: z.string() })

export const readGateList = query({
  name: 'tourism.gate.list',
  path: '/tourism/organisations/{organisationId}/gates/{siteId}/days/{day}',
  summary:
    "All a gate needs to check a day's tickets without a network: keys, what is sold, bookings with who came, and those void for that day; in pages, or what changed since",
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    siteId: id,
    day: civilDay,
    since: z.coerce.date().optional(),
    after: id.optional(),
  }),
  output: z.object({
    /** Ask for what changed since then the next time. */
    asOf: z.date(),
    now: z.date(),
    earlyMinutes: z.int(),
    /** The last id of this page where there is another. */
    next: id.nullable(),
    keys: z.array(z.object({ number: z.int(), publicKey: z.string() })),
    sold: z.array(
      z.object({
        thingId: id,
        siteId: id,
        siteZh: z.string(),
        siteEn: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        isTimed: z.boolean(),
        durationMinutes: z.int(),
        units: z.array(z.object({ type: z.enum(unitTypes), ageMin: z.int().nullable(), ageMax: z.int().nullable() })),
      }),
    ),
    bookings: z.array(
      z.object({
        id,
        code: z.string(),
        edition: z.int(),
        state: z.enum(['good', 'cancelled', 'moved']),
        thingId: id,
        minute: minuteOfDay.nullable(),
        people: z.int(),
        units: z.array(z.object({ id, type: z.enum(unitTypes), places: z.int() })),
        name: z.string(),
        phoneEnd: z.string(),
        notes: z.string(),
        entries: z.array(entryView),
      }),
    ),
  }),
  refusals: ['tourism.site.unknown'],
  async run({ sql, now, ports }, { organisationId, siteId, day, since = null, after = null }) {
    await mustOwn(sql, organisationId, siteId)
    const rows = await listedBookings(sql, { siteId, day }, { since, after, limit: LISTED_MAX })
    const keys = (await ticketKeys(sql)).filter((key) => key.revokedAt === null)
    return {
      asOf: addSeconds(now, -OVERLAP_SECONDS),
      now,
      earlyMinutes: EARLY_MINUTES,
      next: rows.length === LISTED_MAX ? (rows.at(-1)?.id ?? null) : null,
      keys: keys.map(({ number }) => ({
        number,
        publicKey: Buffer.from(publicKeyOf(ports.ticketSecret, number)).toString('hex'),
      })),
      sold: (await soldThings(sql, organisationId)).map((thing) => ({
        ...thing,
        units: thing.units as { type: (typeof unitTypes)[number]; ageMin: number | null; ageMax: number | null }[],
      })),
      bookings: rows.map((row) => ({
        ...row,
        units: [...row.units],
        entries: row.entries.map((entry) => ({ ...entry })),
      })),
    }
  },
})

async function mustOwn(sql: Sql, organisationId: string, siteId: string): Promise<void> {
  if (!(await ownSite(sql, organisationId, siteId))) refuse('tourism.site.unknown')
}

/**
 * What became of an entry: `counted`; `over`, more people than the ticket had left, so that some came in on a ticket used before; `void`, the booking was
 * cancelled, or is for another day; `unknown`, no booking of this organisation.
 */
const outcomes = ['counted', 'over', 'void', 'unknown'] as const
type Outcome = (typeof outcomes)[number]

export const tellEntries = operation({
  name: 'tourism.gate.tell',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/gates/{siteId}/entries',
  summary:
    "Tells who came in at a gate, at once or later; each entry bears the gate's own id, so that it counts once however often and in whatever order it is told",
  access: member('seller', 'packer'),
  audit: (input, output) => ({
    siteId: input.siteId,
    gate: input.gate,
    entries: output.entries.length,
    notCounted: output.entries.filter((one) => one.outcome !== 'counted').map((one) => one.id),
  }),
  input: z.object({
    organisationId: id,
    siteId: id,
    gate: line(40),
    entries: z
      .array(
        z.object({
          id,
          bookingId: id,
          unit: z.int().min(0).max(999).nullable().default(null),
          people: z.int().min(1).max(1000),
          way: z.enum(['scan', 'code', 'list']),
          at: z.coerce.date(),
        }),
      )
      .min(1)
      .max(ENTRIES_MAX),
  }),
  output: z.object({
    entries: z.array(z.object({ id, bookingId: id, outcome: z.enum(outcomes), counted: z.int() })),
    /** What the gate should know of these bookings from now on. */
    bookings: z.array(z.object({ id, entries: z.array(entryView) })),
  }),
  refusals: ['tourism.site.unknown'],
  async run({ tx, actor, now }, { organisationId, siteId, gate, entries }) {
    await mustOwn(tx, organisationId, siteId)
    const told = entries.map((entry) => ({ ...entry, siteId, gate, at: notAhead(entry.at, now) }))
    return takeEntries(tx, organisationId, told, actorId(actor) ?? '', now)
  },
})

const notAhead = (at: Instant, now: Instant): Instant => (at > addSeconds(now, AHEAD_SECONDS) ? now : at)

/** Keeps entries and counts their parties anew. */
export async function takeEntries(
  tx: Tx,
  organisationId: string,
  told: readonly NewEntry[],
  takenBy: string,
  now: Instant,
) {
  const wanted = [...new Set(told.map((one) => one.bookingId))].toSorted()
  const own = (await lockBookings(tx, wanted)).filter(
    (row) => row.organisationId === organisationId && row.confirmedAt !== null,
  )
  const ids = own.map((row) => row.id)
  await insertEntries(
    tx,
    told.filter((one) => ids.includes(one.bookingId)),
    takenBy,
    now,
  )
  await touchBookings(tx, ids, now)
  const kept = Map.groupBy(await entriesOfBookings(tx, ids), (entry) => entry.bookingId)
  const counted = new Map<string, ReadonlyMap<string, number>>()
  await lockCountersOf(tx, ids)
  for (const row of own) counted.set(row.id, await countParty(tx, row, kept.get(row.id) ?? [], now))
  return {
    entries: told.map(({ id: entryId, bookingId, people }) => {
      const of = counted.get(bookingId)
      const row = own.find((one) => one.id === bookingId)
      const count = of?.get(entryId) ?? 0
      const outcome: Outcome =
        row === undefined ? 'unknown' : !of?.has(entryId) ? 'void' : count < people ? 'over' : 'counted'
      return { id: entryId, bookingId, outcome, counted: count }
    }),
    bookings: ids.map((bookingId) => ({ id: bookingId, entries: (kept.get(bookingId) ?? []).map(plain) })),
  }
}

const plain = ({ id: entryId, unit, people, at }: Entry) => ({ id: entryId, unit, people, at })

const isGood = (row: BookingRow) => row.state === 'confirmed' || row.state === 'redeemed'
/** A visit is on its day; a house lets in from arrival to departure. */
const isOnDay = (row: BookingRow, entry: Entry) => {
  const day = civilDate(new Date(entry.at))
  return day >= row.day && day <= row.endsOn
}

/** Entries of another day, or of a booking that was cancelled, count nobody. Answers how many people of each that counts. */
async function countParty(
  tx: Tx,
  row: BookingRow,
  entries: readonly EntryRow[],
  now: Instant,
): Promise<ReadonlyMap<string, number>> {
  const counting = isGood(row) ? entries.filter((entry) => isOnDay(row, entry)) : []
  const counted = countEntries({ people: row.guests, units: row.units }, counting)
  if (counted.entered > row.entered) {
    await redeemHold(tx, row.id, { units: counted.entered, ofUnits: row.guests }, now)
    await markEntered(tx, row.id, counted, now)
  }
  return counted.countedOf
}

const faultsMax = 200

export const readGateFaults = query({
  name: 'tourism.gate.faults',
  path: '/tourism/organisations/{organisationId}/gates/{siteId}/days/{day}/faults',
  summary:
    'Tickets on which more people came in than they are for on a day: at which gate, when, and how many too many',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, siteId: id, day: civilDay }),
  output: z.object({
    faults: z.array(
      z.object({
        bookingId: id,
        code: z.string(),
        name: z.string(),
        people: z.int(),
        isVoid: z.boolean(),
        entries: z.array(z.object({ id, gate: z.string(), at: z.date(), people: z.int(), over: z.int() })),
      }),
    ),
  }),
  refusals: ['tourism.site.unknown'],
  async run({ sql }, { organisationId, siteId, day }) {
    await mustOwn(sql, organisationId, siteId)
    return { faults: await faultsOn(sql, siteId, day) }
  },
})

async function faultsOn(sql: Sql, siteId: string, day: CivilDate) {
  const ids = await overusedBookings(sql, siteId, startOfDay(day), startOfDay(addDays(day, 1)), faultsMax)
  const kept = Map.groupBy(await entriesOfBookings(sql, ids), (entry) => entry.bookingId)
  return (await bookingsById(sql, ids)).map((row) => {
    const entries = kept.get(row.id) ?? []
    const counting = isGood(row) ? entries.filter((entry) => isOnDay(row, entry)) : []
    const { countedOf } = countEntries({ people: row.guests, units: row.units }, counting)
    return {
      bookingId: row.id,
      code: row.code,
      name: row.contact.fullName ?? '',
      people: row.guests,
      isVoid: counting.length === 0,
      entries: entries.map(({ id: entryId, gate, at, people }) => ({
        id: entryId,
        gate,
        at: new Date(at),
        people,
        over: people - (countedOf.get(entryId) ?? 0),
      })),
    }
  })
}
