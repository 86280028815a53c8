import { randomBytes, randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { Context, Next } from 'hono'
import type { County } from '../county.ts'
import { api, failure } from '../kernel/http/api.ts'
import { JSON_BYTES_MAX, MULTIPART_BYTES_MAX } from '../kernel/http/body.ts'
import { problemOf } from '../kernel/http/problem.ts'
import { securityHeaders } from '../kernel/http/security.ts'
import { cookiesOf, GUEST_COOKIE, isSafe, LANG_COOKIE, refuseCrossSite, visitOf } from '../kernel/http/visit.ts'
import type { Visit } from '../kernel/http/visit.ts'
import type { Migration } from '../kernel/migrate.ts'
import { isRefusal, Refusal, refuse } from '../kernel/refusal.ts'
import { preferredLanguage } from '../kernel/words.ts'
import { compressed } from './compress.ts'
import { unreadiness } from './health.ts'
import { loggedPath } from './log.ts'
import type { Web } from './web.ts'

type Bindings = { Variables: { visit: Visit; requestId: string; peer: string; kind: string } }
type C = Context<Bindings>

export type SiteOptions = {
  county: County
  web: Web
  migrations: readonly Migration[]
  /** True from the moment the process has been asked to stop. */
  draining?: () => boolean
}

/** Everything the county answers over HTTP; a plain fetch handler, so tests call it without a socket. */
export function siteOf({ county, web, migrations, draining = () => false }: SiteOptions): Hono<Bindings> {
  const { app } = county
  const site = new Hono<Bindings>()
  const secure = app.settings.publicUrl.startsWith('https:')
  const standing = Object.entries(securityHeaders(null, secure))

  site.use(identified)
  site.use((c, next) => logged(county, c, next))
  site.use(async (c, next) => {
    await next()
    const answer = c.res
    // Hono carries the headers of a replaced answer over, its old length too; taking it away first prevents that.
    c.res = undefined
    c.res = await compressed(c.req.raw, answer)
  })
  site.use(async (c, next) => {
    await next()
    for (const [name, value] of standing) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  })

  site.get('/healthz', (c) => c.text('ok'))
  site.get('/readyz', async (c) => {
    const missing = draining() ? 'draining' : await unreadiness(app.database, migrations)
    return missing === null ? c.text('ready') : c.text(missing, 503)
  })
  site.get('/metrics', async (c) =>
    mayReadMetrics(county, c)
      ? c.body(await app.metrics.text(), 200, { 'content-type': app.metrics.contentType })
      : c.text('forbidden', 403),
  )
  site.use(async (c, next) => {
    const asset = await web.assets(c.req.raw)
    if (asset === null) return next()
    c.set('kind', 'asset')
    return asset
  })

  site.use((c, next) => visited(county, c, next))
  site.all('/api/auth/*', (c) => app.ports.auth.handler(c.req.raw, c.get('visit').ip))
  site.route(
    '/api',
    api(app, () => web.stylesheet()),
  )
  for (const mount of county.mounts) site.route(mount.path, mount.app)
  site.all('*', (c) => page(county, web, c, secure))

  site.onError((error, c) => refused(county, web, c, error))
  return site
}

/** A number for the request, and where it came from. */
async function identified(c: C, next: Next): Promise<void> {
  const env = c.env as { incoming?: { socket: { remoteAddress?: string } } } | undefined
  c.set('peer', env?.incoming?.socket.remoteAddress ?? '127.0.0.1')
  c.set('requestId', c.req.header('x-request-id')?.match(/^[\w-]{8,64}$/)?.[0] ?? randomUUID())
  c.set('kind', c.req.path.startsWith('/api/auth/') ? 'auth' : c.req.path.startsWith('/api/') ? 'api' : 'page')
  await next()
  c.res.headers.set('x-request-id', c.get('requestId'))
}

async function logged(county: County, c: C, next: Next): Promise<void> {
  const started = performance.now()
  await next()
  const ms = performance.now() - started
  const { app } = county
  app.metrics.request(c.req.method, c.get('kind'), c.res.status, ms)
  const line = {
    requestId: c.get('requestId'),
    method: c.req.method,
    path: loggedPath(c.req.path),
    status: c.res.status,
    ms: Math.round(ms * 10) / 10,
    actor: c.get('visit')?.actor.kind,
  }
  app.log[c.res.status >= 500 ? 'error' : c.get('kind') === 'asset' ? 'debug' : 'info'](line, 'request')
}

async function visited(county: County, c: C, next: Next): Promise<void> {
  refuseCrossSite(c.req.raw)
  if (c.get('kind') !== 'api') refuseUnbounded(c.req.raw)
  const visit = await visitOf(county.app, county.app.ports.auth.identify, c.req.raw, c.get('peer'), c.get('requestId'))
  c.set('visit', visit)
  await next()
  if (keepsGuest(c, visit)) c.res.headers.append('set-cookie', guestCookie(county, visit.newGuestToken as string))
}

/** The API counts what it reads; pages and the account handler rely on the declared length, so there must be one. */
function refuseUnbounded(request: Request): void {
  if (isSafe(request)) return
  if (request.headers.has('transfer-encoding')) refuse('kernel.malformed')
  // Forms of pages may carry photos; what the account handler reads is always small.
  const bytesMax = new URL(request.url).pathname.startsWith('/api/auth/') ? JSON_BYTES_MAX : MULTIPART_BYTES_MAX
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax)
    refuse('kernel.too_large', { limit: `${bytesMax / 1_000_000} MB` })
}

