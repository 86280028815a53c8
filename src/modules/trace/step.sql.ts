import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type StepKind = 'harvested' | 'packed' | 'listed' | 'shipped' | 'withdrawn'

/** A fact about a lot. `data` holds what a consumer may read, so no buyer's personal data. */
export type TraceStep = {
  gtin: string
  lotCode: string
  organisationId: string
  kind: StepKind
  at: Instant
  data: Readonly<Record<string, string | number>>
}

const insert = statement(
  'trace.step.insert',
  `
  INSERT INTO trace.step (gtin, lot_code, organisation_id, kind, at, data)
  SELECT s.gtin, s."lotCode", s."organisationId", s.kind, s.at, s.data
  FROM jsonb_to_recordset($1::jsonb) AS s(gtin text, "lotCode" text, "organisationId" uuid, kind text, at timestamptz, data jsonb)`,
)

export async function recordSteps(tx: Tx, steps: readonly TraceStep[]): Promise<void> {
  if (steps.length > 0) tx.send(insert, [JSON.stringify(steps)])
}

const select = statement<TraceStep>(
  'trace.step.of_lot',
  `
  SELECT gtin, lot_code AS "lotCode", organisation_id AS "organisationId", kind, at, data
  FROM trace.step WHERE gtin = $1 AND lot_code = $2 ORDER BY at, id LIMIT $3`,
)

export async function stepsOf(sql: Sql, gtin: string, lotCode: string, limit: number): Promise<TraceStep[]> {
  return sql.run(select, [gtin, lotCode, limit])
}
