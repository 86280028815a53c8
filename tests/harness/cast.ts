import type { County } from '../../src/county.ts'
import type { Actor, Duty, Role } from '../../src/kernel/actor.ts'
import { roles } from '../../src/kernel/actor.ts'
import { guestIdOf } from '../../src/kernel/http/visit.ts'
import { addMember, foundOrganisation, makeKeeper, villages } from '../../src/modules/people/index.ts'

/** Everyone an access rule can tell apart, by name; people and organisations are really in the database. */
export type Cast = {
  actors: Readonly<Record<string, Actor>>
  /** The organisation whose members the cast names. */
  organisationId: string
  otherOrganisationId: string
}

export const GUEST_TOKEN = 'guest-of-the-tests-0123456789abc'

/** Enters two cooperatives and an office with a member for each role. */
export async function castOf(county: County): Promise<Cast> {
  const ours = await found(county, '甲', [])
  const theirs = await found(county, '乙', [])
  const office = await found(county, '办', ['service_centre'])
  const members: Record<string, Actor> = {}
  for (const role of roles.filter((r) => r !== 'owner')) members[role] = await join(county, ours.organisationId, role)
  return {
    organisationId: ours.organisationId,
    otherOrganisationId: theirs.organisationId,
    actors: {
      'guest without a token': { kind: 'guest', guestId: null },
      guest: { kind: 'guest', guestId: guestIdOf(GUEST_TOKEN) },
      stranger: person(await enter(county, '路人')),
      owner: ours.owner,
      ...members,
      'owner of another': theirs.owner,
      'office member': office.owner,
    },
  }
}

type Person = Extract<Actor, { kind: 'person' }>

const person = (personId: string, memberships: Person['memberships'] = []): Actor => ({
  kind: 'person',
  personId,
  guestId: null,
  memberships,
})

async function enter(county: County, name: string): Promise<string> {
  return county.app.ports.auth.createPerson({ name })
}

async function found(county: County, name: string, duties: readonly Duty[]) {
  const { app } = county
  const ownerId = await enter(county, `${name}社长`)
  const kind = duties.length > 0 ? 'public_office' : 'cooperative'
  const organisationId = await app.database.transact(async (tx) =>
    foundOrganisation(
      tx,
      {
        kind,
        nameZh: `${name}合作社`,
        nameEn: `Cooperative ${name}`,
        villageCode: villages()[0]?.code ?? '',
        contactName: `${name}社长`,
        contactPhone: '13800000000',
        ownerId,
        duties,
      },
      app.clock.now(),
    ),
  )
  const owner = person(ownerId, [{ organisationId, organisationKind: kind, roles: ['owner'], duties }])
  return { organisationId, owner }
}

async function join(county: County, organisationId: string, role: Role): Promise<Actor> {
  const personId = await enter(county, `成员 ${role}`)
  const { app } = county
  const storeId = role === 'keeper' ? crypto.randomUUID() : null
  await app.database.transact(async (tx) => {
    await addMember(tx, organisationId, personId, [role === 'keeper' ? 'packer' : role], app.clock.now())
    if (storeId !== null) await makeKeeper(tx, organisationId, personId, storeId)
  })
  return person(personId, [{ organisationId, organisationKind: 'cooperative', roles: [role], storeId, duties: [] }])
}
