import { z } from 'zod'
import { anyone } from '../../kernel/access.ts'
import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { query } from '../../kernel/operation.ts'
import { isRefusal, refuse } from '../../kernel/refusal.ts'
import { civilDay, fen, id } from '../../kernel/validation.ts'
import { checkStayCutoff, daysAhead, startsAt } from './booking.ts'
import type { CounterRow } from './counter.sql.ts'
import { countersBetween, freeOf } from './counter.sql.ts'
import { findPlaces, placeKinds, placeVillages } from './find.sql.ts'
import { houseWords } from './house.ops.ts'
import type { House, RoomType } from './house.sql.ts'
import { housesById } from './house.sql.ts'
import { placePhotoView } from './photo.ops.ts'
import { photosOf, picturedHouses } from './photo.sql.ts'
import type { DayKind, DayRule, Stay } from './price.ts'
import { dayKinds, priceStay, STANDARD, STAY_NIGHTS_MAX } from './price.ts'
import { planView } from './price.ops.ts'
import type { PlanRow } from './price.sql.ts'
import { countyDays, plansOf, rulesBetween } from './price.sql.ts'
import { optionView, productWords } from './product.ops.ts'
import { productsById } from './product.sql.ts'
import { siteWords } from './site.ops.ts'
import { sitesById } from './site.sql.ts'

const PAGE = 24
const SIBLINGS_MAX = 12

const entryView = z.object({
  kind: z.enum(placeKinds),
  id,
  organisationId: id,
  nameZh: z.string(),
  nameEn: z.string(),
  siteZh: z.string(),
  siteEn: z.string(),
  villageCode: z.string(),
  durationMinutes: z.int().nullable(),
  fromFen: fen,
  free: z.int().nullable(),
  fits: z.boolean().nullable(),
  photo: placePhotoView.nullable(),
})

export const findVisits = query({
  name: 'tourism.place.find',
  path: '/tourism/places',
  summary:
    'Tickets, experiences and houses that take bookings, with what is left on a day for a party; those with room first',
  access: anyone,
  input: z.object({
    kind: z.enum(placeKinds).optional(),
    /** A township's nine or a village's twelve digits. */
    place: z
      .string()
      .regex(/^\d{9}(\d{3})?$/)
      .optional(),
    day: civilDay.optional(),
    nights: z.coerce.number().int().min(1).max(STAY_NIGHTS_MAX).default(1),
    party: z.coerce.number().int().min(1).max(500).default(1),
    page: z.coerce.number().int().min(1).max(100).default(1),
  }),
  output: z.object({
    entries: z.array(entryView),
    total: z.int(),
    pages: z.int(),
    villages: z.array(z.object({ villageCode: z.string(), count: z.int() })),
  }),
  async run({ sql }, { kind, place, day, nights, party, page }) {
    const asked = { kind: kind ?? null, place: place ?? null, day: day ?? null, nights, party, siteId: null }
    const [found, villages] = await Promise.all([
      findPlaces(sql, asked, { limit: PAGE, offset: (page - 1) * PAGE }),
      placeVillages(sql),
    ])
    return { ...found, pages: Math.max(1, Math.ceil(found.total / PAGE)), villages }
  },
})

export const readProduct = query({
  name: 'tourism.product.read',
  path: '/tourism/products/{productId}',
  summary: 'A ticket or experience with its options, its sight, and what else there is at that sight',
  access: anyone,
  input: z.object({ productId: id }),
  output: z.object({
    product: z.object({
      ...productWords,
      id,
      organisationId: id,
      options: z.array(optionView),
    }),
    site: siteWords.extend({ id, photos: z.array(placePhotoView) }),
    others: z.array(entryView),
  }),
  refusals: ['tourism.product.unknown'],
  async run({ sql }, { productId }) {
    const product = (await productsById(sql, [productId])).get(productId)
    if (product === undefined || !product.isOpen) refuse('tourism.product.unknown')
    const site = (await sitesById(sql, [product.siteId])).get(product.siteId)
    if (site === undefined || !site.isOpen) refuse('tourism.product.unknown')
    const all = { kind: null, place: null, day: null, nights: 1, party: 1, siteId: site.id }
    const { entries } = await findPlaces(sql, all, { limit: SIBLINGS_MAX, offset: 0 })
    const photos = (await photosOf(sql, 'site', [site.id])).get(site.id) ?? []
    return {
      product: { ...product, options: product.options.filter((one) => one.isOpen) },
      site: { ...site, photos },
      others: entries.filter((one) => one.id !== productId),
    }
  },
})

const roomTypeView = z.object({
  id,
  nameZh: z.string(),
  nameEn: z.string(),
  rooms: z.int(),
  guestsIncluded: z.int(),
  guestsMax: z.int(),
  priceFen: fen,
  extraGuestFen: fen,
  plans: z.array(planView),
  photos: z.array(placePhotoView),
})

/** A house that takes guests, with its open room types. Refuses: tourism.house.unknown. */
async function openHouse(sql: Sql, houseId: string): Promise<{ house: House; types: RoomType[]; plans: PlanRow[] }> {
  const house = (await housesById(sql, [houseId])).get(houseId)
  if (house === undefined || !house.isOpen) refuse('tourism.house.unknown')
  const types = house.roomTypes.filter((type) => type.isOpen)
  const plans = await plansOf(
    sql,
    types.map((type) => type.id),
  )
  return { house, types, plans: plans.filter((plan) => plan.isOpen) }
}

