import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Buyers } from './basket.sql.ts'
import type { OrderState, OrderStep, Refund, RefundCause, Supply } from './order.ts'
import type { OrderDiscount, OrderPriceRule, OrderPriceSource } from './order-view.sql.ts'
import type { FreightTerms, WeighTerms } from './weighing.ts'

export type Recipient = {
  name: string
  phone: string
  provinceCode: string
  cityCode: string
  countyCode: string
  detail: string
}

export type NewOrderLine = {
  listingId: string
  itemId: string
  gtin: string
  titleZh: string
  titleEn: string
  category: string
  villageCode: string
  /** What the buyer saw; the listing's version at this moment where nothing is said. */
  versionId?: string
  netGrams: number
  storage: string
  /** Sold by weight: how, as the buyer saw it. */
  weigh?: WeighTerms | null
  units: number
  /** The unit price on the list, and the one after price lists, quantity breaks and dated prices. */
  listFen: number
  priceFen: number
  /** Which rule gave the unit price, and the entry of the price list where it was one. */
  priceSource?: OrderPriceSource | null
  priceRule?: OrderPriceRule | null
  /** What promotions took off the whole line, borne as `discounts` say. */
  discountFen: number
  paidFen: number
  discounts: readonly OrderDiscount[]
  lots: readonly { lotId: string; lotCode: string; units: number }[]
}
export type NewOrder = {
  id: string
  code: string
  organisationId: string
  goodsFen: number
  freightFen: number
  /** How the freight hangs on weight, where goods are sold by weight. */
  freightTerms?: readonly FreightTerms[] | null
  note: string
  /** What waits for its goods is an order of its own. */
  supply: Supply
  lines: readonly NewOrderLine[]
}

/** Most lines have no discounts: what writes them is prepared apart, and costs only those that have some. */
const inserting = (name: string, { discounted }: { discounted: boolean }) =>
  statement(
    name,
    `
  WITH o AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS o(id uuid, code text, "organisationId" uuid, "goodsFen" bigint, "freightFen" bigint, "freightTerms" jsonb, note text, supply text, lines jsonb)
  ), placed AS (
    INSERT INTO market."order" (id, code, payment_id, buyer_id, organisation_id, state, goods_fen, freight_fen, freight_terms, recipient, province_code, note, supply, placed_at, pay_by)
    SELECT id, code, $2, $3, "organisationId", 'awaiting_payment', "goodsFen", "freightFen", nullif("freightTerms", 'null'), $4::jsonb, $4::jsonb->>'provinceCode', note, supply, $5, $6 FROM o
    RETURNING id
  ), line AS (
    SELECT o.id AS order_id, (e.position - 1)::int AS line, l.*
    FROM o, jsonb_array_elements(o.lines) WITH ORDINALITY AS e(body, position),
      jsonb_to_record(e.body) AS l("listingId" uuid, "itemId" uuid, gtin text, "titleZh" text, "titleEn" text, category text, "villageCode" text,
        "netGrams" int, storage text, weigh jsonb, units int, "listFen" bigint, "priceFen" bigint, "priceSource" text, "priceRule" jsonb, "discountFen" bigint, "paidFen" bigint, "versionId" uuid, discounts jsonb, lots jsonb)
  ), lines AS (
    INSERT INTO market.order_line (order_id, line, listing_id, item_id, gtin, title_zh, title_en, category, village_code, net_grams, storage, units,
      list_fen, price_fen, discount_fen, paid_fen, weigh_basis_grams, weigh_tolerance_percent, price_source, price_rule, version_id)
    SELECT order_id, line, "listingId", "itemId", gtin, "titleZh", "titleEn", category, "villageCode", "netGrams", storage, units,
      "listFen", "priceFen", "discountFen", "paidFen", (weigh->>'basisGrams')::int, (weigh->>'tolerancePercent')::int,
      "priceSource", nullif("priceRule", 'null'),
      coalesce("versionId", (SELECT version_id FROM market.listing WHERE id = "listingId")) FROM line
  )${discounted ? DISCOUNTS : ''}, lots AS (
    INSERT INTO market.order_line_lot (order_id, line, lot_id, lot_code, units)
    SELECT order_id, line, t."lotId", t."lotCode", t.units FROM line, jsonb_to_recordset(line.lots) AS t("lotId" uuid, "lotCode" text, units int)
  ), steps AS (
    INSERT INTO market.order_step (order_id, at, step, actor_kind) SELECT id, $5, 'place', $7 FROM placed
  )
  DELETE FROM market.basket_line WHERE buyer_id = ANY($8::uuid[])`,
  )
