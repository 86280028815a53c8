import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageOn, checkSign, lastFour, readNumber } from './identity.ts'

const TODAY = '2026-05-01'
const of = (region: string, born: string, order: string) => {
  const digits = `${region}${born}${order}`
  return `${digits}${checkSign(digits)}`
}
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))

describe('an identity number', () => {
  test('has the check sign of the standard’s own examples', () => {
    // GB 11643-1999, appendix A.
    expect(checkSign('11010519491231002')).toBe('X')
    expect(checkSign('44052418800101001')).toBe('4')
  })
  test('says when its bearer was born, however it was typed', () => {
    const right = of('332529', '20120229', '123')
    expect(readNumber('identity_card', right, TODAY)).toEqual({ number: right, bornOn: '2012-02-29' })
    expect(readNumber('identity_card', ` ${right.slice(0, 6)} ${right.slice(6)}`, TODAY)).toMatchObject({
      number: right,
    })
    expect(readNumber('identity_card', '11010519491231002x', TODAY)).toMatchObject({ bornOn: '1949-12-31' })
  })
  test('with one wrong digit is never taken for right', () => {
    fc.assert(
      fc.property(digits(3), fc.nat(16), fc.integer({ min: 1, max: 9 }), (order, at, by) => {
        const right = of('330106', '19900101', order)
        const wrong = `${right.slice(0, at)}${(Number(right[at]) + by) % 10}${right.slice(at + 1)}`
        expect(typeof readNumber('identity_card', right, TODAY)).toBe('object')
        expect(typeof readNumber('identity_card', wrong, TODAY)).toBe('string')
      }),
    )
  })
  test('with two neighbouring digits exchanged is never taken for right', () => {
    fc.assert(
      fc.property(digits(3), fc.integer({ min: 0, max: 15 }), (order, at) => {
        const right = of('330106', '19900101', order)
        const swapped = `${right.slice(0, at)}${right[at + 1]}${right[at]}${right.slice(at + 2)}`
        expect(typeof readNumber('identity_card', swapped, TODAY)).toBe(swapped === right ? 'object' : 'string')
      }),
    )
  })
  test('of no region, no day, of tomorrow, or of another shape is refused by its fault', () => {
    expect(readNumber('identity_card', of('002529', '20100101', '123'), TODAY)).toBe('region')
    expect(readNumber('identity_card', of('332529', '20100230', '123'), TODAY)).toBe('birth_date')
    expect(readNumber('identity_card', of('332529', '20260502', '123'), TODAY)).toBe('birth_date')
    for (const shape of ['', '123', '33252920100101123', 'A'.repeat(18)])
      expect(readNumber('identity_card', shape, TODAY)).toBe('shape')
  })
})

test('other documents have no rule but their signs', () => {
  expect(readNumber('passport', 'e 1234-5678', TODAY)).toEqual({ number: 'E12345678', bornOn: null })
  for (const bad of ['E1', '护照12345', 'x'.repeat(31)]) expect(readNumber('passport', bad, TODAY)).toBe('shape')
})

test('ages are whole years on the day of the visit', () => {
  expect(ageOn('2012-02-29', '2026-02-28')).toBe(13)
  expect(ageOn('2012-02-29', '2026-03-01')).toBe(14)
  expect(lastFour('11010519491231002X')).toBe('002X')
})
