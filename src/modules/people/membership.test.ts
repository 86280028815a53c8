import { describe, expect, test } from 'vitest'
import type { Actor } from '../../kernel/actor.ts'
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  readInvitation,
  revokeInvitation,
} from './invitation.ops.ts'
import { changeRole, leaveOrganisation, listMembers, removeMember } from './member.ops.ts'
import { asPerson, guest, newPerson, onDatabase, openPeople, organised, outcome, runRequested } from './testing.ts'

const people = await openPeople()

describe('the last owner', () => {
  test('cannot leave, be removed or step down', async () => {
    const { organisationId, ids, actors } = await organised(people, 1)
    const [owner = guest] = actors
    const [personId = ''] = ids
    expect(await outcome(people.act(owner, leaveOrganisation, { organisationId }))).toBe('people.member.last_owner')
    expect(await outcome(people.act(owner, removeMember, { organisationId, personId }))).toBe(
      'people.member.last_owner',
    )
    expect(await outcome(people.act(owner, changeRole, { organisationId, personId, roles: ['seller'] }))).toBe(
      'people.member.last_owner',
    )
  })

  test('is one of those who all leave at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { organisationId, actors, ids } = await organised(people, 4)
      const outcomes = await Promise.all(
        actors.map((actor, at) =>
          outcome(
            at % 2 === 0
              ? people.act(actor, leaveOrganisation, { organisationId })
              : people.act(actor, changeRole, { organisationId, personId: ids[at] ?? '', roles: ['packer'] }),
          ),
        ),
      )
      expect(outcomes.filter((answer) => answer === 'people.member.last_owner')).toHaveLength(1)
      const rows = await onDatabase(
        people,
        `SELECT 1 FROM people.membership WHERE organisation_id = '${organisationId}' AND 'owner' = ANY (roles)`,
      )
      expect(rows).toHaveLength(1)
    }
  })

  test('is held by the database itself', async () => {
    const { organisationId, ids } = await organised(people, 2)
    const leave = (personId = '') =>
      onDatabase(
        people,
        `DELETE FROM people.membership WHERE organisation_id = '${organisationId}' AND person_id = '${personId}'`,
      )
    const outcomes = await Promise.all(ids.map((id) => outcome(leave(id))))
    expect(outcomes.toSorted()).toEqual(['23514', 'done'])
    expect(
      await outcome(
        onDatabase(
          people,
          `UPDATE people.membership SET roles = '{packer}' WHERE organisation_id = '${organisationId}'`,
        ),
      ),
    ).toBe('23514')
  })
})

describe('members', () => {
  test('strangers and plain members change nothing; members see each other', async () => {
    const { organisationId, actors, ids } = await organised(people, 2)
    const [owner = guest] = actors
    const personId = ids[1] ?? ''
    await people.act(owner, changeRole, { organisationId, personId, roles: ['packer', 'seller'] })
    const packer = await asPerson(people, personId)
    expect((await people.act(packer, listMembers, { organisationId })).members).toMatchObject([
      { roles: ['owner'] },
      { roles: ['seller', 'packer'] },
    ])
    expect(await outcome(people.act(packer, removeMember, { organisationId, personId: ids[0] ?? '' }))).toBe(
      'kernel.not_allowed',
    )
    const other = await organised(people, 1)
    const [stranger = guest] = other.actors
    expect(await outcome(people.act(stranger, listMembers, { organisationId }))).toBe('kernel.not_allowed')
    expect(await outcome(people.act(stranger, removeMember, { organisationId, personId }))).toBe('kernel.not_allowed')
    expect(await outcome(people.act(owner, removeMember, { organisationId, personId: other.ids[0] ?? '' }))).toBe(
      'people.member.unknown',
    )
    await people.act(packer, leaveOrganisation, { organisationId })
    expect((await people.act(owner, listMembers, { organisationId })).members).toHaveLength(1)
  })
})

