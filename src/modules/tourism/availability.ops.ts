import { z } from 'zod'
import { anyone } from '../../kernel/access.ts'
import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, daysBetween } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, fen, id } from '../../kernel/validation.ts'
import { cutoffAt } from './booking.ts'
import { WHOLE_DAY } from './claim.ts'
import { freeNights } from './counter.sql.ts'
import { housesById, roomTypesById } from './house.sql.ts'
import type { GuideAt } from './guide.sql.ts'
import { guidesBetween } from './guide.sql.ts'
import type { Slot, VisitOffer } from './offer.sql.ts'
import { openOffers, slotsBetween } from './offer.sql.ts'
import { minuteOfDay } from './place.ts'
import type { DayKind, DayRule } from './price.ts'
import { dayKinds, nightOf, ticketFen } from './price.ts'
import { countyDays, rulesBetween } from './price.sql.ts'
import { languages, unitTypes } from './product.sql.ts'
import { walkInOf, walkInWays } from './walk-in.ts'

const DAYS_MAX = 62
const ROOM_TYPES_MAX = 200

export function checkRange(from: CivilDate, until: CivilDate): void {
  const days = daysBetween(from, until) + 1
  if (days < 1 || days > DAYS_MAX) refuse('tourism.calendar.range', { most: DAYS_MAX })
}

const nightView = z.object({
  day: civilDay,
  kind: z.enum(dayKinds),
  free: z.int(),
  isClosed: z.boolean(),
  priceFen: fen,
  nightsMin: z.int(),
  noArrival: z.boolean(),
  noDeparture: z.boolean(),
})

/** Rooms left, prices and rules of room types, night by night: two statements for any number of them. */
export async function nightsOf(
  sql: Sql,
  types: readonly { id: string; priceFen: number }[],
  from: CivilDate,
  until: CivilDate,
): Promise<Map<string, z.output<typeof nightView>[]>> {
  const ids = types.map((type) => type.id)
  const [free, rules, overrides] = await Promise.all([
    freeNights(sql, ids, from, until),
    rulesBetween(sql, ids, from, until),
    countyDays(sql, from, addDays(until, 1)),
  ])
  const priced = pricedNights(overrides)
  return new Map(
    types.map((type) => [
      type.id,
      (free.get(type.id) ?? []).map(([day, rooms, isClosed]) => ({
        ...priced(type.priceFen, rules.get(type.id) ?? [], day),
        free: rooms,
        isClosed,
      })),
    ]),
  )
}

/** Prices nights; without rules of its own a room type needs only the kind of each night, which is the same for all. */
function pricedNights(overrides: ReadonlyMap<CivilDate, DayKind>) {
  const plain = new Map<CivilDate, ReturnType<typeof nightOf>>()
  return (priceFen: number, rules: readonly DayRule[], day: CivilDate) => {
    if (rules.length > 0) return nightOf(priceFen, rules, day, overrides)
    const known = plain.get(day) ?? nightOf(0, [], day, overrides)
    plain.set(day, known)
    return { ...known, priceFen }
  }
}

export const searchNights = query({
  name: 'tourism.stay.availability',
  path: '/tourism/stays/availability',
  summary: 'Rooms left, prices and rules of room types for a range of nights, in one call',
  access: anyone,
  input: z.object({
    /** Ids with commas between them. */
    roomTypeIds: z
      .string()
      .max(40 * ROOM_TYPES_MAX)
      .transform((text) => text.split(','))
      .pipe(z.array(id).min(1).max(ROOM_TYPES_MAX)),
    from: civilDay,
    until: civilDay,
  }),
  output: z.object({ roomTypes: z.array(z.object({ id, nights: z.array(nightView) })) }),
  refusals: ['tourism.calendar.range', 'tourism.room_type.unknown'],
  async run({ sql }, { roomTypeIds, from, until }) {
    checkRange(from, until)
    const types = [...(await roomTypesById(sql, roomTypeIds)).values()].filter((type) => type.isOpen)
    if (types.length === 0) refuse('tourism.room_type.unknown')
    const houses = await housesById(sql, [...new Set(types.map((type) => type.houseId))])
    const open = types.filter((type) => houses.get(type.houseId)?.isOpen === true)
    const nights = await nightsOf(sql, open, from, until)
    return { roomTypes: open.map((type) => ({ id: type.id, nights: nights.get(type.id) ?? [] })) }
  },
})

