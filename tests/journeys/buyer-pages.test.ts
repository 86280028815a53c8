import { get } from 'node:http'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { GUEST_COOKIE, guestIdOf } from '../../src/kernel/http/visit.ts'
import { putInBasket } from '../../src/modules/market/index.ts'
import { placeOrders } from '../../src/workflows/checkout.ts'
import { quoteBasket } from '../../src/workflows/price-basket.ts'
import { openBrowser } from '../harness/browser.ts'
import { openBuyersCounty } from './buyer-shops.ts'
import { faultsOf } from './looks.ts'

const { county, url, tea, honey, craft, growers } = await openBuyersCounty()
const browser = await openBrowser()

const token = 'a-guest-who-reads-every-page-012'
const guest = { kind: 'guest' as const, guestId: guestIdOf(token) }
const order = await placeOne()
await county.act(guest, putInBasket, { lines: [craft, tea].map(({ listingId }) => ({ listingId, units: 1 })) })

async function placeOne() {
  await county.act(guest, putInBasket, { lines: [{ listingId: honey.listingId, units: 3 }] })
  const { totalFen } = await county.act(guest, quoteBasket, { provinceCode: '33' })
  const recipient = {
    provinceCode: '33',
    cityCode: '3301',
    countyCode: '330106',
    detail: '1',
    name: '1',
    phone: '13800001111',
  }
  return county.act(guest, placeOrders, { recipient, note: '', expectedFen: totalFen })
}

const village = (await (await fetch(`${url}/goods/${tea.listingId}`)).text()).match(/\/villages\/\d{12}/)?.[0] as string

const pages: readonly [name: string, path: string][] = [
  ['home', '/'],
  ['goods', '/goods'],
  ['search', '/goods?q=茶&month=4'],
  ['nothing found', '/goods?q=没有这种东西呀'],
  ['listing', `/goods/${tea.listingId}?province=31`],
  ['sold out', `/goods/${honey.listingId}`],
  ['filters', '/goods?storage=ambient&shipsTo=33&jinTo=500&inStock=true&certificate=commitment'],
  ['why this order', `/goods/order?listing=${tea.listingId}`],
  ['share picture', `/goods/${tea.listingId}/share`],
  ['favourites', '/favourites'],
  ['villages', '/villages'],
  ['village', village],
  ['basket', '/basket'],
  ['checkout', '/checkout'],
  ['payment', `/pay/${order.paymentId}/back?asked=5`],
  ['orders', '/orders'],
  ['order', `/orders/${order.orders[0]?.id}`],
  ['lot', `/01/${tea.gtin}/10/${tea.lotCode}`],
  ['unknown lot', `/01/${tea.gtin}/10/NONE`],
  ['no such page', '/nowhere'],
]

async function reader(lang: 'zh-CN' | 'en-GB', scheme: 'light' | 'dark' = 'light'): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: lang, colorScheme: scheme, viewport: { width: 360, height: 740 } })
  await context.addCookies([{ name: GUEST_COOKIE, value: token, url }])
  return context
}

describe.each([
  ['zh-CN', 'light'],
  ['en-GB', 'dark'],
] as const)('in %s, %s,', (lang, scheme) => {
  test('no page has a fault that axe can see, nor scrolls sideways on a phone', { timeout: 120_000 }, async () => {
    const context = await reader(lang, scheme)
    const page = await context.newPage()
    const faults: string[] = []
    for (const [name, path] of pages) {
      await page.goto(url + path)
      faults.push(...(await faultsOf(page, name)))
    }
    await context.close()
    expect(faults).toEqual([])
  })
})

/** Words people can read or hear, without what is meant in another language or is a code. */
async function wordsOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement
    for (const element of copy.querySelectorAll('.tools [lang], code, script, option, .personal')) element.remove()
    const labels = [...copy.querySelectorAll('[aria-label], [alt], [placeholder]')].map((element) =>
      ['aria-label', 'alt', 'placeholder'].map((name) => element.getAttribute(name) ?? '').join(' '),
    )
    return [document.title, copy.textContent, ...labels].join('\n')
  })
}

