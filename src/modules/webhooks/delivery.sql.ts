import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type NewMessage = {
  id: string
  organisationId: string
  type: string
  about: string
  body: string
  /** Made for endpoints; one for each that wants the type, or for the one named. */
  deliveryIds: readonly string[]
}

const insert = statement<{ id: string }>(
  'webhooks.message.insert',
  `
  WITH m AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS m(id uuid, "organisationId" uuid, type text, about text, body text, "deliveryIds" jsonb)
  ), told AS (
    INSERT INTO webhooks.message (id, organisation_id, type, about, body, at)
    SELECT id, "organisationId", type, about, body, $2 FROM m ON CONFLICT (organisation_id, about) DO NOTHING RETURNING id
  )
  INSERT INTO webhooks.delivery (id, endpoint_id, message_id, state, next_at, made_at)
  SELECT (m."deliveryIds" ->> (e.slot - 1))::uuid, e.id, m.id, 'waiting', $2, $2
  FROM m JOIN told USING (id) JOIN webhooks.endpoint e ON e.organisation_id = m."organisationId"
  WHERE e.state = 'active' AND (e.id = $3 OR ($3::uuid IS NULL AND m.type = ANY(e.events))) RETURNING id`,
)

/** Writes messages, each once, and a delivery to each endpoint that wants it, or to `only` one. Answers the deliveries' ids. */
export async function insertMessages(
  tx: Tx,
  messages: readonly NewMessage[],
  only: string | null,
  now: Instant,
): Promise<string[]> {
  if (messages.length === 0) return []
  return (await tx.run(insert, [JSON.stringify(messages), now, only])).map((row) => row.id)
}

export type Due = {
  id: string
  endpointId: string
  organisationId: string
  messageId: string
  url: string
  body: string | null
  attempts: number
  secret: Uint8Array
  oldSecret: Uint8Array | null
  oldUntil: Instant | null
}

const take = statement<Due>(
  'webhooks.delivery.take',
  `
  WITH due AS (
    SELECT d.id FROM webhooks.delivery d JOIN webhooks.endpoint e ON e.id = d.endpoint_id AND e.state = 'active'
    WHERE d.state = 'waiting' AND d.next_at <= $1 ORDER BY d.next_at LIMIT $3 FOR UPDATE OF d SKIP LOCKED
  ), taken AS (
    UPDATE webhooks.delivery d SET attempts = d.attempts + 1, next_at = $2 FROM due WHERE d.id = due.id
    RETURNING d.id, d.endpoint_id, d.message_id, d.attempts
  )
  SELECT t.id, t.endpoint_id AS "endpointId", e.organisation_id AS "organisationId", t.message_id AS "messageId", e.url, m.body,
    t.attempts, e.secret, e.old_secret AS "oldSecret", e.old_until AS "oldUntil"
  FROM taken t JOIN webhooks.endpoint e ON e.id = t.endpoint_id JOIN webhooks.message m ON m.id = t.message_id ORDER BY t.id`,
)

/** Deliveries that are due, each counted as tried and kept from others until `lease`. */
export const takeDueDeliveries = (tx: Tx, now: Instant, lease: Instant, limit: number): Promise<Due[]> =>
  tx.run(take, [now, lease, limit])

export type Attempt = {
  number: number
  at: Instant
  status: number | null
  fault: string | null
  tookMs: number
  answer: string
}
export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'dropped'

const record = statement<{ failingSince: Instant | null }>(
  'webhooks.delivery.record',
  `
  WITH attempt AS (
    INSERT INTO webhooks.attempt (delivery_id, number, at, status, fault, took_ms, answer) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT DO NOTHING
  ), d AS (
    UPDATE webhooks.delivery SET state = $8, next_at = $9::timestamptz, ended_at = CASE WHEN $8 = 'waiting' THEN NULL ELSE $3::timestamptz END
    WHERE id = $1 AND state = 'waiting' RETURNING endpoint_id
  )
  UPDATE webhooks.endpoint e SET failing_since = CASE WHEN $8 = 'delivered' THEN NULL ELSE coalesce(e.failing_since, $3) END
  FROM d WHERE e.id = d.endpoint_id RETURNING failing_since AS "failingSince"`,
)

/** Writes an attempt down and moves the delivery on; answers since when the endpoint has only failed. */
export async function recordAttempt(
  tx: Tx,
  deliveryId: string,
  attempt: Attempt,
  to: { state: DeliveryState; nextAt: Instant | null },
): Promise<Instant | null> {
  const { number, at, status, fault, tookMs, answer } = attempt
  const [row] = await tx.run(record, [deliveryId, number, at, status, fault, tookMs, answer, to.state, to.nextAt])
  return row?.failingSince ?? null
}

