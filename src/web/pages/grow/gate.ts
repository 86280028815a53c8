import { createHash } from 'node:crypto'
import { redirect } from 'react-router'
import type { RouterContextProvider } from 'react-router'
import type { Actor } from '../../../kernel/actor.ts'
import { cookiesOf } from '../../../kernel/http/visit.ts'
import { appContext } from '../../context.ts'

/** Readable by scripts: without it a page kept in the phone is not shown, and is thrown away. Signing out takes it. */
export const GROWER_COOKIE = 'terrace_grower'

type Context = Readonly<RouterContextProvider>

/** Says on a phone whose things they are, without saying who that is. */
export function personTag(actor: Actor): string | null {
  if (actor.kind !== 'person') return null
  return createHash('sha256').update(`grower ${actor.personId}`).digest('hex').slice(0, 16)
}

/** The tag of who is signed in; everyone else is sent to the door, and back here afterwards. */
export function growerOnly(context: Context, request: Request): string {
  const tag = personTag(context.get(appContext).visit.actor)
  if (tag !== null) return tag
  const { pathname, search } = new URL(request.url)
  throw redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
}

/** Sets the cookie where it is missing or another's. */
export function growerHeaders(context: Context, request: Request, tag: string): Record<string, string> {
  if (cookiesOf(request.headers.get('cookie')).get(GROWER_COOKIE) === tag) return {}
  const secure = context.get(appContext).app.settings.publicUrl.startsWith('https:') ? '; Secure' : ''
  return { 'set-cookie': `${GROWER_COOKIE}=${tag}; Path=/; SameSite=Lax${secure}` }
}
