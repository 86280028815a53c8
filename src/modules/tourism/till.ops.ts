import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { Actor } from '../../kernel/actor.ts'
import { actorId } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { addSeconds, civilDate } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, fen, id, line, prose } from '../../kernel/validation.ts'
import { NO_CONTACT } from './booking.ts'
import { bookingView, viewOf } from './booking-view.ts'
import type { BookingRow } from './booking.sql.ts'
import { bookingsById, insertBookings, lockBookings } from './booking.sql.ts'
import { WHOLE_DAY } from './claim.ts'
import { takeEntries } from './gate.ops.ts'
import { expireOverdueHolds, holdParties, lockClaims } from './hold.sql.ts'
import { minuteOfDay } from './place.ts'
import { unitTypes } from './product.sql.ts'
import { refuseShort, visitFrom } from './reserve.ts'
import type { TillRow } from './till.sql.ts'
import { closeTillRow, lockTill, moveCash, openTillRow, takingsOf, takingsOfBooking, tillsOf } from './till.sql.ts'
import { ownSite } from './site.sql.ts'
import { confirmBooking, endBooking } from './visit.ts'
import { visitFacts } from './visit-facts.ts'
import { visitRefusals } from './booking.ops.ts'
import { siteDayOf, takeKept } from './walk-in.sql.ts'
import { windowTakes } from './walk-in.ts'

const tillView = z.object({
  id,
  siteId: id,
  day: civilDay,
  name: z.string(),
  floatFen: fen,
  /** What should be in it now. */
  expectedFen: fen,
  countedFen: fen.nullable(),
  receipts: z.int(),
  note: z.string().nullable(),
  openedAt: z.date(),
  closedAt: z.date().nullable(),
})
const plain = ({ organisationId: _organisation, ...till }: TillRow) => till
const byOf = (actor: Actor) => actorId(actor) ?? ''

export const openTill = operation({
  name: 'tourism.till.open',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/sites/{siteId}/tills',
  summary: "Opens a drawer at a site's window for cash sales, with so much change in it",
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, siteId: id, name: line(40), floatFen: fen.max(10_000_000).default(0) }),
  output: tillView,
  refusals: ['tourism.site.unknown', 'tourism.till.open_already'],
  async run({ tx, actor, now }, { organisationId, siteId, name, floatFen }) {
    if (!(await ownSite(tx, organisationId, siteId))) refuse('tourism.site.unknown')
    const till = { organisationId, siteId, day: civilDate(now), name, floatFen }
    return plain((await openTillRow(tx, till, byOf(actor), now)) ?? refuse('tourism.till.open_already'))
  },
})

/** Refuses: tourism.till.unknown, tourism.till.closed. */
async function openOne(tx: Tx, organisationId: string, tillId: string): Promise<TillRow> {
  const till = (await lockTill(tx, organisationId, tillId)) ?? refuse('tourism.till.unknown')
  if (till.closedAt !== null) refuse('tourism.till.closed')
  return till
}

const WINDOW_TICKETS_MAX = 200
const EXPIRED_MAX = 1000

const receipt = z.object({
  booking: bookingView,
  till: tillView,
  receipt: z.int(),
  givenFen: fen,
  changeFen: fen,
})

