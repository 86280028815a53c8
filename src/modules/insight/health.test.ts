import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import type { Actor } from '../../kernel/actor.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { statement } from '../../kernel/database.ts'
import { runJob } from '../../kernel/jobs.ts'
import { officer } from '../../workflows/testing.ts'
import {
  readCountyHealth,
  readCountyHealthFacts,
  readCountySellerHealth,
  readSellerHealth,
  readSellerHealthFacts,
} from './health.ops.ts'
import { figureNames, HEALTH_DAYS, healthRules, isBehind, levelOf, medianOf } from './health.ts'
import { countHealthJob } from './jobs.ts'

const { app, act, clock } = await openTestDatabase()
const { database } = app
const office = officer()
const now = clock.now()
const hoursAgo = (hours: number) => addSeconds(now, -Math.round(hours * 3600))

const SELLERS = [1, 2, 3].map((n) => `00000000-0000-7000-80a0-00000000000${n}`)
const staffOf = (organisationId: string): Actor => ({
  kind: 'person',
  personId: crypto.randomUUID(),
  guestId: null,
  memberships: [{ organisationId, organisationKind: 'household', roles: ['packer'], duties: [] }],
})

const clear = [
  'market.order_line',
  'market."order"',
  'aftersales."case"',
  'reviews.review',
  'messages.message',
  'messages.conversation',
].map((table, at) => statement(`test.health.clear_${at}`, `DELETE FROM ${table}`))
const insertOrder = statement(
  'test.health.order',
  `
  WITH o AS (
    INSERT INTO market."order" (id, code, payment_id, buyer_id, organisation_id, state, goods_fen, freight_fen, recipient, province_code, placed_at, pay_by, paid_at, shipped_at)
    VALUES ($1::uuid, $1::uuid::text, $1::uuid, $1::uuid, $2, $3::text, 100, 0, '{}', '33', $4::timestamptz, $4::timestamptz, $4::timestamptz, $5::timestamptz)
  ), step AS (
    INSERT INTO market.order_step (order_id, at, step, actor_kind, note) SELECT $1::uuid, $4::timestamptz, 'cancel', 'person', $6::text WHERE $3::text = 'cancelled'
  ), claim AS (
    INSERT INTO aftersales."case" (id, code, order_id, order_code, buyer_id, organisation_id, cause, remedy, state, account, wanted_fen, freight_bearer, opened_at, closed_at)
    SELECT $1::uuid, $1::uuid::text, $1::uuid, '', $1::uuid, $2, $7::text, CASE WHEN $7::text = 'no_reason' THEN 'return' ELSE 'refund' END, 'rejected', '', 100, CASE WHEN $7::text = 'no_reason' THEN 'buyer' ELSE 'seller' END, $4::timestamptz, $4::timestamptz WHERE $7::text IS NOT NULL
  )
  INSERT INTO market.order_line (order_id, line, listing_id, item_id, gtin, title_zh, title_en, category, village_code, net_grams, storage, units, list_fen, price_fen, paid_fen)
  VALUES ($1::uuid, 0, $1::uuid, $1::uuid, '', '山货', 'Goods', 'tea', '331123001007', 100, 'ambient', 1, 100, 100, 100)`,
)
const reopen = statement(
  'test.health.reopen',
  `UPDATE aftersales."case" SET state = 'asked', closed_at = NULL WHERE cause <> 'no_reason'`,
)
const insertReview = statement(
  'test.health.review',
  `INSERT INTO reviews.review (id, order_id, line, listing_id, organisation_id, buyer_id, author, rating, body, weight_milli, written_at)
  VALUES ($1, $1, 0, $1, $2, $1, '张', $3, '', 1000, $4)`,
)
const insertTalk = statement(
  'test.health.talk',
  `
  WITH c AS (INSERT INTO messages.conversation (id, buyer_id, organisation_id, opened_at, last_at, last_number) VALUES ($1::uuid, $1::uuid, $2, $3::timestamptz, $3::timestamptz, 3))
  INSERT INTO messages.message (conversation_id, number, side, author_id, kind, body, sent_at)
  SELECT $1::uuid, m.number, m.side, $1::uuid, 'text', 'x', m.at FROM (VALUES (1, 'buyer', $3::timestamptz), (2, 'buyer', $3::timestamptz + interval '1 minute'), (3, 'seller', $4::timestamptz))
    AS m(number, side, at) WHERE m.at IS NOT NULL`,
)

