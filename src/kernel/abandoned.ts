import pg from 'pg'
import { connectionConfig } from './database.ts'

export type Attendance = { add(pool: string): void; stop(): Promise<void> }

const LOOK_MS = 10_000

/**
 * Neither our own pool, whose lock this very session holds, nor one that took its first job a moment ago and may not have
 * its lock yet.
 */
const handOn = `
  SELECT graphile_worker.force_unlock_workers(array_agg(pool)) FROM (
    SELECT locked_by AS pool FROM graphile_worker._private_jobs WHERE locked_by <> ALL ($1::text[])
    GROUP BY locked_by HAVING max(locked_at) < clock_timestamp() - interval '5 seconds'
  ) AS busy WHERE pg_try_advisory_xact_lock(hashtextextended(pool, 0))`

/**
 * Jobs of processes that were killed are handed on. graphile-worker leaves them locked by their pool of workers for four
 * hours; here every pool holds an advisory lock of PostgreSQL under its name for as long as its process is connected, so
 * whoever can take that lock knows that the process is gone. Looks at once and then every ten seconds, over a connection
 * of its own.
 */
export async function keepAttendance(databaseUrl: string): Promise<Attendance> {
  const pools = new Set<string>()
  let stopped = false
  let client = await connected()

  async function connected(): Promise<pg.Client> {
    const fresh = new pg.Client(connectionConfig(databaseUrl))
    // A connection that breaks shows at the next look.
    fresh.on('error', () => {})
    await fresh.connect()
    for (const pool of pools) await lock(fresh, pool)
    return fresh
  }

  async function look(): Promise<void> {
    try {
      await client.query(handOn, [[...pools]])
    } catch {
      await client.end().catch(() => {})
      if (!stopped) client = await connected()
    }
  }

  await look()
  let looking = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(look).catch(() => {})
  }, LOOK_MS)
  return {
    add(pool) {
      pools.add(pool)
      void lock(client, pool).catch(() => {})
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await looking
      await client.end()
    },
  }
}

const lock = (client: pg.Client, pool: string) =>
  client.query('SELECT pg_advisory_lock_shared(hashtextextended($1, 0))', [pool])
