import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, addSeconds } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { isRefusal, refuse } from '../../kernel/refusal.ts'
import type { BookingUnit, Contact, NewBooking } from './booking.ts'
import { bookingCode, checkCutoff, checkParty, checkStayCutoff, daysAhead, NO_CONTACT, startsAt } from './booking.ts'
import { bookingsById } from './booking.sql.ts'
import type { BookingRow } from './booking.sql.ts'
import type { Claim, Outcome } from './claim.ts'
import { claimsOfStay, claimsOfVisit, WHOLE_DAY } from './claim.ts'
import { claimsOfGear } from './gear.ts'
import type { GuideChosen } from './guide.ts'
import { chooseGuide } from './guide.ts'
import { housesById, roomTypesById } from './house.sql.ts'
import type { VisitOffer } from './offer.sql.ts'
import type { PlacesQueue } from './places-queue.ts'
import type { PolicyTier } from './price.ts'
import { priceStay, STANDARD, ticketFen } from './price.ts'
import { countyDays, plansOf, rulesBetween } from './price.sql.ts'
import type { Language } from './product.sql.ts'
import type { VisitFacts } from './visit-facts.ts'
import { visitFacts } from './visit-facts.ts'

export type Who = {
  buyerId: string | null
  resellerId: string | null
  resellerReference: string | null
  contact: Contact
  notes: string | null
}
export type WantedTicket = {
  id?: string | undefined
  type: string
  resellerReference?: string | null | undefined
  contact?: Contact | undefined
}
export type WantedVisit = {
  optionId: string
  day: CivilDate
  minute: number
  tickets: readonly WantedTicket[]
  /** Which the guide is to speak; any where it is left out. */
  language?: Language | null
  /** Who leads a booked party at this time already, and how many of it. */
  has?: { guideId: string; people: number } | null
}
export type Ready = { booking: NewBooking; claims: Claim[] }

/**
 * Works out a visit as it would be booked now: its price, claims and words. Refuses: tourism.option.unknown, tourism.option.closed, and what
 * `checkParty`, `checkCutoff` and `chooseGuide` refuse.
 */
export async function readyVisit(sql: Sql, id: string, wanted: WantedVisit, who: Who, now: Instant): Promise<Ready> {
  const [facts] = await visitFacts(sql, [wanted])
  return visitFrom(facts ?? null, id, wanted, who, now)
}

/** The same from facts that are at hand. */
export function visitFrom(facts: VisitFacts | null, id: string, wanted: WantedVisit, who: Who, now: Instant): Ready {
  const { offer, rules, overrides, guides } = facts ?? refuse('tourism.option.unknown')
  if (!offer.isOpen) refuse('tourism.option.closed')
  const { day, minute } = wanted
  const kinds = checkParty(offer, wanted.tickets, minute)
  checkCutoff(offer, day, minute, now)
  const units = wanted.tickets.map((ticket, at): BookingUnit => {
    const kind = kinds[at] ?? refuse('tourism.visit.unknown_unit')
    return {
      id: ticket.id ?? uuidv7(now),
      type: kind.type,
      places: kind.places,
      priceFen: ticketFen(kind, rules, day, overrides),
      resellerReference: ticket.resellerReference ?? null,
      contact: ticket.contact ?? NO_CONTACT,
    }
  })
  const times = timesOf(offer, wanted)
  const people = units.reduce((sum, unit) => sum + unit.places, 0)
  const asked = { ...wishOf(wanted, who), ...times, people }
  const guide = offer.isGuided ? (chooseGuide(guides, asked) ?? refuse('tourism.visit.no_guide')) : null
  const { resourceId, siteId } = offer
  const claims = [
    ...claimsOfVisit({ resourceId, siteId, day, minute }, people),
    ...(guide === null ? [] : [guide.claim]),
    ...claimsOfGear(offer.gear, times, people),
  ]
  return { booking: visitOf(id, offer, wanted, { units, people, guide }, who, now), claims }
}

/** When it begins and ends; what is taken by the day lasts from opening to closing. */
function timesOf({ isTimed, durationMinutes, opensMinute, closesMinute }: VisitOffer, { day, minute }: WantedVisit) {
  if (!isTimed) return { day, minute: opensMinute, untilMinute: closesMinute }
  return { day, minute, untilMinute: minute + durationMinutes }
}

