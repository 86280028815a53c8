import type { Actor } from '../../kernel/actor.ts'
import { buyerIdsOf, isStaff } from '../../kernel/actor.ts'

/** Evidence is for the buyer, the seller's people and the service centre; for nobody else. */
export function maySeeEvidence(actor: Actor, of: { buyerId: string; organisationId: string }): boolean {
  if (buyerIdsOf(actor).includes(of.buyerId)) return true
  if (actor.kind !== 'person') return false
  return actor.memberships.some(
    (m) => m.duties.includes('service_centre') || (m.organisationId === of.organisationId && isStaff(m.roles)),
  )
}
