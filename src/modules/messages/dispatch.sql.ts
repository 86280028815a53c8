import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Lang } from '../../kernel/words.ts'
import type { Channel, Template, Topic } from './notice.ts'

export type DispatchState = 'waiting' | 'sent' | 'not_wanted' | 'no_address' | 'bad_address' | 'given_up'

export type Due = {
  id: string
  channel: Channel
  attempts: number
  personId: string
  topic: Topic
  template: Template
  params: Record<string, string>
  href: string
  lang: Lang
}

const take = statement<Due>(
  'messages.dispatch.take',
  `
  WITH due AS (
    SELECT id FROM messages.dispatch WHERE state = 'waiting' AND next_at <= $1 ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE messages.dispatch d SET attempts = d.attempts + 1, next_at = $2 FROM due WHERE d.id = due.id
    RETURNING d.id, d.channel, d.attempts, d.notice_id
  )
  SELECT t.id, t.channel, t.attempts, n.person_id AS "personId", n.topic, n.template, n.params, n.href, coalesce(p.lang, 'zh') AS lang
  FROM taken t JOIN messages.notice n ON n.id = t.notice_id LEFT JOIN messages.preference p ON p.person_id = n.person_id
  ORDER BY t.id`,
)

/** Messages that are due, each counted as tried and kept from others until `lease`. */
export const takeDue = (tx: Tx, now: Instant, lease: Instant, limit: number): Promise<Due[]> =>
  tx.run(take, [now, lease, limit])

export type Outcome = {
  state: DispatchState
  destination: Uint8Array | null
  nextAt: Instant | null
  code: string | null
  ref: string | null
  tookMs: number | null
}

const end = statement(
  'messages.dispatch.end',
  `
  UPDATE messages.dispatch SET state = $2, destination = $3, next_at = $4, code = $5, ref = $6, took_ms = $7,
    ended_at = CASE WHEN $2 = 'waiting' THEN NULL ELSE $8::timestamptz END
  WHERE id = $1 AND state = 'waiting'`,
)

export async function recordOutcome(tx: Tx, id: string, outcome: Outcome, now: Instant): Promise<void> {
  const { state, destination, nextAt, code, ref, tookMs } = outcome
  await tx.run(end, [id, state, destination, nextAt, code, ref, tookMs, now])
}

const log = statement(
  'messages.dispatch.log',
  `
  INSERT INTO messages.dispatch (id, channel, template, destination, state, attempts, code, ref, took_ms, created_at, ended_at)
  VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9, $9)`,
)

/** Writes down a message that no notice asked for, such as a sign-in code: that it left, never what it said. */
export async function logMessage(
  tx: Tx,
  id: string,
  message: { channel: Channel; template: string },
  outcome: Outcome,
  now: Instant,
): Promise<void> {
  const { state, destination, code, ref, tookMs } = outcome
  await tx.run(log, [id, message.channel, message.template, destination, state, code, ref, tookMs, now])
}

const mark = statement(
  'messages.bad_address.mark',
  `
  INSERT INTO messages.bad_address (destination, channel, code, since, until) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (destination) DO UPDATE SET code = EXCLUDED.code, since = EXCLUDED.since, until = EXCLUDED.until`,
)
export const markBad = (
  tx: Tx,
  destination: Uint8Array,
  channel: Channel,
  code: string,
  now: Instant,
  until: Instant,
): Promise<unknown> => tx.run(mark, [destination, channel, code, now, until])

const clear = statement('messages.bad_address.clear', 'DELETE FROM messages.bad_address WHERE destination = $1')
/** A message arrived: whatever was known against the address is over. */
export const clearBad = (tx: Tx, destination: Uint8Array): Promise<unknown> => tx.run(clear, [destination])

const bad = statement<{ code: string }>(
  'messages.bad_address.read',
  'SELECT code FROM messages.bad_address WHERE destination = $1 AND until > $2',
)
/** The code with which an address is marked, or null. */
export async function badCode(sql: Sql, destination: Uint8Array, now: Instant): Promise<string | null> {
  return (await sql.run(bad, [destination, now]))[0]?.code ?? null
}

export type Logged = {
  id: string
  channel: Channel
  template: string
  state: DispatchState
  attempts: number
  code: string | null
  tookMs: number | null
  createdAt: Instant
  endedAt: Instant | null
}

const list = statement<Logged>(
  'messages.dispatch.list',
  `
  SELECT id, channel, template, state, attempts, code, took_ms AS "tookMs", created_at AS "createdAt", ended_at AS "endedAt"
  FROM messages.dispatch WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
)
export const dispatchRows = (
  sql: Sql,
  state: DispatchState | null,
  before: string | null,
  limit: number,
): Promise<Logged[]> => sql.run(list, [state, before, limit])
