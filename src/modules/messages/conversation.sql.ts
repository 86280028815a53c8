import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Side } from './conversation.ts'

export type Conversation = {
  id: string
  buyerId: string
  organisationId: string
  openedAt: Instant
  lastAt: Instant
  lastNumber: number
  buyerRead: number
  sellerRead: number
  buyerUnread: number
  sellerUnread: number
  blockedBy: Side | null
}

const columns = `c.id, c.buyer_id AS "buyerId", c.organisation_id AS "organisationId", c.opened_at AS "openedAt", c.last_at AS "lastAt",
  c.last_number AS "lastNumber", c.buyer_read AS "buyerRead", c.seller_read AS "sellerRead", c.buyer_unread AS "buyerUnread",
  c.seller_unread AS "sellerUnread", c.blocked_by AS "blockedBy"`

const open = statement<{ id: string }>(
  'messages.conversation.open',
  `
  INSERT INTO messages.conversation AS c (id, buyer_id, organisation_id, opened_at, last_at) VALUES ($1, $2, $3, $4, $4)
  ON CONFLICT (buyer_id, organisation_id) DO UPDATE SET buyer_id = c.buyer_id RETURNING id`,
)

/** The one conversation of a buyer with a seller, made where there is none. */
export async function openConversationRow(
  tx: Tx,
  id: string,
  buyerId: string,
  organisationId: string,
  now: Instant,
): Promise<string> {
  return (await tx.run(open, [id, buyerId, organisationId, now]))[0]?.id ?? id
}

const byId = statement<Conversation>(
  'messages.conversation.read',
  `SELECT ${columns} FROM messages.conversation c WHERE c.id = $1`,
)

export async function conversationRow(sql: Sql, id: string): Promise<Conversation | null> {
  return (await sql.run(byId, [id]))[0] ?? null
}

export type Listed = Conversation & { lastKind: string | null; lastBody: string | null; lastSide: Side | null }

const listed = `SELECT ${columns}, m.kind AS "lastKind", left(m.body, 80) AS "lastBody", m.side AS "lastSide"
  FROM messages.conversation c LEFT JOIN messages.message m ON m.conversation_id = c.id AND m.number = c.last_number`

const ofBuyer = statement<Listed>(
  'messages.conversation.of_buyer',
  `
  ${listed} WHERE c.buyer_id = ANY($1::uuid[]) AND c.last_number > 0 ORDER BY c.last_at DESC, c.id DESC LIMIT 100`,
)
export const buyerConversations = (sql: Sql, buyerIds: readonly string[]): Promise<Listed[]> =>
  sql.run(ofBuyer, [buyerIds])

const ofSeller = statement<Listed>(
  'messages.conversation.of_seller',
  `
  ${listed} WHERE c.organisation_id = $1 AND c.last_number > 0 AND (NOT $2 OR c.seller_unread > 0)
  ORDER BY c.last_at DESC, c.id DESC LIMIT 200`,
)
export const sellerConversations = (sql: Sql, organisationId: string, unreadOnly: boolean): Promise<Listed[]> =>
  sql.run(ofSeller, [organisationId, unreadOnly])

const countBuyer = statement<{ unread: number }>(
  'messages.conversation.buyer_unread',
  `
  SELECT coalesce(sum(buyer_unread), 0)::int AS unread FROM messages.conversation WHERE buyer_id = ANY($1::uuid[])`,
)
export async function buyerUnread(sql: Sql, buyerIds: readonly string[]): Promise<number> {
  return (await sql.run(countBuyer, [buyerIds]))[0]?.unread ?? 0
}

const countSeller = statement<{ unread: number }>(
  'messages.conversation.seller_unread',
  `
  SELECT coalesce(sum(seller_unread), 0)::int AS unread FROM messages.conversation WHERE organisation_id = $1`,
)
export async function sellerUnread(sql: Sql, organisationId: string): Promise<number> {
  return (await sql.run(countSeller, [organisationId]))[0]?.unread ?? 0
}

export type Message = {
  number: number
  side: Side
  kind: 'text' | 'photo' | 'order' | 'listing'
  body: string
  photoId: string | null
  photoWidth: number | null
  photoHeight: number | null
  orderId: string | null
  listingId: string | null
  sentAt: Instant
}

const messages = statement<Message>(
  'messages.message.list',
  `
  SELECT m.number, m.side, m.kind, m.body, m.photo_id AS "photoId", p.width AS "photoWidth", p.height AS "photoHeight",
    m.order_id AS "orderId", m.listing_id AS "listingId", m.sent_at AS "sentAt"
  FROM messages.message m LEFT JOIN messages.photo p ON p.id = m.photo_id
  WHERE m.conversation_id = $1 AND m.number < $2 ORDER BY m.number DESC LIMIT $3`,
)

/** Messages before a number, oldest first. */
export async function messageRows(sql: Sql, id: string, before: number | null, limit: number): Promise<Message[]> {
  return (await sql.run(messages, [id, before ?? 2_147_483_647, limit])).toReversed()
}

export type NewMessage = { side: Side; authorId: string } & (
  | { kind: 'text'; body: string }
  | { kind: 'photo'; photo: { id: string; width: number; height: number; bytes: Uint8Array } }
  | { kind: 'order'; orderId: string }
  | { kind: 'listing'; listingId: string }
)

