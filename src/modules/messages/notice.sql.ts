import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Lang } from '../../kernel/words.ts'
import type { Channel, Choice, Template, Topic } from './notice.ts'

type Chosen = Choice & { personId: string }

const choices = statement<Chosen>(
  'messages.consent.of_persons',
  `
  SELECT person_id AS "personId", topic, channel, granted FROM messages.consent WHERE person_id = ANY($1::uuid[])`,
)

/** What each of these people has chosen. */
export async function choicesOf(sql: Sql, personIds: readonly string[]): Promise<Map<string, Choice[]>> {
  return Map.groupBy(await sql.run(choices, [personIds]), (row) => row.personId)
}

const save = statement(
  'messages.consent.save',
  `
  WITH wanted AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS w(topic text, channel text, granted boolean)
  ), saved AS (
    INSERT INTO messages.consent AS c (person_id, topic, channel, granted, at) SELECT $1, topic, channel, granted, $3 FROM wanted
    ON CONFLICT (person_id, topic, channel) DO UPDATE SET granted = EXCLUDED.granted, at = EXCLUDED.at
      WHERE c.granted <> EXCLUDED.granted
    RETURNING topic, channel, granted
  )
  INSERT INTO messages.consent_change (person_id, topic, channel, granted, means, at)
  SELECT $1, topic, channel, granted, $4, $3 FROM saved`,
)

/** Keeps choices; those that change something are also written down as proof. */
export async function saveChoices(
  tx: Tx,
  personId: string,
  wanted: readonly Choice[],
  means: 'page' | 'link' | 'request',
  now: Instant,
): Promise<void> {
  await tx.run(save, [personId, JSON.stringify(wanted), now, means])
}

const saveLang = statement(
  'messages.preference.save',
  `
  INSERT INTO messages.preference (person_id, lang) VALUES ($1, $2) ON CONFLICT (person_id) DO UPDATE SET lang = EXCLUDED.lang`,
)
export const saveLangRow = (tx: Tx, personId: string, lang: Lang): Promise<unknown> =>
  tx.run(saveLang, [personId, lang])

const consenting = statement<{ personId: string }>(
  'messages.consent.granted_to',
  `
  SELECT DISTINCT person_id AS "personId" FROM messages.consent
  WHERE topic = $1 AND granted AND person_id > $2 ORDER BY person_id LIMIT $3`,
)

/** People who agreed to a topic on some channel, by id, after one of them. */
export async function consentingTo(sql: Sql, topic: Topic, after: string | null, limit: number): Promise<string[]> {
  const rows = await sql.run(consenting, [topic, after ?? '00000000-0000-0000-0000-000000000000', limit])
  return rows.map((row) => row.personId)
}

export type NoticeRow = {
  id: string
  personId: string
  topic: Topic
  template: Template
  params: Record<string, string>
  href: string
  about: string
  channels: { id: string; channel: Channel }[]
}

const insert = statement<{ id: string }>(
  'messages.notice.insert',
  `
  WITH n AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS n(id uuid, "personId" uuid, topic text, template text, params jsonb, href text, about text, channels jsonb)
  ), told AS (
    INSERT INTO messages.notice (id, person_id, topic, template, params, href, about, at)
    SELECT id, "personId", topic, template, params, href, about, $2 FROM n
    ON CONFLICT (person_id, template, about) DO NOTHING RETURNING id
  )
  INSERT INTO messages.dispatch (id, notice_id, channel, template, state, next_at, created_at)
  SELECT c.id, n.id, c.channel, n.template, 'waiting', $2, $2
  FROM n JOIN told USING (id), jsonb_to_recordset(n.channels) AS c(id uuid, channel text) RETURNING id`,
)

/** Writes notices, each once for what it is about, and the messages they ask for. */
export async function insertNotices(tx: Tx, notices: readonly NoticeRow[], now: Instant): Promise<void> {
  if (notices.length > 0) await tx.run(insert, [JSON.stringify(notices), now])
}

export type ReadNotice = {
  id: string
  topic: Topic
  template: Template
  params: Record<string, string>
  href: string
  at: Instant
  readAt: Instant | null
}

const list = statement<ReadNotice>(
  'messages.notice.list',
  `
  SELECT id, topic, template, params, href, at, read_at AS "readAt" FROM messages.notice
  WHERE person_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
)
export const noticeRows = (sql: Sql, personId: string, before: string | null, limit: number): Promise<ReadNotice[]> =>
  sql.run(list, [personId, before, limit])

const unread = statement<{ unread: number }>(
  'messages.notice.unread',
  'SELECT count(*)::int AS unread FROM messages.notice WHERE person_id = $1 AND read_at IS NULL',
)
export async function unreadNotices(sql: Sql, personId: string): Promise<number> {
  return (await sql.run(unread, [personId]))[0]?.unread ?? 0
}

const read = statement(
  'messages.notice.mark_read',
  'UPDATE messages.notice SET read_at = $3 WHERE person_id = $1 AND id <= $2 AND read_at IS NULL',
)
export const markNoticesRead = (tx: Tx, personId: string, upto: string, now: Instant): Promise<unknown> =>
  tx.run(read, [personId, upto, now])

const forgetConsents = statement('messages.consent.forget', 'DELETE FROM messages.consent WHERE person_id = $1')
const forgetNotices = statement('messages.notice.forget', 'DELETE FROM messages.notice WHERE person_id = $1')
const forgetPreference = statement('messages.preference.forget', 'DELETE FROM messages.preference WHERE person_id = $1')

/** Deletes what a person was told and has chosen; the proof of consent names nobody but by id and stays. */
export async function forgetNoticesOf(tx: Tx, personId: string): Promise<void> {
  for (const one of [forgetConsents, forgetNotices, forgetPreference]) await tx.run(one, [personId])
}

const ageNotices = statement('messages.notice.age', 'DELETE FROM messages.notice WHERE at < $1')
const ageDispatches = statement(
  'messages.dispatch.age',
  `DELETE FROM messages.dispatch WHERE created_at < $1 AND state <> 'waiting'`,
)
export async function deleteOldNotices(tx: Tx, noticesBefore: Instant, dispatchesBefore: Instant): Promise<void> {
  await tx.run(ageDispatches, [dispatchesBefore])
  await tx.run(ageNotices, [noticesBefore])
}
