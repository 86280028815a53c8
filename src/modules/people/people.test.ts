import pg from 'pg'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../../kernel/actor.ts'
import { runJob } from '../../kernel/jobs.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import type { JobRequest } from '../../kernel/effects.ts'
import { listAddresses, removeAddress, saveAddress } from './address.ops.ts'
import { addressOf } from './address.sql.ts'
import {
  approveApplication,
  listApplications,
  listOwnApplications,
  refuseApplication,
  submitApplication,
} from './application.ops.ts'
import { jobs, operations } from './index.ts'
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  readInvitation,
  revokeInvitation,
} from './invitation.ops.ts'
import { changeRole, leaveOrganisation, listMembers, removeMember } from './member.ops.ts'
import { insertMemberRow } from './member.sql.ts'
import {
  approveSelling,
  foundOrganisation,
  readOrganisation,
  readOwnOrganisation,
  updateOrganisation,
} from './organisation.ops.ts'
import { organisation, organisationsById } from './organisation.sql.ts'
import { exportData, readMe, requestErasure, withdrawErasure } from './person.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'
import { villages } from './places/places.ts'
import { asPerson, browser, guest, openPeople } from './testing.ts'

const people = await openPeople()
const [village, otherVillage] = villages().map(({ code }) => code) as [string, string]

let count = 0
const newPerson = (name = `人${(count += 1)}`) => people.auth.createPerson({ name })

function found(nameZh: string, ownerId: string, more: object = {}): Promise<string> {
  const founding = {
    kind: 'cooperative',
    nameZh,
    nameEn: null,
    villageCode: village,
    contactName: '甲',
    contactPhone: '+8613800138000',
    ownerId,
  } as const
  return people.app.database.transact((tx) => foundOrganisation(tx, { ...founding, ...more }, people.clock.now()))
}

/** An organisation with owners of its own. */
async function organised(owners: number) {
  const ids = await Promise.all(Array.from({ length: owners }, () => newPerson()))
  const organisationId = await found(`合作社${(count += 1)}`, ids[0] ?? '')
  await people.app.database.transact(async (tx) => {
    people.clock.advance(1)
    for (const id of ids.slice(1)) await insertMemberRow(tx, organisationId, id, ['owner'], people.clock.now())
  })
  return { organisationId, ids, actors: await Promise.all(ids.map((id) => asPerson(people, id))) }
}

const officer = await people.auth.createPerson({ name: '何主任' })
await found('服务中心', officer, { kind: 'public_office', duties: ['service_centre'] })
const office = await asPerson(people, officer)

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string; message?: string }) => error.code ?? error.message,
  )

const application = {
  kind: 'household',
  nameZh: '赵家茶园',
  villageCode: '',
  contactName: '赵',
  contactPhone: '138 0013 8000',
} as const

