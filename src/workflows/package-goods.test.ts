import sharp from 'sharp'
import { afterEach, expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { runJob } from '../kernel/jobs.ts'
import { readMyCase } from '../modules/aftersales/index.ts'
import { confirmReceipt, readMyOrder } from '../modules/market/index.ts'
import { listListingReviews } from '../modules/reviews/index.ts'
import { lotsOutOfStep } from '../modules/stock/index.ts'
import { listPackageBookings, readPackageBooking } from '../modules/tourism/index.ts'
import { answerSellerCase, takeBackGoods } from './answer-case.ts'
import { cancelPackage, holdPackage } from './book-package.ts'
import { settleBookingsJob } from './end-booking.ts'
import { openMyCase } from './open-case.ts'
import { payBookings } from './pay-bookings.ts'
import { sendBack } from './pursue-case.ts'
import { sendGoods } from './send-goods.ts'
import { completed, press, work } from './testing.ts'
import { agreedPackage, openTown, said } from './town.fake.ts'
import { writeBookingReview, writeReview } from './write-review.ts'

const town = await openTown({ sellers: 3, rooms: 20 })
const { trade, host, roomTypeId, newGuest } = town
const { act, app, clock } = trade.county
const START = clock.now()
const grower = trade.shops[2] as typeof host
const { owner, organisationId } = grower
const parts = [
  { kind: 'stay' as const, roomTypeId, nights: 1 },
  { kind: 'goods' as const, listingId: grower.listingId, units: 3, canShip: true },
]
const packageId = await agreedPackage(trade, parts, [grower])
const picture = {
  name: 'a.jpg',
  mediaType: 'image/jpeg',
  bytes: new Uint8Array(
    await sharp({ create: { width: 40, height: 30, channels: 3, background: '#7a5' } })
      .jpeg()
      .toBuffer(),
  ),
}

afterEach(async () => {
  await town.allIsWell()
  const faults = await app.database.read((sql) => lotsOutOfStep(sql))
  if (faults.length > 0) throw new Error(`${faults.length} lots are not what their journal says`)
  clock.set(START)
})

/** A paid package of a night and three units, which cost 1,234 fen each by themselves. */
async function paidPackage(buyer: Actor, sendTo: string | null = null) {
  const packageBookingId = crypto.randomUUID()
  const wish = { packageId, arrival: '2026-05-10', sets: 1, guests: 2, tickets: [], sendTo, expectedFen: 100_000 }
  const held = await act(buyer, holdPackage, { packageBookingId, ...wish, ...said })
  const { paymentId } = await act(buyer, payBookings, { bookingIds: held.bookingIds, expectedFen: held.totalFen })
  await press(trade, { buyer, paymentId }, 'pay')
  await work(trade)
  const { components } = await act(buyer, readPackageBooking, { packageBookingId })
  const goods = components.find((one) => one.kind === 'goods')
  if (goods === undefined) throw new Error('a package without goods')
  return { packageBookingId, goodsId: goods.id, goodsFen: goods.totalFen, code: goods.code }
}

async function fetched(buyer: Actor) {
  const held = await paidPackage(buyer)
  clock.set(new Date('2026-05-12T01:00:00+08:00'))
  await runJob(app, settleBookingsJob, {})
  await work(trade)
  return held
}

test('goods that were fetched are an order under the same number, at the price the package left', async () => {
  const buyer = newGuest()
  const { goodsId, goodsFen, code } = await fetched(buyer)
  const order = await act(buyer, readMyOrder, { orderId: goodsId })
  expect(order).toMatchObject({ code, state: 'received', goodsFen, refundedFen: 0 })
  expect(order.lines[0]).toMatchObject({
    units: 3,
    priceFen: 1234,
    paidFen: goodsFen,
    discountFen: 3 * 1234 - goodsFen,
  })
  expect(order.lines[0]?.discounts).toMatchObject([{ source: 'package', titleZh: '山里两天' }])
  expect(await town.frozen(grower)).toBe(-goodsFen)
  await completed(trade)
  expect((await act(buyer, readMyOrder, { orderId: goodsId })).state).toBe('completed')
  expect(await town.frozen(grower)).toBe(0)
})

test('spoiled goods are claimed by photo, and their share of the package goes back', async () => {
  const buyer = newGuest()
  const { goodsId: orderId, goodsFen } = await fetched(buyer)
  const claim = { orderId, cause: 'spoiled' as const, remedy: 'refund' as const, units: '0:1' }
  await expect(act(buyer, openMyCase, claim)).rejects.toMatchObject({ code: 'aftersales.case.photo_needed' })
  await expect(act(newGuest(), openMyCase, { ...claim, photo1: picture })).rejects.toMatchObject({
    code: 'market.order.unknown',
  })
  const { caseId } = await act(buyer, openMyCase, { ...claim, photo1: picture })
  const wantedFen = Math.floor(goodsFen / 3)
  expect((await act(buyer, readMyCase, { caseId })).wantedFen).toBe(wantedFen)
  // Its money waits for the case.
  await completed(trade)
  expect(await act(buyer, readMyCase, { caseId })).toMatchObject({ state: 'refunded', refundedFen: wantedFen })
  await completed(trade)
  expect(await act(buyer, readMyOrder, { orderId })).toMatchObject({ state: 'completed', refundedFen: wantedFen })
  expect(await town.frozen(grower)).toBe(0)
})

test('goods are returned without reason as their class allows: back on the shelf, all of their share back', async () => {
  const buyer = newGuest()
  const { goodsId: orderId, goodsFen } = await fetched(buyer)
  const { caseId } = await act(buyer, openMyCase, { orderId, cause: 'no_reason', remedy: 'return', units: '0:3' })
  await act(owner, answerSellerCase, { organisationId, caseId, step: 'grant', returnTo: '遂昌县 社里 13800000000' })
  await act(buyer, sendBack, { caseId, carrier: '邮政', trackingNumber: 'BACK-P1' })
  await act(owner, takeBackGoods, { organisationId, caseId, shelf: '0:2' })
  expect(await act(buyer, readMyOrder, { orderId })).toMatchObject({ state: 'refunded', refundedFen: goodsFen })
  await completed(trade)
  expect(await town.frozen(grower)).toBe(0)
})

test('goods that were sent are on their way, received, and claimed about; the package gives back only what is left', async () => {
  const buyer = newGuest()
  const { goodsId: orderId, packageBookingId, goodsFen } = await paidPackage(buyer, '上海市浦东新区示范路 1 号')
  const parcel = { organisationId, bookingId: orderId, carrier: '示范快递', trackingNumber: 'sf 0009' }
  await act(owner, sendGoods, parcel)
  const order = await act(buyer, readMyOrder, { orderId })
  expect(order).toMatchObject({ state: 'shipped', recipient: { provinceCode: '31', name: '张三' } })
  expect(order.lines[0]?.lots).toHaveLength(1)
  const { components } = await act(buyer, readPackageBooking, { packageBookingId })
  const expectedRefundFen = components.reduce((sum, one) => sum + one.refundNowFen, 0)
  expect(components.find((one) => one.kind === 'goods')).toMatchObject({
    refundNowFen: 0,
    sending: { trackingNumber: 'SF0009' },
  })
  await act(buyer, cancelPackage, { packageBookingId, expectedRefundFen })
  await act(buyer, confirmReceipt, { orderId })
  const claim = { orderId, cause: 'damaged' as const, remedy: 'refund' as const, units: '0:3', photo1: picture }
  const { caseId } = await act(buyer, openMyCase, claim)
  await act(owner, answerSellerCase, { organisationId, caseId, step: 'grant' })
  expect(await act(buyer, readMyCase, { caseId })).toMatchObject({ state: 'refunded', refundedFen: goodsFen })
  await completed(trade)
  expect(await town.frozen(grower)).toBe(0)
  expect((await act(buyer, listPackageBookings, {})).packages.length).toBeGreaterThan(0)
})

test('goods that were fetched are reviewed once with a photo, as what they are sold as, by the booking or by the order', async () => {
  const buyer = newGuest()
  const { goodsId } = await fetched(buyer)
  const review = { rating: 4, body: '油很香', photo1: picture }
  await act(buyer, writeBookingReview, { bookingId: goodsId, ...review })
  await expect(act(buyer, writeReview, { orderId: goodsId, line: 0, ...review })).rejects.toMatchObject({
    code: 'reviews.review.written_already',
  })
  const { items } = await act(newGuest(), listListingReviews, { listingId: grower.listingId })
  expect(items).toMatchObject([{ kind: 'goods', rating: 4, photos: [{ width: 40, height: 30 }] }])
  await completed(trade)
})

test('two who hand goods over at once hand them over once', async () => {
  const buyer = newGuest()
  const { goodsId: orderId, goodsFen } = await paidPackage(buyer)
  clock.set(new Date('2026-05-12T01:00:00+08:00'))
  await Promise.all([runJob(app, settleBookingsJob, {}), runJob(app, settleBookingsJob, {})])
  await work(trade)
  const order = await act(buyer, readMyOrder, { orderId })
  expect(order.steps.map((one) => one.step)).toEqual(['place', 'pay', 'ship', 'receive'])
  expect(await town.frozen(grower)).toBe(-goodsFen)
  await completed(trade)
})
