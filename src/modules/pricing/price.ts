import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { civilDate } from '../../kernel/clock.ts'
import type { BearerKind, ListingRule, Offer, OfferKind, Rules, Tier, UnitPrice } from './rule.ts'
import { spread } from './spread.ts'

/** A basket's line as the engine takes it; `key` names it among the others. */
export type PriceLine = {
  key: string
  listingId: string
  sellerId: string
  category: string
  units: number
  /** The listing's own price for one unit. */
  listFen: number
  /** How many of the units would come from lots near their expiry. */
  nearExpiryUnits: number
}

/** What one rule took off a line, and who bears it. */
export type Discount = {
  source: OfferKind | 'near_expiry' | 'bundle'
  sourceId: string | null
  titleZh: string
  titleEn: string
  bearerKind: BearerKind
  bearerId: string | null
  amountFen: number
}

/** An entry of the price list as an order keeps it. */
export type PriceRule = {
  id: string
  unitsFrom: number
  startsOn: CivilDate | null
  endsOn: CivilDate | null
  groupZh: string | null
  groupEn: string | null
}

export const priceSources = ['list', 'group', 'units', 'days'] as const
export type PriceSource = (typeof priceSources)[number]

/** A line with every fen explained: units × listFen, less units × (listFen − priceFen), less each discount, is paidFen. */
export type PricedLine = {
  key: string
  units: number
  listFen: number
  priceFen: number
  /** Why the unit price differs from the list: the customer's group, the number of units, the day. */
  priceSource: PriceSource
  group: { nameZh: string; nameEn: string } | null
  /** The entry of the price list that gave the unit price, as it stands; null for the list price. */
  priceRule: PriceRule | null
  discounts: Discount[]
  discountFen: number
  paidFen: number
}

/** What a rule would take off if the basket held so much more of its goods. */
export type NextTier = { offer: Offer; missingFen: number; tier: Tier }
/** An offer taken off, with its part on each line. */
export type Use = { offer: Offer; parts: readonly { key: string; amountFen: number }[]; amountFen: number }
export type Priced = { lines: PricedLine[]; uses: Use[]; next: NextTier[] }

type Standing = {
  line: PriceLine
  own: Pick<PricedLine, 'priceFen' | 'priceSource' | 'group' | 'priceRule'>
  floorFen: number
  /** What is to be paid for the line so far. */
  leftFen: number
  discounts: Discount[]
  /** The exclusive groups that took their part. */
  taken: Set<string>
}
type Cut = { offer: Offer; parts: number[]; totalFen: number }

/**
 * The final price of a basket. Pure: lines, rules as data and the moment in; prices, and why, out. Unit prices first (the
 * lowest that applies), then units near their expiry, then offers by sequence, at one sequence the largest first. A
 * threshold is held against what is left to pay for its goods at that point. No line falls below the seller's floor.
 */
export function price(lines: readonly PriceLine[], rules: Rules, now: Instant): Priced {
  const today = civilDate(now)
  const basket = lines.toSorted(byKey).map((line) => begin(line, rules, today))
  const budgets = new Map(rules.offers.flatMap(({ budget }) => (budget === null ? [] : [[budget.id, budget.leftFen]])))
  const uses: Use[] = []
  const next: NextTier[] = []
  const running = rules.offers.filter((offer) => offer.startsAt <= now && now < offer.endsAt)
  const stages = [...Map.groupBy(running, (offer) => offer.sequence)].toSorted(([a], [b]) => a - b)
  for (const [, offers] of stages) {
    next.push(...offers.flatMap((offer) => nextTier(offer, basket)))
    for (let open = offers; open.length > 0;) {
      const best = open.map((offer) => cutOf(offer, basket, budgets)).reduce(better)
      if (best.totalFen === 0) break
      uses.push(take(best, basket, budgets))
      open = open.filter((offer) => offer.id !== best.offer.id)
    }
  }
  const priced = new Map(basket.map((standing) => [standing.line.key, finish(standing)]))
  return { lines: lines.map((line) => priced.get(line.key) as PricedLine), uses, next }
}

const byKey = (a: PriceLine, b: PriceLine) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)

function begin(line: PriceLine, rules: Rules, today: CivilDate): Standing {
  const rule = rules.listingRules.find((one) => one.listingId === line.listingId)
  // A floor above the listing's own price would forbid the price the seller asks.
  const floorFen = Math.min(rule?.floorFen ?? 1, line.listFen)
  const own = unitPrice(line, rules.unitPrices, floorFen, today)
  const discounts = nearExpiry(line, rule, own.priceFen, floorFen)
  const offFen = discounts.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return { line, own, floorFen, leftFen: line.units * own.priceFen - offFen, discounts, taken: new Set() }
}

function unitPrice(line: PriceLine, prices: readonly UnitPrice[], floorFen: number, today: CivilDate) {
  const own = prices
    .filter((one) => one.listingId === line.listingId && line.units >= one.unitsFrom)
    .filter((one) => (one.startsOn ?? today) <= today && today <= (one.endsOn ?? today))
    .toSorted((a, b) => a.priceFen - b.priceFen || (a.id < b.id ? -1 : 1))
  const [best] = own
  const priceFen = Math.max(best?.priceFen ?? line.listFen, floorFen)
  if (best === undefined || priceFen >= line.listFen)
    return { priceFen: line.listFen, priceSource: 'list' as const, group: null, priceRule: null }
  return { priceFen, priceSource: sourceOf(best), group: best.group, priceRule: ruleOf(best) }
}