export const sellAtWindow = operation({
  name: 'tourism.window.sell',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/tills/{tillId}/sales',
  summary:
    "Sells tickets for today at a window for cash, from the same places as online, and lets the party in at once if asked; the seller chooses the booking's id, so that a sale sent twice is made once",
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    tillId: id,
    bookingId: id,
    optionId: id,
    minute: minuteOfDay.nullable().default(null),
    tickets: z
      .array(z.object({ type: z.enum(unitTypes), count: z.int().min(0).max(WINDOW_TICKETS_MAX) }))
      .min(1)
      .max(unitTypes.length),
    /** What was handed over; what is over the price goes back as change. */
    givenFen: fen.nullable().default(null),
    contactName: line(60).nullable().default(null),
    lettingIn: z.boolean().default(true),
  }),
  output: receipt,
  refusals: [
    ...visitRefusals,
    'tourism.till.unknown',
    'tourism.till.closed',
    'tourism.window.other_site',
    'tourism.window.too_little',
    'tourism.walk_in.booked_only',
    'tourism.sold_out',
    'tourism.date_closed',
    'tourism.booking.id_used',
  ],
  async run({ tx, actor, now }, asked) {
    const { organisationId, tillId, bookingId, givenFen } = asked
    const till = await openOne(tx, organisationId, tillId)
    const made = (await bookingsById(tx, [bookingId]))[0]
    if (made !== undefined) return soldBefore(tx, made, till, now)
    const total = await sell(tx, till, asked, now)
    const given = givenFen ?? total
    if (given < total) refuse('tourism.window.too_little', { missingFen: total - given })
    const taking = { tillId, bookingId, kind: 'sale' as const, amountFen: total, givenFen: given }
    const number = (await moveCash(tx, taking, byOf(actor), now)) ?? refuse('tourism.till.closed')
    if (asked.lettingIn) await letIn(tx, till, bookingId, byOf(actor), now)
    return receiptOf(tx, bookingId, till.id, organisationId, { number, given }, now)
  },
})

type Sale = {
  bookingId: string
  optionId: string
  minute: number | null
  tickets: { type: string; count: number }[]
  contactName: string | null
}

/** Holds the places, those the window keeps first, and confirms them at once; answers the price. Refuses: tourism.walk_in.booked_only. */
async function sell(tx: Tx, till: TillRow, sale: Sale, now: Instant): Promise<number> {
  const all = sale.tickets.flatMap(({ type, count }) => Array.from({ length: count }, () => ({ type })))
  const day = civilDate(now)
  const wanted = { optionId: sale.optionId, day, minute: sale.minute ?? WHOLE_DAY, tickets: all }
  const [facts = null] = await visitFacts(tx, [wanted])
  if (facts !== null && facts.offer.siteId !== till.siteId) refuse('tourism.window.other_site')
  // Whoever stands at the window may still come in while it lasts.
  const lasting = facts && { ...facts, offer: { ...facts.offer, cutoffMinutes: -facts.offer.durationMinutes } }
  const contact = { ...NO_CONTACT, fullName: sale.contactName }
  const who = { buyerId: null, resellerId: null, resellerReference: null, contact, notes: null }
  const { booking, claims } = visitFrom(lasting, sale.bookingId, wanted, who, now)
  await expireOverdueHolds(tx, now, EXPIRED_MAX)
  await lockClaims(tx, claims)
  const places = booking.guests
  const site = await siteDayOf(tx, till.siteId, day)
  const walkIns =
    site === null ? 0 : (windowTakes(site, places) ?? refuse('tourism.walk_in.booked_only', { kept: site.kept }))
  if (walkIns > 0) await takeKept(tx, till.siteId, day, walkIns)
  const [outcome = 'held'] = await holdParties(
    tx,
    [{ holdId: booking.id, expiresAt: addSeconds(now, 60), claims }],
    now,
  )
  refuseShort(outcome)
  insertBookings(tx, [{ ...booking, tillId: till.id, walkIns }], now)
  const [row] = await lockBookings(tx, [booking.id])
  await confirmBooking(tx, row ?? refuse('tourism.booking.unknown'), now)
  return booking.totalFen
}

async function letIn(tx: Tx, till: TillRow, bookingId: string, by: string, now: Instant): Promise<void> {
  const [row] = await bookingsById(tx, [bookingId])
  const entry = { id: uuidv7(now), bookingId, siteId: till.siteId, gate: till.name, unit: null, way: 'list' as const }
  await takeEntries(tx, till.organisationId, [{ ...entry, people: row?.guests ?? 1, at: now }], by, now)
}

/** The same sale sent again. Refuses: tourism.booking.id_used. */
async function soldBefore(tx: Tx, made: BookingRow, till: TillRow, now: Instant) {
  const sale = (await takingsOfBooking(tx, made.id)).find((one) => one.kind === 'sale' && one.tillId === till.id)
  if (sale === undefined) refuse('tourism.booking.id_used')
  return receiptOf(tx, made.id, till.id, till.organisationId, { number: sale.receipt, given: sale.givenFen }, now)
}

