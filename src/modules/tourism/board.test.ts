import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outlookOf, shareOf } from './board.ts'

const week = [10, 10, 10, 20, 40, 80, 60]
const weeks = (n: number) => Array.from({ length: n }, () => week).flat()

test('until there is a season the last week comes again, with bands as wide as weeks differed', () => {
  const steady = outlookOf(
    weeks(4),
    Array.from({ length: 14 }, () => 0),
  )
  expect(steady?.method).toBe('seasonal_naive')
  expect(steady?.days.map((day) => day.expected)).toEqual([...week, ...week])
  expect(steady?.days.every((day) => day.low === day.expected && day.high === day.expected)).toBe(true)
  const doubled = outlookOf(
    [...weeks(1), ...week.map((n) => n * 2)],
    Array.from({ length: 14 }, () => 0),
  )
  const width = (at: number) => (doubled?.days[at]?.high ?? 0) - (doubled?.days[at]?.expected ?? 0)
  expect([width(0), width(7)]).toEqual([60, Math.ceil(60 * Math.SQRT2)])
})

test('a season makes a forecast of several methods; too little makes none', () => {
  expect(outlookOf(weeks(60), [0, 0, 0])?.method).toBe('combined')
  expect(outlookOf(weeks(1), [0])).toBeNull()
})

test('no fewer are expected than have booked, and the band holds what is expected', () => {
  const history = fc.array(fc.nat(500), { minLength: 14, maxLength: 60 })
  fc.assert(
    fc.property(history, fc.array(fc.nat(800), { minLength: 1, maxLength: 30 }), (before, booked) => {
      for (const [at, { expected, low, high }] of (outlookOf(before, booked)?.days ?? []).entries()) {
        expect(expected).toBeGreaterThanOrEqual(booked[at] ?? 0)
        expect(low).toBeGreaterThanOrEqual(booked[at] ?? 0)
        expect(low).toBeLessThanOrEqual(expected)
        expect(high).toBeGreaterThanOrEqual(expected)
      }
    }),
  )
})

test('a limit of nothing is full as soon as someone comes', () => {
  expect([shareOf(0, 0), shareOf(1, 0), shareOf(4, 5)]).toEqual([0, 1, 0.8])
})