/** Who comes from elsewhere says by their locales what they like to hear. */
const wishOf = ({ language = null, has = null }: WantedVisit, { contact }: Who) => ({
  language,
  has,
  liked: [...contact.locales.map((locale) => locale.slice(0, 2).toLowerCase()), 'zh'],
})

/** What has one way to take it is often called the same twice. */
const titleOf = (product: string, option: string) => (product === option ? product : `${product} · ${option}`)

function visitOf(
  id: string,
  offer: VisitOffer,
  { day, minute }: WantedVisit,
  { units, people, guide }: { units: readonly BookingUnit[]; people: number; guide: GuideChosen | null },
  who: Who,
  now: Instant,
): NewBooking {
  return {
    id,
    code: bookingCode(now),
    organisationId: offer.organisationId,
    kind: 'visit',
    ...who,
    optionId: offer.optionId,
    roomTypeId: null,
    planId: null,
    titleZh: titleOf(offer.productZh, offer.optionZh),
    titleEn: titleOf(offer.productEn, offer.optionEn),
    day,
    minute,
    nights: 0,
    rooms: 0,
    guests: people,
    startsAt: startsAt(day, offer.isTimed ? minute : offer.opensMinute),
    endsOn: day,
    totalFen: units.reduce((sum, unit) => sum + unit.priceFen, 0),
    nightFen: [],
    policy: offer.policy,
    weather: offer.weather,
    guideId: guide?.guideId ?? null,
    language: guide?.language ?? null,
    units,
  }
}

export type WantedStay = {
  roomTypeId: string
  planId: string | null
  arrival: CivilDate
  nights: number
  rooms: number
  guests: number
  /** False for who has no account: plans of members are not theirs. */
  asMember?: boolean
  /** The house itself books, or the guest has the day already: its last moment to book is over for others. */
  anyTime?: boolean
}

/** Works out a stay as it would be booked now. Refuses: tourism.room_type.unknown, tourism.room_type.closed, tourism.plan.unknown, tourism.plan.members_only, tourism.stay.*. */
export async function readyStay(sql: Sql, id: string, wanted: WantedStay, who: Who, now: Instant): Promise<Ready> {
  const { roomTypeId, arrival, nights, rooms, guests } = wanted
  const room = (await roomTypesById(sql, [roomTypeId])).get(roomTypeId) ?? refuse('tourism.room_type.unknown')
  const departure = addDays(arrival, nights)
  const [houses, plans, rules, overrides] = await Promise.all([
    housesById(sql, [room.houseId]),
    plansOf(sql, [roomTypeId]),
    rulesBetween(sql, [roomTypeId], arrival, departure),
    countyDays(sql, arrival, addDays(departure, 1)),
  ])
  const house = houses.get(room.houseId) ?? refuse('tourism.room_type.unknown')
  if (!room.isOpen || !house.isOpen) refuse('tourism.room_type.closed')
  const plan =
    wanted.planId === null
      ? null
      : (plans.find((one) => one.id === wanted.planId && one.isOpen) ?? refuse('tourism.plan.unknown'))
  if (plan?.kind === 'member' && wanted.asMember === false) refuse('tourism.plan.members_only')
  const ahead = daysAhead(arrival, now)
  if (wanted.anyTime !== true) checkStayCutoff(house, arrival, now)
  const own = rules.get(roomTypeId) ?? []
  const priced = priceStay({ arrival, nights, rooms, guests }, room, plan ?? STANDARD, own, overrides, ahead)
  const policy: readonly PolicyTier[] = house.policy
  return {
    claims: claimsOfStay({ roomTypeId, arrival, nights }, rooms),
    booking: {
      id,
      code: bookingCode(now),
      organisationId: room.organisationId,
      kind: 'stay',
      ...who,
      optionId: null,
      roomTypeId,
      planId: plan?.id ?? null,
      titleZh: `${house.nameZh} · ${room.nameZh}`,
      titleEn: `${house.nameEn} · ${room.nameEn}`,
      day: arrival,
      minute: WHOLE_DAY,
      nights,
      rooms,
      guests,
      startsAt: startsAt(arrival, house.checkInMinute),
      endsOn: departure,
      totalFen: priced.totalFen,
      nightFen: priced.nights.map((night) => night.fen),
      policy,
      units: [],
    },
  }
}

