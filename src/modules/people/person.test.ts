import { describe, expect, test } from 'vitest'
import { listAddresses, removeAddress, saveAddress } from './address.ops.ts'
import { addressOf } from './address.sql.ts'
import { submitApplication } from './application.ops.ts'
import { operations } from './index.ts'
import { exportData, readMe, requestErasure, withdrawErasure } from './person.ops.ts'
import {
  aVillage,
  asPerson,
  browser,
  guest,
  newPerson,
  onDatabase,
  openPeople,
  organised,
  outcome,
  runNamed,
} from './testing.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

const people = await openPeople()
const village = aVillage

const application = {
  kind: 'household',
  nameZh: '赵家茶园',
  villageCode: '',
  contactName: '赵',
  contactPhone: '138 0013 8000',
} as const

describe('the address book', () => {
  const address = { recipient: '林小姐', phone: '13800138000', countyCode: '330106', detail: '文三路 1 号' }

  test('is its person’s alone', async () => {
    const id = await newPerson(people)
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
    const strangerId = await newPerson(people)
    const stranger = await asPerson(people, strangerId)
    expect(await outcome(people.act(stranger, saveAddress, { ...address, addressId }))).toBe('people.address.unknown')
    expect(await outcome(people.act(stranger, removeAddress, { addressId }))).toBe('people.address.unknown')
    await people.app.database.read(async (sql) => {
      expect(await addressOf(sql, strangerId, addressId)).toBeNull()
      expect(await addressOf(sql, id, addressId)).toMatchObject({ detail: '文三路 1 号' })
    })
    expect(await outcome(people.act(person, saveAddress, { ...address, countyCode: '999999' }))).toBe(
      'people.address.unknown_county',
    )
    await people.act(person, removeAddress, { addressId })
    expect((await people.act(person, listAddresses, {})).addresses).toEqual([])
    expect(await outcome(people.act(guest, listAddresses, {}))).toBe('kernel.sign_in_required')
  })

  test('holds twenty, also when thirty are saved at once', async () => {
    const person = await asPerson(people, await newPerson(people))
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, n) => outcome(people.act(person, saveAddress, { ...address, detail: `${n} 号` }))),
    )
    expect(outcomes.filter((answer) => answer === 'done')).toHaveLength(20)
    expect(outcomes.filter((answer) => answer === 'people.address.too_many')).toHaveLength(10)
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
    await runNamed(people, 'people.erase_due')
    expect(await people.act(person, readMe, {})).toMatchObject({ name: '秦' })

    await people.act(person, requestErasure, {})
    people.clock.advance(6 * 86_400)
    await runNamed(people, 'people.erase_due')
    expect(await people.act(person, readMe, {})).toMatchObject({ name: '秦' })
    people.clock.advance(2 * 86_400)
    await runNamed(people, 'people.erase_due')
    expect(await visitor.identify()).toBeNull()
    const everything = JSON.stringify(await onDatabase(people, await wholeModule()))
    for (const trace of ['qin@example.com', '13600136000', '某路', '秦']) expect(everything).not.toContain(trace)
    expect(
      (await browser(people.auth).ask('/sign-in/email', { email: 'qin@example.com', password: 'a long enough one' }))
        .status,
    ).toBe(401)
  })

  test('a sole owner hands over first', async () => {
    const { actors } = await organised(people, 1)
    expect(await outcome(people.act(actors[0] ?? guest, requestErasure, {}))).toBe('people.erasure.last_owner')
  })

  test('of two owners who both ask, the second waits for a successor', async () => {
    const { actors, ids, organisationId } = await organised(people, 2)
    for (const actor of actors) await people.act(actor, requestErasure, {})
    people.clock.advance(8 * 86_400)
    await runNamed(people, 'people.erase_due')
    const left = await onDatabase(
      people,
      `SELECT person_id FROM people.membership WHERE organisation_id = '${organisationId}'`,
    )
    expect(left).toHaveLength(1)
    expect(ids).toContain((left[0] as { person_id: string }).person_id)
  })

  test('what has run out is removed', async () => {
    people.clock.advance(100 * 86_400)
    await runNamed(people, 'people.remove_outdated')
    expect(
      await onDatabase(
        people,
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

async function wholeModule(): Promise<string> {
  const tables = (await onDatabase(
    people,
    `SELECT table_name FROM information_schema.tables WHERE table_schema = 'people'`,
  )) as { table_name: string }[]
  return tables
    .map(({ table_name: table }) => `SELECT '${table}', to_jsonb(t)::text FROM people.${table} t`)
    .join(' UNION ALL ')
}
