import { afterEach, describe, expect, test } from 'vitest'
import { runJob } from '../kernel/jobs.ts'
import { renameGuests } from '../modules/tourism/index.ts'
import { cancelPart, changeBooking, dropChange, quoteChange, quoteLess } from './change-booking.ts'
import { cancelMyBooking, settleBookingsJob } from './end-booking.ts'
import { noteNoShow } from './no-show.ts'
import { answerOthers, endRebookingsJob, offerOthers, readOthers } from './rebook.ts'
import { openHouse, openTown } from './town.fake.ts'
import { press, work } from './testing.ts'

const town = await openTown({ sellers: 3 })
const { trade, host, sight, newGuest, paidStay, paidVisit, stayOf, night, read, frozen } = town
const { act, app, clock } = trade.county
const START = clock.now()
const neighbour = trade.shops[2] as typeof host
const other = await openHouse(trade, neighbour, 1, '隔壁人家')

afterEach(async () => {
  await town.allIsWell()
  clock.set(START)
})

describe('a change', () => {
  test('to another day at the same price moves the rooms and no money', async () => {
    const buyer = newGuest()
    const stay = await paidStay(buyer)
    const before = await frozen(host)
    const change = { bookingId: stay.id, day: '2026-05-12', expectedToPayFen: 0, expectedRefundFen: 0 }
    expect(await act(buyer, changeBooking, change)).toMatchObject({ toPayFen: 0, refundFen: 0, payment: null })
    expect([await night('2026-05-10'), await night('2026-05-12'), await night('2026-05-13')]).toEqual([
      [0, 0],
      [0, 1],
      [0, 1],
    ])
    expect(await read(buyer, stay.id)).toMatchObject({ day: '2026-05-12', endsOn: '2026-05-14', totalFen: 40_000 })
    expect(await frozen(host)).toBe(before)
    const { refundNowFen: expectedRefundFen } = await read(buyer, stay.id)
    await act(buyer, cancelMyBooking, { bookingId: stay.id, expectedRefundFen })
  })

  test('is not quoted where there is no room, counting what the booking has itself', async () => {
    const [buyer, second] = [newGuest(), newGuest()]
    const stay = await paidStay(buyer, { arrival: '2026-05-15', nights: 1, rooms: 2, guests: 2 })
    const full = await paidStay(second, { arrival: '2026-05-17', nights: 1 })
    const quote = (wish: object) => act(buyer, quoteChange, { bookingId: stay.id, ...wish })
    // Both rooms of the first night are its own.
    expect(await quote({ nights: 2 })).toMatchObject({ toPayFen: 40_000 })
    await expect(quote({ nights: 3 })).rejects.toMatchObject({ code: 'tourism.sold_out', params: { left: 1 } })
    await expect(quote({ day: '2026-06-30' })).rejects.toMatchObject({ code: 'tourism.date_closed' })
    await act(buyer, cancelMyBooking, { bookingId: stay.id, expectedRefundFen: 0 })
    await act(second, cancelMyBooking, { bookingId: full.id, expectedRefundFen: 0 })
    await work(trade)
  })

  test('that gives up nights brings back what the tier gives for them, and later only what is left is worth anything', async () => {
    const buyer = newGuest()
    const stay = await paidStay(buyer, { nights: 3 })
    clock.set(new Date('2026-05-09T08:00:00+08:00'))
    const wish = { bookingId: stay.id, nights: 1 }
    expect(await act(buyer, quoteChange, wish)).toEqual({
      totalFen: 20_000,
      toPayFen: 0,
      refundFen: 20_000,
      keptFen: 20_000,
    })
    const seen = { ...wish, expectedToPayFen: 0 }
    await expect(act(buyer, changeBooking, { ...seen, expectedRefundFen: 40_000 })).rejects.toMatchObject({
      code: 'tourism.booking.refund_changed',
    })
    await act(buyer, changeBooking, { ...seen, expectedRefundFen: 20_000 })
    expect(await read(buyer, stay.id)).toMatchObject({ refundedFen: 20_000, keptFen: 20_000, refundNowFen: 10_000 })
    await act(buyer, cancelMyBooking, { bookingId: stay.id, expectedRefundFen: 10_000 })
    await work(trade)
    expect(await read(buyer, stay.id)).toMatchObject({ state: 'released', refundedFen: 30_000, keptFen: 30_000 })
    expect(await night('2026-05-10')).toEqual([0, 0])
    expect(await frozen(host)).toBe(0)
  })

  test('that costs more is held, paid by itself, and then made; refunds come from both payments', async () => {
    const buyer = newGuest()
    const stay = await paidStay(buyer, { nights: 1 })
    const wish = { bookingId: stay.id, nights: 2, guests: 3, expectedToPayFen: 30_000, expectedRefundFen: 0 }
    await expect(act(buyer, changeBooking, { ...wish, expectedToPayFen: 29_999 })).rejects.toMatchObject({
      code: 'tourism.booking.price_changed',
    })
    const { payment } = await act(buyer, changeBooking, wish)
    expect(await night('2026-05-10')).toEqual([0, 1])
    expect(await night('2026-05-11')).toEqual([1, 0])
    await press(trade, { buyer, paymentId: payment?.paymentId ?? '' }, 'pay')
    await work(trade)
    expect(await night('2026-05-11')).toEqual([0, 1])
    expect(await read(buyer, stay.id)).toMatchObject({ nights: 2, guests: 3, totalFen: 50_000, endsOn: '2026-05-12' })
    expect(await frozen(host)).toBe(-50_000)
    const part = { bookingId: stay.id, nights: 1 }
    expect(await act(buyer, quoteLess, part)).toMatchObject({ refundFen: 25_000, keptFen: 0, totalFen: 25_000 })
    await act(buyer, cancelPart, { ...part, expectedRefundFen: 25_000 })
    await act(buyer, cancelMyBooking, { bookingId: stay.id, expectedRefundFen: 25_000 })
    await work(trade)
    expect(await frozen(host)).toBe(0)
    expect(await read(buyer, stay.id)).toMatchObject({ totalFen: 50_000, refundedFen: 50_000 })
  })

  test('that is not paid leaves the booking as it was; money that comes too late goes back', async () => {
    const buyer = newGuest()
    const stay = await paidStay(buyer, { nights: 1 })
    const wish = { bookingId: stay.id, nights: 2, expectedToPayFen: 20_000, expectedRefundFen: 0 }
    const { payment } = await act(buyer, changeBooking, wish)
    await act(buyer, dropChange, { bookingId: stay.id })
    expect(await night('2026-05-11')).toEqual([0, 0])
    await press(trade, { buyer, paymentId: payment?.paymentId ?? '' }, 'pay')
    await work(trade)
    expect(await read(buyer, stay.id)).toMatchObject({ nights: 1, totalFen: 20_000, refundedFen: 0 })
    expect(await frozen(host)).toBe(-20_000)
    await act(buyer, cancelMyBooking, { bookingId: stay.id, expectedRefundFen: 20_000 })
    await work(trade)
  })

  test('is refused whole where one night of it is full, after it began, and for others', async () => {
    const buyer = newGuest()
    const stay = await paidStay(buyer, { arrival: '2026-05-01' })
    const full = await paidStay(newGuest(), { arrival: '2026-05-04', nights: 1, rooms: 2 })
    const wish = { bookingId: stay.id, day: '2026-05-03', expectedToPayFen: 0, expectedRefundFen: 0 }
    await expect(act(buyer, changeBooking, wish)).rejects.toMatchObject({ code: 'tourism.sold_out' })
    expect([await night('2026-05-01'), await night('2026-05-03')]).toEqual([
      [0, 1],
      [0, 0],
    ])
    await expect(act(newGuest(), changeBooking, wish)).rejects.toMatchObject({ code: 'tourism.booking.unknown' })
    clock.set(new Date('2026-05-01T15:00:00+08:00'))
    await expect(act(buyer, changeBooking, { ...wish, day: '2026-05-05' })).rejects.toMatchObject({
      code: 'tourism.booking.begun',
    })
    expect(full.state).toBe('held')
  })

  test('of a party: tickets given up come back at their price, never all, never only children', async () => {
    const buyer = newGuest()
    const visit = await paidVisit(buyer, 1, '2026-05-08', 2)
    const [adult, child] = [visit.units[0]?.id ?? '', visit.units[1]?.id ?? '']
    await expect(act(buyer, quoteLess, { bookingId: visit.id, unitIds: [adult] })).rejects.toMatchObject({
      code: 'tourism.visit.needs_adult',
    })
    await act(buyer, cancelPart, { bookingId: visit.id, unitIds: [child], expectedRefundFen: 4_000 })
    expect(await read(buyer, visit.id)).toMatchObject({ guests: 2, totalFen: 16_000, refundedFen: 4_000 })
    const tickets = [
      { type: 'adult' as const, count: 2 },
      { type: 'child' as const, count: 1 },
    ]
    expect(await act(buyer, quoteChange, { bookingId: visit.id, tickets })).toMatchObject({ toPayFen: 8_000 })
    await act(buyer, renameGuests, { bookingId: visit.id, contactName: '李四', contactPhone: '13900000000' })
    expect((await read(buyer, visit.id)).contactName).toBe('李四')
    await work(trade)
  })

  test('of what is only held changes its price', async () => {
    const buyer = newGuest()
    const stay = await stayOf(buyer, { arrival: '2026-05-18', nights: 1 })
    await act(buyer, changeBooking, { bookingId: stay.id, nights: 2, expectedToPayFen: 0, expectedRefundFen: 0 })
    expect(await read(buyer, stay.id)).toMatchObject({ state: 'held', totalFen: 40_000, nights: 2 })
    expect(await night('2026-05-19')).toEqual([1, 0])
  })
})

