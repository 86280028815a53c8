import type { OrganisationKind, Role } from '../../kernel/actor.ts'
import type { Event } from '../../kernel/effects.ts'

/** An application was approved: the organisation now exists and has its owner. */
export const organisationFounded = (organisationId: string, kind: OrganisationKind): Event => ({
  name: 'people.organisation.founded',
  subject: organisationId,
  data: { organisationId, kind },
})

/** The organisation may sell: it has an account at the gateway. */
export const sellingApproved = (organisationId: string): Event => ({
  name: 'people.organisation.selling_approved',
  subject: organisationId,
  data: { organisationId },
})

export const memberJoined = (organisationId: string, personId: string, roles: readonly Role[]): Event => ({
  name: 'people.member.joined',
  subject: organisationId,
  data: { organisationId, personId, roles },
})

export const memberLeft = (organisationId: string, personId: string): Event => ({
  name: 'people.member.left',
  subject: organisationId,
  data: { organisationId, personId },
})

/** The person's data is gone from this module; others erase what they hold and need not keep. */
export const personErased = (personId: string): Event => ({
  name: 'people.person.erased',
  subject: personId,
  data: { personId },
})
