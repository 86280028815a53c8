import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { cancelSellerOrder } from '../../src/workflows/cancel-order.ts'
import { openConversation, readSellerConversation } from '../../src/workflows/write-seller.ts'
import { sendMessage } from '../../src/modules/messages/index.ts'
import { listListings, listSellerOrders } from '../../src/modules/market/index.ts'
import { foundOrganisation, readAgents, requestCode, revokeConsent, villages } from '../../src/modules/people/index.ts'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { guestIdOf } from '../../src/kernel/http/visit.ts'
import { readSellerQueue } from '../../src/workflows/read-seller-queue.ts'
import { openBrowser } from '../harness/browser.ts'
import { openTestDatabase } from '../harness/database.ts'
import { startTestServer } from '../harness/server.ts'
import { openShop } from './seller-shop.ts'
import { signedIn } from './signed-in.ts'
import { faultsOf } from './looks.ts'

const county = await openTestDatabase({ now: new Date() })
const server = await startTestServer(county)
const shop = await openShop(county.app, 5)
const browser = await openBrowser()
const { organisationId, owner } = shop
const page360 = { width: 360, height: 740 }
const queueUrl = `${server.url}/grow/${organisationId}`

function inHand(options: { script?: boolean; lang?: 'zh' | 'en'; dark?: boolean; width?: number } = {}) {
  const { script = true, lang = 'zh', dark = false, width = 360 } = options
  return signedIn({ browser, app: county.app, url: server.url }, shop, {
    ...page360,
    width,
    lang,
    javaScriptEnabled: script,
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: true,
  })
}

const kinds = async () =>
  (await county.act(owner, readSellerQueue, { organisationId })).things.map(({ kind, subjectId }) => ({
    kind,
    subjectId,
  }))
const subjectsOf = async (kind: string) =>
  (await kinds()).filter((one) => one.kind === kind).map((one) => one.subjectId)
const shown = (page: Page) => page.locator('.grow-card:visible')
const press = (page: Page, name: string) => shown(page).getByRole('button', { name, exact: true }).click()

/** A page that the phone has kept, with its service worker in charge. */
async function kept(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(queueUrl)
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated')
  await page.waitForFunction(async () => (await (await caches.open('terrace-grow-pages')).keys()).length > 0)
  return page
}

test('without a script, each card is a form that leads to the next', async () => {
  const page = await (await inHand({ script: false })).newPage()
  await page.goto(queueUrl)
  const before = await subjectsOf('pack')
  await shown(page).getByLabel('箱数').fill('2')
  await press(page, '装好了')
  await page.getByText('做好了').waitFor()
  expect(await subjectsOf('pack')).toHaveLength(before.length - 1)
  expect(await subjectsOf('label')).toHaveLength(1)
  const size = (await page.content()).length
  expect(size).toBeLessThan(120_000)
  const [first] = (await county.act(owner, readSellerQueue, { organisationId })).things
  await press(page, '以后再说')
  await page.waitForURL(/later=/)
  const [next] = (await county.act(owner, readSellerQueue, { organisationId })).things
  expect(next?.thing).not.toBe(first?.thing)
})

test('an act is kept, can be taken back for a moment, and is then done once', async () => {
  const page = await (await inHand()).newPage()
  await page.goto(queueUrl)
  const card = shown(page)
  await expect.poll(() => card.getAttribute('data-thing')).toMatch(/^(pack|label):/)
  const thing = (await card.getAttribute('data-thing')) ?? ''
  const main = thing.startsWith('pack') ? '装好了' : '贴好了'
  await press(page, main)
  await expect.poll(() => shown(page).getAttribute('data-thing')).not.toBe(thing)
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => shown(page).getAttribute('data-thing')).toBe(thing)
  expect((await kinds()).map((one) => `${one.kind}:${one.subjectId}`)).toContain(thing)
  await press(page, main)
  await expect
    .poll(async () => (await kinds()).map((one) => `${one.kind}:${one.subjectId}`), { timeout: 15_000 })
    .not.toContain(thing)
})

