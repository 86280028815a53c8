import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { addDays, civilDate } from '../../kernel/clock.ts'
import { statement } from '../../kernel/database.ts'
import { runJob } from '../../kernel/jobs.ts'
import { officer } from '../../workflows/testing.ts'
import {
  readCountyBaskets,
  readCountyBuyers,
  readCountyClaims,
  readCountyConversion,
  readSellerConversion,
} from './analysis.ops.ts'
import { BANDS_FEN, cohortsOf, monthOf } from './analysis.ts'
import { analyseAll, analyseAllJob, analyseRecentJob } from './jobs.ts'
import { isLook, visitorOf } from './visit.ts'

const county = await openTestDatabase()
const { app, act, clock } = county
const { database } = app
const today = civilDate(clock.now())
const office = officer()

type Line = { village: number; category: number; units: number; refunded: number; priceFen: number }
type Order = {
  checkout: number
  buyer: number
  minutesAgo: number
  seller: number
  province: string
  state: string
  lines: Line[]
  claim: { cause: string; refundedFen: number; freightFen: number; daysLater: number } | null
}

const VILLAGES = ['331123001007', '331123104002', '331123204002']
const CATEGORIES = ['tea', 'honey']
const uuid = (kind: string, n: number) => `00000000-0000-7000-80${kind}-00000000000${n}`
const PAID = new Set(['paid', 'shipped', 'received', 'completed', 'cancelled', 'refunded'])
const KEPT = new Set(['paid', 'shipped', 'received', 'completed'])

const insertOrder = statement(
  'test.analysis.order',
  `
  WITH o AS (
    INSERT INTO market."order" (id, code, payment_id, buyer_id, organisation_id, state, goods_fen, freight_fen, recipient, province_code, placed_at, pay_by, paid_at)
    VALUES ($1, $2, $3, $4, $5, $6, (SELECT sum((e->>'units')::bigint * (e->>'price')::bigint) FROM jsonb_array_elements($9::jsonb) e), 0, '{}', $7, $8, $8, $10)
  )
  INSERT INTO market.order_line (order_id, line, listing_id, item_id, gtin, title_zh, title_en, category, village_code, net_grams, storage, units, list_fen, price_fen, paid_fen, refunded_units, refunded_fen)
  SELECT $1, l.line, $1, $1, '', '山货', 'Goods', l.category, l.village, 100, 'ambient', l.units, l.price, l.price, l.units * l.price, l.refunded, l.refunded * l.price
  FROM jsonb_to_recordset($9::jsonb) AS l(line int, category text, village text, units int, price bigint, refunded int)`,
)
const insertCase = statement(
  'test.analysis.case',
  `
  INSERT INTO aftersales."case" (id, code, order_id, order_code, buyer_id, organisation_id, cause, remedy, state, account, wanted_fen, refunded_fen, freight_bearer, return_freight_fen, opened_at, closed_at)
  VALUES ($1, $2, $3, '', $4, $5, $6, 'refund', 'refunded', '', $7, $7, 'seller', $8, $9, $9)`,
)
const clear = ['aftersales.case_line', 'aftersales."case"', 'market.order_line', 'market."order"'].map((table, at) =>
  statement(`test.analysis.clear_${at}`, `DELETE FROM ${table}`),
)

const placedAt = (order: Order) => new Date(clock.now().getTime() - order.minutesAgo * 60_000)
const openedAt = (order: Order) =>
  new Date(Math.min(clock.now().getTime(), placedAt(order).getTime() + (order.claim?.daysLater ?? 0) * 86_400_000))
const isPaid = (order: Order) => PAID.has(order.state)
/** One checkout has one buyer and one moment, whatever was generated for its orders. */
const together = (orders: readonly Order[]) => {
  const first = new Map<number, Order>()
  for (const one of orders) if (!first.has(one.checkout)) first.set(one.checkout, one)
  const seen = new Set<string>()
  return orders
    .map((one) => {
      const { buyer, minutesAgo } = first.get(one.checkout) as Order
      return { ...one, buyer, minutesAgo }
    })
    .filter((one) => !seen.has(`${one.checkout} ${one.seller}`) && seen.add(`${one.checkout} ${one.seller}`))
}

