import type { RouterContextProvider } from 'react-router'
import type { Role } from '../../../kernel/actor.ts'
import { appContext } from '../../context.ts'

/** The visitor's roles in an organisation; the operations judge them anew. */
export function rolesOf(context: Readonly<RouterContextProvider>, organisationId: string): readonly Role[] {
  const { actor } = context.get(appContext).visit
  if (actor.kind !== 'person') return []
  return actor.memberships.find((one) => one.organisationId === organisationId)?.roles ?? []
}
