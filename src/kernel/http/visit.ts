import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '../actor.ts'
import type { App } from '../app.ts'
import { refuse } from '../refusal.ts'
import type { Lang } from '../words.ts'
import { languages, preferredLanguage } from '../words.ts'

/** Tells who sent a request, from a session cookie or an API key; null for a guest. Supplied by the people module. */
export type Identify = (headers: Headers) => Promise<Extract<Actor, { kind: 'person' }> | null>

/** One request as the rest of the house sees it. */
export type Visit = {
  actor: Actor
  lang: Lang
  requestId: string
  ip: string
  /** A new guest token to send back as a cookie, where the visitor had none. */
  newGuestToken: string | null
}

export const GUEST_COOKIE = 'terrace_guest'
export const GUEST_HEADER = 'terrace-guest'
export const LANG_COOKIE = 'lang'

export async function visitOf(
  app: App,
  identify: Identify,
  request: Request,
  peer: string,
  requestId: string,
): Promise<Visit> {
  const cookies = cookiesOf(request.headers.get('cookie'))
  const url = new URL(request.url)
  const token = request.headers.get(GUEST_HEADER) ?? cookies.get(GUEST_COOKIE) ?? null
  const known = token !== null && isGuestToken(token)
  const newGuestToken = known ? null : randomBytes(24).toString('base64url')
  const person =
    request.headers.has('cookie') || request.headers.has('authorization') || request.headers.has('x-api-key')
      ? await identify(request.headers)
      : null
  const guestId = guestIdOf(known ? token : (newGuestToken as string))
  return {
    actor: person === null ? { kind: 'guest', guestId } : { ...person, guestId },
    lang:
      chosenLanguage(url.searchParams.get('lang') ?? cookies.get(LANG_COOKIE)) ??
      preferredLanguage(request.headers.get('accept-language')),
    requestId,
    ip: clientAddress(request.headers.get('x-forwarded-for'), peer, app.settings.proxies),
    newGuestToken,
  }
}

function chosenLanguage(value: string | null | undefined): Lang | undefined {
  return languages.find((lang) => lang === value)
}

const isGuestToken = (token: string) => /^[\w-]{32}$/.test(token)

/** The guest's id is a digest of the token, so that the token itself is nowhere stored. */
export function guestIdOf(token: string): string {
  const hex = createHash('sha256').update(token).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The address `proxies` hops before us; earlier entries of the header can be forged by anyone. */
export function clientAddress(forwardedFor: string | null, peer: string, proxies: number): string {
  if (proxies === 0 || forwardedFor === null) return peer
  const hops = [...forwardedFor.split(',').map((hop) => hop.trim()), peer]
  return hops[Math.max(0, hops.length - 1 - proxies)] ?? peer
}

export function cookiesOf(header: string | null): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0) cookies.set(part.slice(0, at).trim(), part.slice(at + 1).trim())
  }
  return cookies
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

export const isSafe = (request: Request): boolean => SAFE_METHODS.has(request.method)

/**
 * Cross-site request forgery: a browser that carries our cookies must come from our own pages.
 * Browsers say so by Sec-Fetch-Site, older ones by Origin; programs send neither and carry keys instead of cookies.
 */
export function refuseCrossSite(request: Request): void {
  if (isSafe(request)) return
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') refuse('kernel.cross_site')
  const origin = request.headers.get('origin')
  if (origin !== null && hostOf(origin) !== request.headers.get('host')) refuse('kernel.cross_site')
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
