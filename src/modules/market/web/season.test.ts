import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthsOf } from '../listing.ts'
import { seasonWords } from './season.ts'

test.each([
  [monthsOf(3, 5), '3–5 月', 'Mar to May'],
  [monthsOf(11, 2), '11 月至次年 2 月', 'Nov to Feb'],
  [monthsOf(4, 4), '4 月', 'Apr'],
  [monthsOf(3, 4) | monthsOf(9, 10), '3–4 月、9–10 月', 'Mar to Apr, Sep to Oct'],
  [4095, '全年', 'All year'],
])('months %i read %s', (bits, zh, en) => {
  expect(seasonWords(bits, 'zh')).toBe(zh)
  expect(seasonWords(bits, 'en')).toBe(en)
})

test('a single run names its first and last month', () => {
  const month = fc.integer({ min: 1, max: 12 })
  fc.assert(
    fc.property(month, month, (from, to) => {
      fc.pre((to % 12) + 1 !== from && from !== to)
      expect(seasonWords(monthsOf(from, to), 'zh').match(/\d+/g)?.map(Number)).toEqual([from, to])
    }),
  )
})
