import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FreightRule, FreightTemplate } from './freight.ts'
import { freightFor, quoteFreight } from './freight.ts'

const nearby: FreightRule = { provinces: ['33', '31'], firstGrams: 1000, firstFen: 600, stepGrams: 500, stepFen: 100 }
const far: FreightRule = {
  provinces: ['65', '54'],
  refused: true,
  firstGrams: 1,
  firstFen: 0,
  stepGrams: 1,
  stepFen: 0,
}
const elsewhere: FreightRule = { provinces: [], firstGrams: 1000, firstFen: 1000, stepGrams: 1000, stepFen: 400 }
const template: FreightTemplate = {
  id: 'a',
  organisationId: 'o',
  name: '标准',
  rules: [nearby, far, elsewhere],
  isDefault: false,
}

test('the first rule that names the province applies, then the one for everywhere else', () => {
  expect(freightFor(template.rules, '33', 1000)).toBe(600)
  expect(freightFor(template.rules, '33', 1001)).toBe(700)
  expect(freightFor(template.rules, '44', 2500)).toBe(1800)
  expect(freightFor(template.rules, '65', 100)).toBeNull()
})

test('freight never falls as weight grows', () => {
  const rule = fc.record({
    firstGrams: fc.integer({ min: 1, max: 5000 }),
    firstFen: fc.nat(5000),
    stepGrams: fc.integer({ min: 1, max: 5000 }),
    stepFen: fc.nat(5000),
  })
  fc.assert(
    fc.property(rule, fc.nat(100_000), fc.nat(100_000), (r, a, b) => {
      const of = (grams: number) => freightFor([{ ...r, provinces: [] }], '33', grams) ?? -1
      expect(of(Math.min(a, b))).toBeLessThanOrEqual(of(Math.max(a, b)))
      expect(of(a)).toBeGreaterThanOrEqual(r.firstFen)
    }),
  )
})

test("one template's goods are weighed together, not line by line", () => {
  const loads = [
    { templateId: 'a', grams: 600 },
    { templateId: 'a', grams: 400 },
  ]
  expect(quoteFreight([template], loads, '33')).toBe(600)
})

test('a province that is not delivered to is refused with the template named', () => {
  expect(() => quoteFreight([template], [{ templateId: 'a', grams: 1 }], '65')).toThrow(
    'delivery.freight.not_delivered',
  )
})
