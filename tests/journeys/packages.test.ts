import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { runJob } from '../../src/kernel/jobs.ts'
import {
  addResource,
  answerPackage,
  openNights,
  openSlots,
  saveProduct,
  saveRoomType,
  stateEntryRule,
} from '../../src/modules/tourism/index.ts'
import { villages } from '../../src/modules/people/index.ts'
import { proposePackage } from '../../src/workflows/keep-packages.ts'
import { saveGuesthouse, saveSight } from '../../src/workflows/keep-sights.ts'
import { offerPlacesJob } from '../../src/workflows/wait-list.ts'
import { openBrowser } from '../harness/browser.ts'
import { openBuyersCounty } from './buyer-shops.ts'
import { faultsOf } from './looks.ts'
import { signedIn } from './signed-in.ts'

const { county, url, growers: host, weavers: sight, tea } = await openBuyersCounty()
const browser = await openBrowser()

const today = civilDate(county.app.clock.now())
const range = { from: today, until: addDays(today, 40) }
const arrival = addDays(today, 14)
const villageCode = villages()[0]?.code ?? ''

const { houseId } = await host.act(saveGuesthouse, { nameZh: '云上农家', nameEn: 'Cloud House', villageCode })
const bed = { nameZh: '大床房', nameEn: 'Double room', guestsIncluded: 2, guestsMax: 2, priceFen: 20_000 }
const { roomTypeId } = await host.act(saveRoomType, { houseId, ...bed, rooms: 1 })
await host.act(openNights, { roomTypeId, ...range, rooms: 1 })
const { siteId } = await sight.act(saveSight, { nameZh: '神龙谷', nameEn: 'Shenlong Valley', villageCode })
const { resourceId } = await sight.act(addResource, { siteId, nameZh: '山门', nameEn: 'Gate', isTimed: false })
await sight.act(openSlots, { resourceId, ...range, minutes: [], capacity: 50 })
const { productId, optionIds } = await sight.act(saveProduct, {
  siteId,
  kind: 'ticket',
  nameZh: '门票',
  nameEn: 'Admission',
  options: [
    {
      nameZh: '一日票',
      nameEn: 'Day ticket',
      resourceId,
      durationMinutes: 480,
      units: [{ type: 'adult', priceFen: 8_000 }],
    },
  ],
})
await sight.act(stateEntryRule, { ownerId: siteId, needsNames: true })
const { packageId } = await host.act(proposePackage, {
  nameZh: '山里两天',
  nameEn: 'Two days in the hills',
  offPercent: 10,
  parts: [
    { kind: 'stay', roomTypeId, nights: 1 },
    { kind: 'visit', optionId: optionIds[0] ?? '', dayOffset: 1 },
    { kind: 'goods', listingId: tea.listingId, units: 1, canShip: true },
  ],
})
await sight.act(answerPackage, { packageId, agree: true })

