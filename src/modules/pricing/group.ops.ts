import { z } from 'zod'
import { member, signedIn } from '../../kernel/access.ts'
import { organisationKinds } from '../../kernel/actor.ts'
import type { Actor } from '../../kernel/actor.ts'
import { readableCode } from '../../kernel/ids.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line, lineZh } from '../../kernel/validation.ts'
import { groupByCode, groupsOf, joinGroupRow, removeMemberRow, saveGroupRow, setInvitation } from './group.sql.ts'

const CODE_SIGNS = 12
const code = z.string().regex(/^[0-9A-Z]{12}$/)
const kinds = z.array(z.enum(organisationKinds)).max(organisationKinds.length)

export const saveGroup = operation({
  name: 'pricing.group.save',
  method: 'PUT',
  path: '/pricing/organisations/{organisationId}/groups',
  summary: 'Makes a group of customers, or changes the one of that name; its invitation stays',
  access: member('seller'),
  input: z.object({ organisationId: id, nameZh: lineZh(40), nameEn: line(60), organisationKinds: kinds.default([]) }),
  output: z.object({ groupId: id, inviteCode: z.string().nullable() }),
  async run({ tx, now }, input) {
    const group = await saveGroupRow(tx, { ...input, inviteCode: readableCode(CODE_SIGNS) }, now)
    return { groupId: group.id, inviteCode: group.inviteCode }
  },
})

export const inviteToGroup = operation({
  name: 'pricing.group.invite',
  method: 'POST',
  path: '/pricing/organisations/{organisationId}/groups/{groupId}/invitation',
  summary: 'Gives a group a new invitation, or none; the one before opens nothing any more',
  access: member('seller'),
  input: z.object({ organisationId: id, groupId: id, open: z.boolean() }),
  output: z.object({ inviteCode: z.string().nullable() }),
  refusals: ['pricing.group.unknown'],
  audit: (input) => ({ groupId: input.groupId, open: input.open }),
  async run({ tx }, { organisationId, groupId, open }) {
    const inviteCode = open ? readableCode(CODE_SIGNS) : null
    if (!(await setInvitation(tx, organisationId, groupId, inviteCode))) refuse('pricing.group.unknown')
    return { inviteCode }
  },
})

export const removeFromGroup = operation({
  name: 'pricing.group.remove_member',
  method: 'DELETE',
  path: '/pricing/organisations/{organisationId}/groups/{groupId}/members/{personId}',
  summary: 'Takes a customer out of a group',
  access: member('seller'),
  input: z.object({ organisationId: id, groupId: id, personId: id }),
  output: z.object({ groupId: id }),
  refusals: ['pricing.group.unknown_member'],
  async run({ tx }, { organisationId, groupId, personId }) {
    if (!(await removeMemberRow(tx, organisationId, groupId, personId))) refuse('pricing.group.unknown_member')
    return { groupId }
  },
})

export const listGroups = query({
  name: 'pricing.group.list',
  path: '/pricing/organisations/{organisationId}/groups',
  summary: "A seller's groups of customers, their invitations and members",
  access: member('seller'),
  input: z.object({ organisationId: id }),
  output: z.object({
    groups: z.array(
      z.object({
        id,
        nameZh: z.string(),
        nameEn: z.string(),
        inviteCode: z.string().nullable(),
        organisationKinds: z.array(z.enum(organisationKinds)),
        members: z.array(z.object({ personId: id, name: z.string(), joinedAt: z.string() })),
      }),
    ),
  }),
  run: async ({ sql }, { organisationId }) => ({ groups: await groupsOf(sql, organisationId) }),
})

export const joinGroup = operation({
  name: 'pricing.group.join',
  method: 'POST',
  path: '/pricing/invitations/{code}/members',
  summary: "Joins a seller's group of customers; the name given is what the seller sees",
  access: signedIn,
  limitPerMinute: 30,
  input: z.object({ code, name: line(40) }),
  output: z.object({ organisationId: id, groupId: id }),
  refusals: ['pricing.group.unknown'],
  async run({ tx, actor, now }, input) {
    const group = (await groupByCode(tx, input.code)) ?? refuse('pricing.group.unknown')
    await joinGroupRow(tx, group.id, personIdOf(actor), input.name, now)
    return { organisationId: group.organisationId, groupId: group.id }
  },
})

const personIdOf = (actor: Actor): string =>
  actor.kind === 'person' ? actor.personId : refuse('kernel.sign_in_required')
