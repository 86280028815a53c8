import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { testSite } from '../../tests/harness/server.ts'

const county = await openTestDatabase()
const site = await testSite(county)

const get = (path: string, headers: Record<string, string> = {}) => site.request(path, { headers })
const htmlOf = { accept: 'text/html,*/*' }

describe('health', () => {
  test('alive, ready, and measured only from this machine', async () => {
    expect(await (await get('/healthz')).text()).toBe('ok')
    expect((await get('/readyz')).status).toBe(200)
    expect(await (await get('/metrics')).text()).toContain('terrace_http_request_seconds')
    expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(403)
  })
})

describe('headers', () => {
  test('every answer carries its number and the security headers, pages a nonce of their own', async () => {
    const one = await get('/', { 'x-request-id': 'abcdefgh-1' })
    const two = await get('/')
    expect(one.headers.get('x-request-id')).toBe('abcdefgh-1')
    expect(one.headers.get('x-content-type-options')).toBe('nosniff')
    const nonce = (response: Response) => response.headers.get('content-security-policy')?.match(/'nonce-([^']+)'/)?.[1]
    expect(nonce(one)).toBeTruthy()
    expect(nonce(one)).not.toBe(nonce(two))
    expect((await get('/healthz')).headers.get('content-security-policy')).not.toContain("unsafe-inline'; script")
  })

  test('a made-up request number is replaced', async () => {
    const answer = await get('/healthz', { 'x-request-id': 'no good\tnumber' })
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('compression', () => {
  test('pages are compressed as asked, and say that they vary', async () => {
    const plain = await (await get('/')).text()
    const br = await get('/', { 'accept-encoding': 'gzip, br' })
    expect(br.headers.get('content-encoding')).toBe('br')
    expect(br.headers.get('vary')).toContain('accept-encoding')
    expect(brotliDecompressSync(await br.arrayBuffer()).toString()).toBe(plain)
    const gzip = await get('/', { 'accept-encoding': 'gzip, br;q=0' })
    expect(gzip.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(await gzip.arrayBuffer()).toString()).toBe(plain)
    expect(Number(gzip.headers.get('content-length'))).toBeLessThan(plain.length)
  })

  test('an unchanged page is not sent again', async () => {
    const etag = (await get('/')).headers.get('etag')
    const again = await get('/', { 'if-none-match': etag ?? '' })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })
})

describe('files', () => {
  test('the style sheet is found by its hashed name, compressed beforehand and kept for ever', async () => {
    const href = (await (await get('/')).text()).match(/<link rel="stylesheet" href="([^"]+)"/)?.[1] ?? ''
    expect(href).toMatch(/^\/assets\/.+-[\w-]{8}\.css$/)
    const css = await get(href, { 'accept-encoding': 'br' })
    expect(css.headers.get('content-encoding')).toBe('br')
    expect(css.headers.get('cache-control')).toContain('immutable')
    const again = await get(href, { 'accept-encoding': 'br', 'if-none-match': css.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
  })

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/../../server/index.js',
    '/.vite/manifest.json',
  ])('%s is not served', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('"dependencies"')
  })
})

describe('languages', () => {
  test('the choice of the address, the cookie, the browser, else Chinese', async () => {
    const lang = async (path: string, headers: Record<string, string>) =>
      (await (await get(path, headers)).text()).match(/<html lang="([^"]+)"/)?.[1]
    expect(await lang('/', {})).toBe('zh-CN')
    expect(await lang('/', { 'accept-language': 'en-GB,zh;q=0.5' })).toBe('en')
    expect(await lang('/', { 'accept-language': 'en', cookie: 'lang=zh' })).toBe('zh-CN')
    expect(await lang('/?lang=en', { cookie: 'lang=zh' })).toBe('en')
  })

  test('switching goes back to where the visitor was, and nowhere else', async () => {
    const switched = async (referer: string) => {
      const answer = await get('/lang/en', { referer, host: 'county.test' })
      expect(answer.headers.get('set-cookie')).toContain('lang=en')
      return answer.headers.get('location')
    }
    expect(await switched('http://county.test/goods?q=%E8%8C%B6&lang=zh')).toBe('/goods?q=%E8%8C%B6')
    expect(await switched('http://elsewhere.test/goods')).toBe('/')
    expect(await switched('http://county.test//elsewhere.test/')).toBe('/elsewhere.test/')
    expect(await switched('nonsense')).toBe('/')
    expect((await get('/lang/fr')).status).toBe(404)
  })
})

