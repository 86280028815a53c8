import type { Actor, Duty, Mandate, Role } from './actor.ts'
import { buyerIdsOf } from './actor.ts'

/**
 * Who may perform an operation. Every operation names exactly one rule.
 * A `member` operation takes `organisationId` in its input: the tenant is always explicit.
 */
export type Access =
  | { rule: 'anyone' }
  | { rule: 'buyer' }
  | { rule: 'signed_in' }
  | { rule: 'member'; roles: readonly Role[] }
  | { rule: 'office'; duty: Duty }
  | { rule: 'system' }

export const anyone: Access = { rule: 'anyone' }
/** A guest who carries a guest token, or a signed-in person. */
export const buyer: Access = { rule: 'buyer' }
export const signedIn: Access = { rule: 'signed_in' }
/** A member of the organisation named in the input, with one of the roles (owners always). */
export const member = (...roles: readonly Role[]): Access => ({ rule: 'member', roles: ['owner', ...roles] })
/** A member of an organisation that carries the duty. */
export const office = (duty: Duty): Access => ({ rule: 'office', duty })
/** Jobs and verified gateway messages only; not reachable over HTTP. */
export const system: Access = { rule: 'system' }

export type Verdict = 'allowed' | 'sign_in_required' | 'not_allowed'

/** `operation` is the name by which consents allow it; without one only members pass. */
export function judge(access: Access, actor: Actor, input: unknown, operation = ''): Verdict {
  if (actor.kind === 'system') return 'allowed'
  if (actor.kind === 'gateway') return access.rule === 'system' ? 'allowed' : 'not_allowed'
  switch (access.rule) {
    case 'anyone':
      return 'allowed'
    case 'buyer':
      return buyerIdsOf(actor).length === 0 ? 'sign_in_required' : 'allowed'
    case 'signed_in':
      return actor.kind === 'person' ? 'allowed' : 'sign_in_required'
    case 'system':
      return 'not_allowed'
    case 'member':
    case 'office':
      if (actor.kind !== 'person') return 'sign_in_required'
      return holdsPlace(access, actor, input) || mandateOf(access, actor, input, operation) !== null
        ? 'allowed'
        : 'not_allowed'
  }
}

function holdsPlace(
  access: Extract<Access, { rule: 'member' | 'office' }>,
  actor: Extract<Actor, { kind: 'person' }>,
  input: unknown,
): boolean {
  if (access.rule === 'office') return actor.memberships.some((m) => m.duties.includes(access.duty))
  const organisationId = organisationOf(input)
  return actor.memberships.some(
    (m) => m.organisationId === organisationId && m.roles.some((role) => access.roles.includes(role)),
  )
}

/** The consent by which someone acts for an organisation whose member they are not; null where they need or have none. */
export function mandateOf(access: Access, actor: Actor, input: unknown, operation: string): Mandate | null {
  if (access.rule !== 'member' || actor.kind !== 'person' || holdsPlace(access, actor, input)) return null
  const organisationId = organisationOf(input)
  const found = actor.mandates?.find((one) => one.organisationId === organisationId && one.operations.has(operation))
  return found ?? null
}

export function organisationOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('organisationId' in input)) return null
  return typeof input.organisationId === 'string' ? input.organisationId : null
}
