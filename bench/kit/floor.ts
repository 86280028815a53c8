import { randomUUID } from 'node:crypto'
import pg from 'pg'

/**
 * The floor: the rows of one whole checkout (two orders, paid; the bank's own rows too) written straight through `pg` in one transaction,
 * one multi-row INSERT or UPDATE for each table, prepared by name or sent as plain `client.query(text, values)`. No HTTP,
 * no rules, no reading.
 */
export function floorWriter(databaseUrl: string, connections: number) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections })
  return {
    async write(lots: readonly Lot[], prepared: boolean): Promise<void> {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        for (const [name, text, values] of statementsFor(lots))
          await client.query({ ...(prepared ? { name } : {}), text, values: values as unknown[] })
        await client.query('COMMIT')
      } finally {
        client.release()
      }
    },
    async lots(): Promise<Lot[]> {
      const { rows } = await pool.query<Lot>(`
        SELECT l.id AS "lotId", l.code, i.id AS "itemId", i.gtin, l.organisation_id AS "organisationId", m.id AS "listingId", m.version_id AS "versionId"
        FROM stock.lot l JOIN stock.item i ON i.id = l.item_id JOIN market.listing m ON m.item_id = i.id`)
      return rows
    },
    close: () => pool.end(),
  }
}

export type Lot = {
  lotId: string
  code: string
  itemId: string
  gtin: string
  organisationId: string
  listingId: string
  versionId: string
}

/** How many statements a write is, BEGIN and COMMIT included. */
export const FLOOR_STATEMENTS = 22

const recipient = JSON.stringify({
  name: '示范收件人',
  phone: '13800000000',
  provinceCode: '31',
  cityCode: '3101',
  countyCode: '310101',
  detail: '示范路 1 号',
})
const TITLE = '高山绿茶'
const agreed = JSON.stringify([
  { line: 0, paidFen: 1000, refundedFen: 0, rate: '0.03', ruleId: null, subsidies: [] },
  { line: -1, paidFen: 800, refundedFen: 0, rate: '0', ruleId: null, subsidies: [] },
])

const NOTIFY_URL = 'http://127.0.0.1:8080/gateway/sandbox/notices'

/** As long as what the bank says of a payment. */
const noticeBody = (payment: string, ...orders: string[]) =>
  JSON.stringify({
    kind: 'payment.paid',
    ourId: payment,
    gatewayRef: `sandbox-${payment}`,
    amountFen: 3600,
    at: new Date().toISOString(),
    shares: orders.map((order) => ({ shareId: order, shareRef: `sandbox-${order}`, amountFen: 1800 })),
  })

