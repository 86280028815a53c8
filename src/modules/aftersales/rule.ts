import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, addSeconds, civilDate, startOfDay } from '../../kernel/clock.ts'

/**
 * Where a rule comes from. `law24`, `law25`: Consumer Rights and Interests Protection Law (消费者权益保护法), articles 24 and 25.
 * `measures`: Interim Measures for Seven-Day No-Reason Return of Goods Purchased Online (网络购买商品七日无理由退货暂行办法).
 * `regulations19`: Regulations implementing that law (消费者权益保护法实施条例, order 778 of the State Council, in force
 * since 1 July 2024), article 19. `platform`: this county's own rule, shown before the purchase.
 */
export type RuleSource = 'law24' | 'law25' | 'measures' | 'regulations19' | 'platform'

export const returnClasses = ['ordinary', 'sealed_food', 'fresh', 'made_to_order', 'near_expiry'] as const
export type ReturnClass = (typeof returnClasses)[number]
export const exemptClasses = ['fresh', 'made_to_order', 'near_expiry'] as const
export type ExemptClass = (typeof exemptClasses)[number]

type ClassRule = {
  /** Days for a return without reason, counted from the day after receipt. */
  noReasonDays: number
  /** A class that may be taken out of it, if the buyer confirms that for the line; without the confirmation it stays in. */
  exemptWhenConfirmed: boolean
  /** What still counts as whole when it comes back. */
  whole: 'unworn' | 'unopened'
  /** Hours after receipt to claim spoiled goods by photo; null where the general days hold. */
  spoiledClaimHours: number | null
  sources: readonly RuleSource[]
}

/** What the law says of each class of goods. */
export const returnRules: Readonly<Record<ReturnClass, ClassRule>> = {
  ordinary: {
    noReasonDays: 7,
    exemptWhenConfirmed: false,
    whole: 'unworn',
    spoiledClaimHours: null,
    sources: ['law25', 'measures'],
  },
  // Food whose one-time seal is broken is no longer whole (Measures, on what is not whole).
  sealed_food: {
    noReasonDays: 7,
    exemptWhenConfirmed: false,
    whole: 'unopened',
    spoiledClaimHours: null,
    sources: ['law25', 'measures'],
  },
  fresh: {
    noReasonDays: 7,
    exemptWhenConfirmed: true,
    whole: 'unopened',
    spoiledClaimHours: 48,
    sources: ['law25', 'measures', 'regulations19', 'platform'],
  },
  made_to_order: {
    noReasonDays: 7,
    exemptWhenConfirmed: true,
    whole: 'unworn',
    spoiledClaimHours: null,
    sources: ['law25', 'measures', 'regulations19'],
  },
  near_expiry: {
    noReasonDays: 7,
    exemptWhenConfirmed: true,
    whole: 'unopened',
    spoiledClaimHours: 48,
    sources: ['measures', 'regulations19', 'platform'],
  },
}

const FRESH: ReadonlySet<string> = new Set(['fresh-fruit', 'vegetables', 'eggs'])
const CRAFTS: ReadonlySet<string> = new Set(['bamboo-craft', 'wood-carving'])

export type ClassedGoods = { category: string; storage: string; madeToOrder?: boolean; nearExpiry?: boolean }

/** The class of goods as sold; what fits several is made to order first, then fresh. */
export function returnClassOf(goods: ClassedGoods): ReturnClass {
  if (goods.madeToOrder === true) return 'made_to_order'
  if (FRESH.has(goods.category) || goods.storage !== 'ambient') return 'fresh'
  if (goods.nearExpiry === true) return 'near_expiry'
  return CRAFTS.has(goods.category) ? 'ordinary' : 'sealed_food'
}

/** The class of an order's line: what was made for its buyer is made to order. */
export const classAsSold = (order: { supply: string }, goods: ClassedGoods): ReturnClass =>
  returnClassOf({ ...goods, madeToOrder: order.supply === 'making' })

export function isExemptable(value: ReturnClass): value is ExemptClass {
  return returnRules[value].exemptWhenConfirmed
}

export const causes = ['no_reason', 'spoiled', 'damaged', 'wrong_goods', 'short', 'quality', 'not_arrived'] as const
export type Cause = (typeof causes)[number]
export const remedies = ['refund', 'return', 'exchange', 'resend'] as const
export type Remedy = (typeof remedies)[number]

type CauseRule = {
  remedies: readonly Remedy[]
  /** Who pays the way back: without reason the buyer, where the goods are at fault the seller. */
  freight: 'buyer' | 'seller'
  photos: boolean
  /** Whether the order's own freight goes back with the last unit. */
  deliveryFreightBack: boolean
  source: RuleSource
}

