import { afterEach, expect, test } from 'vitest'
import { countRows } from '../../tests/harness/count.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { statement } from '../kernel/database.ts'
import { changeWeighing, putInBasket } from '../modules/market/index.ts'
import { answerSlip, listSwaps, swapForOther } from './answer-slip.ts'
import { cancelMyOrder } from './cancel-order.ts'
import { placeOrders } from './checkout.ts'
import { closePlan, openPresale } from './open-supply.ts'
import { quoteBasket } from './price-basket.ts'
import { followBooking, listSellerPlans } from './read-presales.ts'
import { refundSellerOrder } from './refund-order.ts'
import { giveOutHarvest, previewShares } from './share-harvest.ts'
import { shipSellerOrder } from './ship-order.ts'
import { announceSlip, cancelHarvest } from './slip-harvest.ts'
import { allIsWell, bringIn, buyAhead, listAhead, openTrade, ordersOf, recipient, work } from './testing.ts'
import { runFollowers } from '../../tests/harness/jobs.ts'

const trade = await openTrade({ sellers: 1 })
const { app, act, clock } = trade.county
const [shop] = trade.shops as [(typeof trade.shops)[0]]
const { organisationId, owner } = shop
const DAY = 86_400
const PRICE = 3000
const FREIGHT = 500
let count = 0

/** Whatever happened: counters are what the bookings say, and the books add up. */
afterEach(async () => {
  const wrong = `held_units + promised_units + served_units > 0 AND NOT EXISTS (SELECT FROM supply.allotment_recounted r
    WHERE (r.plan_id, r.from_on, r.held_units, r.promised_units, r.served_units)
      = (allotment.plan_id, allotment.from_on, allotment.held_units, allotment.promised_units, allotment.served_units))`
  if ((await countRows(app.database, 'supply.allotment', wrong)) > 0)
    throw new Error('counters are not what the bookings say')
  if ((await countRows(app.database, 'supply.booking', 'back_units > 0')) > 0)
    throw new Error('money is still owed back')
  await allIsWell(trade)
})

const days = (from: number, to: number) => {
  const today = civilDate(clock.now())
  return { from: addDays(today, from), to: addDays(today, to) }
}
type Rules = { quotaUnits?: number; sharing?: 'by_order_time' | 'pro_rata'; silence?: 'wait' | 'refund' }

async function presale({ quotaUnits = 10, sharing = 'by_order_time', silence = 'wait' }: Rules = {}) {
  const goods = await listAhead(trade, shop, { name: `杨梅${(count += 1)}`, priceFen: PRICE })
  const terms = { quotaUnits, window: days(20, 30), sharing, silence, answerDays: 3 }
  const { planId } = await act(owner, openPresale, { organisationId, listingId: goods.listingId, ...terms })
  const buy = (units: number, pays = true) => {
    clock.advance(30)
    return buyAhead(trade, `buyer ${(count += 1)}`, [{ listingId: goods.listingId, units }], { pays })
  }
  const share = (expectedUnits: number, extent: 'all' | 'so_far' = 'all') =>
    act(owner, giveOutHarvest, { organisationId, planId, expectedUnits, extent })
  const close = () => act(owner, closePlan, { organisationId, planId })
  const slip = (from: number, to: number) =>
    act(owner, announceSlip, { organisationId, planId, window: days(from, to), reason: '连日阴雨，熟得晚' })
  return { ...goods, planId, buy, share, close, slip }
}

async function jobs(...names: string[]): Promise<void> {
  await runFollowers(app, ...names)
  await work(trade)
}
const byTime = () => jobs('supply.await-goods')

type Bought = Awaited<ReturnType<typeof buyAhead>>
const read = async ({ buyer, paymentId, orderId }: Bought) =>
  (await ordersOf(trade, buyer, paymentId)).find((one) => one.id === orderId)
const follow = async ({ buyer, orderId }: Bought) => (await act(buyer, followBooking, { orderId })).waiting
const code = (expected: string) => expect.objectContaining({ code: expected })

