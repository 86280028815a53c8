import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

const swap = statement(
  'market.order.swap_line',
  `
  WITH old AS (
    SELECT order_id, line, version_id, title_zh, title_en, paid_fen FROM market.order_line WHERE order_id = $1 AND line = $2
  ), kept AS (
    INSERT INTO market.order_swap (order_id, line, at, from_version_id, from_title_zh, from_title_en, price_fen, back_fen)
    SELECT order_id, line, $4, version_id, title_zh, title_en, $5, paid_fen - $5 FROM old
  )
  UPDATE market.order_line o SET listing_id = l.id, item_id = l.item_id, gtin = l.gtin, title_zh = l.title_zh, title_en = l.title_en, category = l.category,
    village_code = l.village_code, net_grams = l.net_grams, storage = l.storage, version_id = l.version_id
  FROM market.listing l WHERE o.order_id = $1 AND o.line = $2 AND l.id = $3`,
)
const back = statement(
  'market.order.swap_back',
  'UPDATE market.order_line SET swap_back_fen = swap_back_fen + $3 WHERE order_id = $1 AND line = $2',
)

/** A line's goods become those of another listing, for `priceFen` altogether; what was ordered first is kept on record. */
export async function swapOrderLine(
  tx: Tx,
  orderId: string,
  line: number,
  to: { listingId: string; priceFen: number },
  now: Instant,
): Promise<void> {
  await tx.run(swap, [orderId, line, to.listingId, now, to.priceFen])
}

/** The difference has been counted as given back. */
export async function countSwapBack(tx: Tx, orderId: string, line: number, backFen: number): Promise<void> {
  await tx.run(back, [orderId, line, backFen])
}

export type Swap = {
  line: number
  fromVersionId: string | null
  fromTitleZh: string
  fromTitleEn: string
  backFen: number
  at: Instant
}

const of = statement<Swap>(
  'market.order.swaps',
  `
  SELECT line, from_version_id AS "fromVersionId", from_title_zh AS "fromTitleZh", from_title_en AS "fromTitleEn", back_fen AS "backFen", at
  FROM market.order_swap WHERE order_id = $1 ORDER BY line`,
)

export async function swapsOf(sql: Sql, orderId: string): Promise<Swap[]> {
  return sql.run(of, [orderId])
}
