import { findPackageParts } from '../../../workflows/keep-packages.ts'
import { call } from '../../call.ts'
import type { Route } from './+types/package-parts.ts'

const KINDS = ['stay', 'visit', 'goods'] as const

/** What a package can take, by kind and by what is typed. */
export async function loader({ request, context, params: { organisationId } }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams
  const kind = KINDS.find((one) => one === asked.get('kind')) ?? 'stay'
  const search = (asked.get('search') ?? '').slice(0, 300)
  return { kind, ...(await call(context, findPackageParts, { organisationId, kind, search })) }
}