async function receiptOf(
  tx: Tx,
  bookingId: string,
  tillId: string,
  organisationId: string,
  { number, given }: { number: number; given: number },
  now: Instant,
) {
  const [row] = await bookingsById(tx, [bookingId])
  const till = await lockTill(tx, organisationId, tillId)
  const booking = viewOf(row ?? refuse('tourism.booking.unknown'), now)
  return {
    booking,
    till: plain(till ?? refuse('tourism.till.unknown')),
    receipt: number,
    givenFen: given,
    changeFen: given - booking.totalFen,
  }
}

export const returnAtWindow = operation({
  name: 'tourism.window.return',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/tills/{tillId}/returns',
  summary: 'Takes back tickets sold at a window and not used: the cash goes back, the places on sale',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, tillId: id, bookingId: id, reason: line(120) }),
  output: z.object({ receipt: z.int(), amountFen: fen, till: tillView }),
  refusals: [
    'tourism.till.unknown',
    'tourism.till.closed',
    'tourism.booking.unknown',
    'tourism.booking.step_not_possible',
    'tourism.till.too_little',
  ],
  async run({ tx, actor, now }, { organisationId, tillId, bookingId, reason }) {
    const till = await openOne(tx, organisationId, tillId)
    const [row] = await lockBookings(tx, [bookingId])
    if (row?.organisationId !== organisationId || row.tillId === null) refuse('tourism.booking.unknown')
    if (till.expectedFen < row.totalFen) refuse('tourism.till.too_little')
    await endBooking(tx, row, { by: 'supplier', reason, refundedFen: row.totalFen }, now)
    const taking = { tillId, bookingId, kind: 'return' as const, amountFen: -row.totalFen, givenFen: 0 }
    const number = (await moveCash(tx, taking, byOf(actor), now)) ?? refuse('tourism.till.closed')
    const after = await lockTill(tx, organisationId, tillId)
    return { receipt: number, amountFen: row.totalFen, till: plain(after ?? till) }
  },
})

export const closeTill = operation({
  name: 'tourism.till.close',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/tills/{tillId}/closing',
  summary: 'Closes a drawer with what was counted in it; what differs from what should be in it stands beside it',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, tillId: id, countedFen: fen, note: prose(300).nullable().default(null) }),
  output: tillView,
  refusals: ['tourism.till.unknown', 'tourism.till.closed'],
  async run({ tx, actor, now }, { organisationId, tillId, ...counted }) {
    await openOne(tx, organisationId, tillId)
    return plain((await closeTillRow(tx, tillId, counted, byOf(actor), now)) ?? refuse('tourism.till.closed'))
  },
})

const TAKINGS_MAX = 500

export const listTills = query({
  name: 'tourism.till.list',
  path: '/tourism/organisations/{organisationId}/sites/{siteId}/tills',
  summary: "A site's drawers of a day and those still open, with every sale and return",
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id, siteId: id, day: civilDay }),
  output: z.object({
    tills: z.array(
      tillView.extend({
        takings: z.array(
          z.object({
            receipt: z.int(),
            bookingId: id,
            code: z.string(),
            titleZh: z.string(),
            titleEn: z.string(),
            people: z.int(),
            kind: z.enum(['sale', 'return']),
            amountFen: z.int(),
            givenFen: fen,
            at: z.date(),
          }),
        ),
      }),
    ),
  }),
  refusals: ['tourism.site.unknown'],
  async run({ sql }, { organisationId, siteId, day }) {
    if (!(await ownSite(sql, organisationId, siteId))) refuse('tourism.site.unknown')
    const tills = await tillsOf(sql, organisationId, siteId, day)
    const rows = await takingsOf(
      sql,
      tills.map((till) => till.id),
      TAKINGS_MAX,
    )
    return {
      tills: tills.map((till) => ({
        ...plain(till),
        takings: rows.filter((row) => row.tillId === till.id).map(({ tillId: _till, by: _by, ...row }) => row),
      })),
    }
  },
})
