import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { freightDefaults } from './freight-defaults.ts'
import type { FreightRule, FreightTemplate } from './freight.ts'

const columns =
  'id, organisation_id AS "organisationId", name, rules, volumetric_divisor AS "volumetricDivisor", joins, is_default AS "isDefault"'

const byId = statement<FreightTemplate>(
  'delivery.freight.by_id',
  `SELECT ${columns} FROM delivery.freight_template WHERE id = ANY($1::uuid[])`,
)

export async function freightTemplatesById(sql: Sql, ids: readonly string[]): Promise<FreightTemplate[]> {
  return sql.run(byId, [ids])
}

const facts = statement<{ templates: FreightTemplate[]; volumes: Record<string, number> | null }>(
  'delivery.freight.facts',
  `
  SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'organisationId', organisation_id, 'name', name, 'rules', rules,
      'volumetricDivisor', volumetric_divisor, 'joins', joins, 'isDefault', is_default)), '[]')
    FROM delivery.freight_template WHERE id = ANY($1::uuid[])) AS templates,
  (SELECT jsonb_object_agg(listing_id, length_cm * width_cm * height_cm) FROM delivery.packed_size WHERE listing_id = ANY($2::uuid[])) AS volumes`,
)

/** What freight is worked out from: templates, and cubic centimetres of a packed unit for listings whose size is known. */
export async function freightFacts(
  sql: Sql,
  templateIds: readonly string[],
  listingIds: readonly string[],
): Promise<{ templates: FreightTemplate[]; volumes: ReadonlyMap<string, number> }> {
  const [row] = await sql.run(facts, [templateIds, listingIds])
  return { templates: row?.templates ?? [], volumes: new Map(Object.entries(row?.volumes ?? {})) }
}

export type PackedSize = { listingId: string; lengthCm: number; widthCm: number; heightCm: number }

const sizes = statement<PackedSize>(
  'delivery.packed_size.list',
  `SELECT listing_id AS "listingId", length_cm AS "lengthCm", width_cm AS "widthCm", height_cm AS "heightCm"
  FROM delivery.packed_size WHERE organisation_id = $1 ORDER BY listing_id LIMIT 5000`,
)

export async function packedSizesOf(sql: Sql, organisationId: string): Promise<PackedSize[]> {
  return sql.run(sizes, [organisationId])
}

const saveSize = statement(
  'delivery.packed_size.save',
  `
  INSERT INTO delivery.packed_size (listing_id, organisation_id, length_cm, width_cm, height_cm) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (listing_id) DO UPDATE SET length_cm = EXCLUDED.length_cm, width_cm = EXCLUDED.width_cm, height_cm = EXCLUDED.height_cm`,
)

export async function savePackedSizeRow(tx: Tx, organisationId: string, size: PackedSize): Promise<void> {
  await tx.run(saveSize, [size.listingId, organisationId, size.lengthCm, size.widthCm, size.heightCm])
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
  INSERT INTO delivery.freight_template (organisation_id, name, rules, volumetric_divisor, joins) VALUES ($1, $2, $3::jsonb, $4, $5)
  ON CONFLICT (organisation_id, name) DO UPDATE SET rules = EXCLUDED.rules, volumetric_divisor = EXCLUDED.volumetric_divisor,
    joins = EXCLUDED.joins, is_default = false RETURNING id`,
)

export async function saveFreightTemplateRow(
  tx: Tx,
  organisationId: string,
  name: string,
  rules: readonly FreightRule[],
  { volumetricDivisor, joins }: Pick<FreightTemplate, 'volumetricDivisor' | 'joins'> = {
    volumetricDivisor: null,
    joins: false,
  },
): Promise<string> {
  const [row] = await tx.run(save, [organisationId, name, JSON.stringify(rules), volumetricDivisor, joins])
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

/** Templates under which nothing is delivered to a province: the first rule that names it, or none, decides as in `ruleFor`. */
export async function templatesNotServing(sql: Sql, provinceCode: string): Promise<string[]> {
  return (await sql.run(notServing, [provinceCode])).map((row) => row.id)
}
