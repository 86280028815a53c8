import { describe, expect, test } from 'vitest'
import { uuidv7 } from '../../kernel/ids.ts'
import {
  approveApplication,
  listApplications,
  listOwnApplications,
  refuseApplication,
  submitApplication,
} from './application.ops.ts'
import { approveSelling, readOrganisation, readOwnOrganisation, updateOrganisation } from './organisation.ops.ts'
import { organisation, organisationsById } from './organisation.sql.ts'
import { readMe } from './person.ops.ts'
import { villages } from './places/places.ts'
import {
  aVillage,
  asPerson,
  found,
  guest,
  newPerson,
  officer,
  openPeople,
  organised,
  outcome,
  runRequested,
} from './testing.ts'

const people = await openPeople()
const office = await officer(people)
const village = aVillage
const otherVillage = villages()[1]?.code ?? ''

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
    await runRequested(people, 'people.tell_verdict')
    expect(people.messages.sentMail.find((mail) => mail.to === 'zhao@example.com')?.subject).toBe(
      '赵家茶园的申请已通过',
    )
  })

  test('approved twice at once, it is one organisation', async () => {
    const applicant = await asPerson(people, await newPerson(people))
    const { applicationId } = await people.act(applicant, submitApplication, {
      ...application,
      nameZh: '双份',
      villageCode: village,
    })
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => outcome(people.act(office, approveApplication, { applicationId }))),
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
    expect(await outcome(people.act(office, refuseApplication, { applicationId, reasons: '  ' }))).toBe(
      'kernel.invalid_input',
    )
    await people.act(office, refuseApplication, { applicationId, reasons: '请附上营业执照编号' })
    expect((await people.act(applicant, listOwnApplications, {})).applications).toMatchObject([
      { state: 'refused', reasons: '请附上营业执照编号' },
    ])
    expect(await outcome(people.act(office, approveApplication, { applicationId }))).toBe('people.application.decided')
    await runRequested(people, 'people.tell_verdict')
    expect(people.messages.sentSms.findLast((sms) => sms.phone === '+8613900139000')?.text).toContain('没有通过')
  })

  test('nobody decides their own, strangers decide nothing', async () => {
    const { applicationId } = await people.act(office, submitApplication, {
      ...application,
      nameZh: '自己的',
      villageCode: village,
    })
    expect(await outcome(people.act(office, approveApplication, { applicationId }))).toBe('people.application.own')
    const { actors } = await organised(people, 1)
    const [stranger = guest] = actors
    expect(await outcome(people.act(stranger, approveApplication, { applicationId }))).toBe('kernel.not_allowed')
    expect(await outcome(people.act(stranger, refuseApplication, { applicationId, reasons: '不' }))).toBe(
      'kernel.not_allowed',
    )
    expect(await outcome(people.act(stranger, listApplications, {}))).toBe('kernel.not_allowed')
    expect(await outcome(people.act(guest, submitApplication, { ...application, villageCode: village }))).toBe(
      'kernel.sign_in_required',
    )
  })

  test('three may wait at once, however many are sent together; villages must exist', async () => {
    const applicant = await asPerson(people, await newPerson(people))
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        outcome(people.act(applicant, submitApplication, { ...application, nameZh: `急${n}`, villageCode: village })),
      ),
    )
    expect(outcomes.filter((answer) => answer === 'done')).toHaveLength(3)
    expect(outcomes.filter((answer) => answer === 'people.application.too_many')).toHaveLength(3)
    expect(
      await outcome(people.act(applicant, submitApplication, { ...application, villageCode: '331123999999' })),
    ).toBe('people.village.unknown')
  })

  test('a name is taken once in a village', async () => {
    await found(people, '同名', await newPerson(people))
    const applicant = await asPerson(people, await newPerson(people))
    const { applicationId } = await people.act(applicant, submitApplication, {
      ...application,
      nameZh: '同名',
      villageCode: village,
    })
    expect(await outcome(people.act(office, approveApplication, { applicationId }))).toBe(
      'people.organisation.name_taken',
    )
    expect((await people.act(applicant, listOwnApplications, {})).applications).toMatchObject([{ state: 'submitted' }])
  })
})

describe('organisations', () => {
  test('everyone sees the public side, members the contact, nobody outside the account', async () => {
    const { organisationId, actors } = await organised(people, 1)
    await people.act(office, approveSelling, { organisationId, sellerAccount: `2088-${organisationId.slice(-6)}` })
    const open = await people.act(guest, readOrganisation, { organisationId })
    expect(open).toMatchObject({ kind: 'cooperative', villageCode: village, sells: true })
    expect(Object.keys(open)).not.toContain('sellerAccount')
    expect(await people.act(actors[0] ?? guest, readOwnOrganisation, { organisationId })).toMatchObject({
      contactName: '甲',
    })
    expect(await outcome(people.act(office, readOwnOrganisation, { organisationId }))).toBe('kernel.not_allowed')
    expect(await outcome(people.act(guest, readOrganisation, { organisationId: uuidv7(new Date()) }))).toBe(
      'people.organisation.unknown',
    )
    await people.app.database.read(async (sql) => {
      expect((await organisation(sql, organisationId))?.sellerAccount).toMatch(/^2088-/)
      expect([...(await organisationsById(sql, [organisationId, uuidv7(new Date())])).keys()]).toEqual([organisationId])
    })
  })

  test('an account at the gateway belongs to one organisation, also when two are set at once', async () => {
    const both = await Promise.all([organised(people, 1), organised(people, 1)])
    const outcomes = await Promise.all(
      both.map(({ organisationId }) =>
        outcome(people.act(office, approveSelling, { organisationId, sellerAccount: '2088same' })),
      ),
    )
    expect(outcomes.toSorted()).toEqual(['done', 'people.organisation.seller_account_taken'])
  })

  test('owners change what may be changed', async () => {
    const { organisationId, actors } = await organised(people, 1)
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
    expect(await outcome(people.act(office, updateOrganisation, change))).toBe('kernel.not_allowed')
    expect(await outcome(people.act(owner, updateOrganisation, { ...change, contactPhone: '12' }))).toBe(
      'kernel.invalid_input',
    )
  })
})