const DISCOUNTS = `, discounts AS (
    INSERT INTO market.order_discount (order_id, line, position, source, source_id, title_zh, title_en, bearer_kind, bearer_id, amount_fen)
    SELECT order_id, line, e.position - 1, d.source, d."sourceId", d."titleZh", d."titleEn", d."bearerKind", d."bearerId", d."amountFen"
    FROM line, jsonb_array_elements(line.discounts) WITH ORDINALITY AS e(body, position),
      jsonb_to_record(e.body) AS d(source text, "sourceId" uuid, "titleZh" text, "titleEn" text, "bearerKind" text, "bearerId" uuid, "amountFen" bigint)
  )`
const insertPlain = inserting('market.order.insert', { discounted: false })
const insertDiscounted = inserting('market.order.insert_discounted', { discounted: true })

/** Writes the orders of a checkout with lines, lots and first step, and empties the basket unless they do not come from it. */
export async function insertOrderRows(
  tx: Tx,
  checkout: {
    paymentId: string
    buyers: Buyers
    recipient: Recipient
    payBy: Instant
    actorKind: string
    keepsBasket?: boolean
  },
  orders: readonly NewOrder[],
  now: Instant,
): Promise<void> {
  const discounted = orders.some((order) => order.lines.some((line) => line.discounts.length > 0))
  tx.send(discounted ? insertDiscounted : insertPlain, [
    JSON.stringify(orders),
    checkout.paymentId,
    checkout.buyers[0],
    JSON.stringify(checkout.recipient),
    now,
    checkout.payBy,
    checkout.actorKind,
    checkout.keepsBasket === true ? [] : checkout.buyers,
  ])
}

export type OrderHead = {
  id: string
  code: string
  paymentId: string
  buyerId: string
  organisationId: string
  state: OrderState
  supply: Supply
  goodsFen: number
  freightFen: number
  refundedFen: number
  freightRefundedFen: number
  /** Whether promotions took something off, which coupons and budgets then stand for. */
  discounted: boolean
}

const headColumns = `id, code, payment_id AS "paymentId", buyer_id AS "buyerId", organisation_id AS "organisationId", state, supply,
  goods_fen AS "goodsFen", freight_fen AS "freightFen", refunded_fen AS "refundedFen", freight_refunded_fen AS "freightRefundedFen",
  EXISTS (SELECT FROM market.order_discount d WHERE d.order_id = "order".id) AS discounted`

const lockOne = statement<OrderHead>(
  'market.order.lock',
  `SELECT ${headColumns} FROM market."order" WHERE id = $1 FOR UPDATE`,
)

export async function lockOrder(tx: Tx, orderId: string): Promise<OrderHead | undefined> {
  const [row] = await tx.run(lockOne, [orderId])
  return row
}