async function write(orders: readonly Order[]): Promise<void> {
  await database.transact(async (tx) => {
    for (const one of clear) await tx.run(one)
    for (const [at, order] of orders.entries()) {
      const id = crypto.randomUUID()
      const lines = order.lines.map((l, line) => ({
        line,
        category: CATEGORIES[l.category],
        village: VILLAGES[l.village],
        units: l.units,
        price: l.priceFen,
        refunded: Math.min(l.refunded, l.units),
      }))
      const [payment, buyer, seller] = [uuid('c0', order.checkout), uuid('b0', order.buyer), uuid('a0', order.seller)]
      await tx.run(insertOrder, [
        id,
        `T${id}`,
        payment,
        buyer,
        seller,
        order.state,
        order.province,
        placedAt(order),
        JSON.stringify(lines),
        isPaid(order) ? placedAt(order) : null,
      ])
      const c = order.claim
      if (c !== null)
        await tx.run(insertCase, [
          crypto.randomUUID(),
          `C${at}${id}`,
          id,
          buyer,
          seller,
          c.cause,
          c.refundedFen,
          c.freightFen,
          openedAt(order),
        ])
    }
  })
}

const line: fc.Arbitrary<Line> = fc.record({
  village: fc.nat({ max: 2 }),
  category: fc.nat({ max: 1 }),
  units: fc.integer({ min: 1, max: 6 }),
  refunded: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 6 })),
  priceFen: fc.integer({ min: 1, max: 60_000 }),
})
const anOrder: fc.Arbitrary<Order> = fc.record({
  checkout: fc.nat({ max: 9 }),
  buyer: fc.nat({ max: 3 }),
  minutesAgo: fc.nat({ max: 100 * 1440 }),
  seller: fc.nat({ max: 2 }),
  province: fc.constantFrom('33', '31'),
  state: fc.constantFrom(...PAID, 'awaiting_payment', 'expired'),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  claim: fc.option(
    fc.record({
      cause: fc.constantFrom('spoiled', 'damaged', 'short'),
      refundedFen: fc.integer({ min: 0, max: 5000 }),
      freightFen: fc.integer({ min: 0, max: 900 }),
      daysLater: fc.nat({ max: 9 }),
    }),
  ),
})
const orders = fc.array(anOrder, { maxLength: 20 }).map(together)

const unitsLeft = (l: Line) => l.units - Math.min(l.refunded, l.units)
const goodsFen = (order: Order) => order.lines.reduce((sum, l) => sum + l.units * l.priceFen, 0)
const keysOf = (order: Order) => [uuid('a0', order.seller), '']
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
/** `key day` to the orders that count there. */
const byKeyAnd = (some: readonly Order[], part: (order: Order) => string) =>
  Map.groupBy(
    some.flatMap((one) => keysOf(one).map((key) => ({ one, name: `${key}|${part(one)}` }))),
    ({ name }) => name,
  )

/** The same figures, added up plainly here instead of in SQL. */
const naive = {
  daily_purchase: (some: readonly Order[]) =>
    [...byKeyAnd(some, (o) => civilDate(placedAt(o)))].map(([name, rows]) => {
      const paid = rows.map((r) => r.one).filter(isPaid)
      const buyers = (list: readonly Order[]) => new Set(list.map((o) => o.buyer)).size
      return [
        name,
        buyers(rows.map((r) => r.one)),
        buyers(paid),
        new Set(paid.map((o) => o.checkout)).size,
        sum(paid.map((o) => o.lines.length)),
        sum(paid.flatMap((o) => o.lines.map((l) => l.units))),
        sum(paid.map(goodsFen)),
      ].join('|')
    }),
  daily_band: (some: readonly Order[]) => {
    const checkouts = byKeyAnd(some.filter(isPaid), (o) => `${civilDate(placedAt(o))}|${o.checkout}`)
    const counts = new Map<string, number>()
    for (const [name, rows] of checkouts) {
      const [key, day] = name.split('|')
      const band = BANDS_FEN.findLast((from) => from <= sum(rows.map((r) => goodsFen(r.one))))
      const at = `${key}|${day}|${band}`
      counts.set(at, (counts.get(at) ?? 0) + 1)
    }
    return [...counts].map(([at, n]) => `${at}|${n}`)
  },
  daily_claim: (some: readonly Order[]) =>
    [
      ...byKeyAnd(
        some.filter((o) => o.claim !== null),
        (o) => [civilDate(openedAt(o)), o.claim?.cause, o.province, VILLAGES[o.lines[0]?.village ?? 0]].join('|'),
      ),
    ].map(([name, rows]) =>
      [
        name,
        rows.length,
        sum(rows.map((r) => r.one.claim?.refundedFen ?? 0)),
        sum(rows.map((r) => r.one.claim?.freightFen ?? 0)),
      ].join('|'),
    ),
  daily_place: (some: readonly Order[]) => {
    const sold = some
      .filter((o) => KEPT.has(o.state))
      .flatMap((o) => o.lines.map((l) => ({ o, l, units: unitsLeft(l) })))
      .filter(({ units }) => units > 0)
    const placed = sold.flatMap(({ o, l, units }) =>
      [`village|${VILLAGES[l.village]}`, `province|${o.province}`].map((place) => ({
        at: `${uuid('a0', o.seller)}|${civilDate(placedAt(o))}|${place}`,
        o,
        fen: units * l.priceFen,
      })),
    )
    return [...Map.groupBy(placed, ({ at }) => at)].map(([at, rows]) =>
      [at, new Set(rows.map(({ o }) => o)).size, sum(rows.map(({ fen }) => fen))].join('|'),
    )
  },
  cohort: (some: readonly Order[]) => {
    const kept = some.filter((o) => KEPT.has(o.state))
    const rows: string[] = []
    for (const key of new Set(kept.flatMap(keysOf))) {
      const own = kept.filter((o) => keysOf(o).includes(key))
      const first = (buyer: number) =>
        monthOf(
          own
            .filter((o) => o.buyer === buyer)
            .map((o) => civilDate(placedAt(o)))
            .toSorted()[0] ?? '',
        )
      for (const [at, group] of Map.groupBy(
        own,
        (o) => `${key}|${first(o.buyer)}|${monthOf(civilDate(placedAt(o)))}`,
      )) {
        const left = sum(group.flatMap((o) => o.lines.map((l) => unitsLeft(l) * l.priceFen)))
        rows.push([at, new Set(group.map((o) => o.buyer)).size, group.length, left].join('|'))
      }
    }
    return rows
  },
}

