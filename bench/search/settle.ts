import pg from 'pg'
import { runJob } from '../../src/kernel/jobs.ts'
import { benchCounty } from '../kit/county.ts'

/** What jobs and autovacuum would have done by themselves within the hour. */
export async function settle(databaseUrl: string): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  // The index's waiting entries are merged by vacuum; afterwards points are given once, as the quarter-hourly job does.
  await db.query('VACUUM ANALYZE market.search_entry')
  const county = benchCounty(databaseUrl)
  for (const name of ['market.fold-facets', 'market.weigh-terms', 'market.rank-goods']) {
    const job = county.app.jobs.find((one) => one.name === name)
    if (job !== undefined) await runJob(county.app, job, {})
  }
  await county.close()
  // Bench goods have no lots, so the first points rewrite every row at once, which no trading county sees: pack the table again.
  await db.query('VACUUM FULL market.search_entry')
  for (const table of ['search_entry', 'search_term', 'listing', 'facet', 'front'])
    await db.query(`VACUUM ANALYZE market.${table}`)
  await db.query('CHECKPOINT')
  await db.end()
}
