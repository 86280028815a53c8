import { read, utils } from '@e965/xlsx'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { listAudit } from '../../src/kernel/audit.ops.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { countAllSales } from '../../src/modules/insight/index.ts'
import { readSellerOrder } from '../../src/modules/market/index.ts'
import { foundOrganisation, inspectOrganisation, villages } from '../../src/modules/people/index.ts'
import { submitApplication } from '../../src/modules/people/application.ops.ts'
import { openBrowser } from '../harness/browser.ts'
import { openTestDatabase } from '../harness/database.ts'
import { startTestServer } from '../harness/server.ts'
import { openShop } from './seller-shop.ts'
import { signedIn } from './signed-in.ts'
import type { Account } from './signed-in.ts'
import { faultsOf } from './looks.ts'

const county = await openTestDatabase()
const server = await startTestServer(county)
const browser = await openBrowser()
const { app } = county
const now = app.clock.now()
const today = civilDate(now)
const own = { email: 'centre@example.com', password: 'known to this test only' }
const personId = await app.ports.auth.createPerson({ name: '周敏', ...own })
const organisationId = await app.database.transact((tx) =>
  foundOrganisation(
    tx,
    {
      kind: 'public_office',
      nameZh: '电商公共服务中心',
      nameEn: 'E-commerce Service Centre',
      villageCode: villages()[0]?.code ?? '',
      contactName: '周敏',
      contactPhone: '+8613800000000',
      ownerId: personId,
      duties: ['service_centre'],
    },
    now,
  ),
)
const membership = {
  organisationId,
  organisationKind: 'public_office',
  roles: ['owner'],
  duties: ['service_centre'],
} as const
const officer: Actor = { kind: 'person', personId, guestId: null, memberships: [membership] }
const applicantId = await app.ports.auth.createPerson({
  name: '包阿根',
  email: 'applicant@example.com',
  password: own.password,
})
const applicant: Actor = { kind: 'person', personId: applicantId, guestId: null, memberships: [] }

const asked = (who: Account, width = 1280, lang: 'zh' | 'en' = 'zh') =>
  signedIn({ browser, app, url: server.url }, who, { width, lang })

const ready = (page: Page, path: string) => page.goto(`${server.url}${path}`, { waitUntil: 'networkidle' })
const apply = (nameZh: string) =>
  county.act(applicant, submitApplication, {
    kind: 'workshop',
    nameZh,
    villageCode: villages()[20]?.code ?? '',
    contactName: '包阿根',
    contactPhone: '13700001111',
    note: '做竹编二十年。',
  })

test('the screen of a county without sales says how the first one comes about', async () => {
  const page = await (await asked(own)).newPage()
  await ready(page, '/centre')
  expect(await page.textContent('main')).toContain('还没有卖出过东西')
  await page.click('main a:has-text("入驻申请")')
  await page.waitForURL('**/centre/applications')
  await page.context().close()
})

test('what sold stands on the first screen, and its file holds the same figures', async () => {
  const shop = await openShop(app, 5)
  await countAllSales(app)
  const orders = await Promise.all(
    shop.orderIds
      .slice(0, 4)
      .map((orderId) => county.act(shop.owner, readSellerOrder, { organisationId: shop.organisationId, orderId })),
  )
  const goodsFen = orders.reduce((sum, order) => sum + order.goodsFen, 0)
  const page = await (await asked(own)).newPage()
  await ready(page, `/centre?from=${addDays(today, -6)}&to=${today}`)
  const text = await page.textContent('main')
  expect(text).toContain(`卖出 ¥${Math.round(goodsFen / 100).toLocaleString('en-GB')}`)
  expect(text).toContain('卖到上海的最多，占 100%')
  expect(text).toContain('不作比较')
  const file = await page.request.get(`${server.url}/centre/sales/villages.xlsx?from=${today}&to=${today}`)
  const [sheet] = Object.values(read(await file.body()).Sheets)
  const [row] = utils.sheet_to_json<Record<string, number>>(sheet!)
  expect(row?.['销售额（元）']).toBe(goodsFen / 100)
  const csv = await page.request.get(`${server.url}/centre/sales/days.csv?from=${today}&to=${today}`)
  expect(await csv.text()).toContain(`${today},`)
  expect((await page.request.get(`${server.url}/centre/sales/secrets.csv`)).status()).toBe(404)
  await page.context().close()
})

