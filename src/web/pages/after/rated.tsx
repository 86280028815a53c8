import type { OutputOf } from '../../../kernel/operation.ts'
import type { listListingReviews } from '../../../modules/reviews/index.ts'
import { ReviewList } from './review-list.tsx'
import { ratingText, Stars } from './stars.tsx'
import { useAfterWords } from './words.ts'

type Props = { href: string } & OutputOf<typeof listListingReviews>

/** A rating and its latest reviews, below goods, a house or a ticket; nothing before the first one. */
export function Rated({ href, ratingCenti, reviews, items }: Props) {
  const say = useAfterWords().review
  if (ratingCenti === null) return null
  return (
    <section className="part" id="reviews">
      <h2>{say.desk}</h2>
      <p className="line-facts">
        <Stars rating={Math.round(ratingCenti / 100)} label={ratingText(ratingCenti)} />
        <strong>{say.rating(ratingText(ratingCenti), reviews)}</strong>
      </p>
      <ReviewList items={items} />
      <p>
        <a href={href}>{say.read}</a>
      </p>
    </section>
  )
}
