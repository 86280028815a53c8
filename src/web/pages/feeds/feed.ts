import { data } from 'react-router'
import type { LoaderFunctionArgs, RouterContextProvider } from 'react-router'
import type { Lang } from '../../../kernel/words.ts'
import { words } from '../../../modules/discovery/web/words.ts'
import { basisFen } from '../../../modules/market/index.ts'
import { categoryName } from '../../../modules/market/web/words.ts'
import type { FeedRow } from '../../../workflows/feed-goods.ts'
import { feedGoods } from '../../../workflows/feed-goods.ts'
import { call } from '../../call.ts'
import { idIn } from '../asked.ts'
import { placeName } from '../places.ts'
import { visitorOf } from '../visitor.ts'
import { csvField, streamed, xml } from './stream.ts'

type Context = Readonly<RouterContextProvider>
type Address = { site: string; lang: Lang }

/**
 * Product feeds, streamed: `/feeds/google.xml` (RSS 2.0 with Google Merchant's g: names) and `/feeds/goods.csv`, of the county or, below
 * `/feeds/sellers/{id}/`, of one seller. `?lang=en` gives the English words.
 */
export function loader({ params, context }: LoaderFunctionArgs<Context>) {
  const { site, lang } = visitorOf(context)
  const organisationId = params.organisationId === undefined ? undefined : idIn(params.organisationId)
  const rows = rowsOf(context, organisationId)
  const address = { site, lang }
  if (params.file === 'google.xml') return streamed(googleFeed(rows, address), 'application/xml; charset=utf-8')
  if (params.file === 'goods.csv')
    return streamed(csvFeed(rows, address), 'text/csv; charset=utf-8', `goods-${lang}.csv`)
  throw data(null, { status: 404 })
}

async function* rowsOf(context: Context, organisationId: string | undefined) {
  let after: string | undefined
  for (;;) {
    const { rows } = await call(context, feedGoods, { organisationId, after, limit: 500 })
    after = rows.at(-1)?.id
    if (after === undefined) return
    yield rows
  }
}

/** What both feeds say of a listing, in one language. Pictures are photos, or the drawn share picture where there is none. */
function goodsOf(row: FeedRow, { site, lang }: Address) {
  const zh = lang === 'zh'
  return {
    id: row.id,
    title: zh ? row.titleZh : row.titleEn,
    description: (zh ? row.descriptionZh : row.descriptionEn) || (zh ? row.titleZh : row.titleEn),
    link: `${site}/goods/${row.id}?lang=${lang}`,
    image: row.photoId === null ? `${site}/goods/${row.id}/share.jpg` : `${site}/photos/${row.photoId}/1280.webp`,
    price: (row.priceFen / 100).toFixed(2),
    availability: row.inStock ? 'in_stock' : 'out_of_stock',
    brand: zh ? row.sellerZh : row.sellerEn,
    category: categoryName(row.category, lang),
    village: placeName(row.villageCode, lang),
    gtin: row.gtin,
    grams: row.netGrams,
    unit_price: (basisFen(row.priceFen, row.netGrams, unitGrams(row)) / 100).toFixed(2),
    unit_grams: unitGrams(row),
    sold_by_weight: row.weigh === null ? 'no' : 'yes',
  }
}

/** Goods by weight by their own measure, all others per 500 g, as the county compares them. */
const unitGrams = (row: FeedRow) => row.weigh?.basisGrams ?? 500

async function* googleFeed(pages: AsyncGenerator<FeedRow[]>, address: Address) {
  const say = words[address.lang].feed
  yield (
    `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>` +
    `<title>${xml(say.title)}</title><link>${xml(address.site)}</link><description>${xml(say.description)}</description>`
  )
  for await (const rows of pages) yield rows.map((row) => googleItem(row, address)).join('')
  yield '</channel></rss>\n'
}

function googleItem(row: FeedRow, address: Address): string {
  const goods = goodsOf(row, address)
  const fields = {
    id: goods.id,
    title: goods.title,
    description: goods.description,
    link: goods.link,
    image_link: goods.image,
    availability: goods.availability,
    price: `${goods.price} CNY`,
    condition: 'new',
    brand: goods.brand,
    gtin: goods.gtin,
    product_type: goods.category,
    shipping_weight: `${goods.grams} g`,
    unit_pricing_measure: `${goods.grams} g`,
    // Merchant Center knows 100 g and 1 kg, not 500 g.
    unit_pricing_base_measure: row.weigh?.basisGrams === 1000 ? '1 kg' : '100 g',
  }
  return `<item>${Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `<g:${name}>${xml(value)}</g:${name}>`)
    .join('')}</item>`
}

const HEADS = [
  ...(['id', 'title', 'description', 'link', 'image', 'price', 'availability'] as const),
  ...(['brand', 'category', 'village', 'gtin', 'grams', 'unit_price', 'unit_grams', 'sold_by_weight'] as const),
] as const

async function* csvFeed(pages: AsyncGenerator<FeedRow[]>, address: Address) {
  // The mark by which spreadsheets know UTF-8.
  yield `\u{FEFF}${HEADS.join(',')}\r\n`
  for await (const rows of pages) {
    yield rows
      .map((row) => goodsOf(row, address))
      .map((goods) => `${HEADS.map((head) => csvField(goods[head])).join(',')}\r\n`)
      .join('')
  }
}