const columns = {
  daily_purchase: 'key, day, placers, payers, baskets, lines, units, goods_fen',
  daily_band: 'key, day, from_fen, baskets',
  daily_claim: 'key, day, cause, province_code, village_code, cases, refunded_fen, freight_fen',
  daily_place: 'key, day, dimension, place, orders, amount_fen',
  cohort: 'key, first_month, month, buyers, orders, amount_fen',
} as const
type Table = keyof typeof columns
const tables = Object.keys(columns) as Table[]
const written = Object.fromEntries(
  tables.map((table) => [
    table,
    statement<{ text: string }>(
      `test.analysis.${table}`,
      `SELECT concat_ws('|', ${columns[table]}) AS text FROM insight.${table}`,
    ),
  ]),
) as Record<Table, ReturnType<typeof statement<{ text: string }>>>
const standing = async (table: Table) =>
  (await database.read((sql) => sql.run(written[table]))).map((row) => row.text).toSorted()

test('after any orders and cases the counts equal a plain addition, and counting again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(orders, async (some) => {
      await write(some)
      await analyseAll(app)
      for (const table of tables) expect([table, await standing(table)]).toEqual([table, naive[table](some).toSorted()])
      expect(await analyseAll(app)).toBe(0)
    }),
    { numRuns: 40 },
  )
}, 120_000)

test('what buyers bought first and again adds up to what was sold', async () => {
  const totals = statement<{ sold: number; split: number }>(
    'test.analysis.totals',
    `SELECT (SELECT coalesce(sum(amount_fen), 0)::bigint FROM market.sale) AS sold,
      (SELECT coalesce(sum(first_fen + again_fen), 0)::bigint FROM insight.repeat_category WHERE key = '') AS split`,
  )
  await fc.assert(
    fc.asyncProperty(orders, async (some) => {
      await write(some)
      await analyseAll(app)
      const [both] = await database.read((sql) => sql.run(totals))
      expect(both?.split).toBe(both?.sold)
    }),
    { numRuns: 15 },
  )
}, 60_000)

const browser = (agent: string) =>
  new Headers({ 'user-agent': agent, accept: 'text/html,*/*', 'sec-fetch-mode': 'navigate' })
const PHONE = 'Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36'
const look = (ip: string, organisationIds: string[] = [], basket = false, agent = PHONE) =>
  app.ports.visits.saw({ headers: browser(agent), ip, organisationIds, basket })

