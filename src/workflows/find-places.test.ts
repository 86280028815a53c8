import { describe, expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import { villages } from '../modules/people/index.ts'
import {
  addResource,
  closeCalendar,
  countHeld,
  findVisits,
  followTrip,
  holdStay,
  holdVisit,
  limitCounty,
  listHeld,
  openNights,
  openSlots,
  quoteStay,
  readHouse,
  readProduct,
  saveProduct,
  saveRatePlan,
  saveRoomType,
  stateDayRule,
} from '../modules/tourism/index.ts'
import { saveGuesthouse, saveSight } from './keep-sights.ts'
import { confirmFreeBooking } from './pay-bookings.ts'
import { officer, openTrade } from './testing.ts'

const trade = await openTrade({ sellers: 1 })
const { act, clock } = trade.county
const [{ owner, organisationId }] = trade.shops as [(typeof trade.shops)[0]]
const [here, there] = [villages()[0]?.code ?? '', villages().at(-1)?.code ?? '']
const range = { from: '2026-05-01', until: '2026-05-20' }
const named = (nameZh: string, nameEn: string) => ({ organisationId, nameZh, nameEn })

const { houseId } = await act(owner, saveGuesthouse, { ...named('示范民宿', 'House'), villageCode: here })
const { roomTypeId } = await act(owner, saveRoomType, {
  ...named('大床房', 'Double'),
  houseId,
  rooms: 2,
  guestsIncluded: 2,
  guestsMax: 3,
  priceFen: 20_000,
  extraGuestFen: 5_000,
})
await act(owner, openNights, { organisationId, roomTypeId, ...range, rooms: 2 })
const { planId } = await act(owner, saveRatePlan, {
  ...named('含早', 'Breakfast'),
  roomTypeId,
  kind: 'breakfast',
  guestNightFen: 1_500,
  nightsMin: 2,
})
const { siteId } = await act(owner, saveSight, { ...named('神龙谷', 'Valley'), villageCode: there, dayLimit: 6 })
const { resourceId } = await act(owner, addResource, { ...named('大门', 'Gate'), siteId, isTimed: false })
await act(owner, openSlots, { organisationId, resourceId, ...range, capacity: 10 })
const option = { nameZh: '一日票', nameEn: 'Day', resourceId, durationMinutes: 480 }
const { productId, optionIds } = await act(owner, saveProduct, {
  ...named('门票', 'Ticket'),
  siteId,
  kind: 'ticket',
  languages: ['zh', 'en'],
  noticeZh: '带外套',
  noticeEn: 'Bring a jacket',
  options: [
    {
      ...option,
      units: [
        { type: 'adult', priceFen: 8_000 },
        { type: 'child', priceFen: 0, needsAdult: false },
      ],
    },
  ],
})
const optionId = optionIds[0] as string

let guests = 0
const newGuest = (): Actor => ({ kind: 'guest', guestId: guestIdOf(`places-guest-${(guests += 1)}`) })
const said = { contactName: '张三', contactPhone: '13800000000' }
const visitOf = (guest: Actor, day: string, count: number, type: 'adult' | 'child' = 'adult') =>
  act(guest, holdVisit, { bookingId: crypto.randomUUID(), optionId, day, tickets: [{ type, count }], ...said })
const found = async (asked: Parameters<typeof act<typeof findVisits>>[2]) =>
  (await act(newGuest(), findVisits, asked)).entries.map(({ kind, free, fits }) => [kind, free, fits])

describe('finding', () => {
  test('lists what takes bookings, with prices from, by kind and place', async () => {
    const all = await act(newGuest(), findVisits, {})
    expect(all).toMatchObject({ total: 2, pages: 1 })
    expect(all.entries.map(({ id, fromFen, free }) => [id, fromFen, free])).toEqual([
      [productId, 8_000, null],
      [houseId, 20_000, null],
    ])
    expect(all.villages.map((one) => one.villageCode).toSorted()).toEqual([here, there].toSorted())
    expect(await found({ kind: 'house' })).toEqual([['house', null, null]])
    expect(await found({ place: there.slice(0, 9) })).toEqual([['ticket', null, null]])
    expect(await found({ kind: 'experience' })).toEqual([])
  })

  test('says what is left on a day within every limit around it, those with room first', async () => {
    const guest = newGuest()
    await visitOf(guest, '2026-05-02', 4)
    expect(await found({ day: '2026-05-02', party: 2 })).toEqual([
      ['ticket', 2, true],
      ['house', 2, true],
    ])
    expect(await found({ day: '2026-05-02', party: 3 })).toEqual([
      ['house', 2, true],
      ['ticket', 2, false],
    ])
    await act(officer(), limitCounty, { dayLimit: 5 })
    expect((await found({ day: '2026-05-02', kind: 'ticket' }))[0]).toEqual(['ticket', 1, true])
    await act(officer(), limitCounty, { dayLimit: 1_000_000 })
  })

  test('a house needs a free room in every night, and beds for all', async () => {
    await act(owner, closeCalendar, {
      organisationId,
      ownerId: roomTypeId,
      from: '2026-05-06',
      until: '2026-05-06',
      isClosed: true,
    })
    expect(await found({ kind: 'house', day: '2026-05-04', nights: 2, party: 6 })).toEqual([['house', 2, true]])
    expect(await found({ kind: 'house', day: '2026-05-04', nights: 2, party: 7 })).toEqual([['house', 2, false]])
    expect(await found({ kind: 'house', day: '2026-05-04', nights: 3, party: 2 })).toEqual([['house', 0, false]])
    expect(await found({ kind: 'house', day: '2026-05-20', nights: 2 })).toEqual([['house', 0, false]])
  })
})

describe('a quote', () => {
  const ask = (arrival: string, nights: number, guestCount = 2, rooms = 1) =>
    act(newGuest(), quoteStay, { houseId, arrival, nights, guests: guestCount, rooms })

  test('is what the same stay is then held for, night by night, for each plan', async () => {
    const { offers } = await ask('2026-05-08', 2, 3)
    expect(offers.map(({ planId: plan, totalFen, free }) => [plan, totalFen, free])).toEqual([
      [null, 50_000, 2],
      [planId, 59_000, 2],
    ])
    expect(offers[1]?.nights[0]).toMatchObject({ fen: 29_500, roomsFen: 20_000, extraFen: 5_000, planFen: 4_500 })
    const stay = { roomTypeId, planId, arrival: '2026-05-08', nights: 2, rooms: 1, guests: 3 }
    const held = await act(newGuest(), holdStay, { bookingId: crypto.randomUUID(), ...stay, ...said })
    expect(held.totalFen).toBe(59_000)
  })

  test('says in place why a stay cannot be booked so', async () => {
    const why = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).offers.map((one) => one.refusal?.code)
    expect(await why('2026-05-10', 1)).toEqual([undefined, 'tourism.stay.nights_min'])
    expect(await why('2026-05-10', 2, 4)).toEqual(['tourism.stay.too_many_guests', 'tourism.stay.too_many_guests'])
    expect(await why('2026-05-06', 2)).toEqual(['tourism.date_closed', 'tourism.date_closed'])
    expect(await why('2026-05-10', 2, 2, 3)).toEqual(['tourism.sold_out', 'tourism.sold_out'])
    const days = { ownerId: roomTypeId, fromDay: '2026-05-12', untilDay: '2026-05-12', noArrival: true }
    await act(owner, stateDayRule, { organisationId, ...days })
    expect(await why('2026-05-12', 2)).toEqual(['tourism.stay.no_arrival', 'tourism.stay.no_arrival'])
    await expect(ask('2026-04-01', 1)).rejects.toMatchObject({ code: 'tourism.stay.past' })
  })
})

