import { expect } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import type { App } from '../kernel/app.ts'
import type { CivilDate } from '../kernel/clock.ts'
import type { InputOf } from '../kernel/operation.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import { paymentById, paymentRef } from '../modules/payment/index.ts'
import { villages } from '../modules/people/index.ts'
import {
  addResource,
  answerPackage,
  countersOutOfStep,
  holdStay,
  holdVisit,
  openNights,
  openSlots,
  readBooking,
  readCalendar,
  saveProduct,
  saveRoomType,
} from '../modules/tourism/index.ts'
import { holdPackage } from './book-package.ts'
import { confirmPayments, standingRates } from './confirm-payment.ts'
import { proposePackage } from './keep-packages.ts'
import { saveGuesthouse, saveSight } from './keep-sights.ts'
import { payBookings } from './pay-bookings.ts'
import type { Trade } from './testing.ts'
import { books, openTrade, press, work } from './testing.ts'

export const said = { contactName: '张三', contactPhone: '13800000000' }
const OPEN = { from: '2026-04-20', until: '2026-05-20' }
const villageCode = villages()[0]?.code ?? ''
type Shop = Trade['shops'][number]

/** A house with `rooms` double rooms at ¥200 a night, open for a month. */
export async function openHouse({ county: { act } }: Trade, host: Shop, rooms = 2, nameZh = '示范民宿') {
  const { owner, organisationId } = host
  const { houseId } = await act(owner, saveGuesthouse, { organisationId, nameZh, nameEn: 'House', villageCode })
  const { roomTypeId } = await act(owner, saveRoomType, {
    organisationId,
    houseId,
    nameZh: '大床房',
    nameEn: 'Double',
    rooms,
    guestsIncluded: 2,
    guestsMax: 3,
    priceFen: 20_000,
    extraGuestFen: 5_000,
  })
  await act(owner, openNights, { organisationId, roomTypeId, ...OPEN, rooms })
  return { houseId, roomTypeId }
}

type Limits = { dayLimit?: number; reserveFromPercent?: number }

/** A sight with a day ticket: adults ¥80, children ¥40 who come with an adult; ten places a day. */
export async function openSight({ county: { act } }: Trade, sight: Shop, capacity = 10, limits: Limits = {}) {
  const { owner, organisationId } = sight
  const named = { organisationId, nameZh: '神龙谷', nameEn: 'Shenlong Valley' }
  const { siteId } = await act(owner, saveSight, { ...named, ...limits, villageCode })
  const { resourceId } = await act(owner, addResource, { ...named, siteId, isTimed: false })
  await act(owner, openSlots, { organisationId, resourceId, ...OPEN, capacity })
  const { productId, optionIds } = await act(owner, saveProduct, {
    ...named,
    siteId,
    kind: 'ticket',
    options: [
      {
        resourceId,
        nameZh: '一日票',
        nameEn: 'Day ticket',
        durationMinutes: 480,
        units: [
          { type: 'adult', priceFen: 8_000 },
          { type: 'child', priceFen: 4_000, needsAdult: true },
        ],
      },
    ],
  })
  return { siteId, resourceId, productId, optionId: optionIds[0] as string }
}

export type Town = Awaited<ReturnType<typeof openTown>>

/** A house and a sight that take bookings, on the trade of two sellers, or of more. */
export async function openTown({
  sellers = 2,
  rooms = 2,
  places = 10,
  environment = {},
}: { sellers?: number; rooms?: number; places?: number; environment?: Readonly<Record<string, string>> } = {}) {
  const trade = await openTrade({ sellers, environment })
  const [host, sight] = trade.shops as [Shop, Shop]
  const house = await openHouse(trade, host, rooms)
  const valley = await openSight(trade, sight, places)
  const tools = toolsOf(trade, host, house.roomTypeId, valley.optionId)
  return { trade, host, sight, ...house, ...valley, ...tools, packageOf: packagesOf(trade, house, valley) }
}

/** A package of the first shop at a tenth off, on sale since the others agreed to it. */
export async function agreedPackage(
  { county: { act }, shops }: Trade,
  parts: InputOf<typeof proposePackage>['parts'],
  others: readonly Shop[],
): Promise<string> {
  const { owner, organisationId } = shops[0] as Shop
  const named = { organisationId, nameZh: '山里两天', nameEn: 'Two days in the hills', offPercent: 10 }
  const { packageId } = await act(owner, proposePackage, { ...named, parts })
  for (const other of others)
    await act(other.owner, answerPackage, { organisationId: other.organisationId, packageId, agree: true })
  return packageId
}

