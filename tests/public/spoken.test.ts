import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spokenFen, spokenGrams, spokenNumber } from '../../public/grow/spoken.js'

const DIGIT = '零一二三四五六七八九'

/** A number below 10,000 in Chinese, written here a second time, in another way. */
function below10000(n: number): string {
  const places = [1000, 100, 10, 1]
  const names = ['千', '百', '十', '']
  let text = ''
  places.forEach((place, at) => {
    const digit = Math.floor(n / place) % 10
    if (digit > 0) text += (DIGIT[digit] ?? '') + (names[at] ?? '')
    else if (text !== '' && !text.endsWith('零') && n % place > 0) text += '零'
  })
  return text
}

function inChinese(n: number): string {
  if (n === 0) return '零'
  const [great, small] = [Math.floor(n / 10_000), n % 10_000]
  if (great === 0) return below10000(small)
  return `${below10000(great)}万${small > 0 && small < 1000 ? '零' : ''}${below10000(small)}`
}

const number = fc.integer({ min: 1, max: 99_999_999 })

describe('numbers', () => {
  test('every number written in Chinese is read back', () => {
    fc.assert(
      fc.property(number, (n) => {
        expect(spokenNumber(inChinese(n))).toBe(n)
      }),
    )
    for (let n = 0; n <= 2000; n += 1) expect(spokenNumber(inChinese(n)), inChinese(n)).toBe(n)
  })

  test('digits are read as they stand, with what surrounds them', () => {
    fc.assert(
      fc.property(number, (n) => {
        expect(spokenNumber(`大概${n}箱吧`)).toBe(n)
      }),
    )
  })

  test.each([
    ['三十五', 35],
    ['三十五箱', 35],
    ['十', 10],
    ['一百二', 120],
    ['一百零二', 102],
    ['三千五', 3500],
    ['一万二', 12_000],
    ['两', 2],
    ['两百', 200],
    ['两个半', 2.5],
    ['半', 0.5],
    ['三点五', 3.5],
    ['幺三八', 138],
    ['廿五', 25],
    ['１２箱', 12],
    ['1,200', 1200],
    ['3万', 30_000],
    ['thirty five boxes', 35],
    ['one hundred and five', 105],
    ['two and a half', 2.5],
    ['two thousand three hundred', 2300],
  ])('%s is %d', (said, value) => expect(spokenNumber(said)).toBe(value))

  test.each(['', '没有', '你好', 'boxes'])('%j is no number', (said) => expect(spokenNumber(said)).toBeNull())
})

describe('weights', () => {
  test('a weight in 斤 and 两 comes to its grams', () => {
    const jin = fc.integer({ min: 1, max: 9999 })
    const liang = fc.integer({ min: 1, max: 9 })
    fc.assert(
      fc.property(jin, liang, (a, b) => {
        expect(spokenGrams(`${inChinese(a)}斤${inChinese(b)}两`)).toBe(a * 500 + b * 50)
      }),
    )
    fc.assert(
      fc.property(jin, (a) => {
        expect(spokenGrams(`${inChinese(a)}斤半`)).toBe(a * 500 + 250)
      }),
    )
  })

  test.each([
    ['两斤半', 1250],
    ['两斤', 1000],
    ['二两', 100],
    ['两两', 100],
    ['十两', 500],
    ['一斤两两', 600],
    ['半斤', 250],
    ['半公斤', 500],
    ['三斤二', 1600],
    ['三斤二两', 1600],
    ['五百克', 500],
    ['三千两百克', 3200],
    ['两公斤', 2000],
    ['一公斤半', 1500],
    ['250', 250],
    ['2.5 kg', 2500],
    ['half a kilo', 500],
    ['two and a half kilos', 2500],
    ['500 grams', 500],
    ['一百五十克', 150],
  ])('%s is %d g', (said, grams) => expect(spokenGrams(said)).toBe(grams))

  test('words alone weigh nothing', () => expect(spokenGrams('不知道')).toBeNull())
})

describe('prices', () => {
  test('yuan, jiao and fen come to their fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 9 }), (yuan, jiao) => {
        expect(spokenFen(`${inChinese(yuan)}块${inChinese(jiao)}`)).toBe(yuan * 100 + jiao * 10)
        expect(spokenFen(`${yuan}元${jiao}角`)).toBe(yuan * 100 + jiao * 10)
      }),
    )
  })

  test.each([
    ['三十五', 3500],
    ['三十五块', 3500],
    ['三十五块八', 3580],
    ['三十五块八毛', 3580],
    ['三块零五分', 305],
    ['八毛', 80],
    ['两块半', 250],
    ['一百二', 12_000],
    ['十二点五', 1250],
    ['¥35.80', 3580],
    ['35块80', 3580],
    ['two and a half yuan', 250],
    ['thirty five yuan', 3500],
  ])('%s is %d fen', (said, fen) => expect(spokenFen(said)).toBe(fen))
})

test('whatever is said, the answer is a number or none', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[零一二两三十百千万半点斤块毛\d ]{0,12}$/)),
      (said) => {
        for (const read of [spokenNumber, spokenGrams, spokenFen]) {
          const value = read(said)
          expect(value === null || (Number.isFinite(value) && value >= 0)).toBe(true)
        }
      },
    ),
    { numRuns: 500 },
  )
})
