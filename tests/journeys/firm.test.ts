import { read, utils, write } from '@e965/xlsx'
import AxeBuilder from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { listListings, readSellerOrder } from '../../src/modules/market/index.ts'
import { openBrowser } from '../harness/browser.ts'
import { openTestDatabase } from '../harness/database.ts'
import { startTestServer } from '../harness/server.ts'
import { openShop } from './seller-shop.ts'

// A firm's day: tables of one's own, many listings at once, workbooks that come back, a batch on paper, staff.

const county = await openTestDatabase()
const server = await startTestServer(county)
const shop = await openShop(county.app, 6)
const browser = await openBrowser()
const { organisationId } = shop
const desk = `${server.url}/seller/${organisationId}`

async function owner(width = 1280, lang = 'zh'): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height: 800 } })
  const answer = await county.app.ports.auth.ask('/sign-in/email', {
    headers: new Headers(),
    ip: '192.0.2.8',
    body: { email: shop.email, password: shop.password },
  })
  const cookies = answer.headers.getSetCookie().map((line) => {
    const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? []
    return { name, value, url: server.url }
  })
  await context.addCookies([...cookies, { name: 'lang', value: lang, url: server.url }])
  return context
}

const ready = (page: Page, path: string) => page.goto(`${desk}${path}`, { waitUntil: 'networkidle' })
const prices = async () =>
  Object.fromEntries(
    (await county.act(shop.owner, listListings, { organisationId })).listings.map((one) => [one.titleZh, one.priceFen]),
  )
const firstSheet = (bytes: Buffer) => {
  const book = read(bytes)
  return utils.sheet_to_json<(string | number)[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 })
}
const fileOf = (rows: unknown[][], name: string) => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'a')
  const buffer = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
  return { name, mimeType: 'application/octet-stream', buffer }
}

test('a view is kept, opens the table by itself, and is exported as it stands', async () => {
  const page = await (await owner()).newPage()
  await ready(page, '/listings')
  await page.keyboard.press('/')
  await page.keyboard.type('茶')
  await page.waitForURL(/q=/)
  await page.getByRole('button', { name: '价格（元）' }).click()
  await page.waitForURL(/sort=/)
  await page.getByRole('button', { name: '列', exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: '照片' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '视图' }).click()
  await page.getByRole('menuitem', { name: '存为视图…' }).click()
  await page.getByLabel('视图名称').fill('只看茶')
  await page.getByLabel('打开这张表时就用它').check()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: '视图' }).click()
  await page
    .getByRole('menuitem', { name: /只看茶/ })
    .first()
    .waitFor()

  await ready(page, '/listings')
  expect(new URL(page.url()).searchParams.get('q')).toBe('茶')
  await page.getByText('1 / 3 行').waitFor()
  const query = new URL(page.url()).search
  const rows = firstSheet(await (await page.request.get(`${desk}/export/listings/xlsx${query}`)).body())
  expect(rows[0]).not.toContain('照片')
  expect(rows.slice(1).map(([name]) => name)).toEqual(['高山龙谷茶'])
})

test('many prices change after a preview, with the keys alone to choose, and go back', async () => {
  const page = await (await owner()).newPage()
  await ready(page, '/listings?view=none')
  const before = await prices()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByText('已选 1 行').waitFor()
  await page.getByRole('button', { name: '选中全部 3 行' }).click()
  await page.getByRole('button', { name: '批量修改 3 件' }).click()
  const panel = page.getByRole('dialog')
  await panel.getByRole('textbox', { name: '价格' }).click()
  await page.getByRole('option', { name: '按百分比' }).click()
  await panel.getByLabel('百分比（降价填负数）').fill('-10')
  await panel.getByRole('button', { name: '预览' }).click()
  await panel.getByText('3 件会改').waitFor()
  expect(await prices()).toEqual(before)
  await panel.getByRole('button', { name: '改 3 件' }).click()
  await page.getByText('改好了 3 件').waitFor()
  expect(await prices()).toEqual(
    Object.fromEntries(Object.entries(before).map(([name, fen]) => [name, Math.round(fen * 0.9)])),
  )
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByText('撤销了 3 件').waitFor()
  expect(await prices()).toEqual(before)
})

