/**
 * How many whole guest checkouts the county serves, beside a floor measured in the same run.
 *
 *     npm run bench checkout [-- --seconds 15 --shoppers 1,8,32 --promotions]
 *
 * `--promotions` puts price lists, quantity breaks, full reductions, coupons and a shared budget in play for every basket.
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
import { buy } from './kit/shopper.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '15' },
    shoppers: { type: 'string', default: '1,8,32' },
    promotions: { type: 'boolean', default: false },
  },
})
const counts = values.shoppers.split(',').map(Number)
const seconds = Math.min(120, Math.max(2, Number(values.seconds)))

const server = await startServer()
try {
  console.log(`${machine()}; ${seconds} s a row; 1,000 listings of 20 sellers; sandbox gateway`)
  const made = await makeGoods(server.databaseUrl, 20, 50, 1_000_000)
  const goods = values.promotions ? { ...made, coupon: await makePromotions(server.databaseUrl) } : made
  if (values.promotions) console.log('price lists, breaks, reductions, a coupon and a budget in play')
  const rows: Row[] = []
  for (const count of counts) rows.push(await shoppers(count, goods))
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
    [...rows, floor, plainFloor].map((row) => cells(row, floor.perSecond, plainFloor.perSecond)),
  )
  await pages(goods)
  console.log(`server memory ${server.residentMb().toFixed(0)} MB; ${await booksLine(server.databaseUrl)}`)
} finally {
  await server.stop()
}

type Row = { name: string; perSecond: number; latencies: number[]; statements: string; cpu: string; failed: number }

async function shoppers(count: number, goods: Goods): Promise<Row> {
  const shop = client(server.url, count)
  await closedLoop(count, 2, () => buy(shop, goods).then(() => {}))
  const before = await statementsSent(shop)
  const cpuBefore = server.cpu()
  let failed = 0
  const { latencies, seconds: took } = await closedLoop(count, seconds, async () => {
    await buy(shop, goods).catch((error: Error) => {
      failed += 1
      if (failed === 1) console.error(error.message)
    })
  })
  const done = latencies.length - failed
  const cpu = cpuEach(cpuBefore, server.cpu(), done)
  const statements = ((await statementsSent(shop)) - before) / done
  shop.close()
  return {
    name: `${count} shoppers`,
    perSecond: done / took,
    latencies,
    statements: statements.toFixed(1),
    cpu,
    failed,
  }
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
  const cpu = cpuEach(cpuBefore, server.cpu(), latencies.length)
  await writer.close()
  return {
    name: `floor, ${prepared ? 'prepared' : 'plain queries'}, 32 connections`,
    perSecond: latencies.length / took,
    latencies,
    statements: String(FLOOR_STATEMENTS),
    cpu,
    failed: 0,
  }
}

function cpuEach(before: Cpu, after: Cpu, count: number): string {
  const each = (key: keyof Cpu) => ((after[key] - before[key]) / count).toFixed(2)
  return `${each('serverMs')}, ${each('postgresMs')}, ${each('driverMs')}`
}

function cells(row: Row, ...floors: number[]) {
  const at = (part: number) => ms(percentile(row.latencies, part))
  return [
    row.name,
    row.perSecond.toFixed(0),
    at(0.5),
    at(0.95),
    at(0.99),
    floors.map((floor) => `${((100 * row.perSecond) / floor).toFixed(0)} %`).join(', '),
    row.statements,
    row.cpu,
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
