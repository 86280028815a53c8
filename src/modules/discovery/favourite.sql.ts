import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export const FAVOURITES_MAX = 200

const keep = statement<{ kept: boolean }>(
  'discovery.favourite.keep',
  `
  WITH room AS (SELECT count(*) < $4 AS free FROM discovery.favourite WHERE buyer_id = $1 AND listing_id <> $2), kept AS (
    INSERT INTO discovery.favourite (buyer_id, listing_id, kept_at) SELECT $1, $2, $3 FROM room WHERE free
    ON CONFLICT (buyer_id, listing_id) DO UPDATE SET kept_at = discovery.favourite.kept_at
  )
  SELECT free AS kept FROM room`,
)

/** Keeps a listing for a buyer; false when the buyer has kept FAVOURITES_MAX others. */
export async function keepFavourite(tx: Tx, buyerId: string, listingId: string, now: Instant): Promise<boolean> {
  return (await tx.run(keep, [buyerId, listingId, now, FAVOURITES_MAX]))[0]?.kept === true
}

const drop = statement(
  'discovery.favourite.drop',
  `DELETE FROM discovery.favourite WHERE buyer_id = $1 AND listing_id = $2`,
)

export async function dropFavourite(tx: Tx, buyerId: string, listingId: string): Promise<void> {
  await tx.run(drop, [buyerId, listingId])
}

const list = statement<{ listingId: string; keptAt: Instant }>(
  'discovery.favourite.list',
  `
  SELECT listing_id AS "listingId", kept_at AS "keptAt" FROM discovery.favourite WHERE buyer_id = ANY($1::uuid[])
  ORDER BY kept_at DESC, listing_id LIMIT 400`,
)

/** What a buyer has kept, the latest first. A person's list also shows what was kept before signing in. */
export async function favouritesOf(sql: Sql, buyerIds: readonly string[]) {
  const rows = await sql.run(list, [buyerIds])
  return [...new Map(rows.map((row) => [row.listingId, row])).values()]
}

const forget = statement('discovery.favourite.forget', `DELETE FROM discovery.favourite WHERE buyer_id = $1`)
const forgetWatches = statement('discovery.watch.forget', `DELETE FROM discovery.watch WHERE buyer_id = $1`)

/** Takes away all that is kept of a person. */
export async function forgetBuyer(tx: Tx, buyerId: string): Promise<void> {
  await tx.run(forget, [buyerId])
  await tx.run(forgetWatches, [buyerId])
}
