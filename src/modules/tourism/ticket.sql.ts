import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type KeyRow = { number: number; madeAt: Instant; revokedAt: Instant | null }

const read = statement<KeyRow>(
  'tourism.ticket_key.read',
  `SELECT number, made_at AS "madeAt", revoked_at AS "revokedAt" FROM tourism.ticket_key ORDER BY number`,
)
const add = statement<KeyRow>(
  'tourism.ticket_key.add',
  `
  INSERT INTO tourism.ticket_key (number, made_at) SELECT max(number) + 1, $1 FROM tourism.ticket_key
  RETURNING number, made_at AS "madeAt", revoked_at AS "revokedAt"`,
)
const revoke = statement(
  'tourism.ticket_key.revoke',
  `UPDATE tourism.ticket_key SET revoked_at = $1 WHERE revoked_at IS NULL`,
)

export async function ticketKeys(sql: Sql): Promise<KeyRow[]> {
  return sql.run(read, [])
}

/** The key that signs: the latest. */
export async function signingKey(sql: Sql): Promise<number> {
  return (await ticketKeys(sql)).at(-1)?.number ?? 1
}

export async function revokeKeys(tx: Tx, now: Instant): Promise<void> {
  await tx.run(revoke, [now])
}

export async function addKey(tx: Tx, now: Instant): Promise<KeyRow> {
  const [row] = await tx.run(add, [now])
  return row as KeyRow
}