/** A new visitor gets an identity with the first thing they do, not with the first page they read. */
function keepsGuest(c: C, visit: Visit): boolean {
  if (visit.newGuestToken === null || visit.actor.kind !== 'guest') return false
  return !isSafe(c.req.raw) && c.res.status < 400 && (c.get('kind') === 'page' || c.get('kind') === 'api')
}

function guestCookie(county: County, token: string): string {
  const secure = county.app.settings.publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${GUEST_COOKIE}=${token}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure}`
}

async function page(county: County, web: Web, c: C, secure: boolean): Promise<Response> {
  const nonce = randomBytes(16).toString('base64')
  const response = await web.page(county.app, c.req.raw, c.get('visit'), nonce)
  const answered = new Response(response.body, response)
  const development = county.app.settings.mode === 'development'
  for (const [name, value] of Object.entries(securityHeaders(nonce, secure, development)))
    answered.headers.set(name, value)
  return answered
}

/** Refusals before any route, and whatever nobody caught: a problem for programs, a page for people. */
async function refused(county: County, web: Web, c: C, error: unknown): Promise<Response> {
  const { app } = county
  const visit = c.get('visit') ?? strangerOf(c)
  if (c.get('kind') === 'api' || !(c.req.header('accept') ?? '').includes('text/html'))
    return failure(app, error, visit)
  if (!isRefusal(error)) app.log.error({ err: error, requestId: visit.requestId }, 'request failed')
  const refusal = isRefusal(error) ? error : new Refusal('kernel.unexpected')
  const problem = problemOf(refusal, app.dictionary, visit.lang, visit.requestId)
  const html = await web.refusalPage({ ...problem, status: isRefusal(error) ? problem.status : 500 }, visit.lang)
  return c.html(html, (isRefusal(error) ? problem.status : 500) as 500)
}

function strangerOf(c: C): Visit {
  const chosen = cookiesOf(c.req.header('cookie') ?? null).get(LANG_COOKIE)
  const lang = chosen === 'zh' || chosen === 'en' ? chosen : preferredLanguage(c.req.header('accept-language'))
  return {
    actor: { kind: 'guest', guestId: null },
    lang,
    requestId: c.get('requestId'),
    ip: c.get('peer'),
    newGuestToken: null,
  }
}

const LOOPBACK = /^(::1|(::ffff:)?127(\.\d+){3})$/

function mayReadMetrics(county: County, c: C): boolean {
  const token = county.app.settings.metricsToken
  if (token !== null) return c.req.header('authorization') === `Bearer ${token}`
  // Behind a proxy of the same machine everyone comes from loopback.
  const forwarded = c.req.header('x-forwarded-for') ?? null
  return county.app.settings.proxies === 0 && forwarded === null && LOOPBACK.test(c.get('peer'))
}
