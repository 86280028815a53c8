import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

/** A time, or a day, of something that has places. */
export type SlotKey = { resourceId: string; day: CivilDate; minute: number }
const valuesOf = ({ resourceId, day, minute }: SlotKey) => [resourceId, day, minute]

const claiming = statement<{ id: string }>(
  'tourism.hold.of_slot',
  `
  SELECT h.id FROM tourism.claim l JOIN tourism.hold h ON h.id = l.hold_id
  WHERE (l.owner_id, l.day, l.minute) = ($1, $2, $3) AND h.state IN ('held', 'confirmed') ORDER BY h.id`,
)

/** Holds that keep places of a slot: of bookings, and of changes that move there once they are paid. */
export async function holdsOfSlot(sql: Sql, slot: SlotKey): Promise<string[]> {
  return (await sql.run(claiming, valuesOf(slot))).map((row) => row.id)
}

const close = statement<{ day: CivilDate }>(
  'tourism.counter.call_off',
  `
  UPDATE tourism.counter SET is_closed = true, called_off = true WHERE (owner_id, day, minute) = ($1, $2, $3) AND NOT called_off RETURNING day`,
)

/** True once: it takes nobody any more, and opens no more. */
export async function closeForGood(tx: Tx, slot: SlotKey): Promise<boolean> {
  return (await tx.run(close, valuesOf(slot))).length > 0
}

const insert = statement(
  'tourism.call_off.insert',
  `
  INSERT INTO tourism.call_off (resource_id, day, minute, organisation_id, reason, decided_by, decided_at, is_late)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
)

export type CallOff = SlotKey & { organisationId: string; reason: string; decidedBy: string; isLate: boolean }

export async function insertCallOff(tx: Tx, one: CallOff, now: Instant): Promise<void> {
  const { organisationId, reason, decidedBy, isLate } = one
  await tx.run(insert, [...valuesOf(one), organisationId, reason, decidedBy, now, isLate])
}

const ofDay = statement<{ resourceId: string; minute: number; reason: string }>(
  'tourism.call_off.of_day',
  `SELECT resource_id AS "resourceId", minute, reason FROM tourism.call_off WHERE organisation_id = $1 AND day = $2 ORDER BY minute`,
)

export async function callOffsOf(sql: Sql, organisationId: string, day: CivilDate) {
  return sql.run(ofDay, [organisationId, day])
}
