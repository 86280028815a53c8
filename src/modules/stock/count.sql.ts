import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

const insert = statement<{ id: string }>(
  'stock.count.insert',
  `
  WITH given AS (
    SELECT uuidv7() AS id, g.* FROM jsonb_to_recordset($3::jsonb) AS g(position int, "lotId" uuid, "expectedUnits" int, "countedUnits" int, reason text)
  ), made AS (
    INSERT INTO stock.count (id, organisation_id, place_id, lot_id, expected_units, counted_units, reason, at)
    SELECT id, $1, $2, "lotId", "expectedUnits", "countedUnits", reason, $4 FROM given
  )
  SELECT id FROM given ORDER BY position`,
)

export async function insertCounts(
  tx: Tx,
  organisationId: string,
  placeId: string,
  lines: readonly { lotId: string; expectedUnits: number; countedUnits: number; reason: string | null }[],
  now: Instant,
): Promise<string[]> {
  const rows = lines.map(({ lotId, expectedUnits, countedUnits, reason }, position) => ({
    position,
    lotId,
    expectedUnits,
    countedUnits,
    reason,
  }))
  return (await tx.run(insert, [organisationId, placeId, JSON.stringify(rows), now])).map((row) => row.id)
}

export type CountRow = {
  id: string
  at: Instant
  place: string
  lotId: string
  lotCode: string
  name: string
  expectedUnits: number
  countedUnits: number
  reason: string | null
}

const list = statement<CountRow>(
  'stock.count.list',
  `
  SELECT c.id, c.at, p.name AS place, c.lot_id AS "lotId", l.code AS "lotCode", i.name, c.expected_units AS "expectedUnits",
    c.counted_units AS "countedUnits", c.reason
  FROM stock.count c JOIN stock.place p ON p.id = c.place_id JOIN stock.lot l ON l.id = c.lot_id JOIN stock.item i ON i.id = l.item_id
  WHERE c.organisation_id = $1 AND ($2::uuid IS NULL OR c.id < $2) ORDER BY c.id DESC LIMIT $3`,
)

export async function countRows(
  sql: Sql,
  organisationId: string,
  before: string | null,
  limit: number,
): Promise<CountRow[]> {
  return sql.run(list, [organisationId, before, limit])
}
