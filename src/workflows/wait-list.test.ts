import { afterEach, describe, expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { runJob } from '../kernel/jobs.ts'
import {
  chooseRooms,
  findNeighbours,
  giveRooms,
  holdAtNeighbour,
  holdForGuest,
  listAssisted,
  nameRooms,
  readPackageBooking,
  readRooms,
  takeOverflow,
} from '../modules/tourism/index.ts'
import { changeBooking } from './change-booking.ts'
import { cancelMyBooking, cancelSupplierBooking } from './end-booking.ts'
import { proposePackage } from './keep-packages.ts'
import { openHouse, openTown, said } from './town.fake.ts'
import { work } from './testing.ts'
import { joinWaiting, leaveWaiting, listWaiting, offerPlacesJob } from './wait-list.ts'

const town = await openTown({ sellers: 3 })
const { trade, host, houseId, roomTypeId, optionId, newGuest, paidStay, paidVisit, visitOf, read } = town
const { act, app, clock } = trade.county
const START = clock.now()
const neighbour = trade.shops[2] as typeof host
const other = await openHouse(trade, neighbour, 1, '隔壁人家')
const mine = { organisationId: host.organisationId, houseId }

afterEach(async () => {
  await town.allIsWell()
  clock.set(START)
})

describe('rooms', () => {
  test('are named as many as there are, and given on the day of arrival, nobody moved', async () => {
    const named = { ...mine, roomTypeId }
    await expect(act(host.owner, nameRooms, { ...named, names: ['101'] })).rejects.toMatchObject({
      code: 'tourism.room.count',
    })
    await act(host.owner, nameRooms, { ...named, names: ['101', '102'] })
    const { rooms } = await act(host.owner, readRooms, mine)
    const roomId = rooms[0]?.id ?? ''
    const long = await paidStay(newGuest(), { arrival: '2026-05-03', nights: 3 })
    const early = { organisationId: host.organisationId, bookingId: long.id, roomIds: [roomId] }
    await act(host.owner, chooseRooms, early)
    const first = await paidStay(newGuest(), { arrival: '2026-05-02', nights: 1 })
    const second = await paidStay(newGuest(), { arrival: '2026-05-02', nights: 2 })
    await expect(act(host.owner, chooseRooms, { ...early, bookingId: second.id })).rejects.toMatchObject({
      code: 'tourism.room.taken',
    })
    clock.set(new Date('2026-05-02T15:00:00+08:00'))
    const { given, dropped } = await act(host.owner, giveRooms, mine)
    expect(given.map((one) => one.bookingId).toSorted()).toEqual([first.id, second.id].toSorted())
    clock.set(new Date('2026-05-03T15:00:00+08:00'))
    const next = await act(host.owner, giveRooms, mine)
    const { assignments } = await act(host.owner, readRooms, mine)
    const inHouse = assignments.filter((one) => one.from <= '2026-05-03')
    expect(new Set(inHouse.map((one) => one.roomId)).size).toBe(inHouse.length)
    expect(inHouse.map((one) => one.bookingId).toSorted()).toEqual([second.id, long.id].toSorted())
    expect(next.given.length).toBe(dropped.length)
  })

  test('promised to someone who changes or cancels are free again', async () => {
    const { rooms } = await act(host.owner, readRooms, mine)
    const buyer = newGuest()
    const stay = await paidStay(buyer, { arrival: '2026-05-12', nights: 1 })
    const roomIds = [rooms[1]?.id ?? '']
    await act(host.owner, chooseRooms, { organisationId: host.organisationId, bookingId: stay.id, roomIds })
    const held = async () =>
      (await act(host.owner, readRooms, mine)).assignments.filter((one) => one.bookingId === stay.id).length
    expect(await held()).toBe(1)
    await act(buyer, changeBooking, {
      bookingId: stay.id,
      day: '2026-05-13',
      expectedToPayFen: 0,
      expectedRefundFen: 0,
    })
    expect(await held()).toBe(0)
    await act(buyer, cancelMyBooking, { bookingId: stay.id, expectedRefundFen: 20_000 })
    await work(trade)
  })
})

test('a full house sends its guests to neighbours who take them, when the guest agrees', async () => {
  const stay = { arrival: '2026-05-15', nights: 1, rooms: 1, guests: 2 }
  const asked = { roomTypeId, ...stay }
  expect(await act(newGuest(), findNeighbours, asked)).toEqual({ isFull: false, rooms: [] })
  await paidStay(newGuest(), { arrival: '2026-05-15', nights: 1, rooms: 2 })
  expect(await act(newGuest(), findNeighbours, asked)).toEqual({ isFull: true, rooms: [] })
  const joins = { organisationId: neighbour.organisationId, houseId: other.houseId, joins: true }
  await act(neighbour.owner, takeOverflow, joins)
  expect(await act(newGuest(), findNeighbours, asked)).toMatchObject({
    isFull: true,
    rooms: [{ roomTypeId: other.roomTypeId, totalFen: 20_000 }],
  })
  const buyer = newGuest()
  const hold = { ...asked, bookingId: crypto.randomUUID(), neighbourRoomTypeId: other.roomTypeId, ...said }
  await expect(act(buyer, holdAtNeighbour, { ...hold, agrees: false as unknown as true })).rejects.toMatchObject({
    code: 'kernel.invalid_input',
  })
  await expect(act(buyer, holdAtNeighbour, { ...hold, arrival: '2026-05-17', agrees: true })).rejects.toMatchObject({
    code: 'tourism.pool.not_full',
  })
  const { bookingId, totalFen } = await act(buyer, holdAtNeighbour, { ...hold, agrees: true })
  await town.pay(buyer, [{ id: bookingId, totalFen }])
  expect(await read(buyer, bookingId)).toMatchObject({ state: 'confirmed', organisationId: neighbour.organisationId })
  await expect(
    act(newGuest(), holdAtNeighbour, { ...hold, bookingId: crypto.randomUUID(), agrees: true }),
  ).rejects.toMatchObject({ code: 'tourism.pool.not_there' })
})

const visitFor = (count: number, day: string) => ({
  kind: 'visit' as const,
  optionId,
  day,
  tickets: [{ type: 'adult' as const, count }],
})
const wait = (buyer: Actor, wanted: Parameters<typeof act<typeof joinWaiting>>[2]['wanted']) =>
  act(buyer, joinWaiting, { waitingId: crypto.randomUUID(), wanted, ...said })
const stateOf = async (buyer: Actor) => (await act(buyer, listWaiting, {})).waiting.map((one) => one.state)

describe('who waits', () => {
  test('gets all of it or nothing, in the order of asking among those who fit', async () => {
    const day = '2026-05-06'
    const [owner, six, three, two] = [newGuest(), newGuest(), newGuest(), newGuest()]
    const first = await paidVisit(owner, 6, day)
    const rest = await paidVisit(newGuest(), 4, day)
    expect(rest.guests).toBe(4)
    await wait(six, visitFor(8, day))
    clock.advance(60)
    await wait(three, visitFor(4, day))
    clock.advance(60)
    await wait(two, visitFor(3, day))
    await runJob(app, offerPlacesJob, {})
    expect([await stateOf(six), await stateOf(three), await stateOf(two)]).toEqual([
      ['waiting'],
      ['waiting'],
      ['waiting'],
    ])
    await act(owner, cancelMyBooking, { bookingId: first.id, expectedRefundFen: 48_000 })
    await runJob(app, offerPlacesJob, {})
    // Six places are free: eight wait on, four are served, then three do not fit any more.
    expect([await stateOf(six), await stateOf(three), await stateOf(two)]).toEqual([
      ['waiting'],
      ['offered'],
      ['waiting'],
    ])
    const [offer] = (await act(three, listWaiting, {})).waiting
    expect(offer).toMatchObject({ titleZh: '神龙谷 · 一日票', heldUntil: new Date(clock.now().getTime() + 7_200_000) })
    const booking = await read(three, offer?.offeredId ?? '')
    expect(booking).toMatchObject({ state: 'held', guests: 4 })
    clock.advance(3600)
    await town.pay(three, [booking])
    expect((await read(three, booking.id)).state).toBe('confirmed')
    expect((await act(three, listWaiting, {})).waiting).toMatchObject([{ state: 'offered', heldUntil: null }])
    const [own] = (await act(six, listWaiting, {})).waiting
    await act(six, leaveWaiting, { waitingId: own?.id ?? '' })
    expect(await stateOf(six)).toEqual(['left'])
    await work(trade)
  })

  test('hears nothing more once it began, and cannot wait for what is not sold', async () => {
    const buyer = newGuest()
    await expect(wait(buyer, { ...visitFor(1, '2026-05-06'), optionId: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'tourism.option.unknown',
    })
    await paidVisit(newGuest(), 10, '2026-05-07')
    await wait(buyer, visitFor(2, '2026-05-07'))
    clock.set(new Date('2026-05-07T09:00:00+08:00'))
    await runJob(app, offerPlacesJob, {})
    expect(await stateOf(buyer)).toEqual(['over'])
  })

  test('stands in one line once, however often asked for at the same moment, and again after leaving it', async () => {
    const buyer = newGuest()
    const join = (count: number, day = '2026-05-17', who = buyer) => {
      const tickets = [{ type: 'adult' as const, count }]
      const wanted = { kind: 'visit' as const, optionId, day, tickets }
      return act(who, joinWaiting, { waitingId: crypto.randomUUID(), wanted, ...said })
    }
    const all = await Promise.allSettled([join(2), join(2), join(3), join(1)])
    const [joined, refused] = [
      all.filter((one) => one.status === 'fulfilled'),
      all.filter((one) => one.status === 'rejected'),
    ]
    expect(joined).toHaveLength(1)
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'tourism.waiting.already' })
    // Another day, or another guest, is another place in a line.
    await join(2, '2026-05-18')
    await join(2, '2026-05-17', newGuest())
    await act(buyer, leaveWaiting, { waitingId: joined[0]?.value.waitingId ?? '' })
    await join(4)
    const { waiting } = await act(buyer, listWaiting, {})
    expect(waiting.filter((one) => one.state === 'waiting')).toHaveLength(2)
    for (const { id, state } of waiting) if (state === 'waiting') await act(buyer, leaveWaiting, { waitingId: id })
  })

  test('for a package gets it whole', async () => {
    const { packageId } = await act(host.owner, proposePackage, {
      organisationId: host.organisationId,
      nameZh: '住两种房',
      nameEn: 'Two nights apart',
      offPercent: 10,
      parts: [
        { kind: 'stay', roomTypeId, nights: 1 },
        { kind: 'stay', roomTypeId, nights: 1, dayOffset: 2 },
      ],
    })
    const buyer = newGuest()
    const blocking = await paidStay(newGuest(), { arrival: '2026-05-18', nights: 1, rooms: 2 })
    await wait(buyer, { kind: 'package', packageId, arrival: '2026-05-16', sets: 1, guests: 2 })
    await runJob(app, offerPlacesJob, {})
    expect(await stateOf(buyer)).toEqual(['waiting'])
    const { organisationId } = host
    await act(host.owner, cancelSupplierBooking, { organisationId, bookingId: blocking.id, reason: '退订' })
    await runJob(app, offerPlacesJob, {})
    const [offer] = (await act(buyer, listWaiting, {})).waiting
    const held = await act(buyer, readPackageBooking, { packageBookingId: offer?.offeredId ?? '' })
    expect(held.components.map((one) => one.state)).toEqual(['held', 'held'])
    await work(trade)
  })
})

