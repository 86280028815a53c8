import { expect, test } from 'vitest'
import { addDays } from '../../kernel/clock.ts'
import { isHoliday, isMovedWorkday } from './holidays.ts'

/** As the State Council's General Office announced them; what is taken from elsewhere has to say the same. */
const announced: readonly (readonly [string, string])[] = [
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
]
const moved =
  '2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10'

test('days off and moved workdays of 2025 and 2026 are exactly those announced', () => {
  const days = Array.from({ length: 730 }, (_, at) => addDays('2025-01-01', at))
  expect(days.filter(isHoliday)).toEqual(
    days.filter((day) => announced.some(([first, last]) => first <= day && day <= last)),
  )
  expect(days.filter(isMovedWorkday)).toEqual(moved.split(' '))
})
