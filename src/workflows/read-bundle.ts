import { z } from 'zod'
import { anyone } from '../kernel/access.ts'
import { civilDate } from '../kernel/clock.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import { bundleById, bundleView } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import { availability } from '../modules/stock/index.ts'

export const readBundle = query({
  name: 'market.bundle.read',
  path: '/market/bundles/{bundleId}',
  summary: 'A bundle with what each part costs in it and by itself, its sellers, and how many can be had',
  access: anyone,
  input: z.object({ bundleId: id }),
  output: z.object({
    bundle: bundleView,
    totalFen: z.int(),
    /** What the parts cost one by one. */
    separateFen: z.int(),
    availableBundles: z.int(),
    sellers: z.array(z.object({ id, nameZh: z.string(), nameEn: z.string() })),
  }),
  refusals: ['market.bundle.unknown'],
  async run({ sql, now }, { bundleId }) {
    const bundle = await bundleById(sql, bundleId)
    if (bundle === undefined || bundle.state === 'proposed') refuse('market.bundle.unknown')
    const { parts } = bundle
    const shelf = await availability(
      sql,
      parts.map((part) => part.itemId),
      civilDate(now),
    )
    const sellers = await organisationsById(sql, [...new Set(parts.map((part) => part.organisationId))])
    const buyable = bundle.state === 'open' && parts.every((part) => part.listingState === 'open')
    return {
      bundle,
      totalFen: parts.reduce((sum, part) => sum + part.shareFen, 0),
      separateFen: parts.reduce((sum, part) => sum + part.units * part.priceFen, 0),
      availableBundles: buyable
        ? Math.min(...parts.map((part) => Math.floor((shelf.get(part.itemId)?.units ?? 0) / part.units)))
        : 0,
      sellers: [...sellers.values()].map(({ id: sellerId, nameZh, nameEn }) => ({
        id: sellerId,
        nameZh,
        nameEn: nameEn ?? nameZh,
      })),
    }
  },
})
