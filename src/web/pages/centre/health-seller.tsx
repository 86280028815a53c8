import { data } from 'react-router'
import type { FigureName } from '../../../modules/insight/index.ts'
import { readCountyHealthFacts, readCountySellerHealth } from '../../../modules/insight/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { idIn } from '../asked.ts'
import { askedFigure } from '../health/figure.ts'
import { HealthSheet } from '../health/sheet.tsx'
import { useHealthWords } from '../health/words.ts'
import type { Route } from './+types/health-seller.ts'
import { namesOf } from './health-names.ts'
import { CentrePage } from './page.tsx'

/** One seller's health sheet, as the seller sees it. */
export async function loader({ context, request, params }: Route.LoaderArgs) {
  const sellerId = idIn(params.sellerId)
  const name = (await namesOf(context, [sellerId], context.get(appContext).visit.lang)).get(sellerId)
  if (name === undefined) throw data(null, { status: 404 })
  const figure = askedFigure(request)
  const sheet = await call(context, readCountySellerHealth, { sellerId })
  const open =
    figure === null ? null : { figure, ...(await call(context, readCountyHealthFacts, { sellerId, figure })) }
  return { ...sheet, open, name }
}

export default function CentreSellerHealth({ loaderData }: Route.ComponentProps) {
  const { name, ...sheet } = loaderData
  return (
    <CentrePage title={name} subtitle={useHealthWords().title}>
      <HealthSheet {...sheet} hrefOf={hrefOf} />
    </CentrePage>
  )
}

/** Where the service centre may look; conversations are the two sides' own. */
function hrefOf(figure: FigureName, subjectId: string): string | null {
  if (figure === 'answering') return null
  if (figure === 'stock_outs') return `/goods/${subjectId}`
  if (figure === 'rating') return `/goods/${subjectId}/reviews`
  if (figure === 'disputes') return `/centre/disputes?show=ended&case=${subjectId}`
  return `/centre/books/orders/${subjectId}`
}
