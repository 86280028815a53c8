import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { operation } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { fen, id } from '../../kernel/validation.ts'
import { priceFen } from './listing.ops.ts'
import { listingRows } from './listing.sql.ts'
import { lockForSupply } from './supply.sql.ts'
import { changeTermsRow } from './weighing.sql.ts'
import { basesGrams, unitPriceFen } from './weighing.ts'

export const changeWeighing = operation({
  name: 'market.listing.change_weighing',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/listings/{listingId}/weighing',
  summary:
    'Sells a listing by weight at a price for 500 g or a kilogram, its units weighing about their net weight; or by the unit again, where no `basisGrams` is said',
  access: member('seller'),
  input: z
    .object({
      organisationId: id,
      listingId: id,
      basisGrams: z.coerce.number().pipe(z.literal(basesGrams)).nullable().default(null),
      basisFen: fen.min(1).max(10_000_000).nullable().default(null),
      tolerancePercent: z.coerce.number().int().min(1).max(30).default(10),
    })
    .refine((input) => input.basisGrams === null || input.basisFen !== null, { path: ['basisFen'] }),
  output: z.object({ listingId: id, priceFen }),
  refusals: ['market.listing.unknown', 'market.listing.sold_ahead', 'market.listing.price_uneven'],
  async run({ tx, now }, { organisationId, listingId, basisGrams, basisFen, tolerancePercent }) {
    const supplied = await lockForSupply(tx, organisationId, listingId)
    const [listing] = await listingRows(tx, [listingId])
    if (supplied === undefined || listing === undefined) refuse('market.listing.unknown')
    if (basisGrams !== null && supplied.supply !== 'stock') refuse('market.listing.sold_ahead')
    const weigh = basisGrams === null ? null : { basisGrams, tolerancePercent }
    const price = basisGrams === null ? listing.priceFen : unitPriceFen(basisFen ?? 0, listing.netGrams, basisGrams)
    await changeTermsRow(tx, organisationId, listingId, { priceFen: price, weigh }, now)
    return { listingId, priceFen: price }
  },
})
