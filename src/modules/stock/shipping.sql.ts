import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'

const lock = statement<{ code: string; stops: number }>(
  'stock.hold.lock_lots',
  `
  SELECT l.code, l.stops FROM stock.lot l
  WHERE l.id = ANY (ARRAY(SELECT lot_id FROM stock.hold WHERE order_id = ANY($1::uuid[]) AND state = 'sold')) ORDER BY l.id FOR NO KEY UPDATE`,
)

/** Sold units leave the shelf: the main place gives first, then the fullest. The lots are locked before, so that places stand still. */
function takeSold(name: string, to: 'shipped' | 'released', kind: 'shipped' | 'not_there', set: string) {
  return statement<{ order_id: string }>(
    name,
    `
    WITH target AS (
      UPDATE stock.hold SET state = '${to}' WHERE order_id = ANY($1::uuid[]) AND state = 'sold' RETURNING order_id, lot_id, units
    ), wanted AS MATERIALIZED (
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
    SELECT DISTINCT order_id FROM target`,
  )
}

const ship = takeSold('stock.hold.ship', 'shipped', 'shipped', 'shipped_units = l.shipped_units + t.units')
const withdraw = takeSold(
  'stock.hold.withdraw',
  'released',
  'not_there',
  'sold_units = l.sold_units - t.units, withdrawn_units = l.withdrawn_units + t.units',
)

/** Units sold leave in parcels. Refuses: stock.lot.stopped; a lot on hold is not packed. */
export async function shipSold(tx: Tx, orderIds: readonly string[], now: Instant): Promise<void> {
  const stopped = (await tx.run(lock, [orderIds])).find((lot) => lot.stops > 0)
  if (stopped) refuse('stock.lot.stopped', { code: stopped.code })
  await tx.run(ship, [orderIds, now])
}

/** Units sold that turned out not to be there are written off. */
export async function withdrawSold(tx: Tx, orderIds: readonly string[], now: Instant): Promise<Set<string>> {
  await tx.run(lock, [orderIds])
  return new Set((await tx.run(withdraw, [orderIds, now])).map((row) => row.order_id))
}
