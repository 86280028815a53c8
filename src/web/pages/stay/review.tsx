import { redirect } from 'react-router'
import { words } from '../../../modules/market/web/words.ts'
import { listMyReviews } from '../../../modules/reviews/index.ts'
import { followTrip } from '../../../modules/tourism/index.ts'
import { writeBookingReview } from '../../../workflows/write-review.ts'
import type { Route } from './+types/review.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { LinkButton } from '../../kit/form.tsx'
import { Breadcrumbs, EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { ReviewForm } from '../after/review-form.tsx'
import { useAfterWords } from '../after/words.ts'
import { idIn } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { visitorOf } from '../visitor.ts'
import { tripTitle, tripWhen } from './trip.ts'
import { stayWords } from './words.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const trip = await call(context, followTrip, { bookingId: idIn(params.id) })
  const { items } = await call(context, listMyReviews, {})
  return {
    id: trip.id,
    code: trip.code,
    title: tripTitle(trip, lang),
    when: tripWhen(trip, lang),
    told: new URL(request.url).searchParams.has('done'),
    isWritten: items.some((one) => one.orderId === trip.id),
    wasVisited: trip.wasVisited,
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const bookingId = idIn(params.id)
  const input = await formInput(request, writeBookingReview)
  const result = await attempt(context, writeBookingReview, { ...input, bookingId })
  return result.ok ? redirect(`/bookings/${bookingId}/review?done`, 303) : refused(result)
}

/** What a guest says of where they were. */
export default function BookingReviewPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useAfterWords().review
  const { id, code, title, when, told, isWritten, wasVisited } = loaderData
  return (
    <SiteFrame>
      <PageHead title={stayWords[lang].booking.review} hidden />
      <Breadcrumbs
        lang={lang}
        crumbs={[
          { label: words[lang].orders.title, href: '/orders' },
          { label: code, href: `/bookings/${id}` },
          { label: stayWords[lang].booking.review },
        ]}
      />
      <h1>{stayWords[lang].booking.review}</h1>
      <p className="soft">{when}</p>
      {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
      {told && <Notice kind="success" lang={lang} title={say.done} />}
      {!isWritten && wasVisited && <ReviewForm title={title} label={stayWords[lang].booking.reviewBody} />}
      {!wasVisited && <EmptyState title={stayWords[lang].booking.reviewLater}>{title}</EmptyState>}
      {isWritten && (
        <EmptyState title={say.all} action={<LinkButton href="/reviews">{say.mine}</LinkButton>}>
          {say.allHelp}
        </EmptyState>
      )}
    </SiteFrame>
  )
}
