import { createHash } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable } from '@react-router/node'
import type { ReactNode } from 'react'
import { renderToPipeableStream, renderToStaticMarkup, renderToString } from 'react-dom/server'
import { isRouteErrorResponse, RouterContextProvider, ServerRouter } from 'react-router'
import type { EntryContext, HandleErrorFunction } from 'react-router'
import type { App } from '../kernel/app.ts'
import type { Problem } from '../kernel/http/problem.ts'
import type { Visit } from '../kernel/http/visit.ts'
import { isRefusal } from '../kernel/refusal.ts'
import type { Lang } from '../kernel/words.ts'
import { appContext } from './context.ts'
import { isConsole } from './handle.ts'
import { PageContext } from './page-context.ts'
import { ErrorDocument, stylesheet } from './root.tsx'

// The server is not part of this bundle: whatever must be the bundle's own copy is handed out here.
export { createRequestHandler } from 'react-router'
export { stylesheet }

export function contextFor(app: App, visit: Visit, nonce: string): RouterContextProvider {
  const context = new RouterContextProvider()
  context.set(appContext, { app, visit, nonce })
  return context
}

/** A whole page for a refusal that happened before any route was reached. */
export function refusalPage(problem: Problem, lang: Lang): string {
  const page = <ErrorDocument status={problem.status} title={problem.title} requestId={problem.requestId} />
  return `<!DOCTYPE html>${renderToStaticMarkup(<PageContext value={{ lang, nonce: '', development: false }}>{page}</PageContext>)}`
}

export const streamTimeout = 5_000

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  loadContext: RouterContextProvider,
): Promise<Response> {
  const { app, visit, nonce } = loadContext.get(appContext)
  const development = import.meta.env.DEV
  const page = (
    <PageContext value={{ lang: visit.lang, nonce, development, site: app.settings.publicUrl }}>
      <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
    </PageContext>
  )
  headers.set('content-type', 'text/html; charset=utf-8')
  headers.set('content-language', visit.lang === 'zh' ? 'zh-CN' : 'en')
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache')
  const scripted = isConsole(routerContext.staticHandlerContext.matches.map((match) => match.route.handle))
  return scripted ? streamed(page, status, headers, nonce) : whole(page, request, status, headers)
}

/** Public pages are small and have no scripts to wait for: one string, its length and its ETag. */
function whole(page: ReactNode, request: Request, status: number, headers: Headers): Response {
  const html = `<!DOCTYPE html>${renderToString(page)}`
  if (status === 200 && !headers.has('set-cookie')) {
    const etag = `W/"${createHash('sha1').update(html).digest('base64url')}"`
    headers.set('etag', etag)
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  }
  headers.set('content-length', String(Buffer.byteLength(html)))
  return new Response(request.method === 'HEAD' ? null : html, { status, headers })
}

function streamed(page: ReactNode, status: number, headers: Headers, nonce: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      onShellReady() {
        const body = new PassThrough()
        body.once('close', () => clearTimeout(timer))
        pipe(body)
        resolve(new Response(createReadableStreamFromReadable(body), { status, headers }))
      },
      onShellError: reject,
      // Errors of loaders have been logged by handleError; the browser renders the rest again.
      onError() {},
    })
    const timer = setTimeout(abort, streamTimeout + 1_000)
  })
}

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || isRefusal(error)) return
  // A method or an address nobody offers is the sender's fault: strangers must not be able to fill the log of errors.
  if (isRouteErrorResponse(error) && error.status < 500) return
  const { app, visit } = (context as RouterContextProvider).get(appContext)
  app.log.error({ err: error, requestId: visit.requestId }, 'page failed')
}
