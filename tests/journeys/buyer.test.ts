import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { changeListingState, changePrice } from '../../src/modules/market/index.ts'
import { cancelSellerOrder } from '../../src/workflows/cancel-order.ts'
import { shipSellerOrder } from '../../src/workflows/ship-order.ts'
import { openBrowser } from '../harness/browser.ts'
import { openBuyersCounty } from './buyer-shops.ts'
import { addTo, checkOut, fillAddress } from './buying.ts'

const shops = await openBuyersCounty()
const { url, growers, weavers, tea, honey, craft } = shops
const browser = await openBrowser()

async function visitor({ scripts = true, lang = 'zh-CN' } = {}): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    locale: lang,
    viewport: { width: 360, height: 740 },
  })
  context.setDefaultTimeout(10_000)
  return context.newPage()
}

const heading = (page: Page) => page.locator('h1').first().textContent()
async function pay(page: Page) {
  await page.locator('button', { hasText: '付款' }).first().click()
  await page.waitForURL(/\/pay\/[\w-]+\/back/)
}

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('the buyer, %s,', (_name, scripts) => {
  test('finds, buys, pays, follows and receives', { timeout: 90_000 }, async () => {
    const page = await visitor({ scripts })
    await page.goto(url)
    await page.fill('.search input', 'yunwu')
    await page.press('.search input', 'Enter')
    await page.click(`text=${tea.titleZh}`)
    expect(await heading(page)).toBe(tea.titleZh)
    await page.selectOption('select[name=province]', '31')
    await page.click('text=看运费')
    expect(await page.textContent('.freight')).toContain('送到上海，一份运费 ¥6.00')

    await page.fill('input[name=units]', '2')
    await page.click('text=放入购物篮')
    expect(await page.textContent('.notice')).toContain('已放入购物篮')
    await addTo(page, url, tea.listingId, 1)
    await addTo(page, url, craft.listingId, 2)
    expect(await page.inputValue(`#line-${tea.listingId} input[name=units]`)).toBe('3')
    await page.fill(`#line-${tea.listingId} input[name=units]`, '1')
    if (scripts) {
      await page.press(`#line-${tea.listingId} input[name=units]`, 'Tab')
      await page.locator('.seller-part', { hasText: '¥128' }).waitFor()
    } else await page.click(`#line-${tea.listingId} button[value=set]`)
    await page.locator('.sum.total', { hasText: '260.00' }).waitFor()

    await checkOut(page, url, scripts)
    expect(await page.textContent('body')).toContain('¥274.00')
    await pay(page)
    await page.locator('h1', { hasText: '付款成功' }).waitFor()
    expect(await page.locator('.lines li').count()).toBe(2)

    await page.click('text=看我的订单')
    await page.locator('.list li', { hasText: tea.titleZh }).locator('a').click()
    expect(await heading(page)).toBe('待发货')
    const orderUrl = page.url()
    const orderId = orderUrl.split('/').at(-1) as string
    const trackingNumber = scripts ? 'SF1000000001' : 'SF1000000002'
    await growers.act(shipSellerOrder, { orderId, carrier: '顺丰速运', trackingNumber })
    await page.goto(orderUrl)
    expect(await heading(page)).toBe('已发货')
    expect(await page.textContent('.parcel')).toContain(trackingNumber)

    await page.click(`text=${tea.lotCode}`)
    const story = await page.textContent('main')
    expect(story).toContain('示范户甲')
    expect(story).toMatch(/上海 [12] 份/)
    expect(story).toContain('由云上茶叶合作社登记')

    await page.goto(orderUrl)
    await page.click('text=确认收货')
    expect(await heading(page)).toBe('已收货')
    expect(await page.textContent('.notice')).toContain('已确认收货')
    await page.context().close()
  })
})

test('a faulty address is told at its fields, and what was typed stays', async () => {
  const page = await visitor({ scripts: false })
  await addTo(page, url, tea.listingId)
  await page.goto(`${url}/checkout`)
  await page.evaluate(() => document.querySelector('form[action="/checkout"]')?.setAttribute('novalidate', ''))
  await page.fill('input[name=name]', '周明')
  await page.fill('input[name=phone]', '12')
  await page.click('text=下一步')
  expect(await page.textContent('[id=field-phone-error]')).toContain('11 位')
  expect(await page.textContent('[id=field-province-error]')).toContain('请选择')
  expect(await page.inputValue('input[name=name]')).toBe('周明')
  await page.context().close()
})

