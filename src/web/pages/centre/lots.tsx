import { listStops, releaseAnyStop, stopAnyLot } from '../../../modules/stock/index.ts'
import { organisationsById } from '../../../modules/people/index.ts'
import { lookUpLot } from '../../../workflows/find-lot-buyers.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { appContext } from '../../context.ts'
import type { Route } from './+types/lots.ts'
import { LotsScreen } from './lots-screen.tsx'

/** Lots on hold in the whole county, and a look at any lot by its label. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const all = new URL(request.url).searchParams.has('all')
  const { stops } = await call(context, listStops, { released: all ? 'true' : 'false' })
  const ids = [...new Set(stops.map((one) => one.organisationId))]
  const sellers = await context.get(appContext).app.database.read((sql) => organisationsById(sql, ids))
  return { all, stops: stops.map((one) => ({ ...one, seller: sellers.get(one.organisationId)?.nameZh ?? '' })) }
}

export type Lots = Awaited<ReturnType<typeof loader>>

export async function action({ context, request }: Route.ActionArgs) {
  const { intent, ...input } = await formInput(request)
  const result =
    intent === 'look_up'
      ? await attempt(context, lookUpLot, input)
      : intent === 'stop'
        ? await attempt(context, stopAnyLot, input)
        : await attempt(context, releaseAnyStop, input)
  return result.ok ? result : refused<unknown>(result)
}

export default function LotsPage({ loaderData }: Route.ComponentProps) {
  return <LotsScreen {...loaderData} />
}