test(
  'without a signal a whole parcel is done; page closed, opened and sent twice, it leaves once',
  { timeout: 120_000 },
  async () => {
    const context = await inHand()
    const page = await kept(context)
    await context.setOffline(true)
    await page.reload()
    await page.getByText('没有信号，照常做，记在手机里。').waitFor()
    const [orderId = ''] = await subjectsOf('pack')
    // This parcel first, whatever else waits.
    for (const kind of ['hand_over', 'label', 'pack'])
      await page.locator(`[data-thing="${kind}:${orderId}"]`).evaluate((card) => card.parentElement?.prepend(card))
    await shown(page).getByRole('spinbutton').fill('3')
    await press(page, '装好了')
    await expect.poll(() => shown(page).getAttribute('data-thing')).toBe(`label:${orderId}`)
    await press(page, '贴好了')
    await expect.poll(() => shown(page).getAttribute('data-thing')).toBe(`hand_over:${orderId}`)
    await shown(page).getByLabel('运单号').fill('yt1234500001')
    await press(page, '交出去了')
    await expect.poll(() => page.locator(`[data-thing="hand_over:${orderId}"]:visible`).count()).toBe(0)
    // Killed in the middle: nothing has reached the server.
    await page.close()
    expect(await subjectsOf('pack')).toContain(orderId)

    const again = await context.newPage()
    await again.goto(queueUrl)
    await expect.poll(() => again.locator('[data-outbox]').innerText(), { timeout: 15_000 }).toContain('3 件还没发出去')
    expect(await again.locator(`[data-thing="pack:${orderId}"]:visible`).count()).toBe(0)

    // The first answer is lost on its way back, after the server did the work.
    let lost = 0
    await again.route(`${queueUrl}/act`, async (route) => {
      const answer = await route.fetch()
      if (lost++ === 0 && answer.ok()) return route.abort('connectionreset')
      return route.fulfill({ response: answer })
    })
    await context.setOffline(false)
    await expect.poll(async () => lost, { timeout: 15_000 }).toBeGreaterThan(0)
    await again.close()
    const last = await context.newPage()
    await last.goto(queueUrl)
    const orderNow = async () =>
      (await county.act(owner, listSellerOrders, { organisationId })).orders.find((one) => one.id === orderId)
    await expect.poll(async () => (await orderNow())?.state, { timeout: 15_000 }).toBe('shipped')
    expect((await orderNow())?.steps.filter((one) => one.step === 'ship')).toHaveLength(1)
    await expect
      .poll(() => last.evaluate(async () => ((await self.growOutbox?.all()) ?? []).length), { timeout: 15_000 })
      .toBe(0)
  },
)

test('what became impossible meanwhile is told in words, and stays until it is read', async () => {
  const context = await inHand()
  const page = await kept(context)
  const orderId = [...(await subjectsOf('pack')), ...(await subjectsOf('label'))][0] ?? ''
  const card = page.locator(`[data-thing$=":${orderId}"]`).first()
  await context.setOffline(true)
  await card.evaluate((one) => one.parentElement?.prepend(one))
  await shown(page).locator('[data-main]').click()
  await county.act(owner, cancelSellerOrder, {
    organisationId,
    orderId,
    reason: '缺货',
    outOfStock: false,
  })
  await context.setOffline(false)
  await page.reload()
  const failed = page.locator('[data-outbox]')
  await failed.getByText('1 件没做成').waitFor({ timeout: 15_000 })
  await failed.getByText('订单现在的状态不能做这一步，请刷新后再看。').waitFor()
  await failed.getByRole('button', { name: '知道了' }).click()
  await expect.poll(() => failed.isVisible()).toBe(false)
})

