import { redirect } from 'react-router'
import { readMyOrder } from '../../../modules/market/index.ts'
import { listMyReviews } from '../../../modules/reviews/index.ts'
import { writeReview } from '../../../workflows/write-review.ts'
import type { Route } from './+types/review.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { LinkButton } from '../../kit/form.tsx'
import { Breadcrumbs, EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idIn } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { visitorOf } from '../visitor.ts'
import { ReviewForm } from './review-form.tsx'
import { useAfterWords } from './words.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const order = await call(context, readMyOrder, { orderId: idIn(params.id) })
  const { items } = await call(context, listMyReviews, {})
  const written = new Set(items.filter((one) => one.orderId === order.id).map((one) => one.line))
  return {
    orderId: order.id,
    code: order.code,
    told: new URL(request.url).searchParams.has('done'),
    lines: (order.receivedAt === null ? [] : order.lines)
      .filter((line) => !written.has(line.line))
      .map((line) => ({ line: line.line, title: lang === 'zh' ? line.titleZh : line.titleEn })),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const orderId = idIn(params.id)
  const result = await attempt(context, writeReview, { ...(await formInput(request, writeReview)), orderId })
  return result.ok ? redirect(`/orders/${orderId}/review?done`, 303) : refused(result)
}

export default function ReviewPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useAfterWords()
  const { orderId, code, lines, told } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.review.title} hidden />
      <Breadcrumbs lang={lang} crumbs={[{ label: code, href: `/orders/${orderId}` }, { label: say.review.title }]} />
      <h1>{say.review.title}</h1>
      {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
      {told && <Notice kind="success" lang={lang} title={say.review.done} />}
      {lines.length === 0 && (
        <EmptyState title={say.review.all} action={<LinkButton href="/reviews">{say.review.mine}</LinkButton>}>
          {say.review.allHelp}
        </EmptyState>
      )}
      {lines.map(({ line, title }) => (
        <ReviewForm key={line} title={title} line={line} label={say.review.body} />
      ))}
    </SiteFrame>
  )
}
