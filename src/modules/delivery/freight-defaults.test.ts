import { expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { provinces } from '../people/places/places.ts'
import { freightDefaults } from './freight-defaults.ts'
import { saveFreightTemplate } from './freight.ops.ts'
import type { FreightRule } from './freight.ts'
import { chargeOf, ruleFor } from './freight.ts'
import { freightTemplatesOf, giveDefaultFreight } from './freight.sql.ts'

function freightFor(rules: readonly FreightRule[], province: string, grams: number): number | null {
  const rule = ruleFor(
    rules,
    province,
    rules.some((one) => one.cold === true),
  )
  return typeof rule === 'string' ? null : chargeOf(rule, grams).freightFen
}

const rulesOf = (name: string) => freightDefaults.find((one) => one.name === name)?.rules ?? []

test('every default answers for every province, and is what its name says', () => {
  expect(freightDefaults.map(({ name }) => name)).toEqual(['包邮', '标准', '生鲜'])
  for (const { code } of provinces()) {
    const abroad = ['71', '81', '82'].includes(code)
    for (const { rules } of freightDefaults) if (abroad) expect(freightFor(rules, code, 1000)).toBeNull()
    if (!abroad) expect(freightFor(rulesOf('标准'), code, 1000)).toBeGreaterThan(0)
  }
  for (const near of ['31', '33', '44', '11']) expect(freightFor(rulesOf('包邮'), near, 20_000)).toBe(0)
  expect(freightFor(rulesOf('生鲜'), '65', 1000)).toBeNull()
})

test('a seller is given them once, and a template changed by the seller stays changed', async () => {
  const { app, act, clock } = await openTestDatabase()
  const organisationId = uuidv7(clock.now())
  const give = () => app.database.transact((tx) => giveDefaultFreight(tx, organisationId))
  await Promise.all([give(), give()])
  const seller = {
    kind: 'person' as const,
    personId: uuidv7(clock.now()),
    guestId: null,
    memberships: [{ organisationId, organisationKind: 'household' as const, roles: ['seller' as const], duties: [] }],
  }
  const rules = [{ provinces: [], firstGrams: 1000, firstFen: 500, stepGrams: 1000, stepFen: 100 }]
  await act(seller, saveFreightTemplate, { organisationId, name: '标准', rules })
  await give()
  const kept = await app.database.read((sql) => freightTemplatesOf(sql, organisationId))
  expect(kept.map(({ name, isDefault }) => [name, isDefault]).toSorted()).toEqual(
    [
      ['包邮', true],
      ['标准', false],
      ['生鲜', true],
    ].toSorted(),
  )
  expect(kept.find(({ name }) => name === '标准')?.rules).toEqual(rules)
})
