import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { HarvestReceipt } from './harvest.ts'

export type ReceivedHarvest = { harvestId: string; growerId: string }

/**
 * Both sides of a join always have their match here. It is a full one since that cannot be done row by row: the planner takes a
 * thousand rows of JSON for a hundred, and would compare each of five thousand harvests with each of five thousand plots.
 */
const insertHarvests = statement<{ position: number; harvest_id: string; grower_id: string }>(
  'farm.harvest.insert',
  `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb)
      AS g(position int, grower text, "villageCode" text, plot text, product text, "weightGrams" bigint, "harvestedOn" date)
  ), grower AS (
    INSERT INTO farm.grower AS t (organisation_id, name, village_code)
    SELECT DISTINCT $1::uuid, grower, "villageCode" FROM given ORDER BY 2, 3
    ON CONFLICT (organisation_id, village_code, name) DO UPDATE SET name = EXCLUDED.name
    RETURNING t.id, t.name, t.village_code
  ), grown AS MATERIALIZED (
    SELECT given.*, grower.id AS grower_id FROM given
    FULL JOIN grower ON grower.name = given.grower AND grower.village_code = given."villageCode"
  ), plot AS (
    INSERT INTO farm.plot AS t (grower_id, name)
    SELECT DISTINCT grower_id, plot FROM grown ORDER BY 1, 2
    ON CONFLICT (grower_id, name) DO UPDATE SET name = EXCLUDED.name
    RETURNING t.id, t.grower_id, t.name
  ), ready AS (
    SELECT uuidv7() AS id, grown.*, plot.id AS plot_id FROM grown
    FULL JOIN plot ON plot.grower_id = grown.grower_id AND plot.name = grown.plot
  ), harvest AS (
    INSERT INTO farm.harvest (id, organisation_id, grower_id, plot_id, product, weight_grams, harvested_on, received_at)
    SELECT id, $1, grower_id, plot_id, product, "weightGrams", "harvestedOn", $3 FROM ready
  )
  SELECT position, id AS harvest_id, grower_id FROM ready ORDER BY position`,
)

/** Takes in harvests in the order given; growers and plots not yet known are entered. */
export async function insertHarvestRows(
  tx: Tx,
  organisationId: string,
  receipts: readonly HarvestReceipt[],
  now: Instant,
): Promise<ReceivedHarvest[]> {
  const rows = await tx.run(insertHarvests, [
    organisationId,
    JSON.stringify(receipts.map((r, position) => ({ ...r, position }))),
    now,
  ])
  return rows.map((row) => ({ harvestId: row.harvest_id, growerId: row.grower_id }))
}

export type HarvestSummary = {
  id: string
  grower: string
  villageCode: string
  plot: string
  product: string
  weightGrams: number
  packedGrams: number
  harvestedOn: string
}

const harvestColumns = `
  h.id, g.name AS grower, g.village_code AS "villageCode", p.name AS plot, h.product,
  h.weight_grams AS "weightGrams", h.packed_grams AS "packedGrams", h.harvested_on AS "harvestedOn"`

const selectHarvests = statement<HarvestSummary>(
  'farm.harvest.list',
  `
  SELECT ${harvestColumns} FROM farm.harvest h JOIN farm.grower g ON g.id = h.grower_id JOIN farm.plot p ON p.id = h.plot_id
  WHERE h.organisation_id = $1 AND ($2::uuid IS NULL OR h.id < $2) ORDER BY h.id DESC LIMIT $3`,
)

export async function listHarvestRows(
  sql: Sql,
  organisationId: string,
  before: string | null,
  limit: number,
): Promise<HarvestSummary[]> {
  return sql.run(selectHarvests, [organisationId, before, limit])
}

const selectHarvest = statement<HarvestSummary>(
  'farm.harvest.read',
  `
  SELECT ${harvestColumns} FROM farm.harvest h JOIN farm.grower g ON g.id = h.grower_id JOIN farm.plot p ON p.id = h.plot_id
  WHERE h.organisation_id = $1 AND h.id = ANY($2::uuid[])`,
)

export async function harvestRows(sql: Sql, organisationId: string, ids: readonly string[]): Promise<HarvestSummary[]> {
  return sql.run(selectHarvest, [organisationId, ids])
}

const useWeight = statement<{ id: string }>(
  'farm.harvest.use_weight',
  `
  UPDATE farm.harvest h SET packed_grams = packed_grams + u.grams
  FROM (SELECT "harvestId" AS id, sum(grams) AS grams FROM jsonb_to_recordset($2::jsonb) AS u("harvestId" uuid, grams bigint) GROUP BY 1 ORDER BY 1) u
  WHERE h.id = u.id AND h.organisation_id = $1 AND h.packed_grams + u.grams <= h.weight_grams
  RETURNING h.id`,
)

/** Takes weight from harvests for packing; returns the ids of those that had enough. */
export async function useWeightRows(
  tx: Tx,
  organisationId: string,
  uses: readonly { harvestId: string; grams: number }[],
): Promise<Set<string>> {
  const rows = await tx.run(useWeight, [organisationId, JSON.stringify(uses)])
  return new Set(rows.map((row) => row.id))
}
