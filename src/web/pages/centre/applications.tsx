import { redirect } from 'react-router'
import { approveApplication, listApplications, refuseApplication } from '../../../modules/people/index.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { appContext } from '../../context.ts'
import type { Route } from './+types/applications.ts'
import { ApplicationsScreen } from './applications-screen.tsx'
import { placeName } from './names.ts'

const states = ['submitted', 'approved', 'refused'] as const
const PAGE = 50

/** Applications in a state, newest first; `?open=` names the one beside the list. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { lang } = context.get(appContext).visit
  const { searchParams: search } = new URL(request.url)
  const state = states.find((one) => one === search.get('state')) ?? 'submitted'
  const before = search.get('before')
  const { applications } = await call(context, listApplications, {
    state,
    limit: PAGE,
    ...(before === null ? {} : { before }),
  })
  const done = search.get('done')
  return {
    state,
    open: search.get('open'),
    before,
    done: (['approve', 'refuse'] as const).find((one) => one === done) ?? null,
    olderThan: applications.length === PAGE ? (applications.at(-1)?.id ?? null) : null,
    applications: applications.map((one) => ({
      ...one,
      village: placeName(one.villageCode, lang),
      sameNames: one.sameNames.map(({ organisationId, villageCode }) => ({
        organisationId,
        village: placeName(villageCode, lang),
        isHere: villageCode === one.villageCode,
      })),
    })),
  }
}

export type Applications = Awaited<ReturnType<typeof loader>>
export type Application = Applications['applications'][number]

export async function action({ context, request }: Route.ActionArgs) {
  const { intent, ...input } = await formInput(request)
  const approving = intent === 'approve'
  const { applicationId } = input
  const result = approving
    ? await attempt(context, approveApplication, { applicationId })
    : await attempt(context, refuseApplication, input)
  if (!result.ok) return refused(result)
  const state = approving ? 'approved' : 'refused'
  return redirect(
    `/centre/applications?state=${state}&open=${String(applicationId)}&done=${approving ? 'approve' : 'refuse'}`,
  )
}

export default function ApplicationsPage({ loaderData }: Route.ComponentProps) {
  return <ApplicationsScreen {...loaderData} />
}