const slotView = z.object({
  day: civilDay,
  minute: minuteOfDay.nullable(),
  /** Of the slot, or of the sight's day where that takes fewer. */
  capacity: z.int(),
  free: z.int(),
  /** Neither closed nor past its last moment to book. */
  isOpen: z.boolean(),
  /** How one comes in on that day without a booking; null where the sight has no rule for it. */
  walkIn: z.enum(walkInWays).nullable(),
  units: z.array(z.object({ type: z.enum(unitTypes), priceFen: fen })),
  /** What guides with room speak, and the largest party each takes; empty where nobody leads. */
  languages: z.array(z.object({ language: z.enum(languages), free: z.int() })),
})

/** Slots or days of options with what is left in each and what their tickets cost then, by option. */
export async function slotsOfOffers(
  sql: Sql,
  offers: readonly VisitOffer[],
  from: CivilDate,
  until: CivilDate,
  now: Instant,
): Promise<Map<string, z.output<typeof slotView>[]>> {
  const ids = offers.map((offer) => offer.optionId)
  const guided = offers.filter((offer) => offer.isGuided).map((offer) => offer.resourceId)
  const [rules, overrides, guides] = await Promise.all([
    rulesBetween(sql, ids, from, until),
    countyDays(sql, from, until),
    guidesBetween(sql, guided, from, until),
  ])
  const slots = await Promise.all(offers.map((offer) => slotsBetween(sql, offer, from, until)))
  return new Map(
    offers.map((offer, at) => {
      const own = rules.get(offer.optionId) ?? []
      const views = (slots[at] ?? []).map(({ site, ...slot }) => ({
        ...slot,
        capacity: Math.min(slot.capacity, site?.capacity ?? slot.capacity),
        walkIn: site && walkInOf({ ...site, reserveFromPercent: offer.reserveFromPercent }),
        minute: slot.minute === WHOLE_DAY ? null : slot.minute,
        isOpen: !slot.isClosed && now < cutoffAt(offer, slot.day, slot.minute),
        languages: offer.isGuided ? spokenAt(guides, offer, slot) : [],
        units: offer.units.map((unit) => ({
          type: unit.type,
          priceFen: ticketFen(unit, own, slot.day, overrides),
        })),
      }))
      return [offer.optionId, views]
    }),
  )
}

/** Each language that guides of a slot with room speak, and the largest party that finds room with one of them. */
function spokenAt(
  guides: readonly GuideAt[],
  { resourceId, durationMinutes }: VisitOffer,
  slot: Pick<Slot, 'day' | 'minute' | 'free'>,
) {
  const there = guides.filter(
    (one) =>
      one.resourceId === resourceId &&
      one.day === slot.day &&
      one.minute === slot.minute &&
      one.untilMinute >= slot.minute + durationMinutes &&
      one.free > 0,
  )
  return languages.flatMap((language) => {
    const own = there.filter((one) => one.languages.includes(language))
    const most = Math.max(0, ...own.map((one) => (one.peopleMax === null ? slot.free : Math.min(slot.free, one.free))))
    return most === 0 ? [] : [{ language, free: most }]
  })
}

export const searchSlots = query({
  name: 'tourism.visit.availability',
  path: '/tourism/products/{productId}/availability',
  summary:
    'Slots and days of a ticket or experience with the places left in each, within the sight and the county, and prices',
  access: anyone,
  input: z.object({ productId: id, from: civilDay, until: civilDay }),
  output: z.object({ options: z.array(z.object({ id, slots: z.array(slotView) })) }),
  refusals: ['tourism.calendar.range', 'tourism.product.unknown'],
  async run({ sql, now }, { productId, from, until }) {
    checkRange(from, until)
    const offers = await openOffers(sql, { organisationId: null, productId }, 50)
    if (offers.length === 0) refuse('tourism.product.unknown')
    const found = await slotsOfOffers(sql, offers, from, until, now)
    const options = offers.map((offer) => ({ id: offer.optionId, slots: found.get(offer.optionId) ?? [] }))
    return { options }
  },
})
