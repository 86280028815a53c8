import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { MovementKind } from './movement.ts'

export type Wanted = { orderId: string; itemId: string; units: number }
export type Allocation = { orderId: string; itemId: string; lotId: string; lotCode: string; units: number }

/**
 * First expired, first out. Locks the sellable lots of all wanted items in id order (so that two baskets never wait
 * on each other), shares the wanted units over them by expiry, moves the counters and writes the journal, all in one
 * statement. A lot that is stopped is passed over.
 * An item with too little gets fewer units than wanted; the caller refuses and nothing stays.
 */
const hold = statement<Allocation>(
  'stock.hold',
  `
  WITH want AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS w("orderId" uuid, "itemId" uuid, units int)
  ), candidate AS MATERIALIZED (
    SELECT l.id, l.item_id, l.code, l.expires_on, l.available_units
    FROM stock.lot l WHERE l.item_id = ANY (ARRAY(SELECT "itemId" FROM want)) AND l.available_units > 0 AND l.expires_on > $3
      AND l.stops = 0
    ORDER BY l.id FOR NO KEY UPDATE
  ), queue AS (
    SELECT c.*, sum(available_units) OVER (PARTITION BY item_id ORDER BY expires_on, id) - available_units AS before FROM candidate c
  ), taken AS MATERIALIZED (
    SELECT w."orderId", q.item_id, q.id AS lot_id, q.code, least(q.available_units, w.units - q.before)::int AS units
    FROM queue q JOIN want w ON w."itemId" = q.item_id WHERE q.before < w.units
  ), moved AS (
    UPDATE stock.lot l SET available_units = l.available_units - t.units, held_units = l.held_units + t.units FROM taken t WHERE l.id = t.lot_id
  ), held AS (
    INSERT INTO stock.hold (order_id, lot_id, units, expires_at) SELECT "orderId", lot_id, units, $2 FROM taken
  ), noted AS (
    INSERT INTO stock.movement (lot_id, at, kind, units, order_id) SELECT lot_id, $4, 'held', units, "orderId" FROM taken
  )
  SELECT "orderId", item_id AS "itemId", lot_id AS "lotId", code AS "lotCode", units FROM taken`,
)

export async function holdRows(
  tx: Tx,
  wanted: readonly Wanted[],
  expiresAt: Instant,
  today: CivilDate,
  now: Instant,
): Promise<Allocation[]> {
  return tx.run(hold, [JSON.stringify(wanted), expiresAt, today, now])
}

type Ending = {
  from: 'held' | 'sold'
  to: 'sold' | 'released' | 'expired'
  /** How the journal calls it. */
  kind: MovementKind
  set: string
  more?: string
}

/** Moves the holds of orders on to another state and their units with them. Holds not in the state `from` are left alone. */
function moveHolds(name: string, { from, to, kind, set, more = '' }: Ending) {
  return statement<{ order_id: string; units: number }>(
    name,
    `
    WITH target AS (
      UPDATE stock.hold h SET state = '${to}' WHERE h.order_id = ANY($1::uuid[]) AND h.state = '${from}' ${more}
      RETURNING h.order_id, h.lot_id, h.units
    ), lot AS MATERIALIZED (
      SELECT id FROM stock.lot WHERE id = ANY (ARRAY(SELECT lot_id FROM target)) ORDER BY id FOR NO KEY UPDATE
    ), moved AS (
      UPDATE stock.lot l SET ${set} FROM (SELECT lot_id, sum(units) AS units FROM target GROUP BY lot_id) t
      WHERE l.id = t.lot_id AND l.id = ANY (ARRAY(SELECT id FROM lot))
    ), noted AS (
      INSERT INTO stock.movement (lot_id, at, kind, units, order_id) SELECT lot_id, $2, '${kind}', units, order_id FROM target
    )
    SELECT order_id, sum(units)::int AS units FROM target GROUP BY order_id`,
  )
}

const toAvailable = (counter: string) =>
  `available_units = l.available_units + t.units, ${counter} = l.${counter} - t.units`

const confirm = moveHolds('stock.hold.confirm', {
  from: 'held',
  to: 'sold',
  kind: 'confirmed',
  set: 'held_units = l.held_units - t.units, sold_units = l.sold_units + t.units',
})
const release = moveHolds('stock.hold.release', {
  from: 'held',
  to: 'released',
  kind: 'released',
  set: toAvailable('held_units'),
})
const giveBack = moveHolds('stock.hold.give_back', {
  from: 'sold',
  to: 'released',
  kind: 'given_back',
  set: toAvailable('sold_units'),
})
const expire = moveHolds('stock.hold.expire', {
  from: 'held',
  to: 'expired',
  kind: 'expired',
  set: toAvailable('held_units'),
  more: 'AND h.expires_at <= $2',
})

/** Units held become units sold; returns the orders that had holds. */
export async function confirmHolds(tx: Tx, orderIds: readonly string[], now: Instant): Promise<Set<string>> {
  return ordersOf(await tx.run(confirm, [orderIds, now]))
}
/** Units held go back on sale. */
export async function releaseHolds(tx: Tx, orderIds: readonly string[], now: Instant): Promise<Set<string>> {
  return ordersOf(await tx.run(release, [orderIds, now]))
}
/** Units sold but still on the shelf go back on sale. */
export async function giveBackSold(tx: Tx, orderIds: readonly string[], now: Instant): Promise<Set<string>> {
  return ordersOf(await tx.run(giveBack, [orderIds, now]))
}
/** Holds of these orders whose time is over go back on sale. */
export async function expireHolds(tx: Tx, orderIds: readonly string[], now: Instant): Promise<Set<string>> {
  return ordersOf(await tx.run(expire, [orderIds, now]))
}

const ordersOf = (rows: readonly { order_id: string }[]) => new Set(rows.map((row) => row.order_id))

const available = statement<{ itemId: string; units: number; nextExpiry: string | null }>(
  'stock.available',
  `
  SELECT item_id AS "itemId", sum(available_units)::int AS units, min(expires_on) AS "nextExpiry"
  FROM stock.lot WHERE item_id = ANY($1::uuid[]) AND available_units > 0 AND expires_on > $2 AND stops = 0 GROUP BY item_id`,
)

/** Units a buyer could take now, by item; items with none are missing. */
export async function availability(
  sql: Sql,
  itemIds: readonly string[],
  today: CivilDate,
): Promise<Map<string, { units: number; nextExpiry: string | null }>> {
  const rows = await sql.run(available, [itemIds, today])
  return new Map(rows.map((row) => [row.itemId, { units: row.units, nextExpiry: row.nextExpiry }]))
}
