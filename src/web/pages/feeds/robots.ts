import type { Route } from './+types/robots.ts'
import { visitorOf } from '../visitor.ts'

/** Pages of one visitor and consoles; nothing secret, only nothing to find. */
const CLOSED = [
  '/api/',
  '/account',
  '/basket',
  '/centre',
  '/checkout',
  '/favourites',
  '/goods?q=',
  '/invitation',
  '/lang/',
  '/orders',
  '/pay/',
  '/seller',
  '/sign-',
]

/** Robots exclusion (RFC 9309). */
export function loader({ context }: Route.LoaderArgs) {
  const { site } = visitorOf(context)
  const lines = ['User-agent: *', ...CLOSED.map((path) => `Disallow: ${path}`), `Sitemap: ${site}/sitemap.xml`, '']
  return new Response(lines.join('\n'), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}
