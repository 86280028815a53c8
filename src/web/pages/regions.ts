import type { Route } from './+types/regions.ts'
import { regionsBelow } from './places.ts'
import { visitorOf } from './visitor.ts'

/** The regions below `?parent=` for the address picker, when scripts run. */
export function loader({ request, context }: Route.LoaderArgs) {
  const parent = new URL(request.url).searchParams.get('parent') ?? ''
  return Response.json(regionsBelow(parent, visitorOf(context).lang), {
    headers: { 'cache-control': 'private, max-age=86400', vary: 'cookie' },
  })
}
