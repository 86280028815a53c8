import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type ConsignmentRecipient = {
  name: string
  phone: string
  provinceCode: string
  cityCode: string
  countyCode: string
  detail: string
}
export type NewConsignment = {
  orderId: string
  number: number
  organisationId: string
  recipient: ConsignmentRecipient
  units: readonly number[]
  freightFen: number
}
export type Gift = { orderId: string; card: string; giver: string; pricesHidden: boolean }

const insert = statement(
  'delivery.consignment.insert',
  `
  WITH g AS (
    INSERT INTO delivery.gift (order_id, card, giver, prices_hidden)
    SELECT "orderId", card, giver, "pricesHidden"
    FROM jsonb_to_recordset($2::jsonb) AS g("orderId" uuid, card text, giver text, "pricesHidden" boolean)
  )
  INSERT INTO delivery.consignment (order_id, number, organisation_id, recipient, units, freight_fen)
  SELECT "orderId", number, "organisationId", recipient, ARRAY(SELECT jsonb_array_elements_text(units)::int), "freightFen"
  FROM jsonb_to_recordset($1::jsonb)
    AS c("orderId" uuid, number int, "organisationId" uuid, recipient jsonb, units jsonb, "freightFen" bigint)`,
)

/** Writes all consignments of some orders, and what makes them gifts, in one statement. */
export async function insertConsignments(
  tx: Tx,
  consignments: readonly NewConsignment[],
  gifts: readonly Gift[],
): Promise<void> {
  await tx.run(insert, [JSON.stringify(consignments), JSON.stringify(gifts)])
}

export type Consignment = Omit<NewConsignment, 'orderId' | 'organisationId' | 'units'> & {
  units: number[]
  /** What the card's code leads to; see `door.ts`. */
  door: string
  carrier: string | null
  trackingNumber: string | null
  handedOverAt: Instant | null
}

const ofOrder = statement<Consignment>(
  'delivery.consignment.of_order',
  `
  SELECT number, recipient, units, door, freight_fen AS "freightFen", carrier, tracking_number AS "trackingNumber", handed_over_at AS "handedOverAt"
  FROM delivery.consignment WHERE order_id = $1 ORDER BY number`,
)
export const consignmentsOf = (sql: Sql, orderId: string): Promise<Consignment[]> => sql.run(ofOrder, [orderId])

export type GiftBehind = { orderId: string; number: number; units: number[]; card: string; giver: string }
const behind = statement<GiftBehind>(
  'delivery.gift.behind',
  `
  SELECT c.order_id AS "orderId", c.number, c.units, g.card, g.giver FROM delivery.consignment c JOIN delivery.gift g USING (order_id) WHERE c.door = $1`,
)
/** What stands behind a gift's door; undefined where there is none. */
export async function giftBehind(sql: Sql, door: string): Promise<GiftBehind | undefined> {
  return (await sql.run(behind, [door]))[0]
}

const toMany = statement<{ orderId: string }>(
  'delivery.consignment.to_many',
  `SELECT DISTINCT order_id AS "orderId" FROM delivery.consignment WHERE order_id = ANY($1::uuid[])`,
)

/** Of some orders those that go to many, parcel by parcel. */
export async function ordersToMany(sql: Sql, orderIds: readonly string[]): Promise<Set<string>> {
  return new Set((await sql.run(toMany, [orderIds])).map(({ orderId }) => orderId))
}

const ofOrders = statement<Consignment & { orderId: string }>(
  'delivery.consignment.of_orders',
  `
  SELECT order_id AS "orderId", number, recipient, units, freight_fen AS "freightFen", carrier, tracking_number AS "trackingNumber",
    handed_over_at AS "handedOverAt"
  FROM delivery.consignment WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, number`,
)

/** The consignments of many orders, by order. */
export async function consignmentsOfOrders(
  sql: Sql,
  orderIds: readonly string[],
): Promise<Map<string, (Consignment & { orderId: string })[]>> {
  return Map.groupBy(await sql.run(ofOrders, [orderIds]), ({ orderId }) => orderId)
}

