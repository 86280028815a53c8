import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { quoteFreight } from '../../../modules/delivery/index.ts'
import { provinces } from '../../../modules/people/index.ts'
import { assigned, freshRule, opened, quote, regions, stored } from './freight-rules.ts'
import type { Rule } from './freight-rules.ts'

const codes = Object.values(regions).flat()
const amount = fc.integer({ min: 0, max: 10_000 })
const grams = fc.integer({ min: 1, max: 20_000 })
const rule = fc.record({
  provinces: fc.subarray(codes),
  refused: fc.boolean(),
  cold: fc.boolean(),
  freeFromFen: fc.constant(0),
  freeFromGrams: fc.constantFrom(0, 5000),
  firstGrams: grams,
  firstFen: amount,
  stepGrams: grams,
  stepFen: amount,
})
const rules = fc.record({ named: fc.array(rule, { maxLength: 4 }), rest: rule })

test('every province of the country is in one part of it', () => {
  expect([...codes].sort()).toEqual(
    provinces()
      .map(({ code }) => code)
      .sort(),
  )
})

test('the editor quotes what the till charges', () => {
  fc.assert(
    fc.property(rules, fc.constantFrom(...codes), grams, (given, province, weightGrams) => {
      const template = {
        id: 't',
        organisationId: 'o',
        name: 'n',
        rules: stored(given),
        volumetricDivisor: null,
        joins: false,
        isDefault: false,
      }
      expect(quote(given, province, weightGrams)).toBe(charged(template, province, weightGrams))
    }),
  )
})

function charged(
  template: Parameters<typeof quoteFreight>[0][number],
  province: string,
  weightGrams: number,
): number | null {
  try {
    const load = { templateId: template.id, grams: weightGrams, storage: 'ambient' as const, volumeCm3: 0, goodsFen: 1 }
    return quoteFreight([template], [load], province).freightFen
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

test('opening and storing keeps every quote, with and without a last rule', () => {
  fc.assert(
    fc.property(rules, fc.constantFrom(...codes), grams, (given, province, weightGrams) => {
      const again = opened(stored(given))
      expect(quote(again, province, weightGrams)).toBe(quote(given, province, weightGrams))
    }),
  )
  const only: Rule = { ...freshRule(), provinces: ['33'] }
  expect(quote(opened([only]), '44', 500)).toBeNull()
})

test('a province stands in one rule only', () => {
  const two = assigned(
    {
      named: [
        { ...opened([]).rest, provinces: ['33', '31'] },
        { ...opened([]).rest, provinces: [] },
      ],
      rest: opened([]).rest,
    },
    1,
    ['31'],
  )
  expect(two.named.map(({ provinces: named }) => named)).toEqual([['33'], ['31']])
})
