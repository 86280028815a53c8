import { z } from 'zod'
import { buyer } from '../../kernel/access.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import type { Actor } from '../../kernel/actor.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { BASKET_LINES_MAX, basketLines, putBasketRows } from './basket.sql.ts'
import type { Buyers } from './basket.sql.ts'
import { photoView, weighTermsView } from './listing.ops.ts'
import { supplies } from './order.ts'

export const putInBasket = operation({
  name: 'market.basket.put',
  method: 'PUT',
  path: '/market/basket',
  summary: 'Sets how many units of listings the basket holds; 0 takes one out',
  access: buyer,
  input: z.object({
    lines: z
      .array(z.object({ listingId: id, units: z.int().min(0).max(999) }))
      .min(1)
      .max(BASKET_LINES_MAX),
  }),
  output: z.object({ listingIds: z.array(id) }),
  refusals: ['market.listing.closed', 'market.basket.full'],
  audit: false,
  alone: true,
  async run({ tx, actor, now }, input) {
    const lines = [...new Map(input.lines.map((l) => [l.listingId, l])).values()]
    const verdict = await putBasketRows(tx, buyersOf(actor), lines, now)
    if (verdict === 'closed') refuse('market.listing.closed')
    if (verdict === 'full') refuse('market.basket.full', { most: BASKET_LINES_MAX })
    return { listingIds: lines.filter((l) => l.units > 0).map((l) => l.listingId) }
  },
})

export const basketLineView = z.object({
  listingId: id,
  organisationId: id,
  itemId: id,
  gtin: z.string(),
  state: z.enum(['open', 'closed']),
  titleZh: z.string(),
  titleEn: z.string(),
  category: z.string(),
  villageCode: z.string(),
  netGrams: z.int(),
  storage: z.enum(['ambient', 'chilled', 'frozen']),
  priceFen: z.int(),
  weigh: weighTermsView.nullable(),
  units: z.int(),
  freightTemplateId: id,
  versionId: id,
  supply: z.enum(supplies),
  bundles: z.array(
    z.object({
      bundleId: id,
      titleZh: z.string(),
      titleEn: z.string(),
      units: z.int(),
      shareFen: z.int(),
      parts: z.int(),
    }),
  ),
  photo: photoView.nullable(),
})

export const readBasket = query({
  name: 'market.basket.read',
  path: '/market/basket',
  byKey: true,
  summary: "The asker's basket",
  access: buyer,
  input: z.object({}),
  output: z.object({ lines: z.array(basketLineView) }),
  run: async ({ sql, actor }) => ({ lines: await basketLines(sql, buyersOf(actor)) }),
})

/**
 * Whose baskets the asker sees as one, the one that takes new lines first; operations that use it have the access rule `buyer`.
 */
export function buyersOf(actor: Actor): Buyers {
  const [own, ...others] = buyerIdsOf(actor)
  return own === undefined ? refuse('kernel.sign_in_required') : [own, ...others]
}
