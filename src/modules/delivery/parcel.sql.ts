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

const insertMany = statement<{ id: string }>(
  'delivery.parcel.insert_many',
  `
  WITH handed AS (
    INSERT INTO delivery.parcel (order_id, organisation_id, carrier, tracking_number, handed_over_at)
    SELECT g."orderId", $1, g.carrier, g."trackingNumber", g."handedOverAt"
    FROM jsonb_to_recordset($2::jsonb) AS g("orderId" uuid, carrier text, "trackingNumber" text, "handedOverAt" timestamptz)
    WHERE NOT EXISTS (SELECT FROM delivery.consignment c WHERE c.order_id = g."orderId") ORDER BY g."orderId"
    ON CONFLICT DO NOTHING RETURNING id, order_id, carrier, tracking_number, handed_over_at
  ), followed AS (
    INSERT INTO delivery.tracked (carrier, tracking_number, order_id, number, handed_over_at, next_ask_at)
    SELECT carrier, tracking_number, order_id, 0, handed_over_at, handed_over_at FROM handed ON CONFLICT DO NOTHING
  )
  SELECT id FROM handed`,
)

/** Records the hand-over of many orders; false where one of them has a parcel, goes to many, or its number is used. */
export async function handOverParcels(tx: Tx, organisationId: string, parcels: readonly Parcel[]): Promise<boolean> {
  return (await tx.run(insertMany, [organisationId, JSON.stringify(parcels)])).length === parcels.length
}

type Tracking = { carrier: string; trackingNumber: string }

const used = statement<Tracking>(
  'delivery.parcel.used',
  `
  SELECT p.carrier, p.tracking_number AS "trackingNumber" FROM jsonb_to_recordset($1::jsonb) AS g(carrier text, "trackingNumber" text)
  JOIN delivery.parcel p ON p.carrier = g.carrier AND p.tracking_number = g."trackingNumber"`,
)

/** Of a list of numbers those that a carrier had already, as carrier, line break, number. */
export async function trackingsUsed(sql: Sql, asked: readonly Tracking[]): Promise<Set<string>> {
  const wanted = asked.map(({ carrier, trackingNumber }) => ({ carrier, trackingNumber }))
  const rows = await sql.run(used, [JSON.stringify(wanted)])
  return new Set(rows.map(({ carrier, trackingNumber }) => `${carrier}\n${trackingNumber}`))
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
