import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import type { Actor } from '../kernel/actor.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate, daysBetween } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { operation } from '../kernel/operation.ts'
import { decodeFields, photoFields } from '../kernel/photo.ts'
import { refuse } from '../kernel/refusal.ts'
import { id, prose } from '../kernel/validation.ts'
import { ordersById } from '../modules/market/index.ts'
import { accountSince } from '../modules/people/index.ts'
import { insertReview, weightMilli } from '../modules/reviews/index.ts'

/** The first sign of a name: enough to tell two reviews apart, too little to find a person. */
const shortName = (name: string) => `${[...name.trim()][0] ?? '*'}**`

async function weightOf(tx: Tx, actor: Actor, now: Instant): Promise<number> {
  const since = actor.kind === 'person' ? await accountSince(tx, actor.personId) : null
  return weightMilli(since === null ? null : daysBetween(civilDate(since), civilDate(now)))
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
    rating: z.coerce.number().int().min(1).max(5),
    body: prose(1000).default(''),
    ...photoFields,
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
  async run({ tx, actor, now, prepared }, { orderId, line: number, rating, body }) {
    const [order] = await ordersById(tx, [orderId])
    if (order === undefined || !buyerIdsOf(actor).includes(order.buyerId)) refuse('market.order.unknown')
    if (order.receivedAt === null) refuse('reviews.review.not_received')
    const line = order.lines.find((l) => l.line === number) ?? refuse('market.order.unknown_line', { line: number })
    const reviewId = uuidv7(now)
    const { organisationId, buyerId } = order
    await insertReview(
      tx,
      {
        id: reviewId,
        orderId,
        line: number,
        listingId: line.listingId,
        organisationId,
        buyerId,
        author: shortName(order.recipient.name),
        rating,
        body,
        weightMilli: await weightOf(tx, actor, now),
      },
      prepared,
      now,
    )
    const data = { orderId, listingId: line.listingId, organisationId, rating }
    tx.effects.publish({ name: 'reviews.review.written', subject: reviewId, data })
    return { reviewId }
  },
})
