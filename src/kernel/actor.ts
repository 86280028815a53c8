/** Who is asking. Built once per request at the edge and trusted inside. */
export type Actor =
  | { kind: 'guest'; guestId: string | null }
  | {
      kind: 'person'
      personId: string
      guestId: string | null
      memberships: readonly Membership[]
      /** Organisations the person acts for by consent, without belonging to them. */
      mandates?: readonly Mandate[]
    }
  | { kind: 'gateway'; gateway: string }
  | { kind: 'system'; job: string }

export type Membership = {
  organisationId: string
  organisationKind: OrganisationKind
  roles: readonly Role[]
  /** The one store a keeper's role holds for. */
  storeId?: string | null
  /** County duties the organisation carries, such as running the service centre. */
  duties: readonly Duty[]
}

/** A consent in force: the operations it allows in the name of an organisation, and for whom the agent works. */
export type Mandate = {
  consentId: string
  organisationId: string
  agentOrganisationId: string
  operations: ReadonlySet<string>
}

export const organisationKinds = [
  'household',
  'workshop',
  'cooperative',
  'ecommerce_firm',
  'guesthouse',
  'scenic_spot',
  'carrier',
  'laboratory',
  'school',
  'association',
  'public_office',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** What a member may do inside an organisation; an owner may do all of it. */
export const staffRoles = ['owner', 'seller', 'packer', 'bookkeeper'] as const
/** A keeper works for one store and for nothing else of the organisation. */
export const roles = [...staffRoles, 'keeper'] as const
export type Role = (typeof roles)[number]

/** Whether roles hold for the whole organisation. */
export const isStaff = (held: readonly Role[]): boolean => held.some((role) => role !== 'keeper')

/** The one store of an organisation that someone keeps; null for whoever's roles hold for all of it. */
export function keptStore(actor: Actor, organisationId: string): string | null {
  const own =
    actor.kind === 'person' ? actor.memberships.find((one) => one.organisationId === organisationId) : undefined
  return own === undefined || isStaff(own.roles) ? null : (own.storeId ?? '')
}

export const duties = ['service_centre'] as const
export type Duty = (typeof duties)[number]

/**
 * The identities whose baskets, orders and payments are the asker's: the person, then the guest this browser was before
 * signing in. New ones are kept under the first. Empty for whoever cannot buy.
 */
export function buyerIdsOf(actor: Actor): readonly string[] {
  if (actor.kind === 'person') return actor.guestId === null ? [actor.personId] : [actor.personId, actor.guestId]
  return actor.kind === 'guest' && actor.guestId !== null ? [actor.guestId] : []
}

export function actorId(actor: Actor): string | null {
  switch (actor.kind) {
    case 'person':
      return actor.personId
    case 'guest':
      return actor.guestId
    case 'gateway':
      return actor.gateway
    case 'system':
      return actor.job
  }
}
