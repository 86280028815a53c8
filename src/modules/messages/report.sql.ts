import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Side } from './conversation.ts'

export type Report = {
  id: string
  conversationId: string
  organisationId: string
  side: Side
  reason: string
  at: Instant
  closedAt: Instant | null
  decision: string | null
}

const insert = statement<{ id: string }>(
  'messages.report.insert',
  `
  INSERT INTO messages.report (id, conversation_id, side, reason, at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (conversation_id, side) WHERE closed_at IS NULL DO NOTHING RETURNING id`,
)

/** False where the same side's report of the conversation is still open. */
export async function insertReportRow(
  tx: Tx,
  report: { id: string; conversationId: string; side: Side; reason: string },
  now: Instant,
): Promise<boolean> {
  return (await tx.run(insert, [report.id, report.conversationId, report.side, report.reason, now])).length === 1
}

const columns = `r.id, r.conversation_id AS "conversationId", c.organisation_id AS "organisationId", r.side, r.reason, r.at,
  r.closed_at AS "closedAt", r.decision`

const list = statement<Report>(
  'messages.report.list',
  `
  SELECT ${columns} FROM messages.report r JOIN messages.conversation c ON c.id = r.conversation_id
  WHERE (r.closed_at IS NULL) = $1 ORDER BY r.at DESC LIMIT 200`,
)
export const reportRows = (sql: Sql, open: boolean): Promise<Report[]> => sql.run(list, [open])

const one = statement<Report>(
  'messages.report.read',
  `SELECT ${columns} FROM messages.report r JOIN messages.conversation c ON c.id = r.conversation_id WHERE r.id = $1`,
)
export async function reportRow(sql: Sql, id: string): Promise<Report | null> {
  return (await sql.run(one, [id]))[0] ?? null
}

const close = statement<{ id: string }>(
  'messages.report.close',
  `
  UPDATE messages.report SET closed_at = $2, closed_by = $3, decision = $4 WHERE id = $1 AND closed_at IS NULL RETURNING id`,
)
export async function closeReportRow(
  tx: Tx,
  id: string,
  personId: string,
  decision: string,
  now: Instant,
): Promise<boolean> {
  return (await tx.run(close, [id, now, personId, decision])).length === 1
}

const openReport = statement<{ id: string }>(
  'messages.report.open_of',
  'SELECT id FROM messages.report WHERE conversation_id = $1 AND closed_at IS NULL LIMIT 1',
)
export async function hasOpenReport(sql: Sql, conversationId: string): Promise<boolean> {
  return (await sql.run(openReport, [conversationId])).length > 0
}
