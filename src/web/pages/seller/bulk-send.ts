import type { AnyOperation, OutputOf } from '../../../kernel/operation.ts'
import type { Attempt } from '../../call.ts'

/** Sends to the desk's `bulk` address; what goes wrong on the way is told like a refusal. */
export async function sendBulk<T extends AnyOperation>(
  organisationId: string,
  what: string,
  body: object | FormData,
  lost: string,
): Promise<Attempt<OutputOf<T>>> {
  const isForm = body instanceof FormData
  try {
    const answer = await fetch(`/seller/${organisationId}/bulk?do=${what}`, {
      method: 'POST',
      body: isForm ? body : JSON.stringify(body),
      ...(!isForm && { headers: { 'content-type': 'application/json' } }),
    })
    return (await answer.json()) as Attempt<OutputOf<T>>
  } catch {
    return { ok: false, refusal: { code: 'lost', status: 0, title: lost, params: {}, errors: {} }, values: {} }
  }
}
