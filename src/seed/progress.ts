import pg from 'pg'
import type { Instant } from '../kernel/clock.ts'
import type { Database, Tx } from '../kernel/database.ts'
import { connectionConfig, statement } from '../kernel/database.ts'

/** How far the demonstration has come. It begins once, at a moment every later run keeps to. */
export type Progress = { state: 'empty' | 'inhabited' | 'finished' } | { state: 'begun'; begunAt: Instant }

const BEGUN = 'seed.begun'
const FINISHED = 'seed.finished'

const readEvents = statement<{ name: string; data: { at?: string } }>(
  'seed.events',
  `SELECT name, data FROM kernel.event WHERE subject = 'seed' AND name IN ('${BEGUN}', '${FINISHED}')`,
)
const anyone = statement<{ inhabited: boolean }>(
  'seed.inhabited',
  `SELECT EXISTS (SELECT FROM kernel.event) OR EXISTS (SELECT FROM kernel.audit) AS inhabited`,
)

export async function progressOf(database: Database): Promise<Progress> {
  return database.read(async (sql) => {
    const events = await sql.run(readEvents)
    if (events.some(({ name }) => name === FINISHED)) return { state: 'finished' }
    const begun = events.find(({ name }) => name === BEGUN)?.data.at
    if (begun !== undefined) return { state: 'begun', begunAt: new Date(begun) }
    return { state: (await sql.run(anyone))[0]?.inhabited === true ? 'inhabited' : 'empty' }
  })
}

export const noteBegun = (tx: Tx, at: Instant): void =>
  tx.effects.publish({ name: BEGUN, subject: 'seed', data: { at: at.toISOString() } })

export const noteFinished = (tx: Tx): void => tx.effects.publish({ name: FINISHED, subject: 'seed', data: {} })

const LOCK_KEY = 7_346_118

/** Several processes may start at once; one of them seeds while the others wait. */
export async function aloneOn<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionConfig(databaseUrl))
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY])
    return await work()
  } finally {
    await client.end()
  }
}
