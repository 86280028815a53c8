import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDate, count, weight, yuan } from './format.ts'

const langs = ['zh', 'en'] as const
const safeFen = fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 })

describe('yuan', () => {
  test.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [12800, '¥128.00'],
    [123456789, '¥1,234,567.89'],
    [-500, '-¥5.00'],
  ])('%i fen', (fen, text) => expect(yuan(fen)).toBe(text))

  test('loses nothing', () => {
    fc.assert(
      fc.property(safeFen, (fen) => {
        expect(Number(yuan(fen).replace(/[¥,.]/g, '')) + 0).toBe(fen + 0)
      }),
    )
  })

  test('refuses a fraction of a fen', () => {
    expect(() => yuan(0.5)).toThrow(RangeError)
    expect(() => yuan(Number.NaN)).toThrow(RangeError)
  })
})

describe('weight', () => {
  test.each([
    [50, '50 克（1 两）', '50 g (0.1 jin)'],
    [250, '250 克（半斤）', '250 g (0.5 jin)'],
    [330, '330 克', '330 g'],
    [500, '500 克（1 斤）', '500 g (1 jin)'],
    [600, '600 克（1 斤 2 两）', '600 g (1.2 jin)'],
    [1250, '1.25 公斤（2 斤半）', '1.25 kg (2.5 jin)'],
    [2500, '2.5 公斤（5 斤）', '2.5 kg (5 jin)'],
    [1_500_000, '1.5 吨', '1.5 t'],
  ])('%i grams', (grams, zh, en) => {
    expect(weight(grams, 'zh')).toBe(zh)
    expect(weight(grams, 'en')).toBe(en)
  })

  test('metric and customary figures are the same weight', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (grams) => {
        const [metric = '', customary] = weight(grams, 'zh').replace('）', '').split('（')
        const gramsShown = Number.parseFloat(metric) * (metric.endsWith('公斤') ? 1000 : 1)
        expect(Math.round(gramsShown)).toBe(grams)
        expect(customary === undefined ? grams : gramsOf(customary)).toBe(grams)
      }),
    )
  })

  test('no Chinese in English', () => {
    fc.assert(
      fc.property(fc.nat(5_000_000), (grams) => {
        expect(weight(grams, 'en')).not.toMatch(/[\u3000-\uffef]/)
      }),
    )
  })
})

/** Reads 斤 and 两 back, by the buyer's rule: 半 is half a 斤. */
function gramsOf(customary: string): number {
  const part = (unit: string) => Number(new RegExp(`(\\d+) ${unit}`).exec(customary)?.[1] ?? 0)
  return part('斤') * 500 + part('两') * 50 + (customary.includes('半') ? 250 : 0)
}

describe('civilDate', () => {
  test('is written in each language', () => {
    expect(civilDate('2026-04-03', 'zh')).toBe('2026年4月3日')
    expect(civilDate('2026-04-03', 'en')).toBe('3 April 2026')
  })

  test('keeps every day of the calendar', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (day) => {
        const date = day.toISOString().slice(0, 10)
        expect(civilDate(date, 'zh').match(/\d+/g)?.map(Number)).toEqual(date.split('-').map(Number))
      }),
    )
  })

  test.each(['2026-4-3', '2026-13-01', '03/04/2026', ''])('refuses %j', (date) => {
    for (const lang of langs) expect(() => civilDate(date, lang)).toThrow(RangeError)
  })
})

test('count', () => {
  expect([count(999, 'zh'), count(12_345, 'zh'), count(12_345, 'en')]).toEqual(['999', '1.2 万', '12,345'])
})
