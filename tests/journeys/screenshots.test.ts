import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { GUEST_COOKIE, guestIdOf } from '../../src/kernel/http/visit.ts'
import { listListings, putInBasket, submitImport, XLSX } from '../../src/modules/market/index.ts'
import { listLots } from '../../src/modules/stock/index.ts'
import { demoEmails, demoPassword, settlePeople } from '../../src/seed/accounts.ts'
import { openDoor } from '../../src/server/listen.ts'
import { importListings } from '../../src/workflows/import-listings.ts'
import { openBrowser } from '../harness/browser.ts'
import { openTestDatabase } from '../harness/database.ts'
import { testSite } from '../harness/server.ts'
import { sessionOf } from './signed-in.ts'

// The pages that README and tutorials show, in the demonstration county. `npm run screenshots` writes the pictures.

const WRITES = process.env.SCREENSHOTS === '1'
const IMAGES = join(import.meta.dirname, '../../docs/images')
const BYTES_MAX = 150_000
/** After the harvests of the example workbooks. */
const NOW = new Date('2026-11-23T10:00:00+08:00')

const door = await openDoor('127.0.0.1', 0)
const url = `http://127.0.0.1:${door.port}`
const county = await openTestDatabase({ environment: { TERRACE_URL: url }, now: NOW })
afterAll(() => door.close(1_000))
await county.seed(() => {})
const site = await testSite(county)
door.answer(site.fetch)
const browser = await openBrowser()

const { sellers } = await settlePeople(county.app)
const [seller] = sellers
if (seller === undefined) throw new Error('the demonstration has no seller')
const desk = `/seller/${seller.organisationId}`
const [sold, other] = await bestSold()

const guestToken = 'a-guest-who-shows-the-pages-0123'
const guest: Actor = { kind: 'guest', guestId: guestIdOf(guestToken) }
await county.act(guest, putInBasket, {
  lines: [
    { listingId: sold.listingId, units: 2 },
    { listingId: other.listingId, units: 1 },
  ],
})

const importId = await handInBroken()

/** A workbook with the slips people make, refused cell by cell. */
async function handInBroken(): Promise<string> {
  const { actor, organisationId } = seller as NonNullable<typeof seller>
  const bytes = readFileSync(join(import.meta.dirname, '../../examples/broken-goods.xlsx'))
  const file = { name: 'broken-goods.xlsx', mediaType: XLSX, bytes }
  const submitted = await county.act(actor, submitImport, { organisationId, file })
  await importListings(county.app, submitted.importId)
  return submitted.importId
}

/** The seller's listings with the lot of each that sold most. */
async function bestSold() {
  const { actor, organisationId } = seller as NonNullable<typeof seller>
  const { lots } = await county.act(actor, listLots, { organisationId, limit: 200 })
  const { listings } = await county.act(actor, listListings, { organisationId, limit: 500 })
  const offered = lots
    .filter((lot) => lot.soldUnits > 0 && lot.availableUnits > 2)
    .sort((a, b) => b.soldUnits - a.soldUnits)
    .flatMap((lot) =>
      listings
        .filter((one) => one.itemId === lot.itemId && one.state === 'open')
        .map((one) => ({ listingId: one.id, gtin: lot.gtin, lotCode: lot.code })),
    )
  const [first, second] = offered
  if (first === undefined || second === undefined) throw new Error('the demonstration sold too little')
  return [first, second] as const
}

type Lang = 'zh' | 'en'
type Width = 360 | 1280
type Visitor = 'guest' | 'buyer' | 'seller' | 'centre'
type Place = { name: string; by: Visitor; path: string; pictures: readonly `${Lang} ${Width}`[] }

