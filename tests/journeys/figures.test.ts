import { mkdirSync, writeFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { runJob } from '../../src/kernel/jobs.ts'
import { analyseAll, countHealthJob } from '../../src/modules/insight/index.ts'
import { listListings, listPaymentOrders, putInBasket } from '../../src/modules/market/index.ts'
import { publishAnnouncement, sendMessage } from '../../src/modules/messages/index.ts'
import { openPayment } from '../../src/modules/payment/index.ts'
import { foundOrganisation, villages } from '../../src/modules/people/index.ts'
import { openTicket } from '../../src/workflows/ask-centre.ts'
import { placeOrders } from '../../src/workflows/checkout.ts'
import { confirmPayments, standingRates } from '../../src/workflows/confirm-payment.ts'
import { placeGiftOrders, previewGifts } from '../../src/workflows/place-gifts.ts'
import { quoteBasket } from '../../src/workflows/price-basket.ts'
import { readPackingSlips } from '../../src/workflows/ship-gifts.ts'
import { shipSellerOrder } from '../../src/workflows/ship-order.ts'
import { openConversation } from '../../src/workflows/write-seller.ts'
import { openBrowser } from '../harness/browser.ts'
import { openTestDatabase } from '../harness/database.ts'
import { startTestServer } from '../harness/server.ts'
import { openShop } from './seller-shop.ts'
import { signedIn } from './signed-in.ts'
import type { Account } from './signed-in.ts'
import { faultsOf } from './looks.ts'

/** Set to a folder, every page is also drawn there. */
const SHOTS = process.env.SHOTS

const county = await openTestDatabase()
const server = await startTestServer(county)
const browser = await openBrowser()
const { app, act, clock } = county
const password = 'known to this test only'
const [own, buyerOwn] = [
  { email: 'centre@example.com', password },
  { email: 'buyer@example.com', password },
]
const shop = await openShop(app, 9)
const buyerId = await app.ports.auth.createPerson({ name: '沈买家', ...buyerOwn })
const buyer: Actor = { kind: 'person', personId: buyerId, guestId: null, memberships: [] }
const officerId = await app.ports.auth.createPerson({ name: '周敏', ...own })
const officeId = await app.database.transact((tx) =>
  foundOrganisation(
    tx,
    {
      kind: 'public_office',
      nameZh: '电商公共服务中心',
      nameEn: 'E-commerce Service Centre',
      villageCode: villages()[0]?.code ?? '',
      contactName: '周敏',
      contactPhone: '+8613800000000',
      ownerId: officerId,
      duties: ['service_centre'],
    },
    clock.now(),
  ),
)
const officer: Actor = {
  kind: 'person',
  personId: officerId,
  guestId: null,
  memberships: [
    { organisationId: officeId, organisationKind: 'public_office', roles: ['owner'], duties: ['service_centre'] },
  ],
}

const { listings } = await act(shop.owner, listListings, { organisationId: shop.organisationId })
const listingId = listings[0]?.id ?? ''
const recipient = {
  name: '沈买家',
  phone: '13800001234',
  provinceCode: '31',
  cityCode: '3101',
  countyCode: '310101',
  detail: '示范路 8 号',
}

async function paid(paymentId: string): Promise<string> {
  const { orders } = await act(buyer, listPaymentOrders, { paymentId })
  await act(buyer, openPayment, { paymentId })
  const now = clock.now()
  const shares = orders.map((one) => ({
    shareId: one.id,
    shareRef: `share-${one.id}`,
    amountFen: one.goodsFen + one.freightFen,
    sellerAccount: null,
  }))
  const report = { paymentId, gateway: app.ports.gateways.preferred.name, gatewayRef: paymentId, at: now, shares }
  await app.database.transact((tx) => confirmPayments(tx, [report], standingRates(app.ports), now))
  return orders[0]?.id ?? ''
}

async function orderOne(): Promise<string> {
  await act(buyer, putInBasket, { lines: [{ listingId, units: 2 }] })
  const { totalFen } = await act(buyer, quoteBasket, { provinceCode: '31' })
  const { paymentId } = await act(buyer, placeOrders, { recipient, expectedFen: totalFen })
  return paid(paymentId)
}

async function orderGifts(): Promise<string> {
  await act(buyer, putInBasket, { lines: [{ listingId, units: 1 }] })
  const rows = [1, 2, 3].map((n) => `收件${n},1380000000${n},上海市黄浦区示范路${n}号`)
  const bytes = new TextEncoder().encode(['收件人,手机号,地址', ...rows].join('\n'))
  const file = { name: 'gifts.csv', mediaType: 'text/csv', bytes }
  const { totalFen } = await act(buyer, previewGifts, { file })
  const form = { file, giver: '示范公司', card: '中秋安康，阖家团圆。', pricesHidden: 'true' as const }
  const { paymentId } = await act(buyer, placeGiftOrders, { ...form, expectedFen: totalFen })
  return paid(paymentId)
}

const orderId = await orderOne()
await act(shop.owner, shipSellerOrder, {
  organisationId: shop.organisationId,
  orderId,
  carrier: '圆通',
  trackingNumber: 'YT1000001',
})
const giftId = await orderGifts()
const { consignments } = await act(shop.owner, readPackingSlips, {
  organisationId: shop.organisationId,
  orderId: giftId,
})
const door = consignments[0]?.door ?? ''
const { conversationId } = await act(buyer, openConversation, {
  about: { sellerId: shop.organisationId },
})
await act(buyer, sendMessage, { conversationId, body: '您好，这批茶是今年春天的吗？' })
const { ticketId } = await act(buyer, openTicket, { title: '地址写错了', body: '门牌号少写了一位。' })
await act(officer, publishAnnouncement, {
  audience: 'everyone',
  titleZh: '春茶节',
  titleEn: 'Spring tea fair',
  textZh: '四月二十日在石练镇。',
  textEn: 'On 20 April in Shilian.',
  from: civilDate(clock.now()),
  to: addDays(civilDate(clock.now()), 30),
})

const PHONE = 'Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36'
for (let ip = 1; ip <= 40; ip += 1)
  app.ports.visits.saw({
    headers: new Headers({ 'user-agent': PHONE, accept: 'text/html', 'sec-fetch-mode': 'navigate' }),
    ip: `192.0.2.${ip}`,
    organisationIds: [shop.organisationId],
    basket: ip % 4 === 0,
  })
await app.ports.visits.flush()
for (let hour = 0; hour < 30; hour += 1) {
  clock.advance(3600)
  for (const name of ['delivery.track-parcels', 'delivery.sandbox-carrier'])
    for (const job of app.jobs.filter((one) => one.name === name)) await runJob(app, job, {})
}
clock.advance(86_400)
await analyseAll(app)
await runJob(app, countHealthJob, {})

type Look = { width: number; lang: 'zh' | 'en'; scheme: 'light' | 'dark' }
const looking = (who: Account | null, { scheme, ...look }: Look, script = true) =>
  signedIn({ browser, app, url: server.url }, who, { ...look, colorScheme: scheme, javaScriptEnabled: script })
const ready = (page: Page, path: string) => page.goto(`${server.url}${path}`, { waitUntil: 'networkidle' })

const desk = `/seller/${shop.organisationId}`
const places: readonly [name: string, who: Account | null, path: string][] = [
  ['gift', null, door],
  ['no-gift', null, `/g/${'A'.repeat(22)}`],
  ['order', buyerOwn, `/orders/${orderId}`],
  ['gift-order', buyerOwn, `/orders/${giftId}`],
  ['gifts', buyerOwn, '/gifts'],
  ['messages', buyerOwn, '/messages'],
  ['conversation', buyerOwn, `/messages/${conversationId}`],
  ['notices', buyerOwn, '/notices'],
  ['consents', buyerOwn, '/account/notices'],
  ['help', buyerOwn, '/help'],
  ['ticket', buyerOwn, `/help/${ticketId}`],
  ['seller-figures', shop, `${desk}/figures?days=7`],
  ['seller-health', shop, `${desk}/health?figure=packing`],
  ['seller-gifts', shop, `${desk}/gifts/${giftId}`],
  ['seller-messages', shop, `${desk}/messages/${conversationId}`],
  ['centre-figures', own, '/centre/figures?days=7'],
  ['centre-tourism', own, '/centre/tourism'],
  ['centre-health', own, '/centre/health'],
  ['centre-health-seller', own, `/centre/health/${shop.organisationId}?figure=packing`],
  ['centre-desk', own, `/centre/desk?open=${ticketId}`],
  ['centre-announcements', own, '/centre/announcements'],
]
const looks: readonly Look[] = [
  { width: 360, lang: 'zh', scheme: 'dark' },
  { width: 1280, lang: 'en', scheme: 'light' },
]

/** What people wrote themselves, and codes. */
const PERSONAL =
  /[A-Z]?\d{6}-[0-9A-Z]{6,8}|YT\d+|[A-Z]{1,3}\d{4,}[A-Z]*|沈买家|示范公司|中秋安康，阖家团圆。|收件\d|您好，这批茶是今年春天的吗？|地址写错了|门牌号少写了一位。|圆通|【[^】]*】[^\n]*|快件[^\n]*|电话无人接听[^\n]*|收件人拒收|退回件[^\n]*|示范路 ?\d ?号?|周敏|Terrace|CSV|Excel|xlsx|SMS/g

async function faultsIn(page: Page, name: string, lang: 'zh' | 'en'): Promise<string[]> {
  const faults = await faultsOf(page, name)
  const text = await page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement
    for (const one of copy.querySelectorAll('[lang], code, script, style, option, .personal, [class*=personal]'))
      one.remove()
    return copy.textContent
  })
  const leak =
    lang === 'zh'
      ? text.replaceAll(PERSONAL, '').match(/[A-Za-z]{4,}/)
      : text.replaceAll(PERSONAL, '').match(/\p{Script=Han}+/u)
  if (leak)
    faults.push(
      `${name} (${lang}): “${text.slice(Math.max(0, text.indexOf(leak[0]) - 20), text.indexOf(leak[0]) + 30)}”`,
    )
  return faults
}