test('what is paid waits for the harvest, with the days and rules it was bought under, and does not leave before', async () => {
  const { buy } = await presale()
  const bought = await buy(2)
  expect(await read(bought)).toMatchObject({ state: 'awaiting_harvest', supply: 'harvest' })
  expect((await read(bought))?.lines[0]?.lots).toEqual([])
  expect(await follow(bought)).toMatchObject({
    state: 'promised',
    units: 2,
    seenFrom: days(20, 30).from,
    seenTo: days(20, 30).to,
    plan: { sharing: 'by_order_time', silence: 'wait', answerDays: 3, quotaUnits: 10 },
  })
  const ship = { organisationId, orderId: bought.orderId, carrier: '邮政', trackingNumber: 'EARLY1' }
  await expect(act(owner, shipSellerOrder, ship)).rejects.toThrow(code('market.order.step_not_possible'))
  const refund = { organisationId, orderId: bought.orderId, units: [{ line: 0, units: 1 }], reason: '先退一份' }
  await expect(act(owner, refundSellerOrder, refund)).rejects.toThrow(code('market.order.step_not_possible'))
})

test('goods on the shelf and goods still to come are two orders under one payment', async () => {
  const { listingId } = await presale()
  const both = [
    { listingId, units: 1 },
    { listingId: shop.listingId, units: 1 },
  ]
  const bought = await buyAhead(trade, `both ${(count += 1)}`, both)
  const orders = await ordersOf(trade, bought.buyer, bought.paymentId)
  expect(orders.map((one) => one.state).sort()).toEqual(['awaiting_harvest', 'paid'])
  expect(bought.totalFen).toBe(PRICE + 1234 + 2 * FREIGHT)
})

test('a quota raced by many is never promised beyond, and what is not paid in time is promised again', async () => {
  const { listingId, planId, buy } = await presale({ quotaUnits: 5 })
  const raced = await Promise.allSettled(
    Array.from({ length: 12 }, (_, n) =>
      buyAhead(trade, `racer ${count} ${n}`, [{ listingId, units: 1 }], { pays: false }),
    ),
  )
  expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  const lost = raced.filter((one): one is PromiseRejectedResult => one.status === 'rejected')
  expect(lost.map((one) => (one.reason as { code: string }).code)).toEqual(Array(7).fill('supply.plan.sold_out'))
  clock.advance(16 * 60)
  await jobs('market.expire-orders')
  expect(await countRows(app.database, 'supply.allotment', `plan_id = '${planId}' AND held_units > 0`)).toBe(0)
  await buy(5)
  await expect(buy(1)).rejects.toThrow(code('supply.plan.sold_out'))
})

test('cancelling gives everything back and the place to another', async () => {
  const { buy } = await presale({ quotaUnits: 2 })
  const bought = await buy(2)
  await act(bought.buyer, cancelMyOrder, { orderId: bought.orderId })
  expect(await read(bought)).toMatchObject({ state: 'cancelled', refundedFen: 2 * PRICE + FREIGHT })
  expect((await read(await buy(2)))?.state).toBe('awaiting_harvest')
})

test('a harvest that is enough: every order gets its units from the lots that expire first, in order of time', async () => {
  const { itemId, planId, buy, close, share } = await presale()
  const [first, second] = [await buy(2), await buy(3)]
  await expect(share(0)).rejects.toThrow(code('supply.harvest.still_open'))
  await close()
  clock.advance(20 * DAY)
  await bringIn(trade, shop, itemId, 3, `EARLY${planId.slice(-8)}`)
  clock.advance(DAY)
  await bringIn(trade, shop, itemId, 4, `LATE${planId.slice(-8)}`)
  await expect(share(6)).rejects.toThrow(code('supply.harvest.changed'))
  expect(await share(7)).toEqual({ servedOrders: 2, servedUnits: 5, shortUnits: 0 })
  const lotsOf = async (bought: Bought) =>
    (await read(bought))?.lines[0]?.lots.map(({ lotCode, units }) => [lotCode.replace(planId.slice(-8), ''), units])
  expect(await lotsOf(first)).toEqual([['EARLY', 2]])
  expect(await lotsOf(second)).toEqual([
    ['EARLY', 1],
    ['LATE', 2],
  ])
  expect((await read(first))?.state).toBe('paid')
  await act(owner, shipSellerOrder, {
    organisationId,
    orderId: first.orderId,
    carrier: '邮政',
    trackingNumber: `R${planId.slice(-9)}`,
  })
  expect((await read(first))?.state).toBe('shipped')
  // What is left of the harvest is sold off the shelf.
  const { plans } = await act(owner, listSellerPlans, { organisationId, kind: 'harvest' })
  expect(plans.find((plan) => plan.id === planId)).toMatchObject({ state: 'shared', servedUnits: 5, promisedUnits: 0 })
  expect((await read(await buy(2)))?.state).toBe('paid')
})

