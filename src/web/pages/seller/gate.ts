import { redirect } from 'react-router'
import type { RouterContextProvider } from 'react-router'
import { appContext } from '../../context.ts'

/** Sends a visitor who has not signed in to the door, and back here afterwards. */
export function signedInOnly(context: Readonly<RouterContextProvider>, request: Request): void {
  if (context.get(appContext).visit.actor.kind === 'person') return
  const { pathname, search } = new URL(request.url)
  throw redirect(`/sign-in?next=${encodeURIComponent(pathname.replace(/\.data$/, '') + search)}`)
}
