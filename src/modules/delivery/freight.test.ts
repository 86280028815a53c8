import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FreightLoad, FreightRule, FreightTemplate } from './freight.ts'
import { chargeOf, quoteFreight, ruleFor } from './freight.ts'

const nearby: FreightRule = { provinces: ['33', '31'], firstGrams: 1000, firstFen: 600, stepGrams: 500, stepFen: 100 }
const far: FreightRule = { ...nearby, provinces: ['65', '54'], refused: true }
const elsewhere: FreightRule = { provinces: [], firstGrams: 1000, firstFen: 1000, stepGrams: 1000, stepFen: 400 }
const template = (part: Partial<FreightTemplate> = {}): FreightTemplate => ({
  id: 'a',
  organisationId: 'o',
  name: '标准',
  rules: [nearby, far, elsewhere],
  volumetricDivisor: null,
  joins: false,
  isDefault: false,
  ...part,
})
const load = (part: Partial<FreightLoad> = {}): FreightLoad => ({
  templateId: 'a',
  grams: 1000,
  storage: 'ambient',
  volumeCm3: 0,
  goodsFen: 1000,
  ...part,
})
const fenOf = (templates: FreightTemplate[], loads: FreightLoad[], province = '33') =>
  quoteFreight(templates, loads, province).freightFen

test('the first rule that names the province applies, then the one for everywhere else', () => {
  expect(fenOf([template()], [load()])).toBe(600)
  expect(fenOf([template()], [load({ grams: 1001 })])).toBe(700)
  expect(fenOf([template()], [load({ grams: 2500 })], '44')).toBe(1800)
  expect(ruleFor(template().rules, '65', false)).toBe('not_delivered')
})

const rule = fc.record({
  firstGrams: fc.integer({ min: 1, max: 5000 }),
  firstFen: fc.nat(5000),
  stepGrams: fc.integer({ min: 1, max: 5000 }),
  stepFen: fc.nat(5000),
})

test('freight never falls as weight or volume grows, unless the seller gives it free from a weight on', () => {
  fc.assert(
    fc.property(rule, fc.nat(100_000), fc.nat(100_000), fc.nat(9_000_000), (r, a, b, volumeCm3) => {
      const own = template({ rules: [{ ...r, provinces: [] }], volumetricDivisor: 6000 })
      const of = (grams: number, cm3 = volumeCm3) => fenOf([own], [load({ grams, volumeCm3: cm3 })])
      expect(of(Math.min(a, b))).toBeLessThanOrEqual(of(Math.max(a, b)))
      expect(of(a, 0)).toBeLessThanOrEqual(of(a))
      expect(of(a)).toBeGreaterThanOrEqual(r.firstFen)
    }),
  )
})

test('the parts say how the freight came about, to the fen, and joining is never dearer', () => {
  const drawn = fc.array(
    fc.record({
      rule,
      joins: fc.boolean(),
      grams: fc.integer({ min: 1, max: 20_000 }),
      cold: fc.boolean(),
      freeFromFen: fc.option(fc.nat(5000), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  fc.assert(
    fc.property(drawn, (all) => {
      const templates = all.map(({ rule: r, joins, freeFromFen }, i) =>
        template({ id: `t${i}`, joins, rules: [{ ...r, provinces: [], cold: true, freeFromFen }] }),
      )
      const loads = all.map(({ grams, cold }, i) =>
        load({ templateId: `t${i}`, grams, storage: cold ? 'chilled' : 'ambient' }),
      )
      const { freightFen, parts } = quoteFreight(templates, loads, '33')
      expect(parts.reduce((sum, part) => sum + part.freightFen, 0)).toBe(freightFen)
      for (const part of parts)
        expect(part.freightFen).toBe(
          part.free === null ? (part.joined ? 0 : part.firstFen) + part.steps * part.stepFen : 0,
        )
      // Each kind of parcel has one that pays its first weight.
      for (const [, own] of Map.groupBy(parts, (part) => part.cold)) expect(own.some((part) => !part.joined)).toBe(true)
    }),
  )
})

test("one template's goods are weighed together, not line by line", () => {
  expect(fenOf([template()], [load({ grams: 600 }), load({ grams: 400 })])).toBe(600)
})

test('bulky goods are charged by volume at the divisor the seller states', () => {
  const bulky = load({ grams: 500, volumeCm3: 15_000 })
  expect(quoteFreight([template({ volumetricDivisor: 6000 })], [bulky], '33')).toMatchObject({
    freightFen: 900,
    parts: [{ grams: 500, chargedGrams: 2500, byVolume: true, steps: 3 }],
  })
  expect(fenOf([template()], [bulky])).toBe(600)
})

test('chilled goods take a cold route or do not leave; others may ride along the first rule', () => {
  const chilled = load({ storage: 'chilled' })
  expect(() => fenOf([template()], [chilled])).toThrow('delivery.freight.no_cold_route')
  const cold = { ...elsewhere, cold: true, firstFen: 2000 }
  const both = template({ rules: [nearby, far, cold] })
  expect(fenOf([both], [chilled])).toBe(2000)
  expect(fenOf([both], [load()])).toBe(600)
  expect(fenOf([both], [load(), chilled])).toBe(2600)
  expect(() => fenOf([both], [chilled], '65')).toThrow('delivery.freight.not_delivered')
})

test('free from an amount of the seller’s goods, or from a weight', () => {
  const free = template({ rules: [{ ...nearby, freeFromFen: 9900, freeFromGrams: 5000 }] })
  expect(quoteFreight([free], [load({ goodsFen: 9900 })], '33').parts[0]?.free).toBe('amount')
  expect(quoteFreight([free], [load({ grams: 5000 })], '33').parts[0]?.free).toBe('weight')
  expect(fenOf([free], [load({ goodsFen: 9899 })])).toBe(600)
})

test('of templates that join, only the dearest first weight is paid', () => {
  const other = template({ id: 'b', rules: [elsewhere], joins: true })
  const loads = [load(), load({ templateId: 'b', grams: 1500 })]
  expect(fenOf([template(), other], loads)).toBe(600 + 1000 + 400)
  expect(fenOf([template({ joins: true }), other], loads)).toBe(1000 + 400 + 200)
  expect(chargeOf(nearby, 1000, true)).toEqual({ steps: 2, freightFen: 200 })
})

test('a province that is not delivered to is refused with the template named', () => {
  expect(() => fenOf([template()], [load()], '65')).toThrow('delivery.freight.not_delivered')
})
