import {
  changeReviewMode,
  listReviewModes,
  listReviews,
  requiredLabels,
  wordsEn,
  wordsZh,
} from '../../../modules/market/index.ts'
import { seasonWords } from '../../../modules/market/web/season.ts'
import { organisationsById } from '../../../modules/people/index.ts'
import { approveReview, callBack, returnReview } from '../../../workflows/revise-listing.ts'
import { call, attempt, formInput, refused } from '../../call.ts'
import { appContext } from '../../context.ts'
import { goodsWords } from '../goods-words.ts'
import type { ListingField } from '../listing-fields.ts'
import { offSeasonNames } from '../listing-fields.ts'
import type { Lang } from '../../kit/format.ts'
import type { Route } from './+types/listing-reviews.ts'
import { ReviewsScreen } from './listing-reviews-screen.tsx'

const states = ['submitted', 'approved', 'returned'] as const

/** Listings before the service centre: what is in force beside what is asked for. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, visit } = context.get(appContext)
  const { lang } = visit
  const search = new URL(request.url).searchParams
  const state = states.find((one) => one === search.get('state')) ?? 'submitted'
  const { reviews, waiting } = await call(context, listReviews, { state })
  const { modes } = await call(context, listReviewModes, {})
  const ids = [...new Set(reviews.map((one) => one.organisationId))]
  const sellers = await app.database.read((sql) => organisationsById(sql, ids))
  const modeOf = new Map(modes.map((one) => [one.organisationId, one.mode]))
  return {
    state,
    waiting,
    open: search.get('open'),
    reviews: reviews.map(({ listing, proposal, changed, ...one }) => ({
      ...one,
      title: lang === 'zh' ? proposal.titleZh : proposal.titleEn,
      fresh: !listing.approved && listing.version === 1,
      seller: sellers.get(one.organisationId)?.nameZh ?? '',
      mode: modeOf.get(one.organisationId) ?? null,
      required: requiredLabels(proposal.productClass as 'craft' | null, proposal.category).map((rule) => ({
        field: rule.field,
        source: rule.source,
        missing: proposal[rule.field] === null,
      })),
      rows: fieldsShown(changed, !listing.approved).map((field) => ({
        field,
        before: shown(field, listing, lang),
        after: shown(field, proposal, lang),
      })),
    })),
  }
}

const every: readonly ListingField[] = [
  'titleZh',
  'titleEn',
  'descriptionZh',
  'descriptionEn',
  'category',
  'productClass',
  'producer',
  'licenceNumber',
  'certificate',
  'seasonMonths',
  'offSeason',
]
const fieldsShown = (changed: readonly ListingField[], whole: boolean) => (whole ? every : changed)

type Shown = { [K in ListingField]: string | number | null }

function shown(field: ListingField, of: Shown, lang: Lang): string {
  const value = of[field]
  if (value === null || value === '') return '—'
  if (field === 'seasonMonths') return seasonWords(Number(value), lang)
  if (field === 'category') return (lang === 'zh' ? wordsZh : wordsEn).categories[value as 'tea']
  if (field === 'productClass') return goodsWords[lang].classes[value as 'craft']
  if (field === 'offSeason') return offSeasonNames[lang][value as 'sold']
  return String(value)
}

export type Reviews = Awaited<ReturnType<typeof loader>>

const operations = { approve: approveReview, return: returnReview, mode: changeReviewMode, call_back: callBack }

export async function action({ context, request }: Route.ActionArgs) {
  const { intent, ...input } = await formInput(request)
  const operation = operations[intent as keyof typeof operations] ?? approveReview
  const result = await attempt<typeof approveReview>(context, operation as typeof approveReview, input)
  return result.ok ? result : refused(result)
}

export default function ReviewsPage({ loaderData }: Route.ComponentProps) {
  return <ReviewsScreen {...loaderData} />
}