test('a helper books for a guest without a phone, and who did it is kept', async () => {
  const bookingId = crypto.randomUUID()
  const { organisationId } = neighbour
  const wanted = visitFor(2, '2026-05-19')
  const asked = { organisationId, bookingId, way: 'phone' as const, guestName: '老王', wanted }
  expect(await act(neighbour.owner, holdForGuest, asked)).toMatchObject({ contactName: '老王', contactPhone: '' })
  expect(await act(neighbour.owner, holdForGuest, asked)).toMatchObject({ id: bookingId })
  const { bookings } = await act(neighbour.owner, listAssisted, { organisationId })
  const helperId = neighbour.owner.kind === 'person' ? neighbour.owner.personId : ''
  expect(bookings).toMatchObject([{ helperId, way: 'phone', booking: { id: bookingId } }])
  expect((await visitOf(newGuest(), 1, '2026-05-19')).guests).toBe(1)
})

test('a helper whose house is full books a neighbour that takes its guests, and no other', async () => {
  const wanted = {
    kind: 'stay' as const,
    roomTypeId: other.roomTypeId,
    arrival: '2026-05-12',
    nights: 1,
    rooms: 1,
    guests: 2,
  }
  const asked = {
    organisationId: host.organisationId,
    way: 'counter' as const,
    guestName: '老李',
    wanted,
    fullRoomTypeId: roomTypeId,
  }
  const book = () => act(host.owner, holdForGuest, { ...asked, bookingId: crypto.randomUUID() })
  await expect(book()).rejects.toMatchObject({ code: 'tourism.pool.not_full' })
  const [first, second] = [newGuest(), newGuest()]
  const stay = { arrival: '2026-05-12', nights: 1 }
  await paidStay(first, stay)
  await paidStay(second, stay)
  const pool = { organisationId: neighbour.organisationId, houseId: other.houseId }
  await act(neighbour.owner, takeOverflow, { ...pool, joins: false })
  await expect(book()).rejects.toMatchObject({ code: 'tourism.pool.not_there' })
  await act(neighbour.owner, takeOverflow, { ...pool, joins: true })
  const bookingId = crypto.randomUUID()
  const held = await act(host.owner, holdForGuest, { ...asked, bookingId })
  expect(held).toMatchObject({ roomTypeId: other.roomTypeId, contactName: '老李', state: 'held' })
  const { bookings } = await act(host.owner, listAssisted, { organisationId: host.organisationId })
  expect(bookings[0]).toMatchObject({ way: 'counter', booking: { id: bookingId } })
})