const giftsOf = statement<Gift>(
  'delivery.gift.of_orders',
  `SELECT order_id AS "orderId", card, giver, prices_hidden AS "pricesHidden" FROM delivery.gift WHERE order_id = ANY($1::uuid[])`,
)

/** What makes orders gifts, by order. */
export async function giftsOfOrders(sql: Sql, orderIds: readonly string[]): Promise<Map<string, Gift>> {
  return new Map((await sql.run(giftsOf, [orderIds])).map((gift) => [gift.orderId, gift]))
}

const giftOf = statement<Gift>(
  'delivery.gift.of_order',
  `SELECT order_id AS "orderId", card, giver, prices_hidden AS "pricesHidden" FROM delivery.gift WHERE order_id = $1`,
)
export async function giftOfOrder(sql: Sql, orderId: string): Promise<Gift | null> {
  return (await sql.run(giftOf, [orderId]))[0] ?? null
}

const handOver = statement<{ number: number }>(
  'delivery.consignment.hand_over',
  `
  WITH handed AS (
    UPDATE delivery.consignment c SET carrier = h.carrier, tracking_number = h."trackingNumber", handed_over_at = $3
    FROM jsonb_to_recordset($2::jsonb) AS h(number int, carrier text, "trackingNumber" text)
    WHERE c.order_id = $1 AND c.number = h.number AND c.carrier IS NULL
    RETURNING c.number, c.order_id, c.carrier, c.tracking_number, c.handed_over_at
  ), followed AS (
    INSERT INTO delivery.tracked (carrier, tracking_number, order_id, number, handed_over_at, next_ask_at)
    SELECT carrier, tracking_number, order_id, number, handed_over_at, handed_over_at FROM handed ON CONFLICT DO NOTHING
  )
  SELECT number FROM handed`,
)
const waiting = statement<{ waiting: number }>(
  'delivery.consignment.waiting',
  'SELECT count(*)::int AS waiting FROM delivery.consignment WHERE order_id = $1 AND carrier IS NULL',
)

const drop = statement<{ number: number; units: number[]; freightFen: number; left: number; handed: number }>(
  'delivery.consignment.drop',
  `
  WITH gone AS (
    DELETE FROM delivery.consignment WHERE order_id = $1 AND number = ANY($2::int[]) AND carrier IS NULL RETURNING order_id, number, units, freight_fen
  ), noted AS (
    INSERT INTO delivery.dropped (order_id, number, units, freight_fen, reason, at) SELECT order_id, number, units, freight_fen, $3, $4 FROM gone
  )
  SELECT g.number, g.units, g.freight_fen AS "freightFen", c.left, c.handed FROM gone g CROSS JOIN (
    SELECT count(*) FILTER (WHERE carrier IS NULL AND NOT number = ANY($2::int[]))::int AS left, count(*) FILTER (WHERE carrier IS NOT NULL)::int AS handed
    FROM delivery.consignment WHERE order_id = $1) c ORDER BY g.number`,
)

/** Takes parcels that have not left out of an order; answers what they held, how many are left to hand over, and how many have been. */
export const dropConsignments = (tx: Tx, orderId: string, numbers: readonly number[], reason: string, now: Instant) =>
  tx.run(drop, [orderId, numbers, reason, now])

export type Handed = { number: number; carrier: string; trackingNumber: string }

/** Hands parcels over to carriers; answers how many were still here, and how many are left. */
export async function handOverConsignments(
  tx: Tx,
  orderId: string,
  handed: readonly Handed[],
  now: Instant,
): Promise<{ done: number; left: number }> {
  const done = await tx.run(handOver, [orderId, JSON.stringify(handed), now])
  const [left] = await tx.run(waiting, [orderId])
  return { done: done.length, left: left?.waiting ?? 0 }
}
