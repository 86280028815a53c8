import { z } from 'zod'
import { anyone, buyer, member, office } from '../../kernel/access.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, prose } from '../../kernel/validation.ts'
import { decideRow, grounds, insertObjection, objections, saveReply } from './objection.sql.ts'
import { ratingCenti } from './rating.ts'
import {
  buyerReviews,
  listingReviews,
  listingTallies,
  reviewedKinds,
  reviewsById,
  sellerReviews,
  sellerTallies,
  starCounts,
} from './review.sql.ts'

/** What anyone may read of a review. */
const shown = z.object({
  id,
  kind: z.enum(reviewedKinds),
  /** The listing, the house, or the ticket. */
  listingId: id,
  author: z.string(),
  rating: z.int(),
  body: z.string(),
  weightMilli: z.int(),
  writtenAt: z.date(),
  photos: z.array(z.object({ id, width: z.int(), height: z.int() })),
  reply: z.string().nullable(),
})
/** What its writer, its seller and the centre see besides. */
const known = shown.extend({
  /** The order, or the booking. */
  orderId: id,
  line: z.int(),
  hidden: z.boolean(),
  appeal: z.enum(['open', 'upheld', 'dismissed']).nullable(),
  reasons: z.string().nullable(),
})
const rating = z.object({ reviews: z.int(), ratingCenti: z.int().nullable() })
const NONE = { reviews: 0, weightMilli: 0, weighted: 0 }
const page = { before: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }

export const listListingReviews = query({
  name: 'reviews.review.of_listing',
  path: '/reviews/listings/{listingId}',
  summary: 'Reviews of a listing, a house or a ticket, newest first, its rating and how the stars are spread',
  access: anyone,
  input: z.object({ listingId: id, ...page }),
  output: rating.extend({ stars: z.array(z.int()), items: z.array(shown) }),
  async run({ sql }, { listingId, before, limit }) {
    const tally = (await listingTallies(sql, [listingId])).get(listingId) ?? NONE
    return {
      reviews: tally.reviews,
      ratingCenti: ratingCenti(tally),
      stars: await starCounts(sql, listingId),
      items: (await listingReviews(sql, listingId, before ?? null, limit)).map(openly),
    }
  },
})

export const readSellerRating = query({
  name: 'reviews.rating.of_seller',
  path: '/reviews/sellers/{sellerId}/rating',
  summary: "A seller's rating over all its listings",
  access: anyone,
  input: z.object({ sellerId: id }),
  output: rating,
  async run({ sql }, { sellerId }) {
    const tally = (await sellerTallies(sql, [sellerId])).get(sellerId) ?? NONE
    return { reviews: tally.reviews, ratingCenti: ratingCenti(tally) }
  },
})

export const listMyReviews = query({
  name: 'reviews.review.mine',
  path: '/reviews/mine',
  summary: "The asker's reviews, newest first",
  access: buyer,
  input: z.object({}),
  output: z.object({ items: z.array(known) }),
  run: async ({ sql, actor }) => ({ items: (await buyerReviews(sql, buyerIdsOf(actor))).map(withoutPeople) }),
})

export const listSellerReviews = query({
  name: 'reviews.review.of_seller',
  path: '/reviews/organisations/{organisationId}',
  summary: 'Reviews of a seller, hidden ones too, newest first',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id, ...page }),
  output: z.object({ items: z.array(known) }),
  run: async ({ sql }, { organisationId, before, limit }) => ({
    items: (await sellerReviews(sql, organisationId, before ?? null, limit)).map(withoutPeople),
  }),
})

export const replyToReview = operation({
  name: 'reviews.reply.save',
  method: 'PUT',
  path: '/reviews/organisations/{organisationId}/reviews/{reviewId}/reply',
  summary: 'The seller answers a review, or answers it anew',
  access: member('seller'),
  input: z.object({ organisationId: id, reviewId: id, body: prose(500).pipe(z.string().min(1)) }),
  output: z.object({ reviewId: id }),
  refusals: ['reviews.review.unknown'],
  async run({ tx, now }, { organisationId, reviewId, body }) {
    if (!(await saveReply(tx, reviewId, organisationId, body, now))) refuse('reviews.review.unknown')
    return { reviewId }
  },
})

