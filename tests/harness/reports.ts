import { expect } from 'vitest'
import { countRows } from './count.ts'
import { countAllSales } from '../../src/modules/insight/index.ts'
import type { Trade } from '../../src/workflows/testing.ts'

/** Order, refunds, scale, books, invoices, budgets and the observatory hold the same fen and grams of every order. */
export async function everyReportAgrees({ county: { app } }: Trade): Promise<void> {
  const none = async (what: string, table: string, where: string) =>
    expect([what, await countRows(app.database, table, where)]).toEqual([what, 0])
  await none(
    'an order is its refunds',
    'market."order" o',
    'o.refunded_fen <> (SELECT coalesce(sum(r.amount_fen), 0) FROM market.refund r WHERE r.order_id = o.id)',
  )
  await none(
    'an order is its lines',
    'market."order" o',
    'o.refunded_fen <> o.freight_refunded_fen + (SELECT sum(l.refunded_fen) FROM market.order_line l WHERE l.order_id = o.id)',
  )
  const inBooks = (line: string) =>
    `(SELECT (e->>'refundedFen')::bigint FROM ledger.frozen f, jsonb_array_elements(f.lines) AS e WHERE f.order_id = o.id AND (e->>'line')::int = ${line})`
  await none(
    'the books have each line as the order has it',
    'market."order" o JOIN market.order_line l ON l.order_id = o.id',
    `o.paid_at IS NOT NULL AND l.refunded_fen <> ${inBooks('l.line')}`,
  )
  await none(
    'the books have the freight as the order has it',
    'market."order" o',
    `o.paid_at IS NOT NULL AND o.freight_fen > 0 AND o.freight_refunded_fen <> ${inBooks('-1')}`,
  )
  await scaleAgrees(none)
  await none(
    'an invoice is what is left',
    'invoicing.request q JOIN market."order" o ON o.id = q.order_id',
    `q.state IN ('asked', 'issued') AND q.amount_fen - q.red_fen <> o.goods_fen + o.freight_fen - o.refunded_fen`,
  )
  await none(
    'a budget gets back what the books gave back to the platform',
    'ledger.frozen f JOIN market."order" o ON o.id = f.order_id',
    `o.state <> 'cancelled' AND f.subsidy_back_fen <> (SELECT coalesce(sum(h.returned_fen), 0) FROM pricing.hold h WHERE h.order_id = o.id AND h.budget_id IS NOT NULL)`,
  )
  await countAllSales(app)
  const standing = `o.paid_at IS NOT NULL AND o.state NOT IN ('cancelled', 'refunded')`
  const lines = `FROM market."order" o JOIN market.order_line l ON l.order_id = o.id WHERE ${standing}`
  await none(
    'the observatory has what is left, in money',
    `(SELECT coalesce(sum(amount_fen), 0) AS fen FROM insight.daily_sale WHERE dimension = 'county') s`,
    `s.fen <> (SELECT coalesce(sum(l.paid_fen - l.refunded_fen), 0) ${lines})`,
  )
  await none(
    'the observatory has the weight that left',
    `(SELECT coalesce(sum(weight_grams), 0) AS grams FROM insight.daily_sale WHERE dimension = 'county') s`,
    `s.grams <> (SELECT coalesce(sum(CASE WHEN l.weighed_units IS NULL THEN (l.units - l.refunded_units)::bigint * l.net_grams
      ELSE l.weighed_grams * least(l.units - l.refunded_units, l.weighed_units) / l.weighed_units END), 0) ${lines})`,
  )
}

async function scaleAgrees(none: (what: string, table: string, where: string) => Promise<void>): Promise<void> {
  await none(
    'what the scale gave back is what its entries gave back',
    'market.order_line l',
    'l.weighed_back_fen <> (SELECT coalesce(sum(w.back_fen), 0) FROM market.weighing w WHERE w.order_id = l.order_id AND w.line = l.line)',
  )
  await none(
    'refunds by weighing are what the scale gave back, and freight',
    'market."order" o',
    `(SELECT coalesce(sum(r.amount_fen - r.freight_fen), 0) FROM market.refund r WHERE r.order_id = o.id AND r.cause = 'weighing')
      <> (SELECT sum(l.weighed_back_fen) FROM market.order_line l WHERE l.order_id = o.id)`,
  )
  await none(
    'nothing left unweighed',
    'market."order" o JOIN market.order_line l ON l.order_id = o.id',
    'o.shipped_at IS NOT NULL AND l.weigh_basis_grams IS NOT NULL AND l.weighed_units IS NULL AND l.refunded_units < l.units',
  )
}
