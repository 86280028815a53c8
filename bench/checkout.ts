/**
 * How many whole guest checkouts the county serves, beside a floor measured in the same run.
 *
 *     npm run bench checkout [-- --seconds 15 --shoppers 1,8,32 --promotions]
 *
 * `--promotions` buys by turns goods without promotions and as many with price lists, quantity breaks, full reductions, a coupon for
 * every basket, claimed beforehand as a row of its own, and one shared budget.
 * Driver, server and PostgreSQL share the machine. One "checkout" is one paid payment over two orders of two sellers.
 */
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Client } from './kit/client.ts'
import { client } from './kit/client.ts'
import type { Lot } from './kit/floor.ts'
import { FLOOR_STATEMENTS, floorWriter } from './kit/floor.ts'
import type { Goods } from './kit/goods.ts'
import { makeGoods } from './kit/goods.ts'
import { makePromotions } from './kit/promotions.ts'
import { closedLoop, machine, ms, percentile, table } from './kit/report.ts'
import { startServer } from './kit/server.ts'
import type { Cpu } from './kit/server.ts'
import { buy, claim } from './kit/shopper.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '15' },
    shoppers: { type: 'string', default: '1,8,32' },
    promotions: { type: 'boolean', default: false },
  },
})
const counts = values.shoppers.split(',').map(Number)
const seconds = Math.min(120, Math.max(2, Number(values.seconds)))

const SELLERS = 20
/** Goods with and without promotions are bought by turns, so that the machine's mood is the same for both. */
const TURNS = 8

const server = await startServer()
try {
  console.log(`${machine()}; ${seconds} s a row; 1,000 listings of ${SELLERS} sellers; sandbox gateway`)
  const { sellers } = await makeGoods(server.databaseUrl, values.promotions ? 2 * SELLERS : SELLERS, 50, 1_000_000)
  const goods = goodsOf(sellers.slice(0, SELLERS))
  const rows: Row[] = []
  if (values.promotions) {
    console.log('and as many with price lists, breaks, reductions, a coupon and a budget in play')
    const promoted = goodsOf(sellers.slice(SELLERS))
    const coupon = await makePromotions(server.databaseUrl, promoted)
    for (const count of counts) rows.push(...(await byTurns(count, goods, promoted, coupon)))
  } else for (const count of counts) rows.push(await shoppers(`${count} shoppers`, count, seconds, buyOf(goods)))
  const floor = await floorRow(true)
  const plainFloor = await floorRow(false)
  table(
    [
      '',
      'a second',
      'p50',
      'p95',
      'p99',
      'of the floor: prepared, plain',
      'SQL statements each',
      'CPU ms each: server, PostgreSQL, driver',
      'failed',
    ],
    [...rows, floor, plainFloor].map((row) => cells(row, floor, plainFloor)),
  )
  await pages(goods)
  console.log(`server memory ${server.residentMb().toFixed(0)} MB; ${await booksLine(server.databaseUrl)}`)
} finally {
  await server.stop()
}

type Row = { name: string; latencies: number[]; seconds: number; statements: number; cpu: Cpu; failed: number }
type Act = (shop: Client) => Promise<unknown>

function goodsOf(sellers: string[][]): Goods {
  return { listingIds: sellers.flat(), sellers }
}

function buyOf(goods: Goods): Act {
  return (shop) => buy(shop, goods)
}

/** Checkouts without promotions, coupons claimed, and checkouts with promotions that use them: each a row. */
async function byTurns(count: number, plain: Goods, promoted: Goods, coupon: string): Promise<Row[]> {
  const holders: string[] = []
  const turn = seconds / TURNS
  const claims: Act = async (shop) => holders.push(await claim(shop, coupon))
  const discounted: Act = (shop) => buy(shop, promoted, holders.pop())
  const rows: Row[] = []
  for (let i = 0; i < TURNS; i += 1) {
    const turns = [
      await shoppers(`${count} shoppers, no promotions`, count, turn, buyOf(plain)),
      await shoppers(`${count} claim a coupon`, count, turn, claims),
      await shoppers(`${count} shoppers, promotions`, count, turn, discounted),
    ]
    for (const [kind, row] of turns.entries()) rows[kind] = joined(rows[kind], row)
  }
  return rows
}

function joined(before: Row | undefined, row: Row): Row {
  if (before === undefined) return row
  const cpu = { ...row.cpu }
  for (const who of ['serverMs', 'postgresMs', 'driverMs'] as const) cpu[who] += before.cpu[who]
  return {
    name: row.name,
    latencies: [...before.latencies, ...row.latencies],
    seconds: before.seconds + row.seconds,
    statements: before.statements + row.statements,
    cpu,
    failed: before.failed + row.failed,
  }
}

