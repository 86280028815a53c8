import type { App } from '../../../kernel/app.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { addDays, addSeconds, civilDate } from '../../../kernel/clock.ts'
import type { Sql, Tx } from '../../../kernel/database.ts'
import { uuidv7 } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { z } from 'zod'
import type { Contact } from '../booking.ts'
import { checkStep, refundFen } from '../booking.ts'
import type { BookingRow } from '../booking.sql.ts'
import { bookingsById, bookingsOfReseller, lockBookings, NOTHING_GIVEN, writeChange } from '../booking.sql.ts'
import { extendHolds, reshapeHold } from '../hold.sql.ts'
import type { VisitOffer } from '../offer.sql.ts'
import { offersByOption, openOffers, startMinutes } from '../offer.sql.ts'
import type { Reseller } from '../reseller.sql.ts'
import { holdReady, readyVisit, refuseShort } from '../reserve.ts'
import type { WantedVisit, Who } from '../reserve.ts'
import { confirmBooking, endBooking } from '../visit.ts'
import { availabilityId, readAvailabilityId } from './availability.ts'
import type { cancellationBody, confirmationBody, reservationBody, UnitItemBody, updateBody } from './body.ts'
import { contactOf } from './body.ts'
import { octoBooking } from './booking.ts'
import { fail } from './error.ts'
import type { Form } from './product.ts'

const OFFERS_MAX = 500
const HOLD_MINUTES = 15
const HOLD_MINUTES_MAX = 60
const LISTED_MAX = 100

export const minutesOf = (asked: number | null | undefined) => Math.min(asked ?? HOLD_MINUTES, HOLD_MINUTES_MAX)

/** A reseller at the desk: sees the offers of the organisation that gave the key, and the bookings it made itself. */
export type Desk = { app: App; reseller: Reseller; form: Form; now: Instant }

export type Offers = readonly [VisitOffer, ...VisitOffer[]]

/** Open options of the supplier by product. */
export async function productsAt(sql: Sql, desk: Desk, productId: string | null = null): Promise<Offers[]> {
  const rows = await openOffers(sql, { organisationId: desk.reseller.organisationId, productId }, OFFERS_MAX)
  // A product is timed or by the day; options of the other kind are not shown.
  return [...Map.groupBy(rows, (row) => row.productId).values()].map((offers) => {
    const [first] = offers
    return offers.filter((offer) => offer.isTimed === first?.isTimed) as unknown as Offers
  })
}

export const startsOf = (sql: Sql, products: readonly Offers[], now: Instant) =>
  startMinutes(
    sql,
    products.flat().map((offer) => offer.resourceId),
    civilDate(now),
    addDays(civilDate(now), START_TIMES_DAYS),
  )
/** Start times are those of the next two months. */
const START_TIMES_DAYS = 62

const isId = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)

export async function productAt(sql: Sql, desk: Desk, productId: string | null | undefined): Promise<Offers> {
  const named = { productId: productId ?? '' }
  if (!isId(named.productId)) fail('INVALID_PRODUCT_ID', named)
  const [product] = await productsAt(sql, desk, named.productId)
  return product ?? fail('INVALID_PRODUCT_ID', named)
}

export async function offerAt(
  sql: Sql,
  desk: Desk,
  asked: { productId?: string | null | undefined; optionId?: string | null | undefined },
): Promise<VisitOffer> {
  const product = await productAt(sql, desk, asked.productId)
  return (
    product.find((offer) => offer.optionId === asked.optionId) ??
    fail('INVALID_OPTION_ID', { optionId: asked.optionId ?? '' })
  )
}

function wantedOf(offer: VisitOffer, id: string | null | undefined, items: readonly UnitItemBody[]): WantedVisit {
  const at = id === null || id === undefined ? null : readAvailabilityId(id, offer.isTimed)
  if (at === null) fail('INVALID_AVAILABILITY_ID', { availabilityId: id ?? '' })
  const tickets = items.map((item) => {
    if (!offer.units.some((unit) => unit.type === item.unitId)) fail('INVALID_UNIT_ID', { unitId: item.unitId })
    const { uuid, unitId: type, resellerReference, contact } = item
    return { id: uuid ?? undefined, type, resellerReference, contact: contactOf(contact) }
  })
  return { optionId: offer.optionId, ...at, tickets }
}

