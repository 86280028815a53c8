import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser } from '../../../../tests/harness/browser.ts'
import { openTestDatabase } from '../../../../tests/harness/database.ts'
import { startTestServer } from '../../../../tests/harness/server.ts'
import { words } from './words.ts'

// A passkey belongs to a name, not to a number such as 127.0.0.1.
const county = await openTestDatabase({ environment: { TERRACE_URL: 'http://localhost' }, now: new Date() })
const server = await startTestServer(county)
const site = server.url.replace('127.0.0.1', 'localhost')
const password = 'terraces above the mist'

async function device(page: Page, unlocked: boolean): Promise<void> {
  const tools = await page.context().newCDPSession(page)
  await tools.send('WebAuthn.enable')
  await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: unlocked,
      automaticPresenceSimulation: true,
    },
  })
}

async function signedIn(email: string): Promise<Page> {
  await county.app.ports.auth.createPerson({ name: '王小茶', email, password })
  const page = await (await openBrowser()).newPage({ locale: 'zh-CN', viewport: { width: 360, height: 780 } })
  await page.goto(`${site}/sign-in`)
  await page.fill('input[name=email]', email)
  await page.fill('input[name=password]', password)
  await page.click('button[value=password]')
  await page.goto(`${site}/account/security`)
  return page
}

test('a passkey is added, signs in, and leads to where one wanted to go', async () => {
  const page = await signedIn('passkey@example.com')
  await device(page, true)
  await page.fill('[data-passkey] input', '我的手机')
  await page.click('[data-passkey] button')
  await page.waitForSelector('text=我的手机')
  await page.goto(`${site}/account`)
  await page.click(`text=${words.zh.signOut}`)
  await page.goto(`${site}/sign-in?next=/account/keys`)
  await page.click('[data-passkey] button')
  await page.waitForURL((url) => url.pathname === '/account/keys')
  expect(await page.textContent('h1')).toBe(words.zh.keys)
})

test('a device whose lock stays closed adds nothing', async () => {
  const page = await signedIn('locked@example.com')
  await device(page, false)
  await page.click('[data-passkey] button')
  await page.waitForSelector(`text=${words.zh.passkeyFailed}`)
  await page.reload()
  expect(await page.textContent('main')).toContain(words.zh.noPasskeys)
})
