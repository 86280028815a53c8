import { findNeighbours } from '../../../modules/tourism/index.ts'
import { attempt } from '../../call.ts'
import { signedInOnly } from '../seller/gate.ts'
import type { Route } from './+types/neighbours.ts'

/** Who takes the guests of a full house, for a stay that a form asks for. */
export async function loader({ request, context }: Route.LoaderArgs) {
  signedInOnly(context, request)
  const { searchParams } = new URL(request.url)
  const found = await attempt(context, findNeighbours, Object.fromEntries(searchParams))
  return { rooms: found.ok ? found.output.rooms : [] }
}
