import { expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { perform } from '../kernel/perform.ts'
import { listListingReviews, listSellerReviews, replyToReview } from '../modules/reviews/index.ts'
import { noteNoShow } from './no-show.ts'
import { openTown } from './town.fake.ts'
import { writeBookingReview } from './write-review.ts'

const town = await openTown()
const { trade, host, sight, houseId, productId, paidStay, paidVisit, newGuest } = town
const { act, clock } = trade.county

const review = (buyer: Actor, bookingId: string, rating = 5, body = '床很干净') =>
  act(buyer, writeBookingReview, { bookingId, rating, body })

test('who stayed or went there reviews it once, when it is over; the house answers, and readers see both', async () => {
  const [guest, visitor] = [newGuest(), newGuest()]
  const stay = await paidStay(guest, { arrival: '2026-05-10', nights: 1 })
  const visit = await paidVisit(visitor, 2, '2026-05-10')
  await expect(review(guest, stay.id)).rejects.toMatchObject({ code: 'reviews.review.not_visited' })
  clock.set(new Date('2026-05-11T20:00:00+08:00'))
  // The day of leaving is not over yet; the visit of the day before is.
  await expect(review(guest, stay.id)).rejects.toMatchObject({ code: 'reviews.review.not_visited' })
  await expect(review(guest, visit.id)).rejects.toMatchObject({ code: 'tourism.booking.unknown' })
  await review(visitor, visit.id, 4, '云很好看')
  clock.set(new Date('2026-05-12T00:00:00+08:00'))
  const { reviewId } = await review(guest, stay.id, 3)
  await expect(review(guest, stay.id)).rejects.toMatchObject({ code: 'reviews.review.written_already' })

  const { organisationId } = host
  const { items } = await act(host.owner, listSellerReviews, { organisationId })
  expect(items).toMatchObject([{ id: reviewId, kind: 'stay', orderId: stay.id, listingId: houseId }])
  const answer = { organisationId: sight.organisationId, reviewId, body: '谢谢' }
  await expect(act(sight.owner, replyToReview, answer)).rejects.toMatchObject({ code: 'reviews.review.unknown' })
  await act(host.owner, replyToReview, { ...answer, organisationId })
  const shown = await act(newGuest(), listListingReviews, { listingId: houseId })
  expect(shown).toMatchObject({ reviews: 1, items: [{ author: '张**', rating: 3, body: '床很干净', reply: '谢谢' }] })
  const seen = await act(newGuest(), listListingReviews, { listingId: productId })
  expect(seen).toMatchObject({ reviews: 1, items: [{ kind: 'visit', rating: 4 }] })
})

test('who did not come, or cancelled, has nothing to say of it', async () => {
  clock.set(new Date('2026-05-12T08:00:00+08:00'))
  const guest = newGuest()
  const stay = await paidStay(guest, { arrival: '2026-05-12', nights: 1 })
  clock.set(new Date('2026-05-13T10:00:00+08:00'))
  const { organisationId, owner } = host
  await perform(trade.county.app, noteNoShow, { actor: owner, lang: 'zh' }, { organisationId, bookingId: stay.id })
  clock.set(new Date('2026-05-15T10:00:00+08:00'))
  await expect(review(guest, stay.id)).rejects.toMatchObject({ code: 'reviews.review.not_visited' })
})
