import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, fenIn, gramsIn, lineOf, proseOf, seasonOf, wholeOf } from './values.ts'

const value = <T>(read: { ok: true; value: T } | { ok: false; code: string }) => (read.ok ? read.value : read.code)

test('days are read as people and spreadsheets write them', () => {
  for (const written of [
    '2026-04-18',
    '2026/4/18',
    '2026.4.18',
    '2026年4月18日',
    '２０２６年４月１８日',
    '  2026-4-18 00:00:00',
    '20260418',
    '46130',
    46_130,
    20_260_418,
    { day: '2026-04-18' },
  ])
    expect(value(dayOf(written))).toBe('2026-04-18')
  for (const wrong of ['2026-02-30', '2026.13.1', '18/4/2026', '四月', '26-4-18', '0', true, 12.5])
    expect(dayOf(wrong)).toMatchObject({ ok: false })
})

test('amounts are read with signs, words and thousands separators', () => {
  const limit = 10_000_000_00
  for (const written of ['128', 128, '¥128.00', '￥１２８', '128元', '128.0 元', 'RMB 128'])
    expect(value(fenIn(written, limit))).toBe(128_00)
  expect(value(fenIn('1,280.50', limit))).toBe(1280_50)
  expect(value(fenIn(19.99, limit))).toBe(19_99)
  expect(value(fenIn('12,80', limit))).toBe('not_a_number')
  expect(value(fenIn('1.005', limit))).toBe('not_whole_fen')
  expect(value(fenIn('面议', limit))).toBe('not_a_number')
  expect(value(fenIn('-3', limit))).toBe('not_positive')
  expect(value(fenIn(1e21, limit))).toBe('not_a_number')
  expect(value(fenIn('10000000.01', limit))).toBe('too_much')
})

test('weights carry their unit, or take the heading’s', () => {
  for (const written of ['120', '120斤', '60公斤', '60 kg', '60000克', '60千克', '1,200两', '0.06吨'])
    expect(value(gramsIn(written, 500, 1e9))).toBe(60_000)
  expect(value(gramsIn('120', 1000, 1e9))).toBe(120_000)
  expect(value(gramsIn('0.001', 500, 1e9))).toBe('not_whole_grams')
  expect(value(gramsIn('很多', 500, 1e9))).toBe('not_a_number')
})

test('counts are whole', () => {
  expect(value(wholeOf('210份', 1000))).toBe(210)
  expect(value(wholeOf(12.5, 1000))).toBe('not_whole')
  expect(value(wholeOf({ formula: '1+1' }, 1000))).toBe('formula')
  expect(value(wholeOf({ error: '#REF!' }, 1000))).toBe('cell_error')
})

test('seasons are runs or lists of months, also where a spreadsheet made a date of them', () => {
  for (const written of ['3-5', '3月-5月', '３～５', '3至5月', '3,4,5', '3、4、5月', '3月5日', { day: '2026-03-05' }])
    expect(value(seasonOf(written))).toBe(0b11100)
  expect(value(seasonOf('11-2'))).toBe(0b110000000011)
  for (const written of ['', '全年', 'All year', null]) expect(value(seasonOf(written))).toBe(4095)
  for (const wrong of ['春天', '0-3', '3-13', '3-']) expect(value(seasonOf(wrong))).toBe('not_a_season')
})

test('text that a spreadsheet would run is refused', () => {
  for (const text of ['=1+1', '＝1+1', '+86', '-x', '@SUM(A1)', ' =cmd'])
    for (const read of [lineOf(text, 80), proseOf(text, 80)]) expect(value(read)).toBe('formula_text')
  expect(value(lineOf('两行\n文字', 80))).toBe('control_characters')
  expect(value(lineOf('茶'.repeat(81), 80))).toBe('too_long')
  expect(value(lineOf('  ', 80))).toBe('empty')
})

test('any amount of fen written as yuan comes back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000_00 }), (fen) => {
      const yuan = (fen / 100).toFixed(2)
      expect(value(fenIn(yuan, 10_000_000_00))).toBe(fen)
      expect(value(fenIn(fen / 100, 10_000_000_00))).toBe(fen)
      expect(value(fenIn(Number(yuan).toLocaleString('en', { minimumFractionDigits: 2 }), 10_000_000_00))).toBe(fen)
    }),
  )
})

test('no cell, whatever it holds, breaks a reader', () => {
  const cell = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null))
  fc.assert(
    fc.property(cell, (held) => {
      for (const read of [
        dayOf(held),
        seasonOf(held),
        fenIn(held, 100),
        gramsIn(held, 500, 100),
        wholeOf(held, 9),
        lineOf(held, 9),
        proseOf(held, 9),
      ])
        expect(typeof read.ok).toBe('boolean')
    }),
  )
})
