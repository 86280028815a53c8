import { read, utils, write } from '@e965/xlsx'
import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { listListings, readSellerOrder } from '../../src/modules/market/index.ts'
import { importListings } from '../../src/workflows/import-listings.ts'
import { openBrowser } from '../harness/browser.ts'
import { openTestDatabase } from '../harness/database.ts'
import { startTestServer } from '../harness/server.ts'
import { openShop } from './seller-shop.ts'
import { signedIn } from './signed-in.ts'
import { faultsOf } from './looks.ts'

const county = await openTestDatabase()
const server = await startTestServer(county)
const shop = await openShop(county.app, 5)
const browser = await openBrowser()
const { organisationId } = shop
const desk = `${server.url}/seller/${organisationId}`

const owner = (of: Browser, width = 1280, lang: 'zh' | 'en' = 'zh') =>
  signedIn({ browser: of, app: county.app, url: server.url }, shop, { width, lang })

const orderNow = (orderId: string) => county.act(shop.owner, readSellerOrder, { organisationId, orderId })
const priceOf = async (title: string) =>
  (await county.act(shop.owner, listListings, { organisationId })).listings.find((one) => one.titleZh === title)
    ?.priceFen
const ready = (page: Page, path: string) => page.goto(`${desk}${path}`, { waitUntil: 'networkidle' })

test('a stranger is sent to the door, and a member of nothing learns nothing', async () => {
  const answer = await fetch(`${desk}/orders`, { redirect: 'manual' })
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toContain('/sign-in?next=%2Fseller%2F')
  for (const path of [
    'labels.pdf',
    'slips.pdf',
    'export/orders/csv',
    'export/statement/csv',
    `lots/${organisationId}/labels.pdf`,
  ])
    expect((await fetch(`${desk}/${path}`, { redirect: 'manual' })).status, path).toBe(401)
})

test('pack, print, ship', async () => {
  const page = await (await owner(browser)).newPage()
  await ready(page, '')
  await page.getByRole('link', { name: '去拣货，3 单' }).first().click()
  const boxes = page.getByRole('checkbox')
  await boxes.first().waitFor()
  for (let at = 0; at < (await boxes.count()); at += 1) await boxes.nth(at).check()
  const lots = await boxes.count()
  await page.getByText(`已拣 ${lots} / ${lots}`).waitFor()

  for (const path of ['/labels.pdf', '/slips.pdf']) {
    const paper = await page.request.get(desk + path)
    expect(paper.headers()['content-type']).toBe('application/pdf')
    expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-')
  }

  const orderId = shop.orderIds[1] ?? ''
  await ready(page, `/orders/${orderId}?state=paid`)
  const number = page.getByLabel('运单号')
  await number.fill('sf1234567890123')
  await number.press('Enter')
  await page
    .getByText(/已发货$/)
    .first()
    .waitFor()
  const order = await orderNow(orderId)
  expect(order.state).toBe('shipped')
  await page.getByText('SF1234567890123').waitFor()
})

test('refund everything on a phone: the order ends and the statement shows it', async () => {
  const page = await (await owner(browser, 360)).newPage()
  const orderId = shop.orderIds[0] ?? ''
  const before = await orderNow(orderId)
  await ready(page, `/orders/${orderId}`)
  await page.getByRole('button', { name: '退款', exact: true }).click()
  await page.getByRole('button', { name: '全部退' }).click()
  const wholeFen = before.goodsFen + before.freightFen
  await page.getByRole('button', { name: `退款 ¥${(wholeFen / 100).toFixed(2)}` }).click()
  await page.getByRole('dialog').getByText('已退款', { exact: true }).waitFor()
  const after = await orderNow(orderId)
  expect([after.state, after.refundedFen]).toEqual(['refunded', wholeFen])

  await ready(page, '/statement')
  await page
    .getByText(`-¥${(wholeFen / 100).toFixed(2)}`)
    .filter({ visible: true })
    .first()
    .waitFor()
})

test('out of stock: the reason is given, the order ends, everything goes back', async () => {
  const page = await (await owner(browser)).newPage()
  const orderId = shop.orderIds[2] ?? ''
  await ready(page, `/orders/${orderId}?state=paid`)
  await page.getByRole('button', { name: '缺货，取消订单' }).click()
  await page.getByRole('button', { name: /^取消并退款 ¥/ }).click()
  await page.getByText(/已取消，款项退回买家/).waitFor()
  const order = await orderNow(orderId)
  expect(order.state).toBe('cancelled')
  expect(order.refundedFen).toBe(order.goodsFen + order.freightFen)
  expect(order.steps.at(-1)?.note).toBe('缺货')
})

