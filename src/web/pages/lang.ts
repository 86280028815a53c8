import { data, redirect } from 'react-router'
import type { Route } from './+types/lang.ts'

const YEAR_SECONDS = 31_536_000

/** Remembers the language and goes back to the page the visitor came from. */
export function loader({ params, request }: Route.LoaderArgs) {
  if (params.lang !== 'zh' && params.lang !== 'en') throw data(null, { status: 404 })
  return redirect(cameFrom(request), {
    headers: {
      'set-cookie': `lang=${params.lang}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`,
      'cache-control': 'no-store',
    },
  })
}

/** The referrer when it is our own, without a language of its own; else the home page. */
function cameFrom(request: Request): string {
  const referrer = request.headers.get('referer')
  if (referrer === null || !URL.canParse(referrer)) return '/'
  const url = new URL(referrer)
  if (url.host !== request.headers.get('host') || url.pathname.startsWith('/lang/')) return '/'
  url.searchParams.delete('lang')
  // A path that begins with two slashes would name another host.
  return url.pathname.replace(/^\/+/, '/') + url.search
}
