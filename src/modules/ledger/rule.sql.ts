import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { CommissionRule, PartKind, SharingRule, Stage } from './rule.ts'

const commissionColumns = `'id', c.id, 'organisationId', c.organisation_id, 'category', c.category, 'rate', c.rate::text, 'fromDay', c.from_day, 'untilDay', c.until_day`
const sharingColumns = `'id', s.id, 'organisationId', s.organisation_id, 'beneficiaryId', s.beneficiary_id, 'kind', s.kind, 'basis', s.basis, 'rate', s.rate::text,
  'perUnitFen', s.per_unit_fen, 'listingId', s.listing_id, 'stage', s.stage, 'fromDay', s.from_day, 'untilDay', s.until_day`

const terms = statement<{ commission: CommissionRule[]; sharing: SharingRule[] }>(
  'ledger.terms',
  `
  SELECT
    (SELECT coalesce(jsonb_agg(jsonb_build_object(${commissionColumns})), '[]') FROM ledger.commission_rule c
     WHERE (c.organisation_id IS NULL OR c.organisation_id = ANY($1::uuid[])) AND c.withdrawn_on IS NULL AND c.from_day <= $2 AND (c.until_day IS NULL OR c.until_day >= $2)) AS commission,
    (SELECT coalesce(jsonb_agg(jsonb_build_object(${sharingColumns})), '[]') FROM ledger.sharing_rule s
     WHERE s.organisation_id = ANY($1::uuid[]) AND s.withdrawn_on IS NULL AND s.from_day <= $2 AND (s.until_day IS NULL OR s.until_day >= $2)) AS sharing`,
)

/** The rules of commission and sharing that hold for these sellers on a day. */
export async function termsOn(
  sql: Sql,
  organisationIds: readonly string[],
  day: CivilDate,
): Promise<{ commission: CommissionRule[]; sharing: SharingRule[] }> {
  const [row] = await sql.run(terms, [organisationIds, day])
  return row ?? { commission: [], sharing: [] }
}

export type CommissionRuleView = CommissionRule & { note: string; statedOn: CivilDate; withdrawnOn: CivilDate | null }

const commissionRules = statement<CommissionRuleView>(
  'ledger.commission_rules',
  `
  SELECT id, organisation_id AS "organisationId", category, rate::text AS rate, from_day AS "fromDay", until_day AS "untilDay", note, stated_on AS "statedOn",
    withdrawn_on AS "withdrawnOn"
  FROM ledger.commission_rule ORDER BY from_day DESC, id DESC LIMIT $1`,
)

export async function listedCommissionRules(sql: Sql, limit: number): Promise<CommissionRuleView[]> {
  return sql.run(commissionRules, [limit])
}

const stateCommission = statement<{ id: string }>(
  'ledger.commission_rule.state',
  `
  INSERT INTO ledger.commission_rule (organisation_id, category, rate, from_day, until_day, note, stated_on, stated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
)

/** Null where another rule for the same goods and seller begins that day. */
export async function stateCommissionRule(
  tx: Tx,
  rule: Omit<CommissionRule, 'id'> & { note: string },
  today: CivilDate,
  now: Instant,
): Promise<string | null> {
  const { organisationId, category, rate, fromDay, untilDay, note } = rule
  const [row] = await tx.run(stateCommission, [organisationId, category, rate, fromDay, untilDay, note, today, now])
  return row?.id ?? null
}

const withdrawCommission = statement<{ id: string }>(
  'ledger.commission_rule.withdraw',
  `UPDATE ledger.commission_rule SET withdrawn_on = $2 WHERE id = $1 AND withdrawn_on IS NULL AND from_day > $2 RETURNING id`,
)

/** False where it has begun, was withdrawn or never was. */
export async function withdrawCommissionRule(tx: Tx, id: string, today: CivilDate): Promise<boolean> {
  return (await tx.run(withdrawCommission, [id, today])).length > 0
}

export type SharingRuleView = SharingRule & { statedOn: CivilDate; withdrawnOn: CivilDate | null }

const sharingRules = statement<SharingRuleView>(
  'ledger.sharing_rules',
  `
  SELECT id, organisation_id AS "organisationId", beneficiary_id AS "beneficiaryId", kind, basis, rate::text AS rate, per_unit_fen AS "perUnitFen",
    listing_id AS "listingId", stage, from_day AS "fromDay", until_day AS "untilDay", stated_on AS "statedOn", withdrawn_on AS "withdrawnOn"
  FROM ledger.sharing_rule WHERE organisation_id = $1 ORDER BY from_day DESC, id DESC LIMIT $2`,
)

export async function listedSharingRules(sql: Sql, organisationId: string, limit: number): Promise<SharingRuleView[]> {
  return sql.run(sharingRules, [organisationId, limit])
}

const stateSharing = statement<{ id: string }>(
  'ledger.sharing_rule.state',
  `
  INSERT INTO ledger.sharing_rule (organisation_id, beneficiary_id, kind, basis, rate, per_unit_fen, listing_id, stage, from_day, until_day, stated_on, stated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
)

export type NewSharingRule = {
  organisationId: string
  beneficiaryId: string
  kind: PartKind
  basis: SharingRule['basis']
  rate: string | null
  perUnitFen: number | null
  listingId: string | null
  stage: Stage
  fromDay: CivilDate
  untilDay: CivilDate | null
}

export async function stateSharingRule(tx: Tx, rule: NewSharingRule, today: CivilDate, now: Instant): Promise<string> {
  const { organisationId, beneficiaryId, kind, basis, rate, perUnitFen, listingId, stage, fromDay, untilDay } = rule
  const [row] = await tx.run(stateSharing, [
    organisationId,
    beneficiaryId,
    kind,
    basis,
    rate,
    perUnitFen,
    listingId,
    stage,
    fromDay,
    untilDay,
    today,
    now,
  ])
  return row?.id ?? ''
}

const endSharing = statement<{ id: string }>(
  'ledger.sharing_rule.end',
  `
  UPDATE ledger.sharing_rule SET withdrawn_on = CASE WHEN from_day > $3 THEN $3::date END, until_day = CASE WHEN from_day > $3 THEN until_day ELSE $3::date END
  WHERE id = $1 AND organisation_id = $2 AND withdrawn_on IS NULL AND (from_day > $3 OR until_day IS NULL) RETURNING id`,
)

/** Withdraws a rule that has not begun; gives one that has its last day, today. False where there is nothing to end. */
export async function endSharingRule(tx: Tx, id: string, organisationId: string, today: CivilDate): Promise<boolean> {
  return (await tx.run(endSharing, [id, organisationId, today])).length > 0
}
