import { z } from 'zod'
import { buyer, member, signedIn } from '../../kernel/access.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, civilDate, startOfDay } from '../../kernel/clock.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { errand, operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { keyedHash, sealed, unsealed } from '../../kernel/seal.ts'
import { civilDay, fen, id, line } from '../../kernel/validation.ts'
import { stateAt } from './booking.ts'
import { ownBooking } from './booking.ops.ts'
import { bookingView, viewOf } from './booking-view.ts'
import type { BookingRow } from './booking.sql.ts'
import { bookingsById, bookingsOfBuyers, lockBookings } from './booking.sql.ts'
import { WHOLE_DAY } from './claim.ts'
import type { Document } from './identity.ts'
import { ageOn, documents, lastFour, readNumber } from './identity.ts'
import { offersByOption } from './offer.sql.ts'
import type { Unit } from './product.sql.ts'
import { voucherStates } from './voucher.ts'
import { vouchersOfGivers } from './voucher.sql.ts'
import type { NewVisitor, VisitorHash } from './visitor.sql.ts'
import { entryRuleOf, saveEntryRule, sealedNumber, visitorHashes, visitorsOf, writeVisitors } from './visitor.sql.ts'

/** What the county's secret makes keys for. */
const SEAL = 'tourism.visitor.number'
const HASH = 'tourism.visitor.hash'

export const stateEntryRule = operation({
  name: 'tourism.entry_rule.state',
  method: 'PUT',
  path: '/tourism/organisations/{organisationId}/entry-rules/{ownerId}',
  summary:
    'Says whether a sight, a ticket or a house asks for names and documents, and whether one person has one ticket for a time',
  access: member('seller'),
  input: z.object({ organisationId: id, ownerId: id, needsNames: z.boolean(), oneEach: z.boolean().default(false) }),
  output: z.object({ ownerId: id }),
  refusals: ['tourism.entry_rule.unknown_owner', 'tourism.entry_rule.needs_names'],
  audit: (input) => input,
  async run({ tx }, { organisationId, ownerId, ...rule }) {
    if (rule.oneEach && !rule.needsNames) refuse('tourism.entry_rule.needs_names')
    if (!(await saveEntryRule(tx, organisationId, ownerId, rule))) refuse('tourism.entry_rule.unknown_owner')
    return { ownerId }
  },
})

const wanted = z.object({
  /** The ticket; left out for guests of a house. */
  unitId: id.nullable().default(null),
  name: line(60),
  document: z.enum(documents),
  number: z.string().min(1).max(40),
})
type Wanted = z.output<typeof wanted>

const view = z.object({
  id,
  bookingId: id,
  unitId: id.nullable(),
  /** Whose place it is: the ticket's, or the guest's, counted from 0. */
  position: z.int(),
  name: z.string(),
  document: z.enum(documents),
  lastFour: z.string(),
  age: z.int().nullable(),
})

/** An errand: what it is told stands in no store of answers, and of its trail only the booking's id. */
export const enterVisitors = errand({
  name: 'tourism.visitor.enter',
  method: 'PUT',
  path: '/tourism/bookings/{bookingId}/visitors',
  summary:
    'Who comes, by name and document, instead of who was entered before and is not kept; until the visit begins; numbers are kept sealed and erased afterwards',
  access: buyer,
  limitPerMinute: 30,
  input: z.object({
    bookingId: id,
    visitors: z.array(wanted).max(1000),
    /** Who was entered before and stays as they are. */
    kept: z.array(id).max(1000).default([]),
  }),
  output: z.object({ bookingId: id, visitors: z.array(view) }),
  refusals: [
    'tourism.booking.unknown',
    'tourism.booking.step_not_possible',
    'tourism.booking.unknown_part',
    'tourism.visitor.too_late',
    'tourism.visitor.twice',
    'tourism.visitor.too_many',
    'tourism.visitor.bad_number',
    'tourism.visitor.bad_birth_date',
    'tourism.visitor.bad_check_digit',
    'tourism.visitor.age',
  ],
  audit: ({ bookingId }) => ({ bookingId }),
  async run({ transact, actor, now, ports }, { bookingId, visitors, kept }) {
    return transact(async (tx) => {
      const row = ownBooking(await lockBookings(tx, [bookingId]), actor)
      if (!['held', 'confirmed'].includes(stateAt(row, now))) refuse('tourism.booking.step_not_possible')
      if (row.state === 'confirmed' && now >= namesUntil(row)) refuse('tourism.visitor.too_late')
      const rule = await entryRuleOf(tx, bookingId)
      const offer = (await offersByOption(tx, [row.optionId ?? row.id])).get(row.optionId ?? row.id)
      const standing = await visitorHashes(tx, bookingId, kept)
      const places = placesFor(row, visitors, standing)
      const read = visitors.map((one, at) =>
        visitorOf(row, { ...one, at, position: places[at] ?? -1 }, offer?.units ?? [], ports.sealingSecret, now),
      )
      checkEach(row, standing, read)
      const { ownerId, oneEach } = rule
      const at = { ownerId, oneEach, day: row.day, minute: row.minute }
      const keptIds = standing.map((one) => one.id)
      await writeVisitors(tx, bookingId, at, { keptIds, visitors: read }, now)
      return { bookingId, visitors: await visitorsOf(tx, [bookingId]) }
    })
  },
})

/** Names can be entered until a visit begins; where a day or a night counts, until that day is over. */
const namesUntil = ({ minute, day, startsAt }: BookingRow): Instant =>
  minute === WHOLE_DAY ? startOfDay(addDays(day, 1)) : startsAt

/** Whose place each takes: that of their ticket, or the first that is free in a house. */
function placesFor(row: BookingRow, visitors: readonly Wanted[], kept: readonly { position: number }[]): number[] {
  if (row.kind === 'visit') return visitors.map(({ unitId }) => row.units.findIndex((unit) => unit.id === unitId))
  const taken = new Set(kept.map((one) => one.position))
  const free = Array.from({ length: taken.size + visitors.length }, (_, at) => at).filter((at) => !taken.has(at))
  return visitors.map((_, at) => free[at] ?? -1)
}

const faults = {
  shape: 'tourism.visitor.bad_number',
  region: 'tourism.visitor.bad_number',
  birth_date: 'tourism.visitor.bad_birth_date',
  check_digit: 'tourism.visitor.bad_check_digit',
} as const

/** Never names a number in what it refuses. */
function visitorOf(
  row: BookingRow,
  given: Wanted & { at: number; position: number },
  kinds: readonly Unit[],
  secret: string,
  now: Instant,
): NewVisitor {
  const { name, document, unitId, at, position } = given
  const read = readNumber(document, given.number, civilDate(now))
  if (typeof read === 'string') refuse(faults[read], { at: at + 1 })
  if (row.kind === 'visit' && (unitId === null || position < 0)) refuse('tourism.booking.unknown_part')
  const age = read.bornOn === null ? null : ageOn(read.bornOn, row.day)
  checkAge(
    age,
    kinds.find((kind) => kind.type === row.units[position]?.type),
    at,
  )
  return {
    id: uuidv7(now),
    unitId: row.kind === 'visit' ? unitId : null,
    position,
    name,
    document,
    numberHash: hashOf(secret, document, read.number),
    numberSealed: Buffer.from(sealed(secret, SEAL, read.number)).toString('hex'),
    lastFour: lastFour(read.number),
    age,
  }
}

const hashOf = (secret: string, document: Document, number: string) =>
  Buffer.from(keyedHash(secret, HASH, `${document} ${number}`)).toString('hex')

function checkAge(age: number | null, kind: Pick<Unit, 'ageMin' | 'ageMax'> | undefined, at: number): void {
  if (age === null || kind === undefined) return
  if (age < (kind.ageMin ?? 0) || age > (kind.ageMax ?? 150)) refuse('tourism.visitor.age', { at: at + 1, age })
}

/** One for each ticket, and not more guests than were booked; nobody twice. */
function checkEach(row: BookingRow, kept: readonly VisitorHash[], visitors: readonly NewVisitor[]): void {
  const all: readonly VisitorHash[] = [...kept, ...visitors]
  if (all.length > (row.kind === 'visit' ? row.units.length : row.guests)) refuse('tourism.visitor.too_many')
  if (new Set(all.map((one) => one.position)).size < all.length) refuse('tourism.booking.unknown_part')
  if (new Set(all.map((one) => one.numberHash)).size < all.length) refuse('tourism.visitor.twice')
}

export const listVisitors = query({
  name: 'tourism.visitor.list',
  path: '/tourism/bookings/{bookingId}/visitors',
  summary:
    'Who comes with one of the asker’s bookings, and whether names are asked for; of numbers the last four signs',
  access: buyer,
  input: z.object({ bookingId: id }),
  output: z.object({
    needsNames: z.boolean(),
    oneEach: z.boolean(),
    /** So long they can be changed. */
    until: z.date(),
    visitors: z.array(view),
  }),
  refusals: ['tourism.booking.unknown'],
  async run({ sql, actor }, { bookingId }) {
    const row = ownBooking(await bookingsById(sql, [bookingId]), actor)
    const { needsNames, oneEach } = await entryRuleOf(sql, bookingId)
    return { needsNames, oneEach, until: namesUntil(row), visitors: await visitorsOf(sql, [bookingId]) }
  },
})

export const listSupplierVisitors = query({
  name: 'tourism.supplier_visitor.list',
  path: '/tourism/organisations/{organisationId}/bookings/{bookingId}/visitors',
  summary: 'Who comes with a booking, for the house or sight; of numbers the last four signs',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, bookingId: id }),
  output: z.object({ needsNames: z.boolean(), visitors: z.array(view) }),
  refusals: ['tourism.booking.unknown'],
  async run({ sql }, { organisationId, bookingId }) {
    const [row] = await bookingsById(sql, [bookingId])
    if (row?.organisationId !== organisationId) refuse('tourism.booking.unknown')
    const { needsNames } = await entryRuleOf(sql, bookingId)
    return { needsNames, visitors: await visitorsOf(sql, [bookingId]) }
  },
})

