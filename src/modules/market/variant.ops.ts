import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, prose } from '../../kernel/validation.ts'
import { listingRows } from './listing.sql.ts'
import { checkVariants } from './variant.ts'
import { lockVariantGroup, organisationVariants, putVariants, takenListings } from './variant.sql.ts'

const VARIANTS_MAX = 20

const words = {
  gradeZh: prose(20).default(''),
  gradeEn: prose(40).default(''),
  packingZh: prose(20).default(''),
  packingEn: prose(40).default(''),
}

export const saveVariants = operation({
  name: 'market.variant.save',
  method: 'POST',
  path: '/market/organisations/{organisationId}/variants',
  summary:
    'Puts listings on one page as grades, weights or packings of the same goods, in this order; an empty list undoes a page',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    groupId: id.optional(),
    variants: z.array(z.object({ listingId: id, ...words })).max(VARIANTS_MAX),
  }),
  output: z.object({ groupId: id }),
  refusals: [
    'market.variant.unknown_group',
    'market.variant.too_few',
    'market.variant.twice',
    'market.variant.same',
    'market.variant.taken',
    'market.listing.unknown',
  ],
  async run({ tx }, { organisationId, groupId = null, variants }) {
    if (groupId !== null && !(await lockVariantGroup(tx, organisationId, groupId)))
      refuse('market.variant.unknown_group')
    if (variants.length === 1 || (variants.length === 0 && groupId === null)) refuse('market.variant.too_few')
    const ids = variants.map((one) => one.listingId)
    const listings = new Map((await listingRows(tx, ids)).map((one) => [one.id, one]))
    checkVariants(
      variants.map((one) => {
        const listing = listings.get(one.listingId)
        if (listing?.organisationId !== organisationId) refuse('market.listing.unknown')
        return { ...one, netGrams: listing.netGrams }
      }),
    )
    if ((await takenListings(tx, ids, groupId)).length > 0) refuse('market.variant.taken')
    return { groupId: await putVariants(tx, organisationId, groupId, variants) }
  },
})

export const variantView = z.object({
  listingId: id,
  groupId: id,
  itemId: id,
  state: z.enum(['open', 'closed']),
  titleZh: z.string(),
  titleEn: z.string(),
  netGrams: z.int(),
  priceFen: z.int(),
  gradeZh: z.string(),
  gradeEn: z.string(),
  packingZh: z.string(),
  packingEn: z.string(),
})

export const listVariants = query({
  name: 'market.variant.list',
  path: '/market/organisations/{organisationId}/variants',
  summary: "A seller's pages with several variants",
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({ variants: z.array(variantView) }),
  run: async ({ sql }, input) => ({ variants: await organisationVariants(sql, input.organisationId) }),
})
