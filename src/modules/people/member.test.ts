import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { staffRoles } from '../../kernel/actor.ts'
import type { Role } from '../../kernel/actor.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Member } from './member.ts'
import { roleSet, withRoles, without } from './member.ts'

const someRoles = fc.subarray([...staffRoles], { minLength: 1 })
const people = ['a', 'b', 'c', 'd']
const step = fc.oneof(
  fc.record({ kind: fc.constant('leave' as const), personId: fc.constantFrom(...people, 'stranger') }),
  fc.record({
    kind: fc.constant('change' as const),
    personId: fc.constantFrom(...people, 'stranger'),
    roles: someRoles,
  }),
)

describe('members', () => {
  test('there is always an owner, whatever is tried', () => {
    fc.assert(
      fc.property(
        fc.array(someRoles, { minLength: 1, maxLength: 4 }),
        fc.array(step, { maxLength: 30 }),
        (start, steps) => {
          let members: Member[] = start.map((chosen, at) => ({
            personId: people[at] ?? '',
            roles: at === 0 ? ['owner', ...chosen] : chosen,
          }))
          for (const s of steps) {
            const owners = members.filter((m) => m.roles.includes('owner')).map((m) => m.personId)
            const isMember = members.some((m) => m.personId === s.personId)
            const endsOwnership =
              owners.length === 1 && owners[0] === s.personId && !(s.kind === 'change' && s.roles.includes('owner'))
            const expected = !isMember ? 'people.member.unknown' : endsOwnership ? 'people.member.last_owner' : 'done'
            let outcome = 'done'
            try {
              members = s.kind === 'leave' ? without(members, s.personId) : withRoles(members, s.personId, s.roles)
            } catch (error) {
              outcome = isRefusal(error) ? error.code : String(error)
            }
            expect(outcome).toBe(expected)
            expect(members.some((m) => m.roles.includes('owner'))).toBe(true)
          }
        },
      ),
    )
  })

  test('roles are taken once each, in one order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...staffRoles], { minLength: 1 }), (chosen: Role[]) => {
        expect(roleSet.parse(chosen)).toEqual(staffRoles.filter((role) => chosen.includes(role)))
      }),
    )
    expect(roleSet.safeParse([]).success).toBe(false)
    // Nobody keeps a store by a role alone: it has to be said which.
    for (const none of ['king', 'keeper']) expect(roleSet.safeParse([none]).success).toBe(false)
  })
})
