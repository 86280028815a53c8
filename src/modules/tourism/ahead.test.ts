import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectVisitors } from './ahead.ts'

test('no day is expected below what is booked, and bands hold their point', () =>
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 500 }), { minLength: 0, maxLength: 80 }),
      fc.array(fc.nat({ max: 900 }), { minLength: 1, maxLength: 30 }),
      (history, booked) => {
        const expected = expectVisitors(history, booked)
        if (expected === null) return
        expect(expected).toHaveLength(booked.length)
        expected.forEach(({ point, lower, upper }, at) => {
          expect(lower).toBeGreaterThanOrEqual(booked[at] as number)
          expect(point).toBeGreaterThanOrEqual(lower)
          expect(upper).toBeGreaterThanOrEqual(point)
        })
      },
    ),
    { numRuns: 30 },
  ))

test('weekends of a weekly pattern are expected to be weekends; two weeks say nothing', () => {
  const weeks = Array.from({ length: 8 * 7 }, (_, day) => (day % 7 >= 5 ? 400 : 100) + (day % 3))
  const expected = expectVisitors(weeks, [0, 0, 0, 0, 0, 0, 0])
  const points = expected?.map((one) => one.point) ?? []
  expect(Math.min(...points.slice(5))).toBeGreaterThan(2 * Math.max(...points.slice(0, 5)))
  expect(expectVisitors(weeks.slice(0, 14), [0])).toBeNull()
})
