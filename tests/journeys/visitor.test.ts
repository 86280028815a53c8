import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import type { AnyOperation } from '../../src/kernel/operation.ts'
import {
  addResource,
  openNights,
  openSlots,
  readCalendar,
  saveProduct,
  saveRatePlan,
  saveRoomType,
} from '../../src/modules/tourism/index.ts'
import { villages } from '../../src/modules/people/index.ts'
import { saveGuesthouse, saveSight } from '../../src/workflows/keep-sights.ts'
import { openBrowser } from '../harness/browser.ts'
import { openBuyersCounty } from './buyer-shops.ts'
import { fillAddress } from './buying.ts'
import { faultsOf } from './looks.ts'

const { county, url, growers: host, weavers: sight, tea } = await openBuyersCounty()
const browser = await openBrowser()

const today = civilDate(county.app.clock.now())
const range = { from: today, until: addDays(today, 40) }
/** Far enough ahead for everything to come back. */
const arrival = addDays(today, 14)
const departure = addDays(arrival, 2)
const villageCode = villages()[0]?.code ?? ''

const { houseId } = await host.act(saveGuesthouse, { nameZh: '云上农家', nameEn: 'Cloud House', villageCode })
const { roomTypeId } = await host.act(saveRoomType, {
  houseId,
  nameZh: '大床房',
  nameEn: 'Double room',
  rooms: 2,
  guestsIncluded: 2,
  guestsMax: 3,
  priceFen: 20_000,
})
await host.act(openNights, { roomTypeId, ...range, rooms: 2 })
await host.act(saveRatePlan, {
  roomTypeId,
  kind: 'breakfast',
  nameZh: '含早餐',
  nameEn: 'With breakfast',
  guestNightFen: 1_500,
})
const { siteId } = await sight.act(saveSight, { nameZh: '神龙谷', nameEn: 'Shenlong Valley', villageCode })
const { resourceId } = await sight.act(addResource, { siteId, nameZh: '茶园', nameEn: 'Tea garden', isTimed: true })
await sight.act(openSlots, { resourceId, ...range, minutes: [540, 840], capacity: 6 })
const { productId } = await sight.act(saveProduct, {
  siteId,
  kind: 'experience',
  nameZh: '采茶',
  nameEn: 'Tea picking',
  languages: ['zh', 'en'],
  options: [
    {
      nameZh: '两小时',
      nameEn: 'Two hours',
      resourceId,
      durationMinutes: 120,
      partyMax: 6,
      units: [
        { type: 'adult', priceFen: 6_000 },
        { type: 'child', priceFen: 3_000, ageMax: 14, needsAdult: true },
      ],
    },
  ],
})

async function visitor({ scripts = true, lang = 'zh-CN' } = {}): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    locale: lang,
    viewport: { width: 360, height: 740 },
  })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

const heading = (page: Page) => page.locator('h1').first().textContent()

async function writeContact(page: Page) {
  await page.fill('input[name=contactName]', '周明')
  await page.fill('input[name=contactPhone]', '138 0000 1111')
}

