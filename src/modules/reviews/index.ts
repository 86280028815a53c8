import {
  appealReview,
  decideObjection,
  listListingReviews,
  listMyReviews,
  listObjections,
  listSellerReviews,
  readSellerRating,
  replyToReview,
  reportReview,
} from './review.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { grounds } from './objection.sql.ts'
export {
  GROWN_AFTER_DAYS,
  GUEST_WEIGHT_MILLI,
  PRIOR_RATING,
  PRIOR_WEIGHT_MILLI,
  ratingCenti,
  weightMilli,
} from './rating.ts'
export {
  appealReview,
  decideObjection,
  listListingReviews,
  listMyReviews,
  listObjections,
  listSellerReviews,
  readSellerRating,
  replyToReview,
  reportReview,
} from './review.ops.ts'
export { insertReview, listingTallies, reviewPhoto } from './review.sql.ts'
export type { NewReview, Reviewed } from './review.sql.ts'

export const operations = [
  listListingReviews,
  readSellerRating,
  listMyReviews,
  listSellerReviews,
  replyToReview,
  reportReview,
  appealReview,
  listObjections,
  decideObjection,
]
export const words = { zh, en }
