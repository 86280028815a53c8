import { refuse } from '../../kernel/refusal.ts'
import type { Category } from './category.ts'

export const productClasses = ['edible_farm', 'processed_food', 'craft'] as const
export type ProductClass = (typeof productClasses)[number]

/** What a listing says besides its words, as its class asks. */
export type Label = {
  productClass: ProductClass | null
  producer: string | null
  licenceNumber: string | null
  certificate: string | null
}
export type LabelField = 'producer' | 'licenceNumber' | 'certificate'

const crafts = new Set<string>(['bamboo-craft', 'wood-carving'])

/** What the Measures for commitment certificates name: vegetables and grown mushrooms, fruit, livestock and poultry, eggs. */
const certified = new Set<string>(['vegetables', 'mushroom', 'fresh-fruit', 'meat', 'eggs', 'bamboo-shoots'])

const FOOD_LAW = '《中华人民共和国食品安全法》第六十七条'
const LICENCE_RULE = '《食品生产许可管理办法》；编号规则：2015 年第 198 号公告，校验码按 GB/T 17710 MOD 11,10'
const CERTIFICATE_RULE = '《农产品质量安全承诺达标合格证管理办法》（农业农村部令 2025 年第 4 号）'

/** What each class must show, and the rule that says so. Origin, weight, storage and shelf life every listing has. */
const rules: readonly { field: LabelField; productClass: ProductClass; source: string; only?: ReadonlySet<string> }[] =
  [
    { field: 'producer', productClass: 'processed_food', source: FOOD_LAW },
    { field: 'licenceNumber', productClass: 'processed_food', source: LICENCE_RULE },
    { field: 'certificate', productClass: 'edible_farm', source: CERTIFICATE_RULE, only: certified },
  ]

/** Classes the goods of a category may be; fresh and simply processed farm goods, or food from a licensed workshop. */
export function classesOf(category: string): readonly ProductClass[] {
  return crafts.has(category) ? ['craft'] : ['edible_farm', 'processed_food']
}

/** What the class of goods in a category must show, with the rule. */
export function requiredLabels(productClass: ProductClass | null, category: string) {
  return rules.filter((rule) => rule.productClass === productClass && (rule.only?.has(category) ?? true))
}

/** Fields a listing's class asks for and that it lacks. */
export function missingLabels(label: Label, category: string): LabelField[] {
  return requiredLabels(label.productClass, category)
    .filter(({ field }) => label[field] === null)
    .map(({ field }) => field)
}

/**
 * A food production licence number: SC, 1 for food or 2 for additives, two digits of the kind of food, six of the place,
 * four of order and a check digit by MOD 11,10 of GB/T 17710 (ISO/IEC 7064).
 */
export function isFoodLicence(number: string): boolean {
  if (!/^SC[12]\d{13}$/.test(number)) return false
  const digits = Array.from(number.slice(2), Number)
  const product = digits.slice(0, 13).reduce((carried, digit) => (((carried + digit) % 10 || 10) * 2) % 11, 10)
  return (product + (digits[13] ?? 0)) % 10 === 1
}

/** Refuses: market.label.class_not_allowed, market.label.licence_wrong, market.label.missing. */
export function checkLabel(label: Label, category: Category): void {
  if (label.productClass !== null && !classesOf(category).includes(label.productClass))
    refuse('market.label.class_not_allowed')
  if (label.licenceNumber !== null && !isFoodLicence(label.licenceNumber))
    refuse('market.label.licence_wrong', { number: label.licenceNumber })
  const [missing] = missingLabels(label, category)
  if (missing !== undefined) refuse('market.label.missing', { field: missing })
}
