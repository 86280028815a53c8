import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDigit, checkPair, hasCheckDigit, hasCheckPair } from './check.ts'
import {
  cpid,
  gcn,
  gdti,
  giai,
  ginc,
  gln,
  gmn,
  grai,
  gsin,
  gsrn,
  gtin13,
  gtin14,
  isGtin,
  isKey,
  isLotCode,
  orThrow,
  prefixIssuer,
  sscc,
  toGtin14,
  type Gs1Result,
  type KeyName,
} from './index.ts'
import { characterSet82 } from './characters.ts'

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength })
const set82 = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characterSet82), minLength, maxLength })

describe('check digit', () => {
  it.each(['6291041500213', '09506000134352', '96385074', '614141123452', '106141412345678908', '9520123456788'])(
    'holds for %s',
    (key) => expect(hasCheckDigit(key)).toBe(true),
  )

  it('detects every change of a single digit', () => {
    fc.assert(
      fc.property(digits(1, 17), fc.nat(), fc.integer({ min: 1, max: 9 }), (body, place, change) => {
        const key = body + checkDigit(body)
        const at = place % key.length
        const changed = key.slice(0, at) + String((Number(key[at]) + change) % 10) + key.slice(at + 1)
        expect(hasCheckDigit(key)).toBe(true)
        expect(hasCheckDigit(changed)).toBe(false)
      }),
    )
  })
})

describe('check character pair', () => {
  it('is that of the General Specifications and their published examples', () => {
    expect(checkPair('1987654Ad4X4bL5ttr2310c')).toBe('2K')
    expect(checkPair('12345678901234567890123')).toBe('NT')
    expect(checkPair('00000!')).toBe('HV')
    expect(checkPair('99999zzzzzzzzzzzzzzzzzz')).toBe('T2')
    expect(checkPair('no space')).toBeNull()
    expect(checkPair('1'.repeat(98))).toBeNull()
  })

  it('detects every change of a single character', () => {
    fc.assert(
      fc.property(set82(1, 23), fc.nat(), fc.integer({ min: 1, max: 81 }), (body, place, change) => {
        const at = place % body.length
        const other = characterSet82[(characterSet82.indexOf(body.charAt(at)) + change) % 82] ?? ''
        expect(hasCheckPair(body.slice(0, at) + other + body.slice(at + 1) + (checkPair(body) ?? ''))).toBe(false)
      }),
    )
  })
})

describe('keys', () => {
  it('are made of a prefix, a reference and a check digit', () => {
    expect(gtin13('6901234', '567')).toEqual({ ok: true, value: '6901234005677' })
    expect(gtin14('1', '6901234005677')).toEqual({ ok: true, value: '16901234005674' })
    expect(toGtin14('96385074')).toEqual({ ok: true, value: '00000096385074' })
    expect(sscc('0', '6901234', '1')).toEqual({ ok: true, value: '069012340000000016' })
  })

  it.each<[KeyName, Gs1Result<string>]>([
    ['gln', gln('6901234', '12345')],
    ['sscc', sscc('3', '6901234', '77')],
    ['gsrn', gsrn('6901234', '77')],
    ['gsrnProvider', gsrn('6901234', '78')],
    ['gsin', gsin('6901234', '77')],
    ['grai', grai('6901234', '77', 'BASKET-1')],
    ['gdti', gdti('6901234', '77', 'CERT/1')],
    ['gcn', gcn('6901234', '77', '123')],
    ['giai', giai('6901234', 'KILN-4')],
    ['ginc', ginc('6901234', 'TRUCK-9')],
    ['cpid', cpid('6901234', 'LID#2')],
    ['gmn', gmn('6901234', 'BASKET')],
  ])('%s built is %s valid', (name, result) => expect(isKey(name, orThrow(result))).toBe(true))

  it('refuse what does not fit', () => {
    expect(gtin13('690', '1')).toMatchObject({ fault: { code: 'bad_prefix' } })
    expect(gtin13('69O1234', '1')).toMatchObject({ fault: { code: 'bad_prefix' } })
    expect(gtin13('6901234', '123456')).toMatchObject({ fault: { code: 'too_long' } })
    expect(gtin13('6901234', '12a')).toMatchObject({ fault: { code: 'bad_character', position: 2 } })
    expect(gtin14('0', '6901234005677')).toMatchObject({ fault: { code: 'bad_character' } })
    expect(toGtin14('6901234005675')).toMatchObject({ fault: { code: 'csum', ai: '01', position: 12 } })
    expect(toGtin14('690123400567')).toMatchObject({ ok: false })
    expect(cpid('6901234', 'lid')).toMatchObject({ fault: { code: 'bad_character', position: 7 } })
    expect(giai('6901234', '')).toMatchObject({ fault: { code: 'empty' } })
    expect(grai('6901234', '1', 'x'.repeat(17))).toMatchObject({ fault: { code: 'too_long' } })
    expect(() => orThrow(gtin13('', ''))).toThrowError('GS1 bad_prefix at 0')
  })

  it('GTINs have 8, 12, 13 or 14 digits', () => {
    for (const gtin of ['96385074', '614141123452', '6901234005677', '16901234005674']) expect(isGtin(gtin)).toBe(true)
    for (const text of ['', '6901234005675', '690123400567', ' 96385074', '٩6385074', '069012340000000016']) {
      expect(isGtin(text)).toBe(false)
    }
  })

  it('lot codes are 1 to 20 characters of set 82', () => {
    for (const lot of ['A', 'LGLR-2026/04_明'.slice(0, -1), '%"&', 'x'.repeat(20)]) expect(isLotCode(lot)).toBe(true)
    for (const lot of ['', 'x'.repeat(21), 'a b', '茶', 'a#', 'a$', 'a@', 'a\n']) expect(isLotCode(lot)).toBe(false)
  })

  it('every GTIN made is one', () => {
    fc.assert(
      fc.property(digits(4, 12), digits(0, 8), (prefix, reference) => {
        const made = gtin13(prefix, reference)
        expect(made.ok).toBe(prefix.length + reference.length <= 12)
        expect(!made.ok || isGtin(made.value)).toBe(true)
      }),
    )
  })
})

describe('prefix', () => {
  it('names the issuer, not the origin', () => {
    expect(prefixIssuer('6901234005677')).toMatchObject({ prefix: '690', kind: 'member', issuer: { en: 'GS1 China' } })
    expect(prefixIssuer('16901234005674')).toMatchObject({ prefix: '690', issuer: { en: 'GS1 China' } })
    expect(prefixIssuer('069012340000000016')).toMatchObject({ issuer: { en: 'GS1 China' } })
    expect(prefixIssuer(`69${'9'.repeat(10)}${checkDigit(`69${'9'.repeat(10)}`)}`)).toMatchObject({ prefix: '699' })
    expect(prefixIssuer('614141123452')).toEqual({ prefix: '061', kind: 'member', issuer: null })
    expect(prefixIssuer('9520123456788')).toMatchObject({ kind: 'demonstration' })
    expect(prefixIssuer('00000096385074')).toMatchObject({ prefix: '963' })
    expect(prefixIssuer('6901234005675')).toBeNull()
    expect(prefixIssuer('690')).toBeNull()
  })
})