test('import: faults are told at their cells, the mended file goes on sale', async () => {
  const page = await (await owner(browser)).newPage()
  await ready(page, '/import')
  const template = await page.request.get(`${server.url}/files/goods-template/${organisationId}/xlsx`)
  const book = read(await template.body())
  const upload = async (village: string, name: string) => {
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    if (sheet === undefined) throw new Error('the template has no sheet')
    const [heads = []] = utils.sheet_to_json<string[]>(sheet, { header: 1 })
    const help = utils.sheet_to_json<Record<string, string>>(book.Sheets[book.SheetNames[1] ?? ''] ?? {})
    const example = new Map(help.map((row) => [Object.values(row)[0], Object.values(row).at(-1) ?? '']))
    const row = heads.map((head) =>
      head.includes('村')
        ? village || (example.get(head) ?? '')
        : head.includes('运费')
          ? '常温快递'
          : (example.get(head) ?? ''),
    )
    const filled = utils.book_new()
    utils.book_append_sheet(filled, utils.aoa_to_sheet([heads, row]), book.SheetNames[0] ?? 'goods')
    const buffer = write(filled, { type: 'buffer', bookType: 'xlsx' }) as Buffer
    const before = page.url()
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.waitForURL(({ href }) => href !== before && /\/import\/[0-9a-f-]{36}$/.test(href))
    await importListings(county.app, page.url().slice(-36))
  }
  await upload('月亮上的村', '错.xlsx')
  await page.getByText('错.xlsx 有问题，没有导入').waitFor()
  expect(await page.getByRole('cell', { name: '月亮上的村', exact: true }).count()).toBe(1)
  const marked = await page.request.get(`${server.url}/files/marked-goods/${organisationId}/${page.url().slice(-36)}`)
  expect(marked.status()).toBe(200)

  await upload('', '对.xlsx')
  await page.getByText('对.xlsx 上架 1 件商品').waitFor()
  expect((await county.act(shop.owner, listListings, { organisationId })).listings).toHaveLength(4)
})

test('prices, shelves and places change where they stand', async () => {
  const page = await (await owner(browser)).newPage()
  await ready(page, '/listings')
  const price = page.getByRole('textbox', { name: '冬笋干 的价格' }).first()
  await price.fill('58.5')
  await price.press('Enter')
  await page.getByText('冬笋干 改为 ¥58.50').waitFor()
  await expect.poll(async () => await priceOf('冬笋干')).toBe(5850)
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(async () => await priceOf('冬笋干')).toBe(5600)
})

test('a harvest is taken in, packed under a free lot number, labelled and put on sale', async () => {
  const page = await (await owner(browser, 360)).newPage()
  await ready(page, '/harvests?new')
  const form = page.getByRole('dialog')
  await form.getByLabel('农户').fill('毛水根')
  await form.getByLabel('地块').fill('门前田')
  await form.getByLabel('品名').fill('高山黑木耳')
  await form.getByLabel('重量').first().fill('12')
  await form.getByText('即 6 公斤（12 斤）').waitFor()
  await form.getByRole('button', { name: '收下' }).click()
  await page.getByText('已收下 6 公斤（12 斤）').waitFor()

  await ready(page, '/lots?new')
  await form.getByText('新规格').click()
  await form.getByLabel('规格名称').fill('高山黑木耳 150 克袋装')
  await form.getByLabel('净含量（克）').fill('150')
  await form.getByLabel('份数').fill('40')
  await form.getByRole('button', { name: '包装 40 份' }).click()
  await page.getByText(/^批次 \S+ 已入库$/).waitFor()

  await ready(page, '/listings/new')
  await page.getByLabel('英文名称').fill('High-mountain wood ear')
  await page.getByLabel('中文介绍').fill('椴木栽培。')
  await page.getByLabel('英文介绍').fill('Grown on logs.')
  await page.getByLabel('价格（元）').fill('36')
  await page.getByRole('button', { name: '上架', exact: true }).click()
  await page.waitForURL(/\/listings$/)
  const { listings } = await county.act(shop.owner, listListings, { organisationId })
  const listed = listings.find((one) => one.titleEn === 'High-mountain wood ear')
  expect([listed?.titleZh, listed?.priceFen, listed?.netGrams]).toEqual(['高山黑木耳 150 克袋装', 3600, 150])
})

test('the orders table has one row for each order', async () => {
  const page = await (await owner(browser)).newPage()
  const csv = await (await page.request.get(`${desk}/export/orders/csv`)).text()
  expect(csv.match(/\r\n\d{6}-[0-9A-Z]{8},|^\d{6}-/gm)?.length).toBe(5)
  const book = read(await (await page.request.get(`${desk}/export/statement/xlsx`)).body())
  expect(utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] ?? {}).length).toBeGreaterThan(4)
})

const places = [
  '',
  '/orders',
  '/orders?state=paid',
  '/orders?q=nothere',
  '/pick',
  '/harvests',
  '/harvests?new',
  '/lots',
  '/lots?new',
  '/listings',
  '/listings/new',
  '/import',
  '/freight',
  '/statement',
]

for (const [lang, width] of [
  ['zh', 360],
  ['en', 1280],
] as const) {
  test(`every page is open to everyone (${lang}, ${width} px)`, { timeout: 120_000 }, async () => {
    const context = await owner(browser, width, lang)
    const page = await context.newPage()
    const faults: string[] = []
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    for (const path of [...places, `/orders/${shop.orderIds[3]}`]) {
      await ready(page, path)
      faults.push(...(await faultsOf(page, path)))
    }
    expect(faults).toEqual([])
  })
}
