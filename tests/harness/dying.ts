import { inject } from 'vitest'
import { onCluster } from './cluster.ts'
import type { App } from '../../src/kernel/app.ts'
import type { Tx } from '../../src/kernel/database.ts'
import { statement } from '../../src/kernel/database.ts'

const pidOf = statement<{ pid: number }>('test.backend_pid', 'SELECT pg_backend_pid() AS pid')

/** What a process leaves that is killed in the middle: PostgreSQL has lost the connection and knows nothing of what was meant to come. */
async function kill(tx: Tx): Promise<never> {
  const [backend] = await tx.run(pidOf)
  await onCluster(inject('postgresUrl'), `SELECT pg_terminate_backend(${backend?.pid ?? 0})`)
  // The connection is gone: whatever is asked of it now fails.
  await tx.run(pidOf)
  throw new Error('the connection outlived its end')
}

/** The same county, whose connection dies at the n-th statement of a transaction; `died` tells whether it came to that. */
export function dyingAt(app: App, n: number): { app: App; died: () => boolean } {
  let died = false
  const transact: App['database']['transact'] = (work) =>
    app.database.transact(async (tx) => {
      let statements = 0
      let due = false
      const next = () => {
        statements += 1
        due ||= statements === n
      }
      const watched: Tx = {
        effects: tx.effects,
        async run(sql, values) {
          next()
          if (due) {
            died = true
            return kill(tx)
          }
          return tx.run(sql, values)
        },
        send(sql, values) {
          next()
          tx.send(sql, values)
        },
      }
      const done = await work(watched)
      if (due) {
        died = true
        return kill(tx)
      }
      return done
    })
  return { app: { ...app, database: { ...app.database, transact } }, died: () => died }
}
