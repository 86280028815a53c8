import { civilDate } from '../../../kernel/clock.ts'
import { readSalesOverview } from '../../../modules/insight/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import type { Route } from './+types/overview.ts'
import { villageMap } from './county-map.ts'
import { roughYuan } from './format.ts'
import { SalesScreen } from './sales-screen.tsx'
import { askedPeriod } from './asked.ts'
import { reads } from './sales.ts'

const LIST_MAX = 50

/** What the county sold: counts of the period asked for, each list with its names. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, visit } = context.get(appContext)
  const today = civilDate(app.clock.now())
  const asked = askedPeriod(new URL(request.url).searchParams, today)
  const { days: _days, ...question } = asked
  const { lang } = visit
  const overview = await call(context, readSalesOverview, question)
  const villages = await reads.villages(context, lang, question)
  return {
    today,
    asked,
    overview,
    villages,
    map: villageMap(
      villages.map(({ key, label, amountFen }) => ({ key, label, value: amountFen, text: roughYuan(amountFen, lang) })),
      lang,
    ),
    provinces: await reads.provinces(context, lang, question),
    categories: await reads.categories(context, lang, question),
    listings: await reads.listings(context, lang, question, LIST_MAX),
    sellers: await reads.sellers(context, lang, question, LIST_MAX),
    shrinking: await reads.shrinking(context, lang, question, LIST_MAX),
  }
}

export type Sales = Awaited<ReturnType<typeof loader>>

export default function OverviewPage({ loaderData }: Route.ComponentProps) {
  return <SalesScreen {...loaderData} />
}
