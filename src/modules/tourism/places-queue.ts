import type { Clock } from '../../kernel/clock.ts'
import { coalescer, CrowdedOut } from '../../kernel/coalesce.ts'
import type { Database } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { NewBooking } from './booking.ts'
import { insertBookings } from './booking.sql.ts'
import type { Outcome } from './claim.ts'
import type { VisitFacts, VisitQuestion } from './visit-facts.ts'
import { visitFacts } from './visit-facts.ts'
import type { Party } from './hold.sql.ts'
import { holdParties } from './hold.sql.ts'

/** Who asks, with the booking to be written where the places are there. */
export type Asking = Party & { booking?: NewBooking }

/** The line in which holds wait together: one for each process, each right by itself, because the statement decides. */
export type PlacesQueue = {
  /** All a party claims, and its booking, or nothing; in the order of asking. Refuses: tourism.crowded. */
  hold(asking: Asking): Promise<Outcome>
  /** What a visit is worked out from; asked at the same moment, it is one question. Refuses: tourism.crowded. */
  visit(question: VisitQuestion): Promise<VisitFacts | null>
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
  const line = coalescer<Asking, Outcome>((asking) => decide(database, asking, clock), {
    batchMax: BATCH_MAX,
    waitingMax: WAITING_MAX,
    separable: (error) => OWN_FAULT.test((error as { code?: string }).code ?? ''),
  })
  const questions = coalescer<VisitQuestion, VisitFacts | null>(
    (asked) => database.read((sql) => visitFacts(sql, asked)),
    { batchMax: BATCH_MAX, waitingMax: WAITING_MAX, separable: () => false },
  )
  return {
    hold: (asking) => line.ask(asking).catch(turnedAway),
    visit: (question) => questions.ask(question).catch(turnedAway),
    async settled() {
      await Promise.all([line.settled(), questions.settled()])
    },
  }
}

function turnedAway(error: unknown): never {
  if (error instanceof CrowdedOut) refuse('tourism.crowded')
  throw error
}

function decide(database: Database, asking: readonly Asking[], clock: Clock): Promise<Outcome[]> {
  const now = clock.now()
  if (asking.every((one) => one.booking === undefined)) return database.alone((tx) => holdParties(tx, asking, now))
  return database.transact(async (tx) => {
    const outcomes = await holdParties(tx, asking, now)
    const held = asking.flatMap((one, at) => (outcomes[at] === 'held' && one.booking ? [one.booking] : []))
    insertBookings(tx, held, now)
    return outcomes
  })
}