describe('applications', () => {
  test('an approval makes the organisation with the applicant as its owner, and tells them', async () => {
    const id = await people.auth.createPerson({ name: '赵', email: 'zhao@example.com' })
    const applicant = await asPerson(people, id)
    const { applicationId } = await people.act(applicant, submitApplication, { ...application, villageCode: village })
    expect((await people.act(office, listApplications, {})).applications.map((a) => a.id)).toContain(applicationId)
    const { organisationId } = await people.act(office, approveApplication, { applicationId })
    expect(await people.act(applicant, readMe, {})).toMatchObject({
      memberships: [{ organisationId, kind: 'household', roles: ['owner'] }],
    })
    expect((await people.act(applicant, listOwnApplications, {})).applications).toMatchObject([
      { state: 'approved', organisationId },
    ])
    await runRequested('people.tell_verdict')
    expect(people.messages.sentMail.find((mail) => mail.to === 'zhao@example.com')?.subject).toBe(
      '赵家茶园的申请已通过',
    )
  })

  test('approved twice at once, it is one organisation', async () => {
    const applicant = await asPerson(people, await newPerson())
    const { applicationId } = await people.act(applicant, submitApplication, {
      ...application,
      nameZh: '双份',
      villageCode: village,
    })
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => code(people.act(office, approveApplication, { applicationId }))),
    )
    expect(outcomes.toSorted()).toEqual(['done', 'people.application.decided', 'people.application.decided'])
    expect((await people.act(applicant, readMe, {})).memberships).toHaveLength(1)
  })

  test('a refusal gives reasons, and is final', async () => {
    const applicant = await asPerson(people, await people.auth.createPerson({ name: '钱', phone: '+8613900139000' }))
    const { applicationId } = await people.act(applicant, submitApplication, {
      ...application,
      nameZh: '没写清',
      villageCode: village,
    })
    expect(await code(people.act(office, refuseApplication, { applicationId, reasons: '  ' }))).toBe(
      'kernel.invalid_input',
    )
    await people.act(office, refuseApplication, { applicationId, reasons: '请附上营业执照编号' })
    expect((await people.act(applicant, listOwnApplications, {})).applications).toMatchObject([
      { state: 'refused', reasons: '请附上营业执照编号' },
    ])
    expect(await code(people.act(office, approveApplication, { applicationId }))).toBe('people.application.decided')
    await runRequested('people.tell_verdict')
    expect(people.messages.sentSms.findLast((sms) => sms.phone === '+8613900139000')?.text).toContain('没有通过')
  })

  test('nobody decides their own, strangers decide nothing', async () => {
    const { applicationId } = await people.act(office, submitApplication, {
      ...application,
      nameZh: '自己的',
      villageCode: village,
    })
    expect(await code(people.act(office, approveApplication, { applicationId }))).toBe('people.application.own')
    const { actors } = await organised(1)
    const [stranger = guest] = actors
    expect(await code(people.act(stranger, approveApplication, { applicationId }))).toBe('kernel.not_allowed')
    expect(await code(people.act(stranger, refuseApplication, { applicationId, reasons: '不' }))).toBe(
      'kernel.not_allowed',
    )
    expect(await code(people.act(stranger, listApplications, {}))).toBe('kernel.not_allowed')
    expect(await code(people.act(guest, submitApplication, { ...application, villageCode: village }))).toBe(
      'kernel.sign_in_required',
    )
  })

  test('three may wait at once, however many are sent together; villages must exist', async () => {
    const applicant = await asPerson(people, await newPerson())
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        code(people.act(applicant, submitApplication, { ...application, nameZh: `急${n}`, villageCode: village })),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(3)
    expect(outcomes.filter((outcome) => outcome === 'people.application.too_many')).toHaveLength(3)
    expect(await code(people.act(applicant, submitApplication, { ...application, villageCode: '331123999999' }))).toBe(
      'people.village.unknown',
    )
  })

  test('a name is taken once in a village', async () => {
    await found('同名', await newPerson())
    const applicant = await asPerson(people, await newPerson())
    const { applicationId } = await people.act(applicant, submitApplication, {
      ...application,
      nameZh: '同名',
      villageCode: village,
    })
    expect(await code(people.act(office, approveApplication, { applicationId }))).toBe('people.organisation.name_taken')
    expect((await people.act(applicant, listOwnApplications, {})).applications).toMatchObject([{ state: 'submitted' }])
  })
})

describe('organisations', () => {
  test('everyone sees the public side, members the contact, nobody outside the account', async () => {
    const { organisationId, actors } = await organised(1)
    await people.act(office, approveSelling, { organisationId, sellerAccount: `2088-${organisationId.slice(-6)}` })
    const open = await people.act(guest, readOrganisation, { organisationId })
    expect(open).toMatchObject({ kind: 'cooperative', villageCode: village, sells: true })
    expect(Object.keys(open)).not.toContain('sellerAccount')
    expect(await people.act(actors[0] ?? guest, readOwnOrganisation, { organisationId })).toMatchObject({
      contactName: '甲',
    })
    expect(await code(people.act(office, readOwnOrganisation, { organisationId }))).toBe('kernel.not_allowed')
    expect(await code(people.act(guest, readOrganisation, { organisationId: uuidv7(new Date()) }))).toBe(
      'people.organisation.unknown',
    )
    await people.app.database.read(async (sql) => {
      expect((await organisation(sql, organisationId))?.sellerAccount).toMatch(/^2088-/)
      expect([...(await organisationsById(sql, [organisationId, uuidv7(new Date())])).keys()]).toEqual([organisationId])
    })
  })

  test('an account at the gateway belongs to one organisation, also when two are set at once', async () => {
    const both = await Promise.all([organised(1), organised(1)])
    const outcomes = await Promise.all(
      both.map(({ organisationId }) =>
        code(people.act(office, approveSelling, { organisationId, sellerAccount: '2088same' })),
      ),
    )
    expect(outcomes.toSorted()).toEqual(['done', 'people.organisation.seller_account_taken'])
  })

  test('owners change what may be changed', async () => {
    const { organisationId, actors } = await organised(1)
    const [owner = guest] = actors
    const change = {
      organisationId,
      nameEn: 'Mist Tea',
      villageCode: otherVillage,
      contactName: '乙',
      contactPhone: '13900139000',
    }
    await people.act(owner, updateOrganisation, change)
    expect(await people.act(guest, readOrganisation, { organisationId })).toMatchObject({
      nameEn: 'Mist Tea',
      villageCode: otherVillage,
    })
    expect(await code(people.act(office, updateOrganisation, change))).toBe('kernel.not_allowed')
    expect(await code(people.act(owner, updateOrganisation, { ...change, contactPhone: '12' }))).toBe(
      'kernel.invalid_input',
    )
  })
})

