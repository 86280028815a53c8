import { data, Outlet, redirect, useRouteLoaderData } from 'react-router'
import { listReviews } from '../../../modules/market/index.ts'
import { listApplications, readMe } from '../../../modules/people/index.ts'
import { readGateway } from '../../../modules/payment/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import type { Route } from './+types/layout.ts'

const COUNT_MAX = 99

/** What every page of the service centre knows: its organisations, what waits, and whether payments are real. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { visit } = context.get(appContext)
  if (visit.actor.kind !== 'person') {
    const { pathname, search } = new URL(request.url)
    throw redirect(`/sign-in?next=${encodeURIComponent(pathname.replace(/\.data$/, '') + search)}`)
  }
  const { memberships } = await call(context, readMe, {})
  const centres = memberships.filter((one) => one.duties.includes('service_centre'))
  if (centres.length === 0) throw data(null, { status: 403 })
  const { applications } = await call(context, listApplications, { state: 'submitted', limit: COUNT_MAX })
  return {
    organisations: memberships.map(({ organisationId: id, nameZh, nameEn, kind, duties }) => ({
      id,
      nameZh,
      nameEn,
      kind,
      centre: duties.includes('service_centre'),
    })),
    organisationId: centres[0]?.organisationId ?? '',
    waiting: applications.length,
    listingsWaiting: (await call(context, listReviews, { limit: 1 })).waiting,
    gateway: await call(context, readGateway, {}),
  }
}

export type Centre = Awaited<ReturnType<typeof loader>>

/** The console around the page at hand. */
export function useCentre(): Centre {
  const centre = useRouteLoaderData<typeof loader>('pages/centre/layout')
  if (centre === undefined) throw new Error('not a page of the service centre')
  return centre
}

export default function CentreLayout() {
  return <Outlet />
}
