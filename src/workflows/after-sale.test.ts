import sharp from 'sharp'
import { expect, test } from 'vitest'
import { guestIdOf } from '../kernel/http/visit.ts'
import type { Actor } from '../kernel/actor.ts'
import {
  issueInvoice,
  issueRedLetter,
  listMyInvoices,
  listSellerInvoices,
  listTitles,
  saveTitle,
} from '../modules/invoicing/index.ts'
import { confirmReceipt } from '../modules/market/index.ts'
import {
  appealReview,
  decideObjection,
  listListingReviews,
  listMyReviews,
  listObjections,
  readSellerRating,
  replyToReview,
  reportReview,
} from '../modules/reviews/index.ts'
import { ratingCenti, tallyOf } from '../modules/reviews/rating.ts'
import { refundSellerOrder } from './refund-order.ts'
import { requestInvoice } from './request-invoice.ts'
import { officer, openTrade, ORDER_FEN, toolsFor } from './testing.ts'
import { writeReview } from './write-review.ts'

const trade = await openTrade({ sellers: 2 })
const { act } = trade.county
const { paid, ship, countOf } = toolsFor(trade)
const shop = trade.shops[0] as (typeof trade.shops)[number]
const other = trade.shops[1] as (typeof trade.shops)[number]
const { owner, organisationId, listingId } = shop
const picture = {
  name: 'a.png',
  mediaType: 'image/png',
  bytes: new Uint8Array(
    await sharp({ create: { width: 30, height: 30, channels: 3, background: '#777' } })
      .png()
      .toBuffer(),
  ),
}

async function received() {
  const ordered = await paid()
  const orderId = ordered.orderIds[0] ?? ''
  await ship(ordered, shop)
  await act(ordered.buyer, confirmReceipt, { orderId })
  return { buyer: ordered.buyer, orderId }
}
const stranger: Actor = { kind: 'guest', guestId: guestIdOf('a stranger') }

test('only who received the goods reviews them, once; the tally in SQL is the tally of the rule', async () => {
  const unsent = await paid()
  const early = { orderId: unsent.orderIds[0] ?? '', line: 0, rating: 5 }
  await expect(act(unsent.buyer, writeReview, early)).rejects.toThrow('reviews.review.not_received')
  const ratings = [5, 4, 1, 5]
  for (const rating of ratings) {
    const { buyer, orderId } = await received()
    const review = { orderId, line: 0, rating, body: '笋很嫩', photo1: picture }
    await expect(act(stranger, writeReview, review)).rejects.toThrow('market.order.unknown')
    await act(buyer, writeReview, review)
    await expect(act(buyer, writeReview, review)).rejects.toThrow('reviews.review.written_already')
    expect((await act(buyer, listMyReviews, {})).items).toHaveLength(1)
  }
  const read = await act(stranger, listListingReviews, { listingId })
  const rule = tallyOf(ratings.map((rating, i) => ({ buyerId: `${i}`, rating, weightMilli: 200 })))
  expect(read.ratingCenti).toBe(ratingCenti(rule))
  expect(read.stars).toEqual([2, 1, 0, 0, 1])
  expect(read.items[0]).toMatchObject({ author: '张**', photos: [{ width: 30 }] })
  expect(await act(stranger, readSellerRating, { sellerId: organisationId })).toMatchObject({ reviews: 4 })
})