test('a short harvest by order time: the last ones get less, each unserved unit paid back to the fen, freight with the last', async () => {
  const { itemId, planId, buy, close, share } = await presale()
  const [first, second, third] = [await buy(4), await buy(3), await buy(2)]
  await close()
  await bringIn(trade, shop, itemId, 6, `S${planId.slice(-9)}`)
  const { shares } = await act(owner, previewShares, { organisationId, planId })
  expect(shares.map((one) => one.servedUnits)).toEqual([4, 2, 0])
  expect(await share(6)).toEqual({ servedOrders: 2, servedUnits: 6, shortUnits: 3 })
  await jobs('supply.pay-back')
  expect(await read(first)).toMatchObject({ state: 'paid', refundedFen: 0 })
  expect(await read(second)).toMatchObject({ state: 'paid', refundedFen: PRICE })
  expect((await read(second))?.lines[0]).toMatchObject({ refundedUnits: 1, units: 3 })
  expect(await read(third)).toMatchObject({ state: 'cancelled', refundedFen: 2 * PRICE + FREIGHT })
  await jobs('supply.pay-back')
  expect((await read(second))?.refundedFen).toBe(PRICE)
})

test('a short harvest pro rata: everyone gets the same part', async () => {
  const { itemId, planId, buy, close, share } = await presale({ sharing: 'pro_rata' })
  const all = [await buy(4), await buy(4), await buy(2)]
  await bringIn(trade, shop, itemId, 5, `P${planId.slice(-9)}`)
  await expect(share(5, 'so_far')).rejects.toThrow(code('supply.harvest.in_parts_by_time'))
  await close()
  await share(5)
  await byTime()
  const refunded = await Promise.all(all.map(async (one) => (await read(one))?.lines[0]?.refundedUnits))
  expect(refunded).toEqual([2, 2, 1])
})

test('what is in so far goes to whole orders in order of time; the rest waits on', async () => {
  const { itemId, planId, buy, close, share } = await presale()
  const [first, second] = [await buy(3), await buy(3)]
  await expect(share(0, 'so_far')).rejects.toThrow(code('supply.harvest.nothing_yet'))
  await bringIn(trade, shop, itemId, 5, `W${planId.slice(-9)}`)
  expect(await share(5, 'so_far')).toEqual({ servedOrders: 1, servedUnits: 3, shortUnits: 0 })
  expect([(await read(first))?.state, (await read(second))?.state]).toEqual(['paid', 'awaiting_harvest'])
  await bringIn(trade, shop, itemId, 1, `X${planId.slice(-9)}`)
  await close()
  expect(await share(3)).toEqual({ servedOrders: 1, servedUnits: 3, shortUnits: 0 })
})

test('a slip re-dates everyone; who says nothing waits where that was stated, and what they bought under stays', async () => {
  const { buy, slip } = await presale({ silence: 'wait' })
  const [accepts, refuses, silent] = [await buy(1), await buy(2), await buy(1)]
  await slip(40, 50)
  expect(await follow(silent)).toMatchObject({ seenTo: days(20, 30).to, dueTo: days(40, 50).to })
  expect((await follow(silent))?.asked).toMatchObject({ newTo: days(40, 50).to, asked: 3 })
  await act(accepts.buyer, answerSlip, { orderId: accepts.orderId, answer: 'accept' })
  await expect(act(accepts.buyer, answerSlip, { orderId: accepts.orderId, answer: 'refund' })).rejects.toThrow(
    code('supply.slip.answered'),
  )
  await act(refuses.buyer, answerSlip, { orderId: refuses.orderId, answer: 'refund' })
  expect(await read(refuses)).toMatchObject({ state: 'cancelled', refundedFen: 2 * PRICE + FREIGHT })
  clock.advance(3 * DAY)
  await expect(act(silent.buyer, answerSlip, { orderId: silent.orderId, answer: 'refund' })).rejects.toThrow(
    code('supply.slip.over'),
  )
  await byTime()
  expect((await read(silent))?.state).toBe('awaiting_harvest')
  expect((await follow(silent))?.answers).toMatchObject([{ answer: 'accept', byTime: true }])
})

