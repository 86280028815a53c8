import { afterEach, describe, expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import type { App } from '../kernel/app.ts'
import { civilDate } from '../kernel/clock.ts'
import { runJob } from '../kernel/jobs.ts'
import { perform } from '../kernel/perform.ts'
import { readMyOrder } from '../modules/market/index.ts'
import { availability, lotsOutOfStep } from '../modules/stock/index.ts'
import {
  answerPackage,
  bookingsById,
  closePackage,
  componentIds,
  countersBetween,
  readPackageBooking,
  releaseBooking,
} from '../modules/tourism/index.ts'
import { cancelPackage, freeGoodsJob, holdPackage, quotePackage, releasePackage } from './book-package.ts'
import { changeBooking } from './change-booking.ts'
import { cancelMyBooking, cancelSupplierBooking, settleBookingsJob } from './end-booking.ts'
import { killedEverywhere } from './killed.fake.ts'
import { proposePackage } from './keep-packages.ts'
import { listGoodsToSend, sendGoods } from './send-goods.ts'
import { listPackages, readPackage, searchPackageDays } from './show-packages.ts'
import { payBookings } from './pay-bookings.ts'
import { books, completed, press, work } from './testing.ts'
import { openTown, said } from './town.fake.ts'

const town = await openTown({ sellers: 3, rooms: 300, places: 3000 })
const { trade, host, sight, roomTypeId, resourceId, optionId, newGuest } = town
const { act, app, clock } = trade.county
const grower = trade.shops[2] as typeof host
const START = clock.now()
const FIRST = '2026-05-10'

const { packageId } = await act(host.owner, proposePackage, {
  organisationId: host.organisationId,
  nameZh: '山里两天',
  nameEn: 'Two days in the hills',
  offPercent: 15,
  parts: [
    { kind: 'stay', roomTypeId, nights: 2 },
    { kind: 'visit', optionId, dayOffset: 1 },
    { kind: 'goods', listingId: grower.listingId, units: 3, canShip: true },
  ],
})
const answer = (shop: typeof host, agree = true) =>
  act(shop.owner, answerPackage, { organisationId: shop.organisationId, packageId, agree })
const wish = { packageId, arrival: FIRST, sets: 1, guests: 2, tickets: [{ type: 'adult' as const, count: 2 }] }

afterEach(async () => {
  await town.allIsWell()
  const faults = await app.database.read((sql) => lotsOutOfStep(sql))
  if (faults.length > 0) throw new Error(`${faults.length} lots are not what their journal says`)
  clock.set(START)
})

const holding = (packageBookingId: string = crypto.randomUUID(), expectedFen = 1_000_000) => ({
  ...wish,
  packageBookingId,
  ...said,
  expectedFen,
})
const hold = (buyer: Actor) => act(buyer, holdPackage, holding())
const componentsOf = async (buyer: Actor, packageBookingId: string) =>
  (await act(buyer, readPackageBooking, { packageBookingId })).components
const shelf = async () => {
  const found = await app.database.read((sql) => availability(sql, [grower.itemId], civilDate(clock.now())))
  return found.get(grower.itemId)?.units
}
async function paidPackage(buyer: Actor) {
  const held = await hold(buyer)
  const { paymentId } = await act(buyer, payBookings, { bookingIds: held.bookingIds, expectedFen: held.totalFen })
  await press(trade, { buyer, paymentId }, 'pay')
  await work(trade)
  return held
}

describe('a package', () => {
  test('is on sale once every supplier has agreed to its part', async () => {
    await expect(hold(newGuest())).rejects.toMatchObject({ code: 'tourism.package.closed' })
    expect(await answer(sight)).toMatchObject({ state: 'proposed' })
    expect(await answer(grower)).toMatchObject({ state: 'open' })
    await expect(answer(grower, false)).rejects.toMatchObject({ code: 'tourism.package.answered' })
    expect((await act(newGuest(), listPackages, {})).packages.map((one) => one.id)).toEqual([packageId])
  })

  test('is shown with its parts and suppliers, and on which days all of them have room', async () => {
    const read = await act(newGuest(), readPackage, { packageId })
    expect(read.parts.map((part) => [part.kind, part.place.kind, part.sellerZh !== ''])).toEqual([
      ['stay', 'house', true],
      ['visit', 'ticket', true],
      ['goods', 'goods', true],
    ])
    const separateFen = 40_000 + 2 * 8000 + 3 * 1234
    expect(read.from).toEqual({ guests: 2, separateFen, totalFen: separateFen - Math.floor((separateFen * 15) / 100) })
    const asked = { packageId, from: '2026-05-17', until: '2026-05-20', sets: 1, guests: 2, tickets: wish.tickets }
    const { days } = await act(newGuest(), searchPackageDays, asked)
    // Nights are open until 20 May, and tickets too: who arrives on the last but one day still sees the sight.
    expect(days.map((one) => [one.day, one.state, one.totalFen])).toEqual([
      ['2026-05-17', 'free', read.from.totalFen],
      ['2026-05-18', 'free', read.from.totalFen],
      ['2026-05-19', 'free', read.from.totalFen],
      ['2026-05-20', 'closed', null],
    ])
    const many = await act(newGuest(), searchPackageDays, { ...asked, sets: 61, guests: 61 }).catch((e: unknown) => e)
    expect(many).toMatchObject({ code: 'kernel.invalid_input' })
    const goods = await act(newGuest(), searchPackageDays, { ...asked, sets: 20, guests: 20 })
    const shelved = Math.floor(((await shelf()) ?? 0) / 3)
    expect(goods.days[0]?.state).toBe(shelved >= 20 ? 'free' : 'full')
  })

  test('costs less than its parts, to the fen', async () => {
    const quote = await act(newGuest(), quotePackage, wish)
    const separateFen = 40_000 + 16_000 + 3 * 1234
    expect(quote).toMatchObject({ separateFen, totalFen: separateFen - Math.floor((separateFen * 15) / 100) })
    expect(quote.parts.reduce((sum, part) => sum + part.totalFen, 0)).toBe(quote.totalFen)
  })

  test('is paid as one, and each supplier is paid its own the day after; goods are handed over', async () => {
    const buyer = newGuest()
    const before = await shelf()
    const held = await paidPackage(buyer)
    const components = await componentsOf(buyer, held.packageBookingId)
    expect(components.map((one) => one.state)).toEqual(['confirmed', 'confirmed', 'confirmed'])
    expect(await shelf()).toBe((before ?? 0) - 3)
    clock.set(new Date('2026-05-14T01:00:00+08:00'))
    await runJob(app, settleBookingsJob, {})
    await work(trade)
    const goods = components.find((one) => one.kind === 'goods')
    // Goods are an order from now on, whose money waits for its seven days.
    expect([await town.frozen(host), await town.frozen(sight)]).toEqual([0, 0])
    expect(await town.frozen(grower)).toBe(-(goods?.totalFen ?? 0))
    expect(await act(buyer, readMyOrder, { orderId: goods?.id ?? '' })).toMatchObject({ state: 'received' })
    await completed(trade)
    expect(await town.frozen(grower)).toBe(0)
  })

  test('is given up and cancelled whole, each component by its own policy', async () => {
    const buyer = newGuest()
    const held = await paidPackage(buyer)
    const [first] = held.bookingIds
    const bookingId = first ?? ''
    for (const refused of [
      () => act(buyer, cancelMyBooking, { bookingId, expectedRefundFen: 0 }),
      () => act(buyer, releaseBooking, { bookingId }),
      () => act(buyer, changeBooking, { bookingId, nights: 1, expectedToPayFen: 0, expectedRefundFen: 0 }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'tourism.booking.in_package' })
    // A day and a half before check-in: half of the stay, all of the ticket a day later, all of the goods.
    clock.set(new Date('2026-05-09T02:00:00+08:00'))
    const parts = await componentsOf(buyer, held.packageBookingId)
    const due = parts.reduce((sum, one) => sum + one.refundNowFen, 0)
    const stay = parts.find((one) => one.kind === 'stay')
    expect(stay?.refundNowFen).toBe(Math.floor((stay?.totalFen ?? 0) / 2))
    const before = await shelf()
    const cancelled = { packageBookingId: held.packageBookingId, expectedRefundFen: due }
    await expect(act(buyer, cancelPackage, { ...cancelled, expectedRefundFen: due + 1 })).rejects.toMatchObject({
      code: 'tourism.booking.refund_changed',
    })
    expect(await act(buyer, cancelPackage, cancelled)).toMatchObject({ refundedFen: due })
    await work(trade)
    expect(await shelf()).toBe((before ?? 0) + 3)
    for (const shop of trade.shops) expect(await town.frozen(shop)).toBe(0)
  })

  test('that one supplier cannot serve comes back whole, if the guest wants', async () => {
    const buyer = newGuest()
    const held = await paidPackage(buyer)
    const visit = (await componentsOf(buyer, held.packageBookingId)).find((one) => one.kind === 'visit')
    clock.set(new Date('2026-05-10T08:00:00+08:00'))
    const ended = { organisationId: sight.organisationId, bookingId: visit?.id ?? '', reason: '大雨' }
    await act(sight.owner, cancelSupplierBooking, ended)
    const expectedRefundFen = held.totalFen - (visit?.totalFen ?? 0)
    const { packageBookingId } = held
    expect(await act(buyer, cancelPackage, { packageBookingId, expectedRefundFen })).toMatchObject({
      refundedFen: expectedRefundFen,
    })
    await work(trade)
  })

  test('is paid whole or not at all, booked once for one number, and refused whole where a part is full', async () => {
    const buyer = newGuest()
    const id = crypto.randomUUID()
    const first = await act(buyer, holdPackage, holding(id))
    expect((await act(buyer, holdPackage, holding(id))).bookingIds).toEqual(first.bookingIds.toSorted())
    await expect(act(newGuest(), holdPackage, holding(id))).rejects.toMatchObject({ code: 'tourism.booking.id_used' })
    const some = first.bookingIds.slice(0, 1)
    await expect(act(buyer, payBookings, { bookingIds: some, expectedFen: first.totalFen })).rejects.toMatchObject({
      code: 'tourism.booking.in_package',
    })
    await expect(act(buyer, holdPackage, holding(crypto.randomUUID(), 1))).rejects.toMatchObject({
      code: 'tourism.booking.price_changed',
    })
    const before = await state()
    const beyond = {
      ...holding(crypto.randomUUID(), 100_000_000),
      tickets: [{ type: 'adult' as const, count: 50 }],
      sets: 20,
      guests: 40,
      arrival: '2026-05-20',
    }
    await expect(act(buyer, holdPackage, beyond)).rejects.toMatchObject({ code: 'tourism.date_closed' })
    expect(await state()).toEqual(before)
  })

  test('has its goods sent where the guest wishes: to be paid once they are gone, and not to be cancelled afterwards', async () => {
    const buyer = newGuest()
    const before = await shelf()
    const sendTo = '浙江省丽水市遂昌县示范路 1 号'
    const held = await act(buyer, holdPackage, { ...holding(), sendTo })
    const { paymentId } = await act(buyer, payBookings, { bookingIds: held.bookingIds, expectedFen: held.totalFen })
    await press(trade, { buyer, paymentId }, 'pay')
    await work(trade)
    const goods = (await componentsOf(buyer, held.packageBookingId)).find((one) => one.kind === 'goods')
    expect(goods?.sending).toMatchObject({ sendTo, sentAt: null })
    const { organisationId } = grower
    const listed = async () => (await act(grower.owner, listGoodsToSend, { organisationId })).goods
    expect(await listed()).toMatchObject([{ bookingId: goods?.id, name: '张三', sendTo, sentAt: null }])
    // Until it is sent its money waits, though the visit is over.
    clock.set(new Date('2026-05-14T01:00:00+08:00'))
    await runJob(app, settleBookingsJob, {})
    await work(trade)
    expect([await town.frozen(host), await town.frozen(grower)]).toEqual([0, -(goods?.totalFen ?? 0)])
    const parcel = { organisationId, bookingId: goods?.id ?? '', carrier: '示范快递', trackingNumber: 'SF-0001' }
    const others = act(host.owner, sendGoods, { ...parcel, organisationId: host.organisationId })
    await expect(others).rejects.toMatchObject({ code: 'tourism.booking.unknown' })
    const twice = await Promise.allSettled([act(grower.owner, sendGoods, parcel), act(grower.owner, sendGoods, parcel)])
    expect(twice.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await shelf()).toBe((before ?? 0) - 3)
    expect(await listed()).toMatchObject([{ carrier: '示范快递', trackingNumber: 'SF-0001' }])
    const refused = { organisationId, bookingId: goods?.id ?? '', reason: '缺货' }
    await expect(act(grower.owner, cancelSupplierBooking, refused)).rejects.toMatchObject({
      code: 'tourism.booking.step_not_possible',
    })
    await completed(trade)
    expect(await town.frozen(grower)).toBe(0)
    expect((await componentsOf(buyer, held.packageBookingId)).find((one) => one.kind === 'goods')).toMatchObject({
      state: 'redeemed',
      sending: { carrier: '示范快递' },
    })
  })

  test('that is not paid in time is on sale again, goods and all', async () => {
    const before = await shelf()
    await hold(newGuest())
    expect(await shelf()).toBe((before ?? 0) - 3)
    clock.advance(16 * 60)
    await runJob(app, freeGoodsJob, {})
    expect((await shelf()) ?? 0).toBeGreaterThanOrEqual(before ?? 0)
  })
})

/** Everything scarce, and the books: what a killed process must not have changed. */
async function state() {
  const owners = [roomTypeId, resourceId]
  const counters = await app.database.read((sql) => countersBetween(sql, owners, FIRST, '2026-05-20'))
  return { counters, shelf: await shelf(), books: await books(trade) }
}
const states = async (packageBookingId: string) =>
  app.database.read(async (sql) => {
    const ids = await componentIds(sql, [packageBookingId])
    return (await bookingsById(sql, ids)).map((row) => row.state)
  })

/** Does an act of a package, killed at each of its statements. */
const killedAtEach = (
  prepare: () => Promise<{ packageBookingId: string; act: (county: App) => Promise<unknown> }>,
  after: readonly string[],
) =>
  killedEverywhere(app, async () => {
    const one = await prepare()
    return {
      act: one.act,
      state: async () => ({ ...(await state()), states: await states(one.packageBookingId) }),
      async done() {
        expect((await states(one.packageBookingId)).toSorted()).toEqual(after)
        await town.allIsWell()
      },
    }
  })

async function heldPackage() {
  const buyer = newGuest()
  return { buyer, held: await hold(buyer) }
}
async function askedPackage() {
  const { buyer, held } = await heldPackage()
  const { paymentId } = await act(buyer, payBookings, { bookingIds: held.bookingIds, expectedFen: held.totalFen })
  return { buyer, held, paymentId }
}
const confirmed = (county: App, paymentId: string) => town.gatewayTells(paymentId, county)
const by = (actor: Actor) => ({ actor, lang: 'zh' as const })

describe('killed at every step, a package is whole or absent and every counter right:', () => {
  test('booking', async () => {
    const steps = await killedAtEach(async () => {
      const [buyer, packageBookingId] = [newGuest(), crypto.randomUUID()]
      return { packageBookingId, act: (county) => perform(county, holdPackage, by(buyer), holding(packageBookingId)) }
    }, ['held', 'held', 'held'])
    expect(steps).toBeGreaterThan(8)
  }, 120_000)

  test('asking for its payment', async () => {
    const steps = await killedAtEach(async () => {
      const { buyer, held } = await heldPackage()
      const asked = { bookingIds: held.bookingIds, expectedFen: held.totalFen }
      return { ...held, act: (county) => perform(county, payBookings, by(buyer), asked) }
    }, ['held', 'held', 'held'])
    expect(steps).toBeGreaterThan(3)
  }, 120_000)

  test('being paid', async () => {
    const steps = await killedAtEach(async () => {
      const { held, paymentId } = await askedPackage()
      return { ...held, act: (county) => confirmed(county, paymentId) }
    }, ['confirmed', 'confirmed', 'confirmed'])
    expect(steps).toBeGreaterThan(8)
  }, 120_000)

  test('being cancelled', async () => {
    const steps = await killedAtEach(async () => {
      const { buyer, held, paymentId } = await askedPackage()
      await confirmed(app, paymentId)
      const { packageBookingId } = held
      const asked = { packageBookingId, expectedRefundFen: held.totalFen }
      return { packageBookingId, act: (county) => perform(county, cancelPackage, by(buyer), asked) }
    }, ['released', 'released', 'released'])
    expect(steps).toBeGreaterThan(20)
  }, 120_000)

  test('being given up', async () => {
    const steps = await killedAtEach(async () => {
      const { buyer, held } = await heldPackage()
      const { packageBookingId } = held
      return { packageBookingId, act: (county) => perform(county, releasePackage, by(buyer), { packageBookingId }) }
    }, ['released', 'released', 'released'])
    expect(steps).toBeGreaterThan(3)
  }, 120_000)

  test('its goods being sent', async () => {
    const steps = await killedAtEach(async () => {
      const buyer = newGuest()
      const held = await act(buyer, holdPackage, { ...holding(), sendTo: '浙江省丽水市遂昌县示范路 1 号' })
      const { bookingIds, totalFen: expectedFen, packageBookingId } = held
      const { paymentId } = await act(buyer, payBookings, { bookingIds, expectedFen })
      await confirmed(app, paymentId)
      const goods = (await componentsOf(buyer, packageBookingId)).find((one) => one.kind === 'goods')
      const { organisationId, owner } = grower
      const parcel = {
        organisationId,
        bookingId: goods?.id ?? '',
        carrier: '示范快递',
        trackingNumber: goods?.id ?? '',
      }
      return { packageBookingId, act: (county) => perform(county, sendGoods, by(owner), parcel) }
    }, ['confirmed', 'confirmed', 'redeemed'])
    expect(steps).toBeGreaterThan(3)
  }, 120_000)

  test('paid too late, it is paid back whole, whatever of it had been freed before', async () => {
    const { held, paymentId } = await askedPackage()
    clock.advance(30 * 60)
    await runJob(app, freeGoodsJob, {})
    await confirmed(app, paymentId)
    expect((await states(held.packageBookingId)).every((one) => one === 'released' || one === 'expired')).toBe(true)
    const paid = await app.database.read((sql) => bookingsById(sql, held.bookingIds))
    expect(paid.map((row) => row.totalFen - row.refundedFen)).toEqual([0, 0, 0])
  })
})

test('any supplier takes the package off sale', async () => {
  await act(grower.owner, closePackage, { organisationId: grower.organisationId, packageId })
  await expect(hold(newGuest())).rejects.toMatchObject({ code: 'tourism.package.closed' })
})
