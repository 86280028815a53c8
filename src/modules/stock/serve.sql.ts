import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { civilDate } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Allocation, Wanted } from './hold.sql.ts'

/** Which lots may serve: those packed since a day, or only these. */
export type FreshLots = { packedSince: CivilDate; lotIds?: readonly string[] }

const fresh = `available_units > 0 AND expires_on > $3 AND stops = 0 AND packed_on >= $4 AND ($5::uuid[] IS NULL OR id = ANY($5))`

const sell = statement<Allocation>(
  'stock.serve',
  `
  WITH want AS MATERIALIZED (
    SELECT w.*, sum(units) OVER (PARTITION BY "itemId" ORDER BY position) - units AS before
    FROM jsonb_to_recordset($1::jsonb) AS w(position int, "orderId" uuid, "itemId" uuid, units int)
  ), candidate AS MATERIALIZED (
    SELECT id, item_id, code, expires_on, available_units FROM stock.lot
    WHERE item_id = ANY (ARRAY(SELECT "itemId" FROM want)) AND ${fresh} ORDER BY id FOR NO KEY UPDATE
  ), queue AS (
    SELECT c.*, sum(available_units) OVER (PARTITION BY item_id ORDER BY expires_on, id) - available_units AS before FROM candidate c
  ), taken AS MATERIALIZED (
    SELECT w."orderId", q.item_id, q.id AS lot_id, q.code,
      (least(w.before + w.units, q.before + q.available_units) - greatest(w.before, q.before))::int AS units
    FROM want w JOIN queue q ON q.item_id = w."itemId" AND q.before < w.before + w.units AND w.before < q.before + q.available_units
  ), moved AS (
    UPDATE stock.lot l SET available_units = l.available_units - t.units, sold_units = l.sold_units + t.units
    FROM (SELECT lot_id, sum(units) AS units FROM taken GROUP BY lot_id) t WHERE l.id = t.lot_id
  ), sold AS (
    INSERT INTO stock.hold (order_id, lot_id, units, state, expires_at) SELECT "orderId", lot_id, units, 'sold', $2 FROM taken
  ), noted AS (
    INSERT INTO stock.movement (lot_id, at, kind, units, order_id)
    SELECT lot_id, $2, k.kind, units, "orderId" FROM taken CROSS JOIN (VALUES ('held'), ('confirmed')) AS k(kind)
  )
  SELECT "orderId", item_id AS "itemId", lot_id AS "lotId", code AS "lotCode", units FROM taken`,
)

/**
 * Gives units to orders that were paid before the goods were there: the first order gets what expires first. Where there is too little, the
 * last ones get less; the caller looks and refuses.
 */
export async function sellToOrders(
  tx: Tx,
  inTime: readonly Wanted[],
  lots: FreshLots,
  now: Instant,
): Promise<Allocation[]> {
  const wanted = inTime.map((want, position) => ({ ...want, position }))
  return tx.run(sell, [JSON.stringify(wanted), now, civilDate(now), lots.packedSince, lots.lotIds ?? null])
}

const packed = statement<{ units: number }>(
  'stock.packed_since',
  `SELECT coalesce(sum(available_units), 0)::int AS units FROM stock.lot
  WHERE item_id = $1 AND $2::timestamptz IS NOT NULL AND ${fresh}`,
)

/** Units of an item on the shelf from lots packed since a day, free to be sold. */
export async function unitsPackedSince(sql: Sql, itemId: string, since: CivilDate, now: Instant): Promise<number> {
  const [row] = await sql.run(packed, [itemId, now, civilDate(now), since, null])
  return row?.units ?? 0
}
