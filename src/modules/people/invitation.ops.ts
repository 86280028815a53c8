import { z } from 'zod'
import { anyone, member, signedIn } from '../../kernel/access.ts'
import { roles } from '../../kernel/actor.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { email, phone } from './contact.ts'
import { memberJoined } from './events.ts'
import { channels } from './channel.ts'
import { OPEN_INVITATIONS_MAX, invitationExpiry, openInvitation, tokenHash } from './invitation.ts'
import {
  acceptInvitationRow,
  insertInvitationRow,
  invitationByToken,
  lockedInvitation,
  openInvitationRows,
  revokeInvitationRow,
} from './invitation.sql.ts'
import { roleSet } from './member.ts'
import { insertMemberRow } from './member.sql.ts'
import { personIdOf } from './person.ts'

const token = z.string().regex(/^[\w-]{43}$/)

const invited = z.discriminatedUnion('channel', [
  z.object({ channel: z.literal('email'), recipient: email }),
  z.object({ channel: z.literal('phone'), recipient: phone }),
  z.object({ channel: z.literal('link'), recipient: z.null().optional() }),
])

export const createInvitation = operation({
  name: 'people.invitation.create',
  method: 'POST',
  path: '/people/organisations/{organisationId}/invitations',
  summary: 'Invites someone by e-mail, phone or a link to hand over; good once and for 7 days',
  access: member(),
  limitPerMinute: 20,
  input: z.intersection(z.object({ organisationId: id, roles: roleSet }), invited),
  output: z.object({ invitationId: id, expiresAt: z.iso.datetime(), token: token.nullable() }),
  refusals: ['people.invitation.too_many'],
  audit: (input, output) => ({ invitationId: output.invitationId, roles: input.roles, channel: input.channel }),
  async run({ tx, actor, now, lang, ports }, { organisationId, roles: chosen, channel, recipient }) {
    const invitationId = uuidv7(now)
    const secret = ports.auth.invitationToken(invitationId)
    const expiresAt = invitationExpiry(now)
    const invitation = {
      id: invitationId,
      organisationId,
      roles: chosen,
      channel,
      recipient: recipient ?? null,
      expiresAt,
      lang,
    }
    const made = await insertInvitationRow(
      tx,
      { ...invitation, invitedBy: personIdOf(actor), tokenHash: tokenHash(secret) },
      now,
    )
    if (!made) refuse('people.invitation.too_many', { limit: OPEN_INVITATIONS_MAX })
    if (channel !== 'link') tx.effects.request({ name: 'people.send_invitation', payload: { invitationId } })
    return { invitationId, expiresAt: expiresAt.toISOString(), token: channel === 'link' ? secret : null }
  },
})

export const listInvitations = query({
  name: 'people.invitation.list',
  path: '/people/organisations/{organisationId}/invitations',
  summary: 'Invitations not yet accepted',
  access: member(),
  input: z.object({ organisationId: id }),
  output: z.object({
    invitations: z.array(
      z.object({
        id,
        roles: z.array(z.enum(roles)),
        channel: z.enum(channels),
        recipient: z.string().nullable(),
        expiresAt: z.iso.datetime(),
      }),
    ),
  }),
  async run({ sql, now }, { organisationId }) {
    const rows = await openInvitationRows(sql, organisationId, now)
    return {
      invitations: rows.map(({ id: invitationId, roles: chosen, channel, recipient, expiresAt }) => ({
        id: invitationId,
        roles: [...chosen],
        channel,
        recipient,
        expiresAt: expiresAt.toISOString(),
      })),
    }
  },
})

const OPEN_REFUSALS = [
  'people.invitation.unknown',
  'people.invitation.used',
  'people.invitation.revoked',
  'people.invitation.expired',
]

export const readInvitation = query({
  name: 'people.invitation.read',
  path: '/people/invitation',
  summary: 'What an invitation offers, for whoever holds its link',
  access: anyone,
  limitPerMinute: 60,
  input: z.object({ token }),
  output: z.object({
    organisationId: id,
    nameZh: z.string(),
    nameEn: z.string().nullable(),
    roles: z.array(z.enum(roles)),
  }),
  refusals: OPEN_REFUSALS,
  async run({ sql, now }, input) {
    const found = openInvitation(await invitationByToken(sql, tokenHash(input.token)), now)
    return { organisationId: found.organisationId, nameZh: found.nameZh, nameEn: found.nameEn, roles: [...found.roles] }
  },
})

export const acceptInvitation = operation({
  name: 'people.invitation.accept',
  method: 'POST',
  path: '/people/invitation/acceptance',
  summary: 'Joins the organisation that invited; whoever holds the link may, once',
  access: signedIn,
  limitPerMinute: 30,
  input: z.object({ token }),
  output: z.object({ organisationId: id, roles: z.array(z.enum(roles)) }),
  refusals: [...OPEN_REFUSALS, 'people.invitation.already_member'],
  async run({ tx, actor, now }, input) {
    const personId = personIdOf(actor)
    const found = openInvitation(await lockedInvitation(tx, tokenHash(input.token)), now)
    const joined = await insertMemberRow(tx, found.organisationId, personId, found.roles, now)
    if (!joined) refuse('people.invitation.already_member')
    await acceptInvitationRow(tx, found.id, personId, now)
    tx.effects.publish(memberJoined(found.organisationId, personId, found.roles))
    return { organisationId: found.organisationId, roles: [...found.roles] }
  },
})

export const revokeInvitation = operation({
  name: 'people.invitation.revoke',
  method: 'DELETE',
  path: '/people/organisations/{organisationId}/invitations/{invitationId}',
  summary: 'Withdraws an invitation not yet accepted',
  access: member(),
  input: z.object({ organisationId: id, invitationId: id }),
  output: z.object({ invitationId: id }),
  refusals: ['people.invitation.unknown'],
  async run({ tx, now }, { organisationId, invitationId }) {
    if (!(await revokeInvitationRow(tx, organisationId, invitationId, now))) refuse('people.invitation.unknown')
    return { invitationId }
  },
})
