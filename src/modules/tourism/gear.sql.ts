import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type Gear = { id: string; nameZh: string; nameEn: string; pieces: number }

const save = statement<{ id: string }>(
  'tourism.gear.save',
  `
  INSERT INTO tourism.gear AS g (id, organisation_id, name_zh, name_en, pieces) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (id) DO UPDATE SET name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en, pieces = EXCLUDED.pieces
  WHERE g.organisation_id = EXCLUDED.organisation_id RETURNING id`,
)

/** False where gear that has this id is another organisation's. */
export async function saveGearRow(tx: Tx, organisationId: string, gear: Gear): Promise<boolean> {
  return (await tx.run(save, [gear.id, organisationId, gear.nameZh, gear.nameEn, gear.pieces])).length > 0
}

const own = statement<Gear>(
  'tourism.gear.own',
  `SELECT id, name_zh AS "nameZh", name_en AS "nameEn", pieces FROM tourism.gear WHERE organisation_id = $1 ORDER BY id LIMIT 200`,
)

export async function ownGear(sql: Sql, organisationId: string): Promise<Gear[]> {
  return sql.run(own, [organisationId])
}
