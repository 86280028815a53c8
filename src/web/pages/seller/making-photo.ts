import { data } from 'react-router'
import { stagePhoto } from '../../../modules/supply/index.ts'
import { listMakings } from '../../../workflows/make-order.ts'
import { call } from '../../call.ts'
import type { Route } from './+types/making-photo.ts'
import { readThrough } from './read.ts'

/** A picture of the making, to those who make it. */
export async function loader({ context, params: { organisationId, file } }: Route.LoaderArgs) {
  await call(context, listMakings, { organisationId })
  const reportId = file.match(/^([\da-f-]{36})\.webp$/)?.[1]
  const photo = reportId === undefined ? null : await readThrough(context, (sql) => stagePhoto(sql, reportId))
  if (photo?.organisationId !== organisationId) throw data(null, { status: 404 })
  return new Response(new Uint8Array(photo.bytes), {
    headers: { 'content-type': 'image/webp', 'cache-control': 'private, max-age=86400' },
  })
}
