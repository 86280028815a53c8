import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { QUICK_REPLIES_MAX } from './conversation.ts'

const list = statement<{ id: string; body: string }>(
  'messages.quick_reply.list',
  'SELECT id, body FROM messages.quick_reply WHERE organisation_id = $1 ORDER BY slot',
)
export const quickReplyRows = (sql: Sql, organisationId: string): Promise<{ id: string; body: string }[]> =>
  sql.run(list, [organisationId])

const insert = statement<{ id: string }>(
  'messages.quick_reply.insert',
  `
  INSERT INTO messages.quick_reply (organisation_id, slot, body)
  SELECT $1::uuid, s, $2 FROM generate_series(1, ${QUICK_REPLIES_MAX}) s
  WHERE NOT EXISTS (SELECT FROM messages.quick_reply WHERE organisation_id = $1::uuid AND slot = s) ORDER BY s LIMIT 1
  ON CONFLICT DO NOTHING RETURNING id`,
)

/** Null where all places are taken. */
export async function insertQuickReplyRow(tx: Tx, organisationId: string, body: string): Promise<string | null> {
  return (await tx.run(insert, [organisationId, body]))[0]?.id ?? null
}

const remove = statement<{ id: string }>(
  'messages.quick_reply.remove',
  'DELETE FROM messages.quick_reply WHERE organisation_id = $1 AND id = $2 RETURNING id',
)
export async function removeQuickReplyRow(tx: Tx, organisationId: string, id: string): Promise<boolean> {
  return (await tx.run(remove, [organisationId, id])).length === 1
}
