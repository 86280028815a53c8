import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countEntries } from './entry.ts'
import type { Entry } from './entry.ts'

const units = fc.array(fc.record({ places: fc.integer({ min: 1, max: 4 }) }), { maxLength: 5 })
const party = units.map((all) => ({
  units: all,
  people: all.length === 0 ? 3 : all.reduce((sum, one) => sum + one.places, 0),
}))
const entry: fc.Arbitrary<Entry> = fc.record({
  id: fc.uuid(),
  unit: fc.option(fc.integer({ min: 0, max: 5 })),
  people: fc.integer({ min: 1, max: 4 }),
  at: fc.integer({ min: 0, max: 5 }).map((minute) => `2026-05-10T01:0${minute}:00.000Z`),
})
const entries = fc.uniqueArray(entry, { selector: (one) => one.id, maxLength: 12 })
/** Entries and the same in another order. */
const shuffled = entries.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))

test('the order in which gates told of entries changes nothing', () =>
  fc.assert(
    fc.property(party, shuffled, (one, [all, other]) => {
      expect(countEntries(one, all)).toEqual(countEntries(one, other))
    }),
  ))

test('nobody is counted twice, and who had a place is counted', () =>
  fc.assert(
    fc.property(party, entries, ({ people, units: tickets }, all) => {
      const { entered, countedOf, usedUnits } = countEntries({ people, units: tickets }, all)
      const sum = (some: readonly Entry[]) => some.reduce((total, one) => total + one.people, 0)
      // Without an order: on each ticket no more than it takes, in all no more than the party.
      const named = tickets.map(({ places }, at) => Math.min(places, sum(all.filter((one) => one.unit === at))))
      const unnamed = sum(all.filter((one) => one.unit === null))
      expect(entered).toBe(Math.min(people, unnamed + named.reduce((total, one) => total + one, 0)))
      expect([...countedOf.values()].reduce((total, one) => total + one, 0)).toBe(entered)
      for (const one of all) expect(countedOf.get(one.id)).toBeLessThanOrEqual(one.people)
      expect(new Set(usedUnits).size).toBe(usedUnits.length)
    }),
  ))

test('one more entry never counts fewer people', () =>
  fc.assert(
    fc.property(party, entries, entry, (one, all, more) => {
      const before = countEntries(one, all)
      const after = countEntries(one, [...all, more])
      expect(after.entered).toBeGreaterThanOrEqual(before.entered)
      expect(after.entered).toBeLessThanOrEqual(one.people)
    }),
  ))

test('a ticket scanned at two gates counts once, and the later scan is named', () => {
  const two = [
    { id: 'b', unit: null, people: 2, at: '2026-05-10T01:00:00.000Z' },
    { id: 'a', unit: null, people: 2, at: '2026-05-10T02:00:00.000Z' },
  ]
  const { entered, countedOf } = countEntries({ people: 2, units: [] }, two)
  expect([entered, countedOf.get('b'), countedOf.get('a')]).toEqual([2, 2, 0])
})
