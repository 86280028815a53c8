import type { FigureName } from '../../../modules/insight/index.ts'
import { readSellerHealth, readSellerHealthFacts } from '../../../modules/insight/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { askedFigure } from '../health/figure.ts'
import { HealthSheet } from '../health/sheet.tsx'
import { useHealthWords } from '../health/words.ts'
import type { Route } from './+types/health.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'

export const handle: Handle = { console: true }

/** The seller's own health sheet; `?figure=packing` opens what a figure is made of. */
export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const figure = askedFigure(request)
  const sheet = await call(context, readSellerHealth, { organisationId })
  const open =
    figure === null ? null : { figure, ...(await call(context, readSellerHealthFacts, { organisationId, figure })) }
  return { ...sheet, open }
}

export default function SellerHealth({ loaderData }: Route.ComponentProps) {
  const { organisationId } = useDesk()
  return (
    <SellerPage title={useHealthWords().title}>
      <HealthSheet {...loaderData} hrefOf={(figure, subjectId) => hrefOf(organisationId, figure, subjectId)} />
    </SellerPage>
  )
}

function hrefOf(organisationId: string, figure: FigureName, subjectId: string): string {
  const desk = `/seller/${organisationId}`
  switch (figure) {
    case 'answering':
      return `${desk}/messages/${subjectId}`
    case 'stock_outs':
      return `${desk}/listings/${subjectId}`
    case 'rating':
      return `/goods/${subjectId}/reviews`
    case 'disputes':
      return `${desk}/cases?show=ended&case=${subjectId}`
    case 'packing':
    case 'returns':
    case 'cancellations':
      return `${desk}/orders/${subjectId}`
  }
}