type Order = {
  seller: number
  paidHoursAgo: number
  packHours: number | null
  cancelled: 'buyer' | 'seller' | null
  cause: string | null
}
const anOrder: fc.Arbitrary<Order> = fc.record({
  seller: fc.nat({ max: 2 }),
  paidHoursAgo: fc.integer({ min: 1, max: (HEALTH_DAYS + 5) * 24 }),
  packHours: fc.option(fc.integer({ min: 0, max: 200 })),
  cancelled: fc.option(fc.constantFrom('buyer' as const, 'seller' as const), { freq: 6 }),
  cause: fc.option(fc.constantFrom('spoiled', 'short', 'no_reason'), { freq: 3 }),
})

async function write(orders: readonly Order[]) {
  await database.transact(async (tx) => {
    for (const one of clear) await tx.run(one)
    for (const o of orders) {
      const shipped = o.packHours === null || o.cancelled !== null ? null : hoursAgo(o.paidHoursAgo - o.packHours)
      const state = o.cancelled !== null ? 'cancelled' : shipped === null ? 'paid' : 'shipped'
      const note = o.cancelled === 'buyer' ? 'buyer' : '缺货'
      await tx.run(insertOrder, [
        crypto.randomUUID(),
        SELLERS[o.seller],
        state,
        hoursAgo(o.paidHoursAgo),
        shipped,
        note,
        o.cause,
      ])
    }
    await tx.run(reopen)
  })
  await runJob(app, countHealthJob, {})
}

/** The same figures, worked out plainly here instead of in SQL. */
function naive(orders: readonly Order[], seller: number) {
  const own = orders.filter((o) => o.seller === seller && o.paidHoursAgo <= HEALTH_DAYS * 24)
  const packing = own.flatMap((o) => {
    if (o.cancelled !== null) return []
    if (o.packHours !== null) return [o.packHours]
    return o.paidHoursAgo > 48 ? [o.paidHoursAgo] : []
  })
  const share = (of: (o: Order) => boolean) => (own.length === 0 ? null : own.filter(of).length / own.length)
  return {
    packing: medianOf(packing),
    cancellations: share((o) => o.cancelled === 'seller'),
    returns: share((o) => o.cause !== null && o.cause !== 'no_reason'),
  }
}

