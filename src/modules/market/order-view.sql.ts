import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { OrderState, Supply } from './order.ts'
import type { Recipient } from './order.sql.ts'
import type { LineWeigh } from './weighing.ts'

/** One promotion's part in a line's discount, and who bears it. */
export type OrderDiscount = {
  source: string
  sourceId: string | null
  titleZh: string
  titleEn: string
  bearerKind: 'seller' | 'platform' | 'brand'
  bearerId: string | null
  amountFen: number
}

export const orderPriceSources = ['list', 'group', 'units', 'days'] as const
export type OrderPriceSource = (typeof orderPriceSources)[number]
/** The entry of a price list that gave a unit price, as it stood. */
export type OrderPriceRule = {
  id: string
  unitsFrom: number
  startsOn: string | null
  endsOn: string | null
  groupZh: string | null
  groupEn: string | null
}

export type OrderLineView = {
  line: number
  listingId: string
  /** The listing as the buyer saw it; null for orders older than versions. */
  versionId: string | null
  itemId: string
  gtin: string
  titleZh: string
  titleEn: string
  category: string
  villageCode: string
  netGrams: number
  storage: string
  /** Sold by weight: the terms the buyer saw, and what the scale said; null for goods sold by the unit. */
  weigh: LineWeigh | null
  units: number
  /** The unit price on the list, and the one after price lists, quantity breaks and dated prices. */
  listFen: number
  priceFen: number
  /** Which rule gave the unit price; null for orders older than that was kept. */
  priceSource: OrderPriceSource | null
  priceRule: OrderPriceRule | null
  /** What promotions took off the line; `paidFen` is units × priceFen − discountFen. */
  discountFen: number
  paidFen: number
  refundedUnits: number
  refundedFen: number
  /** What of it went back because cheaper goods were taken. */
  swapBackFen: number
  discounts: OrderDiscount[]
  lots: { lotId: string; lotCode: string; units: number }[]
}

export type OrderView = {
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
  recipient: Recipient
  note: string
  placedAt: Instant
  payBy: Instant
  paidAt: Instant | null
  shippedAt: Instant | null
  receivedAt: Instant | null
  dueAt: Instant | null
  lines: OrderLineView[]
  steps: { at: Instant; step: string; actorKind: string; note: string }[]
}

const weigh = `CASE WHEN l.weigh_basis_grams IS NOT NULL THEN jsonb_build_object('basisGrams', l.weigh_basis_grams,
      'tolerancePercent', l.weigh_tolerance_percent, 'backFen', l.weighed_back_fen, 'weighed', CASE WHEN l.weighed_grams IS NOT NULL THEN
        jsonb_build_object('grams', l.weighed_grams, 'units', l.weighed_units, 'chargedFen', l.charged_fen, 'reason',
          (SELECT w.reason FROM market.weighing w WHERE w.order_id = l.order_id AND w.line = l.line ORDER BY w.id DESC LIMIT 1)) END) END`

const columns = `
  o.id, o.code, o.payment_id AS "paymentId", o.buyer_id AS "buyerId", o.organisation_id AS "organisationId", o.state, o.supply, o.goods_fen AS "goodsFen",
  o.freight_fen AS "freightFen", o.refunded_fen AS "refundedFen", o.freight_refunded_fen AS "freightRefundedFen", o.recipient, o.note, o.placed_at AS "placedAt", o.pay_by AS "payBy", o.paid_at AS "paidAt",
  o.shipped_at AS "shippedAt", o.received_at AS "receivedAt", o.due_at AS "dueAt",
  (SELECT jsonb_agg(jsonb_build_object('line', l.line, 'listingId', l.listing_id, 'versionId', l.version_id, 'itemId', l.item_id, 'gtin', l.gtin, 'titleZh', l.title_zh, 'titleEn', l.title_en,
      'category', l.category, 'villageCode', l.village_code, 'netGrams', l.net_grams, 'storage', l.storage, 'weigh', ${weigh}, 'units', l.units, 'listFen', l.list_fen, 'priceFen', l.price_fen, 'priceSource', l.price_source, 'priceRule', l.price_rule,
      'discountFen', l.discount_fen, 'paidFen', l.paid_fen, 'refundedUnits', l.refunded_units, 'refundedFen', l.refunded_fen, 'swapBackFen', l.swap_back_fen,
      'discounts', CASE WHEN l.discount_fen = 0 THEN '[]' ELSE (SELECT jsonb_agg(jsonb_build_object('source', d.source, 'sourceId', d.source_id,
          'titleZh', d.title_zh, 'titleEn', d.title_en, 'bearerKind', d.bearer_kind, 'bearerId', d.bearer_id, 'amountFen', d.amount_fen) ORDER BY d.position)
        FROM market.order_discount d WHERE d.order_id = l.order_id AND d.line = l.line) END,
      'lots', (SELECT coalesce(jsonb_agg(jsonb_build_object('lotId', t.lot_id, 'lotCode', t.lot_code, 'units', t.units) ORDER BY t.lot_code), '[]')
        FROM market.order_line_lot t WHERE t.order_id = l.order_id AND t.line = l.line)) ORDER BY l.line)
    FROM market.order_line l WHERE l.order_id = o.id) AS lines,
  (SELECT jsonb_agg(jsonb_build_object('at', s.at, 'step', s.step, 'actorKind', s.actor_kind, 'note', s.note) ORDER BY s.at, s.id)
    FROM market.order_step s WHERE s.order_id = o.id) AS steps`