test('where silence means money back, the day of the deadline gives everything back, once', async () => {
  const { itemId, planId, buy, slip, close, share } = await presale({ silence: 'refund' })
  const [accepts, silent] = [await buy(1), await buy(2)]
  await slip(40, 50)
  await close()
  await bringIn(trade, shop, itemId, 3, `Q${planId.slice(-9)}`)
  await expect(share(3)).rejects.toThrow(code('supply.slip.open'))
  await act(accepts.buyer, answerSlip, { orderId: accepts.orderId, answer: 'accept' })
  clock.advance(3 * DAY)
  await byTime()
  await byTime()
  expect(await read(silent)).toMatchObject({ state: 'cancelled', refundedFen: 2 * PRICE + FREIGHT })
  expect((await read(accepts))?.state).toBe('awaiting_harvest')
  expect(await share(3)).toMatchObject({ servedUnits: 1 })
})

test('a second slip asks everyone anew; nobody is asked about what was announced before they bought', async () => {
  const { buy, slip } = await presale()
  const early = await buy(1)
  await slip(40, 50)
  await act(early.buyer, answerSlip, { orderId: early.orderId, answer: 'accept' })
  clock.advance(60)
  const later = await buy(1)
  expect((await follow(later))?.asked).toBeNull()
  await expect(act(later.buyer, answerSlip, { orderId: later.orderId, answer: 'refund' })).rejects.toThrow(
    code('supply.slip.unknown'),
  )
  clock.advance(60)
  await slip(60, 70)
  expect((await follow(early))?.asked).toMatchObject({ newTo: days(60, 70).to })
  expect((await follow(later))?.asked).not.toBeNull()
  await expect(slip(60, 70)).rejects.toThrow(code('supply.window.same'))
})

test('a swap takes goods in stock for no more than was paid; the difference goes back, and later refunds share what is left', async () => {
  const { buy, slip } = await presale()
  const bought = await buy(3)
  await expect(act(bought.buyer, swapForOther, { orderId: bought.orderId, listingId: shop.listingId })).rejects.toThrow(
    code('supply.slip.unknown'),
  )
  await slip(40, 50)
  const dear = await listAhead(trade, shop, { name: `贵的${(count += 1)}`, priceFen: PRICE + 1 })
  await bringIn(trade, shop, dear.itemId, 5, `D${dear.itemId.slice(-9)}`)
  const swap = (listingId: string) => act(bought.buyer, swapForOther, { orderId: bought.orderId, listingId })
  await expect(swap(dear.listingId)).rejects.toThrow(code('supply.swap.dearer'))
  const { choices } = await act(bought.buyer, listSwaps, { orderId: bought.orderId })
  expect(choices.find((one) => one.listingId === dear.listingId)).toBeUndefined()
  expect(choices.find((one) => one.listingId === shop.listingId)).toMatchObject({ backFen: 3 * (PRICE - 1234) })
  expect(await swap(shop.listingId)).toMatchObject({ backFen: 3 * (PRICE - 1234) })
  const after = await read(bought)
  expect(after).toMatchObject({ state: 'paid', refundedFen: 3 * (PRICE - 1234) })
  expect(after?.lines[0]).toMatchObject({ listingId: shop.listingId, units: 3, lots: [{ lotCode: 'L1', units: 3 }] })
  const one = { organisationId, orderId: bought.orderId, units: [{ line: 0, units: 1 }], reason: '碎了' }
  expect(await act(owner, refundSellerOrder, one)).toMatchObject({ amountFen: 1234 })
  const rest = { ...one, units: [{ line: 0, units: 2 }] }
  expect(await act(owner, refundSellerOrder, rest)).toMatchObject({ amountFen: 2 * 1234 + FREIGHT })
  expect(await read(bought)).toMatchObject({ state: 'refunded', refundedFen: 3 * PRICE + FREIGHT })
})

test('no harvest: all who wait get everything back, whoever is just paying too', async () => {
  const { planId, buy } = await presale()
  const [paid, unpaid] = [await buy(2), await buy(1, false)]
  expect(await act(owner, cancelHarvest, { organisationId, planId, reason: '冰雹' })).toMatchObject({ refunded: 1 })
  await jobs('supply.pay-back')
  expect(await read(paid)).toMatchObject({ state: 'cancelled', refundedFen: 2 * PRICE + FREIGHT })
  expect((await read(unpaid))?.state).toBe('cancelled')
  await expect(act(owner, cancelHarvest, { organisationId, planId, reason: '冰雹' })).rejects.toThrow(
    code('supply.plan.not_open'),
  )
})