describe('who does not come', () => {
  test('has paid; nights still to come are sold again, and the house may give something back', async () => {
    const buyer = newGuest()
    const stay = await paidStay(buyer, { arrival: '2026-05-06', nights: 3 })
    const noted = { organisationId: host.organisationId, bookingId: stay.id, goodwillFen: 5_000 }
    clock.set(new Date('2026-05-06T20:00:00+08:00'))
    await expect(act(host.owner, noteNoShow, noted)).rejects.toMatchObject({ code: 'tourism.booking.too_early' })
    clock.set(new Date('2026-05-07T09:00:00+08:00'))
    await expect(act(host.owner, noteNoShow, { ...noted, goodwillFen: 60_001 })).rejects.toMatchObject({
      code: 'tourism.booking.refund_changed',
    })
    expect(await act(host.owner, noteNoShow, noted)).toMatchObject({ keptFen: 55_000, nightsFreed: 2 })
    expect([await night('2026-05-06'), await night('2026-05-07')]).toEqual([
      [0, 1],
      [0, 0],
    ])
    await expect(act(host.owner, noteNoShow, noted)).rejects.toMatchObject({
      code: 'tourism.booking.step_not_possible',
    })
    clock.set(new Date('2026-05-10T09:00:00+08:00'))
    await runJob(app, settleBookingsJob, {})
    await work(trade)
    expect(await read(buyer, stay.id)).toMatchObject({ refundedFen: 5_000 })
  })
})

