import { z } from 'zod'
import { buyer } from '../../kernel/access.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { stateAt, wasVisited } from './booking.ts'
import { bookingView, viewOf } from './booking-view.ts'
import type { BookingRow } from './booking.sql.ts'
import { bookingIdsOfPayment, bookingsById, bookingsOfBuyers, heldOfBuyers } from './booking.sql.ts'
import { placeKinds } from './find.sql.ts'
import { housesById, roomTypesById } from './house.sql.ts'
import { offersByOption } from './offer.sql.ts'
import { minuteOfDay } from './place.ts'
import { bookedGoodsOf, bookedPackages, componentIds } from './package.sql.ts'
import { plansOf } from './price.sql.ts'
import { photosOf } from './photo.sql.ts'
import type { PlacePhoto } from './photo.sql.ts'
import { sitesById } from './site.sql.ts'
import { bookingsWithoutNames } from './visitor.sql.ts'

/** So long after its time was over a hold is still shown to who had it. */
const OVER_SHOWN_SECONDS = 3600

const placeView = z.object({
  kind: z.enum(['visit', 'stay']),
  /** Of the product or the house. */
  id,
  productKind: z.enum(placeKinds),
  siteZh: z.string(),
  siteEn: z.string(),
  villageCode: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  /** When a sight lets people in, or a house takes guests; and when it closes, or they leave. */
  fromMinute: minuteOfDay,
  untilMinute: z.int(),
  planZh: z.string().nullable(),
  planEn: z.string().nullable(),
  noticeZh: z.string(),
  noticeEn: z.string(),
  /** The first photo of the sight or house. */
  photo: z.object({ id, width: z.int(), height: z.int() }).nullable(),
})
export const tripView = bookingView.extend({
  place: placeView,
  /** The package it belongs to; null where it stands by itself. */
  package: z.object({ id, packageId: id, nameZh: z.string(), nameEn: z.string() }).nullable(),
  /** The sight asks for names of all who come, and does not have them yet. */
  namesMissing: z.boolean(),
  /** Goods that are sent: where to, and once they are, with whom; null where they are fetched, or no goods. */
  sending: z
    .object({
      sendTo: z.string().nullable(),
      sentAt: z.date().nullable(),
      carrier: z.string().nullable(),
      trackingNumber: z.string().nullable(),
    })
    .nullable(),
  /** Its guests were there, and may say how it was. */
  wasVisited: z.boolean(),
})

/** Where bookings take their guests; goods are fetched where the package they belong to goes. */
async function placesOf(sql: Sql, rows: readonly BookingRow[]): Promise<Map<string, z.input<typeof placeView>>> {
  const goods = rows.filter((row) => row.kind === 'goods')
  const others = goods.length === 0 ? [] : await bookingsById(sql, await componentIds(sql, packageIdsOf(goods)))
  const beside = ({ packageBookingId }: BookingRow) => {
    const own = others.filter((one) => one.packageBookingId === packageBookingId && one.kind !== 'goods')
    return own.find((one) => one.kind === 'stay') ?? own[0]
  }
  const places = await ownPlacesOf(sql, [...rows.filter((row) => row.kind !== 'goods'), ...others])
  for (const row of goods) {
    const place = places.get(beside(row)?.id ?? '')
    if (place !== undefined) places.set(row.id, { ...place, planZh: null, planEn: null, noticeZh: '', noticeEn: '' })
  }
  return places
}

const packageIdsOf = (rows: readonly BookingRow[]) => [...new Set(rows.flatMap((row) => row.packageBookingId ?? []))]

async function ownPlacesOf(sql: Sql, rows: readonly BookingRow[]): Promise<Map<string, z.input<typeof placeView>>> {
  const offers = await offersByOption(
    sql,
    rows.flatMap((row) => row.optionId ?? []),
  )
  const types = await roomTypesById(
    sql,
    rows.flatMap((row) => row.roomTypeId ?? []),
  )
  const sites = await sitesById(sql, [...new Set([...offers.values()].map((offer) => offer.siteId))])
  const houses = await housesById(sql, [...new Set([...types.values()].map((type) => type.houseId))])
  const plans = await plansOf(sql, [...types.keys()])
  const photos = new Map([
    ...(await photosOf(sql, 'site', [...sites.keys()])),
    ...(await photosOf(sql, 'house', [...houses.keys()])),
  ])
  return new Map(
    rows.flatMap((row) => {
      const place =
        row.kind === 'visit' ? visitPlace(row, offers, sites, photos) : stayPlace(row, types, houses, plans, photos)
      return place === null ? [] : [[row.id, place] as const]
    }),
  )
}

function visitPlace(
  row: BookingRow,
  offers: Awaited<ReturnType<typeof offersByOption>>,
  sites: Awaited<ReturnType<typeof sitesById>>,
  photos: ReadonlyMap<string, readonly PlacePhoto[]>,
): z.input<typeof placeView> | null {
  const offer = offers.get(row.optionId ?? '')
  const site = sites.get(offer?.siteId ?? '')
  if (offer === undefined || site === undefined) return null
  return {
    kind: 'visit',
    id: offer.productId,
    productKind: offer.kind,
    siteZh: site.nameZh,
    siteEn: site.nameEn,
    villageCode: site.villageCode,
    latitude: site.latitude,
    longitude: site.longitude,
    fromMinute: site.opensMinute,
    untilMinute: site.closesMinute,
    planZh: null,
    planEn: null,
    noticeZh: offer.noticeZh,
    noticeEn: offer.noticeEn,
    photo: photos.get(site.id)?.[0] ?? null,
  }
}

