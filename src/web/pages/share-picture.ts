import { words } from '../../modules/discovery/web/words.ts'
import { subjectOf } from '../../modules/market/web/depiction.ts'
import { shareGoods } from '../../workflows/feed-goods.ts'
import type { Route } from './+types/share-picture.ts'
import { call } from '../call.ts'
import { weight, yuanParts } from '../kit/format.ts'
import { words as site } from '../words.ts'
import { idIn } from './asked.ts'
import { placeName } from './places.ts'
import { visitorOf } from './visitor.ts'

const DAY_SECONDS = 86_400

/** `/goods/{id}/share.jpg`: a picture to send on, with price, village and a code that leads to the page. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const { lang, site: address } = visitorOf(context)
  const { row, photo } = await call(context, shareGoods, { listingId: idIn(params.id) })
  const say = words[lang].share
  const { whole, cents } = yuanParts(row.priceFen)
  const { sharePicture } = await import('../documents/share-picture.ts')
  const bytes = await sharePicture({
    id: row.id,
    title: lang === 'zh' ? row.titleZh : row.titleEn,
    price: { whole, cents },
    weight: weight(row.netGrams, lang),
    place: say.from(placeName(row.villageCode, lang)),
    seller: lang === 'zh' ? row.sellerZh : row.sellerEn,
    scan: say.scan,
    brand: site[lang].site,
    mark: photo === null ? say.illustration : null,
    photo: photo === null ? null : Buffer.from(photo, 'base64'),
    subject: subjectOf(row.category, row.titleZh),
    address: `${address}/goods/${row.id}`,
  })
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'image/jpeg', 'cache-control': `public, max-age=${DAY_SECONDS}` },
  })
}
