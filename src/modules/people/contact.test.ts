import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { email, isPhone, phone, phoneLabel, phoneOf, placeholderEmail, reachableEmail } from './contact.ts'

describe('phone numbers', () => {
  test.each([
    ['13800138000', '+8613800138000'],
    ['138 0013 8000', '+8613800138000'],
    ['138-0013-8000', '+8613800138000'],
    ['+86 138 0013 8000', '+8613800138000'],
    ['008613800138000', '+8613800138000'],
    ['８６１３８００１３８０００', '+8613800138000'],
    ['12800138000', null],
    ['1380013800', null],
    ['+1 415 555 0123', null],
    ['', null],
  ])('%s', (typed, stored) => {
    expect(phoneOf(typed)).toBe(stored)
    expect(phone.safeParse(typed).success).toBe(stored !== null)
  })

  test('what is shown reads back as what is stored; nothing but a number is ever stored', () => {
    fc.assert(
      fc.property(fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }), (n) => {
        expect(phoneOf(phoneLabel(`+86${n}`))).toBe(`+86${n}`)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => phoneOf(text) === null || isPhone(phoneOf(text) ?? '')),
    )
  })
})

describe('e-mail addresses', () => {
  test('are kept in lower case', () => expect(email.parse(' Tea@Example.COM ')).toBe('tea@example.com'))
  test('a placeholder is never written to', () => expect(reachableEmail(placeholderEmail('x'))).toBeNull())
})
