/** A rule as the editor holds it; `rest` is the last one, for everywhere no other rule names. */
export type Rule = {
  provinces: string[]
  refused: boolean
  cold: boolean
  /** 0 for never. */
  freeFromFen: number
  freeFromGrams: number
  firstGrams: number
  firstFen: number
  stepGrams: number
  stepFen: number
}

export type Rules = { named: Rule[]; rest: Rule }

type Free = 'freeFromFen' | 'freeFromGrams'
export type Stored = Omit<Rule, 'refused' | 'cold' | Free> & {
  refused?: boolean | undefined
  cold?: boolean | undefined
} & { [field in Free]?: number | undefined }

/** Provinces by the parts of the country in which carriers price them (GB/T 2260 codes). */
export const regions = {
  east: ['31', '32', '33', '34', '35', '36', '37'],
  north: ['11', '12', '13', '14', '15'],
  northeast: ['21', '22', '23'],
  central: ['41', '42', '43'],
  south: ['44', '45', '46'],
  southwest: ['50', '51', '52', '53', '54'],
  northwest: ['61', '62', '63', '64', '65'],
  islands: ['71', '81', '82'],
} as const
export type RegionName = keyof typeof regions

export const freshRule = (): Rule => ({
  provinces: [],
  refused: false,
  cold: false,
  freeFromFen: 0,
  freeFromGrams: 0,
  firstGrams: 1000,
  firstFen: 800,
  stepGrams: 1000,
  stepFen: 400,
})

/** Stored rules as the editor shows them. A template without a last rule does not deliver elsewhere. */
export function opened(given: readonly Stored[]): Rules {
  const at = given.findIndex((rule) => rule.provinces.length === 0)
  const named = (at === -1 ? given : given.slice(0, at)).map(withRefused)
  const last = given[at]
  return { named, rest: last ? withRefused(last) : { ...freshRule(), refused: true } }
}

const withRefused = (rule: Stored): Rule => ({
  ...rule,
  provinces: [...rule.provinces],
  refused: rule.refused === true,
  cold: rule.cold === true,
  freeFromFen: rule.freeFromFen ?? 0,
  freeFromGrams: rule.freeFromGrams ?? 0,
})

/** The editor's rules as they are stored; a rule without provinces would swallow those below it and is left out. */
export function stored({ named, rest }: Rules): Stored[] {
  return [...named.filter((rule) => rule.provinces.length > 0), { ...rest, provinces: [] }].map(withoutNever)
}

/** What is never free says nothing about it. */
const withoutNever = ({ freeFromFen, freeFromGrams, ...rule }: Rule): Stored => ({
  ...rule,
  ...(freeFromFen > 0 && { freeFromFen }),
  ...(freeFromGrams > 0 && { freeFromGrams }),
})

/** 包邮: nothing is charged, whatever it weighs. */
export const isFree = ({ firstFen, stepFen }: Pick<Rule, 'firstFen' | 'stepFen'>) => firstFen === 0 && stepFen === 0

/** What a parcel costs under the rules; null where it is not delivered. The same answer as at the till. */
export function quote(rules: Rules, province: string, grams: number): number | null {
  const rule = rules.named.find((one) => one.provinces.includes(province)) ?? rules.rest
  if (rule.refused) return null
  if (rule.freeFromGrams > 0 && grams >= rule.freeFromGrams) return 0
  return rule.firstFen + Math.ceil(Math.max(0, grams - rule.firstGrams) / rule.stepGrams) * rule.stepFen
}

/** Moves a province to one rule and out of all others: the first rule that names it would win anyway. */
export function assigned(rules: Rules, at: number, provinces: readonly string[]): Rules {
  const taken = new Set(provinces)
  return {
    ...rules,
    named: rules.named.map((rule, i) => ({
      ...rule,
      provinces: i === at ? [...provinces] : rule.provinces.filter((code) => !taken.has(code)),
    })),
  }
}
