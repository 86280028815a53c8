import { z } from 'zod'
import type { Role } from '../../kernel/actor.ts'
import { staffRoles } from '../../kernel/actor.ts'
import { refuse } from '../../kernel/refusal.ts'

export type Member = { personId: string; roles: readonly Role[] }

/** Input field for what a member may do in the whole organisation: at least one role, each once. */
export const roleSet = z
  .array(z.enum(staffRoles))
  .min(1)
  .max(staffRoles.length)
  .transform((chosen) => staffRoles.filter((role) => chosen.includes(role)))

const isOwner = (member: Member) => member.roles.includes('owner')

/** Members after one of them got other roles. Refuses: people.member.unknown, people.member.last_owner. */
export function withRoles(members: readonly Member[], personId: string, chosen: readonly Role[]): Member[] {
  if (!members.some((member) => member.personId === personId)) refuse('people.member.unknown')
  return stillOwned(members.map((member) => (member.personId === personId ? { personId, roles: chosen } : member)))
}

/** Members after one of them left or was removed. Refuses: people.member.unknown, people.member.last_owner. */
export function without(members: readonly Member[], personId: string): Member[] {
  if (!members.some((member) => member.personId === personId)) refuse('people.member.unknown')
  return stillOwned(members.filter((member) => member.personId !== personId))
}

function stillOwned(members: Member[]): Member[] {
  return members.some(isOwner) ? members : refuse('people.member.last_owner')
}
