import type { CivilDate, Instant } from '../../../kernel/clock.ts'
import type { Sql, Tx } from '../../../kernel/database.ts'
import { statement } from '../../../kernel/database.ts'

export type LinkRow = {
  id: string
  organisationId: string
  roomTypeId: string
  name: string
  token: string
  feedUrl: string | null
  etag: string | null
  readAt: Instant | null
  fault: string | null
  faultLine: number | null
  failures: number
}

const columns = `
  id, organisation_id AS "organisationId", room_type_id AS "roomTypeId", name, token, feed_url AS "feedUrl", etag, read_at AS "readAt", fault,
  fault_line AS "faultLine", failures`

/** A room is let on so many platforms at most. */
export const LINKS_MAX = 12

const insert = statement<{ id: string }>(
  'tourism.calendar_link.insert',
  `
  INSERT INTO tourism.calendar_link (id, organisation_id, room_type_id, name, token, feed_url, next_at, made_at)
  SELECT $1, $2, $3, $4, $5, $6::text, CASE WHEN $6 IS NOT NULL THEN $7::timestamptz END, $7
  WHERE (SELECT count(*) FROM tourism.calendar_link WHERE room_type_id = $3 AND ended_at IS NULL) < ${LINKS_MAX} RETURNING id`,
)

export type NewLink = Pick<LinkRow, 'id' | 'organisationId' | 'roomTypeId' | 'name' | 'token' | 'feedUrl'>

/** False where the room type has as many links as it may. */
export async function insertLink(tx: Tx, link: NewLink, now: Instant): Promise<boolean> {
  const { id, organisationId, roomTypeId, name, token, feedUrl } = link
  return (await tx.run(insert, [id, organisationId, roomTypeId, name, token, feedUrl, now])).length > 0
}

const change = statement(
  'tourism.calendar_link.change',
  `
  UPDATE tourism.calendar_link SET name = $2, feed_url = $3::text, token = $4, etag = NULL, fault = NULL, fault_line = NULL, failures = 0,
    next_at = CASE WHEN $3 IS NOT NULL THEN $5::timestamptz END WHERE id = $1`,
)

/** Another name, feed or token; the feed is read at once. */
export const changeLink = (tx: Tx, link: Pick<LinkRow, 'id' | 'name' | 'feedUrl' | 'token'>, now: Instant) =>
  tx.run(change, [link.id, link.name, link.feedUrl, link.token, now])

const end = statement(
  'tourism.calendar_link.end',
  'UPDATE tourism.calendar_link SET ended_at = $2, next_at = NULL WHERE id = $1',
)
export const endLink = (tx: Tx, id: string, now: Instant) => tx.run(end, [id, now])

const own = statement<LinkRow>(
  'tourism.calendar_link.own',
  `SELECT ${columns} FROM tourism.calendar_link WHERE organisation_id = $1 AND room_type_id = $2 AND ended_at IS NULL ORDER BY id`,
)
export const linksOf = (sql: Sql, organisationId: string, roomTypeId: string): Promise<LinkRow[]> =>
  sql.run(own, [organisationId, roomTypeId])

const byToken = statement<LinkRow>(
  'tourism.calendar_link.by_token',
  `SELECT ${columns} FROM tourism.calendar_link WHERE token = $1 AND ended_at IS NULL`,
)
export async function linkByToken(sql: Sql, token: string): Promise<LinkRow | null> {
  return (await sql.run(byToken, [token]))[0] ?? null
}

const lock = statement<LinkRow>(
  'tourism.calendar_link.lock',
  `
  SELECT ${columns} FROM tourism.calendar_link WHERE room_type_id = (SELECT room_type_id FROM tourism.calendar_link WHERE id = $1)
    AND ended_at IS NULL ORDER BY id FOR UPDATE`,
)

/** Locks the links of a room type in the order of their ids, so that whoever settles them waits in one line; gives the one asked for. */
export async function lockLink(tx: Tx, linkId: string): Promise<LinkRow | null> {
  return (await tx.run(lock, [linkId])).find((link) => link.id === linkId) ?? null
}

