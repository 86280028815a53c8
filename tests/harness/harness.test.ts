import { expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { openTestDatabase } from './database.ts'
import { startTestServer } from './server.ts'

const county = await openTestDatabase()
const server = await startTestServer(county)

test('the home page is plain HTML with one style sheet and no console script', async () => {
  const page = await fetch(`${server.url}/`)
  const html = await page.text()
  expect(page.status).toBe(200)
  expect(html).toContain('lang="zh-CN"')
  expect(html.match(/<link rel="stylesheet"/g)).toHaveLength(1)
  expect(html.match(/<script/g)).toHaveLength(1)
  expect(page.headers.get('set-cookie')).toBeNull()
})

test('a real browser shows the page, and the language is remembered', async () => {
  const browser = await openBrowser()
  const page = await browser.newPage({ locale: 'zh-CN' })
  await page.goto(server.url)
  expect(await page.getAttribute('html', 'lang')).toBe('zh-CN')
  await page.click('a[hreflang=en]')
  expect(page.url()).toBe(`${server.url}/`)
  expect(await page.getAttribute('html', 'lang')).toBe('en')
})
