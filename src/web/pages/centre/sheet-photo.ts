import { readSheetPhoto } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import { idIn } from '../asked.ts'
import type { Route } from './+types/sheet-photo.ts'

/** The photo of a signed sheet; who may see it is the operation's to say. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { photo } = await call(context, readSheetPhoto, { sheetId: idIn(params.sheetId) })
  return new Response(new Uint8Array(Buffer.from(photo, 'base64')), {
    headers: { 'content-type': 'image/webp', 'cache-control': 'private, no-store' },
  })
}