describe('invitations', () => {
  const invite = async (organisationId: string, owner: Actor) => {
    const made = await people.act(owner, createInvitation, { organisationId, roles: ['packer'], channel: 'link' })
    return { ...made, token: made.token ?? '' }
  }

  test('a link joins one person once', async () => {
    const { organisationId, actors } = await organised(people, 1)
    const [owner = guest] = actors
    const { token } = await invite(organisationId, owner)
    expect(await people.act(guest, readInvitation, { token })).toMatchObject({ organisationId, roles: ['packer'] })
    expect(await outcome(people.act(guest, acceptInvitation, { token }))).toBe('kernel.sign_in_required')
    const joiner = await asPerson(people, await newPerson(people))
    expect(await people.act(joiner, acceptInvitation, { token })).toEqual({ organisationId, roles: ['packer'] })
    expect(await outcome(people.act(joiner, acceptInvitation, { token }))).toBe('people.invitation.used')
    expect(await outcome(people.act(guest, readInvitation, { token }))).toBe('people.invitation.used')
  })

  test('of five who race, one joins', async () => {
    const { organisationId, actors } = await organised(people, 1)
    const [owner = guest] = actors
    const { token } = await invite(organisationId, owner)
    const racers = await Promise.all(Array.from({ length: 5 }, async () => asPerson(people, await newPerson(people))))
    const outcomes = await Promise.all(racers.map((racer) => outcome(people.act(racer, acceptInvitation, { token }))))
    expect(outcomes.filter((answer) => answer === 'done')).toHaveLength(1)
    expect(outcomes.filter((answer) => answer === 'people.invitation.used')).toHaveLength(4)
    expect((await people.act(owner, listMembers, { organisationId })).members).toHaveLength(2)
  })

  test('after seven days, withdrawn or made up, it is nothing; a member does not spend it', async () => {
    const { organisationId, actors } = await organised(people, 1)
    const [owner = guest] = actors
    const joiner = await asPerson(people, await newPerson(people))
    const old = await invite(organisationId, owner)
    expect(await outcome(people.act(owner, acceptInvitation, { token: old.token }))).toBe(
      'people.invitation.already_member',
    )
    expect(await people.act(guest, readInvitation, { token: old.token })).toBeTruthy()
    people.clock.advance(7 * 86_400)
    expect(await outcome(people.act(joiner, acceptInvitation, { token: old.token }))).toBe('people.invitation.expired')
    const withdrawn = await invite(organisationId, owner)
    const stranger = (await organised(people, 1)).actors[0] ?? guest
    expect(
      await outcome(people.act(stranger, revokeInvitation, { organisationId, invitationId: withdrawn.invitationId })),
    ).toBe('kernel.not_allowed')
    await people.act(owner, revokeInvitation, { organisationId, invitationId: withdrawn.invitationId })
    expect(await outcome(people.act(joiner, acceptInvitation, { token: withdrawn.token }))).toBe(
      'people.invitation.revoked',
    )
    expect((await people.act(owner, listInvitations, { organisationId })).invitations).toEqual([])
    expect(await outcome(people.act(joiner, acceptInvitation, { token: 'A'.repeat(43) }))).toBe(
      'people.invitation.unknown',
    )
  })

  test('by mail and phone it is sent to the one invited, and kept as a hash', async () => {
    const { organisationId, actors } = await organised(people, 1)
    const [owner = guest] = actors
    const mailed = await people.act(owner, createInvitation, {
      organisationId,
      roles: ['seller'],
      channel: 'email',
      recipient: 'New@Example.com',
    })
    const texted = await people.act(owner, createInvitation, {
      organisationId,
      roles: ['seller'],
      channel: 'phone',
      recipient: '137 0013 7000',
    })
    expect([mailed.token, texted.token]).toEqual([null, null])
    await runRequested(people, 'people.send_invitation')
    const letter = people.messages.sentMail.findLast((mail) => mail.to === 'new@example.com')
    const token = letter?.text.match(/\/invitation\/([\w-]{43})/)?.[1] ?? ''
    expect(people.messages.sentSms.findLast((sms) => sms.phone === '+8613700137000')?.text).toMatch(
      /\/invitation\/[\w-]{43}/,
    )
    expect(JSON.stringify(await onDatabase(people, 'SELECT row_to_json(i) FROM people.invitation i'))).not.toContain(
      token,
    )
    const joiner = await asPerson(people, await newPerson(people))
    expect(await people.act(joiner, acceptInvitation, { token })).toMatchObject({ roles: ['seller'] })
    const packer = await asPerson(people, await newPerson(people))
    expect(
      await outcome(people.act(packer, createInvitation, { organisationId, roles: ['owner'], channel: 'link' })),
    ).toBe('kernel.not_allowed')
  })
})
