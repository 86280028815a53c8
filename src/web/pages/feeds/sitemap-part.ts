import { data } from 'react-router'
import { listStoreAddresses, readFacets } from '../../../modules/market/index.ts'
import { listAddresses, SITEMAP_PART } from '../../../workflows/feed-goods.ts'
import type { Route } from './+types/sitemap-part.ts'
import { call } from '../../call.ts'
import { visitorOf } from '../visitor.ts'
import { streamed, xml } from './stream.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'

/** `pages.xml`: what stands besides goods; `goods-1.xml`: addresses of goods, streamed. */
export function loader({ params, context }: Route.LoaderArgs) {
  const { site } = visitorOf(context)
  const part = Number(params.part.match(/^goods-(\d{1,3})\.xml$/)?.[1] ?? 0)
  if (params.part !== 'pages.xml' && (part < 1 || part > 100)) throw data(null, { status: 404 })
  const paths = part === 0 ? pagePaths(context) : goodsPaths(context, part)
  return streamed(urlset(site, paths), 'application/xml; charset=utf-8')
}

async function* urlset(site: string, paths: AsyncGenerator<readonly string[]>) {
  yield HEAD
  for await (const some of paths) yield some.map((path) => `<url><loc>${xml(site + path)}</loc></url>`).join('')
  yield '</urlset>\n'
}

async function* pagePaths(context: Route.LoaderArgs['context']) {
  const [{ facets }, { slugs }] = await Promise.all([
    call(context, readFacets, {}),
    call(context, listStoreAddresses, {}),
  ])
  yield ['/', '/goods', '/villages', '/goods/order']
  yield facets.map(({ kind, code }) => (kind === 'category' ? `/goods?category=${code}` : `/villages/${code}`))
  yield slugs.map((slug) => `/stores/${slug}`)
}

async function* goodsPaths(context: Route.LoaderArgs['context'], part: number) {
  let after: string | undefined
  for (let done = 0; done < SITEMAP_PART;) {
    const { ids } = await call(context, listAddresses, { part, after })
    const some = ids.slice(0, SITEMAP_PART - done)
    after = some.at(-1)
    if (after === undefined) return
    done += some.length
    yield some.map((one) => `/goods/${one}`)
  }
}