const whoAt = (desk: Desk, said: Pick<Who, 'resellerReference' | 'contact' | 'notes'>): Who => ({
  buyerId: null,
  resellerId: desk.reseller.id,
  ...said,
})

/** Holds what a reseller reserves. The same uuid again gives the booking made before. */
export async function reserve(desk: Desk, body: z.output<typeof reservationBody>): Promise<string> {
  const { app, now } = desk
  const bookingId = body.uuid ?? uuidv7(now)
  const ready = () =>
    app.database.read(async (sql) => {
      const offer = await offerAt(sql, desk, body)
      const items = body.unitItems ?? []
      const wanted = wantedOf(offer, body.availabilityId, items)
      if (items.length === 0) fail('UNPROCESSABLE_ENTITY', {}, 'unitItems must not be empty')
      const who = whoAt(desk, {
        resellerReference: body.resellerReference ?? null,
        contact: contactOf(body.contact),
        notes: body.notes ?? null,
      })
      return readyVisit(sql, bookingId, wanted, who, now)
    })
  const asking = { read: app.database.read, ports: app.ports }
  return (await holdReady(asking, ready, minutesOf(body.expirationMinutes) * 60, now)).id
}

/** A booking the reseller made, locked. */
async function lockOwn(tx: Tx, desk: Desk, uuid: string): Promise<BookingRow> {
  const [row] = isId(uuid) ? await lockBookings(tx, [uuid]) : []
  return row?.resellerId === desk.reseller.id ? row : fail('INVALID_BOOKING_UUID', { uuid })
}

export async function extend(desk: Desk, uuid: string, minutes: number | null | undefined): Promise<void> {
  await desk.app.database.transact(async (tx) => {
    const row = await lockOwn(tx, desk, uuid)
    checkStep('confirm', row, desk.now)
    await extendHolds(tx, [row.id], addSeconds(desk.now, minutesOf(minutes) * 60), desk.now)
  })
}

type Change = z.output<typeof updateBody>

export async function update(desk: Desk, uuid: string, body: Change): Promise<void> {
  await desk.app.database.transact(async (tx) => {
    const row = await lockOwn(tx, desk, uuid)
    checkStep('change', row, desk.now)
    await change(tx, desk, row, body)
    if (row.state === 'held' && body.expirationMinutes !== null && body.expirationMinutes !== undefined)
      await extendHolds(tx, [row.id], addSeconds(desk.now, minutesOf(body.expirationMinutes) * 60), desk.now)
  })
}

/** Other product, date or tickets take other places, all or none; words alone change nothing that is scarce. */
async function change(tx: Tx, desk: Desk, row: BookingRow, body: Change): Promise<void> {
  const before = (await offersByOption(tx, [row.optionId ?? ''])).get(row.optionId ?? '') ?? fail('INVALID_OPTION_ID')
  const said = {
    resellerReference: body.resellerReference ?? row.resellerReference,
    contact: contactOf(body.contact, row.contact),
    notes: body.notes === undefined ? row.notes : body.notes,
  }
  const moves = [body.productId, body.optionId, body.availabilityId, body.unitItems].some(
    (value) => value !== null && value !== undefined,
  )
  if (!moves) return writeChange(tx, { ...row, ...said }, NOTHING_GIVEN, desk.now)
  const asked = { productId: body.productId ?? before.productId, optionId: body.optionId ?? before.optionId }
  const offer = await offerAt(tx, desk, asked)
  const items = body.unitItems ?? row.units.map(({ id, type, ...unit }) => ({ ...unit, uuid: id, unitId: type }))
  const at = wantedOf(offer, body.availabilityId ?? availabilityId(row.day, row.minute), items)
  const isMoved = offer.optionId !== row.optionId || at.day !== row.day || at.minute !== row.minute
  const has = row.guideId === null || isMoved ? null : { guideId: row.guideId, people: row.guests }
  const wanted = { ...at, language: isMoved ? null : row.language, has }
  const ready = await readyVisit(tx, row.id, wanted, whoAt(desk, said), desk.now)
  refuseShort(await reshapeHold(tx, row.id, ready.claims, desk.now))
  await writeChange(tx, ready.booking, NOTHING_GIVEN, desk.now)
}

