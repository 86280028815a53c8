import { afterEach, describe, expect, test } from 'vitest'
import { runJob } from '../kernel/jobs.ts'
import { putInBasket } from '../modules/market/index.ts'
import { holdVisit, readBooking, releaseBooking, searchNights, searchSlots } from '../modules/tourism/index.ts'
import { askGatewayJob } from './ask-gateway.ts'
import { placeOrders } from './checkout.ts'
import { cancelMyBooking, cancelSupplierBooking, settleBookingsJob } from './end-booking.ts'
import { payBookings } from './pay-bookings.ts'
import { quoteBasket } from './price-basket.ts'
import { openTown, said } from './town.fake.ts'
import { books, press, recipient, work } from './testing.ts'

const town = await openTown()
const { trade, host, sight, roomTypeId, optionId, productId, newGuest, stayOf, visitOf, night, stateOf } = town
const { act, app, clock } = trade.county
const START = clock.now()
const paidStay = (buyer: ReturnType<typeof newGuest>, arrival?: string) => town.paidStay(buyer, { arrival })

afterEach(async () => {
  await town.allIsWell()
  clock.set(START)
})

describe('a stay and a visit under one payment', () => {
  test('are held, paid, confirmed; each supplier gets its money the day after, less commission', async () => {
    const buyer = newGuest()
    const before = await books(trade)
    const [stay, visit] = [await stayOf(buyer), await visitOf(buyer)]
    expect([stay.totalFen, visit.totalFen]).toEqual([40_000, 16_000])
    expect(await night('2026-05-10')).toEqual([1, 0])
    const { paymentId, totalFen } = await act(buyer, payBookings, {
      bookingIds: [stay.id, visit.id],
      expectedFen: 56_000,
    })
    expect(totalFen).toBe(56_000)
    await expect(act(buyer, releaseBooking, { bookingId: stay.id })).rejects.toMatchObject({
      code: 'tourism.booking.step_not_possible',
    })
    await press(trade, { buyer, paymentId }, 'pay')
    await work(trade)
    expect([await stateOf(buyer, stay.id), await stateOf(buyer, visit.id)]).toEqual(['confirmed', 'confirmed'])
    expect(await night('2026-05-10')).toEqual([0, 1])
    clock.set(new Date('2026-05-13T01:00:00+08:00'))
    await runJob(app, settleBookingsJob, {})
    await runJob(app, settleBookingsJob, {})
    await work(trade)
    const after = await books(trade)
    const moved = (account: string) => (after[account] ?? 0) - (before[account] ?? 0)
    expect(moved('commission')).toBe(-1_680)
    expect(moved(`frozen/${host.organisationId}`)).toBe(0)
    expect(moved(`frozen/${sight.organisationId}`)).toBe(0)
  })

  test('go with goods of the basket in one checkout', async () => {
    const buyer = newGuest()
    const visit = await visitOf(buyer)
    await act(buyer, putInBasket, { lines: [{ listingId: host.listingId, units: 1 }] })
    const quote = await act(buyer, quoteBasket, { provinceCode: recipient.provinceCode })
    const asked = { recipient, bookingIds: [visit.id] }
    await expect(act(buyer, placeOrders, { ...asked, expectedFen: quote.totalFen })).rejects.toMatchObject({
      code: 'market.basket.changed',
    })
    const placed = await act(buyer, placeOrders, { ...asked, expectedFen: quote.totalFen + visit.totalFen })
    await press(trade, { buyer, paymentId: placed.paymentId }, 'pay')
    await work(trade)
    expect(await stateOf(buyer, visit.id)).toBe('confirmed')
  })
})