test('a buyer who was shown an earlier day is asked again', async () => {
  const { listingId, slip } = await presale()
  const expectedBy = [{ listingId, date: days(20, 30).to }]
  const buyer = { kind: 'guest' as const, guestId: crypto.randomUUID() }
  await act(buyer, putInBasket, { lines: [{ listingId, units: 1 }] })
  const { totalFen, parts } = await act(buyer, quoteBasket, { provinceCode: '31' })
  expect(parts[0]?.lines[0]).toMatchObject({ availableUnits: 10, due: { kind: 'harvest', to: days(20, 30).to } })
  await slip(21, 31)
  const asked = { recipient, expectedFen: totalFen, expectedBy }
  await expect(act(buyer, placeOrders, asked)).rejects.toThrow(code('supply.plan.later'))
})

test('what stands on the shelf is sold first; one plan at a time; the terms stay as they were promised', async () => {
  const terms = { quotaUnits: 5, window: days(20, 30), sharing: 'pro_rata', silence: 'wait', answerDays: 3 } as const
  const open = (listingId: string) => act(owner, openPresale, { organisationId, listingId, ...terms })
  await expect(open(shop.listingId)).rejects.toThrow(code('supply.plan.on_shelf'))
  const { listingId, planId } = await presale()
  await expect(open(listingId)).rejects.toThrow(code('supply.plan.stands'))
  const edit = (set: string) =>
    app.database.transact((tx) =>
      tx.run({ name: `test ${set}`, text: `UPDATE supply.plan SET ${set} WHERE id = $1` }, [planId]),
    )
  await expect(edit(`silence = 'refund'`)).rejects.toThrow(/terms/)
  await expect(edit('quota_units = 900')).rejects.toThrow(/terms/)
})

test('an order that is not paid in time has lost its place to the next', async () => {
  const { buy, planId } = await presale({ quotaUnits: 1 })
  const late = await buy(1, false)
  clock.advance(16 * 60)
  await jobs('market.expire-orders')
  await buy(1)
  expect(await countRows(app.database, 'supply.booking', `plan_id = '${planId}' AND state = 'expired'`)).toBe(1)
  expect((await read(late))?.state).toBe('expired')
})

const byWeight = { organisationId, basisGrams: 500, basisFen: 6000 } as const
const soldAhead = () => ({
  organisationId,
  quotaUnits: 5,
  window: days(20, 30),
  sharing: 'pro_rata' as const,
  silence: 'wait' as const,
  answerDays: 3,
})

test('a listing is sold by weight or ahead of its harvest, never both, whichever is asked first', async () => {
  const { listingId } = await presale()
  await expect(act(owner, changeWeighing, { ...byWeight, listingId })).rejects.toThrow(
    code('market.listing.sold_ahead'),
  )
  await act(owner, changeWeighing, { organisationId, listingId, basisGrams: null })
  const weighed = await listAhead(trade, shop, { name: `笋${(count += 1)}`, priceFen: PRICE })
  await act(owner, changeWeighing, { ...byWeight, listingId: weighed.listingId })
  const ahead = { ...soldAhead(), listingId: weighed.listingId }
  await expect(act(owner, openPresale, ahead)).rejects.toThrow(code('supply.plan.by_weight'))
  for (const supply of ['harvest', 'making']) {
    const clash = statement('test.clash', 'UPDATE market.listing SET supply = $2 WHERE id = $1')
    await expect(app.database.transact((tx) => tx.run(clash, [weighed.listingId, supply]))).rejects.toMatchObject({
      constraint: 'weighed_off_the_shelf',
    })
  }
})

test('asked for both at once, one is done and the other refused in words', async () => {
  for (let n = 0; n < 8; n += 1) {
    const { listingId } = await listAhead(trade, shop, { name: `菇${(count += 1)}`, priceFen: PRICE })
    const answers = await Promise.allSettled([
      act(owner, openPresale, { ...soldAhead(), listingId }),
      act(owner, changeWeighing, { ...byWeight, listingId }),
    ])
    const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code: string }] : []))
    expect(refused).toHaveLength(1)
    for (const one of refused) expect(['market.listing.sold_ahead', 'supply.plan.by_weight']).toContain(one.code)
  }
})