async function shoppers(name: string, count: number, forSeconds: number, act: Act): Promise<Row> {
  const shop = client(server.url, count)
  await closedLoop(count, Math.min(2, forSeconds / 2), async () => {
    await act(shop)
  })
  const before = await statementsSent(shop)
  const cpuBefore = server.cpu()
  let failed = 0
  const { latencies, seconds: took } = await closedLoop(count, forSeconds, async () => {
    await act(shop).catch((error: Error) => {
      failed += 1
      if (failed === 1) console.error(error.message)
    })
  })
  const cpu = used(cpuBefore)
  const statements = (await statementsSent(shop)) - before
  shop.close()
  return { name, latencies, seconds: took, statements, cpu, failed }
}

async function statementsSent(shop: Client): Promise<number> {
  const { body } = await shop.send('GET', '/metrics', {})
  return Number(body.match(/^terrace_sql_statements_total (\d+)/m)?.[1])
}

async function floorRow(prepared: boolean): Promise<Row> {
  const writer = floorWriter(server.databaseUrl, 32)
  const lots = await writer.lots()
  const pick = () => lots[Math.floor(Math.random() * lots.length)] as Lot
  const two = (): Lot[] => {
    const [a, b] = [pick(), pick()]
    return a.lotId === b.lotId ? two() : [a, b]
  }
  await closedLoop(32, 2, () => writer.write(two(), prepared))
  const cpuBefore = server.cpu()
  const { latencies, seconds: took } = await closedLoop(32, seconds, () => writer.write(two(), prepared))
  const cpu = used(cpuBefore)
  await writer.close()
  return {
    name: `floor, ${prepared ? 'prepared' : 'plain queries'}, 32 connections`,
    latencies,
    seconds: took,
    statements: FLOOR_STATEMENTS * latencies.length,
    cpu,
    failed: 0,
  }
}

function used(before: Cpu): Cpu {
  const now = server.cpu()
  const since = (who: keyof Cpu) => now[who] - before[who]
  return { serverMs: since('serverMs'), postgresMs: since('postgresMs'), driverMs: since('driverMs') }
}

function doneIn(row: Row): number {
  return row.latencies.length - row.failed
}

function perSecond(row: Row): number {
  return doneIn(row) / row.seconds
}

function cells(row: Row, ...floors: Row[]) {
  const at = (part: number) => ms(percentile(row.latencies, part))
  const { serverMs, postgresMs, driverMs } = row.cpu
  return [
    row.name,
    perSecond(row).toFixed(0),
    at(0.5),
    at(0.95),
    at(0.99),
    floors.map((floor) => `${((100 * perSecond(row)) / perSecond(floor)).toFixed(0)} %`).join(', '),
    (row.statements / doneIn(row)).toFixed(1),
    [serverMs, postgresMs, driverMs].map((cpuMs) => (cpuMs / doneIn(row)).toFixed(2)).join(', '),
    row.failed,
  ]
}

/** Public pages: how many a second and what they weigh on the wire. */
async function pages(goods: Goods): Promise<void> {
  const shop = client(server.url, 8)
  const search = ['绿茶', 'sungan', 'gslc', 'muer', '冬笋', 'mushrom'].map((q) => `/goods?q=${encodeURIComponent(q)}`)
  const listing = () => `/goods/${goods.listingIds[Math.floor(Math.random() * goods.listingIds.length)]}`
  const kinds: [string, () => string][] = [
    ['listing page', listing],
    ['search page', () => search[Math.floor(Math.random() * search.length)] as string],
  ]
  const rows = []
  for (const [name, path] of kinds) {
    let bytes = 0
    const { latencies, seconds: took } = await closedLoop(8, Math.min(seconds, 10), async () => {
      const answer = await shop.send('GET', path(), { 'accept-encoding': 'br' })
      if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}`)
      bytes = Math.max(bytes, answer.bytes)
    })
    rows.push([
      name,
      (latencies.length / took).toFixed(0),
      ms(percentile(latencies, 0.5)),
      ms(percentile(latencies, 0.99)),
      `${(bytes / 1024).toFixed(1)} KB`,
    ])
  }
  shop.close()
  console.log('')
  table(['8 readers', 'a second', 'p50', 'p99', 'largest on the wire'], rows)
}

async function booksLine(databaseUrl: string): Promise<string> {
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  const { rows } = await db.query('SELECT sum(balance_fen)::bigint AS sum FROM ledger.trial_balance')
  await db.end()
  return `trial balance ${rows[0]?.sum}`
}
