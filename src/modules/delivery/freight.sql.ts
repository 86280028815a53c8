import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { freightDefaults } from './freight-defaults.ts'
import type { FreightRule, FreightTemplate } from './freight.ts'

const columns = 'id, organisation_id AS "organisationId", name, rules, is_default AS "isDefault"'

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
  ON CONFLICT (organisation_id, name) DO UPDATE SET rules = EXCLUDED.rules, is_default = false RETURNING id`,
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

const giveDefaults = statement(
  'delivery.freight.give_defaults',
  `
  INSERT INTO delivery.freight_template (organisation_id, name, rules, is_default)
  SELECT $1, d.name, d.rules, true FROM jsonb_to_recordset($2::jsonb) AS d(name text, rules jsonb)
  WHERE NOT EXISTS (SELECT FROM delivery.freight_template WHERE organisation_id = $1)
  ON CONFLICT (organisation_id, name) DO NOTHING`,
)

/** Gives a seller who has no freight template yet the ones every seller starts with. */
export async function giveDefaultFreight(tx: Tx, organisationId: string): Promise<void> {
  await tx.run(giveDefaults, [organisationId, JSON.stringify(freightDefaults)])
}

const notServing = statement<{ id: string }>(
  'delivery.freight.not_serving',
  `
  SELECT t.id FROM delivery.freight_template t LEFT JOIN LATERAL (
    SELECT coalesce((r.rule->>'refused')::boolean, false) AS refused FROM jsonb_array_elements(t.rules) WITH ORDINALITY AS r(rule, place)
    WHERE jsonb_array_length(r.rule->'provinces') = 0 OR r.rule->'provinces' ? $1 ORDER BY r.place LIMIT 1) first ON true
  WHERE first.refused IS NOT FALSE`,
)

/** Templates under which nothing is delivered to a province: the first rule that names it, or none, decides as in `freightFor`. */
export async function templatesNotServing(sql: Sql, provinceCode: string): Promise<string[]> {
  return (await sql.run(notServing, [provinceCode])).map((row) => row.id)
}
