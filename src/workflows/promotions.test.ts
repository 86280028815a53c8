import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { countRows } from '../../tests/harness/count.ts'
import type { Actor } from '../kernel/actor.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { runJob } from '../kernel/jobs.ts'
import { putInBasket } from '../modules/market/index.ts'
import {
  changeBudget,
  claimCoupon,
  joinGroup,
  listBudgets,
  listMyCoupons,
  makeOffer,
  makeOfficeOffer,
  saveGroup,
} from '../modules/pricing/index.ts'
import { cancelMyOrder } from './cancel-order.ts'
import { placeOrders } from './checkout.ts'
import { listSellerOffers, makeBudget, readCouponBoard } from './list-offers.ts'
import { quoteBasket } from './price-basket.ts'
import { refundSellerOrder } from './refund-order.ts'
import { setListingRule, setPrice } from './set-price.ts'
import { allIsWell, officer, openTrade, ordersOf, press, recipient, work } from './testing.ts'

const trade = await openTrade()
const { app, act, clock } = trade.county
const [first, second] = trade.shops as [(typeof trade.shops)[0], (typeof trade.shops)[0]]
const office = officer()
const today = civilDate(clock.now())
const days = { startsOn: today, endsOn: addDays(today, 3) }

const guest = (): Actor => ({ kind: 'guest', guestId: crypto.randomUUID() })

afterEach(() => allIsWell(trade))

async function fill(buyer: Actor, units: number, shops = trade.shops) {
  await act(buyer, putInBasket, { lines: shops.map(({ listingId }) => ({ listingId, units })) })
  return act(buyer, quoteBasket, { provinceCode: '31' })
}

async function place(buyer: Actor, units: number, shops = trade.shops) {
  const { totalFen } = await fill(buyer, units, shops)
  const placed = await act(buyer, placeOrders, { recipient, expectedFen: totalFen })
  return { ...placed, buyer, orderIds: placed.orders.map(({ id }) => id) }
}

async function pay(ordered: Awaited<ReturnType<typeof place>>) {
  await press(trade, ordered, 'pay')
  await work(trade)
  return ordersOf(trade, ordered.buyer, ordered.paymentId)
}

async function platformCoupon({
  budgetFen = 100_00,
  claimsMost = 50,
  claimsEach = 1,
  offFen = 500,
  fromFen = 20_00,
} = {}) {
  const { budgetId } = await act(office, makeBudget, { titleZh: '开市', titleEn: 'Opening', amountFen: budgetFen })
  const { offerId } = await act(office, makeOfficeOffer, {
    budgetId,
    kind: 'coupon',
    titleZh: '县里补贴',
    titleEn: 'From the county',
    tiers: [{ fromFen, offFen }],
    claimsMost,
    claimsEach,
    ...days,
  })
  const budget = async () => {
    const { budgets } = await act(office, listBudgets, {})
    const { heldFen, usedFen } = budgets.find(({ id }) => id === budgetId) ?? { heldFen: -1, usedFen: -1 }
    return { heldFen, usedFen }
  }
  return { budgetId, offerId, budget }
}

const couponOf = async (buyer: Actor, offerId: string) => {
  const { coupons } = await act(buyer, listMyCoupons, {})
  return coupons.find(({ id }) => id === offerId)?.claimState
}

/** How many got a coupon of those who pressed at once, and why the others did not. */
async function raced(buyers: readonly Actor[], offerId: string) {
  const taken = await Promise.allSettled(buyers.map((buyer) => act(buyer, claimCoupon, { offerId })))
  const refused = taken.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).message] : []))
  return { taken: taken.length - refused.length, refused: [...new Set(refused)] }
}

test('a coupon raced by a hundred goes to exactly as many as there are', async () => {
  const { offerId } = await platformCoupon({ claimsMost: 7 })
  const race = await raced(Array.from({ length: 100 }, guest), offerId)
  expect(race).toEqual({ taken: 7, refused: ['pricing.coupon.none_left'] })
  expect(await countRows(app.database, 'pricing.claim', `offer_id = '${offerId}'`)).toBe(7)
  const { running } = await act(guest(), readCouponBoard, {})
  expect(running.find(({ id }) => id === offerId)).toMatchObject({ claimsLeft: 0, ownClaims: 0 })
})

