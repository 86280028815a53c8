import { existsSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { App } from '../kernel/app.ts'
import type { Problem } from '../kernel/http/problem.ts'
import type { Visit } from '../kernel/http/visit.ts'
import type { Lang } from '../kernel/words.ts'
import { assetsIn } from './assets.ts'
import type { Assets } from './assets.ts'

/** The web bundle as the server sees it: built files, or Vite's while developing. */
export type Web = {
  page(app: App, request: Request, visit: Visit, nonce: string): Promise<Response>
  refusalPage(problem: Problem, lang: Lang): Promise<string>
  stylesheet(): Promise<string>
  assets: Assets
  /** Answers Vite's own requests before ours; only while developing. */
  before?: (request: IncomingMessage, response: ServerResponse, next: () => void) => void
  close(): Promise<void>
}

export class WebFault extends Error {}

/** The bundle has its own copy of the web's source and of React, so what must be its own is reached through its entry. */
type Bundle = {
  entry: {
    module: {
      createRequestHandler(build: Bundle, mode: string): (request: Request, context: unknown) => Promise<Response>
      contextFor(app: App, visit: Visit, nonce: string): unknown
      refusalPage(problem: Problem, lang: Lang): string
      stylesheet: string
    }
  }
}

const ROOT = join(import.meta.dirname, '../..')

export async function builtWeb(): Promise<Web> {
  const file = join(ROOT, 'build/server/index.js')
  if (!existsSync(file)) throw new WebFault('the web is not built; run npm start, or npm run build')
  const bundle = (await import(pathToFileURL(file).href)) as Bundle
  const { createRequestHandler, contextFor, refusalPage, stylesheet } = bundle.entry.module
  const handle = createRequestHandler(bundle, 'production')
  return {
    page: (app, request, visit, nonce) => handle(request, contextFor(app, visit, nonce)),
    refusalPage: async (problem, lang) => refusalPage(problem, lang),
    stylesheet: async () => stylesheet,
    assets: assetsIn(join(ROOT, 'build/client')),
    close: async () => {},
  }
}

/** Pages straight from the source through Vite, with hot replacement in consoles. */
export async function developedWeb(server: Server): Promise<Web> {
  const { createServer } = await import('vite')
  const vite = await createServer({ root: ROOT, server: { middlewareMode: true, hmr: { server } } })
  const load = async () => (await vite.ssrLoadModule('virtual:react-router/server-build')) as Bundle
  return {
    async page(app, request, visit, nonce) {
      const bundle = await load()
      const { createRequestHandler, contextFor } = bundle.entry.module
      return createRequestHandler(bundle, 'development')(request, contextFor(app, visit, nonce))
    },
    refusalPage: async (problem, lang) => (await load()).entry.module.refusalPage(problem, lang),
    stylesheet: async () => (await load()).entry.module.stylesheet,
    assets: async () => null,
    before: (request, response, next) => vite.middlewares(request, response, next),
    close: () => vite.close(),
  }
}
