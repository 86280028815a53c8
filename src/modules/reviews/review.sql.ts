import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { DecodedPhoto } from '../../kernel/photo.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Tally } from './rating.ts'

/** Goods of an order; or a stay or visit, whose booking stands as the order and whose house or ticket as the listing. */
export const reviewedKinds = ['goods', 'stay', 'visit'] as const
export type Reviewed = (typeof reviewedKinds)[number]

export type NewReview = {
  id: string
  kind: Reviewed
  orderId: string
  line: number
  listingId: string
  organisationId: string
  buyerId: string
  author: string
  rating: number
  body: string
  weightMilli: number
}

const insert = statement<{ id: string }>(
  'reviews.review.insert',
  `
  INSERT INTO reviews.review (id, kind, order_id, line, listing_id, organisation_id, buyer_id, author, rating, body, weight_milli, written_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING id`,
)
const insertPhoto = statement<{ id: string }>(
  'reviews.photo.insert',
  `INSERT INTO reviews.photo (review_id, width, height) VALUES ($1, $2, $3) RETURNING id`,
)
const insertRendition = statement(
  'reviews.photo.rendition',
  `INSERT INTO reviews.photo_rendition (photo_id, width, bytes) VALUES ($1, $2, $3)`,
)

/** Writes a review with its photos. Refuses: reviews.review.written_already. */
export async function insertReview(tx: Tx, r: NewReview, photos: readonly DecodedPhoto[], now: Instant): Promise<void> {
  const rows = await tx.run(insert, [
    r.id,
    r.kind,
    r.orderId,
    r.line,
    r.listingId,
    r.organisationId,
    r.buyerId,
    r.author,
    r.rating,
    r.body,
    r.weightMilli,
    now,
  ])
  if (rows.length === 0) refuse('reviews.review.written_already')
  for (const photo of photos) {
    const [row] = await tx.run(insertPhoto, [r.id, photo.width, photo.height])
    for (const one of photo.renditions)
      if (one.format === 'webp') tx.send(insertRendition, [row?.id, one.width, Buffer.from(one.bytes)])
  }
}

const photo = statement<{ bytes: Buffer }>(
  'reviews.photo.read',
  `
  SELECT r.bytes FROM reviews.photo_rendition r JOIN reviews.photo p ON p.id = r.photo_id JOIN reviews.review v ON v.id = p.review_id
  WHERE r.photo_id = $1 AND v.hidden_at IS NULL ORDER BY (r.width >= $2) DESC, abs(r.width - $2) LIMIT 1`,
)

/** A picture of a review near a width; null where there is none, or its review is hidden. */
export async function reviewPhoto(sql: Sql, photoId: string, width: number): Promise<Buffer | null> {
  return (await sql.run(photo, [photoId, width]))[0]?.bytes ?? null
}

export type ReviewView = {
  id: string
  kind: Reviewed
  orderId: string
  line: number
  listingId: string
  organisationId: string
  buyerId: string
  author: string
  rating: number
  body: string
  weightMilli: number
  writtenAt: Instant
  hidden: boolean
  photos: { id: string; width: number; height: number }[]
  reply: string | null
  appeal: 'open' | 'upheld' | 'dismissed' | null
  /** Why it was hidden, or why an appeal against it was dismissed. */
  reasons: string | null
}

const columns = `
  v.id, v.kind, v.order_id AS "orderId", v.line, v.listing_id AS "listingId", v.organisation_id AS "organisationId", v.buyer_id AS "buyerId", v.author, v.rating, v.body,
  v.weight_milli AS "weightMilli", v.written_at AS "writtenAt", v.hidden_at IS NOT NULL AS hidden,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) ORDER BY p.id), '[]') FROM reviews.photo p WHERE p.review_id = v.id) AS photos,
  (SELECT body FROM reviews.reply a WHERE a.review_id = v.id) AS reply,
  (SELECT coalesce(o.verdict, 'open') FROM reviews.objection o WHERE o.review_id = v.id AND o.kind = 'appeal' LIMIT 1) AS appeal,
  (SELECT o.reasons FROM reviews.objection o WHERE o.review_id = v.id AND o.verdict IS NOT NULL ORDER BY (o.verdict = 'upheld') DESC, o.decided_at DESC LIMIT 1) AS reasons`

