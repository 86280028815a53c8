import { expect, test } from 'vitest'
import { countRows } from '../../../tests/harness/count.ts'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { statement } from '../../kernel/database.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import type { NewOrder, NewOrderLine } from './order.sql.ts'
import { countRefund, countWholeRefund, insertOrderRows } from './order.sql.ts'
import type { OrderDiscount } from './order-view.sql.ts'
import { ordersById } from './order-view.sql.ts'

const { app, clock } = await openTestDatabase()
const now = clock.now()
const brand = uuidv7(now)

const discount = (amountFen: number): OrderDiscount => ({
  source: 'coupon',
  sourceId: uuidv7(now),
  titleZh: '满 50 减 5',
  titleEn: '5 off 50',
  bearerKind: 'brand',
  bearerId: brand,
  amountFen,
})

const line = (part: Partial<NewOrderLine>): NewOrderLine => ({
  listingId: uuidv7(now),
  itemId: uuidv7(now),
  gtin: '9520000000011',
  titleZh: '高山春茶',
  titleEn: 'Mountain spring tea',
  category: 'tea',
  villageCode: '331123001001',
  netGrams: 250,
  storage: 'ambient',
  units: 3,
  listFen: 2100,
  priceFen: 2000,
  discountFen: 500,
  paidFen: 5500,
  discounts: [discount(500)],
  lots: [],
  ...part,
})

async function place(lines: NewOrderLine[], part: Partial<NewOrder> = {}): Promise<string> {
  const id = uuidv7(now)
  const money = { goodsFen: 5500, freightFen: 800 }
  const order = { id, code: id.slice(-12), organisationId: uuidv7(now), ...money, note: '', supply: 'stock' as const }
  const recipient = { name: '', phone: '', provinceCode: '31', cityCode: '', countyCode: '', detail: '' }
  await app.database.transact((tx) =>
    insertOrderRows(
      tx,
      { paymentId: id, buyers: [id], recipient, payBy: addSeconds(now, 900), actorKind: 'guest' },
      [{ ...order, ...part, lines }],
      now,
    ),
  )
  return id
}

const read = async (id: string) => (await app.database.read((sql) => ordersById(sql, [id])))[0]

test('an order keeps each price, each discount and who bears it', async () => {
  const view = await read(await place([line({})]))
  expect(view?.lines[0]).toMatchObject({
    listFen: 2100,
    priceFen: 2000,
    discountFen: 500,
    paidFen: 5500,
    refundedFen: 0,
  })
  expect(view?.lines[0]?.discounts).toMatchObject([
    { source: 'coupon', bearerKind: 'brand', bearerId: brand, amountFen: 500 },
  ])
})

test.each([
  ['goods that differ from the lines', () => place([line({})], { goodsFen: 5499 }), 'goods_are_lines'],
  ['a discount nobody bears', () => place([line({ discounts: [] })]), 'discount_is_borne'],
  ['bearers of more than the discount', () => place([line({ discounts: [discount(501)] })]), 'discount_is_borne'],
  [
    'a price that does not add up',
    () => place([line({ paidFen: 5600 })], { goodsFen: 5600 }),
    'paid_is_price_less_discount',
  ],
  [
    'a brand without a name',
    () => place([line({ discounts: [{ ...discount(500), bearerId: null }] })]),
    'bearer_named',
  ],
])('%s is refused, and nothing is written', async (_name, attempt, constraint) => {
  await expect(attempt()).rejects.toMatchObject({ constraint })
})

test('what goes back is counted by line and of the freight, and never more than was paid', async () => {
  const id = await place([line({})])
  const why = () => ({ id: crypto.randomUUID(), cause: 'seller' as const, reason: '', actorKind: 'person' })
  const refund = (fen: number, freightFen: number) =>
    app.database.transact((tx) =>
      countRefund(tx, id, { amountFen: 0, freightFen, lines: [{ line: 0, units: 1, fen }] }, why(), now),
    )
  await refund(1833, 300)
  expect(await read(id)).toMatchObject({ refundedFen: 2133, freightRefundedFen: 300, lines: [{ refundedFen: 1833 }] })
  await expect(refund(3668, 0)).rejects.toMatchObject({ constraint: 'refunded_within_paid' })
  await expect(refund(0, 501)).rejects.toMatchObject({ constraint: 'freight_refunded_within_freight' })
  await app.database.transact((tx) => countWholeRefund(tx, id, why(), now))
  expect(await read(id)).toMatchObject({ refundedFen: 6300, freightRefundedFen: 800, lines: [{ refundedFen: 5500 }] })
  expect(await countRows(app.database, 'market.refund', `order_id = '${id}' AND amount_fen IN (2133, 4167)`)).toBe(2)
})

test('money that goes back without its record is refused', async () => {
  const id = await place([line({})])
  const quietly = statement('test.quietly', 'UPDATE market."order" SET refunded_fen = 1 WHERE id = $1')
  await expect(app.database.transact((tx) => tx.run(quietly, [id]))).rejects.toMatchObject({
    constraint: 'refunded_is_refunds',
  })
})

test('who bears a discount is not rewritten', async () => {
  const id = await place([line({})])
  const rewrite = statement('test.rewrite', 'UPDATE market.order_discount SET amount_fen = 1 WHERE order_id = $1')
  await expect(app.database.transact((tx) => tx.run(rewrite, [id]))).rejects.toThrow('permission denied')
})
