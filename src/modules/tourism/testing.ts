import type { Database } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { countersOutOfStep, openCounters } from './counter.sql.ts'
import type { CounterKind, CounterRow } from './counter.sql.ts'
import type { CounterKey } from './claim.ts'
import { WHOLE_DAY } from './claim.ts'
import { hashOfKey } from './reseller.ops.ts'
import { resellerByKey } from './reseller.sql.ts'

const all = statement<CounterRow>(
  'test.tourism.counters',
  `
  SELECT owner_id AS "ownerId", day, minute, kind, capacity, held, confirmed, redeemed, kept, is_closed AS "isClosed" FROM tourism.counter
  WHERE owner_id = ANY($1::uuid[]) ORDER BY owner_id, day, minute`,
)

/** Counters of the owners a test made, and how many of all are not the sum of their claims. */
export async function readCounters(database: Database, ownerIds: readonly string[]): Promise<CounterRow[]> {
  return database.read((sql) => sql.run(all, [ownerIds]))
}

export const outOfStep = (database: Database): Promise<CounterKey[]> =>
  database.read((sql) => countersOutOfStep(sql, 100))

/** An owner of its own with one counter for each day given. */
export async function ownerWith(
  database: Database,
  capacity: number,
  {
    days = ['2026-05-01'],
    minute = WHOLE_DAY,
    kind = 'night',
  }: { days?: readonly string[]; minute?: number; kind?: CounterKind } = {},
): Promise<string> {
  const ownerId = crypto.randomUUID()
  await database.transact((tx) =>
    openCounters(
      tx,
      days.map((day) => ({ ownerId, day, minute, kind, capacity })),
    ),
  )
  return ownerId
}

export const hashedKey = hashOfKey

/** Whose tickets a key sells. */
export async function resellerWith(database: Database, keyHash: Uint8Array): Promise<string | undefined> {
  return (await database.read((sql) => resellerByKey(sql, keyHash)))?.organisationId
}
