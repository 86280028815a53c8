import { shareOf } from '../../../kernel/money.ts'
import type { Lang } from '../../../kernel/words.ts'
import type { VisitOffer } from '../offer.sql.ts'
import type { Unit, UnitType } from '../product.sql.ts'

export const CAPABILITY = 'octo/pricing'
export const CURRENCY = 'CNY'

/** How a request wants its answer: with prices or without, in which language, and what the reseller keeps of a price. */
export type Form = { priced: boolean; lang: Lang; commissionRate: string }

export const localeOf = (lang: Lang) => (lang === 'zh' ? 'zh-CN' : 'en')

const names: Record<UnitType, { zh: string; en: string; octo: string }> = {
  adult: { zh: '成人', en: 'Adult', octo: 'ADULT' },
  child: { zh: '儿童', en: 'Child', octo: 'CHILD' },
  senior: { zh: '老人', en: 'Senior', octo: 'SENIOR' },
  student: { zh: '学生', en: 'Student', octo: 'STUDENT' },
  group: { zh: '团体', en: 'Group', octo: 'OTHER' },
}

/** `net` is what the reseller pays the supplier. */
export function pricing(fen: number, { commissionRate }: Pick<Form, 'commissionRate'>) {
  return {
    original: fen,
    retail: fen,
    net: fen - shareOf(fen, commissionRate),
    currency: CURRENCY,
    currencyPrecision: 2,
    includedTaxes: [],
  }
}

export const clockTime = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export const openingHours = ({ opensMinute, closesMinute }: VisitOffer) => [
  { from: clockTime(opensMinute), to: clockTime(Math.min(closesMinute, 1439)) },
]

/** `needsNames`: who comes is to be named before it is confirmed, and shows a document at the gate. */
export function unitView(unit: Unit, form: Form, needsNames: boolean) {
  return {
    id: unit.type,
    internalName: names[unit.type][form.lang],
    reference: unit.type,
    type: names[unit.type].octo,
    requiredContactFields: needsNames ? ['firstName', 'lastName'] : [],
    restrictions: {
      minAge: unit.ageMin ?? 0,
      maxAge: unit.ageMax ?? 120,
      idRequired: needsNames,
      minQuantity: null,
      maxQuantity: null,
      paxCount: unit.places,
      accompaniedBy: unit.needsAdult ? ['adult'] : [],
    },
    ...(form.priced && { pricingFrom: [pricing(unit.priceFen, form)], pricing: [pricing(unit.priceFen, form)] }),
  }
}

/** The tier that still gives everything back; without one, nothing can be cancelled for free. */
const freeHours = ({ policy }: VisitOffer) =>
  policy.filter((tier) => tier.percent === 100).reduce((least, tier) => Math.min(least, tier.hoursBefore), Infinity)

export function optionView(offer: VisitOffer, isDefault: boolean, startMinutes: readonly number[], form: Form) {
  const hours = Number.isFinite(freeHours(offer)) ? freeHours(offer) : 0
  return {
    id: offer.optionId,
    default: isDefault,
    internalName: form.lang === 'zh' ? offer.optionZh : offer.optionEn,
    reference: null,
    // A day pass has no times to begin.
    availabilityLocalStartTimes: offer.isTimed ? startMinutes.map(clockTime) : [],
    cancellationCutoff: `${hours} hours`,
    cancellationCutoffAmount: hours,
    cancellationCutoffUnit: 'hour',
    requiredContactFields: [],
    restrictions: { minUnits: offer.partyMin, maxUnits: offer.partyMax },
    units: offer.units.map((unit) => unitView(unit, form, offer.needsNames)),
  }
}

/** Options of one product together; `starts` has the minutes at which each resource's slots begin. */
export function productView(
  offers: readonly [VisitOffer, ...VisitOffer[]],
  starts: ReadonlyMap<string, readonly number[]>,
  form: Form,
) {
  const [first] = offers
  return {
    id: first.productId,
    internalName: form.lang === 'zh' ? first.productZh : first.productEn,
    reference: null,
    locale: localeOf(form.lang),
    timeZone: 'Asia/Shanghai',
    allowFreesale: false,
    instantConfirmation: true,
    instantDelivery: true,
    availabilityRequired: true,
    availabilityType: first.isTimed ? 'START_TIME' : 'OPENING_HOURS',
    deliveryFormats: ['QRCODE'],
    deliveryMethods: ['TICKET'],
    redemptionMethod: 'DIGITAL',
    options: offers.map((offer, at) => optionView(offer, at === 0, starts.get(offer.resourceId) ?? [], form)),
    ...(form.priced && {
      defaultCurrency: CURRENCY,
      availableCurrencies: [CURRENCY],
      pricingPer: 'UNIT',
      includeTax: true,
    }),
  }
}
