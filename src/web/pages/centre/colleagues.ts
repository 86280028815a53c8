import type { RouterContextProvider } from 'react-router'
import { listMembers } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'

/** Those of the service centre, to whom a difference can be handed. */
export async function colleagues(context: Readonly<RouterContextProvider>) {
  const { actor } = context.get(appContext).visit
  const centres =
    actor.kind === 'person' ? actor.memberships.filter((one) => one.duties.includes('service_centre')) : []
  const organisationId = centres[0]?.organisationId
  if (organisationId === undefined) return []
  const { members } = await call(context, listMembers, { organisationId })
  return members.map((one) => ({ value: one.personId, label: one.name }))
}
