import { redirect } from 'react-router'
import { visitorOf } from '../visitor.ts'

/** Sends a guest to sign in, and back here afterwards. */
export function signedInOnly(context: Parameters<typeof visitorOf>[0], request: Request): void {
  if (visitorOf(context).actor.kind === 'person') return
  const { pathname, search } = new URL(request.url)
  throw redirect(`/sign-in?next=${encodeURIComponent(pathname.replace(/\.data$/, '') + search)}`)
}
