import { expect, test } from 'vitest'
import { fenIn, minuteIn, minutesIn, tiersIn, tiersOut } from './fields.ts'

test('times, amounts and tiers are read as people type them', () => {
  expect(minuteIn('9:05')).toBe(545)
  expect(minuteIn('24:00')).toBe(1440)
  expect(minuteIn('9')).toBeUndefined()
  expect(minutesIn('9:00、14:30， 16:00')).toEqual([540, 870, 960])
  expect(minutesIn(['9:00', '10:30 11:00'])).toEqual([540, 630, 660])
  expect(minutesIn(undefined)).toEqual([])
  expect(minutesIn('soon')).toEqual([-1])
  expect(fenIn('12.34')).toBe(1234)
  expect(fenIn('no')).toBeNaN()
  const tiers = [
    { hoursBefore: 48, percent: 100 },
    { hoursBefore: 24, percent: 50 },
  ]
  expect(tiersIn(tiersOut(tiers))).toEqual(tiers)
  expect(tiersIn('48 小时 100%\n\n24, 50')).toEqual(tiers)
})
