import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fenOfYuan, shelfOf } from './case-input.ts'

test('yuan as people type them become the same fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), (fen) => {
      expect(fenOfYuan((fen / 100).toFixed(2))).toBe(fen)
    }),
  )
  expect(['12', '12.5', '¥0.01'].map(fenOfYuan)).toEqual([1200, 1250, 1])
})

test('what is no amount is left for the operation to refuse', () => {
  for (const bad of ['', '-1', '1.234', '1e3', 'abc']) expect(fenOfYuan(bad)).toBe(bad)
})

test('only lines with units go back on the shelf', () => {
  expect(shelfOf({ 'shelf-0': '2', 'shelf-3': '0', note: 'x' })).toBe('0:2')
  expect(shelfOf({ 'shelf-0': '' })).toBeUndefined()
})
