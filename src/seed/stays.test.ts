import { expect, test } from 'vitest'
import { castOf } from '../../tests/harness/cast.ts'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { hashedKey, resellerWith } from '../modules/tourism/testing.ts'
import type { DemoPeople } from './accounts.ts'
import { makeStays } from './stays.ts'

const county = await openTestDatabase()

test('sights and houses are made once, open for booking, and sold to a reseller by the key it tells', async () => {
  const { actors, organisationId } = await castOf(county)
  const sellers = [{ organisationId, actor: actors.owner }]
  const people = { sellers } as unknown as DemoPeople
  const made = await makeStays(county.app, people)
  expect(made).toMatchObject({ sights: 4, houses: 3, packages: 2 })
  expect(await resellerWith(county.app.database, hashedKey(made.octoKey ?? ''))).toBe(organisationId)
  expect(await makeStays(county.app, people)).toEqual({ sights: 0, houses: 0, packages: 0, octoKey: null })
})