describe('the last owner', () => {
  test('cannot leave, be removed or step down', async () => {
    const { organisationId, ids, actors } = await organised(1)
    const [owner = guest] = actors
    const [personId = ''] = ids
    expect(await code(people.act(owner, leaveOrganisation, { organisationId }))).toBe('people.member.last_owner')
    expect(await code(people.act(owner, removeMember, { organisationId, personId }))).toBe('people.member.last_owner')
    expect(await code(people.act(owner, changeRole, { organisationId, personId, roles: ['seller'] }))).toBe(
      'people.member.last_owner',
    )
  })

  test('is one of those who all leave at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { organisationId, actors, ids } = await organised(4)
      const outcomes = await Promise.all(
        actors.map((actor, at) =>
          code(
            at % 2 === 0
              ? people.act(actor, leaveOrganisation, { organisationId })
              : people.act(actor, changeRole, { organisationId, personId: ids[at] ?? '', roles: ['packer'] }),
          ),
        ),
      )
      expect(outcomes.filter((outcome) => outcome === 'people.member.last_owner')).toHaveLength(1)
      const rows = await onDatabase(
        `SELECT 1 FROM people.membership WHERE organisation_id = '${organisationId}' AND 'owner' = ANY (roles)`,
      )
      expect(rows).toHaveLength(1)
    }
  })

  test('is held by the database itself', async () => {
    const { organisationId, ids } = await organised(2)
    const leave = (personId = '') =>
      onDatabase(
        `DELETE FROM people.membership WHERE organisation_id = '${organisationId}' AND person_id = '${personId}'`,
      )
    const outcomes = await Promise.all(ids.map((id) => code(leave(id))))
    expect(outcomes.toSorted()).toEqual(['23514', 'done'])
    expect(
      await code(
        onDatabase(`UPDATE people.membership SET roles = '{packer}' WHERE organisation_id = '${organisationId}'`),
      ),
    ).toBe('23514')
  })
})

