import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedPeriod } from '../asked.ts'
import { changeOf, isWeekend, percent, roughYuan, signed } from '../format.ts'
import { periodSearch } from '../period.ts'
import { bySevens, niceScale, weekendLift } from './scale.ts'

test('an axis ends at or above its largest value, in a few even steps', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1e9, noNaN: true }), (most) => {
      const { top, marks } = niceScale(most)
      expect(top).toBeGreaterThanOrEqual(most * (1 - 1e-9))
      expect(marks.length).toBeGreaterThan(0)
      expect(marks.length).toBeLessThanOrEqual(4)
      expect(marks.at(-1)).toBeCloseTo(top, 6)
    }),
  )
  expect(niceScale(0).marks).toEqual([])
})

test('weeks are whole and end on the last day', () => {
  const days = Array.from({ length: 16 }, (_, at) => at)
  expect(bySevens(days)).toEqual([
    [2, 3, 4, 5, 6, 7, 8],
    [9, 10, 11, 12, 13, 14, 15],
  ])
})

test('a weekend is called stronger only where there are weekends enough to say so', () => {
  const day = (at: number) => new Date(Date.UTC(2026, 3, 1 + at)).toISOString().slice(0, 10)
  const days = Array.from({ length: 28 }, (_, at) => ({ day: day(at), amountFen: isWeekend(day(at)) ? 150 : 100 }))
  expect(weekendLift(days, isWeekend)).toBeCloseTo(0.5)
  expect(weekendLift(days.slice(0, 6), isWeekend)).toBeNull()
})

test('a change is said in words and sign, never as a rounded nothing', () => {
  const yuan = (fen: number) => roughYuan(fen, 'zh')
  expect(changeOf(112_00, 100_00, '前 30 天', yuan, 'zh')).toEqual({
    text: '比前 30 天多 ¥12.00（+12%）',
    direction: 'up',
  })
  expect(changeOf(88_00, 100_00, '前 30 天', yuan, 'zh').text).toBe('比前 30 天少 ¥12.00（−12%）')
  expect(changeOf(5, 0, '前 7 天', yuan, 'zh')).toEqual({ text: '前 7 天没有销售', direction: 'up' })
  expect(signed(99_999, 100_000, 'zh')).toBe('≈0%')
  expect(signed(50, 100, 'zh')).toBe('−50%')
  expect(percent(1, 100_000)).toBe('<0.1%')
})

test('amounts are written as the county says them', () => {
  expect([roughYuan(12_800_00, 'zh'), roughYuan(12_800_00, 'en'), roughYuan(9_90, 'zh')]).toEqual([
    '¥1.28 万',
    '¥12,800',
    '¥9.90',
  ])
})

test('an address names a period; what makes no sense in it is left aside', () => {
  const asked = (search: string) => askedPeriod(new URLSearchParams(search), '2026-04-18')
  expect(asked('')).toEqual({ days: 30, from: '2026-03-19', to: '2026-04-17', against: 'before' })
  expect(asked('days=7&against=year')).toMatchObject({ from: '2026-04-11', to: '2026-04-17', against: 'year' })
  expect(asked('from=2026-04-05&to=2026-04-01')).toMatchObject({ days: null, from: '2026-04-01', to: '2026-04-05' })
  expect(asked('from=yesterday&to=2026-99-01&days=12').days).toBe(30)
  expect(periodSearch(asked('days=7&against=year'))).toBe('?days=7&against=year')
})