const places: readonly Place[] = [
  { name: 'home', by: 'guest', path: '/', pictures: ['zh 1280'] },
  { name: 'goods', by: 'guest', path: '/goods?q=longgu', pictures: ['zh 360'] },
  { name: 'listing', by: 'guest', path: `/goods/${sold.listingId}?province=31`, pictures: ['zh 360'] },
  { name: 'basket', by: 'guest', path: '/basket', pictures: [] },
  { name: 'checkout', by: 'guest', path: '/checkout', pictures: ['zh 360'] },
  { name: 'trace', by: 'guest', path: `/01/${sold.gtin}/10/${sold.lotCode}`, pictures: ['zh 360', 'en 1280'] },
  { name: 'my-orders', by: 'buyer', path: '/orders', pictures: [] },
  { name: 'seller-today', by: 'seller', path: desk, pictures: [] },
  { name: 'seller-pick', by: 'seller', path: `${desk}/pick`, pictures: ['zh 360'] },
  { name: 'seller-lots', by: 'seller', path: `${desk}/lots`, pictures: ['zh 1280'] },
  { name: 'seller-import', by: 'seller', path: `${desk}/import/${importId}`, pictures: ['zh 1280'] },
  { name: 'seller-statement', by: 'seller', path: `${desk}/statement`, pictures: [] },
  { name: 'centre', by: 'centre', path: '/centre', pictures: ['zh 1280'] },
  { name: 'centre-applications', by: 'centre', path: '/centre/applications', pictures: [] },
  { name: 'centre-books', by: 'centre', path: '/centre/books', pictures: ['zh 1280'] },
  { name: 'api', by: 'guest', path: '/api/docs', pictures: [] },
]

const emailOf: Readonly<Record<Visitor, string | undefined>> = {
  guest: undefined,
  centre: demoEmails[0],
  seller: demoEmails[1],
  buyer: demoEmails.at(-1),
}

const accountOf = (by: Visitor) => ({
  email: emailOf[by] ?? '',
  password: demoPassword(county.app.settings.secret),
})

async function visiting(by: Visitor, lang: Lang, width: Width): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height: width === 360 ? 740 : 800 },
    deviceScaleFactor: width === 360 ? 2 : 1,
    locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  await context.clock.setFixedTime(NOW)
  await context.addCookies([
    { name: 'lang', value: lang, url },
    ...(by === 'guest'
      ? [{ name: GUEST_COOKIE, value: guestToken, url }]
      : await sessionOf(county.app, accountOf(by), url)),
  ])
  return context
}

const views = (['zh', 'en'] as const).flatMap((lang) => ([360, 1280] as const).map((width) => ({ lang, width })))

test.each(views)('every page that is shown stands, in $lang at $width px', { timeout: 180_000 }, async (view) => {
  const { lang, width } = view
  const faults: string[] = []
  const widest: string[] = []
  for (const by of ['guest', 'buyer', 'seller', 'centre'] as const) {
    const context = await visiting(by, lang, width)
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => message.type() === 'error' && faults.push(`${page.url()}: ${message.text()}`))
    for (const { name, path, pictures } of places.filter((place) => place.by === by)) {
      const answer = await page.goto(url + path, { waitUntil: WRITES ? 'networkidle' : 'load' })
      if (by === 'seller' || by === 'centre') await comeAlive(page)
      if (answer?.status() !== 200) faults.push(`${name}: ${answer?.status()}`)
      if ((await page.locator('h1').count()) !== 1) faults.push(`${name}: not one heading`)
      if (((await page.locator('h1').first().textContent()) ?? '').trim() === '') faults.push(`${name}: empty heading`)
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (over > 0) widest.push(`${name}: ${over} px too wide`)
      if (WRITES && pictures.includes(`${lang} ${width}`))
        await keep(`${name}-${lang}-${width}`, await page.screenshot())
    }
    await context.close()
  }
  expect(faults).toEqual([])
  expect(widest).toEqual([])
})

/** A console is what its script makes of it. */
const comeAlive = (page: Page) =>
  page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__react')))

/** Writes a picture as WebP, a little worse each time until it is small enough. */
async function keep(name: string, png: Buffer): Promise<void> {
  for (const quality of [88, 80, 70, 60]) {
    const webp = await sharp(png).webp({ quality, effort: 6 }).toBuffer()
    if (webp.length > BYTES_MAX && quality > 60) continue
    expect(webp.length, name).toBeLessThanOrEqual(BYTES_MAX)
    mkdirSync(IMAGES, { recursive: true })
    return writeFileSync(join(IMAGES, `${name}.webp`), webp)
  }
}