/** Null for what could not be booked like this. */
export async function ifBookable(ready: Promise<Ready>): Promise<Ready | null> {
  try {
    return await ready
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

/** Refuses: tourism.sold_out, with what is left where it failed; tourism.date_closed where nothing is on sale. */
export function refuseShort(outcome: Outcome | 'ended'): void {
  if (outcome === 'held') return
  if (outcome === 'ended') refuse('tourism.booking.step_not_possible')
  if (outcome.left < 0) refuse('tourism.date_closed', { date: outcome.short.day })
  refuse('tourism.sold_out', { left: outcome.left, date: outcome.short.day })
}

type Reading = { read<T>(work: (sql: Sql) => Promise<T>): Promise<T>; ports: { places: PlacesQueue } }

/**
 * Holds what is made ready, for some time; made ready anew where its guide is gone meanwhile. The same asked again under the same id by the same asker
 * gives the booking made before. Refuses: tourism.sold_out, tourism.date_closed, tourism.booking.id_used.
 */
export async function holdReady(
  asking: Reading,
  make: () => Promise<Ready>,
  seconds: number,
  now: Instant,
): Promise<BookingRow> {
  const expiresAt = addSeconds(now, seconds)
  let { booking, claims } = await make()
  try {
    for (let tries = 1; ; tries += 1) {
      const outcome = await asking.ports.places.hold({ holdId: booking.id, expiresAt, claims, booking })
      if (tries === GUIDES_TRIED_MAX || !isGuideTaken(outcome, booking)) {
        refuseShort(outcome)
        return heldRow(booking, expiresAt, now)
      }
      ;({ booking, claims } = await make())
    }
  } catch (error) {
    // A broken unique key: this id was used before.
    if ((error as { code?: string }).code !== '23505') throw error
  }
  const [made] = await asking.read((sql) => bookingsById(sql, [booking.id]))
  const { buyerId, resellerId } = booking
  const isTheirs = made !== undefined && made.buyerId === buyerId && made.resellerId === resellerId
  // A reseller changes what it reserved by a request of its own; a person goes back a page and types another number.
  if (!isTheirs || (resellerId === null && askedFor(made) !== askedFor(booking))) refuse('tourism.booking.id_used')
  return made
}

type Asked = 'optionId' | 'roomTypeId' | 'planId' | 'day' | 'minute' | 'nights' | 'rooms' | 'guests' | 'units'

function askedFor(booking: Pick<NewBooking, Asked>): string {
  const { optionId, roomTypeId, planId, day, minute, nights, rooms, guests, units } = booking
  const types = units.map((unit) => unit.type).sort()
  return JSON.stringify([optionId, roomTypeId, planId, day, minute, nights, rooms, guests, types])
}

/** So many guides at most are asked one after the other. */
const GUIDES_TRIED_MAX = 20

/** Someone else took the guide meanwhile: another may be there. */
const isGuideTaken = (outcome: Outcome, { guideId }: NewBooking) =>
  outcome !== 'held' && outcome.short.ownerId === (guideId ?? null)

/** The row as it was just written. */
function heldRow(booking: NewBooking, expiresAt: Instant, now: Instant): BookingRow {
  return {
    ...booking,
    state: 'held',
    heldAt: now,
    expiresAt,
    refundedFen: 0,
    keptFen: 0,
    refundPercentMost: 100,
    packageBookingId: null,
    paymentId: null,
    madeAt: now,
    changedAt: now,
    confirmedAt: null,
    cancelledAt: null,
    cancelledBy: null,
    cancelReason: null,
    noShowAt: null,
    tillId: null,
    walkIns: 0,
    guideId: booking.guideId ?? null,
    language: booking.language ?? null,
    weather: booking.weather ?? null,
    voucherFen: 0,
    edition: 1,
    editionAt: null,
    entered: 0,
    units: booking.units.map((unit) => ({ ...unit, redeemedAt: null })),
  }
}
