import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../kernel/clock.ts'
import { checkStage, mayGiveUp } from './making.ts'
import { checkWindow, orderBook, readyOn, weekOf, weeksFrom } from './plan.ts'

const today = '2026-04-18'

test('a window lies ahead, in order, within a year', () => {
  const check = (from: string, to: string) => () => checkWindow({ from, to }, today)
  expect(check('2026-06-01', '2026-06-15')).not.toThrow()
  expect(check('2026-06-15', '2026-06-01')).toThrow(expect.objectContaining({ code: 'supply.window.not_in_order' }))
  expect(check('2026-04-01', '2026-04-17')).toThrow(expect.objectContaining({ code: 'supply.window.past' }))
  expect(check('2026-06-01', '2027-06-15')).toThrow(expect.objectContaining({ code: 'supply.window.too_far' }))
})

test('a week begins on Monday, also across years', () => {
  expect([weekOf('2026-04-18'), weekOf('2026-04-20'), weekOf('2027-01-03'), weekOf('2023-12-31')]).toEqual([
    '2026-04-13',
    '2026-04-20',
    '2026-12-28',
    '2023-12-25',
  ])
})

test('a workshop promises what its free weeks allow, and the day of the first of them', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 12, maxLength: 12 }),
      (weeklyUnits, taken) => {
        const weeks = weeksFrom(today)
        const used = new Map(weeks.map((monday, at) => [monday, Math.min(weeklyUnits, taken[at] ?? 0)]))
        const book = orderBook({ leadDays: 10, weeklyUnits }, used, today)
        const first = weeks.find((monday) => (used.get(monday) ?? 0) < weeklyUnits)
        expect(book.freeUnits).toBe(weeks.reduce((sum, monday) => sum + weeklyUnits - (used.get(monday) ?? 0), 0))
        expect(book.readyOn).toBe(first === undefined ? null : readyOn(first, 10, today))
      },
    ),
  )
  expect(orderBook({ leadDays: 10, weeklyUnits: 2 }, new Map(), today).readyOn).toBe(addDays(today, 10))
})

test('stages go forward; a buyer may give up before the making begins and once it is late', () => {
  expect(() => checkStage(2, 3, 1)).not.toThrow()
  expect(() => checkStage(1, 3, 1)).not.toThrow()
  expect(() => checkStage(0, 3, 1)).toThrow(expect.objectContaining({ code: 'supply.stage.backwards' }))
  expect(() => checkStage(3, 3, null)).toThrow(expect.objectContaining({ code: 'supply.stage.unknown' }))
  expect(mayGiveUp(null, '2026-05-01', today)).toBe(true)
  expect(mayGiveUp(0, '2026-04-18', today)).toBe(false)
  expect(mayGiveUp(0, '2026-04-17', today)).toBe(true)
})