test('a seller answers its own reviews only; an upheld appeal hides the review and its stars', async () => {
  const { items } = await act(stranger, listListingReviews, { listingId })
  const bad = items.find((r) => r.rating === 1)?.id ?? ''
  const theirs = { organisationId: other.organisationId, reviewId: bad }
  await expect(act(other.owner, replyToReview, { ...theirs, body: '谢谢' })).rejects.toThrow('reviews.review.unknown')
  await expect(act(other.owner, appealReview, { ...theirs, ground: 'untrue', note: '没有' })).rejects.toThrow('unknown')
  await act(owner, replyToReview, { organisationId, reviewId: bad, body: '已为您补发' })
  await act(owner, appealReview, { organisationId, reviewId: bad, ground: 'untrue', note: '买家买的是另一家' })
  await act(stranger, reportReview, { reviewId: bad, ground: 'abuse' })
  await expect(act(stranger, reportReview, { reviewId: bad, ground: 'abuse' })).rejects.toThrow('not_possible')
  const open = await act(officer(), listObjections, {})
  const appeal = open.items.find((o) => o.kind === 'appeal')?.id ?? ''
  await act(officer(), decideObjection, { objectionId: appeal, verdict: 'upheld', reasons: '订单里没有这件商品' })
  expect((await act(officer(), listObjections, {})).items).toEqual([])
  const after = await act(stranger, listListingReviews, { listingId })
  expect(after.reviews).toBe(3)
  expect(after.items.some((r) => r.id === bad)).toBe(false)
  await expect(
    act(officer(), decideObjection, { objectionId: appeal, verdict: 'dismissed', reasons: '再看一次' }),
  ).rejects.toThrow('reviews.objection.unknown')
})

test('a company title needs the right number, and the same title is kept once', async () => {
  const { buyer } = await received()
  const company = { kind: 'company' as const, name: '示范贸易有限公司', taxNumber: '91350100M000100Y44' }
  await expect(act(buyer, saveTitle, company)).rejects.toThrow('invoicing.title.bad_number')
  const good = { ...company, taxNumber: ' 91350100-M000100Y43' }
  const first = await act(buyer, saveTitle, good)
  expect(await act(buyer, saveTitle, good)).toEqual(first)
  expect((await act(buyer, listTitles, {})).titles).toHaveLength(1)
})

test('an invoice is over what was paid less refunds; a refund afterwards leaves a red letter for exactly its amount', async () => {
  const { buyer, orderId } = await received()
  const refund = (units: number) =>
    act(owner, refundSellerOrder, { organisationId, orderId, units: [{ line: 0, units }], reason: '少了' })
  await refund(1)
  const asked = await act(buyer, requestInvoice, { orderId, kind: 'personal', name: '张三' })
  expect(asked.amountFen).toBe(ORDER_FEN - 1234)
  await expect(act(buyer, requestInvoice, { orderId, kind: 'personal', name: '张三' })).rejects.toThrow('asked_already')
  await refund(1)
  const number = '26332000000012345678'
  const { requestId } = asked
  const paper = { name: 'f.pdf', mediaType: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.7 a paper') }
  const wrong = { ...paper, bytes: new TextEncoder().encode('MZ') }
  await expect(act(owner, issueInvoice, { organisationId, requestId, number, file: wrong })).rejects.toThrow(
    'unreadable',
  )
  await expect(
    act(other.owner, issueInvoice, { organisationId: other.organisationId, requestId, number }),
  ).rejects.toThrow('invoicing.request.unknown')
  await act(owner, issueInvoice, { organisationId, requestId, number, file: paper })
  await refund(1)
  const [mine] = (await act(buyer, listMyInvoices, {})).requests
  expect(mine).toMatchObject({ state: 'issued', amountFen: ORDER_FEN - 2 * 1234, redFen: ORDER_FEN - 2 * 1234 })
  const red = mine?.redLetters[0]?.id ?? ''
  await expect(act(owner, issueRedLetter, { organisationId, redLetterId: red, number })).rejects.toThrow('not_possible')
  await act(owner, issueRedLetter, { organisationId, redLetterId: red, number: '26332000000012345679' })
  expect((await act(owner, listSellerInvoices, { organisationId, show: 'red' })).requests).toEqual([])
  expect(await countOf('invoicing.request', 'red_fen > amount_fen')).toBe(0)
})

test('a request dies with the last fen of its order', async () => {
  const { buyer, orderId } = await received()
  await act(buyer, requestInvoice, { orderId, kind: 'personal', name: '张三' })
  await act(owner, refundSellerOrder, { organisationId, orderId, units: [{ line: 0, units: 3 }], reason: '全退' })
  expect((await act(buyer, listMyInvoices, {})).requests[0]).toMatchObject({ state: 'withdrawn', amountFen: 0 })
})
