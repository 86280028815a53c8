import { z } from 'zod'
import { member, office } from '../kernel/access.ts'
import { actorId } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id, line } from '../kernel/validation.ts'
import type { EditedListing, Proposal, ReviewRow } from '../modules/market/index.ts'
import {
  applyProposal,
  callBackListing,
  categoryNames,
  changedFields,
  checkLabel,
  courseOf,
  decideReviewRow,
  lockListing,
  lockReview,
  proposalInput,
  putReview,
  reviewModeOf,
  searchText,
  turnSeason,
  wasReturned,
} from '../modules/market/index.ts'
import { placeNames } from '../modules/people/index.ts'

const outcome = z.object({ listingId: id, state: z.enum(['draft', 'submitted', 'approved', 'returned']) })
const labelRefusals = ['market.label.class_not_allowed', 'market.label.licence_wrong', 'market.label.missing']

/** Puts words and labels in force: found by search under them, on sale unless the calendar says otherwise. */
async function putInForce(tx: Tx, listing: EditedListing, proposal: Proposal, now: Instant): Promise<void> {
  const searched = searchText(proposal, categoryNames(proposal.category), placeNames(listing.villageCode))
  await applyProposal(tx, listing.id, proposal, searched, now)
  await turnSeason(tx, civilDate(now), listing.id)
}

export const reviseListing = operation({
  name: 'market.listing.revise',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/listings/{listingId}/words',
  summary: 'Edits what a listing says and its labels: in force at once, or once the service centre has approved it',
  access: member('seller'),
  input: proposalInput.extend({ organisationId: id, listingId: id, draft: z.boolean().default(false) }),
  output: outcome,
  refusals: ['market.listing.unknown', ...labelRefusals],
  async run({ tx, now }, { organisationId, listingId, draft, ...proposal }) {
    const listing = await lockListing(tx, listingId)
    if (listing?.organisationId !== organisationId) refuse('market.listing.unknown')
    if (!draft) checkLabel(proposal, proposal.category)
    const returned = !listing.approved && (await wasReturned(tx, listingId))
    const standing = { approved: listing.approved, returned, mode: await reviewModeOf(tx, organisationId) }
    const course = courseOf(standing, changedFields(listing, proposal), draft)
    if (course === 'approved') await putInForce(tx, listing, proposal, now)
    const decidedBy = course === 'approved' ? 'rule' : null
    await putReview(tx, { listingId, organisationId, state: course, proposal, reasons: null, decidedBy }, now)
    return { listingId, state: course }
  },
})

/** Refuses: market.review.unknown, market.review.decided. */
async function openReview(tx: Tx, reviewId: string): Promise<{ review: ReviewRow; listing: EditedListing }> {
  const review = (await lockReview(tx, reviewId)) ?? refuse('market.review.unknown')
  if (review.state !== 'submitted') refuse('market.review.decided')
  return { review, listing: (await lockListing(tx, review.listingId)) ?? refuse('market.review.unknown') }
}

export const approveReview = operation({
  name: 'market.review.approve',
  method: 'POST',
  path: '/market/reviews/{reviewId}/approval',
  summary: 'The service centre lets a listing or an edit onto the market',
  access: office('service_centre'),
  input: z.object({ reviewId: id }),
  output: outcome,
  refusals: ['market.review.unknown', 'market.review.decided', ...labelRefusals],
  async run({ tx, actor, now }, { reviewId }) {
    const { review, listing } = await openReview(tx, reviewId)
    checkLabel(review.proposal, review.proposal.category)
    await putInForce(tx, listing, review.proposal, now)
    await decideReviewRow(tx, reviewId, { state: 'approved', reasons: null, decidedBy: actorId(actor) }, now)
    return { listingId: listing.id, state: 'approved' as const }
  },
})

export const returnReview = operation({
  name: 'market.review.return',
  method: 'POST',
  path: '/market/reviews/{reviewId}/return',
  summary: 'The service centre returns a listing or an edit with the reasons; what was in force before stays',
  access: office('service_centre'),
  input: z.object({ reviewId: id, reasons: line(500) }),
  output: outcome,
  refusals: ['market.review.unknown', 'market.review.decided'],
  async run({ tx, actor, now }, { reviewId, reasons }) {
    const { listing } = await openReview(tx, reviewId)
    await decideReviewRow(tx, reviewId, { state: 'returned', reasons, decidedBy: actorId(actor) }, now)
    return { listingId: listing.id, state: 'returned' as const }
  },
})

export const callBack = operation({
  name: 'market.review.call_back',
  method: 'POST',
  path: '/market/listings/{listingId}/call-back',
  summary: 'The service centre takes a listing off sale, with the reasons, until an edit of it is approved',
  access: office('service_centre'),
  input: z.object({ listingId: id, reasons: line(500) }),
  output: outcome,
  refusals: ['market.listing.unknown'],
  async run({ tx, actor, now }, { listingId, reasons }) {
    const listing = (await lockListing(tx, listingId)) ?? refuse('market.listing.unknown')
    const {
      id: _id,
      organisationId,
      state: _state,
      rests: _rests,
      approved: _approved,
      villageCode: _village,
      ...proposal
    } = listing
    await callBackListing(tx, listingId)
    await putReview(
      tx,
      { listingId, organisationId, state: 'returned', proposal, reasons, decidedBy: actorId(actor) },
      now,
    )
    return { listingId, state: 'returned' as const }
  },
})
