import type { CivilDate } from '../../kernel/clock.ts'

/** A rate of commission: of one seller or all (null), of one kind of goods or all (null), from a day on. */
export type CommissionRule = {
  id: string
  organisationId: string | null
  category: string | null
  /** A decimal string such as `'0.03'`. */
  rate: string
  fromDay: CivilDate
  untilDay: CivilDate | null
}

export type Stage = 'shipment' | 'completion'
export const partKinds = ['grower', 'maker', 'carrier', 'brand'] as const
export type PartKind = (typeof partKinds)[number]

/** What a seller shares with another organisation: of the goods' or the freight's money, or fen for each unit. */
export type SharingRule = {
  id: string
  organisationId: string
  beneficiaryId: string
  kind: PartKind
  basis: 'goods' | 'freight' | 'unit'
  rate: string | null
  perUnitFen: number | null
  /** One listing only; null for all of the seller's goods. */
  listingId: string | null
  stage: Stage
  fromDay: CivilDate
  untilDay: CivilDate | null
}

export type Rate = { rate: string; ruleId: string | null }

const inForce = (rule: { fromDay: CivilDate; untilDay: CivilDate | null }, day: CivilDate) =>
  rule.fromDay <= day && (rule.untilDay === null || day <= rule.untilDay)

/**
 * The rate for a seller's goods on a day. A rule of the seller goes before one of all sellers, then one of the kind of goods before
 * one of all kinds; of two alike, the one that began last. `category` null asks for the rate of what is no goods, the freight.
 */
export function rateFor(
  rules: readonly CommissionRule[],
  asked: { organisationId: string; category: string | null; day: CivilDate; standing: string },
): Rate {
  const fitting = rules.filter(
    (rule) =>
      inForce(rule, asked.day) &&
      (rule.organisationId === null || rule.organisationId === asked.organisationId) &&
      (rule.category === null || rule.category === asked.category),
  )
  const [best] = fitting.toSorted((a, b) => narrowness(b) - narrowness(a) || (a.fromDay < b.fromDay ? 1 : -1))
  return best === undefined ? { rate: asked.standing, ruleId: null } : { rate: best.rate, ruleId: best.id }
}

const narrowness = (rule: CommissionRule) => (rule.organisationId === null ? 0 : 2) + (rule.category === null ? 0 : 1)

/** The sharing rules of a seller that hold on a day, in the order in which they were stated. */
export function sharingOn(rules: readonly SharingRule[], organisationId: string, day: CivilDate): SharingRule[] {
  return rules
    .filter((rule) => rule.organisationId === organisationId && inForce(rule, day))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