test('a seller and a stranger see nothing of it', async () => {
  const answer = await fetch(`${server.url}/centre/audit`, { redirect: 'manual' })
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toBe('/sign-in?next=%2Fcentre%2Faudit')
  expect((await fetch(`${server.url}/centre/sales/days.csv`, { redirect: 'manual' })).status).toBe(401)
  const context = await asked({ email: 'owner@example.com', password: own.password })
  for (const path of ['', '/applications', '/organisations', '/books', '/reconciliation', '/audit', '/sales/days.csv'])
    expect((await context.request.get(`${server.url}/centre${path}`)).status(), path).toBe(403)
  await context.close()
})

test(
  'an application is approved, its organisation allowed to sell, another refused with reasons',
  { timeout: 60_000 },
  async () => {
    await apply('溪边竹编工坊')
    await apply('山后木雕工坊')
    const page = await (await asked(own)).newPage()
    await ready(page, '/centre/applications')
    await page.click('tr:has-text("溪边竹编工坊")')
    await page.click('text=通过“溪边竹编工坊”')
    await page.locator('[role=status]', { hasText: '已通过，单位已建立' }).waitFor()
    await page.click('text=查看单位，登记收款账户')
    await page.fill('input[name=sellerAccount]', 'mch-100200')
    await page.click('text=允许“溪边竹编工坊”销售')
    await page.locator('[role=dialog]', { hasText: 'mch-100200' }).waitFor()
    const founded = new URL(page.url()).searchParams.get('open') ?? ''
    expect((await county.act(officer, inspectOrganisation, { organisationId: founded })).sellerAccount).toBe(
      'mch-100200',
    )

    await ready(page, '/centre/applications')
    await page.click('tr:has-text("山后木雕工坊")')
    await page.getByRole('button', { name: '不通过', exact: true }).click()
    await page.fill('textarea[name=reasons]', '请补上营业执照的照片。')
    await page.click('text=发出原因，不通过')
    await page.waitForURL(/state=refused/)
    await page.locator('[role=dialog]', { hasText: '请补上营业执照的照片。' }).waitFor()
    await page.context().close()
  },
)

test(
  'a namesake is pointed out; an association gets the duty of the centre and loses it; the trail shows the ground in full',
  { timeout: 60_000 },
  async () => {
    const found = { villageCode: villages()[3]?.code ?? '', contactName: '周敏', contactPhone: '+8613800000000' }
    const association = await app.database.transact((tx) =>
      foundOrganisation(
        tx,
        { kind: 'association', nameZh: '网商协会', nameEn: null, ownerId: personId, ...found },
        now,
      ),
    )
    await apply('网商协会')
    const page = await (await asked(own)).newPage()
    await ready(page, '/centre/applications')
    await page.click('tr:has-text("网商协会")')
    const hint = page.locator('[role=dialog] [role=alert]', { hasText: '县里已有一个同名的单位' })
    expect(await hint.locator('a').getAttribute('href')).toBe(`/centre/organisations?open=${association}`)

    await hint.locator('a').click()
    await page.click('text=交给这个单位')
    await page.fill(
      'input[name=reason]',
      '遂商务〔示范〕1 号 协会秘书处自本月起承担服务中心的日常审批和纠纷处理 任期两年 到期另行任命',
    )
    await page.click('text=把职责交给“网商协会”')
    await page.locator('[role=dialog] [role=status]', { hasText: '已交给这个单位' }).waitFor()
    const dutiesOf = async () =>
      (await county.act(officer, inspectOrganisation, { organisationId: association })).duties
    expect(await dutiesOf()).toEqual(['service_centre'])
    await page.getByRole('button', { name: '收回职责' }).click()
    await page.locator('[role=dialog] strong', { hasText: '这是您自己的单位' }).waitFor()
    await page.fill('input[name=reason]', '改由商务局承担')
    await page.click('text=收回“网商协会”的职责')
    await page.locator('[role=dialog] [role=status]', { hasText: '职责已收回' }).waitFor()
    expect(await dutiesOf()).toEqual([])

    await ready(page, `/centre/organisations?open=${organisationId}`)
    await page.getByRole('button', { name: '收回职责' }).click()
    await page.fill('input[name=reason]', '试一试')
    await page.click('text=收回“电商公共服务中心”的职责')
    await page.locator('[role=dialog] [role=alert]', { hasText: '至少要有一个服务中心' }).waitFor()

    // The trail is kept by the database's own clock.
    const trail = `/centre/audit?area=people&from=${civilDate(new Date())}&to=${civilDate(new Date())}`
    await ready(page, `${trail}&touched=${association}`)
    const rows = await page.textContent('tbody')
    expect(rows).toContain('职责 服务中心')
    expect(rows).toContain('1 号 协会秘书处自本月起承担服务中心的日常审批和纠纷处理 任期两年 到期另行任命')
    await ready(page, trail)
    const entry = page.locator('tbody tr', { hasText: '提交入驻申请' }).first()
    await entry.locator('summary').click()
    expect(await entry.locator('dd').allTextContents()).toContainEqual(expect.stringMatching(/^[0-9a-f-]{36}$/))
    await page.context().close()
  },
)