describe('members', () => {
  test('strangers and plain members change nothing; members see each other', async () => {
    const { organisationId, actors, ids } = await organised(2)
    const [owner = guest] = actors
    const personId = ids[1] ?? ''
    await people.act(owner, changeRole, { organisationId, personId, roles: ['packer', 'seller'] })
    const packer = await asPerson(people, personId)
    expect((await people.act(packer, listMembers, { organisationId })).members).toMatchObject([
      { roles: ['owner'] },
      { roles: ['seller', 'packer'] },
    ])
    expect(await code(people.act(packer, removeMember, { organisationId, personId: ids[0] ?? '' }))).toBe(
      'kernel.not_allowed',
    )
    const other = await organised(1)
    const [stranger = guest] = other.actors
    expect(await code(people.act(stranger, listMembers, { organisationId }))).toBe('kernel.not_allowed')
    expect(await code(people.act(stranger, removeMember, { organisationId, personId }))).toBe('kernel.not_allowed')
    expect(await code(people.act(owner, removeMember, { organisationId, personId: other.ids[0] ?? '' }))).toBe(
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
    const { organisationId, actors } = await organised(1)
    const [owner = guest] = actors
    const { token } = await invite(organisationId, owner)
    expect(await people.act(guest, readInvitation, { token })).toMatchObject({ organisationId, roles: ['packer'] })
    expect(await code(people.act(guest, acceptInvitation, { token }))).toBe('kernel.sign_in_required')
    const joiner = await asPerson(people, await newPerson())
    expect(await people.act(joiner, acceptInvitation, { token })).toEqual({ organisationId, roles: ['packer'] })
    expect(await code(people.act(joiner, acceptInvitation, { token }))).toBe('people.invitation.used')
    expect(await code(people.act(guest, readInvitation, { token }))).toBe('people.invitation.used')
  })

  test('of five who race, one joins', async () => {
    const { organisationId, actors } = await organised(1)
    const [owner = guest] = actors
    const { token } = await invite(organisationId, owner)
    const racers = await Promise.all(Array.from({ length: 5 }, async () => asPerson(people, await newPerson())))
    const outcomes = await Promise.all(racers.map((racer) => code(people.act(racer, acceptInvitation, { token }))))
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'people.invitation.used')).toHaveLength(4)
    expect((await people.act(owner, listMembers, { organisationId })).members).toHaveLength(2)
  })

  test('after seven days, withdrawn or made up, it is nothing; a member does not spend it', async () => {
    const { organisationId, actors } = await organised(1)
    const [owner = guest] = actors
    const joiner = await asPerson(people, await newPerson())
    const old = await invite(organisationId, owner)
    expect(await code(people.act(owner, acceptInvitation, { token: old.token }))).toBe(
      'people.invitation.already_member',
    )
    expect(await people.act(guest, readInvitation, { token: old.token })).toBeTruthy()
    people.clock.advance(7 * 86_400)
    expect(await code(people.act(joiner, acceptInvitation, { token: old.token }))).toBe('people.invitation.expired')
    const withdrawn = await invite(organisationId, owner)
    const stranger = (await organised(1)).actors[0] ?? guest
    expect(
      await code(people.act(stranger, revokeInvitation, { organisationId, invitationId: withdrawn.invitationId })),
    ).toBe('kernel.not_allowed')
    await people.act(owner, revokeInvitation, { organisationId, invitationId: withdrawn.invitationId })
    expect(await code(people.act(joiner, acceptInvitation, { token: withdrawn.token }))).toBe(
      'people.invitation.revoked',
    )
    expect((await people.act(owner, listInvitations, { organisationId })).invitations).toEqual([])
    expect(await code(people.act(joiner, acceptInvitation, { token: 'A'.repeat(43) }))).toBe(
      'people.invitation.unknown',
    )
  })

  test('by mail and phone it is sent to the one invited, and kept as a hash', async () => {
    const { organisationId, actors } = await organised(1)
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
    await runRequested('people.send_invitation')
    const letter = people.messages.sentMail.findLast((mail) => mail.to === 'new@example.com')
    const token = letter?.text.match(/\/invitation\/([\w-]{43})/)?.[1] ?? ''
    expect(people.messages.sentSms.findLast((sms) => sms.phone === '+8613700137000')?.text).toMatch(
      /\/invitation\/[\w-]{43}/,
    )
    expect(JSON.stringify(await onDatabase('SELECT row_to_json(i) FROM people.invitation i'))).not.toContain(token)
    const joiner = await asPerson(people, await newPerson())
    expect(await people.act(joiner, acceptInvitation, { token })).toMatchObject({ roles: ['seller'] })
    const packer = await asPerson(people, await newPerson())
    expect(
      await code(people.act(packer, createInvitation, { organisationId, roles: ['owner'], channel: 'link' })),
    ).toBe('kernel.not_allowed')
  })
})

describe('the address book', () => {
  const address = { recipient: '林小姐', phone: '13800138000', countyCode: '330106', detail: '文三路 1 号' }

  test('is its person’s alone', async () => {
    const id = await newPerson()
    const person = await asPerson(people, id)
    const { addressId } = await people.act(person, saveAddress, address)
    expect((await people.act(person, listAddresses, {})).addresses).toMatchObject([
      {
        provinceCode: '33',
        cityCode: '3301',
        countyCode: '330106',
        region: '浙江省杭州市西湖区',
        phone: '+8613800138000',
      },
    ])
    const strangerId = await newPerson()
    const stranger = await asPerson(people, strangerId)
    expect(await code(people.act(stranger, saveAddress, { ...address, addressId }))).toBe('people.address.unknown')
    expect(await code(people.act(stranger, removeAddress, { addressId }))).toBe('people.address.unknown')
    await people.app.database.read(async (sql) => {
      expect(await addressOf(sql, strangerId, addressId)).toBeNull()
      expect(await addressOf(sql, id, addressId)).toMatchObject({ detail: '文三路 1 号' })
    })
    expect(await code(people.act(person, saveAddress, { ...address, countyCode: '999999' }))).toBe(
      'people.address.unknown_county',
    )
    await people.act(person, removeAddress, { addressId })
    expect((await people.act(person, listAddresses, {})).addresses).toEqual([])
    expect(await code(people.act(guest, listAddresses, {}))).toBe('kernel.sign_in_required')
  })

  test('holds twenty, also when thirty are saved at once', async () => {
    const person = await asPerson(people, await newPerson())
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, n) => code(people.act(person, saveAddress, { ...address, detail: `${n} 号` }))),
    )
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(20)
    expect(outcomes.filter((outcome) => outcome === 'people.address.too_many')).toHaveLength(10)
  })
})