describe('before it is paid', () => {
  test('the same request twice is one booking; another under its number, or by another, is refused', async () => {
    const buyer = newGuest()
    const booking = {
      bookingId: crypto.randomUUID(),
      optionId,
      day: '2026-05-11',
      tickets: [{ type: 'adult' as const, count: 3 }],
    }
    const first = await act(buyer, holdVisit, { ...booking, ...said })
    expect((await act(buyer, holdVisit, { ...booking, ...said })).code).toBe(first.code)
    await expect(act(newGuest(), holdVisit, { ...booking, ...said })).rejects.toMatchObject({
      code: 'tourism.booking.id_used',
    })
    const more = { ...booking, tickets: [{ type: 'adult' as const, count: 4 }] }
    await expect(act(buyer, holdVisit, { ...more, ...said })).rejects.toMatchObject({ code: 'tourism.booking.id_used' })
    const { options } = await act(buyer, searchSlots, { productId, from: '2026-05-11', until: '2026-05-11' })
    expect(options[0]?.slots[0]).toMatchObject({ free: 7, capacity: 10, isOpen: true })
    await expect(visitOf(newGuest(), 8, '2026-05-11')).rejects.toMatchObject({
      code: 'tourism.sold_out',
      params: { left: 7 },
    })
    await act(buyer, releaseBooking, { bookingId: first.id })
    expect(await stateOf(buyer, first.id)).toBe('released')
  })

  test('expires after 15 minutes: unpayable, and its night is another’s', async () => {
    const buyer = newGuest()
    const stay = await stayOf(buyer, { arrival: '2026-05-14', nights: 1 })
    await stayOf(newGuest(), { arrival: '2026-05-14', nights: 1 })
    await expect(stayOf(newGuest(), { arrival: '2026-05-14', nights: 1 })).rejects.toMatchObject({
      code: 'tourism.sold_out',
    })
    clock.advance(15 * 60)
    expect(await stateOf(buyer, stay.id)).toBe('expired')
    await expect(act(buyer, payBookings, { bookingIds: [stay.id], expectedFen: 20_000 })).rejects.toMatchObject({
      code: 'tourism.booking.step_not_possible',
    })
    await stayOf(newGuest(), { arrival: '2026-05-14', nights: 1 })
    expect(await night('2026-05-14')).toEqual([1, 0])
  })

  test('money that comes when the places are gone goes back whole', async () => {
    trade.faults.notice = ({ attempt }) => (attempt === 1 ? [{ delaySeconds: 3600 }] : [])
    const buyer = newGuest()
    const stay = await stayOf(buyer, { arrival: '2026-05-15', nights: 1 })
    const { paymentId } = await act(buyer, payBookings, { bookingIds: [stay.id], expectedFen: stay.totalFen })
    await press(trade, { buyer, paymentId }, 'pay')
    clock.advance(20 * 60)
    const [second, third] = [
      await stayOf(newGuest(), { arrival: '2026-05-15', nights: 1 }),
      await stayOf(newGuest(), { arrival: '2026-05-15', nights: 1 }),
    ]
    expect([second.state, third.state]).toEqual(['held', 'held'])
    delete trade.faults.notice
    await runJob(app, askGatewayJob, {})
    await work(trade)
    expect(await act(buyer, readBooking, { bookingId: stay.id })).toMatchObject({
      state: 'expired',
      refundedFen: stay.totalFen,
    })
    expect(await night('2026-05-15')).toEqual([2, 0])
  })

  test('nothing is booked for the past, for 10,000 nights, or for parties below one', async () => {
    await expect(stayOf(newGuest(), { arrival: '2026-04-17' })).rejects.toMatchObject({ code: 'tourism.stay.past' })
    await expect(stayOf(newGuest(), { arrival: '2026-05-10', nights: 10_000 })).rejects.toMatchObject({
      code: 'kernel.invalid_input',
    })
    await expect(visitOf(newGuest(), -1)).rejects.toMatchObject({ code: 'kernel.invalid_input' })
    await expect(visitOf(newGuest(), 0)).rejects.toMatchObject({ code: 'tourism.visit.party_too_small' })
    await expect(stayOf(newGuest(), { arrival: '2027-05-10' })).rejects.toMatchObject({ code: 'tourism.date_closed' })
  })
})

describe('after it is paid', () => {
  test('a guest who cancels gets what the tiers agreed at booking give, and sees it before', async () => {
    const buyer = newGuest()
    const frozen = async () => (await books(trade))[`frozen/${host.organisationId}`] ?? 0
    const before = await frozen()
    const stay = await paidStay(buyer, '2026-05-16')
    // Check-in is at 14:00: 30 hours before, the half goes back.
    clock.set(new Date('2026-05-15T08:00:00+08:00'))
    const { refundNowFen } = await act(buyer, readBooking, { bookingId: stay.id })
    expect(refundNowFen).toBe(20_000)
    await expect(act(buyer, cancelMyBooking, { bookingId: stay.id, expectedRefundFen: 40_000 })).rejects.toMatchObject({
      code: 'tourism.booking.refund_changed',
    })
    expect(await stateOf(buyer, stay.id)).toBe('confirmed')
    const { refundedFen } = await act(buyer, cancelMyBooking, { bookingId: stay.id, expectedRefundFen: refundNowFen })
    expect(refundedFen).toBe(20_000)
    expect(await night('2026-05-16')).toEqual([0, 0])
    await work(trade)
    expect(await frozen()).toBe(before)
    await expect(act(buyer, cancelMyBooking, { bookingId: stay.id, expectedRefundFen: 0 })).rejects.toMatchObject({
      code: 'tourism.booking.step_not_possible',
    })
  })

  test('a house that cannot serve gives everything back, however late', async () => {
    const buyer = newGuest()
    const stay = await paidStay(buyer, '2026-05-18')
    clock.set(new Date('2026-05-18T12:00:00+08:00'))
    const ended = { organisationId: host.organisationId, bookingId: stay.id, reason: '停水' }
    const stolen = { ...ended, organisationId: sight.organisationId }
    await expect(act(sight.owner, cancelSupplierBooking, stolen)).rejects.toMatchObject({
      code: 'tourism.booking.unknown',
    })
    expect((await act(host.owner, cancelSupplierBooking, ended)).refundedFen).toBe(40_000)
    await work(trade)
    expect(await act(buyer, readBooking, { bookingId: stay.id })).toMatchObject({
      state: 'released',
      cancelledBy: 'supplier',
      refundedFen: 40_000,
    })
  })
})

test('rooms and prices of a range come in one call', async () => {
  const asked = { roomTypeIds: roomTypeId, from: '2026-04-20', until: '2026-05-20' }
  const { roomTypes } = await act(newGuest(), searchNights, asked)
  expect(roomTypes[0]?.nights).toHaveLength(31)
  expect(roomTypes[0]?.nights.find((one) => one.day === '2026-05-01')).toMatchObject({ kind: 'holiday', free: 2 })
})
