import { refuse } from '../../kernel/refusal.ts'

/** One rule of a freight template. The first rule that names the province, or names none, applies. */
export type FreightRule = {
  /** Two-digit province codes; empty for everywhere else. */
  provinces: string[]
  /** Not delivered there at all. */
  refused?: boolean | undefined
  /** Goes by a cold route; chilled and frozen goods go by no other rule. */
  cold?: boolean | undefined
  /** Free once the seller's goods of the order cost, or this parcel weighs, so much. */
  freeFromFen?: number | undefined
  freeFromGrams?: number | undefined
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
  /** Cubic centimetres that are charged as a kilogram; null where only weight counts. */
  volumetricDivisor: number | null
  /** Joins the parcel of another template of the seller: then only its steps are paid, not its first weight. */
  joins: boolean
  /** One every seller starts with, not changed since. */
  isDefault: boolean
}

export type Storage = 'ambient' | 'chilled' | 'frozen'
/** Goods going out under one template: all units of a line. `goodsFen` is what is paid for them. */
export type FreightLoad = { templateId: string; grams: number; storage: Storage; volumeCm3: number; goodsFen: number }

/** One parcel's freight, explained. */
export type FreightPart = {
  templateId: string
  template: string
  cold: boolean
  grams: number
  /** What is charged: the weight, or the volume at the seller's divisor where that is more. */
  chargedGrams: number
  /** What the volume weighs at the seller's divisor; 0 where only weight counts. */
  volumeGrams: number
  byVolume: boolean
  /** Steps beyond the first weight; goods that join another parcel pay steps alone. */
  firstGrams: number
  firstFen: number
  steps: number
  stepGrams: number
  stepFen: number
  joined: boolean
  free: 'amount' | 'weight' | null
  freightFen: number
}
export type FreightQuote = { freightFen: number; parts: FreightPart[] }

type Parcel = {
  template: FreightTemplate
  rule: FreightRule
  cold: boolean
  grams: number
  volumeGrams: number
  chargedGrams: number
}

/** Freight of one rule: a first weight, then each started step; a joined parcel pays steps alone. */
export function chargeOf(rule: FreightRule, grams: number, joined = false): { steps: number; freightFen: number } {
  const beyond = joined ? grams : Math.max(0, grams - rule.firstGrams)
  const steps = Math.ceil(beyond / rule.stepGrams)
  return { steps, freightFen: (joined ? 0 : rule.firstFen) + steps * rule.stepFen }
}

/** The rule for a province, or why there is none. Cold goods pass over rules without a cold route. */
export function ruleFor(
  rules: readonly FreightRule[],
  provinceCode: string,
  cold: boolean,
): FreightRule | 'not_delivered' | 'no_cold_route' {
  const here = rules.filter((rule) => rule.provinces.length === 0 || rule.provinces.includes(provinceCode))
  const rule = here.find((one) => !cold || one.cold === true || one.refused === true)
  if (rule === undefined) return here.length === 0 ? 'not_delivered' : 'no_cold_route'
  return rule.refused === true ? 'not_delivered' : rule
}

/**
 * Freight of one seller's goods. Goods of one template, cold ones apart, are weighed together. Of the parcels of one kind
 * (cold, or not), the one with the dearest first weight pays it, and templates that join pay their steps alone; all others
 * are added up. Refuses: delivery.freight.not_delivered, delivery.freight.no_cold_route, delivery.freight.unknown_template.
 */
export function quoteFreight(
  templates: readonly FreightTemplate[],
  loads: readonly FreightLoad[],
  provinceCode: string,
): FreightQuote {
  const goodsFen = loads.reduce((sum, load) => sum + load.goodsFen, 0)
  const grouped = Map.groupBy(loads, (load) => `${load.templateId} ${load.storage !== 'ambient'}`)
  const parcels = [...grouped.values()].map((own) => parcelOf(templates, own, provinceCode))
  const leaders = leadersOf(parcels)
  const parts = parcels.map((parcel) => chargeParcel(parcel, goodsFen, parcel.template.joins && !leaders.has(parcel)))
  return { freightFen: parts.reduce((sum, part) => sum + part.freightFen, 0), parts }
}

function parcelOf(templates: readonly FreightTemplate[], loads: readonly FreightLoad[], provinceCode: string): Parcel {
  const [first] = loads
  const template = templates.find((one) => one.id === first?.templateId) ?? refuse('delivery.freight.unknown_template')
  const cold = first?.storage !== 'ambient'
  const rule = ruleFor(template.rules, provinceCode, cold)
  if (typeof rule === 'string') return refuse(`delivery.freight.${rule}`, { template: template.name })
  const grams = loads.reduce((sum, load) => sum + load.grams, 0)
  const volumeCm3 = loads.reduce((sum, load) => sum + load.volumeCm3, 0)
  const byVolumeGrams =
    template.volumetricDivisor === null ? 0 : Math.ceil((volumeCm3 * 1000) / template.volumetricDivisor)
  return { template, rule, cold, grams, volumeGrams: byVolumeGrams, chargedGrams: Math.max(grams, byVolumeGrams) }
}

/** Of each kind of parcel, the one that pays its first weight in full: the dearest, then by template. */
function leadersOf(parcels: readonly Parcel[]): Set<Parcel> {
  const kinds = Map.groupBy(parcels, (parcel) => parcel.cold)
  return new Set(
    [...kinds.values()].flatMap(
      (own) =>
        own.toSorted(
          (a, b) => b.rule.firstFen - a.rule.firstFen || (a.template.id < b.template.id ? -1 : 1),
        )[0] as Parcel,
    ),
  )
}

function chargeParcel(
  { template, rule, cold, grams, volumeGrams, chargedGrams }: Parcel,
  goodsFen: number,
  joined: boolean,
): FreightPart {
  const { steps, freightFen } = chargeOf(rule, chargedGrams, joined)
  const { firstGrams, firstFen, stepGrams, stepFen } = rule
  const free = freeBy(rule, goodsFen, grams)
  return {
    templateId: template.id,
    template: template.name,
    cold,
    grams,
    chargedGrams,
    volumeGrams,
    byVolume: chargedGrams > grams,
    firstGrams,
    firstFen,
    steps,
    stepGrams,
    stepFen,
    joined,
    free,
    freightFen: free === null ? freightFen : 0,
  }
}

function freeBy({ freeFromFen, freeFromGrams }: FreightRule, goodsFen: number, grams: number): FreightPart['free'] {
  if (freeFromFen !== undefined && goodsFen >= freeFromFen) return 'amount'
  return freeFromGrams !== undefined && grams >= freeFromGrams ? 'weight' : null
}
