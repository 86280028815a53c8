import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import type { Actor } from '../kernel/actor.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate, daysBetween } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { operation } from '../kernel/operation.ts'
import type { DecodedPhoto } from '../kernel/photo.ts'
import { decodeFields, photoFields } from '../kernel/photo.ts'
import { refuse } from '../kernel/refusal.ts'
import { id, prose } from '../kernel/validation.ts'
import { ordersById } from '../modules/market/index.ts'
import { accountSince } from '../modules/people/index.ts'
import type { NewReview } from '../modules/reviews/index.ts'
import { insertReview, weightMilli } from '../modules/reviews/index.ts'
import { bookedGoodsOf, bookingsById, ownBooking, tripsOf, wasVisited } from '../modules/tourism/index.ts'

/** The first sign of a name: enough to tell two reviews apart, too little to find a person. */
const shortName = (name: string) => `${[...name.trim()][0] ?? '*'}**`

async function weightOf(tx: Tx, actor: Actor, now: Instant): Promise<number> {
  const since = actor.kind === 'person' ? await accountSince(tx, actor.personId) : null
  return weightMilli(since === null ? null : daysBetween(civilDate(since), civilDate(now)))
}

const said = {
  rating: z.coerce.number().int().min(1).max(5),
  body: prose(1000).default(''),
  ...photoFields,
}
type Said = { rating: number; body: string }
type Bought = Pick<NewReview, 'kind' | 'orderId' | 'line' | 'listingId' | 'organisationId' | 'buyerId'> & {
  name: string
}

/** Writes what a buyer says of what they received, or of where they were. Refuses: reviews.review.written_already. */
async function write(
  { tx, actor, now }: { tx: Tx; actor: Actor; now: Instant },
  { name, ...bought }: Bought,
  { rating, body }: Said,
  photos: readonly DecodedPhoto[],
): Promise<{ reviewId: string }> {
  const reviewId = uuidv7(now)
  const weight = await weightOf(tx, actor, now)
  const review = { id: reviewId, ...bought, author: shortName(name), rating, body, weightMilli: weight }
  await insertReview(tx, review, photos, now)
  const { kind, orderId, listingId, organisationId } = bought
  const data = { kind, orderId, listingId, organisationId, rating }
  tx.effects.publish({ name: 'reviews.review.written', subject: reviewId, data })
  return { reviewId }
}

export const writeReview = operation({
  name: 'reviews.review.write',
  method: 'POST',
  path: '/reviews/orders/{orderId}/lines/{line}',
  summary: 'Who received a line of an order rates it once, with words and up to three photos',
  access: buyer,
  body: 'multipart',
  limitPerMinute: 20,
  input: z.object({
    orderId: id,
    line: z.coerce.number().int().min(0).max(999),
    ...said,
  }),
  output: z.object({ reviewId: id }),
  refusals: [
    'market.order.unknown',
    'market.order.unknown_line',
    'reviews.review.not_received',
    'reviews.review.written_already',
    'kernel.photo.not_a_picture',
    'kernel.photo.too_large',
  ],
  prepare: (input) => decodeFields(input),
  async run(context, { orderId, line: number, ...words }) {
    const [order] = await ordersById(context.tx, [orderId])
    if (order === undefined || !buyerIdsOf(context.actor).includes(order.buyerId)) refuse('market.order.unknown')
    if (order.receivedAt === null) refuse('reviews.review.not_received')
    const line = order.lines.find((l) => l.line === number) ?? refuse('market.order.unknown_line', { line: number })
    const { organisationId, buyerId, recipient } = order
    const { listingId } = line
    const bought = { kind: 'goods' as const, orderId, line: number, listingId, organisationId, buyerId }
    return write(context, { ...bought, name: recipient.name }, words, context.prepared)
  },
})

export const writeBookingReview = operation({
  name: 'reviews.review.write_booking',
  method: 'POST',
  path: '/reviews/bookings/{bookingId}',
  summary:
    'Who stayed at a house, went to a sight or fetched goods of a package rates it once, with words and up to three photos',
  access: buyer,
  body: 'multipart',
  limitPerMinute: 20,
  input: z.object({ bookingId: id, ...said }),
  output: z.object({ reviewId: id }),
  refusals: [
    'tourism.booking.unknown',
    'reviews.review.not_visited',
    'reviews.review.written_already',
    'kernel.photo.not_a_picture',
    'kernel.photo.too_large',
  ],
  prepare: (input) => decodeFields(input),
  async run(context, { bookingId, ...words }) {
    const { tx, actor, now } = context
    const row = ownBooking(await bookingsById(tx, [bookingId]), actor)
    const [trip] = await tripsOf(tx, [row], now)
    if (trip === undefined || !wasVisited(row, now)) refuse('reviews.review.not_visited')
    const { kind, organisationId, buyerId, contact } = row
    // Goods of a package are reviewed as what they are sold as.
    const goods = kind === 'goods' ? (await bookedGoodsOf(tx, [bookingId])).get(bookingId) : undefined
    const listingId = goods?.listingId ?? trip.place.id
    const bought = { kind, orderId: bookingId, line: 0, listingId, organisationId }
    return write(context, { ...bought, buyerId: buyerId ?? '', name: contact.fullName ?? '' }, words, context.prepared)
  },
})
