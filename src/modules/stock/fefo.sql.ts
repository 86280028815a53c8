import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

const near = statement<{ itemId: string; units: number; lotIds: string[] }>(
  'stock.near_expiry',
  `
  SELECT w."itemId", sum(l.available_units)::int AS units, array_agg(l.id) AS "lotIds"
  FROM jsonb_to_recordset($1::jsonb) AS w("itemId" uuid, until date)
  JOIN stock.lot l ON l.item_id = w."itemId" AND l.available_units > 0 AND l.expires_on > $2 AND l.expires_on <= w.until AND l.stops = 0
  GROUP BY 1`,
)

/** Units on the shelf that expire by a day, and their lots, by item: first expired goes first, so a buyer gets these before all others. */
export async function unitsNearExpiry(
  sql: Sql,
  asked: readonly { itemId: string; until: CivilDate }[],
  today: CivilDate,
): Promise<Map<string, { units: number; lotIds: readonly string[] }>> {
  const rows = await sql.run(near, [JSON.stringify(asked), today])
  return new Map(rows.map((row) => [row.itemId, row]))
}