test('visitors are counted once a day, for the county and each seller; the rows that could tell them apart go', async () => {
  const seller = uuid('a0', 1)
  const own = { ...office, memberships: office.kind === 'person' ? office.memberships : [] }
  look('10.0.0.1')
  look('10.0.0.1', [seller])
  look('10.0.0.1', [seller], true)
  look('10.0.0.2', [seller])
  look('10.0.0.2', [], false, 'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)')
  await app.ports.visits.flush()
  look('10.0.0.1', [seller])
  await app.ports.visits.flush()
  await runJob(app, analyseRecentJob, {})
  const week = { from: addDays(today, -6), to: today }
  const { totals } = await act(office, readCountyConversion, week)
  expect(totals).toMatchObject({ visitors: 2, views: 5, baskets: 1 })
  const membership = {
    organisationId: seller,
    organisationKind: 'household' as const,
    roles: ['seller' as const],
    duties: [],
  }
  const sellerActor = {
    ...own,
    kind: 'person' as const,
    personId: crypto.randomUUID(),
    guestId: null,
    memberships: [membership],
  }
  const mine = await act(sellerActor, readSellerConversion, { ...week, organisationId: seller })
  expect(mine.totals).toMatchObject({ visitors: 2, views: 4, baskets: 1 })
  await expect(
    act(sellerActor, readSellerConversion, { ...week, organisationId: uuid('a0', 2) }),
  ).rejects.toMatchObject({ code: 'kernel.not_allowed' })

  clock.advance(2 * 86_400)
  await runJob(app, analyseAllJob, {})
  const left = statement<{ n: number }>('test.analysis.left', 'SELECT count(*)::int AS n FROM insight.visitor')
  expect(await database.read((sql) => sql.run(left))).toEqual([{ n: 0 }])
  expect((await act(office, readCountyConversion, week)).totals).toMatchObject({ visitors: 2, views: 5, baskets: 1 })
  clock.set(new Date(clock.now().getTime() - 2 * 86_400_000))
})

test('a visitor is another one tomorrow; programs and pages fetched ahead are no looks', () => {
  const digest = (day: string, ip = '10.0.0.1') => visitorOf('secret', day, ip, PHONE)
  expect(digest('2026-04-18')).toMatch(/^[0-9a-f]{24}$/)
  expect(new Set([digest('2026-04-18'), digest('2026-04-19'), digest('2026-04-18', '10.0.0.2')]).size).toBe(3)
  expect(isLook(browser(PHONE))).toBe(true)
  expect(isLook(browser('curl/8.5'))).toBe(false)
  expect(isLook(browser('Mozilla/5.0 AppleWebKit/537.36 (compatible; bingbot/2.0)'))).toBe(false)
  expect(isLook(new Headers({ 'user-agent': PHONE, accept: 'text/html', 'sec-purpose': 'prefetch' }))).toBe(false)
  expect(isLook(new Headers({ 'user-agent': PHONE, accept: 'image/avif' }))).toBe(false)
  expect(isLook(new Headers({ accept: 'text/html' }))).toBe(false)
})

test('the screens add up: bands to baskets, causes to villages to provinces', async () => {
  await fc.assert(
    fc.asyncProperty(orders, async (some) => {
      await write(some)
      await analyseAll(app)
      const all = { from: addDays(today, -120), to: today }
      const { totals, bands } = await act(office, readCountyBaskets, all)
      expect(sum(bands.map((band) => band.baskets))).toBe(totals.baskets)
      const { causes, villages, provinces } = await act(office, readCountyClaims, all)
      const fen = (rows: typeof causes) => [sum(rows.map((r) => r.cases)), sum(rows.map((r) => r.refundedFen))]
      expect(fen(villages)).toEqual(fen(causes))
      expect(fen(provinces)).toEqual(fen(causes))
      const { cohorts } = await act(office, readCountyBuyers, all)
      for (const { months } of cohorts) {
        expect(months[0]?.share).toBe(1)
        expect(months.every(({ share }) => share >= 0 && share <= 1)).toBe(true)
      }
    }),
    { numRuns: 10 },
  )
}, 60_000)

test('a cohort shows every month up to the last, also those in which nobody came back', () => {
  const rows = [
    { firstMonth: '2026-01-01', month: '2026-01-01', buyers: 4, orders: 5, amountFen: 10 },
    { firstMonth: '2026-01-01', month: '2026-03-01', buyers: 1, orders: 1, amountFen: 3 },
  ]
  expect(cohortsOf(rows, '2026-03-01')).toEqual([
    {
      firstMonth: '2026-01-01',
      buyers: 4,
      months: [
        { month: '2026-01-01', buyers: 4, share: 1, amountFen: 10 },
        { month: '2026-02-01', buyers: 0, share: 0, amountFen: 0 },
        { month: '2026-03-01', buyers: 1, share: 0.25, amountFen: 3 },
      ],
    },
  ])
})
