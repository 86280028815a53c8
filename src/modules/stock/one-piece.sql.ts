import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'

const lock = statement<{ lots: number; units: number }>(
  'stock.item.lock_for_one',
  `
  WITH item AS (SELECT id FROM stock.item WHERE id = $1 AND organisation_id = $2 FOR UPDATE)
  SELECT (SELECT count(*) FROM stock.lot l WHERE l.item_id = item.id)::int AS lots,
    (SELECT coalesce(sum(packed_units + found_units - withdrawn_units), 0) FROM stock.lot l WHERE l.item_id = item.id)::int AS units FROM item`,
)
const mark = statement('stock.item.mark_one', 'UPDATE stock.item SET one_of_a_kind = true WHERE id = $1')

/** From now on there is one of this item, and never another. Refuses: stock.item.unknown, stock.item.not_one. */
export async function markOneOfAKind(tx: Tx, organisationId: string, itemId: string): Promise<void> {
  const [item] = await tx.run(lock, [itemId, organisationId])
  if (item === undefined) refuse('stock.item.unknown')
  if (item.lots > 1 || item.units > 1) refuse('stock.item.not_one')
  await tx.run(mark, [itemId])
}

const made = statement<{ itemId: string; packed: boolean }>(
  'stock.item.one_pieces',
  `
  SELECT i.id AS "itemId", EXISTS (SELECT FROM stock.lot l WHERE l.item_id = i.id) AS packed
  FROM stock.item i WHERE i.id = ANY($1::uuid[]) AND i.one_of_a_kind ORDER BY i.id FOR NO KEY UPDATE`,
)

/** A piece of which there is one is packed once, as one unit. Refuses: stock.item.not_one. */
export async function checkOnePieces(tx: Tx, packings: readonly { itemId: string; units: number }[]): Promise<void> {
  const pieces = await tx.run(made, [[...new Set(packings.map((one) => one.itemId))]])
  for (const { itemId, packed } of pieces) {
    const units = packings.filter((one) => one.itemId === itemId).reduce((sum, one) => sum + one.units, 0)
    if (packed || units > 1) refuse('stock.item.not_one')
  }
}

const oneLots = statement<{ id: string }>(
  'stock.lot.one_pieces',
  'SELECT id FROM stock.lot WHERE id = ANY($1::uuid[]) AND one_of_a_kind',
)

/** Of these lots, those that are the one piece of their item. */
export async function onePieceLots(sql: Sql, lotIds: readonly string[]): Promise<Set<string>> {
  return new Set((await sql.run(oneLots, [lotIds])).map((row) => row.id))
}