test('a workbook of orders comes back and ships; one of listings shows its difference first', async () => {
  const page = await (await owner()).newPage()
  await ready(page, '/workbooks')
  const rows = firstSheet(await (await page.request.get(`${desk}/export/book/ship`)).body())
  const waiting = rows.length - 1
  expect(waiting).toBeGreaterThan(1)
  const filled = rows.map((row, n) => (n === 0 ? row : Object.assign([...row], { 1: '顺丰速运', 2: `SF00${n}` })))
  const ship = page.locator('section').filter({ has: page.getByRole('heading', { name: '发货' }) })
  await ship.locator('input[type=file]').setInputFiles(
    fileOf(
      filled.map((row, n) => (n === 1 ? Object.assign([...row], { 2: '' }) : row)),
      '发货.xlsx',
    ),
  )
  await ship.getByRole('button', { name: '检查' }).click()
  await ship.getByText('有 1 处不对，一行都没有做').waitFor()
  expect(await ship.getByRole('cell', { name: 'C2' }).count()).toBe(1)

  await ship.locator('input[type=file]').setInputFiles(fileOf(filled, '发货好.xlsx'))
  await ship.getByRole('button', { name: '检查' }).click()
  await ship.getByRole('button', { name: `发货 ${waiting} 单` }).click()
  await page.getByText(`发货 ${waiting} 单`).last().waitFor()
  await expect
    .poll(
      async () =>
        (await county.act(shop.owner, readSellerOrder, { organisationId, orderId: shop.orderIds[1] ?? '' })).state,
    )
    .toBe('shipped')

  const book = firstSheet(await (await page.request.get(`${desk}/export/book/edit`)).body())
  const at = book[0]?.indexOf('价格（元）') ?? -1
  const edited = book.map((row, n) => (n === 1 ? Object.assign([...row], { [at]: 66.6 }) : row))
  const edit = page.locator('section').filter({ has: page.getByRole('heading', { name: '改商品' }) })
  await edit.locator('input[type=file]').setInputFiles(fileOf(edited, '商品.xlsx'))
  await edit.getByRole('button', { name: '检查' }).click()
  await edit.getByText('会改 1 件').waitFor()
  await edit.getByText('¥66.60').waitFor()
  await edit.getByRole('button', { name: '改 1 件' }).click()
  await page.getByText('改好了 1 件').waitFor()
  expect(Object.values(await prices())).toContain(6660)
})

test('a batch is printed as one document, and printing it again is told', async () => {
  const page = await (await owner()).newPage()
  const answer = await page.request.post(`${desk}/print.pdf`, {
    form: { orders: shop.orderIds.slice(0, 4).join(','), papers: 'slip' },
    headers: { origin: server.url },
  })
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf'])
  expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await ready(page, '/orders')
  await page.getByRole('checkbox', { name: '选中所有显示的行' }).check()
  await page.getByRole('button', { name: '打印' }).click()
  await page.getByText(/其中 4 单打印过/).waitFor()
  await page.getByRole('button', { name: '只打没打过的 2 单' }).waitFor()
})

test('an owner invites, and sees who did what', async () => {
  const page = await (await owner()).newPage()
  await ready(page, '/staff')
  await page.getByRole('button', { name: '邀请同事' }).click()
  const panel = page.getByRole('dialog')
  await panel.getByRole('textbox', { name: '怎么邀请' }).click()
  await page.getByRole('option', { name: '链接' }).click()
  await panel.getByRole('button', { name: '发出邀请' }).click()
  await panel.getByText(/\/invitation\//).waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('链接邀请').waitFor()
  await expect.poll(() => page.getByRole('cell', { name: '批量修改商品' }).count()).toBeGreaterThan(0)
})

test('a store is opened, decorated, looked at before it is published, and then seen without a script', async () => {
  const context = await owner()
  const page = await context.newPage()
  await ready(page, '/stores')
  await page.getByRole('button', { name: '开一家店' }).click()
  const panel = page.getByRole('dialog')
  await panel.getByLabel('店名', { exact: true }).fill('云上茶店')
  await panel.getByLabel('英文店名').fill('Tea above the clouds')
  await panel.getByLabel('网址').fill('yunshang')
  await panel.getByRole('button', { name: '开店' }).click()
  await page.waitForURL(/\/stores\/[0-9a-f-]{36}$/)
  await page.getByLabel('欢迎语', { exact: true }).fill('今年的春茶到了')
  await page.getByRole('button', { name: '加一个分区' }).click()
  await page.getByLabel('分区名', { exact: true }).fill('茶')
  await page.getByLabel('英文分区名').fill('Tea')
  await page.getByRole('textbox', { name: '放哪些商品' }).click()
  await page.getByRole('option', { name: '高山龙谷茶' }).click()
  await page.keyboard.press('Escape')
  expect((await fetch(`${server.url}/stores/yunshang`)).status).toBe(404)
  await page.getByRole('button', { name: '保存草稿' }).click()
  await page.getByText('草稿已保存').waitFor()
  const draft = await context.newPage()
  await draft.goto(`${server.url}/stores/yunshang?draft`)
  await draft.getByText('今年的春茶到了').waitFor()
  await draft.getByText('这是还没有发布的样子').waitFor()
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByText('已发布第 1 版').waitFor()

  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } })
  const visitor = await plain.newPage()
  const answer = await visitor.goto(`${server.url}/stores/yunshang`)
  expect(answer?.status()).toBe(200)
  const html = (await answer?.text()) ?? ''
  expect(html).toContain('"@type":"Store"')
  expect(html).not.toContain('type="module"')
  expect(await visitor.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['茶', '其他商品', '谁在经营'])
  expect(await visitor.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  expect(await (await fetch(`${server.url}/sitemaps/pages.xml`)).text()).toContain('/stores/yunshang')
})

const places = ['/listings?view=none', '/orders', '/stock', '/prices', '/workbooks', '/staff', '/stores', '/webhooks']

for (const [lang, width] of [
  ['zh', 360],
  ['en', 1280],
] as const) {
  test(`a firm's pages are open to everyone (${lang}, ${width} px)`, { timeout: 120_000 }, async () => {
    const page = await (await owner(width, lang)).newPage()
    const faults: string[] = []
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    for (const path of places) {
      await ready(page, path)
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0)
    }
    expect(faults).toEqual([])
  })
}
