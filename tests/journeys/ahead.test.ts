import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { runJob } from '../../src/kernel/jobs.ts'
import { openInstructions } from '../../src/modules/payment/index.ts'
import { villages } from '../../src/modules/people/index.ts'
import { enterItem } from '../../src/modules/stock/index.ts'
import { foundServiceCentre } from '../../src/workflows/found-service-centre.ts'
import { openListing } from '../../src/workflows/open-listing.ts'
import { packLot } from '../../src/workflows/pack-lot.ts'
import { receiveHarvest } from '../../src/workflows/receive-harvest.ts'
import { sendInstructions } from '../../src/workflows/send-instructions.ts'
import { openBrowser } from '../harness/browser.ts'
import { openBuyersCounty } from './buyer-shops.ts'
import { addTo, checkOut } from './buying.ts'
import { signedIn } from './signed-in.ts'
import { faultsOf } from './looks.ts'

// Goods sold ahead of their harvest and goods the scale decides: the seller at a desk with scripts, the buyer on an old phone without.

const { county, url, growers, tea } = await openBuyersCounty()
const { app, clock } = county
const browser = await openBrowser()
const site = { browser, app, url }
const office = await foundServiceCentre(app, {
  email: 'office@example.com',
  phone: '13800000000',
  village: villages()[0]?.code ?? '',
})
const desk = `${url}/seller/${growers.organisationId}`
const day = (n: number) => addDays(civilDate(clock.now()), n)

/** Berries that still hang on the trees. */
const item = { name: '杨梅', netGrams: 1000, storage: 'ambient', shelfLifeDays: 20 } as const
const { itemId } = await growers.act(enterItem, item)
const { listingId } = await growers.act(openListing, {
  itemId,
  villageCode: growers.villageCode,
  titleZh: '山上杨梅',
  titleEn: 'Bayberries from the hill',
  descriptionZh: '',
  descriptionEn: '',
  category: 'fresh-fruit',
  priceFen: 6000,
  seasonMonths: 4095,
  freightTemplateId: growers.freightTemplateId,
})

const atDesk = async () => (await signedIn(site, growers.account)).newPage()
const phone = async () => (await signedIn(site, null, { width: 360, height: 740, javaScriptEnabled: false })).newPage()
const open = (page: Page, path: string) => page.goto(path, { waitUntil: 'networkidle' })
const text = (page: Page) => page.textContent('main')

/** What the bank and the platform's instructions have left to do. */
async function bankWorks(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await county.sandbox?.sender.flush()
    for (const id of await app.database.read((sql) => openInstructions(sql, clock.now(), 100)))
      await sendInstructions(app, [id])
  }
}