const drop = statement(
  'webhooks.delivery.drop_waiting',
  `UPDATE webhooks.delivery SET state = 'dropped', next_at = NULL, ended_at = $2 WHERE endpoint_id = $1 AND state = 'waiting'`,
)
/** What waits for an endpoint that is switched off is not sent; it can be replayed. */
export const dropWaiting = (tx: Tx, endpointId: string, now: Instant): Promise<unknown> =>
  tx.run(drop, [endpointId, now])

const replay = statement<{ id: string }>(
  'webhooks.delivery.replay',
  `
  INSERT INTO webhooks.delivery (id, endpoint_id, message_id, replay, state, next_at, made_at)
  SELECT w.id, w.endpoint_id, w.message_id, w.replay, 'waiting', $4, $4 FROM (
    SELECT ($3::jsonb ->> (row_number() OVER (ORDER BY d.id) - 1)::int)::uuid AS id, d.endpoint_id, d.message_id,
      (SELECT max(replay) + 1 FROM webhooks.delivery o WHERE o.endpoint_id = d.endpoint_id AND o.message_id = d.message_id) AS replay
    FROM webhooks.delivery d JOIN webhooks.message m ON m.id = d.message_id AND m.body IS NOT NULL
    WHERE d.endpoint_id = $1 AND d.state <> 'waiting' AND (d.id = $2 OR ($2::uuid IS NULL AND d.state IN ('failed', 'dropped')))
      AND NOT EXISTS (SELECT FROM webhooks.delivery o WHERE o.endpoint_id = d.endpoint_id AND o.message_id = d.message_id AND o.replay > d.replay)
    ORDER BY d.id LIMIT jsonb_array_length($3::jsonb)
  ) w WHERE w.replay <= 100 RETURNING id`,
)

/** Sends one ended delivery again, or all that failed; answers how many. Only the last of a message's deliveries is replayed. */
export async function replayDeliveries(
  tx: Tx,
  endpointId: string,
  deliveryId: string | null,
  newIds: readonly string[],
  now: Instant,
): Promise<number> {
  return (await tx.run(replay, [endpointId, deliveryId, JSON.stringify(newIds), now])).length
}

export type DeliveryRow = {
  id: string
  messageId: string
  type: string
  replay: number
  state: DeliveryState
  attempts: number
  nextAt: Instant | null
  madeAt: Instant
  endedAt: Instant | null
  body: string | null
  lastStatus: number | null
  lastFault: string | null
  lastTookMs: number | null
}

const list = statement<DeliveryRow>(
  'webhooks.delivery.list',
  `
  SELECT d.id, d.message_id AS "messageId", m.type, d.replay, d.state, d.attempts, d.next_at AS "nextAt", d.made_at AS "madeAt",
    d.ended_at AS "endedAt", m.body, a.status AS "lastStatus", a.fault AS "lastFault", a.took_ms AS "lastTookMs"
  FROM webhooks.delivery d JOIN webhooks.endpoint e ON e.id = d.endpoint_id AND e.organisation_id = $1
  JOIN webhooks.message m ON m.id = d.message_id
  LEFT JOIN LATERAL (SELECT status, fault, took_ms FROM webhooks.attempt WHERE delivery_id = d.id ORDER BY number DESC LIMIT 1) a ON true
  WHERE d.endpoint_id = $2 AND ($3::uuid IS NULL OR d.id < $3) ORDER BY d.id DESC LIMIT $4`,
)
export const deliveryRows = (
  sql: Sql,
  organisationId: string,
  endpointId: string,
  before: string | null,
  limit: number,
): Promise<DeliveryRow[]> => sql.run(list, [organisationId, endpointId, before, limit])

const attempts = statement<Attempt>(
  'webhooks.attempt.list',
  `
  SELECT number, at, status, fault, took_ms AS "tookMs", answer FROM webhooks.attempt WHERE delivery_id = $1 ORDER BY number`,
)
export const attemptRows = (sql: Sql, deliveryId: string): Promise<Attempt[]> => sql.run(attempts, [deliveryId])

const forgetBodies = statement(
  'webhooks.message.forget_bodies',
  'UPDATE webhooks.message SET body = NULL WHERE at < $1 AND body IS NOT NULL',
)
const forgetMessages = statement('webhooks.message.age', 'DELETE FROM webhooks.message WHERE at < $1')
export async function ageMessages(tx: Tx, bodiesBefore: Instant, allBefore: Instant): Promise<void> {
  await tx.run(forgetMessages, [allBefore])
  await tx.run(forgetBodies, [bodiesBefore])
}