test('after signing out nothing of the page is left, and another person’s phone sends nothing of mine', async () => {
  const context = await inHand()
  const page = await kept(context)
  await context.setOffline(true)
  await page.evaluate(
    async ({ url }) => {
      await self.growOutbox?.add({
        url,
        person: 'someone else',
        thing: 'label:x',
        about: '别人的事',
        fields: [],
        card: null,
      })
      await self.growOutbox?.flush({ hurry: true })
    },
    { url: `/grow/${organisationId}/act` },
  )
  await context.setOffline(false)
  await page.evaluate(() => self.growOutbox?.flush({ hurry: true }))
  expect(await page.evaluate(async () => (await self.growOutbox?.all())?.map((one) => one.person))).toEqual([
    'someone else',
  ])
  await page.goto(`${server.url}/account`)
  await page.evaluate(() => {
    const form = document.createElement('form')
    form.method = 'post'
    form.action = '/sign-out'
    document.body.append(form)
    form.submit()
  })
  await page.waitForURL(`${server.url}/`)
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).includes('terrace-grow-pages'))).toBe(false)
  await context.setOffline(true)
  await page.goto(queueUrl)
  await page.getByText('没有信号，请有信号时再登录。').waitFor()
  expect(await page.content()).not.toContain('云上高山')
  // The shop is none of the worker's business.
  await expect(page.goto(`${server.url}/goods`)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/)
})

test('a question is answered by voice where the browser has it', async () => {
  const { listings } = await county.act(owner, listListings, { organisationId })
  const guest = { kind: 'guest' as const, guestId: guestIdOf('asks the grower') }
  const { conversationId } = await county.act(guest, openConversation, { about: { listingId: listings[0]?.id ?? '' } })
  await county.act(guest, sendMessage, { conversationId, body: '今年的新茶吗？' })
  const context = await inHand()
  await context.addInitScript(() => {
    class Heard {
      onresult: ((event: unknown) => void) | null = null
      onend: (() => void) | null = null
      start() {
        this.onresult?.({ results: [[{ transcript: '是的，四月采的。' }]] })
        this.onend?.()
      }
    }
    Object.assign(self, { webkitSpeechRecognition: Heard, SpeechRecognition: undefined })
  })
  const page = await context.newPage()
  await page.goto(queueUrl)
  await page.locator(`[data-thing="answer:${conversationId}"]`).evaluate((card) => card.parentElement?.prepend(card))
  await shown(page).getByRole('button', { name: '说话' }).click()
  await expect.poll(() => shown(page).getByLabel('回答').inputValue()).toBe('是的，四月采的')
  await press(page, '发出去')
  const said = async () =>
    (await county.act(owner, readSellerConversation, { organisationId, conversationId })).messages.map(
      (one) => one.body,
    )
  await expect.poll(said, { timeout: 15_000 }).toEqual(['今年的新茶吗？', '是的，四月采的'])
  expect(await subjectsOf('answer')).toEqual([])
})

