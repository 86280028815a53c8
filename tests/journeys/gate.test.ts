import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { readGateFaults, tellEntries } from '../../src/modules/tourism/index.ts'
import { addDays } from '../../src/kernel/clock.ts'
import { openSights } from '../../src/modules/tourism/sights.fake.ts'
import { openBrowser } from '../harness/browser.ts'
import { openTestDatabase } from '../harness/database.ts'
import { startTestServer } from '../harness/server.ts'
import { faultsOf } from './looks.ts'

const county = await openTestDatabase({ now: new Date() })
const server = await startTestServer(county)
const sights = await openSights(county.app)
const { organisationId, owner, today, booked } = sights
const valley = await sights.sight('神龙谷', 'Shenlong Valley')
const cliff = await sights.sight('南尖岩', 'Nanjianyan')
const browser = await openBrowser()

async function phone(lang: 'zh' | 'en' = 'zh', dark = false): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: true,
  })
  const answer = await county.app.ports.auth.ask('/sign-in/email', {
    headers: new Headers(),
    ip: '192.0.2.7',
    body: { email: sights.email, password: sights.password },
  })
  const cookies = answer.headers.getSetCookie().map((line) => {
    const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? []
    return { name, value, url: server.url }
  })
  await context.addCookies([...cookies, { name: 'lang', value: lang, url: server.url }])
  return context
}

