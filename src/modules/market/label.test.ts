import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { statement } from '../../kernel/database.ts'
import { isFoodLicence, missingLabels, requiredLabels } from './label.ts'

const { app } = await openTestDatabase()
const judged = statement<{ ok: boolean }>('test.licence', 'SELECT market.is_food_licence($1) AS ok')
const byDatabase = async (number: string) => (await app.database.read((sql) => sql.run(judged, [number])))[0]?.ok

const body = fc
  .tuple(fc.constantFrom('1', '2'), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 }))
  .map(([kind, digits]) => `SC${kind}${digits.join('')}`)

test('one check digit of ten is right, and the code and the database agree which', async () => {
  await fc.assert(
    fc.asyncProperty(body, async (number) => {
      const right = Array.from({ length: 10 }, (_, digit) => `${number}${digit}`).filter(isFoodLicence)
      expect(right).toHaveLength(1)
      for (let digit = 0; digit < 10; digit += 1)
        expect(await byDatabase(`${number}${digit}`)).toBe(isFoodLicence(`${number}${digit}`))
    }),
    { numRuns: 20 },
  )
})

test('a wrong digit and two neighbours exchanged are found', () => {
  fc.assert(
    fc.property(body, fc.nat(13), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
      const whole = Array.from({ length: 10 }, (_, digit) => `${number}${digit}`).find(isFoodLicence) ?? ''
      const digits = whole.slice(2).split('')
      digits[at] = String((Number(digits[at]) + by) % 10)
      expect(isFoodLicence(`SC${digits.join('')}`)).toBe(false)
    }),
  )
})

test('what is no licence number is none', () => {
  for (const text of ['', 'SC', 'QS330012345678', 'SC3063311230012', 'sc10633112300128', 'SC106331123001２８'])
    expect(isFoodLicence(text)).toBe(false)
})

test('each class asks for what its rule asks, and cites it', () => {
  const none = { productClass: null, producer: null, licenceNumber: null, certificate: null }
  expect(missingLabels(none, 'tea')).toEqual([])
  expect(missingLabels({ ...none, productClass: 'processed_food' }, 'tea')).toEqual(['producer', 'licenceNumber'])
  expect(missingLabels({ ...none, productClass: 'edible_farm' }, 'vegetables')).toEqual(['certificate'])
  expect(missingLabels({ ...none, productClass: 'edible_farm' }, 'honey')).toEqual([])
  expect(missingLabels({ ...none, productClass: 'craft' }, 'wood-carving')).toEqual([])
  for (const rule of requiredLabels('processed_food', 'tea')) expect(rule.source).toMatch(/《/)
})
