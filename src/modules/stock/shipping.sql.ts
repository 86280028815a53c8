import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'

/** Units that were an order's, by lot. */
export type TakenUnits = { order_id: string; lotId: string; units: number }

const lock = statement<{ code: string; stops: number }>(
  'stock.hold.lock_lots',
  `
  SELECT l.code, l.stops FROM stock.lot l
  WHERE l.id = ANY (ARRAY(SELECT lot_id FROM stock.hold WHERE order_id = ANY($1::uuid[]) AND state = 'sold')) ORDER BY l.id FOR NO KEY UPDATE`,
)

const whole = (to: 'shipped' | 'released') => `
    target AS (
      UPDATE stock.hold SET state = '${to}' WHERE order_id = ANY($1::uuid[]) AND state = 'sold' RETURNING order_id, lot_id, units
    )`

/** Some of the units only: the lot that expires last gives first, as it would have been packed last. */
const part = `
    want AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset($3::jsonb) AS w("itemId" uuid, units int)
    ), queue AS (
      SELECT h.order_id, h.lot_id, h.units, l.item_id, sum(h.units) OVER (PARTITION BY l.item_id ORDER BY l.expires_on DESC, l.id DESC) - h.units AS before
      FROM stock.hold h JOIN stock.lot l ON l.id = h.lot_id WHERE h.order_id = ANY($1::uuid[]) AND h.state = 'sold'
    ), given AS MATERIALIZED (
      SELECT q.order_id, q.lot_id, least(q.units, w.units - q.before)::int AS units FROM queue q JOIN want w ON w."itemId" = q.item_id WHERE q.before < w.units
    ), target AS (
      UPDATE stock.hold h SET state = CASE WHEN h.units = g.units THEN 'released' ELSE h.state END,
        units = CASE WHEN h.units = g.units THEN h.units ELSE h.units - g.units END
      FROM given g WHERE h.order_id = g.order_id AND h.lot_id = g.lot_id RETURNING h.order_id, h.lot_id, g.units
    )`

/** Sold units leave the shelf: the main place gives first, then the fullest. The lots are locked before, so that places stand still. */
function takeSold(name: string, target: string, kind: 'shipped' | 'not_there', set: string) {
  return statement<TakenUnits>(
    name,
    `
    WITH ${target}, wanted AS MATERIALIZED (
      SELECT *, sum(units) OVER (PARTITION BY lot_id ORDER BY order_id) - units AS before FROM target
    ), place AS MATERIALIZED (
      SELECT lp.lot_id, lp.place_id, lp.units,
        sum(lp.units) OVER (PARTITION BY lp.lot_id ORDER BY p.main DESC, lp.units DESC, lp.place_id) - lp.units AS before
      FROM stock.lot_place lp JOIN stock.place p ON p.id = lp.place_id
      WHERE lp.lot_id = ANY (ARRAY(SELECT lot_id FROM target)) AND lp.units > 0
    ), taken AS MATERIALIZED (
      SELECT w.order_id, w.lot_id, p.place_id, (least(w.before + w.units, p.before + p.units) - greatest(w.before, p.before))::int AS units
      FROM wanted w JOIN place p ON p.lot_id = w.lot_id AND p.before < w.before + w.units AND w.before < p.before + p.units
    ), moved AS (
      UPDATE stock.lot l SET ${set} FROM (SELECT lot_id, sum(units) AS units FROM target GROUP BY lot_id) t WHERE l.id = t.lot_id
    ), left_place AS (
      UPDATE stock.lot_place lp SET units = lp.units - t.units
      FROM (SELECT lot_id, place_id, sum(units) AS units FROM taken GROUP BY lot_id, place_id) t
      WHERE lp.lot_id = t.lot_id AND lp.place_id = t.place_id
    ), noted AS (
      INSERT INTO stock.movement (lot_id, at, kind, units, place_id, order_id) SELECT lot_id, $2, '${kind}', units, place_id, order_id FROM taken
    )
    SELECT order_id, lot_id AS "lotId", units FROM target`,
  )
}

const notThere = 'sold_units = l.sold_units - t.units, withdrawn_units = l.withdrawn_units + t.units'
const ship = takeSold('stock.hold.ship', whole('shipped'), 'shipped', 'shipped_units = l.shipped_units + t.units')
const withdraw = takeSold('stock.hold.withdraw', whole('released'), 'not_there', notThere)
const withdrawPart = takeSold('stock.hold.withdraw_part', part, 'not_there', notThere)

const giveBackPart = statement<TakenUnits>(
  'stock.hold.give_back_part',
  `
    WITH ${part}, moved AS (
      UPDATE stock.lot l SET available_units = l.available_units + t.units, sold_units = l.sold_units - t.units
      FROM (SELECT lot_id, sum(units) AS units FROM target GROUP BY lot_id) t WHERE l.id = t.lot_id
    ), noted AS (
      INSERT INTO stock.movement (lot_id, at, kind, units, order_id) SELECT lot_id, $2, 'given_back', units, order_id FROM target
    )
    SELECT order_id, lot_id AS "lotId", units FROM target`,
)

/** Units sold leave in parcels; returns from which lots. Refuses: stock.lot.stopped; a lot on hold is not packed. */
export async function shipSold(tx: Tx, orderIds: readonly string[], now: Instant): Promise<TakenUnits[]> {
  const stopped = (await tx.run(lock, [orderIds])).find((lot) => lot.stops > 0)
  if (stopped) refuse('stock.lot.stopped', { code: stopped.code })
  return tx.run(ship, [orderIds, now])
}

/** Units sold that turned out not to be there are written off. */
export async function withdrawSold(tx: Tx, orderIds: readonly string[], now: Instant): Promise<Set<string>> {
  await tx.run(lock, [orderIds])
  return new Set((await tx.run(withdraw, [orderIds, now])).map((row) => row.order_id))
}

/**
 * Some units of an order that is not shipped stay behind: on sale again, or written off where they turned out not to be there. Returns how
 * many each lot kept.
 */
export async function keepBackSold(
  tx: Tx,
  orderId: string,
  units: readonly { itemId: string; units: number }[],
  goodsAreThere: boolean,
  now: Instant,
): Promise<{ lotId: string; units: number }[]> {
  await tx.run(lock, [[orderId]])
  const kept = await tx.run(goodsAreThere ? giveBackPart : withdrawPart, [[orderId], now, JSON.stringify(units)])
  return kept.map(({ lotId, units: count }) => ({ lotId, units: count }))
}

const stopped = statement<{ orderId: string; code: string }>(
  'stock.hold.stopped_orders',
  `
  SELECT DISTINCT ON (h.order_id) h.order_id AS "orderId", l.code FROM stock.hold h JOIN stock.lot l ON l.id = h.lot_id
  WHERE h.order_id = ANY($1::uuid[]) AND h.state = 'sold' AND l.stops > 0 ORDER BY h.order_id, l.code`,
)

/** Of some orders those that wait for a lot that is on hold, each with the code of one. */
export async function stoppedOrders(sql: Sql, orderIds: readonly string[]): Promise<Map<string, string>> {
  return new Map((await sql.run(stopped, [orderIds])).map(({ orderId, code }) => [orderId, code]))
}