test('pages of a product and a house tell what guests ask first', async () => {
  const { product, site, others } = await act(newGuest(), readProduct, { productId })
  expect(product).toMatchObject({ languages: ['zh', 'en'], noticeZh: '带外套' })
  expect(site).toMatchObject({ villageCode: there, nameEn: 'Valley' })
  expect(others).toEqual([])
  const house = await act(newGuest(), readHouse, { houseId })
  expect(house.roomTypes).toMatchObject([{ id: roomTypeId, plans: [{ id: planId, nightsMin: 2 }] }])
})

test('what is held is shown with its place until an hour after its time, to whoever holds it only', async () => {
  const start = clock.now()
  const guest = newGuest()
  const visit = await visitOf(guest, '2026-05-14', 1)
  const listed = async (who: Actor) => (await act(who, listHeld, {})).bookings.map(({ id, state }) => [id, state])
  expect((await act(guest, listHeld, {})).bookings[0]?.place).toMatchObject({
    kind: 'visit',
    id: productId,
    villageCode: there,
    noticeEn: 'Bring a jacket',
  })
  expect(await act(guest, countHeld, {})).toEqual({ held: 1 })
  expect(await listed(newGuest())).toEqual([])
  await expect(act(newGuest(), followTrip, { bookingId: visit.id })).rejects.toMatchObject({
    code: 'tourism.booking.unknown',
  })
  clock.advance(16 * 60)
  expect(await listed(guest)).toEqual([[visit.id, 'expired']])
  expect(await act(guest, countHeld, {})).toEqual({ held: 0 })
  clock.advance(60 * 60)
  expect(await listed(guest)).toEqual([])
  clock.set(start)
})

test('a booking that costs nothing is confirmed without a payment, another is not', async () => {
  const guest = newGuest()
  const free = await visitOf(guest, '2026-05-16', 2, 'child')
  await expect(act(newGuest(), confirmFreeBooking, { bookingId: free.id })).rejects.toMatchObject({
    code: 'tourism.booking.unknown',
  })
  await act(guest, confirmFreeBooking, { bookingId: free.id })
  expect((await act(guest, followTrip, { bookingId: free.id })).state).toBe('confirmed')
  const dear = await visitOf(guest, '2026-05-16', 1)
  await expect(act(guest, confirmFreeBooking, { bookingId: dear.id })).rejects.toMatchObject({
    code: 'tourism.booking.not_free',
  })
})
