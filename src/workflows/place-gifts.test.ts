import fc from 'fast-check'
import { expect, test } from 'vitest'
import { namesIn } from '../../tests/harness/shape.ts'
import type { Actor } from '../kernel/actor.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import { isRefusal } from '../kernel/refusal.ts'
import { putInBasket, readMyOrder } from '../modules/market/index.ts'
import { openPayment } from '../modules/payment/index.ts'
import { placeNamesForLines } from '../modules/people/index.ts'
import { quoteBasket } from './price-basket.ts'
import { readGiftRows } from './gift-rows.ts'
import { placeGiftOrders, previewGifts } from './place-gifts.ts'
import { refundSellerOrder } from './refund-order.ts'
import { dropGifts, readPackingSlips, shipGifts } from './ship-gifts.ts'
import { shipSellerOrder } from './ship-order.ts'
import { allIsWell, openTrade, pressAt, toolsFor, work } from './testing.ts'

const trade = await openTrade({ sellers: 2, units: 3000 })
const { county, shops } = trade
const { act } = county
const [shop, other] = shops as [(typeof shops)[number], (typeof shops)[number]]
const guest = (name: string): Actor => ({ kind: 'guest', guestId: guestIdOf(name) })
const code = (error: unknown) => (isRefusal(error) ? error.code : error)

const places = [
  '浙江省杭州市西湖区文三路',
  '上海市浦东新区世纪大道',
  '北京市朝阳区建国路',
  '四川省成都市武侯区人民南路',
]
const addressOf = (n: number) => `${places[n % places.length]}${n}号`
const csv = (rows: readonly string[][]) => ({
  name: 'gifts.csv',
  mediaType: 'text/csv',
  bytes: new TextEncoder().encode(['收件人,手机号,地址', ...rows.map((row) => row.join(','))].join('\n')),
})
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => [`收件${n + 1}`, `138${String(n).padStart(8, '0')}`, addressOf(n + 1)])

test('five hundred gifts of two sellers: one payment, two orders, a thousand parcels, every fen as shown', async () => {
  const buyer = guest('festival')
  await act(buyer, putInBasket, {
    lines: [
      { listingId: shop.listingId, units: 2 },
      { listingId: other.listingId, units: 1 },
    ],
  })
  const one = await act(buyer, quoteBasket, { provinceCode: '33' })
  const file = csv(rowsOf(500))
  const preview = await act(buyer, previewGifts, { file })
  expect(preview).toMatchObject({ faults: [], totalFen: 500 * one.totalFen })
  expect(preview.recipients).toHaveLength(500)
  expect(preview.recipients.reduce((sum, each) => sum + each.freightFen, 0)).toBe(preview.freightFen)
  const form = { file, giver: '示范公司', card: '中秋安康', pricesHidden: 'true' as const }
  expect(await act(buyer, placeGiftOrders, { ...form, expectedFen: 1 }).catch(code)).toBe('market.basket.changed')
  const placed = await act(buyer, placeGiftOrders, { ...form, expectedFen: preview.totalFen })
  expect(placed).toMatchObject({ recipients: 500, totalFen: preview.totalFen })
  expect(placed.orders).toHaveLength(2)
  const { payUrl } = await act(buyer, openPayment, { paymentId: placed.paymentId })
  await pressAt(payUrl, 'pay')
  await work(trade)

  for (const seller of [shop, other]) {
    const orders = await Promise.all(placed.orders.map((order) => act(buyer, readMyOrder, { orderId: order.id })))
    const order = orders.find((each) => each.organisationId === seller.organisationId)
    const own = { organisationId: seller.organisationId, orderId: order?.id ?? '' }
    expect(order?.state).toBe('paid')
    const slips = await act(seller.owner, readPackingSlips, own)
    expect(slips.consignments).toHaveLength(500)
    expect(slips).toMatchObject({ card: '中秋安康', giver: '示范公司' })
    expect(namesIn(slips).filter((name) => name.endsWith('Fen'))).toEqual([])
    expect(slips.consignments.reduce((sum, each) => sum + (each.units[0] ?? 0), 0)).toBe(order?.lines[0]?.units)
    const parcel = (number: number) => ({
      number,
      carrier: '邮政',
      trackingNumber: `${seller.organisationId.slice(-6)}${number}`,
    })
    const whole = { ...own, carrier: '邮政', trackingNumber: 'ONE12345' }
    expect(await act(seller.owner, shipSellerOrder, whole).catch(code)).toBe('delivery.parcel.tracking_used')
    const numbers = Array.from({ length: 500 }, (_, n) => n + 1)
    expect(await act(seller.owner, shipGifts, { ...own, parcels: numbers.slice(0, 200).map(parcel) })).toMatchObject({
      left: 300,
    })
    expect(await act(seller.owner, shipGifts, { ...own, parcels: numbers.slice(199).map(parcel) }).catch(code)).toBe(
      'market.gift.step_not_possible',
    )
    expect(await act(seller.owner, shipGifts, { ...own, parcels: numbers.slice(200).map(parcel) })).toMatchObject({
      left: 0,
    })
    expect((await act(buyer, readMyOrder, { orderId: own.orderId })).state).toBe('shipped')
  }
  const stranger = { organisationId: other.organisationId, orderId: placed.orders[0]?.id ?? '' }
  const foreign = (await act(buyer, readMyOrder, { orderId: stranger.orderId })).organisationId !== other.organisationId
  if (foreign) expect(await act(other.owner, readPackingSlips, stranger).catch(code)).toBe('market.order.unknown')
  await allIsWell(trade)
}, 60_000)

