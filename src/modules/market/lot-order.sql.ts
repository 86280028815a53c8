import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { OrderState } from './order.ts'

/** An order that has units of a lot, and whom to call about it. */
export type LotOrder = {
  orderId: string
  code: string
  state: OrderState
  units: number
  placedAt: Instant
  shippedAt: Instant | null
  recipientName: string
  phone: string
  provinceCode: string
}

const ofLot = statement<LotOrder>(
  'market.order.of_lot',
  `
  SELECT o.id AS "orderId", o.code, o.state, sum(t.units)::int AS units, o.placed_at AS "placedAt", o.shipped_at AS "shippedAt",
    o.recipient->>'name' AS "recipientName", o.recipient->>'phone' AS phone, o.province_code AS "provinceCode"
  FROM market.order_line_lot t JOIN market."order" o ON o.id = t.order_id
  WHERE t.lot_id = $1 AND o.paid_at IS NOT NULL AND o.state <> 'cancelled'
  GROUP BY o.id ORDER BY o.placed_at DESC, o.id LIMIT $2`,
)

/** Paid orders that got units of a lot, newest first; cancelled ones never left the shelf. */
export async function ordersOfLot(sql: Sql, lotId: string, limit: number): Promise<LotOrder[]> {
  return sql.run(ofLot, [lotId, limit])
}
