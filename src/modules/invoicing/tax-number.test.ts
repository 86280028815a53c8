import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkSign, isCreditCode, tidyCode } from './tax-number.ts'

const sign = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY')
const first = fc.array(sign, { minLength: 17, maxLength: 17 }).map((signs) => signs.join(''))

test('the worked example of the standard: 91350100M000100Y4 ends in 3', () => {
  expect(checkSign('91350100M000100Y4')).toBe('3')
  expect(isCreditCode('91350100M000100Y43')).toBe(true)
})

test('one wrong sign anywhere is always found', () => {
  fc.assert(
    fc.property(first, fc.nat(16), sign, (code, at, wrong) => {
      const whole = code + checkSign(code)
      expect(isCreditCode(whole)).toBe(true)
      fc.pre(whole[at] !== wrong)
      expect(isCreditCode(whole.slice(0, at) + wrong + whole.slice(at + 1))).toBe(false)
    }),
  )
})

test('spaces, hyphens, small and full-width letters are how people copy it; other lengths and signs are none', () => {
  expect(tidyCode(' 91350100-m000100Ｙ43 ')).toBe('91350100M000100Y43')
  for (const bad of ['', '9135', '91350100M000100Y4Z', '91350100I000100Y43']) expect(isCreditCode(bad)).toBe(false)
})
