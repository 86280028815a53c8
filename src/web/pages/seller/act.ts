import { data } from 'react-router'
import type { RouterContextProvider } from 'react-router'
import type { AnyOperation } from '../../../kernel/operation.ts'
import { attempt, formInput, refused } from '../../call.ts'
import type { Attempt } from '../../call.ts'

type Args = {
  request: Request
  context: Readonly<RouterContextProvider>
  params: Readonly<Record<string, string | undefined>>
}

/**
 * Performs what a form asks for in its address (`?do=ship`), with the address's own parameters put over the form's.
 * A form that carries `sending` is done once, however often a lost signal sends it.
 */
export async function act(args: Args, operations: Readonly<Record<string, AnyOperation>>) {
  const wanted = new URL(args.request.url).searchParams.get('do') ?? ''
  const operation = Object.hasOwn(operations, wanted) ? operations[wanted] : undefined
  if (operation === undefined) throw data(null, { status: 404 })
  return doing(args, operation)
}

type Input = Record<string, unknown>

/** Performs one operation with a form's fields; `shape` puts right what a form cannot say. The address's own parameters stand, whatever it gives. */
export async function doing(
  { request, context, params }: Args,
  operation: AnyOperation,
  shape: (input: Input) => Input = (input) => input,
) {
  const { sending, ...form } = await formInput(request, operation)
  const input = { ...shape({ ...form, ...params }), ...params }
  const result: Attempt<unknown> = await attempt(context, operation, input, keyOf(sending))
  return result.ok ? result : refused(result)
}

function keyOf(sending: unknown): string | undefined {
  return typeof sending === 'string' && /^[\w-]{8,64}$/.test(sending) ? sending : undefined
}
