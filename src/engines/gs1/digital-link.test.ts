import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalDigitalLink,
  digitalLink,
  orThrow,
  parseBracketed,
  parseDigitalLink,
  parseElementString,
  printDigitalLink,
  valueIn,
} from './index.ts'

const canonical = (uri: string, options = {}) =>
  orThrow(printDigitalLink(canonicalDigitalLink(orThrow(parseDigitalLink(uri, options)))))

describe('a link for a label', () => {
  const tea = { domain: 'id.example.cn', gtin: '6901234005677', lot: 'LGLR/2026-04' }

  it('has the GTIN in 14 digits and its qualifiers in order, percent-encoded', () => {
    expect(digitalLink(tea)).toEqual({
      ok: true,
      value: 'https://id.example.cn/01/06901234005677/10/LGLR%2F2026-04',
    })
    expect(
      digitalLink({ ...tea, serial: '7', variant: '2A', attributes: [{ ai: '3103', value: '000250' }] }),
    ).toMatchObject({ value: 'https://id.example.cn/01/06901234005677/22/2A/10/LGLR%2F2026-04/21/7?3103=000250' })
  })

  it('may be resolved under a path, on a port, over http', () => {
    expect(digitalLink({ domain: 'http://127.0.0.1:3000/t/', gtin: '96385074' })).toMatchObject({
      value: 'http://127.0.0.1:3000/t/01/00000096385074',
    })
  })

  it('may even stand under a path that looks like one: the rightmost key counts', () => {
    const uri = orThrow(digitalLink({ ...tea, domain: 'a.cn/01/09520123456788' }))
    expect(orThrow(parseDigitalLink(uri))).toMatchObject({
      stem: '/01/09520123456788',
      key: { value: '06901234005677' },
    })
  })

  it('refuses what would not lead back to the same data', () => {
    expect(digitalLink({ ...tea, lot: '..' })).toMatchObject({ fault: { code: 'dot_segment', ai: '10' } })
    expect(digitalLink({ ...tea, lot: '' })).toMatchObject({ fault: { code: 'empty', ai: '10' } })
    expect(digitalLink({ ...tea, lot: '茶' })).toMatchObject({ fault: { ai: '10' } })
    expect(digitalLink({ ...tea, gtin: '6901234005675' })).toMatchObject({ fault: { code: 'csum' } })
    for (const domain of ['', 'a b', 'me@a.cn', 'a.cn?x=1', 'a.cn#x', 'a.cn/..']) {
      expect(digitalLink({ ...tea, domain })).toMatchObject({ ok: false })
    }
  })
})