async function visitor(lang = 'zh-CN', scripts = true): Promise<Page> {
  const viewport = { width: 360, height: 740 }
  const context = await browser.newContext({ javaScriptEnabled: scripts, locale: lang, viewport })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

async function writeContact(page: Page) {
  await page.fill('input[name=contactName]', '周明')
  await page.fill('input[name=contactPhone]', '138 0000 1111')
}
const press = (page: Page, words: string) => page.locator('main button', { hasText: words }).first().click()
const packageOn = (day: string) => `${url}/packages/${packageId}?arrival=${day}`

test(
  'a package is booked by name, waited for by the next guest, cancelled whole, and then held for who waited',
  { timeout: 120_000 },
  async () => {
    const [first, second] = [await visitor('zh-CN', false), await visitor()]
    const faults: string[] = []
    const look = async () => faults.push(...(await faultsOf(second)))

    await first.goto(`${url}/stay/packages`)
    await first.click('text=山里两天')
    expect(await first.textContent('.product')).toContain('云上农家')
    await first.goto(packageOn(arrival))
    // A night of 200, two tickets of 80, tea of 128: 488 one by one, a tenth off.
    expect(await first.textContent('#book')).toContain('¥488.00')
    expect(await first.textContent('#book')).toContain('-¥48.80')
    expect(await first.textContent('.rules')).toContain('全额退款')
    await writeContact(first)
    await first.check('input[name=goods][value=send]')
    await press(first, '先留 15 分钟（¥439.20）')
    expect(await first.textContent('.notice')).toContain('请写收货地址')
    await first.fill('textarea[name=sendTo]', '浙江省丽水市遂昌县示范路 1 号')
    await press(first, '先留 15 分钟（¥439.20）')
    await first.waitForURL(/basket/)
    expect(await first.locator('#held .list > li').count()).toBe(1)

    await first.click('text=/^填写：/')
    const number = (at: number, value: string) => first.fill(`input[name=number-${at}]`, value)
    await first.fill('input[name=name-0]', '张三')
    await number(0, '11010519491231002X')
    await first.fill('input[name=name-1]', '李四')
    await number(1, '440524188001010015')
    await press(first, '保存，去付款')
    expect(await first.textContent('.field.wrong')).toContain('最后一位对不上')
    expect(await first.locator('.field.wrong input').getAttribute('name')).toBe('number-1')
    await number(1, '440524188001010014')
    await press(first, '保存，去付款')
    await first.waitForURL(/basket/)
    await press(first, '付款 ¥439.20')
    await first.waitForURL(/sandbox/)
    await first.locator('button', { hasText: '付款' }).first().click()
    await first.waitForURL(/\/pay\/[\w-]+\/back/)

    await second.goto(`${url}/packages/${packageId}?month=${arrival.slice(0, 7)}`)
    await look()
    await second.goto(packageOn(arrival))
    expect(await second.textContent('#book')).toContain('订满了')
    await second.click('#book >> text=等空位')
    await writeContact(second)
    await look()
    await press(second, '等空位')
    await second.waitForURL(/bookings/)
    expect(await second.textContent('#waiting')).toContain('山里两天')
    await look()

    await first.goto(`${url}/bookings`)
    expect(await first.locator('.list > li').count()).toBe(1)
    await first.click('.list a')
    expect(await first.locator('.list > li').count()).toBe(3)
    await first.locator('.list a', { hasText: '门票' }).click()
    expect(await first.textContent('main')).toContain('尾号 002X')
    expect(await first.content()).not.toContain('11010519491231002X')
    await first.goBack()
    await first.locator('.list > li', { hasText: '寄到家' }).locator('a').first().click()
    expect(await first.textContent('.facts')).toMatch(/示范路 1 号\s*还没有寄出/)
    await first.goBack()
    await first.click('summary:has-text("取消整个套餐")')
    await press(first, '取消并退款 ¥439.20')
    await first.locator('h1', { hasText: '已取消' }).waitFor()

    await runJob(county.app, offerPlacesJob, {})
    await second.goto(`${url}/bookings`)
    expect(await second.textContent('#waiting')).toContain('有位了，给您留到')
    await second.click('#waiting >> text=去付款')
    expect(await second.textContent('#held')).toContain('还留')
    await look()
    await press(second, '不要了')
    await second.locator('text=购物篮是空的').waitFor()
    expect(faults).toEqual([])
    for (const page of [first, second]) await page.context().close()
  },
)

test('the desk of packages and guides, and what guests see, can be read in the dark', { timeout: 60_000 }, async () => {
  const site = { browser, app: county.app, url }
  const desk = await signedIn(site, host.account, { colorScheme: 'dark' })
  const phone = await signedIn(site, sight.account, { colorScheme: 'dark', width: 360, height: 740, lang: 'en' })
  const guest = await browser.newContext({ colorScheme: 'dark', viewport: { width: 360, height: 740 } })
  const faults: string[] = []
  for (const [context, path] of [
    [desk, `/seller/${host.organisationId}/packages`],
    [phone, `/seller/${sight.organisationId}/guides`],
    [guest, `/packages/${packageId}?arrival=${arrival}`],
    [guest, `/visits/${productId}`],
  ] as const) {
    const page = await context.newPage()
    await page.goto(url + path, { waitUntil: 'networkidle' })
    faults.push(...(await faultsOf(page, path)))
    await page.close()
  }
  for (const context of [desk, phone, guest]) await context.close()
  expect(faults).toEqual([])
})
