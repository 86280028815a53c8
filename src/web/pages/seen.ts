import { cookiesOf } from '../../kernel/http/visit.ts'

/** What was looked at stays with the visitor: the last listings' ids in a cookie, nowhere else. */
const COOKIE = 'terrace_seen'
const SEEN_MAX = 10
const MONTH_SECONDS = 2_592_000

const ID = /^[0-9a-f]{32}$/

/** Listing ids seen before, the latest first. A cookie that was tampered with holds none. */
export function seenIn(request: Request): string[] {
  const kept = cookiesOf(request.headers.get('cookie')).get(COOKIE) ?? ''
  return kept
    .split('.')
    .filter((one) => ID.test(one))
    .slice(0, SEEN_MAX)
    .map((one) => one.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
}

/** The cookie after looking at a listing; null where it already stands first, so that a page read again stays the same. */
export function seenCookie(request: Request, listingId: string, secure: boolean): string | null {
  const before = seenIn(request)
  if (before[0] === listingId) return null
  const now = [listingId, ...before.filter((one) => one !== listingId)].slice(0, SEEN_MAX)
  return cookie(now.map((one) => one.replaceAll('-', '')).join('.'), MONTH_SECONDS, secure)
}

export const forgetSeenCookie = (secure: boolean): string => cookie('', 0, secure)

const cookie = (value: string, seconds: number, secure: boolean) =>
  `${COOKIE}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
