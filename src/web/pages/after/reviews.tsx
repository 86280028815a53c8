import { redirect } from 'react-router'
import { readListing } from '../../../modules/market/index.ts'
import { readHouse, readProduct } from '../../../modules/tourism/index.ts'
import {
  GROWN_AFTER_DAYS,
  GUEST_WEIGHT_MILLI,
  listListingReviews,
  PRIOR_RATING,
  PRIOR_WEIGHT_MILLI,
  readSellerRating,
  reportReview,
} from '../../../modules/reviews/index.ts'
import type { Route } from './+types/reviews.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, SelectField, TextField } from '../../kit/form.tsx'
import { Breadcrumbs, EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idAsked, idIn } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { visitorOf } from '../visitor.ts'
import { ReviewList } from './review-list.tsx'
import { ratingText, Stars } from './stars.tsx'
import { useAfterWords } from './words.ts'

const PAGE = 20

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const listingId = idIn(params.id)
  const subject = await subjectOf(context, request, listingId)
  const asked = new URL(request.url).searchParams
  const before = idAsked(asked.get('before'))
  const found = await call(context, listListingReviews, { listingId, limit: PAGE, ...(before && { before }) })
  return {
    title: lang === 'zh' ? subject.titleZh : subject.titleEn,
    href: subject.href,
    ...found,
    seller: await call(context, readSellerRating, { sellerId: subject.organisationId }),
    older: found.items.length === PAGE ? (found.items.at(-1)?.id ?? null) : null,
    told: asked.has('done'),
    rule: {
      prior: PRIOR_RATING.toFixed(1),
      weight: PRIOR_WEIGHT_MILLI / 1000,
      guest: (GUEST_WEIGHT_MILLI / 1000).toFixed(1),
      days: GROWN_AFTER_DAYS,
    },
  }
}

/** What the reviews are about: goods, a house, or a ticket, by the address. */
async function subjectOf(context: Route.LoaderArgs['context'], request: Request, subjectId: string) {
  const { pathname } = new URL(request.url)
  if (pathname.startsWith('/houses/')) {
    const { nameZh, nameEn, organisationId } = await call(context, readHouse, { houseId: subjectId })
    return { titleZh: nameZh, titleEn: nameEn, organisationId, href: `/houses/${subjectId}` }
  }
  if (pathname.startsWith('/visits/')) {
    const { product, site } = await call(context, readProduct, { productId: subjectId })
    const titleZh = `${site.nameZh} · ${product.nameZh}`
    const titleEn = `${site.nameEn} · ${product.nameEn}`
    return { titleZh, titleEn, organisationId: product.organisationId, href: `/visits/${subjectId}` }
  }
  const listing = await call(context, readListing, { listingId: subjectId })
  return { ...listing, href: `/goods/${subjectId}` }
}

export async function action({ request, context }: Route.ActionArgs) {
  const result = await attempt(context, reportReview, await formInput(request))
  return result.ok ? redirect(`${new URL(request.url).pathname}?done`, 303) : refused(result)
}

export default function ReviewsPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useAfterWords().review
  const { href, title, items, ratingCenti, reviews, seller, older, told, rule } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.of(title)} />
      <Breadcrumbs lang={lang} crumbs={[{ label: title, href }, { label: say.desk }]} />
      <h1>{say.of(title)}</h1>
      {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
      {told && <Notice kind="success" lang={lang} title={say.reported} />}
      {ratingCenti !== null && (
        <p className="line-facts">
          <Stars rating={Math.round(ratingCenti / 100)} label={ratingText(ratingCenti)} />
          <strong>{say.rating(ratingText(ratingCenti), reviews)}</strong>
          {seller.ratingCenti !== null && <span className="soft">{say.seller(ratingText(seller.ratingCenti))}</span>}
        </p>
      )}
      <Spread stars={loaderData.stars} />
      <details className="fold">
        <summary>{say.how}</summary>
        <p>{say.formula(rule.prior, rule.weight, rule.guest, rule.days)}</p>
      </details>
      {items.length === 0 && <EmptyState title={say.none}>{say.mineEmptyHelp}</EmptyState>}
      <ReviewList items={items} foot={(review) => <Report reviewId={review.id} />} />
      {older !== null && (
        <p>
          <a href={`?before=${older}`}>{say.read}</a>
        </p>
      )}
    </SiteFrame>
  )
}

function Spread({ stars }: { stars: readonly number[] }) {
  const say = useAfterWords().review
  const most = Math.max(1, ...stars)
  if (stars.every((n) => n === 0)) return null
  return (
    <ul className="spread">
      {stars.map((n, at) => (
        <li key={at}>
          <span>{say.star(5 - at)}</span> <meter min={0} max={most} value={n} /> <span>{n}</span>
        </li>
      ))}
    </ul>
  )
}

function Report({ reviewId }: { reviewId: string }) {
  const lang = useLang()
  const say = useAfterWords().review
  return (
    <details className="fold">
      <summary>{say.report}</summary>
      <form method="post">
        <input type="hidden" name="reviewId" value={reviewId} />
        <SelectField
          name="ground"
          id={`ground-${reviewId}`}
          lang={lang}
          label={say.ground}
          required
          choices={Object.entries(say.grounds).map(([value, label]) => ({ value, label }))}
        />
        <TextField name="note" id={`note-${reviewId}`} lang={lang} label={say.note} maxLength={500} />
        <Button kind="plain">{say.reportSend}</Button>
      </form>
    </details>
  )
}