describe('parsing', () => {
  // The General Specifications and the Digital Link standard use GS1 Prefix 952 for examples.
  it.each([
    ['https://id.gs1.org/01/09520123456788', '01', 0, 0],
    ['https://brand.example.com/some-extra/pathinfo/01/09520123456788', '01', 0, 0],
    ['https://id.gs1.org/01/09520123456788/22/2A/10/ABC1/21/12345?17=180426', '01', 3, 1],
    ['https://id.gs1.org/01/09520123456788/235/XYZ?10=ABC123', '01', 1, 1],
    ['https://id.gs1.org/414/9520123456788/254/32a%2Fb', '414', 1, 0],
    ['https://example.com/8004/9520614141234567?01=09520123456788', '8004', 0, 1],
    ['https://a/00/faux/00/106141412345678908', '00', 0, 0],
    ['HTTPS://[2001:db8::1]:8443/01/09520123456788?&&linkType=gs1:pip&99=XYZ&flag#part', '01', 0, 1],
  ])('%s', (uri, key, qualifiers, attributes) => {
    const link = orThrow(parseDigitalLink(uri))
    expect([link.key.ai, link.qualifiers.length, link.attributes.length]).toEqual([key, qualifiers, attributes])
  })

  it.each([
    ['', 'bad_uri', 0],
    ['ftp://a/01/09520123456788', 'bad_uri', 0],
    ['https:///01/09520123456788', 'bad_uri', 8],
    ['https://me@a/01/09520123456788', 'bad_uri', 8],
    ['https://a/01/0952012345678 8', 'bad_uri', 26],
    ['https://a/01/09520123456788/10/%4', 'bad_percent', 31],
    ['https://a/b/../01/09520123456788', 'dot_segment', 12],
    ['https://a/b', 'no_key', 10],
    ['https://a/01/09520123456788/', 'no_key', 10],
    ['https://a/01/09520123456789', 'csum', 13],
    ['https://a/01/9520123456788', 'too_short', 13],
    ['https://a/gtin/09520123456788', 'no_key', 10],
    ['https://a/01/09520123456788/10/A/22/B', 'bad_qualifiers', 28],
    ['https://a/01/09520123456788/22/A/235/B', 'bad_qualifiers', 28],
    ['https://a/01/09520123456788/17/260101', 'bad_qualifiers', 28],
    ['https://a/01/09520123456788/89/A', 'unknown_ai', 31],
    ['https://a/01/09520123456788?89=A', 'unknown_ai', 28],
    ['https://a/01/09520123456788?10=A', 'belongs_in_path', 28],
    ['https://a/01/09520123456788?21=A', 'not_attribute', 28],
    ['https://a/01/09520123456788?99=A&99=A', 'repeated_ai', 33],
    ['https://a/01/09520123456788?01=09520123456788', 'repeated_ai', 28],
    ['https://a/01/09520123456788?17=261301', 'yymmd0', 28],
    ['https://a/01/09520123456788?99=', 'empty', 28],
    ['https://a/01/09520123456788?98=X+Y', 'bad_character', 28],
    ['https://a/01/09520123456788/10/%E8%8C%B6', 'bad_character', 31],
    [`https://a/01/09520123456788?x=${'y'.repeat(9000)}`, 'too_long', 8192],
  ])('refuses %s: %s', (uri, code, position) => {
    expect(parseDigitalLink(uri)).toMatchObject({ ok: false, fault: { code, position } })
  })

  it('reads what older versions wrote when asked, and never writes it', () => {
    const old = 'https://id.gs1.org/gtin/9520123456788/lot/A/ser/1'
    expect(canonical(old, { legacy: true })).toBe('https://id.gs1.org/01/09520123456788/10/A/21/1')
    expect(valueIn(orThrow(parseDigitalLink(old, { legacy: true })), '10')).toBe('A')
  })

  it('has one canonical form', () => {
    const one = canonical('http://shop.example.cn:8080/t/01/09520123456788/10/a%2db?3103=000195&x=1&17=261231#top')
    expect(one).toBe('https://id.gs1.org/01/09520123456788/10/a-b?17=261231&3103=000195')
    expect(canonical(one)).toBe(one)
  })

  it('throws nothing, whatever it is given', () => {
    const piece = fc.constantFrom(
      'https://',
      'http:',
      '/',
      '?',
      '&',
      '=',
      '#',
      '%',
      '%41',
      '..',
      'a.cn',
      '01',
      '10',
      '00',
      '8004',
      '99',
      '09520123456788',
      '106141412345678908',
      'ABC',
      '+',
      '茶',
      '\0',
      '\ud800',
      ':',
      '@',
      '[',
      'gtin',
      '__proto__',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 20 }).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(text, fc.boolean(), (uri, legacy) => {
        const result = parseDigitalLink(uri, { legacy })
        // What is accepted can be written again and means the same.
        expect(result.ok ? parseDigitalLink(orThrow(printDigitalLink(result.value))) : result).toEqual(result)
        expect(result.ok ? 0 : result.fault.position).toBeLessThanOrEqual(uri.length)
      }),
      { numRuns: 2000 },
    )
  })

  it('refuses what is no text', () => {
    for (const bad of [null, undefined, 7, {}, [], Symbol.iterator, { length: 3 }])
      for (const read of [parseDigitalLink, parseElementString, parseBracketed])
        expect(read(bad as never).ok).toBe(false)
  })
})
