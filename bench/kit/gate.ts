import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import type { BrowserContext, Page } from 'playwright-core'
import { migrationSources } from '../../src/county.ts'
import { statement } from '../../src/kernel/database.ts'
import { addSeconds } from '../../src/kernel/clock.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { migrate, readMigrations } from '../../src/kernel/migrate.ts'
import { NO_CONTACT } from '../../src/modules/tourism/booking.ts'
import { bookingsById, insertBookings, markConfirmed } from '../../src/modules/tourism/booking.sql.ts'
import { readyVisit } from '../../src/modules/tourism/reserve.ts'
import { confirmHolds, holdParties } from '../../src/modules/tourism/hold.sql.ts'
import { openSights } from '../../src/modules/tourism/sights.fake.ts'
import { ticketsOf } from '../../src/modules/tourism/ticket.ts'
import { openDoor } from '../../src/server/listen.ts'
import { siteOf } from '../../src/server/site.ts'
import { builtWeb } from '../../src/server/web.ts'
import { benchCounty, benchPostgres } from './county.ts'

const CHUNK = 500

const entries = statement<{ count: number }>('bench.entries', 'SELECT count(*)::int AS count FROM tourism.entry')

export type Scanned = { checks: number[]; screens: number[]; verdicts: Record<string, number> }

/** A county with so many bookings of one site for today, its pages, and a Chromium. */
export async function openGateBench(count: number) {
  const postgres = await benchPostgres()
  await migrate(postgres.url, migrationSources)
  const county = benchCounty(postgres.url)
  const sights = await openSights(county.app)
  const valley = await sights.sight('神龙谷', 'Shenlong Valley')
  const texts: string[] = []
  while (texts.length < count) texts.push(...(await bookMany(county.app, valley.optionId, sights.today, CHUNK)))
  const site = siteOf({ county, web: await builtWeb(), migrations: readMigrations(migrationSources) })
  const door = await openDoor('127.0.0.1', 0)
  door.answer(site.fetch)
  const url = `http://127.0.0.1:${door.port}`
  const browser = await playwright.launch(
    process.platform === 'linux'
      ? { executablePath: await chromium.executablePath(), args: ['--no-sandbox', '--disable-gpu'] }
      : { channel: 'chrome' },
  )
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' })
  await signIn(context, county, url, sights)
  return {
    texts: texts.slice(0, count),
    phone: () => phoneAt(context, url),
    async told(page: Awaited<ReturnType<typeof phoneAt>>) {
      await page.tell()
      return (await county.app.database.read((sql) => sql.run(entries, [])))[0]?.count ?? 0
    },
    async close() {
      await browser.close()
      await door.close(1000)
      await county.close()
      await postgres.stop()
    },
  }
}

async function bookMany(
  app: ReturnType<typeof benchCounty>['app'],
  optionId: string,
  day: string,
  count: number,
): Promise<string[]> {
  const now = app.clock.now()
  const who = {
    buyerId: crypto.randomUUID(),
    resellerId: null,
    resellerReference: null,
    contact: { ...NO_CONTACT, fullName: '示范游客', phoneNumber: '13800000000' },
    notes: null,
  }
  return app.database.transact(async (tx) => {
    const ready = []
    for (let turn = 0; turn < count; turn += 1) {
      const tickets = [{ type: 'adult' }, ...(turn % 3 === 0 ? [{ type: 'child' }] : [])]
      ready.push(await readyVisit(tx, uuidv7(now), { optionId, day, minute: -1, tickets }, who, now))
    }
    const expiresAt = addSeconds(now, 900)
    await holdParties(
      tx,
      ready.map(({ booking, claims }) => ({ holdId: booking.id, expiresAt, claims })),
      now,
    )
    insertBookings(
      tx,
      ready.map((one) => one.booking),
      now,
    )
    const ids = ready.map((one) => one.booking.id)
    await confirmHolds(tx, ids, now)
    await markConfirmed(tx, ids, now)
    return (await bookingsById(tx, ids)).map((row) => ticketsOf(row, app.ports.ticketSecret, 1)[0]?.text ?? '')
  })
}

async function signIn(
  context: BrowserContext,
  county: ReturnType<typeof benchCounty>,
  url: string,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const answer = await county.app.ports.auth.ask('/sign-in/email', {
    headers: new Headers(),
    ip: '192.0.2.7',
    body: { email, password },
  })
  const cookies = answer.headers.getSetCookie().map((line) => {
    const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? []
    return { name, value, url }
  })
  await context.addCookies([...cookies, { name: 'lang', value: 'zh', url }])
}

/** A phone at its gate with the list, the network gone. */
async function phoneAt(context: BrowserContext, url: string) {
  const page = await context.newPage()
  await page.goto(`${url}/gate`)
  await page.getByLabel('入口名称').fill('东门')
  await page.getByRole('button', { name: '开始检票' }).click()
  await page.getByText('请出示票码').waitFor({ timeout: 120_000 })
  await context.setOffline(true)
  const protocol = await context.newCDPSession(page)
  let toldMs = 0
  return {
    slowDown: (rate: number) => protocol.send('Emulation.setCPUThrottlingRate', { rate }),
    scan: (texts: readonly string[], everyMs: number) => scanned(page, texts, everyMs),
    async tell() {
      await protocol.send('Emulation.setCPUThrottlingRate', { rate: 1 })
      const began = performance.now()
      await context.setOffline(false)
      await page.locator('[data-signal="on"]').waitFor({ timeout: 300_000 })
      toldMs = performance.now() - began
    },
    tellMs: () => Promise.resolve(toldMs),
  }
}

/** Types each text as a scanner does; the check measures itself, the screen is the frame after the verdict stands. */
async function scanned(page: Page, texts: readonly string[], everyMs: number): Promise<Scanned> {
  return page.evaluate(
    async ({ all, every }) => {
      const checks: number[] = []
      const screens: number[] = []
      const verdicts: Record<string, number> = {}
      const watch = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (entry.name === 'gate.check') checks.push(entry.duration)
      })
      watch.observe({ type: 'measure' })
      const began = performance.now()
      for (const [turn, text] of all.entries()) {
        const wait = began + turn * every - performance.now()
        if (wait > 0) await new Promise((done) => setTimeout(done, wait))
        const from = performance.now()
        for (const sign of text)
          document.dispatchEvent(
            new KeyboardEvent('keydown', { code: /\d/.test(sign) ? `Digit${sign}` : `Key${sign}` }),
          )
        document.dispatchEvent(new KeyboardEvent('keydown', { code: 'Enter' }))
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
        screens.push(performance.now() - from)
        const verdict = document.querySelector('[data-verdict]')?.getAttribute('data-verdict') ?? 'none'
        verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
      }
      await new Promise((done) => setTimeout(done, 50))
      watch.disconnect()
      return { checks, screens, verdicts }
    },
    { all: [...texts], every: everyMs },
  )
}
