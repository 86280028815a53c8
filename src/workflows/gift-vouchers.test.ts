import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, civilDate } from '../kernel/clock.ts'
import { runJob } from '../kernel/jobs.ts'
import { doorId } from '../modules/delivery/index.ts'
import {
  bookingsById,
  coverOf,
  expireHoldsJob,
  releaseBooking,
  voucherBehind,
  VOUCHER_DAYS,
} from '../modules/tourism/index.ts'
import { cancelPackage } from './book-package.ts'
import { changeBooking } from './change-booking.ts'
import { cancelMyBooking, settleBookingsJob } from './end-booking.ts'
import { refundedOf, settledVoucher } from './gift-vouchers.fake.ts'
import { buyVoucher, expireVouchersJob, takeBackVoucher } from './give-vouchers.ts'
import { payBookings } from './pay-bookings.ts'
import { listVouchers, openVoucher } from './read-gift-vouchers.ts'
import { redeemVoucher } from './redeem-voucher.ts'
import { press, work } from './testing.ts'
import { openTown } from './town.fake.ts'

const town = await openTown({ rooms: 50, places: 500 })
const { trade, host, sight, houseId, productId, newGuest } = town
const { act, app, clock } = trade.county
const START = clock.now()

const given = (valueFen: number, { placeId = houseId, onlyThere = true } = {}) =>
  settledVoucher(town, { placeId, valueFen, onlyThere }, async (buyer, paymentId) => {
    await press(trade, { buyer, paymentId }, 'pay')
    await work(trade)
  })
/** The stay, then the visit. */
const partsOf = async (ids: readonly string[]) => {
  const rows = await app.database.read((sql) => bookingsById(sql, ids))
  return ['stay', 'visit'].map((kind) => rows.find((row) => row.kind === kind))
}
const rowOf = (door: string) => app.database.read((sql) => voucherBehind(sql, doorId(door) ?? ''))
const refunded = (shareId: string) => refundedOf(app.database, shareId)