export const causeRules: Readonly<Record<Cause, CauseRule>> = {
  no_reason: { remedies: ['return'], freight: 'buyer', photos: false, deliveryFreightBack: false, source: 'law25' },
  spoiled: {
    remedies: ['refund', 'resend'],
    freight: 'seller',
    photos: true,
    deliveryFreightBack: true,
    source: 'platform',
  },
  damaged: {
    remedies: ['refund', 'return', 'exchange', 'resend'],
    freight: 'seller',
    photos: true,
    deliveryFreightBack: true,
    source: 'law24',
  },
  wrong_goods: {
    remedies: ['return', 'exchange', 'refund'],
    freight: 'seller',
    photos: true,
    deliveryFreightBack: true,
    source: 'law24',
  },
  short: {
    remedies: ['refund', 'resend'],
    freight: 'seller',
    photos: true,
    deliveryFreightBack: true,
    source: 'law24',
  },
  quality: {
    remedies: ['return', 'exchange', 'refund'],
    freight: 'seller',
    photos: true,
    deliveryFreightBack: true,
    source: 'law24',
  },
  not_arrived: {
    remedies: ['refund', 'resend'],
    freight: 'seller',
    photos: false,
    deliveryFreightBack: true,
    source: 'platform',
  },
}

/** Days for goods that are not as they should be, from receipt (law, article 24). */
const FAULT_DAYS = 7

/**
 * Faults that show only when goods are opened or used. After the seven days the law still gives return, exchange or repair (article 24);
 * until when a claim by photo goes straight to the seller here is the county's own rule: packed food until its lot's last day,
 * a year at most; crafts and goods made to order thirty days.
 */
const LATENT_CAUSES: ReadonlySet<Cause> = new Set<Cause>(['spoiled', 'quality'])
const LATENT_DAYS: Readonly<Record<ReturnClass, number | 'shelf_life'>> = {
  ordinary: 30,
  made_to_order: 30,
  sealed_food: 'shelf_life',
  fresh: FAULT_DAYS,
  near_expiry: FAULT_DAYS,
}
const LATENT_DAYS_MAX = 365

/** The last civil day of the seven: the count begins on the day after receipt. */
export const lastDayOf = (receivedAt: Instant, days: number): CivilDate => addDays(civilDate(receivedAt), days)

/**
 * The moment after which a cause may no longer be claimed; null where only the parcel's arrival ends it. `bestBefore` is the last day of
 * the lots the goods came from, null where it is not known.
 */
export function claimUntil(
  cause: Cause,
  goods: ReturnClass,
  receivedAt: Instant,
  bestBefore: CivilDate | null = null,
): Instant | null {
  if (cause === 'not_arrived') return null
  const { noReasonDays, spoiledClaimHours } = returnRules[goods]
  if (cause === 'spoiled' && spoiledClaimHours !== null) return addSeconds(receivedAt, spoiledClaimHours * 3600)
  const days = cause === 'no_reason' ? noReasonDays : FAULT_DAYS
  const lastDay = LATENT_CAUSES.has(cause) ? latentDay(goods, receivedAt, bestBefore) : lastDayOf(receivedAt, days)
  return startOfDay(addDays(lastDay, 1))
}

function latentDay(goods: ReturnClass, receivedAt: Instant, bestBefore: CivilDate | null): CivilDate {
  const days = LATENT_DAYS[goods]
  if (days !== 'shelf_life') return lastDayOf(receivedAt, days)
  const [soonest, latest] = [lastDayOf(receivedAt, FAULT_DAYS), lastDayOf(receivedAt, LATENT_DAYS_MAX)]
  if (bestBefore === null || bestBefore < soonest) return soonest
  return bestBefore > latest ? latest : bestBefore
}

/** What may be claimed about a line that has arrived at `receivedAt` (null: not yet said to be there). */
export type ClaimableLine = { class: ReturnClass; exemptionConfirmed: boolean; bestBefore?: CivilDate | null }

/** Why a cause cannot be claimed for a line, or null. */
export function claimFault(
  cause: Cause,
  line: ClaimableLine,
  receivedAt: Instant | null,
  now: Instant,
): 'exempt' | 'too_late' | 'arrived' | 'not_food' | null {
  if (cause === 'not_arrived') return receivedAt === null ? null : 'arrived'
  if (cause === 'no_reason' && isExemptable(line.class) && line.exemptionConfirmed) return 'exempt'
  if (cause === 'spoiled' && line.class === 'ordinary') return 'not_food'
  const until = claimUntil(cause, line.class, receivedAt ?? now, line.bestBefore)
  return until !== null && now >= until ? 'too_late' : null
}
