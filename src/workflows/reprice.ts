import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import { answerPriceRow, changePriceRow, checkEvenPrice, listingsById, priceFen } from '../modules/market/index.ts'
import { listingRuleOf } from '../modules/pricing/index.ts'

export const reprice = operation({
  name: 'market.listing.reprice',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/listings/{listingId}/answered-price',
  summary: "Answers the queue's question about a price with a new one, not below the seller's own floor",
  access: member('seller'),
  input: z.object({ organisationId: id, listingId: id, priceFen }),
  output: z.object({ listingId: id, priceFen }),
  refusals: ['market.listing.unknown', 'market.listing.price_uneven', 'pricing.unit_price.below_floor'],
  audit: ({ listingId, priceFen: newFen }) => ({ listingId, priceFen: newFen }),
  async run({ tx, now }, { organisationId, listingId, priceFen: newFen }) {
    const [listing] = await listingsById(tx, [listingId])
    if (listing?.organisationId !== organisationId) refuse('market.listing.unknown')
    if (listing.weigh !== null) checkEvenPrice(newFen, listing.netGrams, listing.weigh.basisGrams)
    const floorFen = (await listingRuleOf(tx, listingId))?.floorFen ?? 1
    if (newFen < floorFen) refuse('pricing.unit_price.below_floor', { yuan: (floorFen / 100).toFixed(2) })
    await changePriceRow(tx, organisationId, listingId, newFen, now)
    await answerPriceRow(tx, organisationId, listingId, now)
    return { listingId, priceFen: newFen }
  },
})