const objecting = { reviewId: id, ground: z.enum(grounds), note: prose(500).default('') }

export const reportReview = operation({
  name: 'reviews.objection.report',
  method: 'POST',
  path: '/reviews/reviews/{reviewId}/reports',
  summary: 'A reader reports a review to the service centre',
  access: buyer,
  limitPerMinute: 10,
  input: z.object(objecting),
  output: z.object({ objectionId: id }),
  refusals: ['reviews.objection.not_possible'],
  async run({ tx, actor, now }, input) {
    const byId = buyerIdsOf(actor)[0] ?? refuse('kernel.sign_in_required')
    const made = await insertObjection(tx, { ...input, kind: 'report', byId }, now)
    return { objectionId: made ?? refuse('reviews.objection.not_possible') }
  },
})

export const appealReview = operation({
  name: 'reviews.objection.appeal',
  method: 'POST',
  path: '/reviews/organisations/{organisationId}/reviews/{reviewId}/appeals',
  summary: 'The seller appeals against a review of its goods',
  access: member('seller'),
  input: z.object({ organisationId: id, ...objecting, note: prose(500).pipe(z.string().min(1)) }),
  output: z.object({ objectionId: id }),
  refusals: ['reviews.review.unknown', 'reviews.objection.not_possible'],
  async run({ tx, now }, { organisationId, ...input }) {
    const [review] = await reviewsById(tx, [input.reviewId])
    if (review?.organisationId !== organisationId) refuse('reviews.review.unknown')
    const made = await insertObjection(tx, { ...input, kind: 'appeal', byId: organisationId }, now)
    return { objectionId: made ?? refuse('reviews.objection.not_possible') }
  },
})

const verdicts = z.enum(['upheld', 'dismissed'])

export const listObjections = query({
  name: 'reviews.objection.list',
  path: '/reviews/objections',
  summary: 'Reports and appeals that wait for the service centre, or those it decided, with the reviews they are about',
  access: office('service_centre'),
  input: z.object({ open: z.stringbool().default(true) }),
  output: z.object({
    items: z.array(
      z.object({
        id,
        kind: z.enum(['report', 'appeal']),
        ground: z.enum(grounds),
        note: z.string(),
        at: z.date(),
        verdict: verdicts.nullable(),
        reasons: z.string().nullable(),
        decidedAt: z.date().nullable(),
        review: known,
      }),
    ),
  }),
  async run({ sql }, { open }) {
    const rows = await objections(sql, open)
    const reviews = new Map(
      (
        await reviewsById(
          sql,
          rows.map((row) => row.reviewId),
        )
      ).map((r) => [r.id, r]),
    )
    return {
      items: rows.flatMap(({ reviewId, ...row }) => {
        const review = reviews.get(reviewId)
        return review === undefined ? [] : [{ ...row, review: withoutPeople(review) }]
      }),
    }
  },
})

export const decideObjection = operation({
  name: 'reviews.objection.decide',
  method: 'POST',
  path: '/reviews/objections/{objectionId}/decision',
  summary: 'The service centre decides with reasons: an upheld objection hides the review',
  access: office('service_centre'),
  input: z.object({ objectionId: id, verdict: verdicts, reasons: prose(500).pipe(z.string().min(4)) }),
  output: z.object({ objectionId: id, verdict: verdicts }),
  refusals: ['reviews.objection.unknown'],
  async run({ tx, now }, { objectionId, verdict, reasons }) {
    if (!(await decideRow(tx, objectionId, verdict, reasons, now))) refuse('reviews.objection.unknown')
    tx.effects.publish({ name: 'reviews.objection.decided', subject: objectionId, data: { verdict } })
    return { objectionId, verdict }
  },
})

type Row = Awaited<ReturnType<typeof reviewsById>>[number]

function withoutPeople({ buyerId: _buyerId, organisationId: _organisationId, ...rest }: Row) {
  return rest
}

function openly(row: Row) {
  const { id: reviewId, kind, listingId, author, rating: stars, body, weightMilli, writtenAt, photos, reply } = row
  return { id: reviewId, kind, listingId, author, rating: stars, body, weightMilli, writtenAt, photos, reply }
}
