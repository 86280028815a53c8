import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { openTrade } from '../../src/workflows/testing.ts'
import { tablesOf } from '../../tests/harness/writes.ts'
import { client } from './client.ts'
import { FLOOR_STATEMENTS, floorWriter } from './floor.ts'
import type { Lot } from './floor.ts'
import { buy } from './shopper.ts'

const trade = await openTrade()
const db = new pg.Client({ connectionString: trade.county.databaseUrl })
await db.connect()
const writer = floorWriter(trade.county.databaseUrl, 1)
const shop = client(trade.url, 1)
afterAll(async () => {
  shop.close()
  await writer.close()
  await db.end()
})

type Weight = { rows: number; bytes: number }

/** Rows and their bytes by table. */
async function weights(): Promise<Map<string, Weight>> {
  const sums = (await tablesOf(db)).map(
    (table) =>
      `SELECT '${table}' AS table, count(*)::int AS rows, coalesce(sum(pg_column_size(t.*)), 0)::int AS bytes FROM ${table} AS t`,
  )
  const { rows } = await db.query<Weight & { table: string }>(sums.join(' UNION ALL '))
  return new Map(rows.map(({ table, ...weight }) => [table, weight]))
}

/** What `work` adds to each table. */
async function added(work: () => Promise<unknown>): Promise<Record<string, Weight>> {
  const before = await weights()
  await work()
  const grown = [...(await weights())].map(([table, now]) => {
    const then = before.get(table) ?? { rows: 0, bytes: 0 }
    return [table, { rows: now.rows - then.rows, bytes: now.bytes - then.bytes }] as const
  })
  return Object.fromEntries(grown.filter(([, { rows }]) => rows !== 0))
}

const rowsOf = (weight: Record<string, Weight>) =>
  Object.fromEntries(Object.entries(weight).map(([k, v]) => [k, v.rows]))
const bytesOf = (weight: Record<string, Weight>) => Object.values(weight).reduce((sum, { bytes }) => sum + bytes, 0)

test('the floor writes the rows of a whole checkout, none fewer and none more, and as heavy', async () => {
  trade.bank.sender.start()
  const sellers = trade.shops.map((one) => [one.listingId])
  const goods = { listingIds: sellers.flat(), sellers }
  const lots = (await writer.lots()) as [Lot, Lot]
  // The first sale on a connection opens running totals, which the next ones find.
  await buy(shop, goods)
  await writer.write(lots, true)
  const product = await added(async () => {
    await buy(shop, goods)
    await trade.bank.sender.stop()
  })
  const floor = await added(() => writer.write(lots, true))
  expect(rowsOf(floor)).toEqual(rowsOf(product))
  expect(bytesOf(floor) / bytesOf(product)).toBeGreaterThan(0.9)
  expect(bytesOf(floor) / bytesOf(product)).toBeLessThan(1.1)
  const { rows } = await db.query(`SELECT sum(balance_fen)::int AS sum FROM ledger.trial_balance`)
  expect(rows).toEqual([{ sum: 0 }])
})

test('the count of its statements is what it sends', async () => {
  let sent = 0
  const query = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    sent += 1
    return (query as (...all: unknown[]) => unknown).apply(this, args)
  } as typeof query
  try {
    await writer.write(await writer.lots(), true)
  } finally {
    pg.Client.prototype.query = query
  }
  expect(sent - 1).toBe(FLOOR_STATEMENTS)
})
