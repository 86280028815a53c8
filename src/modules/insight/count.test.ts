import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outcomeOf } from '../../../tests/harness/outcome.ts'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import type { Actor } from '../../kernel/actor.ts'
import { addDays, civilDate } from '../../kernel/clock.ts'
import { statement } from '../../kernel/database.ts'
import { runJob } from '../../kernel/jobs.ts'
import { countAllSales, countRecentSales } from './jobs.ts'
import {
  readSalesByListing,
  readSalesByProvince,
  readSalesBySeller,
  readSalesByVillage,
  readSalesOverview,
} from './sales.ops.ts'

const county = await openTestDatabase()
const { database } = county.app
const today = civilDate(county.clock.now())

const officer: Actor = {
  kind: 'person',
  personId: crypto.randomUUID(),
  guestId: null,
  memberships: [
    {
      organisationId: crypto.randomUUID(),
      organisationKind: 'public_office',
      roles: ['seller'],
      duties: ['service_centre'],
    },
  ],
}
const period = { from: addDays(today, -30), to: today }

type Line = { listing: number; units: number; refunded: number; priceFen: number; grams: number }
type Order = { minutesAgo: number; seller: number; province: string; state: string; lines: Line[] }

const VILLAGES = ['331123001007', '331123104001', '331123204002']
const SELLERS = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`)
const LISTINGS = [1, 2, 3, 4].map((n) => `00000000-0000-7000-8000-0000000000a${n}`)

const insertOrder = statement(
  'test.order',
  `
  WITH o AS (
    INSERT INTO market."order" (id, code, payment_id, buyer_id, organisation_id, state, goods_fen, freight_fen, recipient, province_code, placed_at, pay_by, paid_at)
    VALUES ($1, $2, $1, $1, $3, $4, (SELECT sum((e->>'units')::bigint * (e->>'price')::bigint) FROM jsonb_array_elements($7::jsonb) e), 0, '{}', $5, $6, $6, CASE WHEN $4 <> 'awaiting_payment' THEN $6::timestamptz END)
  )
  INSERT INTO market.order_line (order_id, line, listing_id, item_id, gtin, title_zh, title_en, category, village_code, net_grams, storage, units, list_fen, price_fen, paid_fen, refunded_units, refunded_fen)
  SELECT $1, l.line, l.listing, l.listing, '', l.title, l.title, l.category, l.village, l.grams, 'ambient', l.units, l.price, l.price, l.units * l.price, l.refunded, l.refunded * l.price
  FROM jsonb_to_recordset($7::jsonb) AS l(line int, listing uuid, title text, category text, village text, grams int, units int, price bigint, refunded int)`,
)
const clear = statement('test.clear', 'DELETE FROM market.order_line')
const clearOrders = statement('test.clear_orders', 'DELETE FROM market."order"')
const refundAll = statement(
  'test.refund',
  'UPDATE market.order_line SET refunded_units = units, refunded_fen = paid_fen WHERE order_id = $1',
)

const paidAtOf = (order: Order) => new Date(county.clock.now().getTime() - order.minutesAgo * 60_000)

async function write(orders: readonly Order[]): Promise<string[]> {
  const ids = orders.map(() => crypto.randomUUID())
  await database.transact(async (tx) => {
    await tx.run(clear)
    await tx.run(clearOrders)
    for (const [at, order] of orders.entries()) {
      const lines = order.lines.map((l, line) => ({
        line,
        listing: LISTINGS[l.listing],
        title: `山货 ${l.listing}`,
        category: l.listing % 2 === 0 ? 'tea' : 'honey',
        village: VILLAGES[l.listing % VILLAGES.length],
        grams: l.grams,
        units: l.units,
        price: l.priceFen,
        refunded: Math.min(l.refunded, l.units),
      }))
      await tx.run(insertOrder, [
        ids[at],
        `T${ids[at]}`,
        SELLERS[order.seller],
        order.state,
        order.province,
        paidAtOf(order),
        JSON.stringify(lines),
      ])
    }
  })
  return ids
}

const line: fc.Arbitrary<Line> = fc.record({
  listing: fc.nat({ max: LISTINGS.length - 1 }),
  units: fc.integer({ min: 1, max: 6 }),
  refunded: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 6 })),
  priceFen: fc.integer({ min: 1, max: 50_000 }),
  grams: fc.integer({ min: 1, max: 5000 }),
})
const order: fc.Arbitrary<Order> = fc.record({
  minutesAgo: fc.nat({ max: 70 * 1440 }),
  seller: fc.nat({ max: SELLERS.length - 1 }),
  province: fc.constantFrom('33', '31', '65'),
  state: fc.constantFrom('paid', 'shipped', 'completed', 'awaiting_payment', 'cancelled', 'refunded'),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
})

/** The same sums, added up plainly here instead of in SQL. */
function naive(orders: readonly Order[], keyOf: (order: Order, line: Line) => string) {
  const sums = new Map<string, { orders: Set<Order>; units: number; amountFen: number; weightGrams: number }>()
  for (const o of orders.filter((one) => !['awaiting_payment', 'cancelled', 'refunded'].includes(one.state))) {
    for (const l of o.lines) {
      const units = l.units - Math.min(l.refunded, l.units)
      if (units === 0) continue
      const key = `${civilDate(paidAtOf(o))} ${keyOf(o, l)}`
      const sum = sums.get(key) ?? { orders: new Set(), units: 0, amountFen: 0, weightGrams: 0 }
      sum.orders.add(o)
      sum.units += units
      sum.amountFen += units * l.priceFen
      sum.weightGrams += units * l.grams
      sums.set(key, sum)
    }
  }
  return [...sums].map(([key, sum]) => `${key} ${sum.orders.size} ${sum.units} ${sum.amountFen} ${sum.weightGrams}`)
}

const counts = statement<{ text: string }>(
  'test.counts',
  `SELECT concat_ws(' ', day, key, orders, units, amount_fen, weight_grams) AS text FROM insight.daily_sale WHERE dimension = $1`,
)
const countsOf = async (dimension: string) =>
  (await database.read((sql) => sql.run(counts, [dimension]))).map((row) => row.text)

const dimensions: [string, (order: Order, line: Line) => string][] = [
  ['village', (_, l) => VILLAGES[l.listing % VILLAGES.length] as string],
  ['province', (o) => o.province],
  ['category', (_, l) => (l.listing % 2 === 0 ? 'tea' : 'honey')],
  ['seller', (o) => SELLERS[o.seller] as string],
  ['listing', (_, l) => LISTINGS[l.listing] as string],
]

test('a county without sales answers with zeros and no rows', async () => {
  await countAllSales(county.app)
  const overview = await county.act(officer, readSalesOverview, period)
  expect(overview.totals).toEqual({ orders: 0, units: 0, amountFen: 0, weightGrams: 0 })
  expect(overview.firstDay).toBeNull()
  expect(overview.days).toHaveLength(31)
  expect((await county.act(officer, readSalesByVillage, period)).rows).toEqual([])
  expect((await county.act(officer, readSalesByListing, period)).rows).toEqual([])
})

test('after any sales and refunds the counts equal a plain addition, in every dimension', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(order, { maxLength: 25 }), async (orders) => {
      await write(orders)
      await countAllSales(county.app)
      for (const [dimension, keyOf] of dimensions)
        expect((await countsOf(dimension)).toSorted()).toEqual(naive(orders, keyOf).toSorted())
      expect((await countsOf('county')).toSorted()).toEqual(
        naive(orders, () => '')
          .map((text) => text.replace('  ', '  '))
          .toSorted(),
      )
      expect(await countAllSales(county.app)).toBe(0)
    }),
    { numRuns: 30 },
  )
}, 60_000)

test('the minute count sees today; a refund of an old day is found by the nightly one', async () => {
  const sold = { listing: 0, units: 2, refunded: 0, priceFen: 1000, grams: 500 }
  const basic = { seller: 0, province: '33', state: 'paid', lines: [sold] }
  const old: Order = { ...basic, minutesAgo: 20 * 1440 }
  const [id] = await write([old])
  await countAllSales(county.app)
  await write([old, { ...basic, minutesAgo: 1 }])
  await runJob(county.app, countRecentSales, {})
  const { today: soldToday, totals } = await county.act(officer, readSalesOverview, period)
  expect(soldToday).toEqual({ orders: 1, units: 2, amountFen: 2000, weightGrams: 1000 })
  expect(totals.orders).toBe(2)

  const [oldest] = await write([old])
  expect(oldest).not.toBe(id)
  await database.transact((tx) => tx.run(refundAll, [oldest]))
  expect(await countAllSales(county.app)).toBeGreaterThan(0)
  expect((await county.act(officer, readSalesOverview, period)).totals.orders).toBe(0)
})

test('a period is held against the one before it; a seller who sold less leads the shrinking list', async () => {
  const sale = (seller: number, daysAgo: number, units: number): Order => ({
    minutesAgo: daysAgo * 1440,
    seller,
    province: '33',
    state: 'completed',
    lines: [{ listing: seller, units, refunded: 0, priceFen: 100, grams: 10 }],
  })
  await write([sale(0, 3, 1), sale(0, 12, 5), sale(1, 3, 9), sale(1, 12, 8), sale(2, 12, 2)])
  await countAllSales(county.app)
  const week = { from: addDays(today, -6), to: today }
  const overview = await county.act(officer, readSalesOverview, week)
  expect(overview.before).toEqual({ from: addDays(today, -13), to: addDays(today, -7) })
  expect([overview.totals.amountFen, overview.totalsBefore.amountFen]).toEqual([1000, 1500])
  const { rows } = await county.act(officer, readSalesBySeller, { ...week, order: 'shrinking' })
  expect(rows.map((row) => [row.key, row.amountFen, row.amountFenBefore])).toEqual([
    [SELLERS[0], 100, 500],
    [SELLERS[2], 0, 200],
  ])
  const provinces = await county.act(officer, readSalesByProvince, week)
  expect(provinces.rows).toHaveLength(1)
  const year = await county.act(officer, readSalesOverview, {
    ...week,
    against: 'year',
  })
  expect(year.before.to).toBe(`${Number(today.slice(0, 4)) - 1}${today.slice(4)}`)
})

test('only the service centre may look, and a period must make sense', async () => {
  const seller = { ...officer, memberships: officer.memberships.map((m) => ({ ...m, duties: [] })) } as Actor
  expect(await outcomeOf(county.act(seller, readSalesOverview, period))).toBe('kernel.not_allowed')
  expect(await outcomeOf(county.act({ kind: 'guest', guestId: null }, readSalesByVillage, period))).toBe(
    'kernel.sign_in_required',
  )
  expect(await outcomeOf(county.act(officer, readSalesOverview, { from: today, to: addDays(today, -1) }))).toBe(
    'insight.period.backwards',
  )
  expect(await outcomeOf(county.act(officer, readSalesOverview, { from: '2020-01-01', to: today }))).toBe(
    'insight.period.too_long',
  )
})
