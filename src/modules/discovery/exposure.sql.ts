import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type Shown = { day: CivilDate; listingId: string; organisationId: string; shown: number }

const add = statement(
  'discovery.exposure.add',
  `
  INSERT INTO discovery.exposure (day, listing_id, organisation_id, shown)
  SELECT g.day, g."listingId", g."organisationId", g.shown
  FROM jsonb_to_recordset($1::jsonb) AS g(day date, "listingId" uuid, "organisationId" uuid, shown bigint) ORDER BY g.day, g."listingId"
  ON CONFLICT (day, listing_id) DO UPDATE SET shown = discovery.exposure.shown + EXCLUDED.shown`,
)

/** Adds impressions, many listings in one statement; in key order, so that processes never wait in a ring. */
export async function addExposures(tx: Tx, rows: readonly Shown[]): Promise<void> {
  if (rows.length > 0) await tx.run(add, [JSON.stringify(rows)])
}

const bySeller = statement<{ organisationId: string; shown: number }>(
  'discovery.exposure.by_seller',
  `
  SELECT organisation_id AS "organisationId", sum(shown)::bigint AS shown FROM discovery.exposure WHERE day >= $1 AND day <= $2 GROUP BY organisation_id`,
)

/** Impressions of each seller in a period, both days included; who was never shown is missing. */
export async function shownBySeller(sql: Sql, from: CivilDate, to: CivilDate): Promise<Map<string, number>> {
  const rows = await sql.run(bySeller, [from, to])
  return new Map(rows.map((row) => [row.organisationId, row.shown]))
}

const forget = statement('discovery.exposure.forget', `DELETE FROM discovery.exposure WHERE day < $1`)

export async function forgetExposures(tx: Tx, before: CivilDate): Promise<void> {
  await tx.run(forget, [before])
}
