import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestDatabase } from '../../tests/harness/database.ts'
import type { App } from './app.ts'
import { job, startWorker } from './jobs.ts'

const county = await openTestDatabase()
const owner = new pg.Client({ connectionString: county.databaseUrl })
await owner.connect()
afterAll(() => owner.end())

/** The county with two jobs that note their runs; the slow one ends when `finish` is called. */
function noting() {
  const ran: string[] = []
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>()
  const quick = job({ name: 'test.quick', payload: z.object({}), run: async () => void ran.push('quick') })
  const slow = job({
    name: 'test.slow',
    payload: z.object({}),
    async run() {
      ran.push('slow')
      await finished
    },
  })
  const app: App = { ...county.app, jobs: [quick, slow] }
  return { app, ran, finish }
}

const add = (name: string) => owner.query('SELECT graphile_worker.add_job($1)', [name])
const takenLongAgo = () =>
  owner.query(
    `UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 minute' WHERE locked_by IS NOT NULL`,
  )
const taken = async () =>
  (await owner.query('SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL')).rows

test('a job of a process that was killed is done by the next process to start, not after hours', async () => {
  await add('test.quick')
  await owner.query(
    `UPDATE graphile_worker._private_jobs
     SET locked_by = 'pool-killed', locked_at = now() - interval '1 minute', attempts = 1`,
  )
  const { app, ran } = noting()
  const worker = await startWorker(app, county.databaseUrl)
  await expect.poll(() => ran, { timeout: 10_000 }).toEqual(['quick'])
  await worker.stop()
  expect(await taken()).toEqual([])
})

test('a job that takes long is left to its process, as long as that lives', async () => {
  const { app, ran, finish } = noting()
  const first = await startWorker(app, county.databaseUrl)
  await add('test.slow')
  await expect.poll(() => ran, { timeout: 10_000 }).toEqual(['slow'])
  await takenLongAgo()
  const before = await taken()
  expect(before).toHaveLength(1)
  const second = await startWorker(app, county.databaseUrl)
  expect(await taken()).toEqual(before)
  finish()
  await first.stop()
  await second.stop()
  expect([ran, await taken()]).toEqual([['slow'], []])
})
