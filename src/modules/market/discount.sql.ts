import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

/** What an offer took off paid orders that stand, net of what went back, and what was paid for their discounted lines. */
export type DiscountCost = { sourceId: string; orders: number; discountFen: number; paidFen: number }

const costs = statement<DiscountCost>(
  'market.discount.costs',
  `
  SELECT d.source_id AS "sourceId", count(DISTINCT d.order_id)::int AS orders,
    sum(CASE WHEN l.paid_fen = 0 THEN d.amount_fen * (l.units - l.refunded_units) / l.units
      ELSE d.amount_fen * (l.paid_fen - l.refunded_fen) / l.paid_fen END)::bigint AS "discountFen", sum(l.paid_fen - l.refunded_fen)::bigint AS "paidFen"
  FROM market.order_discount d JOIN market.order_line l ON l.order_id = d.order_id AND l.line = d.line JOIN market."order" o ON o.id = d.order_id
  WHERE d.source_id = ANY($1::uuid[]) AND o.paid_at IS NOT NULL AND o.state NOT IN ('cancelled', 'refunded') GROUP BY 1`,
)

export async function discountCosts(sql: Sql, sourceIds: readonly string[]): Promise<Map<string, DiscountCost>> {
  return new Map((await sql.run(costs, [sourceIds])).map((row) => [row.sourceId, row]))
}
