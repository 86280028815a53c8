import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import sharp from 'sharp'
import { answerSellerCase, takeBackGoods } from '../../src/workflows/answer-case.ts'
import { decideCase } from '../../src/workflows/decide-case.ts'
import { shipSellerOrder } from '../../src/workflows/ship-order.ts'
import { officer } from '../../src/workflows/testing.ts'
import { openBrowser } from '../harness/browser.ts'
import { openBuyersCounty } from './buyer-shops.ts'
import { addTo, checkOut } from './buying.ts'

// Without scripts: what comes after a sale must work on the oldest phone.

const shops = await openBuyersCounty()
const { url, growers, tea, county } = shops
const browser = await openBrowser()
const photo = {
  name: 'tea.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 60, height: 40, channels: 3, background: '#6a4' } })
    .jpeg()
    .toBuffer(),
}

async function visitor(): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: 'zh-CN',
    viewport: { width: 360, height: 740 },
  })
  context.setDefaultTimeout(10_000)
  return context.newPage()
}

const heading = (page: Page) => page.locator('h1').first().textContent()

/** Buys two packs of tea and has them; the order's page stands open. */
async function bought(page: Page): Promise<string> {
  await addTo(page, url, tea.listingId, 2)
  await checkOut(page, url, false)
  await page.locator('button[value=pay]').first().click()
  await page.goto(`${url}/orders`)
  await page.locator('a[href^="/orders/"]').first().click()
  const orderId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await county.sandbox?.sender.flush()
  await growers.act(shipSellerOrder, { orderId, carrier: '邮政', trackingNumber: `J${orderId.slice(-10)}` })
  await page.reload()
  await page.click('button[value=receive]')
  return orderId
}

const caseOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''

test('a return without reason: asked, sent back, received, refunded; then a review', async () => {
  const page = await visitor()
  const orderId = await bought(page)
  await page.goto(`${url}/orders/${orderId}`)
  await page.click('text=申请售后')
  await page.click('text=七天无理由退货')
  await page.fill('input[name=line-0]', '1')
  await page.click('text=提交申请')
  expect(await heading(page)).toBe('等卖家处理')
  const caseId = caseOf(page)
  await growers.act(answerSellerCase, { caseId, step: 'grant', returnTo: '遂昌县云峰街道 茶社 13800000000' })
  await page.reload()
  expect(await page.textContent('main')).toContain('遂昌县云峰街道')
  await page.fill('input[name=carrier]', '邮政')
  await page.fill('input[name=trackingNumber]', 'BACK12345')
  await page.click('text=我已寄回')
  expect(await heading(page)).toBe('商品寄回途中')
  await growers.act(takeBackGoods, { caseId, shelf: '0:1' })
  await page.reload()
  expect(await heading(page)).toBe('已退款')
  expect(await page.textContent('main')).toContain('¥128.00')

  await page.goto(`${url}/orders/${orderId}`)
  await page.click('text=评价商品')
  await page.check('input[name=rating][value="4"]')
  await page.fill('textarea[name=body]', '香气很好，叶底嫩')
  await page.setInputFiles('input[name=photo1]', photo)
  await page.click('text=发表评价')
  await page.goto(`${url}/goods/${tea.listingId}`)
  expect(await page.textContent('#reviews')).toContain('香气很好')
  await page.goto(`${url}/goods/${tea.listingId}/reviews`)
  expect(await page.textContent('main')).toContain('评分怎么算')
}, 60_000)

test('a dispute: refused by the seller, shown by both, decided by the centre with reasons', async () => {
  const page = await visitor()
  const orderId = await bought(page)
  await page.goto(`${url}/orders/${orderId}/after-sales?cause=quality`)
  await page.check('input[name=remedy][value=refund]')
  await page.fill('textarea[name=account]', '茶叶受潮')
  await page.setInputFiles('input[name=photo1]', photo)
  await page.click('text=提交申请')
  const caseId = caseOf(page)
  await growers.act(answerSellerCase, { caseId, step: 'refuse', note: '发货前检查过' })
  await page.reload()
  expect(await page.textContent('main')).toContain('发货前检查过')
  await page.click('summary:has-text("请服务中心介入")')
  await page.fill('textarea[name=note]', '包装完好但叶片发软')
  await page.click('button[value=dispute]')
  expect(await heading(page)).toBe('服务中心处理中')
  county.clock.advance(3 * 86_400)
  await county.act(officer(), decideCase, {
    caseId,
    step: 'decide_refund',
    amountFen: 5000,
    reasons: '批次记录显示含水偏高',
  })
  await page.reload()
  expect(await heading(page)).toBe('已退款')
  expect(await page.textContent('main')).toContain('批次记录显示含水偏高')
  expect(await page.textContent('main')).toContain('¥50.00')
}, 60_000)