/** Buys what stands at an address, and leaves its order's page open. */
async function buy(page: Page, goods: string, units: number): Promise<string> {
  await addTo(page, url, goods, units)
  await checkOut(page, url, false)
  await page.locator('button[value=pay]').first().click()
  await bankWorks()
  await page.goto(`${url}/orders`)
  await page.locator('a[href^="/orders/"]').first().click()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** Axe needs scripts, so the same address is opened once more with them, by the same person. */
async function noFaults(looked: Page): Promise<void> {
  const seen = looked.url()
  const again = await browser.newContext({
    storageState: await looked.context().storageState(),
    viewport: looked.viewportSize(),
    locale: 'zh-CN',
  })
  const page = await again.newPage()
  await open(page, seen)
  expect(await faultsOf(page)).toEqual([])
  await again.close()
}

test('a pre-sale: opened, bought, moved; one buyer waits and gets the berries, one takes the money back', async () => {
  const seller = await atDesk()
  await open(seller, `${desk}/presales`)
  await seller.getByLabel('商品', { exact: true }).first().click()
  await seller.getByRole('option', { name: '山上杨梅' }).click()
  await seller.getByLabel('名额（份）').fill('10')
  await seller.getByLabel('预计采收从').fill(day(20))
  await seller.getByLabel('到', { exact: true }).fill(day(25))
  await seller.getByRole('button', { name: '开预售' }).click()
  await seller.getByText('接受预订', { exact: true }).waitFor()

  const [waits, leaves] = [await phone(), await phone()]
  await waits.goto(`${url}/goods/${listingId}`)
  expect(await text(waits)).toContain('还可以预订 10 份')
  const waitingId = await buy(waits, listingId, 2)
  const leavingId = await buy(leaves, listingId, 1)
  expect(await text(waits)).toContain('等待采收')
  await noFaults(waits)

  await open(seller, `${desk}/presales`)
  expect(await text(seller)).toContain('已订 3 / 10 份')
  await seller.getByRole('button', { name: '改采收期' }).click()
  const form = seller.getByRole('form', { name: '改采收期' })
  await form.getByLabel('预计采收从').fill(day(27))
  await form.getByLabel('到', { exact: true }).fill(day(32))
  await form.getByLabel('原因（买家看得到）').fill('连日阴雨，熟得晚')
  await form.getByRole('button', { name: '通知所有买家' }).click()
  await seller.getByText('已通知 2 位买家').waitFor()

  for (const page of [waits, leaves]) {
    await page.reload()
    expect(await text(page)).toContain('卖家说明：连日阴雨，熟得晚')
  }
  await waits.click('button[value=accept]')
  expect(await text(waits)).toContain('您接受了新的日期')
  await leaves.click('button[value=take-back]')
  for (const job of app.jobs.filter(({ name }) => name === 'supply.await-goods')) await runJob(app, job, {})
  await bankWorks()
  await leaves.goto(`${url}/orders/${leavingId}`)
  expect(await text(leaves)).toContain('您选择了退款')
  expect(await leaves.locator('h1').first().textContent()).toContain('取消')

  await open(seller, `${desk}/presales`)
  await seller.getByRole('button', { name: '停止接受预订' }).click()
  await seller.getByText('停止预订，等采收').waitFor()
  const { harvestId } = await growers.act(receiveHarvest, {
    grower: '示范户甲',
    villageCode: growers.villageCode,
    plot: '后山三号',
    product: '杨梅',
    weightGrams: 5000,
    harvestedOn: day(0),
  })
  await growers.act(packLot, { harvestId, item: { id: itemId }, lotCode: 'YM01', packedOn: day(0), units: 2 })
  await open(seller, `${desk}/presales`)
  await seller.getByRole('button', { name: '分收成' }).click()
  await seller.getByText('够分，每个订单都能分足。').waitFor()
  await seller.getByRole('button', { name: '确认分配，结束预售' }).click()
  await seller.getByText('1 个订单分到 2 份，可以打包了').waitFor()

  await open(seller, `${desk}/orders/${waitingId}?state=paid`)
  await noFaults(seller)
  await seller.getByLabel('快递公司').first().fill('邮政')
  const number = seller.getByLabel('运单号').first()
  await number.fill('YM00001234')
  await number.press('Enter')
  await waits.goto(`${url}/orders/${waitingId}`)
  await expect
    .poll(async () => (await waits.reload()) && (await text(waits)), { timeout: 30_000 })
    .toContain('YM00001234')
}, 300_000)

test('by weight: the seller says so, weighs, and the buyer reads what came back; the centre sees why', async () => {
  const seller = await atDesk()
  await open(seller, `${desk}/listings/${tea.listingId}`)
  await seller.getByLabel('怎么卖').first().click()
  await seller.getByRole('option', { name: '按斤卖（每 500 克）' }).click()
  await seller.getByLabel('单价（元）').fill('256')
  await seller.getByRole('button', { name: '这样卖' }).click()
  await seller.getByText('已改好，从下一单起这样卖').waitFor()

  const buyer = await phone()
  await buyer.goto(`${url}/goods/${tea.listingId}`)
  expect(await text(buyer)).toContain('按实重结算')
  const orderId = await buy(buyer, tea.listingId, 2)
  expect(await text(buyer)).toContain('约重，装箱过秤后多退不补')

  await open(seller, `${desk}/weigh`)
  await seller.getByLabel('净重（克）').fill('480')
  await seller.getByRole('button', { name: '记下重量' }).click()
  await seller.getByText('已记下，退给买家 ¥10.24').waitFor()
  await seller.setViewportSize({ width: 360, height: 740 })
  await seller.getByRole('button', { name: '改重量' }).waitFor()
  await noFaults(seller)
  await bankWorks()
  await buyer.goto(`${url}/orders/${orderId}`)
  expect(await text(buyer)).toContain('按实重退 ¥10.24')
  await noFaults(buyer)

  const centre = await (await signedIn(site, office)).newPage()
  await open(centre, `${url}/centre/refunds`)
  const list = await text(centre)
  for (const words of ['过秤差额', '¥10.24']) expect(list).toContain(words)
  await noFaults(centre)
  const [file] = await Promise.all([centre.waitForEvent('download'), centre.getByRole('link', { name: /CSV/ }).click()])
  let csv = ''
  for await (const part of await file.createReadStream()) csv += String(part)
  expect(csv.split('\n').filter((row) => row.includes('过秤差额') && row.includes('10.24'))).toHaveLength(1)
  await centre.selectOption('select[name=cause]', 'weighing')
  await centre.getByRole('button', { name: '查看' }).click()
  await centre.waitForURL(/cause=weighing/)
  expect(await text(centre)).toContain('¥10.24')
}, 300_000)
