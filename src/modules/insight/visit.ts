import { createHmac } from 'node:crypto'
import type { CivilDate } from '../../kernel/clock.ts'

/** Programs that say what they are: search engines, monitors, previews, libraries. One that pretends to be a browser is counted. */
const PROGRAMS =
  /bot\b|bot[/;_-]|crawl|spider|slurp|headless|lighthouse|preview|monitor|curl|wget|python|java\/|okhttp|axios|node|go-http|scrapy|phantom|feed|archiv|facebookexternalhit/i

/** Whether a page was asked for by someone who looks at it: a browser, now, not in advance and not a part of another page. */
export function isLook(headers: Headers): boolean {
  const agent = headers.get('user-agent') ?? ''
  if (agent === '' || PROGRAMS.test(agent)) return false
  if (!(headers.get('accept') ?? '').includes('text/html')) return false
  const purpose = `${headers.get('sec-purpose') ?? ''}${headers.get('purpose') ?? ''}${headers.get('x-moz') ?? ''}`
  if (/prefetch|prerender/i.test(purpose)) return false
  const mode = headers.get('sec-fetch-mode')
  return mode === null || mode === 'navigate'
}

/** A visitor's digest holds for one day: another day, another digest, so that nobody is followed. */
export function visitorOf(secret: string, day: CivilDate, ip: string, agent: string): string {
  return createHmac('sha256', secret).update(`visit ${day} ${ip} ${agent}`).digest('hex').slice(0, 24)
}