/** Holds two nights and two tickets of the town as one package: 36,000 and 14,400 fen. */
function packagesOf(trade: Trade, { roomTypeId }: { roomTypeId: string }, { optionId }: { optionId: string }) {
  const parts = [
    { kind: 'stay' as const, roomTypeId, nights: 2 },
    { kind: 'visit' as const, optionId },
  ]
  let made: Promise<string> | undefined
  return async (buyer: Actor, arrival: CivilDate = '2026-05-10') => {
    const packageId = await (made ??= agreedPackage(trade, parts, [trade.shops[1] as Shop]))
    const packageBookingId = crypto.randomUUID()
    const wish = { arrival, sets: 1, guests: 2, tickets: [{ type: 'adult' as const, count: 2 }] }
    return trade.county.act(buyer, holdPackage, { packageBookingId, packageId, ...wish, ...said, expectedFen: 50_400 })
  }
}

type Stay = {
  arrival?: CivilDate | undefined
  nights?: number
  rooms?: number
  guests?: number
  roomTypeId?: string
}

function toolsOf(trade: Trade, host: Shop, roomTypeId: string, optionId: string) {
  const { act, app } = trade.county
  let guests = 0
  const stayOf = (
    buyer: Actor,
    { arrival = '2026-05-10', nights = 2, rooms = 1, guests: people = 2, roomTypeId: other = roomTypeId }: Stay = {},
  ) =>
    act(buyer, holdStay, {
      bookingId: crypto.randomUUID(),
      roomTypeId: other,
      arrival,
      nights,
      rooms,
      guests: people,
      ...said,
    })
  const visitOf = (buyer: Actor, count = 2, day = '2026-05-10', children = 0) =>
    act(buyer, holdVisit, {
      bookingId: crypto.randomUUID(),
      optionId,
      day,
      tickets: [
        { type: 'adult', count },
        { type: 'child', count: children },
      ],
      ...said,
    })
  async function pay(buyer: Actor, bookings: readonly { id: string; totalFen: number }[]) {
    const expectedFen = bookings.reduce((sum, one) => sum + one.totalFen, 0)
    const bookingIds = bookings.map((one) => one.id)
    const { paymentId } = await act(buyer, payBookings, { bookingIds, expectedFen })
    await press(trade, { buyer, paymentId }, 'pay')
    await work(trade)
    return paymentId
  }
  return {
    stayOf,
    visitOf,
    pay,
    newGuest(): Actor {
      guests += 1
      return { kind: 'guest', guestId: guestIdOf(`booking-guest-${guests}`) }
    },
    async paidStay(buyer: Actor, stay: Stay = {}) {
      const booking = await stayOf(buyer, stay)
      return { ...booking, paymentId: await pay(buyer, [booking]) }
    },
    async paidVisit(buyer: Actor, count = 2, day = '2026-05-10', children = 0) {
      const booking = await visitOf(buyer, count, day, children)
      return { ...booking, paymentId: await pay(buyer, [booking]) }
    },
    /** The gateway says that a payment was made, whatever its bank knows of it. */
    gatewayTells: (paymentId: string, county: App = app) =>
      county.database.transact(async (tx) => {
        const payment = await paymentById(tx, paymentId)
        if (payment === null) throw new Error('there is no such payment')
        const now = trade.county.clock.now()
        const shares = paymentRef(payment).shares.map((share) => ({ ...share, shareRef: `ref ${share.shareId}` }))
        const report = { paymentId, gateway: payment.gateway, gatewayRef: paymentId, at: now, shares }
        return (await confirmPayments(tx, [report], standingRates(app.ports), now))[0]
      }),
    /** How many of the house's rooms are held and confirmed in a night. */
    async night(day: CivilDate) {
      const asked = { organisationId: host.organisationId, ownerId: roomTypeId, from: day, until: day }
      const [counter] = (await act(host.owner, readCalendar, asked)).counters
      return [counter?.held, counter?.confirmed]
    },
    read: (buyer: Actor, bookingId: string) => act(buyer, readBooking, { bookingId }),
    stateOf: async (buyer: Actor, bookingId: string) => (await act(buyer, readBooking, { bookingId })).state,
    frozen: async (shop: Pick<Shop, 'organisationId'>) => (await books(trade))[`frozen/${shop.organisationId}`] ?? 0,
    /** Books add up to zero, and counters are the sum of their claims. */
    async allIsWell() {
      await books(trade)
      expect(await app.database.read((sql) => countersOutOfStep(sql, 10))).toEqual([])
    },
  }
}
