import type { Actor, Membership, Role } from '../../kernel/actor.ts'

export const audiences = ['everyone', 'sellers', 'owners', 'packers', 'bookkeepers'] as const
export type Audience = (typeof audiences)[number]

const roleOf: Readonly<Partial<Record<Audience, Role>>> = {
  owners: 'owner',
  packers: 'packer',
  bookkeepers: 'bookkeeper',
}

/** The audiences someone with these roles belongs to; whoever acts for an organisation is a seller. */
export function audiencesOf(roles: readonly Role[]): Audience[] {
  return audiences.filter((audience) => {
    if (audience === 'everyone') return true
    const role = roleOf[audience]
    return role === undefined ? roles.length > 0 : roles.includes(role)
  })
}

export const rolesIn = (memberships: readonly Membership[]): Role[] => [...new Set(memberships.flatMap((m) => m.roles))]

export const audiencesOfActor = (actor: Actor): Audience[] =>
  audiencesOf(actor.kind === 'person' ? rolesIn(actor.memberships) : [])
