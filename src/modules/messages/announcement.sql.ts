import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Audience } from './announcement.ts'

export type Announcement = {
  id: string
  titleZh: string
  titleEn: string
  textZh: string
  textEn: string
  audience: Audience
  startsAt: Instant
  endsAt: Instant
  withdrawnAt: Instant | null
}

const columns = `id, title_zh AS "titleZh", title_en AS "titleEn", text_zh AS "textZh", text_en AS "textEn", audience,
  starts_at AS "startsAt", ends_at AS "endsAt", withdrawn_at AS "withdrawnAt"`

const insert = statement(
  'messages.announcement.insert',
  `
  INSERT INTO messages.announcement (id, title_zh, title_en, text_zh, text_en, audience, starts_at, ends_at, published_by, published_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
)

export async function insertAnnouncement(
  tx: Tx,
  a: Omit<Announcement, 'withdrawnAt'>,
  personId: string,
  now: Instant,
): Promise<void> {
  await tx.run(insert, [
    a.id,
    a.titleZh,
    a.titleEn,
    a.textZh,
    a.textEn,
    a.audience,
    a.startsAt,
    a.endsAt,
    personId,
    now,
  ])
}

const withdraw = statement<{ id: string }>(
  'messages.announcement.withdraw',
  'UPDATE messages.announcement SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL RETURNING id',
)
export async function withdrawAnnouncementRow(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return (await tx.run(withdraw, [id, now])).length === 1
}

const current = statement<Announcement>(
  'messages.announcement.current',
  `
  SELECT ${columns} FROM messages.announcement
  WHERE withdrawn_at IS NULL AND starts_at <= $1 AND ends_at > $1 AND audience = ANY($2::text[])
  ORDER BY starts_at DESC, id DESC LIMIT 20`,
)
export const currentAnnouncements = (sql: Sql, now: Instant, audiences: readonly Audience[]): Promise<Announcement[]> =>
  sql.run(current, [now, audiences])

const all = statement<Announcement>(
  'messages.announcement.list',
  `SELECT ${columns} FROM messages.announcement ORDER BY starts_at DESC, id DESC LIMIT 100`,
)
export const announcementRows = (sql: Sql): Promise<Announcement[]> => sql.run(all)

const untold = statement<Announcement & { toldUpto: string }>(
  'messages.announcement.untold',
  `
  SELECT ${columns}, told_upto AS "toldUpto" FROM messages.announcement
  WHERE told_at IS NULL AND withdrawn_at IS NULL AND starts_at <= $1 AND ends_at > $1
  ORDER BY starts_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
)
/** An announcement that people are still to be told of, with the place reached; kept from others until the commit. */
export async function untoldAnnouncement(tx: Tx, now: Instant): Promise<(Announcement & { toldUpto: string }) | null> {
  return (await tx.run(untold, [now]))[0] ?? null
}

const told = statement(
  'messages.announcement.told',
  'UPDATE messages.announcement SET told_upto = $2, told_at = $3 WHERE id = $1',
)
export const markTold = (tx: Tx, id: string, upto: string, doneAt: Instant | null): Promise<unknown> =>
  tx.run(told, [id, upto, doneAt])
