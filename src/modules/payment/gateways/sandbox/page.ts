import { Hono } from 'hono'
import type { Context } from 'hono'
import { html } from 'hono/html'

import type { Clock } from '../../../../kernel/clock.ts'
import type { ApiBindings } from '../../../../kernel/http/api.ts'
import { readBody } from '../../../../kernel/http/body.ts'
import type { Lang } from '../../../../kernel/words.ts'
import { shanghaiTime, yuanOfFen } from '../wire.ts'
import type { TradeState } from './bank.sql.ts'
import type { Desk } from './desk.ts'
import type { SandboxKeys } from './keys.ts'
import { linkedOrder } from './link.ts'
import type { LinkedOrder } from './link.ts'
import { css } from './page.css.ts'
import { en, zh } from './words.ts'

const FORM_BYTES_MAX = 1_000
type C = Context<ApiBindings>

/** The bank's own page, as a wallet in the browser would show it; complete without JavaScript. */
export function payPages(desk: Desk, keys: SandboxKeys, clock: Clock): Hono<ApiBindings> {
  /** The order of the link when it can be paid now; else the page that says why not. */
  const payable = (c: C): { order: LinkedOrder } | { page: Response | Promise<Response> } => {
    const order = linkedOrder(keys, c.req.query('order') ?? '', c.req.query('signature') ?? '')
    if (order === null) return { page: sorry(c, 'invalid', 400, '/') }
    return clock.now() < order.expiresAt ? { order } : { page: sorry(c, 'expired', 410, order.returnUrl) }
  }

  return new Hono<ApiBindings>()
    .get('/style.css', (c) =>
      c.body(css, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' }),
    )
    .get('/pay', async (c) => {
      const { order, page } = { page: undefined, order: undefined, ...payable(c) }
      if (order === undefined) return page
      const state = await desk.state(order.paymentId)
      return state === null ? payPage(c, order) : ended(c, order, state)
    })
    .post('/pay', async (c) => {
      const { order, page } = { page: undefined, order: undefined, ...payable(c) }
      if (order === undefined) return page
      const form = new URLSearchParams(new TextDecoder().decode(await readBody(c.req.raw, FORM_BYTES_MAX)))
      const wanted = form.get('do')
      if (wanted === 'decline') return c.redirect(order.returnUrl, 303)
      if (wanted !== 'pay' && wanted !== 'lose') return sorry(c, 'invalid', 400, order.returnUrl)
      const state = await desk.pay(order, wanted === 'pay')
      return state === 'paid' ? c.redirect(order.returnUrl, 303) : ended(c, order, state)
    })
}

const wordsIn = (lang: Lang) => (lang === 'zh' ? zh : en)

const ended = (c: C, order: LinkedOrder, state: TradeState) =>
  sorry(c, state, state === 'paid' ? 200 : 410, order.returnUrl)

function sorry(c: C, why: 'paid' | 'closed' | 'expired' | 'invalid', status: 200 | 400 | 410, backUrl: string) {
  const words = wordsIn(c.get('visit').lang)
  const main = html`<p class="end">${words[why]}</p>
    <p><a href="${backUrl}">${words.back}</a></p>`
  return c.html(frame(c, main), status)
}

function payPage(c: C, order: LinkedOrder) {
  const words = wordsIn(c.get('visit').lang)
  const yuan = yuanOfFen(order.totalFen)
  const main = html`<p class="total"><span>${words.total}</span> <strong>¥${yuan}</strong></p>
    <p>${words.payBy(shanghaiTime(order.expiresAt).slice(11, 16))}</p>
    <h2>${words.payees}</h2>
    <ul>
      ${order.shares.map((s) => html`<li><span lang="zh-CN">${s.subject}</span> <span>¥${yuanOfFen(s.amountFen)}</span></li>`)}
    </ul>
    <form method="post">
      <button name="do" value="pay" class="main">${words.pay(yuan)}</button>
      <button name="do" value="lose">${words.payQuietly}</button>
      <button name="do" value="decline">${words.decline}</button>
    </form>`
  return c.html(frame(c, main))
}

function frame(c: C, main: ReturnType<typeof html>) {
  const { lang } = c.get('visit')
  const words = wordsIn(lang)
  const other = new URL(c.req.url)
  other.searchParams.set('lang', lang === 'zh' ? 'en' : 'zh')
  return html`<!doctype html>
    <html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${words.title}</title>
        <link rel="stylesheet" href="/sandbox/style.css" />
      </head>
      <body>
        <p class="banner" role="note">${words.notice}</p>
        <main>
          <h1>${words.title}</h1>
          ${main}
        </main>
        <footer>
          <a href="${other.pathname + other.search}" lang="${lang === 'zh' ? 'en' : 'zh-CN'}">${words.otherLanguage}</a>
        </footer>
      </body>
    </html>`
}