describe('a gift voucher', () => {
  test("is nothing before it is paid, and frozen as its supplier's afterwards", async () => {
    const giver = newGuest()
    const asked = { placeId: houseId, valueFen: 30_000, giver: '示例送礼人' }
    const { paymentId } = await act(giver, buyVoucher, asked)
    expect((await act(giver, listVouchers, {})).vouchers).toEqual([])
    const before = await town.frozen(host)
    await press(trade, { buyer: giver, paymentId }, 'pay')
    await work(trade)
    const [voucher] = (await act(giver, listVouchers, {})).vouchers
    expect(voucher).toMatchObject({ valueFen: 30_000, state: 'confirmed', isOpen: true })
    expect((await town.frozen(host)) - before).toBe(-30_000)
    const seen = await act(newGuest(), openVoucher, { door: voucher?.door ?? '' })
    expect(seen).toMatchObject({ giver: '示例送礼人', valueFen: 30_000, place: { kind: 'stay', id: houseId } })
    expect(JSON.stringify(seen)).not.toContain(voucher?.id)
    await town.allIsWell()
  })

  test('pays a whole booking: what is over goes back to the giver at once, the rest to the house after the stay', async () => {
    const { voucherId, door } = await given(50_000)
    const guest = newGuest()
    const stay = await town.stayOf(guest)
    const done = await act(guest, redeemVoucher, { bookingId: stay.id, door })
    expect(done).toEqual({ bookingId: stay.id, coveredFen: 40_000, dueFen: 0, isConfirmed: true })
    expect(await town.read(guest, stay.id)).toMatchObject({ state: 'confirmed', voucherFen: 40_000, totalFen: 40_000 })
    expect(await rowOf(door)).toMatchObject({ state: 'redeemed', refundedFen: 10_000 })
    await work(trade)
    expect(await refunded(voucherId)).toBe(10_000)
    const other = await town.stayOf(newGuest())
    await expect(act(guest, redeemVoucher, { bookingId: other.id, door })).rejects.toMatchObject({
      code: 'tourism.booking.unknown',
    })
    clock.set(new Date('2026-05-14T01:00:00+08:00'))
    await runJob(app, settleBookingsJob, {})
    await work(trade)
    expect(await refunded(voucherId)).toBe(10_000)
    clock.set(START)
    await town.allIsWell()
  })

  test("pays part of a dearer one, the guest the rest; cancelling gives the guest's back first, then the giver's", async () => {
    const { voucherId, door } = await given(30_000)
    const guest = newGuest()
    const stay = await town.stayOf(guest)
    expect(await act(guest, redeemVoucher, { bookingId: stay.id, door })).toMatchObject({
      dueFen: 10_000,
      isConfirmed: false,
    })
    await expect(
      act(guest, changeBooking, { bookingId: stay.id, nights: 1, expectedToPayFen: 0, expectedRefundFen: 0 }),
    ).rejects.toMatchObject({ code: 'tourism.booking.step_not_possible' })
    await town.pay(guest, [{ id: stay.id, totalFen: 10_000 }])
    expect(await town.stateOf(guest, stay.id)).toBe('confirmed')
    expect(await rowOf(door)).toMatchObject({ state: 'redeemed', refundedFen: 0 })
    // A day and a half before arrival half comes back.
    clock.set(new Date('2026-05-09T02:00:00+08:00'))
    expect(await act(guest, cancelMyBooking, { bookingId: stay.id, expectedRefundFen: 20_000 })).toMatchObject({
      refundedFen: 20_000,
    })
    await work(trade)
    expect([await refunded(stay.id), await refunded(voucherId)]).toEqual([10_000, 10_000])
    clock.set(START)
    await town.allIsWell()
  })

  test('is free again when the booking it was put to is given up or runs out, and until then for no other', async () => {
    const { voucherId, giver, door } = await given(30_000)
    const guest = newGuest()
    const first = await town.stayOf(guest)
    await act(guest, redeemVoucher, { bookingId: first.id, door })
    const second = await town.stayOf(guest)
    const put = act(guest, redeemVoucher, { bookingId: second.id, door })
    await expect(put).rejects.toMatchObject({ code: 'tourism.voucher.in_use' })
    await expect(act(giver, takeBackVoucher, { voucherId })).rejects.toMatchObject({ code: 'tourism.voucher.in_use' })
    await act(guest, releaseBooking, { bookingId: first.id })
    await act(guest, redeemVoucher, { bookingId: second.id, door })
    clock.advance(3_600)
    await runJob(app, expireHoldsJob, {})
    const third = await town.stayOf(guest, { nights: 1 })
    expect(await act(guest, redeemVoucher, { bookingId: third.id, door })).toMatchObject({ isConfirmed: true })
    const other = await given(30_000)
    const fourth = await town.stayOf(guest)
    await act(guest, redeemVoucher, { bookingId: fourth.id, door: (await given(20_000)).door })
    await expect(act(guest, redeemVoucher, { bookingId: fourth.id, door: other.door })).rejects.toMatchObject({
      code: 'tourism.voucher.one_each',
    })
    clock.set(START)
    await town.allIsWell()
  })

  test('goes back whole when its giver takes it back or its time is over, once', async () => {
    const taken = await given(20_000)
    await expect(act(newGuest(), takeBackVoucher, { voucherId: taken.voucherId })).rejects.toMatchObject({
      code: 'tourism.voucher.unknown',
    })
    await act(taken.giver, takeBackVoucher, { voucherId: taken.voucherId })
    await expect(act(taken.giver, takeBackVoucher, { voucherId: taken.voucherId })).rejects.toMatchObject({
      code: 'tourism.voucher.not_open',
    })
    const kept = await given(20_000)
    const guest = newGuest()
    const stay = await town.stayOf(guest)
    await expect(act(guest, redeemVoucher, { bookingId: stay.id, door: taken.door })).rejects.toMatchObject({
      code: 'tourism.voucher.not_open',
    })
    await expect(act(guest, redeemVoucher, { bookingId: stay.id, door: 'x'.repeat(22) })).rejects.toMatchObject({
      code: 'tourism.voucher.unknown',
    })
    clock.set(new Date(START.getTime() + VOUCHER_DAYS * 86_400_000))
    await runJob(app, expireVouchersJob, {})
    expect(await rowOf(kept.door)).toMatchObject({ state: 'confirmed' })
    clock.advance(86_400)
    await runJob(app, expireVouchersJob, {})
    await runJob(app, expireVouchersJob, {})
    expect(await rowOf(kept.door)).toMatchObject({ state: 'expired', refundedFen: 20_000 })
    await work(trade)
    expect([await refunded(taken.voucherId), await refunded(kept.voucherId)]).toEqual([20_000, 20_000])
    clock.set(START)
    await town.allIsWell()
  })

  test('is for the place on its card, or anything of its supplier', async () => {
    const guest = newGuest()
    const visit = await town.visitOf(guest)
    const forHouse = await given(20_000)
    await expect(act(guest, redeemVoucher, { bookingId: visit.id, door: forHouse.door })).rejects.toMatchObject({
      code: 'tourism.voucher.for_something_else',
    })
    const forSight = await given(16_000, { placeId: productId, onlyThere: false })
    expect(await act(guest, redeemVoucher, { bookingId: visit.id, door: forSight.door })).toMatchObject({
      isConfirmed: true,
    })
    const nowhere = { placeId: crypto.randomUUID(), valueFen: 20_000, giver: '示例送礼人' }
    await expect(act(guest, buyVoucher, nowhere)).rejects.toMatchObject({ code: 'tourism.voucher.unknown_place' })
    expect(sight.organisationId).not.toBe(host.organisationId)
    await town.allIsWell()
  })
})