test('who gets nothing is taken out with goods and freight; units alone cannot go back while parcels wait', async () => {
  const buyer = guest('shorter')
  await act(buyer, putInBasket, { lines: [{ listingId: shop.listingId, units: 2 }] })
  const file = csv(rowsOf(4))
  const { totalFen } = await act(buyer, previewGifts, { file })
  const placed = await act(buyer, placeGiftOrders, { file, giver: '示范公司', expectedFen: totalFen })
  const { payUrl } = await act(buyer, openPayment, { paymentId: placed.paymentId })
  await pressAt(payUrl, 'pay')
  await work(trade)
  const orderId = placed.orders[0]?.id ?? ''
  const own = { organisationId: shop.organisationId, orderId }
  const read = () => act(buyer, readMyOrder, { orderId })
  const one = { ...own, units: [{ line: 0, units: 1 }], reason: '少一份' }
  expect(await act(shop.owner, refundSellerOrder, one).catch(code)).toBe('market.gift.by_recipient')
  const parcel = (number: number) => ({ number, carrier: '邮政', trackingNumber: `DROP${number}${orderId.slice(-6)}` })
  await act(shop.owner, shipGifts, { ...own, parcels: [parcel(1), parcel(2)] })
  const drop = (numbers: number[]) => act(shop.owner, dropGifts, { ...own, numbers, reason: '送不到' })
  expect(await drop([2, 3]).catch(code)).toBe('market.gift.step_not_possible')
  expect(
    await act(other.owner, dropGifts, {
      ...own,
      organisationId: other.organisationId,
      numbers: [3],
      reason: '无',
    }).catch(code),
  ).toBe('market.order.unknown')
  const before = await read()
  const each = (before.goodsFen + before.freightFen) / 4
  expect(await drop([3])).toEqual({ orderId, amountFen: each, left: 1 })
  expect((await act(shop.owner, readPackingSlips, own)).consignments.map(({ number }) => number)).toEqual([1, 2, 4])
  expect((await read()).state).toBe('paid')
  expect(await drop([4])).toEqual({ orderId, amountFen: each, left: 0 })
  expect(await read()).toMatchObject({
    state: 'shipped',
    refundedFen: 2 * each,
    freightRefundedFen: before.freightFen / 2,
  })
  expect(await drop([4]).catch(code)).toBe('market.order.step_not_possible')
  await allIsWell(trade)
}, 60_000)

test('one bad cell: its place and reason are told, a marked copy comes back, nothing is ordered', async () => {
  const buyer = guest('mistaken')
  await act(buyer, putInBasket, { lines: [{ listingId: shop.listingId, units: 1 }] })
  const rows = [...rowsOf(3), ['', '12345', '月球']]
  const preview = await act(buyer, previewGifts, { file: csv(rows) })
  expect(preview.faults.map(({ row, column, code: why }) => `${row} ${column} ${why}`)).toEqual([
    '5 收件人 market.gift.bad_name',
    '5 手机号 market.gift.bad_phone',
    '5 地址 market.gift.bad_address',
  ])
  expect(preview.faults.every(({ message }) => /\p{Script=Han}/u.test(message))).toBe(true)
  expect(preview.marked?.base64.length).toBeGreaterThan(1000)
  const { countOf } = toolsFor(trade)
  const before = await countOf('delivery.consignment')
  const placing = act(buyer, placeGiftOrders, { file: csv(rows), giver: '甲', expectedFen: 0 })
  expect(await placing.catch(code)).toBe('market.gift.faulty')
  const tooMany = { file: csv(rowsOf(900)), giver: '甲' }
  await act(buyer, putInBasket, { lines: [{ listingId: shop.listingId, units: 4 }] })
  const { totalFen } = await act(buyer, previewGifts, { file: tooMany.file })
  expect(await act(buyer, placeGiftOrders, { ...tooMany, expectedFen: totalFen }).catch(code)).toBe('stock.sold_out')
  expect(await countOf('delivery.consignment')).toBe(before)
})

test('a formula is refused at its cell, and whatever a sheet holds, it is read or its fault is told', () => {
  const head = ['收件人', '手机号', '地址']
  const good = ['张三', '13800138000', addressOf(1)]
  const formula = readGiftRows({ rows: [head, ['张三', { formula: 'A1' }, addressOf(1)]] })
  expect(formula).toEqual({ recipients: [], faults: [{ row: 2, column: '手机号', code: 'market.gift.formula' }] })
  expect(readGiftRows({ rows: [['姓名', '地址']] }).faults).toEqual([
    { row: 1, column: '手机号', code: 'market.gift.no_column' },
  ])
  expect(placeNamesForLines().provinces.length).toBe(34)
  const cell = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.boolean(),
    fc.constant({ formula: '1+1' }),
    fc.constant({ error: '#REF!' }),
    fc.constantFrom(...good),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 4 }), (rows) => {
      const { recipients, faults } = readGiftRows({ rows: [head, ...rows] })
      const filled = rows.filter((row) =>
        row.some((one) => one !== null && (typeof one !== 'string' || one.trim() !== '')),
      )
      expect(recipients.length + new Set(faults.filter(({ row }) => row > 1).map(({ row }) => row)).size).toBe(
        filled.length,
      )
    }),
    { numRuns: 60 },
  )
})
