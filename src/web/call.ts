import { data } from 'react-router'
import type { RouterContextProvider } from 'react-router'
import { problemOf } from '../kernel/http/problem.ts'
import type { AnyOperation, InputOf, OutputOf } from '../kernel/operation.ts'
import { perform } from '../kernel/perform.ts'
import { isRefusal } from '../kernel/refusal.ts'
import type { Refusal } from '../kernel/refusal.ts'
import { appContext } from './context.ts'

type Context = Readonly<RouterContextProvider>

/**
 * Performs an operation for the visitor, as loaders do. A refusal becomes the error page of its status,
 * in the visitor's language; a guest who must sign in gets 401.
 */
export async function call<T extends AnyOperation>(
  context: Context,
  operation: T,
  input: InputOf<T>,
): Promise<OutputOf<T>> {
  const { app, visit } = context.get(appContext)
  try {
    return await perform(app, operation, visit, input)
  } catch (error) {
    if (!isRefusal(error)) throw error
    const problem = problemOf(error, app.dictionary, visit.lang, visit.requestId)
    throw data(problem, { status: problem.status })
  }
}

/** A refusal as a form shows it: one sentence, and what is wrong with each field by its JSON pointer. */
export type FormRefusal = {
  code: string
  status: number
  title: string
  params: Readonly<Record<string, string | number>>
  errors: Readonly<Record<string, string>>
}

export type Attempt<T> =
  | { ok: true; output: T }
  | { ok: false; refusal: FormRefusal; values: Readonly<Record<string, unknown>> }

/**
 * Performs an operation for a form. A refusal comes back with what was typed, so that the page can show both again:
 * `if (!result.ok) return refused(result)`. An idempotency key makes a form sent twice do its work once.
 */
export async function attempt<T extends AnyOperation>(
  context: Context,
  operation: T,
  input: Readonly<Record<string, unknown>>,
  idempotencyKey?: string,
): Promise<Attempt<OutputOf<T>>> {
  const { app, visit } = context.get(appContext)
  try {
    // The operation parses what came from outside; the form's fields need no type before that.
    const output = await perform(app, operation, { ...visit, idempotencyKey }, input as InputOf<T>)
    return { ok: true, output }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const { title, status } = problemOf(error, app.dictionary, visit.lang, visit.requestId)
    const { code, params } = error
    return { ok: false, refusal: { code, status, title, params, errors: errorsOf(error) }, values: withoutFiles(input) }
  }
}

/** Answers a refused form with its own status, so that browsers, caches and tests see that nothing was done. */
export function refused<T>(result: Extract<Attempt<T>, { ok: false }>) {
  return data(result, { status: result.refusal.status })
}

function errorsOf(refusal: Refusal): Record<string, string> {
  return Object.fromEntries(refusal.faults.map(({ pointer, detail }) => [pointer, detail]))
}

function withoutFiles(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => typeof value !== 'object' || value === null || !('bytes' in value)),
  )
}

export { formInput } from './form-input.ts'
