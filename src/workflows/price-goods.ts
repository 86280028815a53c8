import { z } from 'zod'
import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import type { Sql } from '../kernel/database.ts'
import { id } from '../kernel/validation.ts'
import type { BasketLine, BundlePart } from '../modules/market/index.ts'
import { bundlesIn } from '../modules/market/index.ts'
import type { NextTier, PricedLine, Rules, Use } from '../modules/pricing/index.ts'
import { bearerKinds, price, priceSources, rulesFor, shopperOf, tier } from '../modules/pricing/index.ts'
import { unitsNearExpiry } from '../modules/stock/index.ts'

/** What of a basket's line bears on its price. */
type Line = Pick<BasketLine, 'listingId' | 'itemId' | 'organisationId' | 'category' | 'units' | 'priceFen'> & {
  bundles?: readonly BundlePart[]
}
/** Units priced as near their expiry, which are to come from these lots, of all those on the shelf. */
type NearExpiry = { units: number; lotIds: readonly string[]; onShelfUnits: number; percent: number }
/** A line with its final price: `listFen` is the listing's own price, `priceFen` the one of this buyer. */
type Final<L extends Line> = L & Omit<PricedLine, 'key'> & { nearExpiry: NearExpiry | null }
export type PricedBasketLine = Final<BasketLine>
export type PricedGoods<L extends Line = BasketLine> = { lines: Final<L>[]; uses: Use[]; next: NextTier[] }

/** Prices a buyer's open lines by every rule that applies, without freight. One statement, two where a seller prices by expiry. */
export async function priceGoods<L extends Line>(
  sql: Sql,
  lines: readonly L[],
  actor: Actor,
  now: Instant,
): Promise<PricedGoods<L>> {
  const listingIds = lines.map((line) => line.listingId)
  const sellerIds = [...new Set(lines.map((line) => line.organisationId))]
  const rules = await rulesFor(sql, { listingIds, sellerIds, shopper: shopperOf(actor) }, now)
  const near = await nearExpiryOf(sql, lines, rules, now)
  const given = lines.map((line) => ({
    key: line.listingId,
    listingId: line.listingId,
    sellerId: line.organisationId,
    category: line.category,
    units: line.units,
    listFen: line.priceFen,
    nearExpiryUnits: Math.min(line.units, near.get(line.itemId)?.units ?? 0),
  }))
  const { lines: priced, uses, next } = price(given, rules, now)
  const final = lines.map((line, i) => {
    const { key: _, ...own } = priced[i] as PricedLine
    const lots = near.get(line.itemId)
    const nearExpiry = lots ? { ...lots, onShelfUnits: lots.units, units: Math.min(line.units, lots.units) } : null
    return { ...line, ...own, nearExpiry }
  })
  return { lines: bundled(final), uses, next }
}

/**
 * Lines that make up bundles pay the shares stated for them; the seller of each part bears what it costs less than by
 * itself. A bundle's price and other promotions are not taken together: lines that have another discount make up none.
 */
export function bundled<L extends Bundleable>(lines: readonly L[]): L[] {
  const plain = lines.filter((line) => line.discounts.length === 0 && line.bundles !== undefined)
  const found = bundlesIn(plain.map((line) => ({ ...line, bundles: line.bundles ?? [] })))
  return lines.map((line) => {
    const discounts = (found.get(line.listingId) ?? []).flatMap((one) => {
      const amountFen = one.units * line.priceFen - one.shareFen
      const { bundleId: sourceId, titleZh, titleEn } = one
      const bearer = { bearerKind: 'seller' as const, bearerId: line.organisationId }
      return amountFen > 0 ? [{ source: 'bundle' as const, sourceId, titleZh, titleEn, ...bearer, amountFen }] : []
    })
    const discountFen = discounts.reduce((sum, one) => sum + one.amountFen, 0)
    return discounts.length === 0
      ? line
      : { ...line, discounts, discountFen, paidFen: line.units * line.priceFen - discountFen }
  })
}

type Bundleable = Line & Pick<PricedLine, 'priceFen' | 'discounts' | 'discountFen' | 'paidFen'>

/** Units near expiry by item; items whose seller prices by expiry are always named, also with none. */
async function nearExpiryOf(sql: Sql, lines: readonly Line[], rules: Rules, now: Instant) {
  const today = civilDate(now)
  const asked = lines.flatMap(({ listingId, itemId }) => {
    const rule = rules.listingRules.find((one) => one.listingId === listingId)
    if (rule === undefined || rule.nearExpiryDays === null) return []
    return [{ itemId, until: addDays(today, rule.nearExpiryDays), percent: rule.nearExpiryPercent ?? 0 }]
  })
  const found = asked.length === 0 ? new Map() : await unitsNearExpiry(sql, asked, today)
  return new Map(
    asked.map(({ itemId, percent }) => {
      const { units = 0, lotIds = [] }: { units?: number; lotIds?: readonly string[] } = found.get(itemId) ?? {}
      return [itemId, { units, lotIds, percent }] as const
    }),
  )
}

/** What a priced line tells besides the basket's line. */
export const pricedLineView = {
  listFen: z.int(),
  priceSource: z.enum(priceSources),
  group: z.object({ nameZh: z.string(), nameEn: z.string() }).nullable(),
  discounts: z.array(
    z.object({
      source: z.string(),
      sourceId: id.nullable(),
      titleZh: z.string(),
      titleEn: z.string(),
      bearerKind: z.enum(bearerKinds),
      amountFen: z.int(),
    }),
  ),
  discountFen: z.int(),
  paidFen: z.int(),
}

/** What was taken off the basket, by offer, and what a little more would take off. */
export const pricedTotals = {
  uses: z.array(
    z.object({ offerId: id, kind: z.string(), titleZh: z.string(), titleEn: z.string(), amountFen: z.int() }),
  ),
  next: z.array(
    z.object({ offerId: id, kind: z.string(), titleZh: z.string(), titleEn: z.string(), missingFen: z.int(), tier }),
  ),
}

export function totalsOf({ uses, next }: Pick<PricedGoods, 'uses' | 'next'>) {
  return {
    uses: uses.map(({ offer, amountFen }) => ({ ...named(offer), amountFen })),
    next: next.map(({ offer, missingFen, tier: step }) => ({ ...named(offer), missingFen, tier: step })),
  }
}

const named = ({ id: offerId, kind, titleZh, titleEn }: Use['offer']) => ({ offerId, kind, titleZh, titleEn })
