import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isInSeason, monthsOf, pricePerJinFen } from './listing.ts'

const month = fc.integer({ min: 1, max: 12 })

test('a season runs from its first to its last month, over the turn of the year too', () => {
  expect([1, 2, 3, 10, 11, 12].map((m) => isInSeason(monthsOf(11, 2), m))).toEqual([
    true,
    true,
    false,
    false,
    true,
    true,
  ])
  fc.assert(
    fc.property(month, month, (from, to) => {
      const length = ((to - from + 12) % 12) + 1
      const months = Array.from({ length: 12 }, (_, i) => i + 1).filter((m) => isInSeason(monthsOf(from, to), m))
      expect(months).toHaveLength(length)
      expect(months).toContain(from)
      expect(months).toContain(to)
    }),
  )
})

test('the price of a jin compares packings', () => {
  expect(pricePerJinFen(12_800, 250)).toBe(25_600)
  expect(pricePerJinFen(999, 500)).toBe(999)
})