describe('personal data', () => {
  test('is exported whole, and erased after seven days unless withdrawn', async () => {
    const id = await people.auth.createPerson({
      name: '秦',
      email: 'qin@example.com',
      phone: '+8613600136000',
      password: 'a long enough one',
    })
    const visitor = browser(people.auth)
    await visitor.ask('/sign-in/email', { email: 'qin@example.com', password: 'a long enough one' })
    const person = await asPerson(people, id)
    await people.act(person, saveAddress, {
      recipient: '秦',
      phone: '13600136000',
      countyCode: '330106',
      detail: '某路',
    })
    await people.act(person, submitApplication, { ...application, nameZh: '秦家', villageCode: village })
    const { data } = await people.act(person, exportData, {})
    expect(data).toMatchObject({
      person: { email: 'qin@example.com', phone: '+8613600136000' },
      sessions: [{}],
      addresses: [{ detail: '某路' }],
      applications: [{ name_zh: '秦家' }],
    })

    await people.act(person, requestErasure, {})
    await people.act(person, withdrawErasure, {})
    people.clock.advance(8 * 86_400)
    await runJob(people.app, named('people.erase_due'), {})
    expect(await people.act(person, readMe, {})).toMatchObject({ name: '秦' })

    await people.act(person, requestErasure, {})
    people.clock.advance(6 * 86_400)
    await runJob(people.app, named('people.erase_due'), {})
    expect(await people.act(person, readMe, {})).toMatchObject({ name: '秦' })
    people.clock.advance(2 * 86_400)
    await runJob(people.app, named('people.erase_due'), {})
    expect(await visitor.identify()).toBeNull()
    const everything = JSON.stringify(await onDatabase(await wholeModule()))
    for (const trace of ['qin@example.com', '13600136000', '某路', '秦']) expect(everything).not.toContain(trace)
    expect(
      (await browser(people.auth).ask('/sign-in/email', { email: 'qin@example.com', password: 'a long enough one' }))
        .status,
    ).toBe(401)
  })

  test('a sole owner hands over first', async () => {
    const { actors } = await organised(1)
    expect(await code(people.act(actors[0] ?? guest, requestErasure, {}))).toBe('people.erasure.last_owner')
  })

  test('of two owners who both ask, the second waits for a successor', async () => {
    const { actors, ids, organisationId } = await organised(2)
    for (const actor of actors) await people.act(actor, requestErasure, {})
    people.clock.advance(8 * 86_400)
    await runJob(people.app, named('people.erase_due'), {})
    const left = await onDatabase(`SELECT person_id FROM people.membership WHERE organisation_id = '${organisationId}'`)
    expect(left).toHaveLength(1)
    expect(ids).toContain((left[0] as { person_id: string }).person_id)
  })

  test('what has run out is removed', async () => {
    people.clock.advance(100 * 86_400)
    await runJob(people.app, named('people.remove_outdated'), {})
    expect(
      await onDatabase(
        'SELECT 1 FROM people.session UNION ALL SELECT 1 FROM people.attempt UNION ALL SELECT 1 FROM people.invitation',
      ),
    ).toEqual([])
  })
})

describe('declarations', () => {
  test('every refusal has its words in both languages, and every operation an own name and path', () => {
    const codes = operations.flatMap((o) => o.refusals ?? []).filter((refusal) => refusal.startsWith('people.'))
    for (const refusal of codes) expect([refusal, refusal in zh, refusal in en]).toEqual([refusal, true, true])
    expect(new Set(operations.map((o) => o.name)).size).toBe(operations.length)
    expect(new Set(operations.map((o) => `${o.method} ${o.path}`)).size).toBe(operations.length)
  })
})

const named = (name: string) => jobs.find((job) => job.name === name) ?? expect.fail(`no job ${name}`)

/** Runs what operations asked for, as the worker would. */
async function runRequested(name: string): Promise<void> {
  const rows = (await onDatabase(
    `SELECT j.id, t.identifier AS name, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = '${name}'`,
  )) as ({ id: string } & JobRequest)[]
  for (const row of rows) {
    await runJob(people.app, named(row.name), row.payload)
    await onDatabase(`DELETE FROM graphile_worker._private_jobs WHERE id = ${row.id}`)
  }
}

async function wholeModule(): Promise<string> {
  const tables = (await onDatabase(
    `SELECT table_name FROM information_schema.tables WHERE table_schema = 'people'`,
  )) as { table_name: string }[]
  return tables
    .map(({ table_name: table }) => `SELECT '${table}', to_jsonb(t)::text FROM people.${table} t`)
    .join(' UNION ALL ')
}

async function onDatabase(text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: people.databaseUrl })
  await client.connect()
  try {
    return (await client.query(text)).rows as unknown[]
  } finally {
    await client.end()
  }
}
