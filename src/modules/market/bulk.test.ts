import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BulkListing, BulkValues, Change, PriceChange } from './bulk.ts'
import { applied, difference, planned, priceAfter, reversed, stillHolds, valuesOf } from './bulk.ts'

const values: fc.Arbitrary<BulkValues> = fc.record({
  priceFen: fc.integer({ min: 1, max: 1_000_000 }),
  seasonMonths: fc.integer({ min: 1, max: 4095 }),
  freightTemplateId: fc.constantFrom('a', 'b', 'c'),
  minimumUnits: fc.nat(50),
  state: fc.constantFrom('open', 'closed'),
  producer: fc.option(fc.constantFrom('云上茶厂', '后山作坊')),
  certificate: fc.option(fc.constantFrom('CN1', 'CN2')),
})
const listing: fc.Arbitrary<BulkListing> = fc
  .tuple(values, fc.option(fc.nat(1_000_000)), fc.boolean())
  .map(([own, floor, approved]) => ({
    ...own,
    listingId: 'one',
    itemId: 'item',
    titleZh: '茶',
    titleEn: 'tea',
    category: 'tea',
    approved,
    productClass: null,
    licenceNumber: null,
    floorFen: floor === null ? null : Math.max(1, Math.min(floor, own.priceFen)),
  }))
const price: fc.Arbitrary<PriceChange> = fc.oneof(
  fc.record({ by: fc.constant('set' as const), fen: fc.integer({ min: 1, max: 2_000_000 }) }),
  fc.record({
    by: fc.constant('percent' as const),
    percent: fc.integer({ min: -9900, max: 50_000 }).map((p) => p / 100),
    to: fc.constantFrom('fen' as const, 'jiao' as const, 'yuan' as const),
  }),
  fc.record({ by: fc.constant('fen' as const), fen: fc.integer({ min: -2_000_000, max: 2_000_000 }) }),
  fc.constant({ by: 'floor' as const }),
)
const change: fc.Arbitrary<Change> = fc.record(
  {
    price,
    stopAtFloor: fc.boolean(),
    seasonMonths: fc.integer({ min: 1, max: 4095 }),
    freightTemplateId: fc.constantFrom('a', 'b', 'stranger'),
    minimumUnits: fc.nat(50),
    state: fc.constantFrom('open' as const, 'closed' as const),
    producer: fc.option(fc.constantFrom('云上茶厂', '后山作坊')),
  },
  { requiredKeys: [] },
)
const around = { templateIds: new Set(['a', 'b', 'c']), reviewed: false }

test('whatever is changed of many, no price that is accepted is below its floor, nor out of range', () => {
  fc.assert(
    fc.property(listing, change, fc.boolean(), (one, asked, reviewed) => {
      const { edit, refusal } = planned(one, asked, { ...around, reviewed })
      if (edit === null || refusal !== null) return
      const after = applied(valuesOf(one), edit)
      expect(Number.isSafeInteger(after.priceFen)).toBe(true)
      expect(after.priceFen).toBeGreaterThanOrEqual(1)
      if (edit.after.priceFen !== undefined) expect(after.priceFen).toBeGreaterThanOrEqual(one.floorFen ?? 1)
      expect(around.templateIds.has(edit.after.freightTemplateId ?? 'a')).toBe(true)
      if (edit.after.state === 'open') expect(one.approved).toBe(true)
      if (edit.after.producer !== undefined) expect(reviewed).toBe(false)
    }),
    { numRuns: 1000 },
  )
})

test('a price that stops at the floor is never refused for it, and never rises by stopping', () => {
  fc.assert(
    fc.property(listing, fc.integer({ min: -99, max: -1 }), (one, percent) => {
      const asked: Change = { price: { by: 'percent', percent, to: 'yuan' }, stopAtFloor: true }
      const { edit, refusal } = planned(one, asked, around)
      expect(refusal?.code).not.toBe('market.bulk.below_floor')
      if (edit !== null && refusal === null && one.floorFen !== null)
        expect(applied(valuesOf(one), edit).priceFen).toBeGreaterThanOrEqual(one.floorFen)
    }),
  )
})

test('a difference applied to the one is the other; taken back, it is the first again', () => {
  fc.assert(
    fc.property(values, values, (from, to) => {
      const edit = difference('one', from, to)
      if (edit === null) return expect(from).toEqual(to)
      expect(applied(from, edit)).toEqual(to)
      expect(applied(applied(from, edit), reversed(edit))).toEqual(from)
      expect(stillHolds(from, edit)).toBe(true)
      expect(stillHolds(to, reversed(edit))).toBe(true)
      expect(stillHolds(to, edit)).toBe(false)
    }),
  )
})

test('prices by per cent come out as a shopkeeper counts', () => {
  const at = (priceFen: number) => ({ priceFen, floorFen: null }) as BulkListing
  expect(priceAfter(at(1999), { by: 'percent', percent: -10, to: 'fen' })).toBe(1799)
  expect(priceAfter(at(1995), { by: 'percent', percent: -10, to: 'fen' })).toBe(1796)
  expect(priceAfter(at(1999), { by: 'percent', percent: -10, to: 'jiao' })).toBe(1800)
  expect(priceAfter(at(1999), { by: 'percent', percent: 5, to: 'yuan' })).toBe(2100)
  expect(priceAfter(at(1999), { by: 'percent', percent: 0, to: 'yuan' })).toBe(1999)
  expect(priceAfter(at(1999), { by: 'floor' })).toBeNull()
})
