import { data } from 'react-router'
import { stagePhoto } from '../../../modules/supply/index.ts'
import { followBooking } from '../../../workflows/read-presales.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { idIn } from '../asked.ts'
import type { Route } from './+types/making-photo.ts'

/** A picture of the making, to the buyer it is made for. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const orderId = idIn(params.id)
  await call(context, followBooking, { orderId })
  const reportId = params.file.match(/^([\da-f-]{36})\.webp$/)?.[1]
  const { app } = context.get(appContext)
  const photo = reportId === undefined ? null : await app.database.read((sql) => stagePhoto(sql, reportId))
  if (photo?.orderId !== orderId) throw data(null, { status: 404 })
  return new Response(new Uint8Array(photo.bytes), {
    headers: { 'content-type': 'image/webp', 'cache-control': 'private, max-age=86400' },
  })
}