const counter = async (seller: typeof host, ownerId: string, day: string, minute: number | null) => {
  const asked = { ownerId, from: day, until: day }
  const { counters } = await seller.act(readCalendar as AnyOperation, asked)
  const found = (counters as { minute: number | null; held: number; confirmed: number }[]).find(
    (one) => one.minute === minute,
  )
  return [found?.held, found?.confirmed]
}

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('the visitor, %s,', (_name, scripts) => {
  test(
    'finds a ticket and a stay, pays both with tea, sees the booking and cancels it',
    { timeout: 180_000 },
    async () => {
      const page = await visitor({ scripts })
      const faults: string[] = []
      const look = async () => {
        if (scripts) faults.push(...(await faultsOf(page)))
      }
      await page.goto(url)
      await page.locator('.rail a', { hasText: '住宿与游玩' }).click()
      expect(await heading(page)).toBe('住宿与游玩')
      await look()
      await page.fill('input[name=day]', arrival)
      await page.fill('input[name=nights]', '2')
      await page.fill('input[name=party]', '2')
      await page.click('text=查找')
      expect(await page.textContent('.places-grid')).toContain('余 6 位')
      expect(await page.textContent('.places-grid')).toContain('余 2 间')

      await page.click('text=神龙谷 · 采茶')
      expect(await heading(page)).toBe('采茶')
      expect(await page.textContent('.facts')).toContain('中文、英语')
      await page.check('input[name=minute][value="840"]')
      await page.fill('input[name=count-adult]', '0')
      await page.fill('input[name=count-child]', '2')
      await writeContact(page)
      await look()
      await page.locator('button', { hasText: '先留 15 分钟' }).click()
      expect(await page.textContent('.notice')).toContain('儿童')
      await page.fill('input[name=count-adult]', '1')
      await page.fill('input[name=count-child]', '1')
      if (scripts) expect(await page.textContent('party-sum output')).toBe('¥90.00')
      expect(await page.textContent('.rules')).toContain('全额退款')
      await page.locator('button', { hasText: '先留 15 分钟' }).click()
      await page.waitForURL(/basket/)
      expect(await page.textContent('#held')).toMatch(/还留 1[45] 分钟/)
      expect(await counter(sight, resourceId, arrival, 840)).toEqual([2, 0])

      await page.goto(`${url}/houses/${houseId}?arrival=${arrival}&departure=${addDays(arrival, -1)}`)
      expect(await page.textContent('.notice')).toContain('离店日要晚于入住日')
      await page.fill('input[name=departure]', departure)
      await page.fill('input[name=guests]', '4')
      await page.click('text=看价格')
      expect(await page.textContent('.offers')).toContain('3')
      await page.fill('input[name=guests]', '2')
      await page.click('text=看价格')
      expect(await page.textContent('.offers')).toContain('¥400.00')
      await page.locator('.offer', { hasText: '含早餐' }).locator('input').check()
      await writeContact(page)
      await look()
      await page.locator('button', { hasText: '先留 15 分钟' }).click()
      await page.waitForURL(/basket/)
      expect(await page.locator('#held .list > li').count()).toBe(2)

      await page.goto(`${url}/goods/${tea.listingId}`)
      await page.click('text=放入购物篮')
      expect(await page.textContent('.sum.total')).toContain('678.00')
      await look()
      await page.locator('.bar a', { hasText: '去结算' }).click()
      await fillAddress(page, scripts)
      const next = page.locator('text=下一步')
      if ((await next.count()) > 0) await next.click()
      await look()
      const button = page.locator('.bar button', { hasText: '提交订单并付款' })
      // 128 of tea, 6 of freight, 90 for two who pick tea, 460 for two nights with breakfast for two.
      expect(await button.textContent()).toContain('¥684.00')
      await button.click()
      await page.waitForURL(/sandbox/)
      await page.locator('button', { hasText: '付款' }).first().click()
      await page.waitForURL(/\/pay\/[\w-]+\/back/)
      await page.locator('h1', { hasText: '付款成功' }).waitFor()
      expect(await page.textContent('main')).toContain('云上农家 · 大床房')
      await look()

      await page.locator('.lines a', { hasText: '云上农家' }).click()
      expect(await heading(page)).toBe('已订好')
      expect(await page.locator('.pay-code svg').count()).toBe(1)
      expect(await page.textContent('.facts')).toContain('含早餐')
      expect(await counter(host, roomTypeId, arrival, null)).toEqual([0, 1])
      await look()
      await page.click('text=退一部分')
      await page.fill('input[name=nights]', '1')
      await page.click('text=看退多少')
      await look()
      await page.locator('button', { hasText: '退掉这些，退回 ¥230.00' }).click()
      expect(await page.textContent('.notice')).toContain('已改好')
      await page.click('summary:has-text("取消预订")')
      expect(await page.textContent('details.fold form')).toContain('退回 ¥230.00')
      await page.locator('button', { hasText: '取消并退款 ¥230.00' }).click()
      await page.locator('h1', { hasText: '已取消' }).waitFor()
      expect(await page.textContent('.notice')).toContain('退款正在路上')
      expect(await counter(host, roomTypeId, arrival, null)).toEqual([0, 0])
      await look()

      await page.goto(`${url}/orders`)
      expect(await page.textContent('main')).toContain('采茶')
      await look()
      await page.click('text=全部预订')
      expect(await page.locator('.list li').count()).toBe(2)
      await look()
      await page.locator('.list a', { hasText: '采茶' }).click()
      await page.click('text=退一部分')
      await page.locator('.choices label', { hasText: '儿童' }).locator('input').check()
      await page.click('text=看退多少')
      await look()
      await page.locator('button', { hasText: '退掉这些，退回 ¥30.00' }).click()
      // Who gave up the child's ticket may still bring a child: every kind of ticket is there.
      await page.click('text=改日期或人数')
      expect(await page.inputValue('input[name=count-child]')).toBe('0')
      await look()
      expect(faults).toEqual([])
      // The next round finds its places free.
      await page.goBack()
      await page.click('summary:has-text("取消预订")')
      await page.locator('button', { hasText: '取消并退款 ¥60.00' }).click()
      await page.locator('h1', { hasText: '已取消' }).waitFor()
      await page.context().close()
    },
  )
})

