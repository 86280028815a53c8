import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

/** A paid order and how far it is: boxes once packed, labels once they are on. */
export type WaitingOrder = { id: string; paidAt: Instant; boxes: number | null; labelled: boolean }

const waiting = statement<WaitingOrder>(
  'market.queue.orders',
  `
  SELECT o.id, coalesce(o.paid_at, o.placed_at) AS "paidAt", p.boxes, p.labelled_at IS NOT NULL AS labelled
  FROM market."order" o LEFT JOIN market.packing p ON p.order_id = o.id
  WHERE o.organisation_id = $1 AND o.state = 'paid' ORDER BY o.placed_at, o.id LIMIT $2`,
)

/** Orders that wait to leave, the oldest first. */
export const ordersToSend = (sql: Sql, organisationId: string, limit: number): Promise<WaitingOrder[]> =>
  sql.run(waiting, [organisationId, limit])

const lastSent = statement<{ id: string }>(
  'market.queue.last_sent',
  `
  SELECT id FROM market."order" WHERE organisation_id = $1 AND state = 'shipped' ORDER BY placed_at DESC LIMIT 1`,
)

/** The newest of the seller's orders that are on their way; null for none. */
export async function newestShipped(sql: Sql, organisationId: string): Promise<string | null> {
  return (await sql.run(lastSent, [organisationId]))[0]?.id ?? null
}

/** A listing on sale, and when the seller last said what it costs. */
export type PricedListing = { id: string; itemId: string; openedAt: Instant; answeredAt: Instant | null }

const priced = statement<PricedListing>(
  'market.queue.listings',
  `
  SELECT l.id, l.item_id AS "itemId", l.opened_at AS "openedAt", a.at AS "answeredAt"
  FROM market.listing l LEFT JOIN market.price_answer a ON a.listing_id = l.id
  WHERE l.organisation_id = $1 AND l.state = 'open' AND NOT l.rests ORDER BY l.id LIMIT $2`,
)

export const listingsOnSale = (sql: Sql, organisationId: string, limit: number): Promise<PricedListing[]> =>
  sql.run(priced, [organisationId, limit])

const sold = statement<{ id: string }>(
  'market.queue.sold',
  `
  SELECT DISTINCT l.listing_id AS id FROM market."order" o JOIN market.order_line l ON l.order_id = o.id
  WHERE o.organisation_id = $1 AND o.state IN ('paid', 'shipped', 'received', 'completed') AND o.placed_at > $2`,
)

/** Listings of the seller that someone bought after `since`. */
export async function listingsSoldSince(sql: Sql, organisationId: string, since: Instant): Promise<Set<string>> {
  return new Set((await sql.run(sold, [organisationId, since])).map(({ id }) => id))
}

const pack = statement<{ id: string }>(
  'market.packing.save',
  `
  INSERT INTO market.packing (order_id, boxes, packed_at) VALUES ($1, $2, $3)
  ON CONFLICT (order_id) DO UPDATE SET boxes = EXCLUDED.boxes RETURNING order_id AS id`,
)

export async function savePackingRow(tx: Tx, orderId: string, boxes: number, now: Instant): Promise<void> {
  await tx.run(pack, [orderId, boxes, now])
}

const label = statement<{ id: string }>(
  'market.packing.label',
  `
  UPDATE market.packing SET labelled_at = coalesce(labelled_at, $2) WHERE order_id = $1 RETURNING order_id AS id`,
)

/** False for an order that is not packed. */
export async function labelPackingRow(tx: Tx, orderId: string, now: Instant): Promise<boolean> {
  return (await tx.run(label, [orderId, now])).length > 0
}

const answer = statement<{ id: string }>(
  'market.price_answer.save',
  `
  INSERT INTO market.price_answer (listing_id, at) SELECT id, $3 FROM market.listing WHERE organisation_id = $1 AND id = $2
  ON CONFLICT (listing_id) DO UPDATE SET at = EXCLUDED.at RETURNING listing_id AS id`,
)

/** False for a listing that is not the organisation's. */
export async function answerPriceRow(
  tx: Tx,
  organisationId: string,
  listingId: string,
  now: Instant,
): Promise<boolean> {
  return (await tx.run(answer, [organisationId, listingId, now])).length > 0
}

export type Later = { thing: string; level: number; at: Instant }

const laters = statement<Later>(
  'market.queue.laters',
  `
  SELECT thing, level, at FROM market.queue_later WHERE person_id = $1 AND organisation_id = $2 AND at > $3`,
)

/** What a person put off in a queue after `since`. */
export const latersOf = (sql: Sql, personId: string, organisationId: string, since: Instant): Promise<Later[]> =>
  sql.run(laters, [personId, organisationId, since])

const putOff = statement<{ thing: string }>(
  'market.queue.put_off',
  `
  INSERT INTO market.queue_later (person_id, organisation_id, thing, level, at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (person_id, organisation_id, thing) DO UPDATE SET level = EXCLUDED.level, at = EXCLUDED.at RETURNING thing`,
)

export async function putOffRow(tx: Tx, personId: string, organisationId: string, later: Later): Promise<void> {
  await tx.run(putOff, [personId, organisationId, later.thing, later.level, later.at])
}

const forget = statement<{ thing: string }>(
  'market.queue.forget',
  `DELETE FROM market.queue_later WHERE at < $1 RETURNING thing`,
)

export async function forgetLaters(tx: Tx, before: Instant): Promise<void> {
  await tx.run(forget, [before])
}
