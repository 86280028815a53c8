import { afterAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { openTestDatabase } from './database.ts'
import { startTestServer } from './server.ts'

const county = await openTestDatabase()
const server = await startTestServer(county)
const browser = await openBrowser()
const context = await browser.newContext({ locale: 'zh-CN' })
afterAll(() => context.close())

/** A page and everything its browser complains of, refused scripts and styles included. */
async function opened(path: string) {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await page.goto(server.url + path, { waitUntil: 'networkidle' })
  return { page, complaints, loaded }
}

test('a public page loads one style sheet and no script of the consoles', async () => {
  const { page, complaints, loaded } = await opened('/')
  expect(await page.getAttribute('html', 'lang')).toBe('zh-CN')
  expect(loaded.filter((path) => path.endsWith('.css'))).toHaveLength(1)
  expect(loaded.filter((path) => path.startsWith('/assets/') && path.endsWith('.js'))).toEqual([])
  expect(await context.cookies()).toEqual([])
  expect(complaints).toEqual([])
})

test('the language is switched and remembered', async () => {
  const { page } = await opened('/')
  await page.click('a[hreflang=en]')
  expect(page.url()).toBe(`${server.url}/`)
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  await context.clearCookies()
})

test('a console comes alive in the browser without a complaint of the security policy or of React', async () => {
  const { page, complaints, loaded } = await opened('/gallery/console')
  expect(loaded.some((path) => path.startsWith('/assets/') && path.endsWith('.js'))).toBe(true)
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__react')))
  expect(complaints).toEqual([])
})
