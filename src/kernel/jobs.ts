import { EventEmitter } from 'node:events'
import { parseCronItems, run as runWorker } from 'graphile-worker'
import type { WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { z } from 'zod'
import { keepAttendance } from './abandoned.ts'
import type { App } from './app.ts'
import type { Tx } from './database.ts'

/**
 * Background work. It runs at least once: whatever it does must be harmless when done again.
 * `every` is a cron line in UTC.
 */
export type Job = {
  name: string
  // The list of all jobs forgets their payload types.
  // oxlint-disable-next-line typescript/no-explicit-any
  payload: z.ZodType<any>
  every?: string
  // oxlint-disable-next-line typescript/no-explicit-any
  run(app: App, payload: any): Promise<void>
}

export function job<P extends z.ZodType>(declared: {
  name: string
  payload: P
  every?: string
  run(app: App, payload: z.output<P>): Promise<void>
}): Job {
  return declared
}

export type Worker = { stop(): Promise<void> }

/**
 * Starts this process's share of the work; any number of processes may. `stop` lets jobs under way finish for five
 * seconds; what is left then, or was left by a process that was killed, is done by another.
 */
export async function startWorker(app: App, databaseUrl: string, concurrency = 4): Promise<Worker> {
  const pool = openPool(databaseUrl, concurrency + 2)
  const attendance = await keepAttendance(databaseUrl)
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => attendance.add(workerPool.id))
  const runner = await runWorker({
    pgPool: pool,
    concurrency,
    events,
    pollInterval: 2000,
    noHandleSignals: true,
    taskList: Object.fromEntries(app.jobs.map((j) => [j.name, async (payload: unknown) => runJob(app, j, payload)])),
    parsedCronItems: parseCronItems(
      app.jobs
        .filter((j) => j.every !== undefined)
        .map((j) => ({ task: j.name, match: j.every ?? '', options: { maxAttempts: 1 } })),
    ),
    logger: workerLogger(app) as never,
  })
  return {
    async stop() {
      await runner.stop()
      await pool.end()
      await attendance.stop()
    },
  }
}

/** The worker's own pool: given one, it does not close it, so that stopping can wait for the last connection. */
function openPool(databaseUrl: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max })
  // A connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Runs one job here and now, as the worker would; tests and simulations call it too. */
export async function runJob(app: App, j: Job, payload: unknown): Promise<void> {
  try {
    await j.run(app, j.payload.parse(payload ?? {}))
  } catch (error) {
    app.log.error({ job: j.name, err: error }, 'job failed')
    throw error
  }
}

/**
 * Does `work` for each of a list in a transaction of its own, in order. What fails keeps nobody waiting: the rest is done first, and
 * then the job ends with what went wrong, to be looked at by its next run.
 */
export async function eachInTurn<T>(
  { database }: Pick<App, 'database'>,
  list: readonly T[],
  work: (tx: Tx, one: T) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = []
  for (const one of list)
    await database.transact((tx) => work(tx, one)).catch((error: unknown) => void failures.push(error))
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} of ${list.length} failed`)
}

function workerLogger(app: App) {
  const write = (level: 'error' | 'warn') => (message: string) => app.log[level]({ worker: true }, message)
  const none = () => {}
  return { error: write('error'), warn: write('warn'), info: none, debug: none, scope: () => workerLogger(app) }
}