const dated = (rows: OrderView[]) =>
  rows.map((row) => ({ ...row, steps: row.steps.map((step) => ({ ...step, at: new Date(step.at) })) }))

const ofBuyer = statement<OrderView>(
  'market.order.of_buyer',
  `
  SELECT ${columns} FROM market."order" o WHERE o.buyer_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR o.id < $2) ORDER BY o.id DESC LIMIT $3`,
)

export async function buyerOrders(
  sql: Sql,
  buyerIds: readonly string[],
  before: string | null,
  limit: number,
): Promise<OrderView[]> {
  return dated(await sql.run(ofBuyer, [buyerIds, before, limit]))
}

const ofPayment = statement<OrderView>(
  'market.order.of_payment',
  `SELECT ${columns} FROM market."order" o WHERE o.payment_id = $1 ORDER BY o.id`,
)

export async function paymentOrders(sql: Sql, paymentId: string): Promise<OrderView[]> {
  return dated(await sql.run(ofPayment, [paymentId]))
}

const byId = statement<OrderView>(
  'market.order.by_id',
  `SELECT ${columns} FROM market."order" o WHERE o.id = ANY($1::uuid[]) ORDER BY o.id`,
)

export async function ordersById(sql: Sql, ids: readonly string[]): Promise<OrderView[]> {
  return dated(await sql.run(byId, [ids]))
}

const byCode = statement<OrderView>('market.order.by_code', `SELECT ${columns} FROM market."order" o WHERE o.code = $1`)

export async function orderByCode(sql: Sql, code: string): Promise<OrderView | null> {
  const [row] = dated(await sql.run(byCode, [code]))
  return row ?? null
}

/** One statement for each direction: a page is found by the key's index either way. */
const ofSeller = (newest: boolean) =>
  statement<OrderView>(
    newest ? 'market.order.of_seller' : 'market.order.of_seller_oldest',
    `
  SELECT ${columns} FROM market."order" o
  WHERE o.organisation_id = $1 AND ($2::text IS NULL OR o.state = $2) AND ($3::uuid IS NULL OR o.id ${newest ? '<' : '>'} $3)
    AND ($5::text = '' OR starts_with(o.code, upper($5)) OR position($5 IN (o.recipient->>'name') || E'\\n' || (o.recipient->>'phone') || E'\\n' || (o.recipient->>'detail')) > 0)
  ORDER BY o.id ${newest ? 'DESC' : ''} LIMIT $4`,
  )
const newestOfSeller = ofSeller(true)
const oldestOfSeller = ofSeller(false)

export type OrdersAsked = {
  organisationId: string
  state?: OrderState | undefined
  search?: string | undefined
  oldestFirst: boolean
  before?: string | undefined
  limit: number
}

/** Orders to a seller, page by page; `before` is the last of the page before, in whichever order. */
export async function sellerOrders(sql: Sql, asked: OrdersAsked): Promise<OrderView[]> {
  const { organisationId, state = null, before = null, limit, search = '', oldestFirst } = asked
  const found = oldestFirst ? oldestOfSeller : newestOfSeller
  return dated(await sql.run(found, [organisationId, state, before, limit, search.normalize('NFKC').trim()]))
}

const stateCounts = statement<{ state: OrderState; count: number }>(
  'market.order.state_counts',
  `
  SELECT state, count(*)::int AS count FROM market."order" WHERE organisation_id = $1 GROUP BY state`,
)

export async function sellerStateCounts(
  sql: Sql,
  organisationId: string,
): Promise<{ state: OrderState; count: number }[]> {
  return sql.run(stateCounts, [organisationId])
}
