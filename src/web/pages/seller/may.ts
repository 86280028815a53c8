import type { Role } from '../../../kernel/actor.ts'

/** What a member may do at the seller's desk; the operations decide, this only keeps dead ends out of sight. */
export type May = {
  own: boolean
  sell: boolean
  pack: boolean
  book: boolean
  /** Nothing but one store. */
  keeps: boolean
}

export function mayOf(roles: readonly Role[]): May {
  const any = (...wanted: Role[]) => roles.some((role) => role === 'owner' || wanted.includes(role))
  return {
    own: any(),
    sell: any('seller'),
    pack: any('seller', 'packer'),
    book: any('bookkeeper'),
    keeps: roles.includes('keeper'),
  }
}
