import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line, lineZh, prose } from '../../kernel/validation.ts'
import type { BundleRow, BundleState } from './bundle.sql.ts'
import { agreeToBundle, bundlesOfOrganisation, changeBundleState, insertBundle, lockBundle } from './bundle.sql.ts'
import { priceFen } from './listing.ops.ts'
import { listingRows } from './listing.sql.ts'

const state = z.enum(['proposed', 'open', 'closed'])
const moved = z.object({ bundleId: id, state })

export const bundleView = z.object({
  id,
  organisationId: id,
  titleZh: z.string(),
  titleEn: z.string(),
  descriptionZh: z.string(),
  descriptionEn: z.string(),
  state,
  parts: z.array(
    z.object({
      listingId: id,
      organisationId: id,
      itemId: id,
      titleZh: z.string(),
      titleEn: z.string(),
      category: z.string(),
      netGrams: z.int(),
      priceFen: z.int(),
      listingState: z.enum(['open', 'closed']),
      units: z.int(),
      shareFen: z.int(),
      agreed: z.boolean(),
    }),
  ),
})

export const proposeBundle = operation({
  name: 'market.bundle.propose',
  method: 'POST',
  path: '/market/organisations/{organisationId}/bundles',
  summary: 'Puts goods of one or several sellers together at stated shares; on sale once every seller has agreed',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    titleZh: lineZh(80),
    titleEn: line(160),
    descriptionZh: prose(2000).default(''),
    descriptionEn: prose(4000).default(''),
    parts: z
      .array(z.object({ listingId: id, units: z.int().min(1).max(99), shareFen: priceFen }))
      .min(2)
      .max(10),
  }),
  output: moved,
  refusals: [
    'market.listing.unknown',
    'market.bundle.twice',
    'market.bundle.none_of_yours',
    'market.bundle.share_too_high',
  ],
  async run({ tx, now }, { organisationId, parts, ...words }) {
    const ids = parts.map((part) => part.listingId)
    if (new Set(ids).size < ids.length) refuse('market.bundle.twice')
    const listings = new Map((await listingRows(tx, ids)).map((one) => [one.id, one]))
    const owned = parts.map((part) => {
      const listing = listings.get(part.listingId) ?? refuse('market.listing.unknown')
      if (part.shareFen > part.units * listing.priceFen)
        refuse('market.bundle.share_too_high', { title: listing.titleZh })
      return { ...part, organisationId: listing.organisationId }
    })
    if (!owned.some((part) => part.organisationId === organisationId)) refuse('market.bundle.none_of_yours')
    const bundleId = await insertBundle(tx, organisationId, { ...words, parts: owned }, now)
    const all = owned.every((part) => part.organisationId === organisationId)
    if (all) await changeBundleState(tx, bundleId, 'open')
    return { bundleId, state: all ? ('open' as const) : ('proposed' as const) }
  },
})

/** What an answer makes of a bundle. Refuses: market.bundle.answered. */
export function answered(bundle: BundleRow, organisationId: string, agree: boolean): BundleState {
  if (bundle.state !== 'proposed') refuse('market.bundle.answered')
  if (!agree) return 'closed'
  return bundle.parts.every((part) => part.agreed || part.organisationId === organisationId) ? 'open' : 'proposed'
}

const hasPart = (bundle: BundleRow | undefined, organisationId: string): bundle is BundleRow =>
  bundle?.parts.some((part) => part.organisationId === organisationId) === true

export const answerBundle = operation({
  name: 'market.bundle.answer',
  method: 'POST',
  path: '/market/organisations/{organisationId}/bundles/{bundleId}/answer',
  summary: 'A seller agrees to the share stated for its part of a bundle, or declines the bundle',
  access: member('seller'),
  input: z.object({ organisationId: id, bundleId: id, agree: z.boolean() }),
  output: moved,
  refusals: ['market.bundle.unknown', 'market.bundle.answered'],
  audit: ({ bundleId, agree }) => ({ bundleId, agree }),
  async run({ tx, now }, { organisationId, bundleId, agree }) {
    const bundle = await lockBundle(tx, bundleId)
    if (!hasPart(bundle, organisationId)) refuse('market.bundle.unknown')
    const next = answered(bundle, organisationId, agree)
    if (agree) await agreeToBundle(tx, bundleId, organisationId, now)
    await changeBundleState(tx, bundleId, next)
    return { bundleId, state: next }
  },
})

export const closeBundle = operation({
  name: 'market.bundle.close',
  method: 'POST',
  path: '/market/organisations/{organisationId}/bundles/{bundleId}/closing',
  summary: 'Any seller with a part takes a bundle off sale; its goods are sold on their own',
  access: member('seller'),
  input: z.object({ organisationId: id, bundleId: id }),
  output: moved,
  refusals: ['market.bundle.unknown'],
  async run({ tx }, { organisationId, bundleId }) {
    if (!hasPart(await lockBundle(tx, bundleId), organisationId)) refuse('market.bundle.unknown')
    await changeBundleState(tx, bundleId, 'closed')
    return { bundleId, state: 'closed' as const }
  },
})

export const listBundles = query({
  name: 'market.bundle.own_list',
  path: '/market/organisations/{organisationId}/bundles',
  summary: 'Bundles in which a seller has a part, newest first',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({ bundles: z.array(bundleView) }),
  run: async ({ sql }, input) => ({ bundles: await bundlesOfOrganisation(sql, input.organisationId) }),
})
