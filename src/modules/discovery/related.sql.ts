import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

/** A pair must have met so often in checkouts before it is shown, so that nobody's single basket can be read from a page. */
export const TOGETHER_MIN = 3
const RELATED_MAX = 8

const takeTurn = statement('discovery.related.turn', `SELECT pg_advisory_xact_lock(hashtext('discovery.related'))`)
const gone = statement('discovery.related.gone', `DELETE FROM discovery.related`)
const make = statement(
  'discovery.related.make',
  `
  INSERT INTO discovery.related (listing_id, related_id, together)
  SELECT listing_id, related_id, together FROM (
    SELECT a.listing_id, b.listing_id AS related_id, count(*)::int AS together,
      row_number() OVER (PARTITION BY a.listing_id ORDER BY count(*) DESC, b.listing_id) AS place
    FROM market.checkout_line a JOIN market.checkout_line b ON b.payment_id = a.payment_id AND b.listing_id <> a.listing_id
    WHERE a.paid_at >= $1 AND b.paid_at >= $1
    GROUP BY a.listing_id, b.listing_id HAVING count(*) >= $2) pair
  WHERE place <= $3`,
)

/** Makes anew what was bought together since a moment, from the published view `market.checkout_line`. */
export async function makeRelated(tx: Tx, since: Instant): Promise<void> {
  await tx.run(takeTurn)
  await tx.run(gone)
  await tx.run(make, [since, TOGETHER_MIN, RELATED_MAX])
}

const of = statement<{ relatedId: string }>(
  'discovery.related.of',
  `SELECT related_id AS "relatedId" FROM discovery.related WHERE listing_id = $1 ORDER BY together DESC, related_id`,
)

/** What was bought together with a listing, the most often first. */
export async function relatedTo(sql: Sql, listingId: string): Promise<string[]> {
  return (await sql.run(of, [listingId])).map((row) => row.relatedId)
}