test('a sheet equals what is added up plainly, and its lists make up its figures', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anOrder, { maxLength: 25 }), async (orders) => {
      await write(orders)
      for (const [at, organisationId] of SELLERS.entries()) {
        const { figures } = await act(office, readCountySellerHealth, { sellerId: organisationId })
        const valueOf = (name: string) => figures.find((one) => one.figure === name)
        for (const [name, value] of Object.entries(naive(orders, at))) {
          const found = valueOf(name)?.value ?? null
          if (value === null) expect([name, found]).toEqual([name, null])
          else expect([name, found]).toEqual([name, expect.closeTo(value, 6)])
        }
        for (const name of ['packing', 'returns', 'cancellations'] as const) {
          const { facts } = await act(office, readCountyHealthFacts, { sellerId: organisationId, figure: name })
          const { value = null, sample = 0 } = valueOf(name) ?? {}
          const again =
            healthRules[name].by === 'median'
              ? medianOf(facts.map((fact) => fact.value))
              : sample === 0
                ? null
                : facts.length / sample
          if (value === null) expect(again).toBeNull()
          else expect(again).toBeCloseTo(value, 6)
        }
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)

test('answers count from the first unanswered word; what waits a day counts as it waits; stars are a mean', async () => {
  await write([])
  const [seller] = SELLERS as [string]
  await database.transact(async (tx) => {
    await tx.run(insertTalk, [crypto.randomUUID(), seller, hoursAgo(30), hoursAgo(28)])
    await tx.run(insertTalk, [crypto.randomUUID(), seller, hoursAgo(50), hoursAgo(44)])
    await tx.run(insertTalk, [crypto.randomUUID(), seller, hoursAgo(40), null])
    await tx.run(insertTalk, [crypto.randomUUID(), seller, hoursAgo(2), null])
    for (const rating of [5, 5, 4, 2, 4])
      await tx.run(insertReview, [crypto.randomUUID(), seller, rating, hoursAgo(20)])
  })
  await runJob(app, countHealthJob, {})
  const own = staffOf(seller)
  const { figures } = await act(own, readSellerHealth, { organisationId: seller })
  const of = (name: string) => figures.find((one) => one.figure === name)
  expect(of('answering')).toMatchObject({ value: 6, sample: 3, level: 'watch', sellers: 1 })
  expect(of('rating')).toMatchObject({ value: 4, sample: 5, level: 'act' })
  expect(of('disputes')).toMatchObject({ value: null, sample: 0, level: 'few' })
  const { facts } = await act(own, readSellerHealthFacts, { organisationId: seller, figure: 'answering' })
  expect(facts.map((fact) => Math.round(fact.value))).toEqual([40, 6, 2])
  const { facts: stars } = await act(own, readSellerHealthFacts, { organisationId: seller, figure: 'rating' })
  expect(stars[0]?.value).toBe(2)
})

test('the county sees all, those with most to act on first; a seller sees nobody else', async () => {
  await write([
    ...Array.from({ length: 6 }, () => ({ seller: 0, paidHoursAgo: 300, packHours: 5, cancelled: null, cause: null })),
    ...Array.from({ length: 6 }, () => ({ seller: 1, paidHoursAgo: 300, packHours: 90, cancelled: null, cause: null })),
  ])
  const { sellers, medians } = await act(office, readCountyHealth, {})
  expect(sellers.map((one) => [one.organisationId, one.acts])).toEqual([
    [SELLERS[1], 1],
    [SELLERS[0], 0],
  ])
  expect(medians).toContainEqual({ figure: 'packing', median: 47.5, sellers: 2 })
  const [mine, theirs] = SELLERS as [string, string]
  await expect(act(staffOf(mine), readSellerHealth, { organisationId: theirs })).rejects.toMatchObject({
    code: 'kernel.not_allowed',
  })
  await expect(act(staffOf(mine), readCountyHealth, {})).rejects.toMatchObject({ code: 'kernel.not_allowed' })
})

test('a mark is a mark: worse never gets a better word, and too few facts get none', () => {
  const severity = { good: 0, watch: 1, act: 2, few: -1 }
  fc.assert(
    fc.property(
      fc.constantFrom(...figureNames),
      fc.double({ min: 0, max: 5, noNaN: true }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      fc.nat({ max: 40 }),
      (figure, a, b, sample) => {
        const { better, sampleMin } = healthRules[figure]
        const [worse, kinder] = (better === 'lower' ? a >= b : a <= b) ? [a, b] : [b, a]
        const [first, second] = [levelOf(figure, worse, sample), levelOf(figure, kinder, sample)]
        if (sample < sampleMin) expect([first, second]).toEqual(['few', 'few'])
        else expect(severity[first]).toBeGreaterThanOrEqual(severity[second])
      },
    ),
  )
  expect(isBehind('packing', 30, 20)).toBe(true)
  expect(isBehind('packing', 29, 20)).toBe(false)
  expect(isBehind('returns', 0, 0)).toBe(false)
  expect(isBehind('rating', 4.2, 4.8)).toBe(true)
  expect(isBehind('rating', 4.8, 4.8)).toBe(false)
})
