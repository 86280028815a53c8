import { data } from 'react-router'
import { listWriteOffs, writeOffPhoto } from '../../../modules/stock/index.ts'
import { call } from '../../call.ts'
import type { Route } from './+types/damage-photo.ts'
import { readThrough } from './read.ts'

/** The picture of a write-off, to members of the organisation. */
export async function loader({ context, params: { organisationId, file } }: Route.LoaderArgs) {
  await call(context, listWriteOffs, { organisationId, limit: 1 })
  const writeOffId = file.match(/^([\da-f-]{36})\.webp$/)?.[1]
  const bytes =
    writeOffId === undefined
      ? null
      : await readThrough(context, (sql) => writeOffPhoto(sql, organisationId, writeOffId))
  if (bytes === null) throw data(null, { status: 404 })
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'image/webp', 'cache-control': 'private, max-age=86400' },
  })
}