const lockMany = statement<OrderHead>(
  'market.order.lock_many',
  `SELECT ${headColumns} FROM market."order" WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
)

/** Orders locked in the order of their ids. */
export async function lockOrders(tx: Tx, orderIds: readonly string[]): Promise<OrderHead[]> {
  return tx.run(lockMany, [orderIds])
}

export type OrderToShip = { id: string; code: string; state: OrderState }

const lockByCode = statement<OrderToShip>(
  'market.order.lock_by_code',
  `SELECT id, code, state FROM market."order" WHERE organisation_id = $1 AND code = ANY($2::text[]) ORDER BY id FOR UPDATE`,
)

/** Locks a seller's orders in the order of their ids; codes that are not its own are missing. */
export async function lockOrdersByCode(
  tx: Tx,
  organisationId: string,
  codes: readonly string[],
): Promise<Map<string, OrderToShip>> {
  return new Map((await tx.run(lockByCode, [organisationId, codes])).map((order) => [order.code, order]))
}

const ownIds = statement<{ id: string }>(
  'market.order.own_ids',
  `SELECT id FROM market."order" WHERE organisation_id = $1 AND id = ANY($2::uuid[]) ORDER BY id`,
)

/** Of some orders those of a seller. */
export async function ownOrderIds(sql: Sql, organisationId: string, orderIds: readonly string[]): Promise<string[]> {
  return (await sql.run(ownIds, [organisationId, orderIds])).map(({ id }) => id)
}

/** What a line was sold for, and the discounts others than its seller bear. */
export type SoldLine = {
  line: number
  category: string
  listingId: string
  units: number
  paidFen: number
  subsidies: { bearer: string; fen: number }[]
}

const lockPayments = statement<OrderHead & { lines: SoldLine[] }>(
  'market.order.lock_payments',
  `
  SELECT ${headColumns},
    (SELECT jsonb_agg(jsonb_build_object('line', l.line, 'category', l.category, 'listingId', l.listing_id, 'units', l.units, 'paidFen', l.paid_fen,
        'subsidies', CASE WHEN l.discount_fen = 0 THEN '[]' ELSE (
          SELECT coalesce(jsonb_agg(jsonb_build_object('bearer', coalesce(d.bearer_id::text, 'platform'), 'fen', d.amount_fen) ORDER BY d.position), '[]')
          FROM market.order_discount d WHERE d.order_id = l.order_id AND d.line = l.line AND d.bearer_kind <> 'seller') END) ORDER BY l.line)
      FROM market.order_line l WHERE l.order_id = "order".id) AS lines
  FROM market."order" WHERE payment_id = ANY($1::uuid[]) ORDER BY id FOR UPDATE OF "order"`,
)

/** The orders of payments, locked in the order of their ids, with what each line was sold for. */
export async function lockOrdersOfPayments(
  tx: Tx,
  paymentIds: readonly string[],
): Promise<(OrderHead & { lines: SoldLine[] })[]> {
  return tx.run(lockPayments, [paymentIds])
}

const advance = statement(
  'market.order.advance',
  `
  WITH moved AS (
    UPDATE market."order" o SET state = $2, due_at = $4,
      paid_at = CASE WHEN $3 IN ('pay', 'pay_ahead', 'commission') THEN $5 ELSE paid_at END,
      shipped_at = CASE WHEN $3 = 'ship' THEN $5 ELSE shipped_at END,
      received_at = CASE WHEN $3 = 'receive' THEN $5 ELSE received_at END
    WHERE o.id = ANY($1::uuid[]) RETURNING o.id
  )
  INSERT INTO market.order_step (order_id, at, step, actor_kind, note) SELECT id, $5, $3, $6, $7 FROM moved`,
)

export async function advanceOrders(
  tx: Tx,
  orderIds: readonly string[],
  to: { state: OrderState; step: OrderStep; dueAt: Instant | null; actorKind: string; note: string },
  now: Instant,
): Promise<void> {
  tx.send(advance, [orderIds, to.state, to.step, to.dueAt, now, to.actorKind, to.note])
}

const giveLots = statement(
  'market.order.give_lots',
  `
  INSERT INTO market.order_line_lot (order_id, line, lot_id, lot_code, units)
  SELECT l.order_id, l.line, g."lotId", g."lotCode", g.units
  FROM jsonb_to_recordset($1::jsonb) AS g("orderId" uuid, "itemId" uuid, "lotId" uuid, "lotCode" text, units int)
  JOIN market.order_line l ON l.order_id = g."orderId" AND l.item_id = g."itemId"`,
)

/** Lots given to orders that were placed before the goods were there. */
export function recordOrderLots(
  tx: Tx,
  given: readonly { orderId: string; itemId: string; lotId: string; lotCode: string; units: number }[],
): void {
  tx.send(giveLots, [JSON.stringify(given)])
}

/** A refund's record: `id` is the reference under which the books have it. */
export type RefundRecord = { id: string; cause: RefundCause; reason: string; actorKind: string }

const refund = statement(
  'market.order.refund',
  `
  WITH lines AS (
    UPDATE market.order_line l SET refunded_units = refunded_units + r.units, refunded_fen = refunded_fen + r.fen
    FROM jsonb_to_recordset($2::jsonb) AS r(line int, units int, fen bigint) WHERE l.order_id = $1 AND l.line = r.line
  ), counted AS (
    UPDATE market."order" SET refunded_fen = refunded_fen + $3, freight_refunded_fen = freight_refunded_fen + $4 WHERE id = $1 RETURNING organisation_id
  )
  INSERT INTO market.refund (id, order_id, organisation_id, at, cause, amount_fen, freight_fen, reason, actor_kind)
  SELECT $5, $1, organisation_id, $6, $7, $3, $4, $8, $9 FROM counted WHERE $3::bigint > 0`,
)

/** Counts money going back, by line and of the freight, with its cause; a line may give back fen without units. */
export async function countRefund(
  tx: Tx,
  orderId: string,
  { lines, freightFen }: Refund,
  { id, cause, reason, actorKind }: RefundRecord,
  now: Instant,
): Promise<void> {
  const amountFen = lines.reduce((sum, line) => sum + line.fen, freightFen)
  await tx.run(refund, [orderId, JSON.stringify(lines), amountFen, freightFen, id, now, cause, reason, actorKind])
}

const refundWhole = statement(
  'market.order.refund_whole',
  `
  WITH had AS MATERIALIZED (
    SELECT organisation_id, goods_fen + freight_fen - refunded_fen AS fen, freight_fen - freight_refunded_fen AS freight FROM market."order" WHERE id = $1
  ), lines AS (
    UPDATE market.order_line SET refunded_fen = paid_fen WHERE order_id = $1
  ), counted AS (
    UPDATE market."order" SET refunded_fen = goods_fen + freight_fen, freight_refunded_fen = freight_fen WHERE id = $1
  )
  INSERT INTO market.refund (id, order_id, organisation_id, at, cause, amount_fen, freight_fen, reason, actor_kind)
  SELECT $2, $1, organisation_id, $3, $4, fen, freight, $5, $6 FROM had WHERE fen > 0`,
)

/** Counts all that is left of an order as gone back. */
export async function countWholeRefund(
  tx: Tx,
  orderId: string,
  { id, cause, reason, actorKind }: RefundRecord,
  now: Instant,
): Promise<void> {
  await tx.run(refundWhole, [orderId, id, now, cause, reason, actorKind])
}

const keepBack = statement(
  'market.order.keep_back',
  `
  WITH kept AS MATERIALIZED (
    SELECT t.order_id, t.line, t.lot_id, k.units, t.units = k.units AS gone
    FROM market.order_line_lot t JOIN jsonb_to_recordset($2::jsonb) AS k("lotId" uuid, units int) ON k."lotId" = t.lot_id WHERE t.order_id = $1
  ), gone AS (
    DELETE FROM market.order_line_lot t USING kept k WHERE k.gone AND (t.order_id, t.line, t.lot_id) = (k.order_id, k.line, k.lot_id)
  )
  UPDATE market.order_line_lot t SET units = t.units - k.units FROM kept k
  WHERE NOT k.gone AND (t.order_id, t.line, t.lot_id) = (k.order_id, k.line, k.lot_id)`,
)

/** Units that stayed on the shelf are no longer the order's: its lots are those that leave. */
export async function keepBackLots(
  tx: Tx,
  orderId: string,
  kept: readonly { lotId: string; units: number }[],
): Promise<void> {
  await tx.run(keepBack, [orderId, JSON.stringify(kept)])
}

const setDue = statement('market.order.set_due', 'UPDATE market."order" SET due_at = $2 WHERE id = $1')

/** Sets when time alone moves an order on; null makes it wait. */
export function setOrderDue(tx: Tx, orderId: string, dueAt: Instant | null): void {
  tx.send(setDue, [orderId, dueAt])
}

const due = statement<{ id: string; state: OrderState }>(
  'market.order.due',
  `
  SELECT id, state FROM market."order" WHERE due_at <= $1 ORDER BY due_at LIMIT $2`,
)

/** Orders that time alone moves on. */
export async function dueOrders(sql: Sql, now: Instant, limit: number): Promise<{ id: string; state: OrderState }[]> {
  return sql.run(due, [now, limit])
}

const unpaid = statement<{ paymentId: string }>(
  'market.order.unpaid',
  `
  SELECT DISTINCT payment_id AS "paymentId" FROM market."order" WHERE state = 'awaiting_payment' AND pay_by <= $1 LIMIT $2`,
)

export async function overduePayments(sql: Sql, now: Instant, limit: number): Promise<string[]> {
  return (await sql.run(unpaid, [now, limit])).map((row) => row.paymentId)
}
