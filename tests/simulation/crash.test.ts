import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { runJobs } from '../harness/jobs.ts'
import { client } from '../../bench/kit/client.ts'
import { makeGoods } from '../../bench/kit/goods.ts'
import type { Goods } from '../../bench/kit/goods.ts'
import { buy } from '../../bench/kit/shopper.ts'
import { openCounty } from '../../src/county.ts'
import { manualClock } from '../../src/kernel/clock.ts'
import { readSettings } from '../../src/kernel/settings.ts'
import { printedSeed, seeded } from './random.ts'

const SHOPPERS = 8
const folder = mkdtempSync(join(tmpdir(), 'terrace-crash-'))
chmodSync(folder, 0o755)
const random = seeded(printedSeed('crash'))
let server: { child: ChildProcess; url: string } | null = null

afterAll(async () => {
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

test('kill -9 of server and of PostgreSQL in the middle of a load loses nothing that was acknowledged', async () => {
  server = await start()
  const goods = await makeGoods(databaseUrl(), 4, 5, 100_000)
  const acknowledged: string[] = []
  for (const victim of ['server', 'postgres'] as const) {
    await loadUntilKilled(goods, acknowledged, victim)
    server = await start()
  }
  await settleEverything()
  const found = await facts(acknowledged)
  expect(acknowledged.length).toBeGreaterThan(0)
  expect(found).toEqual({ lost: 0, trialBalanceFen: 0, overdueHolds: 0, lotsOutOfStep: 0, paidWithoutLedger: 0 })
}, 120_000)

async function start(): Promise<{ child: ChildProcess; url: string }> {
  const env = {
    ...process.env,
    TERRACE_DATA: folder,
    PORT: '0',
    TERRACE_SEED: 'none',
    TERRACE_RATE: '0',
    TERRACE_LOG: 'fatal',
    TERRACE_MODE: 'production',
  }
  const child = spawn(process.execPath, ['src/main.ts', 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = line.match(/serving\s+(http\S+)/)?.[1]
    if (url === undefined) continue
    child.stdout.resume()
    return { child, url }
  }
  throw new Error('the server did not start')
}

async function stop(): Promise<void> {
  const child = server?.child
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('close', done))
  child.kill('SIGTERM')
  await ended
}

const postmaster = () => readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')

function databaseUrl(): string {
  const password = readFileSync(join(folder, 'postgres-password'), 'utf8').trim()
  return `postgres://terrace:${password}@127.0.0.1:${postmaster()[3]}/terrace`
}

/** Shoppers buy until a blow falls at a moment the seed chose; what failed afterwards was never acknowledged. */
async function loadUntilKilled(goods: Goods, acknowledged: string[], victim: 'server' | 'postgres'): Promise<void> {
  const running = server as { child: ChildProcess; url: string }
  const blow = { fallen: false }
  const shop = client(running.url, SHOPPERS)
  const shoppers = Array.from({ length: SHOPPERS }, async () => {
    while (!blow.fallen) {
      const bought = await buy(shop, goods).catch(() => null)
      if (bought !== null) acknowledged.push(bought.paymentId)
    }
  })
  await sleep(1500 + random.below(1500))
  const ended = new Promise((done) => running.child.once('close', done))
  if (victim === 'postgres') process.kill(Number(postmaster()[0]), 'SIGKILL')
  else running.child.kill('SIGKILL')
  blow.fallen = true
  shop.close()
  await Promise.all(shoppers)
  // Without its database the server says so and ends by itself.
  if (victim === 'server') return void (await ended)
  const ownEnd = await Promise.race([ended.then(() => 'ended'), sleep(15_000, 'still there')])
  if (ownEnd !== 'ended') running.child.kill('SIGKILL')
  expect(ownEnd).toBe('ended')
}

/** Twenty minutes later the jobs have run: nothing that was never paid may still hold stock. */
async function settleEverything(): Promise<void> {
  const clock = manualClock(new Date(Date.now() + 20 * 60_000))
  const settings = readSettings({
    TERRACE_DATA: folder,
    TERRACE_LOG: 'silent',
    TERRACE_URL: (server as { url: string }).url,
  })
  const county = openCounty({ settings, databaseUrl: databaseUrl(), clock })
  await runJobs(county.app, 'payment.ask-gateway', 'market.expire-orders')
  await county.close()
}

async function facts(acknowledged: readonly string[]) {
  const db = new pg.Client({ connectionString: databaseUrl() })
  await db.connect()
  const count = async (sql: string, values: unknown[] = []) =>
    Number((await db.query<{ n: string }>(sql, values)).rows[0]?.n)
  try {
    return {
      lost:
        acknowledged.length -
        (await count(`SELECT count(*) AS n FROM payment.payment WHERE state = 'paid' AND id = ANY($1::uuid[])`, [
          acknowledged,
        ])),
      trialBalanceFen: await count('SELECT coalesce(sum(balance_fen), 0) AS n FROM ledger.trial_balance'),
      overdueHolds: await count(`SELECT count(*) AS n FROM stock.hold WHERE state = 'held'`),
      lotsOutOfStep: await count(`
        SELECT count(*) AS n FROM stock.lot l WHERE (held_units, sold_units) <> (
          SELECT coalesce(sum(units) FILTER (WHERE state = 'held'), 0), coalesce(sum(units) FILTER (WHERE state = 'sold'), 0) FROM stock.hold h WHERE h.lot_id = l.id)`),
      paidWithoutLedger: await count(`
        SELECT count(*) AS n FROM market."order" o WHERE o.state = 'paid' AND NOT EXISTS (SELECT 1 FROM ledger.frozen f WHERE f.order_id = o.id AND f.amount_fen = o.goods_fen + o.freight_fen)`),
    }
  } finally {
    await db.end()
  }
}
