import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { data, redirect } from 'react-router'
import { civilDate } from '../../../kernel/clock.ts'
import type { Lang } from '../../../kernel/words.ts'
import { appContext } from '../../../web/context.ts'
import { textFields } from '../../../web/form-input.ts'
import { civilDate as writtenDate } from '../../../web/kit/format.ts'
import type { PersonActor } from '../auth.ts'
import { faultSentence, words } from './words.ts'

export type PageArgs = LoaderFunctionArgs | ActionFunctionArgs

export const langOf = ({ context }: PageArgs): Lang => context.get(appContext).visit.lang

/** The visitor as a person; a guest is sent to sign in and comes back here. */
export function personOf({ context, request }: PageArgs): PersonActor {
  const { actor } = context.get(appContext).visit
  if (actor.kind === 'person') return actor
  const { pathname, search } = new URL(request.url)
  throw redirect(`/sign-in?next=${encodeURIComponent(pathname.replace(/\.data$/, '') + search)}`)
}

/** Where to go afterwards: a path of ours and nothing else. */
export function nextPath(request: Request, otherwise = '/account'): string {
  const next = new URL(request.url).searchParams.get('next') ?? ''
  return /^\/(?![/\\])[^\\\s]*$/.test(next) ? next : otherwise
}

export const withNext = (path: string, next: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}`

/** The text fields of a posted form that were filled in. */
export async function formFields(request: Request): Promise<Record<string, string>> {
  return Object.fromEntries(await textFields(request))
}

export type Answer =
  | { ok: true; body: Readonly<Record<string, unknown>>; headers: Headers }
  | { ok: false; code: string | undefined; fault: string; headers: Headers }

/** Asks the accounts library on the visitor's behalf; `headers` has the cookies it wants set. */
export async function askAuth(args: PageArgs, path: string, body?: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { app, visit } = args.context.get(appContext)
  const response = await app.ports.auth.ask(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: args.request.headers,
    ip: visit.ip,
    ...(body === undefined ? {} : { body }),
  })
  const headers = new Headers()
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
  const text = await response.text()
  const answered = (/^[{[]/.test(text) ? JSON.parse(text) : {}) as Record<string, unknown>
  if (response.ok) return { ok: true, body: answered, headers }
  const code = typeof answered.code === 'string' ? answered.code : undefined
  return { ok: false, code, fault: faultOf(response, answered, code, visit.lang), headers }
}

function faultOf(
  response: Response,
  body: Readonly<Record<string, unknown>>,
  code: string | undefined,
  lang: Lang,
): string {
  if (response.status !== 429) return faultSentence(lang, code)
  const seconds = Number(body.seconds ?? response.headers.get('x-retry-after') ?? 60)
  return words[lang].wait(Number.isFinite(seconds) ? seconds : 60)
}

/** How a form went: what is wrong with what was typed, or what was done; `secret` is shown this once. */
export type FormResult = {
  fault: string | null
  done: string | null
  values: Readonly<Record<string, string>>
  secret: string | null
}

/** A form that did not succeed, shown again with what was typed; secrets are not sent back. */
export function failed(fault: string, values: Readonly<Record<string, string>> = {}) {
  const open = Object.entries(values).filter(([name]) => !/password|code/i.test(name))
  const result: FormResult = { fault, done: null, values: Object.fromEntries(open), secret: null }
  return data(result, { status: 422 })
}

export function succeeded(done: string, headers = new Headers(), secret: string | null = null) {
  if (secret !== null) headers.set('cache-control', 'no-store')
  const result: FormResult = { fault: null, done, values: {}, secret }
  return data(result, { headers })
}

/** The county's day of a moment, written out. */
export const dayOf = (moment: string, lang: Lang): string => writtenDate(civilDate(new Date(moment)), lang)

/** Sends a signed-in visitor on, and gives sign-in pages their way back. */
export function entryLoader(args: LoaderFunctionArgs) {
  const next = nextPath(args.request)
  if (args.context.get(appContext).visit.actor.kind === 'person') throw redirect(next)
  return { next, lang: langOf(args) }
}
