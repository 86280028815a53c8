import { data } from 'react-router'
import type { Route } from './+types/illustration.ts'
import { illustration, subjects } from '../kit/illustration.ts'
import type { Subject } from '../kit/illustration.ts'

const WEEK_SECONDS = 604_800
const SQUARE = { width: 480, height: 480 }
const WIDE = { width: 960, height: 540 }

/** A drawing as a file, so that pages stay small: `/illustrations/{subject}/{seed}.svg`, `?shape=wide` for 16:9. */
export function loader({ params, request }: Route.LoaderArgs) {
  const subject = subjects.find((one): one is Subject => one === params.subject)
  const seed = params.file.match(/^([\w-]{1,64})\.svg$/)?.[1]
  if (subject === undefined || seed === undefined) throw data(null, { status: 404 })
  const shape = new URL(request.url).searchParams.get('shape') === 'wide' ? WIDE : SQUARE
  return new Response(illustration({ subject, seed, ...shape }), {
    headers: { 'content-type': 'image/svg+xml', 'cache-control': `public, max-age=${WEEK_SECONDS}` },
  })
}
