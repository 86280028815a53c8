import type { ReactNode } from 'react'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { listListingReviews } from '../../../modules/reviews/index.ts'
import { useLang } from '../../page-context.ts'
import { dayWords } from '../moment.ts'
import { Stars } from './stars.tsx'
import { useAfterWords } from './words.ts'

export type ShownReview = OutputOf<typeof listListingReviews>['items'][number]

/** Reviews as readers see them, with photos and the seller's reply; `foot` adds what may be done with one. */
export function ReviewList({
  items,
  foot,
}: {
  items: readonly ShownReview[]
  foot?: (review: ShownReview) => ReactNode
}) {
  const lang = useLang()
  const say = useAfterWords().review
  return (
    <ul className="reviews">
      {items.map((one) => (
        <li key={one.id}>
          <p className="line-facts">
            <Stars rating={one.rating} label={say.star(one.rating)} />
            <span>{one.author}</span>
            <span className="soft">{dayWords(one.writtenAt, lang)}</span>
          </p>
          {one.body !== '' && <p>{one.body}</p>}
          {one.photos.length > 0 && (
            <ul className="evidence">
              {one.photos.map((photo) => (
                <li key={photo.id}>
                  <a href={`/files/reviews/${photo.id}/1280`}>
                    <img
                      src={`/files/reviews/${photo.id}/320`}
                      alt={say.photos}
                      width={120}
                      height={120}
                      loading="lazy"
                    />
                  </a>
                </li>
              ))}
            </ul>
          )}
          {one.reply !== null && (
            <p className="reply">
              <strong>{say.reply}</strong> {one.reply}
            </p>
          )}
          {foot?.(one)}
        </li>
      ))}
    </ul>
  )
}
