import type { Instant } from '../../kernel/clock.ts'
import { addDays, addSeconds, civilDate, startOfDay } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import { checkStep, wasUsed, worthFen } from './booking.ts'
import type { BookingRow } from './booking.sql.ts'
import { markNoShow } from './booking.sql.ts'
import { dropOpenChange } from './alter.ts'
import { claimsOfHold, reshapeHold } from './hold.sql.ts'
import { cutAssignments } from './room.sql.ts'
import { refuseShort } from './reserve.ts'

/** So long after a slot begins guests may still come. */
const LATE_SECONDS = 30 * 60

/** From when guests who were awaited have not come: half an hour into a slot, else when the day is over. */
export const missedFrom = (row: Pick<BookingRow, 'minute' | 'startsAt' | 'day'>): Instant =>
  row.minute >= 0 ? addSeconds(row.startsAt, LATE_SECONDS) : startOfDay(addDays(row.day, 1))

/**
 * Notes that nobody came: what was paid is kept but for `goodwillFen`, and nights from today on go back on sale. Refuses:
 * tourism.booking.step_not_possible, tourism.booking.too_early, tourism.booking.refund_changed.
 */
export async function keepNoShow(
  tx: Tx,
  row: BookingRow,
  goodwillFen: number,
  now: Instant,
): Promise<{ keptFen: number; nightsFreed: number }> {
  checkStep('no_show', row, now)
  if (row.noShowAt !== null || wasUsed(row)) refuse('tourism.booking.step_not_possible')
  if (now < missedFrom(row)) refuse('tourism.booking.too_early')
  const most = row.resellerId === null ? worthFen(row) : 0
  if (goodwillFen > most) refuse('tourism.booking.refund_changed', { refundFen: most })
  await dropOpenChange(tx, row.id, now)
  const claims = await claimsOfHold(tx, row.id)
  const today = civilDate(now)
  const past = claims.filter((claim) => row.kind === 'visit' || claim.day < today)
  if (past.length < claims.length) refuseShort(await reshapeHold(tx, row.id, past, now))
  await cutAssignments(tx, row.id, today)
  await markNoShow(tx, row.id, goodwillFen, now)
  return { keptFen: worthFen(row) - goodwillFen, nightsFreed: claims.length - past.length }
}
