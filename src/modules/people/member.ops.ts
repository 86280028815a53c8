import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { roles } from '../../kernel/actor.ts'
import { operation, query } from '../../kernel/operation.ts'
import { id } from '../../kernel/validation.ts'
import { memberLeft } from './events.ts'
import { roleSet, withRoles, without } from './member.ts'
import { deleteMemberRow, lockedMembers, memberRows, updateRolesRow } from './member.sql.ts'
import { personIdOf } from './person.ts'

export const listMembers = query({
  name: 'people.member.list',
  path: '/people/organisations/{organisationId}/members',
  summary: 'Members of an organisation with their roles',
  access: member(...roles),
  input: z.object({ organisationId: id }),
  output: z.object({
    members: z.array(
      z.object({
        personId: id,
        name: z.string(),
        roles: z.array(z.enum(roles)),
        /** The one store of a keeper. */
        storeId: id.nullable(),
        joinedAt: z.iso.datetime(),
      }),
    ),
  }),
  async run({ sql }, { organisationId }) {
    const rows = await memberRows(sql, organisationId)
    return { members: rows.map((row) => ({ ...row, roles: [...row.roles], joinedAt: row.joinedAt.toISOString() })) }
  },
})

export const changeRole = operation({
  name: 'people.member.change_role',
  method: 'PUT',
  path: '/people/organisations/{organisationId}/members/{personId}/roles',
  summary: 'Gives a member other roles; the last owner stays one',
  access: member(),
  input: z.object({ organisationId: id, personId: id, roles: roleSet }),
  output: z.object({ personId: id, roles: z.array(z.enum(roles)) }),
  refusals: ['people.member.unknown', 'people.member.last_owner'],
  audit: (input) => ({ personId: input.personId, roles: input.roles }),
  async run({ tx }, { organisationId, personId, roles: chosen }) {
    withRoles(await lockedMembers(tx, organisationId), personId, chosen)
    await updateRolesRow(tx, organisationId, personId, chosen)
    return { personId, roles: chosen }
  },
})

export const removeMember = operation({
  name: 'people.member.remove',
  method: 'DELETE',
  path: '/people/organisations/{organisationId}/members/{personId}',
  summary: 'Removes a member; the last owner stays',
  access: member(),
  input: z.object({ organisationId: id, personId: id }),
  output: z.object({ personId: id }),
  refusals: ['people.member.unknown', 'people.member.last_owner'],
  async run({ tx }, { organisationId, personId }) {
    without(await lockedMembers(tx, organisationId), personId)
    await deleteMemberRow(tx, organisationId, personId)
    tx.effects.publish(memberLeft(organisationId, personId))
    return { personId }
  },
})

export const leaveOrganisation = operation({
  name: 'people.member.leave',
  method: 'POST',
  path: '/people/organisations/{organisationId}/leave',
  summary: 'Leaves an organisation; the last owner stays',
  access: member(...roles),
  input: z.object({ organisationId: id }),
  output: z.object({ personId: id }),
  refusals: ['people.member.unknown', 'people.member.last_owner'],
  async run({ tx, actor }, { organisationId }) {
    const personId = personIdOf(actor)
    without(await lockedMembers(tx, organisationId), personId)
    await deleteMemberRow(tx, organisationId, personId)
    tx.effects.publish(memberLeft(organisationId, personId))
    return { personId }
  },
})