/** Where who comes is asked for, everyone has a name: the reseller knows it, and the gate checks it by a document. Refuses: tourism.visitor.missing. */
async function checkNames(tx: Tx, id: string): Promise<void> {
  const [row] = await bookingsById(tx, [id])
  const offer = (await offersByOption(tx, [row?.optionId ?? ''])).get(row?.optionId ?? '')
  if (offer?.needsNames === true && row?.units.some((unit) => !isNamed(unit.contact))) refuse('tourism.visitor.missing')
}

const isNamed = ({ fullName, firstName, lastName }: Contact) =>
  [fullName, `${firstName ?? ''}${lastName ?? ''}`].some((name) => (name ?? '').trim() !== '')

export async function confirm(desk: Desk, uuid: string, body: z.output<typeof confirmationBody>): Promise<void> {
  await desk.app.database.transact(async (tx) => {
    const row = await lockOwn(tx, desk, uuid)
    // Confirmed twice is confirmed.
    if (row.state === 'confirmed') return
    checkStep('confirm', row, desk.now)
    await change(tx, desk, row, body)
    await checkNames(tx, row.id)
    await confirmBooking(tx, row, desk.now)
    tx.effects.publish({ name: 'tourism.booking.confirmed', subject: row.id, data: { bookingId: row.id } })
  })
}

export async function cancel(desk: Desk, uuid: string, body: z.output<typeof cancellationBody>): Promise<void> {
  await desk.app.database.transact(async (tx) => {
    const row = await lockOwn(tx, desk, uuid)
    if (row.cancelledAt !== null) return
    checkStep(row.state === 'held' ? 'release' : 'cancel', row, desk.now)
    // The reseller holds the guest's money: what the policy gives back is theirs to return.
    const refundedFen = row.state === 'confirmed' ? refundFen(row, 'reseller', desk.now) : 0
    await endBooking(tx, row, { by: 'reseller', reason: body.reason ?? null, refundedFen }, desk.now)
    if (row.state === 'confirmed')
      tx.effects.publish({
        name: 'tourism.booking.cancelled',
        subject: row.id,
        data: { bookingId: row.id, by: 'reseller' },
      })
  })
}

export async function bookingAt(sql: Sql, desk: Desk, uuid: string) {
  const [row] = isId(uuid) ? await bookingsById(sql, [uuid]) : []
  if (row?.resellerId !== desk.reseller.id) fail('INVALID_BOOKING_UUID', { uuid })
  const [view] = await viewsOf(sql, desk, [row])
  return view
}

export async function bookingsAt(
  sql: Sql,
  desk: Desk,
  found: { resellerReference: string | null; supplierReference: string | null },
) {
  return viewsOf(sql, desk, await bookingsOfReseller(sql, desk.reseller.id, found, LISTED_MAX))
}

async function viewsOf(sql: Sql, desk: Desk, rows: readonly BookingRow[]) {
  const offers = await offersByOption(sql, [...new Set(rows.flatMap((row) => row.optionId ?? []))])
  const starts = await startsOf(
    sql,
    [...offers.values()].map((offer): Offers => [offer]),
    desk.now,
  )
  return rows.flatMap((row) => {
    const offer = offers.get(row.optionId ?? '')
    return offer === undefined ? [] : [octoBooking(row, [offer], starts, desk.form, desk.now)]
  })
}