const ruleOf = ({ id, unitsFrom, startsOn, endsOn, group }: UnitPrice): PriceRule => ({
  id,
  unitsFrom,
  startsOn,
  endsOn,
  groupZh: group?.nameZh ?? null,
  groupEn: group?.nameEn ?? null,
})

function sourceOf({ group, unitsFrom }: UnitPrice): PriceSource {
  if (group !== null) return 'group'
  return unitsFrom > 1 ? 'units' : 'days'
}

function nearExpiry(line: PriceLine, rule: ListingRule | undefined, priceFen: number, floorFen: number): Discount[] {
  const eachFen = Math.min(Math.floor((priceFen * (rule?.nearExpiryPercent ?? 0)) / 100), priceFen - floorFen)
  const amountFen = eachFen * Math.min(line.nearExpiryUnits, line.units)
  if (amountFen <= 0) return []
  const titles = { titleZh: `临期 ${line.nearExpiryUnits} 份`, titleEn: `${line.nearExpiryUnits} near expiry` }
  return [
    { source: 'near_expiry', sourceId: null, ...titles, bearerKind: 'seller', bearerId: line.sellerId, amountFen },
  ]
}

const reaches = (offer: Offer, { line, taken }: Standing) =>
  (offer.sellerId === null || offer.sellerId === line.sellerId) &&
  (offer.category === null || offer.category === line.category) &&
  (offer.exclusive === '' || !taken.has(offer.exclusive))

const reachFen = (offer: Offer, basket: readonly Standing[]) =>
  basket.reduce((sum, standing) => sum + (reaches(offer, standing) ? standing.leftFen : 0), 0)

/** What an offer would take off each line now; nothing where its budget has less left than that. */
function cutOf(offer: Offer, basket: readonly Standing[], budgets: ReadonlyMap<string, number>): Cut {
  const goodsFen = reachFen(offer, basket)
  const tier = offer.tiers.findLast((one) => one.fromFen <= goodsFen)
  const none = { offer, parts: basket.map(() => 0), totalFen: 0 }
  if (tier === undefined || goodsFen === 0) return none
  const weights = basket.map((standing) => (reaches(offer, standing) ? standing.leftFen : 0))
  const rooms = basket.map((standing, i) =>
    (weights[i] ?? 0) > 0 ? standing.leftFen - standing.floorFen * standing.line.units : 0,
  )
  const parts = spread(offOf(tier, goodsFen), weights, rooms)
  const totalFen = parts.reduce((sum, part) => sum + part, 0)
  const budgetFen = offer.budget === null ? Infinity : (budgets.get(offer.budget.id) ?? 0)
  return totalFen > budgetFen ? none : { offer, parts, totalFen }
}

export const offOf = (tier: Tier, goodsFen: number) =>
  'offFen' in tier ? tier.offFen : Math.min(tier.mostFen, Math.floor((goodsFen * tier.percent) / 100))

function better(a: Cut, b: Cut): Cut {
  if (a.totalFen !== b.totalFen) return a.totalFen > b.totalFen ? a : b
  if (a.offer.endsAt.getTime() !== b.offer.endsAt.getTime()) return a.offer.endsAt < b.offer.endsAt ? a : b
  return a.offer.id < b.offer.id ? a : b
}

function take({ offer, parts, totalFen }: Cut, basket: readonly Standing[], budgets: Map<string, number>): Use {
  const { id, kind, titleZh, titleEn, bearerKind, bearerId, budget, exclusive } = offer
  if (budget !== null) budgets.set(budget.id, (budgets.get(budget.id) ?? 0) - totalFen)
  const own = basket.flatMap((standing, i) => {
    const amountFen = parts[i] ?? 0
    if (amountFen === 0) return []
    standing.leftFen -= amountFen
    standing.discounts.push({ source: kind, sourceId: id, titleZh, titleEn, bearerKind, bearerId, amountFen })
    return [{ key: standing.line.key, amountFen }]
  })
  // The whole of its reach counts as served, also a line too near its floor to give anything.
  for (const standing of basket) if (reaches(offer, standing) && exclusive !== '') standing.taken.add(exclusive)
  return { offer, parts: own, amountFen: totalFen }
}

/** The next step of an offer that the basket has not come to yet. */
function nextTier(offer: Offer, basket: readonly Standing[]): NextTier[] {
  const goodsFen = reachFen(offer, basket)
  const tier = offer.tiers.find((one) => one.fromFen > goodsFen)
  return tier === undefined || goodsFen === 0 ? [] : [{ offer, missingFen: tier.fromFen - goodsFen, tier }]
}

function finish({ line, own, leftFen, discounts }: Standing): PricedLine {
  const discountFen = discounts.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return { key: line.key, units: line.units, listFen: line.listFen, ...own, discounts, discountFen, paidFen: leftFen }
}