/** A phone at an entrance with the day's list, and its page kept. */
async function standing(context: BrowserContext, gate = '东门', site = '神龙谷'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${server.url}/gate`)
  await page.getByLabel('景点').selectOption({ label: site })
  await page.getByLabel('入口名称').fill(gate)
  await page.getByRole('button', { name: '开始检票' }).click()
  await page.getByText('请出示票码').waitFor()
  await page.waitForFunction(async () => (await (await caches.open('terrace-gate-1')).keys()).length > 3)
  await page.waitForFunction(async () =>
    (await (await caches.open('terrace-gate-1')).keys()).some((one) => new URL(one.url).pathname === '/gate/scan'),
  )
  return page
}

const verdict = (page: Page) => page.locator('[data-verdict]')
/** Types as a scanner does: faster than any finger, then Enter. */
async function scan(page: Page, text: string): Promise<string | null> {
  await page.evaluate((signs) => {
    for (const sign of signs)
      document.dispatchEvent(
        new KeyboardEvent('keydown', { code: /\d/.test(sign) ? `Digit${sign}` : `Key${sign}`, bubbles: true }),
      )
    document.dispatchEvent(new KeyboardEvent('keydown', { code: 'Enter', bubbles: true }))
  }, text)
  await verdict(page).waitFor()
  return verdict(page).getAttribute('data-verdict')
}
async function type(page: Page, text: string): Promise<string | null> {
  await page.getByLabel('编号或票码').fill(text)
  await page.getByRole('button', { name: '查', exact: true }).click()
  await verdict(page).waitFor()
  return verdict(page).getAttribute('data-verdict')
}
const faults = async () =>
  (await county.act(owner, readGateFaults, { organisationId, siteId: valley.siteId, day: today })).faults

test(
  'a gate works through a morning without a signal, and the county then counts everyone once',
  { timeout: 180_000 },
  async () => {
    const family = await booked(valley, { adult: 2, child: 1 }, { name: '王家', notes: '带一辆婴儿车' })
    const group = await booked(valley, { group: 1 }, { name: '李导' })
    const [other, tomorrow, twice] = [
      await booked(cliff),
      await booked(valley, { adult: 1 }, { day: addDays(today, 1) }),
      await booked(valley, { adult: 2 }, { name: '赵六' }),
    ]
    const context = await phone()
    const page = await standing(context)
    const second = await phone()
    const west = await standing(second, '西门')
    const late = await booked(valley, { adult: 1 }, { name: '晚买' })

    await context.setOffline(true)
    await second.setOffline(true)
    await page.reload()
    await page.getByText('没有信号，照常检票').waitFor()

    expect(await scan(page, family.texts[0] as string)).toBe('admitted')
    expect(await verdict(page).innerText()).toContain('儿童 1')
    expect(await verdict(page).innerText()).toContain('14 岁及以下')
    expect(await verdict(page).innerText()).toContain('带一辆婴儿车')
    expect(await page.getByRole('heading', { name: '进 3 人' }).count()).toBe(1)
    expect(await scan(page, family.texts[0] as string)).toBe('used')
    expect(await verdict(page).innerText()).toContain('上次')

    // A flipped sign, another site's, another day's, and none at all.
    const text = twice.texts[0] as string
    expect(await scan(page, `${text.slice(0, 60)}${text[60] === 'A' ? 'B' : 'A'}${text.slice(61)}`)).not.toBe(
      'admitted',
    )
    expect(await scan(page, other.texts[0] as string)).toBe('wrong_site')
    expect(await verdict(page).innerText()).toContain('南尖岩')
    expect(await scan(page, tomorrow.texts[0] as string)).toBe('wrong_day')
    expect(await type(page, 'hello')).toBe('not_found')

    // A group in one scan, fewer of them first.
    expect(await scan(page, group.texts[0] as string)).toBe('admitted')
    await page.getByRole('button', { name: '少进一人' }).click()
    await page.getByRole('button', { name: '少进一人' }).click()
    expect(await page.getByRole('heading', { name: '进 28 人' }).count()).toBe(1)
    expect(await type(page, group.code)).toBe('admitted')
    expect(await page.getByRole('heading', { name: '进 2 人' }).count()).toBe(1)

    // Bought after the list: let in by hand. Both gates let the same ticket in.
    expect(await scan(page, late.texts[0] as string)).toBe('mind')
    await page.getByRole('button', { name: '放行 1 人' }).click()
    expect(await verdict(page).getAttribute('data-verdict')).toBe('admitted')
    expect(await scan(page, text)).toBe('admitted')
    expect(await scan(west, text)).toBe('admitted')

    // The phone goes dark and comes back: what was done is there.
    await page.close()
    const again = await context.newPage()
    await again.goto(`${server.url}/gate/scan`)
    await again.getByText('5 条没上传').waitFor()
    expect(await scan(again, family.texts[0] as string)).toBe('used')

    // The first answer is lost on its way back, after the county did its work.
    let lost = 0
    await again.route('**/entries', async (route) => {
      const answer = await route.fetch()
      if (lost++ === 0) return route.abort('connectionreset')
      return route.fulfill({ response: answer })
    })
    await context.setOffline(false)
    await expect.poll(() => again.locator('[data-signal]').innerText(), { timeout: 40_000 }).toBe('有信号')
    expect(lost).toBeGreaterThan(1)
    await second.setOffline(false)
    await expect.poll(async () => (await faults()).length, { timeout: 30_000 }).toBe(1)
    const [fault] = await faults()
    expect(fault).toMatchObject({ code: twice.code, people: 2, isVoid: false })
    // Which of them was first is for the county's clock to say, which stands still here.
    expect(fault?.entries.map((one) => one.gate).toSorted()).toEqual(['东门', '西门'])
    expect(fault?.entries.map((one) => one.over).toSorted()).toEqual([0, 2])
    await west.getByRole('button', { name: /问题/ }).click()
    await west.locator(`[data-fault="${twice.code}"]`).waitFor()
    const entered = again.getByText('今天进了 36 人')
    await again.getByRole('button', { name: '名单' }).click()
    await entered.waitFor({ timeout: 30_000 })
  },
)

test('what another gate let in is known here within a quarter of a minute', { timeout: 90_000 }, async () => {
  const context = await phone()
  const page = await standing(context)
  const booking = await booked(valley, { adult: 2 }, { name: '钱七' })
  const entry = { id: crypto.randomUUID(), bookingId: booking.id, people: 2, way: 'scan' as const, at: new Date() }
  await county.act(owner, tellEntries, { organisationId, siteId: valley.siteId, gate: '北门', entries: [entry] })
  await page.getByRole('button', { name: '名单' }).click()
  await page.getByLabel('姓名、编号或手机尾号').fill('钱七')
  await page.getByText('2／2').waitFor({ timeout: 40_000 })
  await page.getByRole('button', { name: /钱七/ }).click()
  expect(await verdict(page).getAttribute('data-verdict')).toBe('used')
})

test('the page is readable by everyone, in both languages and schemes', { timeout: 90_000 }, async () => {
  const booking = await booked(valley, { adult: 3 }, { name: '孙八' })
  for (const [dark, texts] of [
    [false, [booking.texts[1], booking.texts[1]]],
    [true, [booking.texts[2], booking.texts[2]]],
  ] as const) {
    const page = await standing(await phone('zh', dark))
    const wrong = () => faultsOf(page)
    expect(await wrong()).toEqual([])
    for (const text of texts) {
      await scan(page, text as string)
      expect(await wrong()).toEqual([])
    }
    await page.getByRole('button', { name: '名单' }).click()
    expect(await wrong()).toEqual([])
    await page.getByRole('button', { name: '问题' }).click()
    expect(await wrong()).toEqual([])
  }
  const english = await (await phone('en')).newPage()
  await english.goto(`${server.url}/gate`)
  await english.getByLabel('Site').waitFor()
  expect(await english.locator('.gate-page').innerText()).not.toMatch(/[检票]/)
})