export const readHouse = query({
  name: 'tourism.house.read',
  path: '/tourism/houses/{houseId}',
  summary: 'A house with its room types and the ways to book them',
  access: anyone,
  input: z.object({ houseId: id }),
  output: houseWords.extend({
    id,
    organisationId: id,
    photos: z.array(placePhotoView),
    roomTypes: z.array(roomTypeView),
  }),
  refusals: ['tourism.house.unknown'],
  async run({ sql }, { houseId }) {
    const { house, types, plans } = await openHouse(sql, houseId)
    const planned = types.map((type) => ({ ...type, plans: plans.filter((plan) => plan.roomTypeId === type.id) }))
    const [shown] = await picturedHouses(sql, [{ ...house, roomTypes: planned }])
    return shown ?? refuse('tourism.house.unknown')
  },
})

const offerView = z.object({
  roomTypeId: id,
  /** Null for the room's plain price. */
  planId: id.nullable(),
  free: z.int(),
  totalFen: fen.nullable(),
  nights: z.array(z.object({ day: civilDay, kind: z.enum(dayKinds), fen, roomsFen: fen, extraFen: fen, planFen: fen })),
  /** Why it cannot be booked so; null where it can. */
  refusal: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
})

export const quoteStay = query({
  name: 'tourism.stay.quote',
  path: '/tourism/houses/{houseId}/quote',
  summary: 'What a stay would cost in each room type by each plan, night by night, or why it cannot be booked so',
  access: anyone,
  input: z.object({
    houseId: id,
    arrival: civilDay,
    nights: z.coerce.number().int().min(1).max(STAY_NIGHTS_MAX),
    rooms: z.coerce.number().int().min(1).max(50).default(1),
    guests: z.coerce.number().int().min(1).max(500).default(1),
  }),
  output: z.object({ startsAt: z.date(), offers: z.array(offerView) }),
  refusals: ['tourism.house.unknown', 'tourism.stay.past', 'tourism.stay.too_late'],
  async run({ sql, now }, { houseId, ...stay }) {
    const { house, types, plans } = await openHouse(sql, houseId)
    daysAhead(stay.arrival, now)
    checkStayCutoff(house, stay.arrival, now)
    const ids = types.map((type) => type.id)
    const facts = await stayFacts(sql, ids, stay.arrival, addDays(stay.arrival, stay.nights))
    const offers = types.flatMap((type) =>
      [null, ...plans.filter((plan) => plan.roomTypeId === type.id)].map((plan) =>
        offerOf(stay, type, plan, facts, now),
      ),
    )
    return { startsAt: startsAt(stay.arrival, house.checkInMinute), offers }
  },
})

export type StayFacts = {
  counters: ReadonlyMap<string, readonly CounterRow[]>
  rules: ReadonlyMap<string, readonly DayRule[]>
  overrides: ReadonlyMap<CivilDate, DayKind>
}

/** What stays from a first night until a last departure are priced and judged by. */
export async function stayFacts(
  sql: Sql,
  ids: readonly string[],
  first: CivilDate,
  departure: CivilDate,
): Promise<StayFacts> {
  const [counters, rules, overrides] = await Promise.all([
    countersBetween(sql, ids, first, addDays(departure, -1)),
    rulesBetween(sql, ids, first, departure),
    countyDays(sql, first, addDays(departure, 1)),
  ])
  return { counters: Map.groupBy(counters, (counter) => counter.ownerId), rules, overrides }
}

/** A stay in a room type by a plan: what it costs, or why it cannot be booked so. */
export function offerOf(
  stay: Stay,
  type: RoomType,
  plan: PlanRow | null,
  { counters, rules, overrides }: StayFacts,
  now: Instant,
): z.input<typeof offerView> {
  const departure = addDays(stay.arrival, stay.nights)
  const nights = (counters.get(type.id) ?? []).filter(({ day }) => day >= stay.arrival && day < departure)
  const free = nights.length < stay.nights ? 0 : Math.max(0, Math.min(...nights.map(freeOf)))
  const offer = { roomTypeId: type.id, planId: plan?.id ?? null, free }
  try {
    const priced = priceStay(
      stay,
      type,
      plan ?? STANDARD,
      rules.get(type.id) ?? [],
      overrides,
      daysAhead(stay.arrival, now),
    )
    checkFree(stay, nights)
    return { ...offer, ...priced, refusal: null }
  } catch (error) {
    if (!isRefusal(error)) throw error
    return { ...offer, totalFen: null, nights: [], refusal: { code: error.code, params: { ...error.params } } }
  }
}

/** The first night that stands in the way. Refuses: tourism.date_closed, tourism.sold_out. */
function checkFree(stay: Stay, counters: readonly CounterRow[]): void {
  for (let night = 0; night < stay.nights; night += 1) {
    const date = addDays(stay.arrival, night)
    const counter = counters.find((one) => one.day === date)
    if (counter === undefined || counter.isClosed) refuse('tourism.date_closed', { date })
    if (freeOf(counter) < stay.rooms) refuse('tourism.sold_out', { date, left: freeOf(counter) })
  }
}
