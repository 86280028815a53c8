import { OpenAPIHono } from '@hono/zod-openapi'
import type { App } from '../app.ts'
import type { AnyOperation } from '../operation.ts'
import { perform } from '../perform.ts'
import { isRefusal, Refusal } from '../refusal.ts'
import { readJson, readMultipart } from './body.ts'
import { apiDocs } from './docs.ts'
import { openApiDocument } from './openapi.ts'
import { problemOf, problemResponse } from './problem.ts'
import type { Visit } from './visit.ts'

export type ApiBindings = { Variables: { visit: Visit } }

/** Every operation as REST below `/api`. The caller has set `visit` on the context and names the pages' style sheet. */
export function api(app: App, stylesheet: () => Promise<string>): OpenAPIHono<ApiBindings> {
  const hono = new OpenAPIHono<ApiBindings>()
  for (const operation of app.operations) {
    if (operation.access.rule === 'system') continue
    hono.on(operation.method, operation.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
      const visit = c.get('visit')
      try {
        const input = { ...(await bodyOf(operation, c.req.raw)), ...c.req.param() }
        const output = await perform(
          app,
          operation,
          { ...visit, idempotencyKey: c.req.header('idempotency-key') },
          input,
        )
        return answer(output, visit)
      } catch (error) {
        return failure(app, error, visit)
      }
    })
  }
  let document: object | undefined
  hono.get('/openapi.json', (c) => c.json((document ??= openApiDocument(app))))
  hono.get('/docs', async (c) => c.html(apiDocs(app, c.get('visit').lang, await stylesheet())))
  hono.all('*', (c) => failure(app, new Refusal('kernel.not_found'), c.get('visit')))
  return hono
}

async function bodyOf(operation: AnyOperation, request: Request): Promise<Record<string, unknown>> {
  if (operation.method === 'GET') return Object.fromEntries(new URL(request.url).searchParams)
  return operation.body === 'multipart' ? readMultipart(request) : readJson(request)
}

function answer(output: unknown, visit: Visit): Response {
  const body = JSON.stringify(output ?? null)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-request-id': visit.requestId,
  }
  return new Response(body, { headers })
}

/** A refusal becomes a problem in the caller's language; anything else is logged and answered without detail. */
export function failure(app: App, error: unknown, visit: Visit): Response {
  if (isRefusal(error))
    return problemResponse(problemOf(error, app.dictionary, visit.lang, visit.requestId), visit.lang)
  app.log.error({ err: error, requestId: visit.requestId }, 'request failed')
  const problem = problemOf(new Refusal('kernel.unexpected'), app.dictionary, visit.lang, visit.requestId)
  return problemResponse({ ...problem, status: 500 }, visit.lang)
}
