import { expect, test } from 'vitest'
import { castOf } from '../../../tests/harness/cast.ts'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { listAudit } from '../../kernel/audit.ops.ts'
import { civilDate } from '../../kernel/clock.ts'
import { listOrganisations, nameOrganisations, nameStaff } from './office.ops.ts'
import { approveSelling } from './organisation.ops.ts'

const county = await openTestDatabase()
const cast = await castOf(county)
const officer = cast.actors['office member']!
const owner = cast.actors.owner!
const stranger = cast.actors.stranger!
const idOf = (actor: typeof officer) => (actor.kind === 'person' ? actor.personId : '')
const namesOf = async (search: Parameters<typeof county.act<typeof listOrganisations>>[2]) =>
  (await county.act(officer, listOrganisations, search)).organisations.map((one) => one.nameZh)

test('organisations are found by part of a name, by what they may do and where they are; signs of SQL are plain text', async () => {
  expect(await namesOf({ text: '甲合' })).toEqual(['甲合作社'])
  expect(await namesOf({ text: 'cooperative 乙' })).toEqual(['乙合作社'])
  expect(await namesOf({ text: '%' })).toEqual([])
  expect(await namesOf({ kind: 'public_office' })).toEqual(['办合作社'])
  expect(await namesOf({ place: '331123209' })).toEqual([])
  await county.act(officer, approveSelling, { organisationId: cast.organisationId, sellerAccount: 'mch-7' })
  expect(await namesOf({ sells: 'yes' })).toEqual(['甲合作社'])
  expect(await namesOf({ sells: 'no' })).toHaveLength(2)
})

test('a list is read page by page without gaps', async () => {
  const [first] = (await county.act(officer, listOrganisations, { limit: 1 })).organisations
  const rest = await county.act(officer, listOrganisations, { before: first?.id })
  expect(rest.organisations).toHaveLength(2)
  expect(rest.organisations.some(({ id }) => id === first?.id)).toBe(false)
})

test('people who act for an organisation have names for the office; buyers have none', async () => {
  const { names } = await county.act(officer, nameStaff, { ids: `${idOf(owner)},${idOf(stranger)}` })
  expect(names).toEqual([{ personId: idOf(owner), name: '甲社长' }])
  const organisations = await county.act(officer, nameOrganisations, { ids: cast.organisationId })
  expect(organisations.names.map((one) => one.nameZh)).toEqual(['甲合作社'])
})

test('the audit trail is found by area, by who and by what it touched, within the days asked for', async () => {
  const today = civilDate(new Date())
  const found = async (filters: object) =>
    (await county.act(officer, listAudit, { from: today, to: today, ...filters })).entries.map((e) => e.operation)
  expect(await found({ operation: 'people' })).toEqual(['people.organisation.approve_selling'])
  expect(await found({ operation: 'people.organisation' })).toHaveLength(1)
  expect(await found({ operation: 'peop' })).toEqual([])
  expect(await found({ actorId: idOf(officer) })).toHaveLength(1)
  expect(await found({ actorKind: 'system' })).toEqual([])
  expect(await found({ touched: cast.organisationId })).toHaveLength(1)
  expect(await found({ from: '2020-01-01', to: '2020-01-31' })).toEqual([])
})