describe('errors', () => {
  test("an unknown page is a designed page in the visitor's language", async () => {
    const zh = await get('/no/such/page', htmlOf)
    expect(zh.status).toBe(404)
    expect(await zh.text()).toContain('没有找到这个页面')
    const en = await (await get('/no/such/page', { ...htmlOf, 'accept-language': 'en' })).text()
    expect(en).toContain('There is no such page')
    expect(en).not.toMatch(/[\u4e00-\u9fff]{3,}/)
  })

  test('an unknown operation is a problem', async () => {
    const answer = await get('/api/no/such/operation')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ code: 'kernel.not_found', status: 404 })
  })

  test("a form from another site is stopped with a page, a program's with a problem", async () => {
    const headers = { ...htmlOf, 'sec-fetch-site': 'cross-site', 'content-length': '0' }
    const page = await site.request('/', { method: 'POST', headers })
    expect(page.status).toBe(403)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(await page.text()).toContain('这个请求来自别的网站')
    const api = await site.request('/api/market/basket', {
      method: 'PUT',
      headers: { origin: 'http://elsewhere.test' },
    })
    expect(api.status).toBe(403)
    expect(await api.json()).toMatchObject({ code: 'kernel.cross_site' })
  })

  test("a method no page offers is the sender's fault, not an entry in the log of errors", async () => {
    const logged = vi.spyOn(county.app.log, 'error')
    expect((await site.request('/', { method: 'OPTIONS', headers: htmlOf })).status).toBe(405)
    expect(logged).not.toHaveBeenCalled()
    logged.mockRestore()
  })

  test('a body of unknown or too great a length never reaches a page', async () => {
    const long = await site.request('/', { method: 'POST', headers: { ...htmlOf, 'content-length': '99000000' } })
    expect(long.status).toBe(413)
    const account = { ...htmlOf, 'content-length': '1500000' }
    expect((await site.request('/api/auth/sign-in/email', { method: 'POST', headers: account })).status).toBe(413)
    const endless = await site.request('/', { method: 'POST', headers: { ...htmlOf, 'transfer-encoding': 'chunked' } })
    expect(endless.status).toBe(400)
  })
})

describe('guests', () => {
  test('reading leaves no cookie; the first thing done gives an identity that is kept', async () => {
    expect((await get('/')).headers.get('set-cookie')).toBeNull()
    const basket = county.app.operations.find((o) => o.name === 'market.basket.put')
    expect(basket).toBeDefined()
    const write = await site.request(`/api${basket?.path}`, {
      method: basket?.method ?? 'PUT',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    // Refused input is no reason to be remembered.
    expect(write.status).toBe(422)
    expect(write.headers.get('set-cookie')).toBeNull()
  })
})

describe('what would weigh on everyone', () => {
  const put = (body: string, headers: Record<string, string> = {}) =>
    site.request('/api/market/basket', {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'content-length': String(body.length), ...headers },
      body,
    })

  test('JSON that nests without end is refused, not a fault of ours', async () => {
    const answer = await put(`{"lines":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'kernel.malformed'])
  })

  test('an idempotency key that cannot be kept is refused by name', async () => {
    const line = JSON.stringify({ lines: [{ listingId: '01a22ce5-d5f1-7ea7-82f0-c014553f56dc', units: 0 }] })
    for (const key of ['short', 'x'.repeat(129)]) {
      const answer = await put(line, { 'idempotency-key': key })
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        400,
        'kernel.idempotency_key_malformed',
      ])
    }
  })
})