describe('of a package, a voucher', () => {
  test('pays the part it is for; the rest is paid with the others, and what is over goes back once all of it is', async () => {
    const { voucherId, door } = await given(50_000)
    const guest = newGuest()
    const held = await town.packageOf(guest)
    const [stay, visit] = await partsOf(held.bookingIds)
    // Whichever part is named, the voucher goes to the one it is for.
    const put = await act(guest, redeemVoucher, { bookingId: visit?.id ?? '', door })
    expect(put).toEqual({ bookingId: stay?.id, coveredFen: 36_000, dueFen: 14_400, isConfirmed: false })
    const again = act(guest, redeemVoucher, { bookingId: visit?.id ?? '', door: (await given(20_000)).door })
    await expect(again).rejects.toMatchObject({ code: 'tourism.voucher.for_something_else' })
    expect(await rowOf(door)).toMatchObject({ state: 'confirmed', refundedFen: 0 })
    const { paymentId } = await act(guest, payBookings, { bookingIds: held.bookingIds, expectedFen: 14_400 })
    await press(trade, { buyer: guest, paymentId }, 'pay')
    await work(trade)
    expect((await partsOf(held.bookingIds)).map((row) => row?.state)).toEqual(['confirmed', 'confirmed'])
    expect(await rowOf(door)).toMatchObject({ state: 'redeemed', refundedFen: 14_000 })
    const { packageBookingId } = held
    await act(guest, cancelPackage, { packageBookingId, expectedRefundFen: 50_400 })
    await work(trade)
    expect([await refunded(voucherId), await refunded(visit?.id ?? '')]).toEqual([50_000, 14_400])
    await town.allIsWell()
  })

  test('and another that pay all of it confirm it whole, without a payment of the guest', async () => {
    const [forHouse, forSight] = [await given(36_000), await given(20_000, { placeId: productId })]
    const guest = newGuest()
    const { bookingIds, packageBookingId } = await town.packageOf(guest)
    const bookingId = bookingIds[0] ?? ''
    expect(await act(guest, redeemVoucher, { bookingId, door: forHouse.door })).toMatchObject({ dueFen: 14_400 })
    const all = await act(guest, redeemVoucher, { bookingId, door: forSight.door })
    expect(all).toMatchObject({ dueFen: 0, isConfirmed: true })
    expect((await partsOf(bookingIds)).map((row) => row?.state)).toEqual(['confirmed', 'confirmed'])
    const nothing = act(guest, payBookings, { bookingIds, expectedFen: 0 })
    await expect(nothing).rejects.toMatchObject({ code: 'tourism.booking.step_not_possible' })
    await act(guest, cancelPackage, { packageBookingId, expectedRefundFen: 50_400 })
    await work(trade)
    expect([await refunded(forHouse.voucherId), await refunded(forSight.voucherId)]).toEqual([36_000, 20_000])
    await town.allIsWell()
  })
})

test('what a voucher pays, what is due and what goes back add up, and only an open voucher of that place pays', () => {
  const today = civilDate(START)
  const places = fc.constantFrom('a', 'b', null)
  const voucher = fc.record({
    organisationId: fc.constantFrom('o', 'p'),
    productId: places,
    houseId: fc.constant(null),
    valueFen: fc.integer({ min: 1, max: 100_000 }),
    state: fc.constantFrom('held', 'confirmed', 'redeemed', 'released', 'expired'),
    lastDay: fc.integer({ min: -3, max: 3 }).map((days) => addDays(today, days)),
    bookingId: fc.constant(null),
  })
  const payable = fc.record({
    organisationId: fc.constantFrom('o', 'p'),
    productId: places,
    houseId: fc.constant(null),
    totalFen: fc.integer({ min: 1, max: 100_000 }),
  })
  fc.assert(
    fc.property(voucher, payable, (v, booking) => {
      const fits =
        v.state === 'confirmed' &&
        v.lastDay >= today &&
        v.organisationId === booking.organisationId &&
        (v.productId === null || v.productId === booking.productId)
      if (!fits) {
        expect(() => coverOf(v, booking, today)).toThrow(/tourism\.voucher\./)
        return
      }
      const { coveredFen, dueFen, overFen } = coverOf(v, booking, today)
      expect([coveredFen + dueFen, coveredFen + overFen]).toEqual([booking.totalFen, v.valueFen])
      expect(Math.min(dueFen, overFen)).toBe(0)
      expect(coveredFen).toBeGreaterThan(0)
    }),
  )
})