function statementsFor(lots: readonly Lot[]): (readonly [string, string, readonly unknown[]])[] {
  const [a, b] = lots.toSorted((x, y) => (x.lotId < y.lotId ? -1 : 1)) as [Lot, Lot]
  const [first, second, payment, buyer, now] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), new Date()]
  return [
    [
      'f1',
      'INSERT INTO market.basket_line VALUES ($1, $2, 1, $4), ($1, $3, 1, $4)',
      [buyer, a.listingId, b.listingId, now],
    ],
    ['f2', 'DELETE FROM market.basket_line WHERE buyer_id = $1', [buyer]],
    [
      'f3',
      'UPDATE stock.lot SET available_units = available_units - 1, sold_units = sold_units + 1 WHERE id = $1',
      [a.lotId],
    ],
    [
      'f4',
      'UPDATE stock.lot SET available_units = available_units - 1, sold_units = sold_units + 1 WHERE id = $1',
      [b.lotId],
    ],
    [
      'f5',
      `INSERT INTO stock.hold VALUES ($1, $3, 1, 'sold', $5), ($2, $4, 1, 'sold', $5)`,
      [first, second, a.lotId, b.lotId, now],
    ],
    [
      'f20',
      `INSERT INTO stock.movement (lot_id, at, kind, units, order_id) VALUES ($3, $5, 'held', 1, $1), ($4, $5, 'held', 1, $2), ($3, $5, 'confirmed', 1, $1), ($4, $5, 'confirmed', 1, $2)`,
      [first, second, a.lotId, b.lotId, now],
    ],
    [
      'f6',
      `INSERT INTO market."order" (id, code, payment_id, buyer_id, organisation_id, state, goods_fen, freight_fen, recipient, province_code, placed_at, pay_by, paid_at)
      VALUES ($1, $3, $5, $6, $7, 'paid', 1000, 800, $9, '31', $10, $10, $10), ($2, $4, $5, $6, $8, 'paid', 1000, 800, $9, '31', $10, $10, $10)`,
      [first, second, first, second, payment, buyer, a.organisationId, b.organisationId, recipient, now],
    ],
    [
      'f7',
      `INSERT INTO market.order_line (order_id, line, listing_id, item_id, gtin, title_zh, title_en, category, village_code, net_grams, storage, units, list_fen, price_fen, paid_fen, version_id)
      VALUES ($1, 0, $3, $4, $5, $9, $9, 'tea', '331123001001', 250, 'ambient', 1, 1000, 1000, 1000, $10), ($2, 0, $6, $7, $8, $9, $9, 'tea', '331123001001', 250, 'ambient', 1, 1000, 1000, 1000, $11)`,
      [first, second, a.listingId, a.itemId, a.gtin, b.listingId, b.itemId, b.gtin, TITLE, a.versionId, b.versionId],
    ],
    [
      'f8',
      'INSERT INTO market.order_line_lot VALUES ($1, 0, $3, $5, 1), ($2, 0, $4, $6, 1)',
      [first, second, a.lotId, b.lotId, a.code, b.code],
    ],
    [
      'f9',
      `INSERT INTO market.order_step (order_id, at, step, actor_kind) VALUES ($1, $3, 'place', 'guest'), ($2, $3, 'place', 'guest'), ($1, $3, 'pay', 'gateway'), ($2, $3, 'pay', 'gateway')`,
      [first, second, now],
    ],
    [
      'f10',
      `INSERT INTO payment.payment (id, buyer_id, gateway, total_fen, state, asked_at, expires_at, paid_at) VALUES ($1, $2, 'sandbox', 3600, 'paid', $3, $3, $3)`,
      [payment, buyer, now],
    ],
    [
      'f11',
      `INSERT INTO payment.share (order_id, payment_id, organisation_id, seller_account, subject, amount_fen, share_ref)
      VALUES ($1, $3, $4, 'a', $6, 1800, 'r'), ($2, $3, $5, 'b', $6, 1800, 'r')`,
      [first, second, payment, a.organisationId, b.organisationId, TITLE],
    ],
    ['f12', `INSERT INTO payment.notice VALUES ('sandbox', $1, 'payment.paid', $1, $2)`, [payment, now]],
    [
      'f13',
      `INSERT INTO ledger.frozen (order_id, organisation_id, payment_id, amount_fen, commission_rate, releases_parts, advances_refunds, lines)
      VALUES ($1, $3, $5, 1800, 0.03, true, true, $6), ($2, $4, $5, 1800, 0.03, true, true, $6)`,
      [first, second, a.organisationId, b.organisationId, payment, agreed],
    ],
    [
      'f14',
      `INSERT INTO ledger.transfer (at, kind, debit, credit, amount_fen, organisation_id, order_id, reference)
      VALUES ($5, 'paid', 'gateway', 'frozen/' || $3, 1800, $3::uuid, $1, $1), ($5, 'paid', 'gateway', 'frozen/' || $4, 1800, $4::uuid, $2, $2)`,
      [first, second, a.organisationId, b.organisationId, now],
    ],
    [
      'f15',
      `INSERT INTO kernel.audit (operation, actor_kind, actor_id, request_id, detail) VALUES ('market.checkout', 'guest', $1, $3, $2)`,
      [buyer, JSON.stringify({ paymentId: payment, orderIds: [first, second] }), randomUUID()],
    ],
    [
      'f16',
      `INSERT INTO kernel.event (name, subject, data) VALUES ('market.checkout.placed', $1, $2), ('market.orders.paid', $1, $2)`,
      [payment, JSON.stringify({ orderIds: [first, second] })],
    ],
    [
      'f17',
      `INSERT INTO sandbox.trade (id, total_fen, state, at, notify_url) VALUES ($1, 3600, 'paid', $2, $3)`,
      [payment, now, NOTIFY_URL],
    ],
    [
      'f18',
      `INSERT INTO sandbox.share (id, trade_id, seller_account, amount_fen, frozen_fen) VALUES ($1, $3, 'a', 1800, 1800), ($2, $3, 'b', 1800, 1800)`,
      [first, second, payment],
    ],
    [
      'f19',
      `INSERT INTO sandbox.notice (id, notify_url, kind, our_id, body, attempts, acknowledged_at) VALUES ($1, $4, 'payment.paid', $1, $3, 1, $2)`,
      [payment, now, noticeBody(payment, first, second), NOTIFY_URL],
    ],
  ]
}
