import { redirect } from 'react-router'
import { appContext } from '../../context.ts'
import { formInput } from '../../call.ts'
import type { Route } from './+types/act.ts'
import { perform } from './acts.ts'
import { personTag } from './gate.ts'

export const loader = ({ params }: Route.LoaderArgs) => redirect(`/grow/${params.organisationId}`)

const answer = (body: object, status = 200) => Response.json(body, { status, headers: { 'cache-control': 'no-store' } })

/**
 * What the phone kept while there was no signal, one act at a time, for the script. `person` names whose act it is: on a
 * phone that someone else has signed in on, it waits.
 */
export async function action({ request, context, params: { organisationId } }: Route.ActionArgs) {
  const tag = personTag(context.get(appContext).visit.actor)
  if (tag === null) return answer({ ok: false, code: 'kernel.sign_in_required' }, 401)
  const form = await formInput(request)
  if (form.person !== tag) return answer({ ok: false, code: 'grow.other_person' }, 409)
  const result = await perform(context, organisationId, form)
  if (result === null) return answer({ ok: false, code: 'kernel.not_found' }, 404)
  if (result.ok) return answer({ ok: true, output: result.output })
  const { code, title, errors, status } = result.refusal
  return answer({ ok: false, code, title, errors }, status)
}