const write = statement<{ number: number }>(
  'messages.message.write',
  `
  WITH c AS (
    UPDATE messages.conversation SET last_number = last_number + 1, last_at = $9,
      buyer_unread = buyer_unread + CASE WHEN $2 = 'seller' THEN 1 ELSE 0 END,
      seller_unread = seller_unread + CASE WHEN $2 = 'buyer' THEN 1 ELSE 0 END
    WHERE id = $1 AND blocked_by IS NULL RETURNING id, last_number
  ), photo AS (
    INSERT INTO messages.photo (id, conversation_id, width, height, bytes)
    SELECT $6::uuid, c.id, $10::int, $11::int, $12::bytea FROM c WHERE $6::uuid IS NOT NULL
  )
  INSERT INTO messages.message (conversation_id, number, side, author_id, kind, body, photo_id, order_id, listing_id, sent_at)
  SELECT c.id, c.last_number, $2, $3, $4, $5, $6, $7, $8, $9 FROM c RETURNING number`,
)

/** The number of the message in its conversation; null where that is blocked or not there. */
export async function writeMessageRow(tx: Tx, id: string, message: NewMessage, now: Instant): Promise<number | null> {
  const photo = message.kind === 'photo' ? message.photo : null
  const [row] = await tx.run(write, [
    id,
    message.side,
    message.authorId,
    message.kind,
    message.kind === 'text' ? message.body : '',
    photo?.id ?? null,
    message.kind === 'order' ? message.orderId : null,
    message.kind === 'listing' ? message.listingId : null,
    now,
    photo?.width ?? null,
    photo?.height ?? null,
    photo?.bytes ?? null,
  ])
  return row?.number ?? null
}

const lock = statement<{ id: string }>(
  'messages.conversation.lock',
  'SELECT id FROM messages.conversation WHERE id = $1 FOR UPDATE',
)

const readUpTo = (side: Side) =>
  statement<{ unread: number }>(
    `messages.conversation.read_${side}`,
    `
    UPDATE messages.conversation t SET ${side}_read = r.read, ${side}_unread = (
      SELECT count(*) FROM messages.message m WHERE m.conversation_id = $1 AND m.number > r.read AND m.side <> '${side}')
    FROM (SELECT least(greatest(${side}_read, $2), last_number) AS read FROM messages.conversation WHERE id = $1) r
    WHERE t.id = $1 RETURNING ${side}_unread AS unread`,
  )
const readStatements = { buyer: readUpTo('buyer'), seller: readUpTo('seller') }

/**
 * What of the other side is still unread after reading up to a number; a mark never goes back. The lock comes first, in a
 * statement of its own, so that the count sees every message the number can reach.
 */
export async function markReadRow(tx: Tx, id: string, side: Side, upto: number): Promise<number> {
  await tx.run(lock, [id])
  return (await tx.run(readStatements[side], [id, upto]))[0]?.unread ?? 0
}

const block = statement<{ id: string }>(
  'messages.conversation.block',
  `
  UPDATE messages.conversation SET blocked_by = $2 WHERE id = $1 AND (blocked_by IS NULL OR blocked_by = $3) RETURNING id`,
)

/** Blocks for a side, or lifts that side's own block; false where the other side holds one. */
export async function blockRow(tx: Tx, id: string, side: Side, blocked: boolean): Promise<boolean> {
  return (await tx.run(block, [id, blocked ? side : null, side])).length === 1
}

export type PhotoFile = { conversationId: string; bytes: Uint8Array }

const photo = statement<PhotoFile>(
  'messages.photo.read',
  `SELECT conversation_id AS "conversationId", bytes FROM messages.photo WHERE id = $1`,
)

export async function photoRow(sql: Sql, id: string): Promise<PhotoFile | null> {
  return (await sql.run(photo, [id]))[0] ?? null
}

export type Waiting = {
  id: string
  buyerId: string
  organisationId: string
  lastNumber: number
  side: Side
  unread: number
}

const waiting = statement<Waiting>(
  'messages.conversation.waiting',
  `
  WITH c AS (
    SELECT id FROM messages.conversation
    WHERE last_at <= $1 AND ((buyer_unread > 0 AND buyer_told < last_number) OR (seller_unread > 0 AND seller_told < last_number))
    ORDER BY last_at LIMIT 200 FOR UPDATE SKIP LOCKED
  ), was AS (
    SELECT t.* FROM messages.conversation t JOIN c USING (id)
  ), told AS (
    UPDATE messages.conversation t SET buyer_told = t.last_number, seller_told = t.last_number FROM c WHERE t.id = c.id
  )
  SELECT id, buyer_id AS "buyerId", organisation_id AS "organisationId", last_number AS "lastNumber", side, unread
  FROM was, LATERAL (VALUES ('buyer', buyer_unread, buyer_told), ('seller', seller_unread, seller_told)) AS s(side, unread, told)
  WHERE unread > 0 AND told < last_number`,
)

/** Sides with unread messages nobody told them of, quiet since `quietSince`; marks them told. */
export const takeWaiting = (tx: Tx, quietSince: Instant): Promise<Waiting[]> => tx.run(waiting, [quietSince])

const forget = statement(
  'messages.conversation.forget_buyer',
  `
  DELETE FROM messages.conversation c WHERE c.buyer_id = $1
    AND NOT EXISTS (SELECT FROM messages.report r WHERE r.conversation_id = c.id AND r.closed_at IS NULL)`,
)

/** Deletes a buyer's conversations, except those the service centre is still looking at. */
export const forgetBuyer = (tx: Tx, buyerId: string): Promise<unknown> => tx.run(forget, [buyerId])

const age = statement('messages.conversation.age', 'DELETE FROM messages.conversation WHERE last_at < $1')
export const deleteQuietSince = (tx: Tx, since: Instant): Promise<unknown> => tx.run(age, [since])