describe('a house or sight that cannot serve', () => {
  const offer = (shop: typeof host, bookingIds: string[]) =>
    act(shop.owner, offerOthers, { organisationId: shop.organisationId, bookingIds, reason: '停水' })

  test('offers other days, which cost nothing more', async () => {
    const buyer = newGuest()
    const visit = await paidVisit(buyer, 2, '2026-05-14')
    await offer(sight, [visit.id])
    const { times, houses } = await act(buyer, readOthers, { bookingId: visit.id })
    expect(times.map((time) => time.day)).toContain('2026-05-15')
    expect(times.map((time) => time.day)).not.toContain('2026-05-14')
    expect(houses).toEqual([])
    const change = { bookingId: visit.id, day: '2026-05-16', expectedToPayFen: 0, expectedRefundFen: 0 }
    await expect(act(buyer, changeBooking, change)).rejects.toMatchObject({ code: 'tourism.rebooking.open' })
    const choice = { take: 'day' as const, day: '2026-05-15' }
    await act(buyer, answerOthers, { bookingId: visit.id, choice })
    expect(await read(buyer, visit.id)).toMatchObject({ day: '2026-05-15', totalFen: 16_000, refundedFen: 0 })
    await expect(act(buyer, answerOthers, { bookingId: visit.id, choice })).rejects.toMatchObject({
      code: 'tourism.rebooking.answered',
    })
  })

  test('offers rooms of a neighbour in the village, held to be paid, and gives everything back', async () => {
    const buyer = newGuest()
    const stay = await paidStay(buyer, { arrival: '2026-05-16' })
    await offer(host, [stay.id])
    const { houses } = await act(buyer, readOthers, { bookingId: stay.id })
    expect(houses).toMatchObject([{ roomTypeId: other.roomTypeId, totalFen: 40_000 }])
    const otherBookingId = crypto.randomUUID()
    const choice = { take: 'house' as const, roomTypeId: other.roomTypeId, otherBookingId }
    expect(await act(buyer, answerOthers, { bookingId: stay.id, choice })).toMatchObject({ refundedFen: 40_000 })
    await work(trade)
    expect(await read(buyer, stay.id)).toMatchObject({ state: 'released', cancelledBy: 'supplier' })
    expect(await read(buyer, otherBookingId)).toMatchObject({ state: 'held', totalFen: 40_000 })
  })

  test('gives everything back to who does not answer, and to who cancels instead', async () => {
    const [silent, gone] = [newGuest(), newGuest()]
    const first = await paidStay(silent, { arrival: '2026-05-12', nights: 1 })
    const second = await paidStay(gone, { arrival: '2026-05-13', nights: 1 })
    await offer(host, [first.id, second.id])
    clock.set(new Date('2026-05-13T13:00:00+08:00'))
    expect(await act(gone, cancelMyBooking, { bookingId: second.id, expectedRefundFen: 0 })).toMatchObject({
      refundedFen: 20_000,
    })
    await runJob(app, endRebookingsJob, {})
    await work(trade)
    expect(await read(silent, first.id)).toMatchObject({ state: 'released', refundedFen: 20_000 })
  })
})
