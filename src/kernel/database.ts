import type { Socket } from 'node:net'
import pg from 'pg'
import type { Effects, Subscription } from './effects.ts'
import { effectsOf } from './effects.ts'
import type { Sql, Statement } from './sql.ts'

export { statement } from './sql.ts'
export type { Sql, Statement } from './sql.ts'

/** A write transaction. Events, jobs and the audit entry are gathered and written with the commit. */
export type Tx = Sql & {
  readonly effects: Effects
  /** Sends a write whose answer nobody needs; it leaves with what follows, and its failure fails the transaction. */
  send(statement: Statement<unknown>, values?: readonly unknown[]): void
}

export type Database = {
  /**
   * Runs `work` in one READ COMMITTED transaction. Deadlocks, serialisation failures and a drawn code that is taken (a table's own
   * UNIQUE column `code`) run it again, at most three times in all.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Runs `work` that sends a single statement, which is a transaction by itself and needs no BEGIN and COMMIT around it.
   * A second statement, or an effect, is a bug and throws.
   */
  alone<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs `work` on a connection that refuses writes. `byKey`: it finds all its rows by key, so that one plan serves every value. */
  read<T>(work: (sql: Sql) => Promise<T>, how?: { byKey?: boolean }): Promise<T>
  readonly statements: { count: number }
  close(): Promise<void>
}

export const APP_ROLE = 'terrace_app'

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, safeInteger)
types.setTypeParser(pg.types.builtins.DATE, (text) => text)
types.setTypeParser(pg.types.builtins.NUMERIC, (text) => text)

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 out of the safe range: ${text}`)
  return value
}

export function connectionConfig(databaseUrl: string, sessionOptions = ''): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    types: { getTypeParser: types.getTypeParser.bind(types) as typeof pg.types.getTypeParser },
    ...(sessionOptions === '' ? {} : { options: sessionOptions }),
  }
}

export function openDatabase(
  databaseUrl: string,
  poolSize: number,
  subscriptions: readonly Subscription[] = [],
): Database {
  const session = `-c role=${APP_ROLE} -c timezone=UTC -c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=30000`
  const readOnly = `${session} -c default_transaction_read_only=on`
  const share = (part: number) => Math.max(1, Math.floor(poolSize * part))
  const writers = openPool(databaseUrl, share(0.6), `${session} ${BY_KEY}`)
  const readers = openPool(databaseUrl, share(0.2), readOnly)
  const keyReaders = openPool(databaseUrl, share(0.2), `${readOnly} ${BY_KEY}`)
  const statements = { count: 0 }
  return {
    statements,
    transact: (work) => retried(() => oneTransaction(writers, statements, subscriptions, work)),
    async read(work, { byKey = false } = {}) {
      const client = await (byKey ? keyReaders : readers).connect()
      try {
        return await work(sqlOn(client, statements))
      } finally {
        client.release()
      }
    },
    async alone(work) {
      const client = await writers.connect()
      try {
        return await work(singleStatement(sqlOn(client, statements)))
      } finally {
        client.release()
      }
    },
    async close() {
      await Promise.all([writers.end(), readers.end(), keyReaders.end()])
    },
  }
}

/**
 * What changes rows finds them by key, and so do the questions asked most. One plan then serves every value (planning would
 * cost more than running), and the planner, which takes a list handed in as JSON for a hundred rows, is kept from reading
 * whole tables for two.
 */
const BY_KEY = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c random_page_cost=1.1'

function openPool(databaseUrl: string, max: number, session: string): pg.Pool {
  // Pipelining lets BEGIN travel with the first statement and COMMIT with the last.
  const pool = new pg.Pool({
    ...connectionConfig(databaseUrl, session),
    max,
    idleTimeoutMillis: 30_000,
    pipeline: true,
  })
  // A lost connection fails the statements on its way and is replaced at the next use; without listeners it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const RETRIED = new Set(['40001', '40P01'])
const UNIQUE_VIOLATION = '23505'
const ATTEMPTS_MAX = 3

type PostgresError = { code?: string; table?: string; constraint?: string }

/** What another attempt may get past: others in the way, or a code drawn by lot that is taken. */
function isPassing(error: unknown): boolean {
  const { code = '', table = '', constraint = '' } = error as PostgresError
  return RETRIED.has(code) || (code === UNIQUE_VIOLATION && constraint === `${table}_code_key`)
}

async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (tries === ATTEMPTS_MAX || !isPassing(error)) throw error
    }
  }
}

async function oneTransaction<T>(
  pool: pg.Pool,
  statements: { count: number },
  subscriptions: readonly Subscription[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const sent = sentWrites()
  try {
    const effects = effectsOf(subscriptions)
    const sql = sqlOn(client, statements)
    writeTogether(client)
    sent.add(client.query('BEGIN'))
    statements.count += 2
    const result = await work({ ...sql, effects, send: (statement, values) => sent.add(sql.run(statement, values)) })
    sent.add(effects.write(sql))
    sent.add(committed(client))
    await sent.ended()
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure
    })
    throw sent.failure() ?? error
  } finally {
    client.release(broken)
  }
}

/** After any failure, also one that `work` swallowed, PostgreSQL answers COMMIT with a rollback: that is no success. */
async function committed(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT')
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back: a statement in it had failed')
}

/** Writes under way that nobody waits for one by one. What fails first is what went wrong; the rest only follows from it. */
function sentWrites() {
  const under: Promise<unknown>[] = []
  let first: unknown
  return {
    add(write: Promise<unknown>) {
      under.push(
        write.catch((error: unknown) => {
          first ??= error
        }),
      )
    },
    failure: () => first,
    async ended() {
      await Promise.all(under)
      if (first !== undefined) throw first
    },
  }
}

function sqlOn(client: pg.PoolClient, statements: { count: number }): Sql {
  return {
    async run<Row>(sql: Statement<Row>, values: readonly unknown[] = []) {
      statements.count += 1
      writeTogether(client)
      const result = await client.query({ name: sql.name, text: sql.text, values: values as unknown[] })
      return result.rows as Row[]
    },
  }
}

/** Statements sent in one turn of the event loop leave in one write: a write costs more than what it carries. */
function writeTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

function singleStatement(sql: Sql): Tx {
  let sent = false
  const effect = () => {
    throw new Error('work that runs alone has no effects')
  }
  return {
    run(statement, values) {
      if (sent) throw new Error(`a second statement, ${statement.name}, in work that runs alone`)
      sent = true
      return sql.run(statement, values)
    },
    send: effect,
    effects: { publish: effect, request: effect, audit: effect, write: effect },
  }
}
