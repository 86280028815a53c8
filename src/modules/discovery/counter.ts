import type { Clock } from '../../kernel/clock.ts'
import { civilDate } from '../../kernel/clock.ts'
import type { Database } from '../../kernel/database.ts'
import type { Shown } from './exposure.sql.ts'
import { addExposures } from './exposure.sql.ts'

/**
 * Counts what pages show, without a write for each page: sums are kept in memory and written together after FLUSH_SECONDS at
 * the latest. A process that is killed loses at most that; one that stops in order writes first. It is a measure, not money.
 */
export type ExposureCounter = {
  count(shown: readonly { id: string; organisationId: string }[]): void
  flush(): Promise<void>
}

declare module '../../kernel/ports.ts' {
  interface Ports {
    exposures: ExposureCounter
  }
}

const FLUSH_SECONDS = 10
/** So many listings waiting are written at once, so that memory stays bounded. */
const WAITING_MAX = 5_000

export function exposureCounter(database: Database, clock: Clock, failed: (error: unknown) => void): ExposureCounter {
  let waiting = new Map<string, Shown>()
  let timer: NodeJS.Timeout | undefined
  async function flush() {
    clearTimeout(timer)
    timer = undefined
    const rows = [...waiting.values()]
    waiting = new Map()
    if (rows.length > 0) await database.transact((tx) => addExposures(tx, rows))
  }
  const flushLater = (milliseconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush().catch(failed), milliseconds)
    timer.unref()
  }
  return {
    count(shown) {
      const day = civilDate(clock.now())
      for (const { id, organisationId } of shown) {
        const key = `${day} ${id}`
        const before = waiting.get(key)
        if (before === undefined) waiting.set(key, { day, listingId: id, organisationId, shown: 1 })
        else before.shown += 1
      }
      if (waiting.size >= WAITING_MAX) flushLater(0)
      else if (waiting.size > 0 && timer === undefined) flushLater(FLUSH_SECONDS * 1000)
    },
    flush,
  }
}
