import { listAddresses } from '../../../workflows/feed-goods.ts'
import type { Route } from './+types/sitemap.ts'
import { call } from '../../call.ts'
import { visitorOf } from '../visitor.ts'
import { xml } from './stream.ts'

/** The index of sitemaps (sitemaps.org 0.9): pages of the site, then goods in parts of 50,000. */
export async function loader({ context }: Route.LoaderArgs) {
  const { site } = visitorOf(context)
  const { parts } = await call(context, listAddresses, {})
  const names = ['pages', ...Array.from({ length: parts }, (_, i) => `goods-${i + 1}`)]
  const entries = names.map((name) => `<sitemap><loc>${xml(`${site}/sitemaps/${name}.xml`)}</loc></sitemap>`)
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</sitemapindex>\n`
  return new Response(body, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}
