import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Claim, CounterKey, Outcome } from './claim.ts'
import { indexParties } from './claim.ts'

export type Party = { holdId: string; expiresAt: Instant; claims: readonly Claim[] }
type Answer = { short_key: number; left_there: number }

const holdAll = statement<Answer>(
  'tourism.hold_parties',
  `SELECT * FROM tourism.hold_parties($1::uuid[], $2::timestamptz[], $3::uuid[], $4::date[], $5::smallint[], $6::int[], $7::int[], $8::int[], $9)`,
)

/**
 * Holds what parties claim, in the order given, each all or nothing, in one statement that locks the counters in key order. Overdue holds
 * go back on sale before. Alone with a batch through the port `places`, or inside a workflow's transaction.
 */
export async function holdParties(tx: Tx, parties: readonly Party[], now: Instant): Promise<Outcome[]> {
  const { keys, starts, claimKeys, claimQuantities } = indexParties(parties.map((party) => party.claims))
  const answers = await tx.run(holdAll, [
    parties.map((party) => party.holdId),
    parties.map((party) => party.expiresAt),
    keys.map((key) => key.ownerId),
    keys.map((key) => key.day),
    keys.map((key) => key.minute),
    starts,
    claimKeys,
    claimQuantities,
    now,
  ])
  return answers.map((answer) => outcomeOf(answer, keys))
}

function outcomeOf({ short_key: short, left_there: left }: Answer, keys: readonly CounterKey[]): Outcome {
  const key = keys[short - 1]
  if (short === 0 || key === undefined) return 'held'
  return { short: { ownerId: key.ownerId, day: key.day, minute: key.minute }, left }
}

const lockOne = statement(
  'tourism.lock_counters',
  `SELECT tourism.lock_counters($1::uuid[], $2::date[], $3::smallint[])`,
)

/** Before one of its counters is changed by itself: all a party claims in key order, so that no two wait for each other. */
export async function lockClaims(tx: Tx, claims: readonly Claim[]): Promise<void> {
  const keys = [claims.map((one) => one.ownerId), claims.map((one) => one.day), claims.map((one) => one.minute)]
  await tx.run(lockOne, keys)
}

const move = statement<{ ids: string[] }>(
  'tourism.move_holds',
  `SELECT tourism.move_holds($1::uuid[], $2::text[], $3, $4) AS ids`,
)

async function moveHolds(tx: Tx, ids: readonly string[], from: readonly string[], to: string, now: Instant) {
  const [row] = await tx.run(move, [ids, from, to, now])
  return new Set(row?.ids)
}

/** Held becomes confirmed; returns the ids that were still held. A hold that is overdue but not yet expired is confirmed: what it keeps is still counted. */
export const confirmHolds = (tx: Tx, ids: readonly string[], now: Instant) =>
  moveHolds(tx, ids, ['held'], 'confirmed', now)
/** What was held or confirmed, and not used, goes back on sale. */
export const releaseHolds = (tx: Tx, ids: readonly string[], now: Instant) =>
  moveHolds(tx, ids, ['held', 'confirmed'], 'released', now)
/** Holds of these ids whose time is over go back on sale. */
export const expireHolds = (tx: Tx, ids: readonly string[], now: Instant) =>
  moveHolds(tx, ids, ['held'], 'expired', now)

const expire = statement<{ count: number }>('tourism.expire_holds', `SELECT tourism.expire_holds($1, $2) AS count`)

/** Any holds whose time is over go back on sale; returns how many, `most` at a time. */
export async function expireOverdueHolds(tx: Tx, now: Instant, most: number): Promise<number> {
  const [row] = await tx.run(expire, [now, most])
  return row?.count ?? 0
}

const reshape = statement<Answer>(
  'tourism.reshape_hold',
  `SELECT * FROM tourism.reshape_hold($1, $2::uuid[], $3::date[], $4::smallint[], $5::int[], $6)`,
)

/**
 * Gives a hold that stands (held in time, or confirmed) other claims, all of them or none. `'ended'` where it does not stand,
 * or where what was used already would be given back.
 */