function stayPlace(
  row: BookingRow,
  types: Awaited<ReturnType<typeof roomTypesById>>,
  houses: Awaited<ReturnType<typeof housesById>>,
  plans: Awaited<ReturnType<typeof plansOf>>,
  photos: ReadonlyMap<string, readonly PlacePhoto[]>,
): z.input<typeof placeView> | null {
  const house = houses.get(types.get(row.roomTypeId ?? '')?.houseId ?? '')
  if (house === undefined) return null
  const plan = plans.find((one) => one.id === row.planId)
  return {
    kind: 'stay',
    id: house.id,
    productKind: 'house',
    siteZh: house.nameZh,
    siteEn: house.nameEn,
    villageCode: house.villageCode,
    latitude: house.latitude,
    longitude: house.longitude,
    fromMinute: house.checkInMinute,
    untilMinute: house.checkOutMinute,
    planZh: plan?.nameZh ?? null,
    planEn: plan?.nameEn ?? null,
    noticeZh: '',
    noticeEn: '',
    photo: photos.get(house.id)?.[0] ?? null,
  }
}

/** Bookings as their guests see them. */
export async function tripsOf(
  sql: Sql,
  rows: readonly BookingRow[],
  now: Instant,
): Promise<z.input<typeof tripView>[]> {
  const ids = rows.map((row) => row.id)
  const goodsIds = rows.filter((row) => row.kind === 'goods').map((row) => row.id)
  const [places, packages, unnamed, goods] = await Promise.all([
    placesOf(sql, rows),
    bookedPackages(sql, packageIdsOf(rows)),
    bookingsWithoutNames(sql, ids),
    goodsIds.length === 0 ? new Map<string, never>() : bookedGoodsOf(sql, goodsIds),
  ])
  return rows.flatMap((row) => {
    const place = places.get(row.id)
    if (place === undefined) return []
    const bundled = packages.get(row.packageBookingId ?? '') ?? null
    const isOpen = ['held', 'confirmed'].includes(stateAt(row, now))
    const namesMissing = isOpen && unnamed.includes(row.id)
    const own = goods.get(row.id)
    const sending = own?.toSend === true ? own : null
    return [{ ...viewOf(row, now), place, package: bundled, namesMissing, sending, wasVisited: wasVisited(row, now) }]
  })
}

export const followTrip = query({
  name: 'tourism.booking.follow',
  path: '/tourism/bookings/{bookingId}/trip',
  summary: "One of the asker's bookings with where it takes them, and what would come back if it were cancelled now",
  access: buyer,
  input: z.object({ bookingId: id }),
  output: tripView,
  refusals: ['tourism.booking.unknown'],
  async run({ sql, actor, now }, { bookingId }) {
    const [row] = await bookingsById(sql, [bookingId])
    if (row === undefined || row.buyerId === null || !buyerIdsOf(actor).includes(row.buyerId))
      refuse('tourism.booking.unknown')
    const [trip] = await tripsOf(sql, [row], now)
    return trip ?? refuse('tourism.booking.unknown')
  },
})

export const listTrips = query({
  name: 'tourism.booking.trips',
  path: '/tourism/trips',
  summary: "The asker's bookings with where they go, the latest first",
  access: buyer,
  input: z.object({ before: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({ bookings: z.array(tripView) }),
  async run({ sql, actor, now }, { before, limit }) {
    const rows = await bookingsOfBuyers(sql, buyerIdsOf(actor), before ?? null, limit)
    return { bookings: await tripsOf(sql, rows, now) }
  },
})

export const listHeld = query({
  name: 'tourism.booking.held',
  path: '/tourism/held-bookings',
  summary: 'What the asker holds and has not paid, and what they held until an hour ago',
  access: buyer,
  input: z.object({}),
  output: z.object({ bookings: z.array(tripView) }),
  async run({ sql, actor, now }) {
    const rows = await heldOfBuyers(sql, buyerIdsOf(actor), addSeconds(now, -OVER_SHOWN_SECONDS))
    return { bookings: await tripsOf(sql, rows, now) }
  },
})

export const countHeld = query({
  name: 'tourism.booking.count_held',
  path: '/tourism/held-bookings/count',
  summary: 'How many bookings the asker holds and has not paid',
  access: buyer,
  input: z.object({}),
  output: z.object({ held: z.int() }),
  async run({ sql, actor, now }) {
    const rows = await heldOfBuyers(sql, buyerIdsOf(actor), now)
    return { held: rows.filter((row) => row.state === 'held' && row.paymentId === null).length }
  },
})

export const listPaymentBookings = query({
  name: 'tourism.booking.of_payment',
  path: '/tourism/payments/{paymentId}/bookings',
  summary: "The asker's bookings that a payment is for",
  access: buyer,
  input: z.object({ paymentId: id }),
  output: z.object({ bookings: z.array(bookingView) }),
  async run({ sql, actor, now }, { paymentId }) {
    const rows = await bookingsById(sql, await bookingIdsOfPayment(sql, paymentId))
    const own = rows.filter((row) => row.buyerId !== null && buyerIdsOf(actor).includes(row.buyerId))
    return { bookings: own.map((row) => viewOf(row, now)) }
  },
})
