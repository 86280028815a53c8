import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { TicketState } from './ticket.ts'

export type Ticket = {
  id: string
  code: string
  personId: string
  title: string
  state: TicketState
  orderId: string | null
  orderCode: string | null
  assignedTo: string | null
  openedAt: Instant
  changedAt: Instant
  closedAt: Instant | null
}

const columns = `id, code, person_id AS "personId", title, state, order_id AS "orderId", order_code AS "orderCode",
  assigned_to AS "assignedTo", opened_at AS "openedAt", changed_at AS "changedAt", closed_at AS "closedAt"`

const insert = statement(
  'messages.ticket.insert',
  `
  INSERT INTO messages.ticket (id, code, person_id, title, state, order_id, order_code, opened_at, changed_at)
  VALUES ($1, $2, $3, $4, 'open', $5, $6, $7, $7)`,
)

export type NewTicket = {
  id: string
  code: string
  personId: string
  title: string
  order: { id: string; code: string } | null
}

export async function insertTicketRow(tx: Tx, t: NewTicket, now: Instant): Promise<void> {
  await tx.run(insert, [t.id, t.code, t.personId, t.title, t.order?.id ?? null, t.order?.code ?? null, now])
}

const lock = statement<Ticket>(
  'messages.ticket.lock',
  `SELECT ${columns} FROM messages.ticket WHERE id = $1 FOR UPDATE`,
)
export async function lockTicket(tx: Tx, id: string): Promise<Ticket | null> {
  return (await tx.run(lock, [id]))[0] ?? null
}

const one = statement<Ticket>('messages.ticket.read', `SELECT ${columns} FROM messages.ticket WHERE id = $1`)
export async function ticketRow(sql: Sql, id: string): Promise<Ticket | null> {
  return (await sql.run(one, [id]))[0] ?? null
}

const ofPerson = statement<Ticket>(
  'messages.ticket.of_person',
  `SELECT ${columns} FROM messages.ticket WHERE person_id = $1 ORDER BY changed_at DESC, id DESC LIMIT 100`,
)
export const personTickets = (sql: Sql, personId: string): Promise<Ticket[]> => sql.run(ofPerson, [personId])

const inState = statement<Ticket>(
  'messages.ticket.in_state',
  `
  SELECT ${columns} FROM messages.ticket WHERE state = $1 AND ($2::uuid IS NULL OR assigned_to = $2)
  ORDER BY changed_at, id LIMIT 200`,
)
export const ticketsInState = (sql: Sql, state: TicketState, assignedTo: string | null): Promise<Ticket[]> =>
  sql.run(inState, [state, assignedTo])

const counts = statement<{ state: TicketState; count: number }>(
  'messages.ticket.counts',
  'SELECT state, count(*)::int AS count FROM messages.ticket GROUP BY state',
)
export const ticketCounts = (sql: Sql): Promise<{ state: TicketState; count: number }[]> => sql.run(counts)

export type Entry = {
  number: number
  side: 'person' | 'centre'
  authorId: string
  body: string
  internal: boolean
  at: Instant
}

const entries = statement<Entry>(
  'messages.ticket.entries',
  `
  SELECT number, side, author_id AS "authorId", body, internal, at FROM messages.ticket_entry
  WHERE ticket_id = $1 AND ($2 OR NOT internal) ORDER BY number LIMIT 500`,
)
export const entryRows = (sql: Sql, ticketId: string, withInternal: boolean): Promise<Entry[]> =>
  sql.run(entries, [ticketId, withInternal])

const write = statement(
  'messages.ticket.write',
  `
  WITH moved AS (
    UPDATE messages.ticket SET state = $2, changed_at = $3, closed_at = CASE WHEN $2 = 'closed' THEN $3::timestamptz ELSE NULL END
    WHERE id = $1 RETURNING id
  )
  INSERT INTO messages.ticket_entry (ticket_id, number, side, author_id, body, internal, at)
  SELECT id, (SELECT coalesce(max(number), 0) + 1 FROM messages.ticket_entry WHERE ticket_id = $1), $4, $5, $6, $7, $3
  FROM moved WHERE $6::text IS NOT NULL`,
)

/** Moves a locked ticket on and adds what was said, if anything was. */
export async function writeEntry(
  tx: Tx,
  ticketId: string,
  state: TicketState,
  entry: { side: 'person' | 'centre'; authorId: string; body: string | null; internal: boolean },
  now: Instant,
): Promise<void> {
  await tx.run(write, [ticketId, state, now, entry.side, entry.authorId, entry.body, entry.internal])
}

const assign = statement<{ id: string }>(
  'messages.ticket.assign',
  'UPDATE messages.ticket SET assigned_to = $2 WHERE id = $1 RETURNING id',
)
export async function assignTicketRow(tx: Tx, ticketId: string, personId: string | null): Promise<boolean> {
  return (await tx.run(assign, [ticketId, personId])).length === 1
}

export type Canned = { id: string; title: string; textZh: string; textEn: string }

const listCanned = statement<Canned>(
  'messages.canned.list',
  'SELECT id, title, text_zh AS "textZh", text_en AS "textEn" FROM messages.canned_answer ORDER BY title LIMIT 200',
)
export const cannedRows = (sql: Sql): Promise<Canned[]> => sql.run(listCanned)

const saveCanned = statement<{ id: string }>(
  'messages.canned.save',
  `
  INSERT INTO messages.canned_answer (title, text_zh, text_en) VALUES ($1, $2, $3)
  ON CONFLICT (title) DO UPDATE SET text_zh = EXCLUDED.text_zh, text_en = EXCLUDED.text_en RETURNING id`,
)
export async function saveCannedRow(tx: Tx, canned: Omit<Canned, 'id'>): Promise<string> {
  return ((await tx.run(saveCanned, [canned.title, canned.textZh, canned.textEn]))[0] as { id: string }).id
}

const removeCanned = statement<{ id: string }>(
  'messages.canned.remove',
  'DELETE FROM messages.canned_answer WHERE id = $1 RETURNING id',
)
export async function removeCannedRow(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(removeCanned, [id])).length === 1
}

const forget = statement('messages.ticket.forget', 'DELETE FROM messages.ticket WHERE person_id = $1')
export const forgetTickets = (tx: Tx, personId: string): Promise<unknown> => tx.run(forget, [personId])
