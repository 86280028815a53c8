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

export type LotToCount = { lotId: string; since: Instant }

/** The moment the day began on which a lot was packed, whatever the session's time zone. */
const packedAt = `l.packed_on::timestamp AT TIME ZONE 'Asia/Shanghai'`

const toCount = statement<LotToCount>(
  'stock.count.wanted',
  `
  SELECT l.id AS "lotId", coalesce((SELECT max(c.at) FROM stock.count c WHERE c.lot_id = l.id), ${packedAt}) AS since
  FROM stock.lot l
  WHERE l.organisation_id = $1 AND ${packedAt} < $2 AND EXISTS (SELECT FROM stock.lot_place p WHERE p.lot_id = l.id AND p.units > 0)
    AND NOT EXISTS (SELECT FROM stock.count c WHERE c.lot_id = l.id AND c.at >= $2)
  ORDER BY l.expires_on, l.id
  LIMIT greatest(0, $3 - (SELECT count(*) FROM stock.count WHERE organisation_id = $1 AND at >= $4))`,
)

/** Lots on a shelf that nobody counted since a moment, what expires first first: so many a day, less what was counted that day. */
export async function lotsToCount(
  sql: Sql,
  organisationId: string,
  since: Instant,
  { aDay, dayBegan }: { aDay: number; dayBegan: Instant },
): Promise<LotToCount[]> {
  return sql.run(toCount, [organisationId, since, aDay, dayBegan])
}

export type CountFacts = {
  lotId: string
  code: string
  name: string
  placeId: string
  place: string
  /** The place every seller has from the start; its name is in Chinese only. */
  isMain: boolean
  expectedUnits: number
}

const factsOf = statement<CountFacts>(
  'stock.count.facts',
  `
  SELECT l.id AS "lotId", l.code, i.name, p.place_id AS "placeId", w.name AS place, w.main AS "isMain", p.units AS "expectedUnits"
  FROM stock.lot l JOIN stock.item i ON i.id = l.item_id
  CROSS JOIN LATERAL (SELECT place_id, units FROM stock.lot_place WHERE lot_id = l.id ORDER BY units DESC, place_id LIMIT 1) p
  JOIN stock.place w ON w.id = p.place_id WHERE l.organisation_id = $1 AND l.id = $2`,
)

/** A lot where most of it stands. */
export async function lotForCount(sql: Sql, organisationId: string, lotId: string): Promise<CountFacts | null> {
  return (await sql.run(factsOf, [organisationId, lotId]))[0] ?? null
}
