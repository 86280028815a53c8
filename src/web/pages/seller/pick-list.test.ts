import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pickList } from './pick-list.ts'
import type { PickedOrder } from './pick-list.ts'

const days = new Map([
  ['a', '2026-05-01'],
  ['b', '2026-06-01'],
  ['c', '2027-01-01'],
])
const lot = fc.record({ lotId: fc.constantFrom('a', 'b', 'c'), units: fc.integer({ min: 1, max: 20 }) })
const line = fc.uniqueArray(lot, { minLength: 1, selector: (l) => l.lotId }).chain((lots) =>
  fc.integer({ min: 0, max: lots.reduce((sum, l) => sum + l.units, 0) }).map((refundedUnits) => ({
    gtin: '9520000000011',
    titleZh: '茶',
    titleEn: 'Tea',
    netGrams: 250,
    units: lots.reduce((sum, l) => sum + l.units, 0),
    refundedUnits,
    lots: lots.map((l) => ({ ...l, lotCode: l.lotId.toUpperCase() })),
  })),
)
const orders: fc.Arbitrary<PickedOrder[]> = fc.array(
  fc.record({ id: fc.uuid(), code: fc.string(), lines: fc.array(line, { minLength: 1, maxLength: 3 }) }),
)

test('every unit still wanted is picked once, in order of expiry', () => {
  fc.assert(
    fc.property(orders, (given) => {
      const picks = pickList(given, days)
      const wanted = given
        .flatMap((o) => o.lines)
        .reduce((sum, l) => sum + l.lots.reduce((s, t) => s + t.units, 0) - l.refundedUnits, 0)
      expect(picks.reduce((sum, p) => sum + p.units, 0)).toBe(wanted)
      for (const p of picks) expect(p.orders.reduce((sum, o) => sum + o.units, 0)).toBe(p.units)
      const expiries = picks.map((p) => p.expiresOn)
      expect(expiries).toEqual([...expiries].sort())
    }),
  )
})

test('a refunded unit stays on the shelf from the lot that lasts longest', () => {
  const lots = [
    { lotId: 'a', lotCode: 'A', units: 2 },
    { lotId: 'c', lotCode: 'C', units: 2 },
  ]
  const order = {
    id: '1',
    code: '1',
    lines: [{ gtin: '', titleZh: '', titleEn: '', netGrams: 1, units: 4, refundedUnits: 1, lots }],
  }
  expect(pickList([order], days).map(({ lotCode, units }) => [lotCode, units])).toEqual([
    ['A', 2],
    ['C', 1],
  ])
})

test('lots that name only what is left are picked whole', () => {
  const sold = { gtin: '', titleZh: '', titleEn: '', netGrams: 1, units: 4, refundedUnits: 1 }
  const order = { id: '1', code: '1', lines: [{ ...sold, lots: [{ lotId: 'a', lotCode: 'A', units: 3 }] }] }
  expect(pickList([order], days).map(({ units }) => units)).toEqual([3])
})