test('a voucher is given, opened by its code, and pays a stay', { timeout: 120_000 }, async () => {
  const giver = await visitor()
  const faults: string[] = []
  await giver.goto(`${url}/houses/${houseId}`)
  await giver.click('text=送给别人')
  faults.push(...(await faultsOf(giver)))
  await giver.fill('input[name=value]', '500')
  await giver.fill('input[name=giver]', '示例送礼人')
  await giver.fill('textarea[name=card]', '去山里住两天')
  await giver.locator('button', { hasText: '去付款' }).click()
  await giver.waitForURL(/sandbox/)
  await giver.locator('button', { hasText: '付款' }).first().click()
  await giver.waitForURL(/\/pay\/[\w-]+\/back/)
  await giver.locator('a', { hasText: '送出的礼券' }).click()
  faults.push(...(await faultsOf(giver)))
  const card = (await giver.locator('main a[href*="/v/"]').getAttribute('href')) ?? ''

  const guest = await visitor({ scripts: false })
  await guest.goto(card)
  expect(await heading(guest)).toBe('示例送礼人送给您')
  expect(await guest.textContent('main')).toContain('可以抵 ¥500.00')
  await guest.goto(`${url}/houses/${houseId}?arrival=${arrival}&departure=${departure}&guests=2`)
  await writeContact(guest)
  await guest.locator('button', { hasText: '先留 15 分钟' }).click()
  await guest.waitForURL(/basket/)
  await guest.goto(card)
  await guest.locator('button', { hasText: '用礼券' }).click()
  expect(await heading(guest)).toBe('已订好')
  expect(await guest.textContent('main')).toContain('其中礼券付的')
  expect(await counter(host, roomTypeId, arrival, null)).toEqual([0, 1])

  await giver.goto(`${url}/vouchers`)
  expect(await giver.textContent('main')).toMatch(/用掉了[^]*退回 ¥100\.00/)
  expect(faults).toEqual([])
  await guest.click('summary:has-text("取消预订")')
  await guest.locator('button', { hasText: '取消并退款 ¥400.00' }).click()
  await guest.locator('h1', { hasText: '已取消' }).waitFor()
  await Promise.all([giver.context().close(), guest.context().close()])
})

test('what was held may be given up, and what ran out says so', { timeout: 60_000 }, async () => {
  const page = await visitor({ scripts: false })
  const hold = async () => {
    await page.goto(`${url}/visits/${productId}?day=${arrival}`)
    await writeContact(page)
    await page.locator('button', { hasText: '先留 15 分钟' }).click()
    await page.waitForURL(/basket/)
  }
  await hold()
  await page.locator('button', { hasText: '不要了' }).click()
  expect(await page.textContent('main')).toContain('购物篮是空的')
  expect(await counter(sight, resourceId, arrival, 540)).toEqual([0, 0])
  await hold()
  const before = county.app.clock.now()
  county.clock.advance(16 * 60)
  await page.goto(`${url}/basket`)
  expect(await page.textContent('#held')).toContain('时间到了')
  county.clock.set(before)
  await page.context().close()
})

test('a sold-out day, a closed day and an unknown place are told, in English too', { timeout: 60_000 }, async () => {
  const page = await visitor({ lang: 'en-GB' })
  await page.goto(`${url}/stay?kind=ticket`)
  expect(await page.textContent('main')).toContain('Nothing fits')
  expect(await faultsOf(page)).toEqual([])
  await page.goto(`${url}/visits/${productId}?day=${addDays(today, 41)}&month=${addDays(today, 41).slice(0, 7)}`)
  expect(await page.textContent('#book')).toContain('Not on sale on this day')
  expect(await faultsOf(page)).toEqual([])
  await page.goto(`${url}/houses/${houseId}?arrival=${arrival}&departure=${departure}&guests=9`)
  expect(await page.textContent('.offers')).toContain('These rooms sleep 3 people at most.')
  expect(await faultsOf(page)).toEqual([])
  const answer = await page.goto(`${url}/visits/${houseId}`)
  expect(answer?.status()).toBe(404)
  await page.context().close()
})

test('pages stay below 60 KB and carry schema.org data', async () => {
  for (const path of [
    '/stay',
    `/visits/${productId}`,
    `/houses/${houseId}?arrival=${arrival}&departure=${departure}`,
  ]) {
    const html = await (await fetch(url + path)).text()
    const shared = await Promise.all(
      [html.match(/href="([^"]+\.css)"/)?.[1] ?? '', '/enhance.js'].map(
        async (one) => (await (await fetch(url + one)).arrayBuffer()).byteLength,
      ),
    )
    // Uncompressed, so a multiple of what travels: still below for the page itself.
    expect(html.length, path).toBeLessThan(60_000)
    expect(shared.every((bytes) => bytes > 0 && bytes < 60_000)).toBe(true)
    const data = JSON.parse(html.match(/<script type="application\/ld\+json">(.+?)<\/script>/)?.[1] ?? '{}')
    expect(data['@context']).toBe('https://schema.org')
    const types = [data, ...(data['@graph'] ?? [])].map((one: { '@type'?: string }) => one['@type'])
    const wanted = path === '/stay' ? 'ItemList' : path.startsWith('/visits') ? 'TouristAttraction' : 'LodgingBusiness'
    expect(types).toContain(wanted)
  }
})
