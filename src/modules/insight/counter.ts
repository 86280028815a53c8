import type { Clock } from '../../kernel/clock.ts'
import { civilDate } from '../../kernel/clock.ts'
import type { Database } from '../../kernel/database.ts'
import { isLook, visitorOf } from './visit.ts'
import type { Seen } from './visit.sql.ts'
import { addSeen } from './visit.sql.ts'

/**
 * Counts who looks, without a write for each page: sums are kept in memory and written together after FLUSH_SECONDS at the
 * latest. A process that is killed loses at most that; one that stops in order writes first. It is a measure, not money.
 */
export type VisitCounter = {
  /** A page was shown, or something of these sellers was put into a basket. Programs are left out. */
  saw(look: { headers: Headers; ip: string; organisationIds: readonly string[]; basket: boolean }): void
  flush(): Promise<void>
}

declare module '../../kernel/ports.ts' {
  interface Ports {
    visits: VisitCounter
  }
}

const FLUSH_SECONDS = 10
/** So many visitors waiting are written at once, so that memory stays bounded. */
const WAITING_MAX = 5_000

export function visitCounter(
  database: Database,
  clock: Clock,
  secret: string,
  failed: (error: unknown) => void,
): VisitCounter {
  let waiting = new Map<string, Seen>()
  let timer: NodeJS.Timeout | undefined
  async function flush() {
    clearTimeout(timer)
    timer = undefined
    const seen = [...waiting.values()]
    waiting = new Map()
    if (seen.length > 0) await database.transact((tx) => addSeen(tx, seen))
  }
  const flushLater = (milliseconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush().catch(failed), milliseconds)
    timer.unref()
  }
  return {
    saw({ headers, ip, organisationIds, basket }) {
      if (!isLook(headers)) return
      const day = civilDate(clock.now())
      const visitor = visitorOf(secret, day, ip, headers.get('user-agent') ?? '')
      for (const key of ['', ...new Set(organisationIds)]) {
        const name = `${day} ${key} ${visitor}`
        const before = waiting.get(name)
        if (before === undefined) waiting.set(name, { day, key, visitor, views: 1, basket })
        else Object.assign(before, { views: before.views + 1, basket: before.basket || basket })
      }
      if (waiting.size >= WAITING_MAX) flushLater(0)
      else if (timer === undefined) flushLater(FLUSH_SECONDS * 1000)
    },
    flush,
  }
}
