import fc from 'fast-check'
import { expect, test } from 'vitest'
import { journeyOf } from './journey.ts'
import type { TraceFact } from './journey.ts'

const at = (day: number) => new Date(Date.UTC(2026, 3, day))
const shippedTo = (provinceCode: string, units: number, day = 18): TraceFact => ({
  organisationId: 'o1',
  kind: 'shipped',
  at: at(day),
  data: { provinceCode, units, carrier: '顺丰' },
})

test('harvest and packing are told with who recorded them', () => {
  const data = {
    grower: '示范户甲',
    villageCode: '331123001007',
    plot: '一号',
    product: '茶',
    weightGrams: 5000,
    harvestedOn: '2026-04-03',
  }
  const journey = journeyOf([{ organisationId: 'o1', kind: 'harvested', at: at(3), data }])
  expect(journey.harvests).toEqual([{ ...data, recordedBy: 'o1' }])
  expect(journey.packings).toEqual([])
  expect(journey.shipped).toBeNull()
})

test('parcels add up by province, most first, with first and last day', () => {
  const { shipped } = journeyOf([shippedTo('33', 1, 10), shippedTo('31', 2, 11), shippedTo('33', 4, 15)])
  expect(shipped).toMatchObject({
    units: 7,
    first: at(10),
    last: at(15),
    provinces: [
      { code: '33', units: 5 },
      { code: '31', units: 2 },
    ],
  })
})

test('no unit is lost between parcels and provinces', () => {
  const parcel = fc.tuple(fc.constantFrom('11', '31', '33', '44'), fc.integer({ min: 1, max: 99 }))
  fc.assert(
    fc.property(fc.array(parcel, { minLength: 1, maxLength: 30 }), (parcels) => {
      const { shipped } = journeyOf(parcels.map(([code, units]) => shippedTo(code, units)))
      const sent = parcels.reduce((sum, [, units]) => sum + units, 0)
      expect(shipped?.units).toBe(sent)
      expect(shipped?.provinces.reduce((sum, p) => sum + p.units, 0)).toBe(sent)
    }),
  )
})
