import { listMyReviews } from '../../../modules/reviews/index.ts'
import type { Route } from './+types/my-reviews.ts'
import { call } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { EmptyState } from '../../kit/page.tsx'
import { PageHead } from '../head.tsx'
import { ReviewList } from './review-list.tsx'
import { useAfterWords } from './words.ts'

export const loader = ({ context }: Route.LoaderArgs) => call(context, listMyReviews, {})

export default function MyReviewsPage({ loaderData: { items } }: Route.ComponentProps) {
  const say = useAfterWords().review
  const hidden = new Map(items.filter((one) => one.hidden).map((one) => [one.id, one.reasons ?? '']))
  return (
    <SiteFrame>
      <PageHead title={say.mine} hidden />
      <h1>{say.mine}</h1>
      {items.length === 0 && <EmptyState title={say.mineEmpty}>{say.mineEmptyHelp}</EmptyState>}
      <ReviewList
        items={items}
        foot={({ id }) =>
          hidden.has(id) && (
            <p className="tag-stop">
              {say.hidden} {hidden.get(id)}
            </p>
          )
        }
      />
    </SiteFrame>
  )
}