export async function reshapeHold(
  tx: Tx,
  holdId: string,
  claims: readonly Claim[],
  now: Instant,
): Promise<Outcome | 'ended'> {
  const [answer] = await tx.run(reshape, [
    holdId,
    claims.map((claim) => claim.ownerId),
    claims.map((claim) => claim.day),
    claims.map((claim) => claim.minute),
    claims.map((claim) => claim.quantity),
    now,
  ])
  if (answer === undefined || answer.short_key === -1) return 'ended'
  return outcomeOf(answer, claims)
}

const redeem = statement<{ stood: boolean }>(
  'tourism.redeem_hold',
  `SELECT tourism.redeem_hold($1, $2, $3, $4) AS stood`,
)

/** Uses `units` of the `ofUnits` a confirmed hold stands for, counted from its beginning. False where it does not stand. */
export async function redeemHold(
  tx: Tx,
  holdId: string,
  used: { units: number; ofUnits: number },
  now: Instant,
): Promise<boolean> {
  const [row] = await tx.run(redeem, [holdId, used.units, used.ofUnits, now])
  return row?.stood ?? false
}

const absorb = statement<{ joined: boolean }>(
  'tourism.absorb_hold',
  `SELECT tourism.absorb_hold($1, $2, $3::uuid[], $4::date[], $5::smallint[], $6::int[], $7) AS joined`,
)

/** Gives a confirmed hold exactly these claims out of its own and those of a hold made for it, which ends. False where one does not stand. */
export async function absorbHold(
  tx: Tx,
  keepingId: string,
  absorbedId: string,
  claims: readonly Claim[],
  now: Instant,
): Promise<boolean> {
  const keys = [claims.map((one) => one.ownerId), claims.map((one) => one.day), claims.map((one) => one.minute)]
  const [row] = await tx.run(absorb, [keepingId, absorbedId, ...keys, claims.map((one) => one.quantity), now])
  return row?.joined ?? false
}

const claims = statement<Claim>(
  'tourism.claim.of_hold',
  `SELECT owner_id AS "ownerId", day, minute, quantity FROM tourism.claim WHERE hold_id = $1 ORDER BY owner_id, day, minute`,
)

export async function claimsOfHold(sql: Sql, holdId: string): Promise<Claim[]> {
  return sql.run(claims, [holdId])
}

const lockAll = statement(
  'tourism.hold.lock_counters',
  `
  SELECT 1 FROM tourism.counter c WHERE (c.owner_id, c.day, c.minute) IN
    (SELECT l.owner_id, l.day, l.minute FROM tourism.claim l WHERE l.hold_id = ANY($1::uuid[]))
  ORDER BY c.owner_id, c.day, c.minute FOR NO KEY UPDATE`,
)

/** Before several holds are used one after the other: their counters in key order, so that two who do so never wait for each other. */
export async function lockCountersOf(tx: Tx, holdIds: readonly string[]): Promise<void> {
  await tx.run(lockAll, [holdIds])
}

const extend = statement<{ id: string }>(
  'tourism.hold.extend',
  `UPDATE tourism.hold SET expires_at = $2 WHERE id = ANY($1::uuid[]) AND state = 'held' AND expires_at > $3 RETURNING id`,
)

/** Gives holds that still stand more time; returns the ids that did. */
export async function extendHolds(tx: Tx, ids: readonly string[], until: Instant, now: Instant): Promise<Set<string>> {
  return new Set((await tx.run(extend, [ids, until, now])).map((row) => row.id))
}

export type HoldState = 'held' | 'confirmed' | 'redeemed' | 'released' | 'expired'

const read = statement<{ id: string; state: HoldState; expiresAt: Instant }>(
  'tourism.hold.read',
  `SELECT id, state, expires_at AS "expiresAt" FROM tourism.hold WHERE id = ANY($1::uuid[])`,
)

export async function holdsById(
  sql: Sql,
  ids: readonly string[],
): Promise<Map<string, { state: HoldState; expiresAt: Instant }>> {
  return new Map((await sql.run(read, [ids])).map(({ id, ...hold }) => [id, hold]))
}
