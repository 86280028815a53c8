import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { openTestDatabase } from './database.ts'
import { openWriteWatch, tablesOf } from './writes.ts'

const county = await openTestDatabase()
const watch = await openWriteWatch(county)
const client = new pg.Client({ connectionString: county.databaseUrl })
await client.connect()
afterAll(async () => {
  await watch.close()
  await client.end()
})

const publish = { name: 'test.happened', subject: 'test', data: {} }

test('one row anywhere changes the state, reading and a rolled-back write do not', async () => {
  const before = await watch.state()
  await county.app.database.read(async () => undefined)
  const failed = county.app.database.transact(async (tx) => {
    tx.effects.publish(publish)
    throw new Error('undo')
  })
  await expect(failed).rejects.toThrow('undo')
  expect(await watch.state()).toEqual(before)
  await county.app.database.transact(async (tx) => tx.effects.publish(publish))
  expect(await watch.state()).toEqual({ ...before, 'kernel.event': 1 })
})

test('changed, deleted and emptied are seen as well as entered', async () => {
  const rows = async () => (await watch.state())['kernel.idempotency'] ?? 0
  const before = await rows()
  await client.query(`INSERT INTO kernel.idempotency (asker, key, operation, fingerprint)
    SELECT 'guest', 'key-of-the-test-' || n, 'test', '' FROM generate_series(1, 3) AS n`)
  expect(await rows()).toBe(before + 3)
  await client.query(`UPDATE kernel.idempotency SET output = '1'`)
  expect(await rows()).toBe(before + 6)
  await client.query(`DELETE FROM kernel.idempotency WHERE key = 'key-of-the-test-1'`)
  expect(await rows()).toBe(before + 7)
  await client.query('TRUNCATE kernel.idempotency')
  expect(await rows()).toBe(before + 8)
})

test('every table is watched, the queue of jobs too', async () => {
  const tables = await tablesOf(client)
  expect(tables.length).toBeGreaterThan(100)
  expect(tables).toContain('graphile_worker._private_jobs')
  const { rows } = await client.query<{ name: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_trigger t ON t.tgrelid = c.oid
    WHERE t.tgname IN ('zz_watch_rows', 'zz_watch_all') AND t.tgenabled = 'O'
    GROUP BY 1 HAVING count(*) = 2 ORDER BY 1`)
  expect(rows.map((row) => row.name)).toEqual(tables)
})
