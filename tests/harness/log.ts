import { statement } from '../../src/kernel/database.ts'
import type { Database } from '../../src/kernel/database.ts'

const newest = statement<{ xid: number }>(
  'test.log.newest',
  `SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS xid`,
)
const oldest = statement<{ xid: number }>(
  'test.log.oldest',
  `SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS xid`,
)

const TRIES_MAX = 600

/**
 * Waits until followers can read all that is committed now. They wait for every transaction of the cluster that was open then, and
 * other test files write into databases of the same cluster.
 */
export async function logReadable(database: Database): Promise<void> {
  const [now] = await database.read((sql) => sql.run(newest))
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const [open] = await database.read((sql) => sql.run(oldest))
    if ((open?.xid ?? 0) >= (now?.xid ?? 0)) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('a transaction stays open for half a minute')
}
