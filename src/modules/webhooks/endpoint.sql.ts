import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { ENDPOINTS_MAX } from './delivery.ts'

export type Endpoint = {
  id: string
  organisationId: string
  url: string
  events: string[]
  state: 'active' | 'disabled'
  disabledWhy: 'failing' | 'gone' | 'owner' | null
  failingSince: Instant | null
  oldUntil: Instant | null
  madeAt: Instant
}

const columns = `id, organisation_id AS "organisationId", url, events, state, disabled_why AS "disabledWhy",
  failing_since AS "failingSince", old_until AS "oldUntil", made_at AS "madeAt"`

const insert = statement<{ id: string }>(
  'webhooks.endpoint.insert',
  `
  INSERT INTO webhooks.endpoint (id, organisation_id, slot, url, events, secret, state, made_at)
  SELECT $1, $2::uuid, s, $3, $4, $5, 'active', $6 FROM generate_series(1, ${ENDPOINTS_MAX}) s
  WHERE NOT EXISTS (SELECT FROM webhooks.endpoint WHERE organisation_id = $2::uuid AND slot = s) ORDER BY s LIMIT 1
  ON CONFLICT DO NOTHING RETURNING id`,
)

export type NewEndpoint = {
  id: string
  organisationId: string
  url: string
  events: readonly string[]
  secret: Uint8Array
}

/** False where all places are taken. */
export async function insertEndpoint(tx: Tx, e: NewEndpoint, now: Instant): Promise<boolean> {
  return (await tx.run(insert, [e.id, e.organisationId, e.url, e.events, e.secret, now])).length === 1
}

const list = statement<Endpoint>(
  'webhooks.endpoint.list',
  `SELECT ${columns} FROM webhooks.endpoint WHERE organisation_id = $1 ORDER BY slot`,
)
export const endpointRows = (sql: Sql, organisationId: string): Promise<Endpoint[]> => sql.run(list, [organisationId])

const lock = statement<Endpoint>(
  'webhooks.endpoint.lock',
  `SELECT ${columns} FROM webhooks.endpoint WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
)
export async function lockEndpoint(tx: Tx, organisationId: string, id: string): Promise<Endpoint | null> {
  return (await tx.run(lock, [organisationId, id]))[0] ?? null
}

const change = statement('webhooks.endpoint.change', 'UPDATE webhooks.endpoint SET url = $2, events = $3 WHERE id = $1')
export const changeEndpoint = (tx: Tx, id: string, url: string, events: readonly string[]): Promise<unknown> =>
  tx.run(change, [id, url, events])

const setState = statement(
  'webhooks.endpoint.state',
  `UPDATE webhooks.endpoint SET state = $2, disabled_why = $3, failing_since = NULL WHERE id = $1`,
)
export const setEndpointState = (
  tx: Tx,
  id: string,
  state: Endpoint['state'],
  why: Endpoint['disabledWhy'],
): Promise<unknown> => tx.run(setState, [id, state, why])

const rotate = statement(
  'webhooks.endpoint.rotate',
  'UPDATE webhooks.endpoint SET old_secret = secret, old_until = $3, secret = $2 WHERE id = $1',
)
export const rotateSecret = (tx: Tx, id: string, secret: Uint8Array, oldUntil: Instant): Promise<unknown> =>
  tx.run(rotate, [id, secret, oldUntil])

const remove = statement<{ id: string }>(
  'webhooks.endpoint.remove',
  'DELETE FROM webhooks.endpoint WHERE organisation_id = $1 AND id = $2 RETURNING id',
)
export async function removeEndpointRow(tx: Tx, organisationId: string, id: string): Promise<boolean> {
  return (await tx.run(remove, [organisationId, id])).length === 1
}

const listening = statement<{ organisationId: string }>(
  'webhooks.endpoint.listening',
  `
  SELECT DISTINCT organisation_id AS "organisationId" FROM webhooks.endpoint WHERE state = 'active' LIMIT 10000`,
)
/** Organisations whose systems listen at all. */
export async function listeningOrganisations(sql: Sql): Promise<Set<string>> {
  return new Set((await sql.run(listening)).map((row) => row.organisationId))
}
