import { data } from 'react-router'
import { storyPhoto, storyTokenHash } from '../../../modules/market/index.ts'
import { appContext } from '../../context.ts'
import { idIn } from '../asked.ts'
import type { Route } from './+types/photo.ts'

/** A photo of a story: everyone's while it is shown; before, its seller's people's and, by the link, that of the person asked. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const width = params.file.match(/^(640|1280)\.webp$/)?.[1]
  const photoId = idIn(params.id)
  const { app, visit } = context.get(appContext)
  const found =
    width === undefined ? null : await app.database.read((sql) => storyPhoto(sql, photoId, width === '1280'))
  if (found === null) throw data(null, { status: 404 })
  const ask = new URL(request.url).searchParams.get('ask')
  const own =
    visit.actor.kind === 'person' && visit.actor.memberships.some((one) => one.organisationId === found.organisationId)
  const isAsked = found.asked && ask !== null && storyTokenHash(ask) === found.askedHash
  if (!found.shown && !own && !isAsked) throw data(null, { status: 404 })
  return new Response(new Uint8Array(found.bytes), {
    headers: {
      'content-type': 'image/webp',
      // Not for long: it can be taken back.
      'cache-control': found.shown ? 'public, max-age=3600' : 'private, no-store',
    },
  })
}