const ofListing = statement<ReviewView>(
  'reviews.review.of_listing',
  `SELECT ${columns} FROM reviews.review v WHERE v.listing_id = $1 AND v.hidden_at IS NULL AND ($2::uuid IS NULL OR v.id < $2) ORDER BY v.id DESC LIMIT $3`,
)
export const listingReviews = (sql: Sql, listingId: string, before: string | null, limit: number) =>
  sql.run(ofListing, [listingId, before, limit])

const ofSeller = statement<ReviewView>(
  'reviews.review.of_seller',
  `SELECT ${columns} FROM reviews.review v WHERE v.organisation_id = $1 AND ($2::uuid IS NULL OR v.id < $2) ORDER BY v.id DESC LIMIT $3`,
)
export const sellerReviews = (sql: Sql, organisationId: string, before: string | null, limit: number) =>
  sql.run(ofSeller, [organisationId, before, limit])

const ofBuyer = statement<ReviewView>(
  'reviews.review.of_buyer',
  `SELECT ${columns} FROM reviews.review v WHERE v.buyer_id = ANY($1::uuid[]) ORDER BY v.id DESC LIMIT 200`,
)
export const buyerReviews = (sql: Sql, buyerIds: readonly string[]) => sql.run(ofBuyer, [buyerIds])

const byId = statement<ReviewView>(
  'reviews.review.by_id',
  `SELECT ${columns} FROM reviews.review v WHERE v.id = ANY($1::uuid[])`,
)
export const reviewsById = (sql: Sql, ids: readonly string[]) => sql.run(byId, [ids])

type Counted = { key: string; reviews: number; weightMilli: number; weighted: string }

/** Account by account first, then over accounts: an account counts once, as `tallyOf` says. */
const tallies = (name: string, column: 'listing_id' | 'organisation_id') =>
  statement<Counted>(
    name,
    `
    SELECT key, sum(n)::int AS reviews, sum(weight)::bigint AS "weightMilli", sum(weight * mean)::text AS weighted FROM (
      SELECT ${column} AS key, buyer_id, count(*) AS n, max(weight_milli) AS weight, avg(rating) AS mean FROM reviews.review
      WHERE ${column} = ANY($1::uuid[]) AND hidden_at IS NULL GROUP BY ${column}, buyer_id) a GROUP BY key`,
  )
const byListing = tallies('reviews.tally.by_listing', 'listing_id')
const bySeller = tallies('reviews.tally.by_seller', 'organisation_id')

async function counted(sql: Sql, by: typeof byListing, ids: readonly string[]): Promise<Map<string, Tally>> {
  const rows = await sql.run(by, [ids])
  return new Map(
    rows.map(({ key, reviews, weightMilli, weighted }) => [key, { reviews, weightMilli, weighted: Number(weighted) }]),
  )
}
export const listingTallies = (sql: Sql, listingIds: readonly string[]) => counted(sql, byListing, listingIds)
export const sellerTallies = (sql: Sql, organisationIds: readonly string[]) => counted(sql, bySeller, organisationIds)

const spread = statement<{ rating: number; count: number }>(
  'reviews.review.spread',
  `SELECT rating, count(*)::int AS count FROM reviews.review WHERE listing_id = $1 AND hidden_at IS NULL GROUP BY rating`,
)

/** How many reviews gave each number of stars, from five down to one. */
export async function starCounts(sql: Sql, listingId: string): Promise<number[]> {
  const rows = await sql.run(spread, [listingId])
  return [5, 4, 3, 2, 1].map((rating) => rows.find((row) => row.rating === rating)?.count ?? 0)
}
