import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { migrationSources, openCounty } from '../../src/county.ts'
import { manualClock } from '../../src/kernel/clock.ts'
import { runJob } from '../../src/kernel/jobs.ts'
import { migrate, readMigrations, SchemaFault } from '../../src/kernel/migrate.ts'
import { perform } from '../../src/kernel/perform.ts'
import { readSettings } from '../../src/kernel/settings.ts'
import { trialBalance } from '../../src/modules/ledger/index.ts'
import { browseListings, listMyOrders } from '../../src/modules/market/index.ts'
import { readTrace } from '../../src/modules/trace/index.ts'
import { databaseNamed, onCluster } from '../harness/cluster.ts'

const BUYER = '01980000-0000-8000-8000-000000000003'
const firstSchema = readFileSync(join(import.meta.dirname, 'first-schema.sql'), 'utf8')
const made: string[] = []

/** A database as the first release left it. */
async function firstDatabase(): Promise<string> {
  const name = `upgrade_${crypto.randomUUID().replaceAll('-', '')}`
  await onCluster(inject('postgresUrl'), `CREATE DATABASE ${name}`)
  made.push(name)
  const url = databaseNamed(inject('postgresUrl'), name)
  await onDatabase(url, firstSchema)
  return url
}

async function onDatabase(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

afterAll(async () => {
  for (const name of made) await onCluster(inject('postgresUrl'), `DROP DATABASE ${name} WITH (FORCE)`)
})

test('a database of the first release goes forward in place and its trade goes on', async () => {
  const databaseUrl = await firstDatabase()
  const later = readMigrations(migrationSources).filter((m) => !firstSchema.includes(`'${m.schema}', '${m.name}'`))
  expect(later.length).toBeGreaterThan(0)
  expect(await migrate(databaseUrl, migrationSources)).toBe(later.length)
  expect(await migrate(databaseUrl, migrationSources)).toBe(0)

  const settings = readSettings({
    TERRACE_MODE: 'test',
    TERRACE_SECRET: 'known to nobody but this test, and long enough',
    TERRACE_LOG: 'silent',
    TERRACE_RATE: '0',
  })
  const county = openCounty({ settings, databaseUrl, clock: manualClock(new Date('2026-04-20T02:00:00Z')) })
  const caller = { actor: { kind: 'guest' as const, guestId: BUYER }, lang: 'zh' as const }
  try {
    const found = await perform(county.app, browseListings, caller, { q: '春茶' })
    expect(found.tiles.map((tile) => tile.titleZh)).toEqual(['高山春茶'])
    const trace = await perform(county.app, readTrace, caller, { gtin: '9520000000011', lot: 'FIRST1' })
    expect(trace.steps[0]?.data.grower).toBe('示范户甲')
    for (const job of county.app.jobs.filter((j) => j.name.startsWith('market.')))
      if (job.every !== undefined) await runJob(county.app, job, {})
    const { orders } = await perform(county.app, listMyOrders, caller, {})
    expect(orders.map((order) => [order.code, order.state])).toEqual([
      ['260402-FIRST002', 'expired'],
      ['260401-FIRST001', 'completed'],
    ])
    const books = await county.app.database.read((sql) => trialBalance(sql))
    expect(books.reduce((sum, account) => sum + account.balanceFen, 0)).toBe(0)
    expect(books.find((account) => account.account === 'commission')?.balanceFen).toBe(-1176)
  } finally {
    await county.close()
  }
})

test('a database newer than the code, or changed behind its back, is refused and left alone', async () => {
  const databaseUrl = await firstDatabase()
  await onDatabase(
    databaseUrl,
    `INSERT INTO kernel.migration (schema, name, checksum) VALUES ('market', '9999-from-the-future', 'x')`,
  )
  await expect(migrate(databaseUrl, migrationSources)).rejects.toThrow(SchemaFault)
  await onDatabase(
    databaseUrl,
    `DELETE FROM kernel.migration WHERE name = '9999-from-the-future'; UPDATE kernel.migration SET checksum = 'x' WHERE schema = 'farm'`,
  )
  await expect(migrate(databaseUrl, migrationSources)).rejects.toThrow(
    'farm/0001-farm was changed after it was applied',
  )
})

test('two processes that start at once migrate once', async () => {
  const databaseUrl = await firstDatabase()
  const counts = await Promise.all([migrate(databaseUrl, migrationSources), migrate(databaseUrl, migrationSources)])
  expect(counts.toSorted((a, b) => a - b)[0]).toBe(0)
})