test.each([1, 3])('one buyer who presses ten times at once gets their %i and no more', async (claimsEach) => {
  const { offerId } = await platformCoupon({ claimsEach })
  const buyer = guest()
  const race = await raced(Array<Actor>(10).fill(buyer), offerId)
  expect(race).toEqual({ taken: claimsEach, refused: ['pricing.coupon.enough'] })
})

test('a coupon over two sellers is shared to the fen, held, used, and kept on the orders with who bears it', async () => {
  const { offerId, budget } = await platformCoupon()
  const buyer = guest()
  await act(buyer, claimCoupon, { offerId })
  const ordered = await place(buyer, 2)
  expect(ordered.totalFen).toBe(4 * 1234 + 2 * 500 - 500)
  expect(await budget()).toEqual({ heldFen: 500, usedFen: 0 })
  expect(await couponOf(buyer, offerId)).toBe('held')
  const orders = await pay(ordered)
  expect(await budget()).toEqual({ heldFen: 0, usedFen: 500 })
  expect(await couponOf(buyer, offerId)).toBe('used')
  for (const order of orders)
    expect(order.lines[0]?.discounts).toMatchObject([
      { source: 'coupon', sourceId: offerId, bearerKind: 'platform', bearerId: null, amountFen: 250 },
    ])
  const [one] = orders
  const seller = trade.shops.find((shop) => shop.organisationId === one?.organisationId) ?? first
  const { amountFen } = await act(seller.owner, refundSellerOrder, {
    organisationId: seller.organisationId,
    orderId: one?.id ?? '',
    units: [{ line: 0, units: 1 }],
    reason: '碎了',
  })
  expect(amountFen).toBe((2 * 1234 - 250) / 2)
  expect(await budget()).toEqual({ heldFen: 0, usedFen: 375 })
})

test('an order that is not paid, or cancelled before it ships, gives coupon and budget back', async () => {
  const { offerId, budget } = await platformCoupon()
  const buyer = guest()
  await act(buyer, claimCoupon, { offerId })
  await place(buyer, 2)
  clock.advance(16 * 60)
  const job = app.jobs.find(({ name }) => name === 'market.expire-orders')
  if (job !== undefined) await runJob(app, job, {})
  expect([await budget(), await couponOf(buyer, offerId)]).toEqual([{ heldFen: 0, usedFen: 0 }, 'free'])
  const orders = await pay(await place(buyer, 2))
  expect(await budget()).toEqual({ heldFen: 0, usedFen: 500 })
  await act(buyer, cancelMyOrder, { orderId: orders[0]?.id ?? '' })
  expect([await budget(), await couponOf(buyer, offerId)]).toEqual([{ heldFen: 0, usedFen: 250 }, 'used'])
  await act(buyer, cancelMyOrder, { orderId: orders[1]?.id ?? '' })
  expect([await budget(), await couponOf(buyer, offerId)]).toEqual([{ heldFen: 0, usedFen: 0 }, 'free'])
})

