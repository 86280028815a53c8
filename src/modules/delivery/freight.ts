import { refuse } from '../../kernel/refusal.ts'

/** One rule of a freight template. The first rule that names the province, or names none, applies. */
export type FreightRule = {
  /** Two-digit province codes; empty for everywhere else. */
  provinces: string[]
  /** Not delivered there at all. */
  refused?: boolean | undefined
  firstGrams: number
  firstFen: number
  stepGrams: number
  stepFen: number
}

export type FreightTemplate = {
  id: string
  organisationId: string
  name: string
  rules: FreightRule[]
  /** One every seller starts with, not changed since. */
  isDefault: boolean
}

/** Weight of goods going out under one template. */
export type FreightLoad = { templateId: string; grams: number }

/** Freight of one template: a first weight, then each started step. Null where it does not deliver. */
export function freightFor(rules: readonly FreightRule[], provinceCode: string, grams: number): number | null {
  const rule = rules.find((r) => r.provinces.length === 0 || r.provinces.includes(provinceCode))
  if (rule === undefined || rule.refused === true) return null
  const beyond = Math.max(0, grams - rule.firstGrams)
  return rule.firstFen + Math.ceil(beyond / rule.stepGrams) * rule.stepFen
}

/**
 * Freight of one seller's parcel: each template's goods weighed together, the amounts added.
 * Refuses: delivery.freight.not_delivered, delivery.freight.unknown_template.
 */
export function quoteFreight(
  templates: readonly FreightTemplate[],
  loads: readonly FreightLoad[],
  provinceCode: string,
): number {
  const gramsByTemplate = new Map<string, number>()
  for (const load of loads)
    gramsByTemplate.set(load.templateId, (gramsByTemplate.get(load.templateId) ?? 0) + load.grams)
  let freightFen = 0
  for (const [templateId, grams] of gramsByTemplate) {
    const template = templates.find((t) => t.id === templateId)
    if (template === undefined) refuse('delivery.freight.unknown_template')
    freightFen +=
      freightFor(template.rules, provinceCode, grams) ??
      refuse('delivery.freight.not_delivered', { template: template.name })
  }
  return freightFen
}