test('Chinese pages speak Chinese and English pages English', { timeout: 60_000 }, async () => {
  const leaks: string[] = []
  for (const lang of ['zh-CN', 'en-GB'] as const) {
    const context = await reader(lang)
    const page = await context.newPage()
    for (const [name, path] of pages) {
      await page.goto(url + path)
      const text = (await wordsOf(page)).replaceAll(
        /\d{6}-[0-9A-Z]{8}|[A-Z]{2}\d{4}A|茶|没有这种东西呀|示范户甲|后山三号/g,
        '',
      )
      const leak = lang === 'zh-CN' ? text.match(/[A-Za-z]{3,}/) : text.match(/\p{Script=Han}+/u)
      if (leak !== null) leaks.push(`${lang} ${name}: ${leak[0]}`)
    }
    await context.close()
  }
  expect(leaks).toEqual([])
})

/** Bytes of an answer as they travel. */
function wireBytes(path: string): Promise<{ bytes: number; html: string | undefined }> {
  const headers = { 'accept-encoding': 'gzip', accept: 'text/html', cookie: `${GUEST_COOKIE}=${token}` }
  return new Promise((done, fail) => {
    get(url + encodeURI(path), { headers }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.on('end', () => done({ bytes, html: answer.headers['content-encoding'] }))
    }).on('error', fail)
  })
}

test('every page, its style sheet and its script together stay below 60 KB on the wire', async () => {
  const home = await (await fetch(url)).text()
  const shared = await Promise.all(
    [home.match(/href="([^"]+\.css)"/)?.[1], '/enhance.js'].map(
      async (path) => (await wireBytes(path as string)).bytes,
    ),
  )
  const sharedBytes = shared.reduce((sum, bytes) => sum + bytes, 0)
  for (const [name, path] of pages) {
    const { bytes } = await wireBytes(path)
    expect(bytes + sharedBytes, name).toBeLessThan(60_000)
  }
})

test('a listing carries schema.org data that a machine can read', async () => {
  const html = await (await fetch(`${url}/goods/${tea.listingId}`)).text()
  const data = JSON.parse(html.match(/<script type="application\/ld\+json">(.+?)<\/script>/)?.[1] ?? '{}')
  expect(data).toMatchObject({
    '@type': 'Product',
    gtin: tea.gtin,
    offers: { price: '128.00', priceCurrency: 'CNY', availability: 'https://schema.org/InStock' },
  })
  expect(data.offers.seller.name).toBe(growers.nameZh)
})

test('a drawing is served as a file that may be kept; an unknown one is not', async () => {
  const drawing = await fetch(`${url}/illustrations/tea-leaf/${tea.listingId}.svg`)
  expect(drawing.headers.get('content-type')).toContain('image/svg+xml')
  expect(drawing.headers.get('cache-control')).toContain('max-age')
  expect(await drawing.text()).toMatch(/^<svg /)
  expect((await fetch(`${url}/illustrations/dragon/1.svg`)).status).toBe(404)
  expect((await fetch(`${url}/illustrations/tea-leaf/..%2f1.svg`)).status).toBe(404)
})

test.each(['/goods/nope', '/orders/nope', '/pay/nope', '/pay/nope/back', '/villages/12', '/01/nope', '/01/nope/10/x'])(
  '%s leads nowhere, and says so',
  async (path) => {
    const answer = await fetch(url + path, { headers: { accept: 'text/html' } })
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('<h1')
  },
)

test.each(['/basket', '/checkout', `/orders/${order.orders[0]?.id}`])(
  '%s reads forms and nothing else',
  async (path) => {
    const headers = { cookie: `${GUEST_COOKIE}=${token}`, 'content-type': 'application/json' }
    const answer = await fetch(url + path, { method: 'POST', body: '{}', headers })
    expect(answer.status).toBe(415)
  },
)

test('a basket line that makes no sense is refused on the page itself', async () => {
  const headers = {
    cookie: `${GUEST_COOKIE}=another-guest-with-a-basket-0123`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  for (const body of [
    'listingId=x&units=1',
    `listingId=${tea.listingId}&units=many`,
    `listingId=${tea.listingId}&units=-1`,
  ]) {
    const answer = await fetch(`${url}/basket`, { method: 'POST', body, headers, redirect: 'manual' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('role="alert"')
  }
})
