import type { App } from './app.ts'
import type { Instant } from './clock.ts'
import type { Tx } from './database.ts'
import { statement } from './database.ts'

/** An event as it was recorded; the id names it once and for all. */
export type Fact = { id: string; at: Instant; name: string; subject: string; data: Readonly<Record<string, unknown>> }

export type Follower = {
  /** Whose place in the record it is. */
  name: string
  events: readonly string[]
  /** Takes facts in the order their transactions began; what it writes is committed together with the place reached. */
  take(tx: Tx, facts: readonly Fact[], now: Instant): Promise<void>
}

const FACTS_MAX = 500

const begin = statement(
  'kernel.follow.begin',
  `
  INSERT INTO kernel.follower (name, upto_tx) VALUES ($1, pg_snapshot_xmin(pg_current_snapshot())) ON CONFLICT DO NOTHING`,
)

/** `horizon`: every transaction before it has ended, so nothing can appear before it any more. */
const lock = statement<{ horizon: string }>(
  'kernel.follow.lock',
  `
  SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon FROM kernel.follower WHERE name = $1 FOR UPDATE SKIP LOCKED`,
)

const next = statement<Fact & { tx: string }>(
  'kernel.follow.next',
  `
  SELECT e.id, e.at, e.name, e.subject, e.data, e.tx::text AS tx
  FROM kernel.follower f JOIN kernel.event e ON (e.tx, e.id) > (f.upto_tx, f.upto_id)
  WHERE f.name = $1 AND e.name = ANY($2::text[]) AND e.tx < $3::text::xid8
  ORDER BY e.tx, e.id LIMIT ${FACTS_MAX}`,
)

const reach = statement(
  'kernel.follow.reach',
  'UPDATE kernel.follower SET upto_tx = $2::text::xid8, upto_id = $3 WHERE name = $1',
)

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Hands a follower the facts recorded since its last look, each once, in batches; several processes take turns.
 * A follower starts where it is first seen: what was recorded before is not news. Answers how many facts it took.
 */
export async function follow(app: Pick<App, 'database' | 'clock'>, follower: Follower): Promise<number> {
  let taken = 0
  for (;;) {
    const count = await app.database.transact((tx) => oneBatch(tx, follower, app.clock.now()))
    taken += count
    if (count < FACTS_MAX) return taken
  }
}

async function oneBatch(tx: Tx, follower: Follower, now: Instant): Promise<number> {
  await tx.run(begin, [follower.name])
  const [place] = await tx.run(lock, [follower.name])
  if (place === undefined) return 0
  const facts = await tx.run(next, [follower.name, follower.events, place.horizon])
  const last = facts.at(-1)
  if (last !== undefined) await follower.take(tx, facts, now)
  const upto = last !== undefined && facts.length === FACTS_MAX ? [last.tx, last.id] : [place.horizon, FIRST_ID]
  await tx.run(reach, [follower.name, ...upto])
  return facts.length
}