test(
  'photos first: a draft outlives the closed page, and is sent once there is a signal',
  { timeout: 120_000 },
  async () => {
    const context = await inHand()
    const page = await kept(context)
    await page.goto(`${queueUrl}/sell`)
    const picture = await sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#c9a45c' } })
      .jpeg()
      .toBuffer()
    await page.locator('input[name=photo1]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: picture })
    await page.locator('.grow-photo img:visible').waitFor()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByLabel('叫什么名字').fill('谷雨新茶')
    await page.getByLabel('哪一类').selectOption('tea')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.waitForFunction(() => document.querySelector<HTMLElement>('[data-steps]')?.dataset.saved === '2')
    await context.setOffline(true)
    await page.close()

    const again = await context.newPage()
    await again.goto(`${queueUrl}/sell`)
    await again.getByLabel('份数').fill('25')
    for (const [label, value] of [
      ['每份净重（克）', '250'],
      ['每份价格（元）', '98'],
    ] as const) {
      await again.getByRole('button', { name: '下一步' }).click()
      await again.getByLabel(label).fill(value)
    }
    await again.getByRole('button', { name: '下一步' }).click()
    await again.getByRole('button', { name: '上架', exact: true }).click()
    await again.waitForURL(queueUrl)
    await context.setOffline(false)
    const listed = async () =>
      (await county.act(owner, listListings, { organisationId })).listings.filter((one) => one.titleZh === '谷雨新茶')
    await expect.poll(async () => (await listed()).length, { timeout: 20_000 }).toBe(1)
    const [one] = await listed()
    expect(one).toMatchObject({ priceFen: 9800, netGrams: 250, category: 'tea' })
    expect(one?.photos[0]).toMatchObject({ width: 1280 })
  },
)

test(
  'an agent asks, the grower’s code agrees, and what is taken back is over at once',
  { timeout: 120_000 },
  async () => {
    const growerId = await county.app.ports.auth.createPerson({ name: '毛水根' })
    const founding = {
      kind: 'household' as const,
      nameZh: '水根家',
      nameEn: null,
      villageCode: villages()[3]?.code ?? '',
      contactName: '毛水根',
      contactPhone: '+8613912345678',
      ownerId: growerId,
    }
    const home = await county.app.database.transact((tx) => foundOrganisation(tx, founding, county.app.clock.now()))
    const membership = {
      organisationId: home,
      organisationKind: 'household' as const,
      roles: ['owner' as const],
      duties: [],
    }
    const grower = { kind: 'person' as const, personId: growerId, guestId: null, memberships: [membership] }

    const page = await (await inHand({ script: false })).newPage()
    await page.goto(`${queueUrl}/agents`)
    await page.getByText('发验证码').first().click()
    const wish = page.locator('form', { has: page.getByLabel('登记的联系电话') })
    await wish.getByLabel('农户或单位名称').fill('水根家')
    await wish.getByLabel('登记的联系电话').fill('139 1234 5678')
    await wish.getByLabel('装箱、贴标签、交快递').check()
    await wish.getByLabel('到哪一天').fill(addDays(civilDate(county.app.clock.now()), 30))
    await wish.getByRole('button', { name: '发验证码' }).click()
    await page.getByText('验证码发出去了，请对方念给您。').waitFor()
    const { requests } = await county.act(grower, readAgents, { organisationId: home })
    await page.getByLabel('六位验证码').fill(requestCode(county.app.ports, requests[0]?.id ?? ''))
    await page.getByRole('button', { name: '确认', exact: true }).click()
    await page.getByText('已经同意，可以开始了。').waitFor()

    await page.goto(`${server.url}/grow/${home}`)
    await page.getByText('您在替 水根家 做事').waitFor()
    expect((await page.request.get(`${server.url}/seller/${home}/statement`)).status()).toBe(403)
    const { consents } = await county.act(grower, readAgents, { organisationId: home })
    await county.act(grower, revokeConsent, { organisationId: home, consentId: consents[0]?.id ?? '' })
    expect((await page.request.get(`${server.url}/grow/${home}`)).status()).toBe(403)
  },
)

for (const [lang, width, dark] of [
  ['zh', 360, false],
  ['en', 1280, true],
] as const)
  test(`open to everyone, with thumbs and without sight (${lang}, ${width} px)`, { timeout: 120_000 }, async () => {
    const context = await inHand({ lang, width, dark })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    for (const path of ['', '/sell', '/agents']) {
      await page.goto(queueUrl + path, { waitUntil: 'networkidle' })
      faults.push(...(await faultsOf(page, path)))
      const small = await page
        .locator('.grow .button:visible, .grow-bar button:visible, .grow-links a:visible, .grow-head a:visible')
        .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML))
      expect(small).toEqual([])
      const folder = process.env.GROWER_PICTURES
      if (folder) await page.screenshot({ path: `${folder}/${lang}-${width}${path.replace('/', '-')}.png` })
    }
    expect(faults).toEqual([])
  })
