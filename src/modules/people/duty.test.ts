import fc from 'fast-check'
import { expect, test } from 'vitest'
import { castOf } from '../../../tests/harness/cast.ts'
import { countRows } from '../../../tests/harness/count.ts'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { listAudit } from '../../kernel/audit.ops.ts'
import type { OrganisationKind } from '../../kernel/actor.ts'
import { civilDate } from '../../kernel/clock.ts'
import { statement } from '../../kernel/database.ts'
import { listApplications, submitApplication } from './application.ops.ts'
import { grantDuty, revokeDuty } from './duty.ops.ts'
import { foundOrganisation } from './organisation.ops.ts'
import { villages } from './places/places.ts'

const county = await openTestDatabase()
const { app } = county
const { actors, organisationId: cooperativeId } = await castOf(county)
const officer = actors['office member']!
const stranger = actors.stranger!
const first = officer.kind === 'person' ? officer.memberships[0]!.organisationId : ''
const duty = 'service_centre'

async function found(kind: OrganisationKind, nameZh: string, villageAt = 1): Promise<string> {
  const ownerId = await app.ports.auth.createPerson({ name: '示范' })
  const contact = { contactName: '示范', contactPhone: '+8613800000000', ownerId }
  const place = { nameEn: null, villageCode: villages()[villageAt]?.code ?? '' }
  return app.database.transact((tx) => foundOrganisation(tx, { kind, nameZh, ...place, ...contact }, app.clock.now()))
}

const grant = (organisationId: string) =>
  county.act(officer, grantDuty, { organisationId, duty, reason: '遂商务〔示范〕1 号' })
const revoke = (organisationId: string) => county.act(officer, revokeDuty, { organisationId, duty, reason: '任期已满' })
const holders = () => countRows(app.database, 'people.organisation', `'${duty}' = ANY (duties)`)

test('the duty is given to an office or an association and taken back, with the ground on record', async () => {
  const association = await found('association', '网商协会')
  expect(await grant(association)).toEqual({ organisationId: association, duties: [duty] })
  expect(await grant(association)).toEqual({ organisationId: association, duties: [duty] })
  expect(await revoke(association)).toEqual({ organisationId: association, duties: [] })
  await expect(revoke(association)).rejects.toMatchObject({ code: 'people.duty.not_held' })
  await expect(grant(cooperativeId)).rejects.toMatchObject({ code: 'people.duty.unfit' })
  await expect(grant(crypto.randomUUID())).rejects.toMatchObject({ code: 'people.organisation.unknown' })
  const today = civilDate(new Date())
  const { entries } = await county.act(officer, listAudit, { from: today, to: today, operation: 'people.duty' })
  expect(entries.map((entry) => entry.operation)).toEqual([
    'people.duty.revoke',
    'people.duty.grant',
    'people.duty.grant',
  ])
  expect(entries[0]?.detail).toEqual({ organisationId: association, duty, reason: '任期已满' })
})

test('the last service centre stays one, whoever tries', async () => {
  await expect(revoke(first)).rejects.toMatchObject({ code: 'people.duty.last' })
  const strip = statement('test.duty.strip', `UPDATE people.organisation SET duties = '{}' WHERE id = $1`)
  const stripped = app.database.transact((tx) => tx.run(strip, [first]))
  await expect(stripped).rejects.toMatchObject({ constraint: 'organisation_keeps_a_service_centre' })
  expect(await holders()).toBe(1)
})

test('however many are given the duty and lose it at once, one always has it', async () => {
  const others = [
    await found('public_office', '商务局'),
    await found('association', '茶业协会'),
    await found('public_office', '文旅局'),
  ]
  const all = [first, ...others]
  const change = fc.record({ at: fc.nat(all.length - 1), gives: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 8 }), async (changes) => {
      await Promise.allSettled(changes.map(({ at, gives }) => (gives ? grant : revoke)(all[at]!)))
      expect(await holders()).toBeGreaterThan(0)
    }),
    { numRuns: 15 },
  )
  await grant(first)
  await Promise.allSettled(others.map(revoke))
  expect(await holders()).toBe(1)
})

test('whoever decides an application sees which organisations have its name already', async () => {
  const [here, there] = [await found('workshop', '老街竹编', 5), await found('workshop', '老街竹编', 6)]
  const apply = (nameZh: string, nameEn: string | null) =>
    county.act(stranger, submitApplication, {
      kind: 'workshop',
      nameZh,
      nameEn,
      villageCode: villages()[6]?.code ?? '',
      contactName: '包阿根',
      contactPhone: '13700001111',
    })
  await apply('老街竹编', null)
  await apply('老街木雕', 'COOPERATIVE 甲')
  await apply('老街酿酒', null)
  const { applications } = await county.act(officer, listApplications, {})
  const named = Object.fromEntries(applications.map((one) => [one.nameZh, one.sameNames.map((o) => o.organisationId)]))
  expect(named).toEqual({ 老街竹编: [there, here], 老街木雕: [cooperativeId], 老街酿酒: [] })
})
