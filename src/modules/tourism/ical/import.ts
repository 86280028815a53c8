import type { CivilDate, Instant } from '../../../kernel/clock.ts'
import { addSeconds, civilDate } from '../../../kernel/clock.ts'
import type { Tx } from '../../../kernel/database.ts'
import { uuidv7 } from '../../../kernel/ids.ts'
import { WHOLE_DAY } from '../claim.ts'
import { confirmHolds, expireOverdueHolds, holdParties, releaseHolds, reshapeHold } from '../hold.sql.ts'
import type { EventRow, Noted } from './event.sql.ts'
import { eventsOfRoomType, lockNightsOf, noteSettled, removeEvents, writeEvents } from './event.sql.ts'
import type { LinkRow } from './link.sql.ts'
import { lockLinksOf } from './link.sql.ts'
import type { Imported } from './nights.ts'
import type { Settled } from './settle.ts'
import { settleNights } from './settle.ts'

const OVERDUE_MAX = 1_000

/**
 * Takes over what a calendar says now, of a link that is locked: bookings that vanished give their nights back, new and moved ones take theirs. The same again
 * changes nothing.
 */
export async function importEvents(tx: Tx, link: LinkRow, said: readonly Imported[], now: Instant): Promise<void> {
  const known = (await eventsOfRoomType(tx, link.roomTypeId)).filter((event) => event.linkId === link.id)
  const uids = new Set(said.map((event) => event.uid))
  const gone = known.filter((event) => !uids.has(event.uid))
  await dropEvents(tx, link.roomTypeId, gone, now)
  const ids = new Map(known.map((event) => [event.uid, event.id]))
  const written = said.map((event) => ({ ...event, id: ids.get(event.uid) ?? uuidv7(now) }))
  await writeEvents(tx, link.id, written, now)
  await settleRoomType(tx, link.roomTypeId, now)
}

/** Ends what was imported; nights that are over stay as they were. Gives how many nights are free again. */
export async function dropEvents(
  tx: Tx,
  roomTypeId: string,
  events: readonly EventRow[],
  now: Instant,
): Promise<number> {
  if (events.length === 0) return 0
  await removeEvents(
    tx,
    events.map((event) => event.id),
  )
  const today = civilDate(now)
  let freed = 0
  for (const { holdId, heldNights } of events) {
    const over = heldNights.filter((night) => night < today)
    await holdNights(tx, roomTypeId, holdId, { has: heldNights, wanted: over }, now)
    freed += heldNights.length - over.length
  }
  return freed
}

/**
 * Lets imported bookings of a room type take what they can of its counters, at once: after a calendar was read, after nights were opened, and when something became free. Nights that
 * are not to be had stay with the booking, as a conflict for the host where they are sold.
 */
export async function settleRoomType(tx: Tx, roomTypeId: string, now: Instant): Promise<void> {
  if ((await lockLinksOf(tx, roomTypeId)) === 0) return
  await expireOverdueHolds(tx, now, OVERDUE_MAX)
  const today = civilDate(now)
  const events = await eventsOfRoomType(tx, roomTypeId)
  const future = (nights: readonly CivilDate[]) => nights.filter((night) => night >= today)
  const concerned = events.flatMap((event) => future([...event.nights, ...event.heldNights]))
  const free = await lockNightsOf(tx, roomTypeId, [...new Set(concerned)].toSorted())
  const waiting = events.map((event) => ({
    ...event,
    nights: future(event.nights),
    heldNights: future(event.heldNights),
  }))
  const settled = settleNights(waiting, free)
  const holdIds = await holdSettled(tx, roomTypeId, events, settled, now)
  const noted = settled.map(({ id, short, unopened }): Noted => ({
    id,
    holdId: holdIds.get(id) ?? null,
    short,
    unopened,
  }))
  const unlike = noted.filter((one, at) => !sameAs(one, events[at]))
  if (unlike.length > 0) await noteSettled(tx, unlike)
  tellConflicts(tx, roomTypeId, events, settled)
}

const sameAs = (one: Noted, event: EventRow | undefined) =>
  one.holdId === event?.holdId &&
  sameNights(one.short, event.shortNights) &&
  sameNights(one.unopened, event.unopenedNights)

const sameNights = (some: readonly CivilDate[], others: readonly CivilDate[]) => some.join() === others.join()

/** First everyone gives up what they no longer take, so that the next can have it. Gives each event's hold. */
async function holdSettled(
  tx: Tx,
  roomTypeId: string,
  events: readonly EventRow[],
  settled: readonly Settled[],
  now: Instant,
): Promise<Map<string, string | null>> {
  const today = civilDate(now)
  const all = events.map(({ id, holdId, heldNights }, at) => {
    const keep = settled[at]?.keep ?? []
    const stays = heldNights.filter((night) => night < today || keep.includes(night))
    const over = heldNights.filter((night) => night < today)
    return { id, holdId, heldNights, stays, wanted: [...over, ...keep] }
  })
  const holdIds = new Map<string, string | null>()
  for (const { id, holdId, heldNights, stays } of all)
    holdIds.set(id, await holdNights(tx, roomTypeId, holdId, { has: heldNights, wanted: stays }, now))
  for (const { id, stays, wanted } of all)
    holdIds.set(id, await holdNights(tx, roomTypeId, holdIds.get(id) ?? null, { has: stays, wanted }, now))
  return holdIds
}

/** Gives a hold one room in each of these nights, which are known to be there; makes or ends it where need be. */
async function holdNights(
  tx: Tx,
  roomTypeId: string,
  holdId: string | null,
  { has, wanted }: { has: readonly CivilDate[]; wanted: readonly CivilDate[] },
  now: Instant,
): Promise<string | null> {
  if (sameNights(has, wanted)) return holdId
  if (holdId !== null && wanted.length === 0) {
    await releaseHolds(tx, [holdId], now)
    return null
  }
  const claims = wanted.map((day) => ({ ownerId: roomTypeId, day, minute: WHOLE_DAY, quantity: 1 }))
  const id = holdId ?? uuidv7(now)
  const [outcome] =
    holdId === null
      ? await holdParties(tx, [{ holdId: id, expiresAt: addSeconds(now, 60), claims }], now)
      : [await reshapeHold(tx, id, claims, now)]
  if (outcome !== 'held') throw new Error(`nights that were locked are gone: ${JSON.stringify(outcome)}`)
  if (holdId === null) await confirmHolds(tx, [id], now)
  return id
}

function tellConflicts(tx: Tx, roomTypeId: string, events: readonly EventRow[], settled: readonly Settled[]): void {
  for (const [at, event] of events.entries()) {
    const nights = (settled[at]?.short ?? []).filter((night) => !event.shortNights.includes(night))
    if (nights.length > 0)
      tx.effects.publish({
        name: 'tourism.calendar_event.conflicted',
        subject: event.id,
        data: { eventId: event.id, linkId: event.linkId, roomTypeId, nights },
      })
  }
}