const parts = looks.flatMap((look) => [
  { ...look, part: 'public pages', some: places.filter(([, , path]) => !/^\/(seller|centre)/.test(path)) },
  { ...look, part: 'consoles', some: places.filter(([, , path]) => /^\/(seller|centre)/.test(path)) },
])

test.each(parts)(
  '$part: nothing axe sees, no side scroll, no other language; $width px, $lang, $scheme',
  { timeout: 420_000 },
  async ({ some, ...look }) => {
    const faults: string[] = []
    const contexts = new Map<unknown, BrowserContext>()
    for (const [name, who, path] of some) {
      const context = contexts.get(who) ?? (await looking(who, look))
      contexts.set(who, context)
      const page = await context.newPage()
      await ready(page, path)
      if (SHOTS !== undefined) {
        mkdirSync(SHOTS, { recursive: true })
        await page.screenshot({
          path: `${SHOTS}/${name}-${look.width}-${look.lang}-${look.scheme}.png`,
          fullPage: true,
        })
      }
      faults.push(...(await faultsIn(page, name, look.lang)))
      if (SHOTS !== undefined) writeFileSync(`${SHOTS}/faults-${look.width}-${some.length}.txt`, faults.join('\n'))
      await page.close()
    }
    for (const context of contexts.values()) await context.close()
    expect(faults).toEqual([])
  },
)