test('an order is looked up without its buyer, and the look is on record', async () => {
  const { app: running } = county
  const page = await (await asked(own)).newPage()
  await ready(page, '/centre/orders')
  await page.fill('input[name=code]', 'NOTHERE99')
  await page.click('text=查这个订单')
  await page.locator('[role=alert]', { hasText: '没有找到这个订单' }).waitFor()
  const code = await running.database.read(async (sql) => {
    const [row] = await sql.run<{ code: string }>({
      name: 'test.any_order',
      text: `SELECT code FROM market."order" WHERE paid_at IS NOT NULL ORDER BY id LIMIT 1`,
    })
    return row?.code ?? ''
  })
  await page.fill('input[name=code]', ` ${code.toLowerCase()} `)
  await page.click('text=查这个订单')
  const article = page.locator('article')
  await article.waitFor()
  const text = await page.textContent('main')
  expect(text).toContain('上海市')
  expect(text).not.toMatch(/王女士|李先生|陈女士|示范路/)
  const { entries } = await county.act(officer, listAudit, {
    from: civilDate(new Date()),
    to: civilDate(new Date()),
    touched: code,
    operation: 'market.order.look_up',
  })
  expect(entries).toHaveLength(1)
  expect(entries[0]?.actorId).toBe(personId)
  await page.context().close()
})

test('the books add up to zero and lead to every account', async () => {
  const page = await (await asked(own)).newPage()
  await ready(page, '/centre/books')
  expect(await page.textContent('main')).toContain('借贷相抵，合计为零')
  await page.click('a:has-text("云上高山茶叶专业合作社：待结算")')
  await page.locator('tbody', { hasText: '买家付款' }).waitFor()
  // Months first, then what moved.
  expect(await page.locator('table').last().locator('tbody tr').count()).toBe(4)
  await page.context().close()
})

const places = [
  `/centre?from=${addDays(today, -6)}&to=${today}`,
  '/centre?days=365',
  '/centre/applications?state=approved',
  '/centre/organisations',
  '/centre/orders',
  '/centre/books',
  '/centre/books/account?account=gateway',
  '/centre/reconciliation',
  '/centre/audit',
]

test.each([
  ['zh', 360],
  ['zh', 1280],
  ['en', 360],
] as const)(
  'no place has a fault that axe can see, nor scrolls sideways: %s at %i',
  { timeout: 120_000 },
  async (lang, width) => {
    const context = await asked(own, width, lang)
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(`script: ${error.message}`))
    for (const path of places) {
      await ready(page, path)
      faults.push(...(await faultsOf(page, path)))
      const main = (await page.textContent('main')) ?? ''
      if (lang === 'en' && /还|没有|查看|金额|订单/.test(main)) faults.push(`${path}: Chinese on an English page`)
    }
    expect(faults).toEqual([])
    await context.close()
  },
)
