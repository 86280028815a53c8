import type { Clock } from '../../kernel/clock.ts'
import { coalescer, CrowdedOut } from '../../kernel/coalesce.ts'
import type { Database } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Outcome } from './claim.ts'
import type { Party } from './hold.sql.ts'
import { holdParties } from './hold.sql.ts'

/** The line in which holds wait together: one for each process, each right by itself, because the statement decides. */
export type PlacesQueue = {
  /** All a party claims, or nothing; in the order of asking. Refuses: tourism.crowded. */
  hold(party: Party): Promise<Outcome>
  settled(): Promise<void>
}

declare module '../../kernel/ports.ts' {
  interface Ports {
    places: PlacesQueue
  }
}

const BATCH_MAX = 500
/** Some seconds' worth: whoever comes then is better told to come again. */
const WAITING_MAX = 10_000
/** PostgreSQL's classes of faults that one party's own values can cause: data exceptions and broken constraints. */
const OWN_FAULT = /^2[23]/

export function placesQueue(database: Database, clock: Clock): PlacesQueue {
  const line = coalescer<Party, Outcome>((parties) => database.alone((tx) => holdParties(tx, parties, clock.now())), {
    batchMax: BATCH_MAX,
    waitingMax: WAITING_MAX,
    separable: (error) => OWN_FAULT.test((error as { code?: string }).code ?? ''),
  })
  return {
    hold: (party) =>
      line.ask(party).catch((error: unknown) => {
        if (error instanceof CrowdedOut) refuse('tourism.crowded')
        throw error
      }),
    settled: line.settled,
  }
}