test('a budget raced by many is never spent beyond its end', async () => {
  const { offerId, budget, budgetId } = await platformCoupon({ budgetFen: 15_00 })
  const buyers = Array.from({ length: 8 }, guest)
  for (const buyer of buyers) await act(buyer, claimCoupon, { offerId })
  for (const buyer of buyers) await fill(buyer, 1)
  const discounted = 2 * 1234 + 2 * 500 - 500
  const placed = await Promise.allSettled(
    buyers.map((buyer) => act(buyer, placeOrders, { recipient, expectedFen: discounted })),
  )
  expect(placed.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect(await budget()).toEqual({ heldFen: 15_00, usedFen: 0 })
  await expect(act(office, changeBudget, { budgetId, amountFen: 14_99 })).rejects.toThrow('pricing.budget.spent')
  clock.advance(16 * 60)
  const job = app.jobs.find(({ name }) => name === 'market.expire-orders')
  if (job !== undefined) await runJob(app, job, {})
})

test("another's coupon, a used one and a seller's offer on another's goods take nothing off", async () => {
  const { offerId } = await platformCoupon()
  await act(guest(), claimCoupon, { offerId })
  expect((await fill(guest(), 2)).totalFen).toBe(4 * 1234 + 1000)
  const own = { kind: 'reduction' as const, titleZh: '满减', titleEn: 'Off', tiers: [{ fromFen: 10_00, offFen: 100 }] }
  const reduction = await act(first.owner, makeOffer, { organisationId: first.organisationId, ...own, ...days })
  await expect(act(first.owner, makeOffer, { organisationId: second.organisationId, ...own, ...days })).rejects.toThrow(
    'kernel.not_allowed',
  )
  const orders = await pay(await place(guest(), 1))
  const paid = orders.map((order) => [order.organisationId, order.goodsFen])
  expect(new Map(paid as [string, number][])).toEqual(
    new Map([
      [first.organisationId, 1134],
      [second.organisationId, 1234],
    ]),
  )
  const { offers } = await act(first.owner, listSellerOffers, { organisationId: first.organisationId })
  expect(offers[0]).toMatchObject({ id: reduction.offerId, orders: 1, discountFen: 100, paidFen: 1134 })
})

test('invited customers, many units and near expiry each have their price, never below the floor', async () => {
  const { organisationId, listingId, owner } = second
  const { groupId, inviteCode } = await act(owner, saveGroup, { organisationId, nameZh: '老客户', nameEn: 'Regulars' })
  await act(owner, setPrice, { organisationId, listingId, groupId, priceFen: 1000 })
  await act(owner, setPrice, { organisationId, listingId, unitsFrom: 5, priceFen: 1100 })
  const personId = await app.ports.auth.createPerson({ name: '老王' })
  const regular: Actor = { kind: 'person', personId, guestId: null, memberships: [] }
  const line = async (buyer: Actor, units: number) => (await fill(buyer, units, [second])).parts[0]?.lines[0]
  expect(await line(regular, 1)).toMatchObject({ priceFen: 1234, priceSource: 'list' })
  await act(regular, joinGroup, { code: inviteCode ?? '', name: '老王' })
  expect(await line(regular, 1)).toMatchObject({ priceFen: 1000, priceSource: 'group', paidFen: 1000 })
  expect(await line(guest(), 5)).toMatchObject({ listFen: 1234, priceFen: 1100, priceSource: 'units', paidFen: 5500 })
  await act(owner, setListingRule, { organisationId, listingId, floorFen: 900, nearExpiry: { days: 365, percent: 50 } })
  expect(await line(guest(), 2)).toMatchObject({
    paidFen: 1800,
    discounts: [{ source: 'near_expiry', amountFen: 668 }],
  })
  const orders = await pay(await place(guest(), 2, [second]))
  expect(orders[0]).toMatchObject({ goodsFen: 1800, lines: [{ listFen: 1234, discountFen: 668, paidFen: 1800 }] })
  await expect(act(owner, setPrice, { organisationId, listingId, unitsFrom: 9, priceFen: 899 })).rejects.toThrow(
    'pricing.unit_price.below_floor',
  )
  await expect(
    act(owner, setPrice, { organisationId, listingId: first.listingId, unitsFrom: 9, priceFen: 999 }),
  ).rejects.toThrow('market.listing.unknown')
})

test('whatever is bought and however it is refunded, budgets hold what stands', async () => {
  const { offerId, budget } = await platformCoupon({ budgetFen: 1000_00, fromFen: 10_00, offFen: 333 })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.nat(5), async (units, back) => {
      const before = await budget()
      const buyer = guest()
      await act(buyer, claimCoupon, { offerId })
      const [order] = await pay(await place(buyer, units, [first]))
      const gone = Math.min(units, back)
      const input = { organisationId: first.organisationId, orderId: order?.id ?? '', reason: '退' }
      const refund = { ...input, units: [{ line: 0, units: gone }] }
      const amountFen = gone > 0 ? (await act(first.owner, refundSellerOrder, refund)).amountFen : 0
      const paidFen = order?.lines[0]?.paidFen ?? 0
      const leftFen = gone === units ? 0 : paidFen - amountFen
      const usedFen = (await budget()).usedFen - before.usedFen
      // In proportion to the money that stands, as the books have it.
      expect(usedFen).toBe(Math.floor((333 * leftFen) / paidFen))
      const books = `order_id = '${order?.id}' AND subsidy_fen - subsidy_back_fen = ${usedFen}`
      expect(await countRows(app.database, 'ledger.frozen', books)).toBe(1)
    }),
    { numRuns: 8 },
  )
}, 60_000)
