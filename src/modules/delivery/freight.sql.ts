import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { FreightRule, FreightTemplate } from './freight.ts'

const columns = 'id, organisation_id AS "organisationId", name, rules'

const byId = statement<FreightTemplate>(
  'delivery.freight.by_id',
  `SELECT ${columns} FROM delivery.freight_template WHERE id = ANY($1::uuid[])`,
)

export async function freightTemplatesById(sql: Sql, ids: readonly string[]): Promise<FreightTemplate[]> {
  return sql.run(byId, [ids])
}

const ofOrganisation = statement<FreightTemplate>(
  'delivery.freight.list',
  `
  SELECT ${columns} FROM delivery.freight_template WHERE organisation_id = $1 ORDER BY name`,
)

export async function freightTemplatesOf(sql: Sql, organisationId: string): Promise<FreightTemplate[]> {
  return sql.run(ofOrganisation, [organisationId])
}

const save = statement<{ id: string }>(
  'delivery.freight.save',
  `
  INSERT INTO delivery.freight_template (organisation_id, name, rules) VALUES ($1, $2, $3::jsonb)
  ON CONFLICT (organisation_id, name) DO UPDATE SET rules = EXCLUDED.rules RETURNING id`,
)

export async function saveFreightTemplateRow(
  tx: Tx,
  organisationId: string,
  name: string,
  rules: readonly FreightRule[],
): Promise<string> {
  const [row] = await tx.run(save, [organisationId, name, JSON.stringify(rules)])
  return (row as { id: string }).id
}