/** From the day before arrival to the day of leaving. */
const mayBeRead = (stay: { day: CivilDate; endsOn: CivilDate }, today: CivilDate) =>
  today >= addDays(stay.day, -1) && today <= stay.endsOn

export const revealVisitor = errand({
  name: 'tourism.visitor.reveal',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/visitors/{visitorId}/number',
  summary:
    'The whole number of a visitor’s document around the visit, for the register of guests; every look leaves a trail',
  access: member('seller', 'packer'),
  limitPerMinute: 60,
  input: z.object({ organisationId: id, visitorId: id }),
  output: z.object({ number: z.string() }),
  refusals: ['tourism.visitor.unknown', 'tourism.visitor.not_now'],
  audit: ({ visitorId }) => ({ visitorId }),
  async run({ read, now, ports }, { organisationId, visitorId }) {
    const found = await read((sql) => sealedNumber(sql, visitorId))
    if (found?.organisationId !== organisationId) refuse('tourism.visitor.unknown')
    if (found.box === null || !mayBeRead(found, civilDate(now))) refuse('tourism.visitor.not_now')
    return { number: unsealed(ports.sealingSecret, SEAL, found.box) }
  },
})

const EXPORTED_MAX = 1000

const givenView = z.object({
  id,
  valueFen: fen,
  giver: z.string(),
  card: z.string(),
  state: z.enum(voucherStates),
  madeAt: z.date(),
  lastDay: civilDay,
  refundedFen: fen,
})

export const exportTravels = query({
  name: 'tourism.data.export',
  path: '/tourism/me/data',
  summary:
    'Everything this module holds on the person who asks: bookings, who came with them, and vouchers given; hashes and codes left out',
  access: signedIn,
  limitPerMinute: 10,
  input: z.object({}),
  output: z.object({
    bookings: z.array(bookingView),
    visitors: z.array(view),
    vouchers: z.array(givenView),
  }),
  async run({ sql, actor, now }) {
    const rows = await bookingsOfBuyers(sql, buyerIdsOf(actor), null, EXPORTED_MAX)
    const visitors = await visitorsOf(
      sql,
      rows.map((row) => row.id),
    )
    const vouchers = await vouchersOfGivers(sql, buyerIdsOf(actor), EXPORTED_MAX)
    return { bookings: rows.map((row) => viewOf(row, now)), visitors, vouchers }
  },
})