test('a parcel and a gift are read with JavaScript off; the gift shows no price, name or address', async () => {
  const look: Look = { width: 360, lang: 'zh', scheme: 'light' }
  const context = await looking(buyerOwn, look, false)
  const page = await context.newPage()
  await page.goto(`${server.url}/orders/${orderId}`)
  expect(await page.locator('.track li').count()).toBeGreaterThan(1)
  expect(await page.textContent('.parcel-state')).toMatch(/在路上|正在派送|已签收|已揽收|问题/)
  await context.close()
  const stranger = await looking(null, look, false)
  const gift = await stranger.newPage()
  const answer = await gift.goto(`${server.url}${door}`)
  expect(answer?.headers()['cache-control']).toContain('no-store')
  const text = (await gift.textContent('main')) ?? ''
  expect(text).toContain('示范公司送给您')
  expect(text).not.toMatch(/¥|收件1|示范路|1380000/)
  await gift.click('main a[href^="/01/"]')
  expect(await gift.textContent('h1')).toContain('冬笋干')
  expect((await gift.goto(`${server.url}/g/${'A'.repeat(22)}`))?.status()).toBe(404)
  await stranger.close()
})

test('a chart’s figures come as a table and as files; a seller gets nobody else’s', async () => {
  const context = await looking(shop, { width: 1280, lang: 'zh', scheme: 'light' })
  const page = await context.newPage()
  await ready(page, `${desk}/figures?days=7`)
  expect(await page.locator('figure svg').count()).toBeGreaterThan(4)
  await page.locator('summary', { hasText: '看表格' }).first().click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('a[href*="conversion.csv"]').click(),
  ])
  const csv = await (await download.createReadStream()).toArray()
  expect(Buffer.concat(csv as Buffer[]).toString()).toContain('放进购物篮（位）')
  const foreign = await page.request.get(`${server.url}/seller/${officeId}/export/figures/causes.csv`)
  expect(foreign.status()).toBe(403)
  expect((await page.request.get(`${server.url}/centre/figures/causes.csv`)).status()).toBe(403)
  expect((await page.request.get(`${server.url}${desk}/export/figures/nothing.csv`)).status()).toBe(404)
  await context.close()
})

test('a seller hands pasted numbers over; the list names what cannot be read', { timeout: 60_000 }, async () => {
  const context = await looking(shop, { width: 1280, lang: 'zh', scheme: 'light' })
  const page = await context.newPage()
  await ready(page, `${desk}/gifts/${giftId}`)
  await page.getByLabel('序号和单号，一行一个').fill('YT8880001\n这不是单号 吧 呢')
  expect(await page.textContent('form')).toContain('第 2 行读不懂')
  await page.getByLabel('序号和单号，一行一个').fill('YT8880001\n3 YT8880003')
  await page.getByRole('button', { name: '交给快递，2 个' }).click()
  await page.getByText('还剩 1 个没有交给快递').waitFor()
  const { consignments: now } = await act(shop.owner, readPackingSlips, {
    organisationId: shop.organisationId,
    orderId: giftId,
  })
  expect(now.map((one) => one.trackingNumber)).toEqual(['YT8880001', null, 'YT8880003'])
  await context.close()
})
