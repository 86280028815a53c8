import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import type { App } from '../../src/kernel/app.ts'

export type Account = { email: string; password: string }

const PATIENCE_MS = 30_000

/** The session cookies the accounts library hands out for an e-mail address and its password. */
export async function sessionOf(app: App, { email, password }: Account, url: string) {
  const answer = await app.ports.auth.ask('/sign-in/email', {
    headers: new Headers(),
    ip: '192.0.2.7',
    body: { email, password },
  })
  return answer.headers.getSetCookie().map((line) => {
    const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? []
    return { name, value, url }
  })
}

type Look = BrowserContextOptions & { width?: number; height?: number; lang?: 'zh' | 'en' }
type Site = { browser: Browser; app: App; url: string }

/** A browser in which `who` is signed in, or a visitor for null; Chinese on a desk unless `look` says otherwise. */
export async function signedIn(
  { browser, app, url }: Site,
  who: Account | null,
  look: Look = {},
): Promise<BrowserContext> {
  const { width = 1280, height = 800, lang = 'zh', ...more } = look
  const context = await browser.newContext({
    viewport: { width, height },
    locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
    acceptDownloads: true,
    ...more,
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const session = who === null ? [] : await sessionOf(app, who, url)
  await context.addCookies([...session, { name: 'lang', value: lang, url }])
  return context
}
