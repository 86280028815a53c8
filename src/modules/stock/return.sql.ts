import type { Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type ReturnedUnits = { lotId: string; shelfUnits: number; scrappedUnits: number }

const takeBack = statement(
  'stock.lot.take_back',
  `
  WITH back AS MATERIALIZED (
    SELECT "lotId" AS id, sum("shelfUnits")::int AS shelf, sum("scrappedUnits")::int AS scrapped
    FROM jsonb_to_recordset($1::jsonb) AS b("lotId" uuid, "shelfUnits" int, "scrappedUnits" int) GROUP BY 1
  ), lot AS MATERIALIZED (
    SELECT id FROM stock.lot WHERE id = ANY (ARRAY(SELECT id FROM back)) ORDER BY id FOR NO KEY UPDATE
  )
  UPDATE stock.lot l SET sold_units = l.sold_units - b.shelf - b.scrapped, available_units = l.available_units + b.shelf,
    withdrawn_units = l.withdrawn_units + b.scrapped
  FROM back b WHERE l.id = b.id AND l.id = ANY (ARRAY(SELECT id FROM lot))`,
)

/** Sold units that buyers sent back: whole ones go on sale again, the others are written off. */
export function takeBackSold(tx: Tx, units: readonly ReturnedUnits[]): void {
  if (units.length > 0) tx.send(takeBack, [JSON.stringify(units)])
}