test('a price that changed is shown before it is asked for, and the last address is offered again', async () => {
  const page = await visitor()
  await addTo(page, url, craft.listingId)
  await checkOut(page, url, true)
  await pay(page)
  await addTo(page, url, craft.listingId)
  await page.goto(`${url}/checkout`)
  expect(await page.textContent('.addresses')).toContain('漕溪北路 100 号 502')
  const button = page.locator('.bar button', { hasText: '提交订单并付款' })
  expect(await button.textContent()).toContain('¥72.00')
  await weavers.act(changePrice, { listingId: craft.listingId, priceFen: 7000 })
  await button.click()
  expect(await page.textContent('.notice')).toContain('变动')
  expect(await button.textContent()).toContain('¥76.00')
  await weavers.act(changePrice, { listingId: craft.listingId, priceFen: craft.priceFen })
  await page.context().close()
})

test('what ran out or was taken down is told at its line, and stands in nobody’s way', async () => {
  const [slow, fast] = [await visitor(), await visitor()]
  await addTo(slow, url, honey.listingId, 2)
  await addTo(slow, url, craft.listingId)
  await slow.goto(`${url}/checkout`)
  await fillAddress(slow, true)
  await slow.locator('text=下一步').click()
  await addTo(fast, url, honey.listingId, 2)
  await checkOut(fast, url, true)
  await slow.locator('.bar button', { hasText: '提交订单并付款' }).click()
  expect(await slow.textContent('.notice')).toContain('不够了')
  expect(await slow.textContent('.lines .error')).toContain('只剩 1 份')

  await weavers.act(changeListingState, { listingId: craft.listingId, state: 'closed' })
  await slow.goto(`${url}/basket`)
  expect(await slow.textContent(`#line-${craft.listingId}`)).toContain('已下架')
  expect(await slow.locator('a[href="/checkout"]').count()).toBe(0)
  await slow.click(`#line-${craft.listingId} button[value=remove]`)
  await slow.fill(`#line-${honey.listingId} input[name=units]`, '1')
  await slow.press(`#line-${honey.listingId} input[name=units]`, 'Tab')
  await slow.locator('a[href="/checkout"]').waitFor()
  await weavers.act(changeListingState, { listingId: craft.listingId, state: 'open' })
  await Promise.all([slow.context().close(), fast.context().close()])
})

test('an unpaid order can be paid later or given up; a paid one that is cancelled shows its refund', async () => {
  const page = await visitor({ scripts: false })
  await addTo(page, url, tea.listingId)
  await checkOut(page, url, false)
  await page.locator('button', { hasText: '不付款' }).click()
  await page.waitForURL(/\/pay\/[\w-]+\/back/)
  expect(await heading(page)).toContain('正在等')
  expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(1)
  await page.locator('.lines a').first().click()
  expect(await heading(page)).toBe('待付款')
  await page.click('summary')
  await page.click('text=确定取消')
  expect(await heading(page)).toBe('已取消')
  expect(await page.textContent('.notice')).toContain('订单已取消')

  await addTo(page, url, tea.listingId)
  await page.goto(`${url}/checkout`)
  await page.locator('.bar button', { hasText: '提交订单并付款' }).click()
  await pay(page)
  await page.locator('.lines a').first().click()
  const orderId = page.url().split('/').at(-1) as string
  await growers.act(cancelSellerOrder, { orderId, reason: '这批受潮', outOfStock: false })
  await page.reload()
  expect(await heading(page)).toBe('已取消')
  expect(await page.textContent('main')).toContain('¥134.00')
  expect(await page.locator('h2', { hasText: '退款' }).count()).toBe(1)
  await page.context().close()
})

test('another visitor sees nothing of an order, its payment or its basket', async () => {
  const [owner, other] = [await visitor(), await visitor()]
  await addTo(owner, url, tea.listingId)
  await checkOut(owner, url, true)
  await pay(owner)
  const backUrl = owner.url()
  await owner.locator('.lines a').first().click()
  for (const address of [backUrl, owner.url()]) {
    const answer = await other.goto(address)
    expect(answer?.status()).toBe(404)
    expect(await other.textContent('main')).not.toContain('漕溪北路')
  }
  await other.goto(`${url}/orders`)
  expect(await other.textContent('main')).toContain('还没有订单')
  await Promise.all([owner.context().close(), other.context().close()])
})

test('a number nobody recorded warns of an imitation; a Digital Link of 14 digits is understood', async () => {
  const page = await visitor({ scripts: false })
  const unknown = await page.goto(`${url}/01/${tea.gtin}/10/NONE`)
  expect(unknown?.status()).toBe(404)
  expect(await page.textContent('main')).toContain('仿冒')
  await page.goto(`${url}/01/0${tea.gtin}/10/${tea.lotCode}`)
  expect(await heading(page)).toBe(tea.titleZh)
  await page.goto(`${url}/01/${tea.gtin}`)
  expect(page.url()).toBe(`${url}/01/${tea.gtin}/10/${tea.lotCode}`)
  expect((await page.goto(`${url}/01/4006381333931`))?.status()).toBe(404)
  await page.context().close()
})