const lockAll = statement<{ id: string }>(
  'tourism.calendar_link.lock_all',
  'SELECT id FROM tourism.calendar_link WHERE room_type_id = $1 AND ended_at IS NULL ORDER BY id FOR UPDATE',
)
export async function lockLinksOf(tx: Tx, roomTypeId: string): Promise<number> {
  return (await tx.run(lockAll, [roomTypeId])).length
}

const due = statement<LinkRow>(
  'tourism.calendar_link.due',
  `
  UPDATE tourism.calendar_link SET next_at = $2 WHERE id IN (
    SELECT id FROM tourism.calendar_link WHERE next_at <= $1 ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ) RETURNING ${columns}`,
)

/** Takes links whose feed is to be read; who takes one and is cut off gives it back by the lease's end. */
export const takeDueLinks = (tx: Tx, now: Instant, leaseUntil: Instant, most: number): Promise<LinkRow[]> =>
  tx.run(due, [now, leaseUntil, most])

const noteRead = statement(
  'tourism.calendar_link.note_read',
  `
  UPDATE tourism.calendar_link SET read_at = $2, etag = $3, fault = NULL, fault_line = NULL, failures = 0,
    next_at = CASE WHEN feed_url IS NOT NULL THEN $4::timestamptz END WHERE id = $1`,
)
export const noteLinkRead = (tx: Tx, id: string, etag: string | null, now: Instant, nextAt: Instant) =>
  tx.run(noteRead, [id, now, etag, nextAt])

const noteFault = statement(
  'tourism.calendar_link.note_fault',
  `
  UPDATE tourism.calendar_link SET fault = $2, fault_line = $3, failures = failures + 1, etag = NULL,
    next_at = CASE WHEN feed_url IS NOT NULL THEN $4::timestamptz END WHERE id = $1 AND ended_at IS NULL`,
)
export const noteLinkFault = (tx: Tx, id: string, fault: string, line: number | null, nextAt: Instant) =>
  tx.run(noteFault, [id, fault, line, nextAt])

const unsettled = statement<{ roomTypeId: string }>(
  'tourism.calendar_link.unsettled',
  `
  SELECT DISTINCT l.room_type_id AS "roomTypeId" FROM tourism.calendar_event e JOIN tourism.calendar_link l ON l.id = e.link_id
  WHERE l.ended_at IS NULL AND EXISTS (
    SELECT FROM tourism.counter c WHERE c.owner_id = l.room_type_id AND c.day = ANY (e.short_nights || e.unopened_nights) AND c.day >= $1
      AND NOT c.is_closed AND c.capacity > c.held + c.confirmed + c.redeemed)
  LIMIT $2`,
)

/** Room types where a night that an imported booking waits for can now be had. */
export async function roomTypesToSettle(sql: Sql, today: CivilDate, most: number): Promise<string[]> {
  return (await sql.run(unsettled, [today, most])).map((row) => row.roomTypeId)
}

const busy = statement<{ day: CivilDate }>(
  'tourism.calendar_link.busy',
  `
  SELECT c.day FROM tourism.counter c LEFT JOIN LATERAL (
    SELECT sum(k.quantity)::int AS rooms FROM tourism.claim k JOIN tourism.calendar_event e ON e.hold_id = k.hold_id
    WHERE e.link_id = $2 AND (k.owner_id, k.day, k.minute) = (c.owner_id, c.day, c.minute)
  ) theirs ON true
  WHERE c.owner_id = $1 AND c.day BETWEEN $3 AND $4
    AND (c.is_closed OR c.capacity <= c.held + c.confirmed + c.redeemed - coalesce(theirs.rooms, 0))
  ORDER BY c.day`,
)

/** Nights of a room type of which nothing is left, not counting what came from this link itself: what a platform sold is not told to it again. */
export async function busyNights(
  sql: Sql,
  link: { id: string; roomTypeId: string },
  from: CivilDate,
  until: CivilDate,
): Promise<CivilDate[]> {
  return (await sql.run(busy, [link.roomTypeId, link.id, from, until])).map((row) => row.day)
}
