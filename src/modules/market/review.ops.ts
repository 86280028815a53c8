import { z } from 'zod'
import { member, office } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { id } from '../../kernel/validation.ts'
import { labelInput, listingDraft, listingView, offSeason } from './listing.ops.ts'
import { listingRows } from './listing.sql.ts'
import { changedFields, proposalFields, reviewModes, reviewStates } from './review.ts'
import type { Proposal } from './review.ts'
import {
  reviewModes as modeRows,
  reviewsInState,
  reviewsOfOrganisation,
  reviewsWaiting,
  setReviewMode,
} from './review.sql.ts'

/** Input of an edit: every field, as the seller wants it to read. */
export const proposalInput = listingDraft.omit({ priceFen: true, freightTemplateId: true }).extend({
  ...labelInput,
  offSeason: offSeason.default('sold'),
})

const proposalView = z.object({
  titleZh: z.string(),
  titleEn: z.string(),
  descriptionZh: z.string(),
  descriptionEn: z.string(),
  category: z.string(),
  seasonMonths: z.int(),
  offSeason,
  productClass: z.string().nullable(),
  producer: z.string().nullable(),
  licenceNumber: z.string().nullable(),
  certificate: z.string().nullable(),
})
export const reviewView = z.object({
  id,
  listingId: id,
  organisationId: id,
  state: z.enum(reviewStates),
  proposal: proposalView,
  reasons: z.string().nullable(),
  submittedAt: z.date(),
  decidedAt: z.date().nullable(),
})

export const listReviews = query({
  name: 'market.review.list',
  path: '/market/reviews',
  summary: 'Listings and edits before the service centre, beside what is in force, with the fields that change',
  access: office('service_centre'),
  input: z.object({
    state: z.enum(reviewStates).default('submitted'),
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    waiting: z.int(),
    reviews: z.array(reviewView.extend({ listing: listingView, changed: z.array(z.enum(proposalFields)) })),
  }),
  async run({ sql }, input) {
    const reviews = await reviewsInState(sql, input.state, input.before ?? null, input.limit)
    const listings = new Map(
      (await listingRows(sql, [...new Set(reviews.map((r) => r.listingId))])).map((l) => [l.id, l]),
    )
    return {
      waiting: await reviewsWaiting(sql),
      reviews: reviews.flatMap((review) => {
        const listing = listings.get(review.listingId)
        if (listing === undefined) return []
        return [{ ...review, listing, changed: changedFields(listing as Proposal, review.proposal) }]
      }),
    }
  },
})

export const listOwnReviews = query({
  name: 'market.review.own_list',
  path: '/market/organisations/{organisationId}/reviews',
  summary: "Where a seller's listings stand with the service centre, the latest word on each",
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({ reviews: z.array(reviewView) }),
  run: async ({ sql }, input) => ({ reviews: await reviewsOfOrganisation(sql, input.organisationId, 500) }),
})

export const changeReviewMode = operation({
  name: 'market.review.set_mode',
  method: 'PUT',
  path: '/market/review-modes/{sellerId}',
  summary: "Whether the service centre sees a seller's listings before they are sold, or trusts the seller",
  access: office('service_centre'),
  input: z.object({ sellerId: id, mode: z.enum(reviewModes) }),
  output: z.object({ sellerId: id, mode: z.enum(reviewModes) }),
  async run({ tx }, { sellerId, mode }) {
    await setReviewMode(tx, sellerId, mode)
    return { sellerId, mode }
  },
})

export const listReviewModes = query({
  name: 'market.review.modes',
  path: '/market/review-modes',
  summary: 'Sellers for whom it was said whether their listings are seen before sale',
  access: office('service_centre'),
  input: z.object({}),
  output: z.object({ modes: z.array(z.object({ organisationId: id, mode: z.enum(reviewModes) })) }),
  run: async ({ sql }) => ({ modes: await modeRows(sql) }),
})
