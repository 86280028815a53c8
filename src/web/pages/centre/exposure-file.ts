import { words } from '../../../modules/discovery/web/words.ts'
import { readExposure } from '../../../workflows/rank-goods.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import type { Route } from './+types/exposure-file.ts'

const SHARE_PLACES = 5

/** The figures of the exposure page, every seller, as CSV. */
export async function loader({ context }: Route.LoaderArgs) {
  const { lang } = context.get(appContext).visit
  const say = words[lang].exposure
  const { sellers } = await call(context, readExposure, { days: 7 })
  const share = (value: number) => Number(value.toFixed(SHARE_PLACES))
  return sheetResponse(
    {
      name: say.file,
      heads: [say.seller, say.listings, say.listingsShare, say.shown, say.shownShare, say.points],
      rows: sellers.map((one) => [
        lang === 'zh' ? one.nameZh : one.nameEn || one.nameZh,
        one.listings,
        share(one.listingsShare),
        one.shown,
        share(one.shownShare),
        one.points,
      ]),
    },
    say.file,
    'csv',
  )
}
