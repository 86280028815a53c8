import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'

export type Parcel = { orderId: string; carrier: string; trackingNumber: string; handedOverAt: Instant }

const insert = statement<{ id: string }>(
  'delivery.parcel.insert',
  `
  WITH handed AS (
    INSERT INTO delivery.parcel (order_id, organisation_id, carrier, tracking_number, handed_over_at)
    SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM delivery.consignment WHERE order_id = $1)
    ON CONFLICT DO NOTHING RETURNING id, order_id, carrier, tracking_number, handed_over_at
  ), followed AS (
    INSERT INTO delivery.tracked (carrier, tracking_number, order_id, number, handed_over_at, next_ask_at)
    SELECT carrier, tracking_number, order_id, 0, handed_over_at, handed_over_at FROM handed ON CONFLICT DO NOTHING
  )
  SELECT id FROM handed`,
)

/** Records the hand-over to a carrier. Refuses: delivery.parcel.tracking_used (also a second parcel for one order, and one parcel for an order to many). */
export async function handOverParcel(tx: Tx, organisationId: string, parcel: Parcel): Promise<void> {
  const rows = await tx.run(insert, [
    parcel.orderId,
    organisationId,
    parcel.carrier,
    parcel.trackingNumber,
    parcel.handedOverAt,
  ])
  if (rows.length === 0) refuse('delivery.parcel.tracking_used', { number: parcel.trackingNumber })
}

const ofOrders = statement<Parcel>(
  'delivery.parcel.of_orders',
  `
  SELECT order_id AS "orderId", carrier, tracking_number AS "trackingNumber", handed_over_at AS "handedOverAt"
  FROM delivery.parcel WHERE order_id = ANY($1::uuid[])`,
)

export async function parcelsOf(sql: Sql, orderIds: readonly string[]): Promise<Map<string, Parcel>> {
  const rows = await sql.run(ofOrders, [orderIds])
  return new Map(rows.map((row) => [row.orderId, row]))
}
