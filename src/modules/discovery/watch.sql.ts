import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export const WATCHES_MAX = 100

const ask = statement<{ asked: boolean }>(
  'discovery.watch.ask',
  `
  WITH room AS (SELECT count(*) < $4 AS free FROM discovery.watch WHERE buyer_id = $1 AND listing_id <> $2 AND told_at IS NULL), asked AS (
    INSERT INTO discovery.watch (buyer_id, listing_id, asked_at) SELECT $1, $2, $3 FROM room WHERE free
    ON CONFLICT (buyer_id, listing_id) DO UPDATE SET asked_at = EXCLUDED.asked_at, told_at = NULL WHERE discovery.watch.told_at IS NOT NULL
  )
  SELECT free AS asked FROM room`,
)

/** Asks to be told when a listing is back; asking again after having been told begins anew. False above WATCHES_MAX. */
export async function askWatch(tx: Tx, buyerId: string, listingId: string, now: Instant): Promise<boolean> {
  return (await tx.run(ask, [buyerId, listingId, now, WATCHES_MAX]))[0]?.asked === true
}

const withdraw = statement(
  'discovery.watch.withdraw',
  `DELETE FROM discovery.watch WHERE buyer_id = $1 AND listing_id = $2`,
)

export async function withdrawWatch(tx: Tx, buyerId: string, listingId: string): Promise<void> {
  await tx.run(withdraw, [buyerId, listingId])
}

export type Watch = { listingId: string; askedAt: Instant; toldAt: Instant | null }

const list = statement<Watch>(
  'discovery.watch.list',
  `
  SELECT listing_id AS "listingId", asked_at AS "askedAt", told_at AS "toldAt" FROM discovery.watch WHERE buyer_id = ANY($1::uuid[])
  ORDER BY asked_at DESC, listing_id LIMIT 200`,
)

export async function watchesOf(sql: Sql, buyerIds: readonly string[]): Promise<Watch[]> {
  const rows = await sql.run(list, [buyerIds])
  return [...new Map(rows.map((row) => [row.listingId, row])).values()]
}

const awaited = statement<{ listingId: string }>(
  'discovery.watch.awaited',
  `
  SELECT listing_id AS "listingId" FROM discovery.watch WHERE told_at IS NULL GROUP BY listing_id ORDER BY min(asked_at) LIMIT $1`,
)

/** Listings somebody waits for, the longest awaited first. */
export async function awaitedListings(sql: Sql, limit: number): Promise<string[]> {
  return (await sql.run(awaited, [limit])).map((row) => row.listingId)
}

const tell = statement<{ buyerId: string; listingId: string }>(
  'discovery.watch.tell',
  `
  UPDATE discovery.watch SET told_at = greatest($2, asked_at) WHERE listing_id = ANY($1::uuid[]) AND told_at IS NULL
  RETURNING buyer_id AS "buyerId", listing_id AS "listingId"`,
)

/** Marks everyone who waits for these listings as told and names them, each asking once. */
export async function tellWatchers(tx: Tx, listingIds: readonly string[], now: Instant) {
  return tx.run(tell, [listingIds, now])
}
