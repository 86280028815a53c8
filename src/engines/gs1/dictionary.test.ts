import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characterSet82 } from './characters.ts'
import { checkDigit, checkPair } from './check.ts'
import { dictionary, type LinterName } from './dictionary.ts'
import type { Component } from './entry.ts'
import {
  applicationIdentifiers,
  canonicalDigitalLink,
  checkAssociations,
  checkValue,
  elementsOf,
  entryOf,
  groupSeparator,
  orThrow,
  parseBracketed,
  parseDigitalLink,
  parseElementString,
  printBracketed,
  printDigitalLink,
  printElementString,
  type AiElement,
} from './index.ts'
import { linters } from './linters.ts'

// Values for every application identifier, made from the table itself: what the checks do not fix is free.

const two = (min: number, max: number) => fc.integer({ min, max }).map((n) => String(n).padStart(2, '0'))
const yymmdd = fc.tuple(two(0, 99), two(1, 12), two(1, 28)).map((parts) => parts.join(''))
const hhmi = fc.tuple(two(0, 23), two(0, 59)).map((parts) => parts.join(''))
const alphabets = {
  N: '0123456789',
  X: characterSet82,
  Y: '#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  Z: 'ABCabc019-_',
}
const written = (type: Component['type'], minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabets[type]), minLength, maxLength })
const digits = (length: number) => written('N', length, length)

const valid: Partial<Record<LinterName, (component: Component) => fc.Arbitrary<string>>> = {
  couponcode: () => fc.constantFrom('106141416543213500110000310123196000', '012345612345611110123'),
  couponposoffer: () => fc.constantFrom('001234561234560123456', '061234567890121234569123456789012345'),
  csum: ({ max }) => digits(max - 1).map((body) => body + checkDigit(body)),
  csumalpha: ({ max }) =>
    fc
      .tuple(digits(4), written('X', 1, max - 6))
      .map(([prefix, rest]) => `${prefix}A${rest.slice(1)}`)
      .map((body) => body + (checkPair(body) ?? '')),
  gcppos1: ({ type, max }) => fc.tuple(digits(4), written(type, 0, max - 4)).map((parts) => parts.join('')),
  hh: () => two(0, 23),
  hhmi: () => hhmi,
  hyphen: () => fc.constant('-'),
  iban: () => fc.constantFrom('GB98MIDL07009312345678', 'MU43BOMM0101123456789101000MUR', 'BE71096123456769'),
  importeridx: () => fc.constantFrom('-', 'Z', '0', '_'),
  iso3166: () => fc.constantFrom('156', '276', '004'),
  iso3166999: () => fc.constantFrom('156', '999'),
  iso3166alpha2: () => fc.constantFrom('CN', 'DE'),
  iso4217: () => fc.constantFrom('156', '978'),
  iso5218: () => fc.constantFrom('0', '1', '2', '9'),
  latitude: () => fc.integer({ min: 0, max: 1_800_000_000 }).map((n) => String(n).padStart(10, '0')),
  longitude: () => fc.integer({ min: 0, max: 3_600_000_000 }).map((n) => String(n).padStart(10, '0')),
  mediatype: () => fc.constantFrom('01', '10', '80', '99'),
  mi: () => two(0, 59),
  nonzero: ({ max }) => fc.integer({ min: 1, max: 10 ** max - 1 }).map((n) => String(n).padStart(max, '0')),
  nozeroprefix: () => fc.integer({ min: 1, max: 999_999_999 }).map(String),
  packagetype: () => fc.constantFrom('1A', '200', 'CT', 'ZZ'),
  pcenc: ({ max }) =>
    fc
      .string({ unit: fc.constantFrom('a', 'Z', '9', '%E8', '('), minLength: 1, maxLength: 11 })
      .filter((s) => s.length <= max),
  pieceoftotal: () => fc.constantFrom('0101', '0203', '9999'),
  posinseqslash: () => fc.constantFrom('1/1', '2/9'),
  ss: () => two(0, 59),
  winding: () => fc.constantFrom('0', '1', '9'),
  yesno: () => fc.constantFrom('0', '1'),
  yymmd0: () => yymmdd.chain((date) => fc.constantFrom(date, `${date.slice(0, 4)}00`)),
  yymmdd: () => yymmdd,
  yyyymmdd: () => yymmdd.map((date) => `20${date}`),
  zero: ({ max }) => fc.constant('0'.repeat(max)),
}

const componentValue = (component: Component) =>
  valid[component.checks[0] ?? 'gcppos2']?.(component) ?? written(component.type, component.min, component.max)

function valueOf(ai: string): fc.Arbitrary<string> {
  const components = entryOf(ai)?.components ?? []
  const least = components.filter(({ optional }) => !optional).length
  return fc
    .integer({ min: least, max: components.length })
    .chain((count) => fc.tuple(...components.slice(0, count).map(componentValue)))
    .map((parts) => parts.join(''))
}

const withValue = (ai: string): fc.Arbitrary<AiElement> => valueOf(ai).map((value) => ({ ai, value }))
const element = fc.constantFrom(...applicationIdentifiers).chain(withValue)
const elements = fc.uniqueArray(element, { selector: ({ ai }) => ai, minLength: 1, maxLength: 12 })

const isDots = ({ value }: AiElement) => value === '.' || value === '..'
const check = (...ais: string[]) => checkAssociations(ais.map((ai) => ({ ai, value: '' })))

describe('the table', () => {
  it('has the application identifiers of this trade', () => {
    expect(entryOf('10')).toMatchObject({ title: 'BATCH/LOT', fixed: false, attribute: true })
    expect(entryOf('3103')).toMatchObject({ first: '3100', last: '3105', fixed: true })
    expect(entryOf('01')?.qualifiers).toEqual([['22', '10', '21'], ['235']])
    expect(entryOf('0')).toBeUndefined()
    expect(applicationIdentifiers.length).toBeGreaterThan(500)
  })

  it('can be read without looking ahead: two digits settle the length of an AI, only the last component varies', () => {
    const lengths = new Map<string, number>()
    for (const ai of applicationIdentifiers) {
      expect(lengths.get(ai.slice(0, 2)) ?? ai.length).toBe(ai.length)
      lengths.set(ai.slice(0, 2), ai.length)
    }
    for (const { components, fixed } of dictionary) {
      expect(components.slice(0, -1).every(({ min, max }) => min === max)).toBe(true)
      expect(!fixed || components.every(({ min, max, optional }) => min === max && !optional)).toBe(true)
    }
  })
})

describe.each(applicationIdentifiers.filter((ai) => ai === entryOf(ai)?.first))('(%s)', (ai) => {
  it('takes what its components allow, and nothing longer, shorter or of other characters', () => {
    fc.assert(
      fc.property(valueOf(ai), (value) => {
        expect(checkValue({ ai, value })).toEqual({ ok: true, value: { ai, value } })
        expect(checkValue({ ai, value: `${value}茶` }).ok).toBe(false)
        expect(checkValue({ ai, value: value + '0'.repeat(100) }).ok).toBe(false)
        const [first] = entryOf(ai)?.components ?? []
        expect(checkValue({ ai, value: value.slice(0, (first?.min ?? 1) - 1) }).ok).toBe(false)
      }),
      { numRuns: 20 },
    )
  })
})

describe('linters', () => {
  const cases: [LinterName, string[], string[]][] = [
    ['couponcode', ['012345612345611110123', '01234561234561111012390001'], ['012345612345611110123426020132602019']],
    [
      'couponcode',
      ['0123456123456111101233260228', '01234561234561111012332603014260228'],
      [
        '0123456123456111101233260230',
        '01234561234561111012332602284260301',
        '0123456123456111101237',
        '712345612345611110123',
        '0123',
        '',
      ],
    ],
    ['couponposoffer', ['001234561234560123456'], ['201234561234560123456', '0012345612345601234567', '07', '']],
    ['csum', ['9520123456788'], ['9520123456787']],
    ['csumalpha', ['7907665Bm8v2AB'], ['7907665Bm8v2AC', 'A']],
    ['gcppos1', ['6901', '6901x'], ['690', '69A1', '']],
    ['gcppos2', ['16901', 'x6901x'], ['1690', '1']],
    ['hasnondigit', ['1a'], ['12']],
    ['hh', ['00', '23'], ['24']],
    ['hhmi', ['0000', '2359'], ['2400', '2360']],
    ['hyphen', ['-'], ['a', '']],
    ['iban', ['FR7630006000011234567890189'], ['FR7630006000011234567890188', 'XX361234567890', 'BE71']],
    ['importeridx', ['a'], ['.', 'aa']],
    ['iso3166', ['156'], ['999', '000']],
    ['iso3166999', ['999'], ['998']],
    ['iso3166alpha2', ['CN'], ['XX', 'cn']],
    ['iso4217', ['156'], ['157']],
    ['iso5218', ['9'], ['3']],
    ['latitude', ['1800000000'], ['1800000001']],
    ['longitude', ['3600000000'], ['3600000001']],
    ['mediatype', ['10'], ['00', '11', '79']],
    ['mi', ['59'], ['60']],
    ['nonzero', ['0100'], ['0000']],
    ['nozeroprefix', ['10'], ['01']],
    ['packagetype', ['200'], ['0']],
    ['pcenc', ['a%e8%8C', 'a'], ['%', 'a%4g', '%e']],
    ['pieceoftotal', ['0102'], ['0201', '0001', '0100']],
    ['posinseqslash', ['9/9'], ['2/1', '0/1', '1/02', '1-2']],
    ['ss', ['59'], ['60']],
    ['winding', ['9'], ['2']],
    ['yesno', ['1'], ['2']],
    ['yymmd0', ['260200', '000229', '240229'], ['260230', '230229', '261301', '260001']],
    ['yymmdd', ['260228'], ['260200', '260229']],
    ['yyyymmdd', ['19000228', '20000229'], ['19000229', '20260431']],
    ['zero', ['0'], ['1']],
  ]
  it.each(cases)('%s', (name, good, bad) => {
    for (const data of good) expect([data, linters[name](data)]).toEqual([data, -1])
    for (const data of bad) expect([data, linters[name](data)]).not.toEqual([data, -1])
  })

  it('all are tried', () => expect(new Set(cases.map(([name]) => name))).toEqual(new Set(Object.keys(linters))))
})

describe('element strings', () => {
  it('are read as readers transmit them', () => {
    const expected = [
      { ai: '01', value: '09520123456788' },
      { ai: '10', value: 'ABC' },
      { ai: '17', value: '261231' },
    ]
    for (const text of ['', ']C1', ']d2', ']Q3', groupSeparator, `]e0${groupSeparator}`]) {
      expect(parseElementString(`${text}010952012345678810ABC${groupSeparator}17261231`)).toEqual({
        ok: true,
        value: expected,
      })
    }
    expect(printElementString(expected)).toEqual({ ok: true, value: `010952012345678810ABC${groupSeparator}17261231` })
    expect(printBracketed(expected)).toEqual({ ok: true, value: '(01)09520123456788(10)ABC(17)261231' })
  })

  it.each([
    ['', 'empty', 0],
    ['0', 'unknown_ai', 0],
    ['89X', 'unknown_ai', 0],
    ['0109520123456789', 'csum', 15],
    ['01095201234567', 'too_short', 14],
    ['10', 'empty', 2],
    [`10A${groupSeparator}10B`, 'repeated_ai', 6],
    ['10A B', 'bad_character', 3],
    [`10${'A'.repeat(21)}`, 'too_long', 22],
    [`10${'A'.repeat(9000)}`, 'too_long', 8192],
  ])('refuse %j: %s', (text, code, position) =>
    expect(parseElementString(text)).toMatchObject({ fault: { code, position } }),
  )

  it.each([
    ['', 'empty', 0],
    ['01', 'bad_bracket', 0],
    ['(01)09520123456788(x)', 'bad_bracket', 18],
    ['(10)A(B)', 'bad_bracket', 5],
    ['(89)X', 'unknown_ai', 4],
    ['(10)A\\B', 'bad_character', 5],
  ])('in brackets refuse %j: %s', (text, code, position) =>
    expect(parseBracketed(text)).toMatchObject({ fault: { code, position } }),
  )

  it('printed and parsed again are the same', () => {
    fc.assert(
      fc.property(elements, (list) => {
        expect(parseElementString(orThrow(printElementString(list)))).toEqual({ ok: true, value: list })
        expect(parseBracketed(orThrow(printBracketed(list)))).toEqual({ ok: true, value: list })
      }),
      { numRuns: 500 },
    )
  })

  it('throw nothing, whatever they are given', () => {
    const piece = fc.oneof(
      fc.constantFrom(groupSeparator, '(', ')', '\\', ']d2', '01', '10', '(10)', '(01)', '茶', '\0', '\ud800'),
      element.map(({ ai, value }) => ai + value),
      element.map(({ ai, value }) => `(${ai})${value}`),
    )
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 8 }).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(any, (text) => {
        const raw = parseElementString(text)
        expect(raw.ok ? parseElementString(orThrow(printElementString(raw.value))) : raw).toEqual(raw)
        const bracketed = parseBracketed(text)
        expect(bracketed.ok ? parseBracketed(orThrow(printBracketed(bracketed.value))) : bracketed).toEqual(bracketed)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('digital links of every key', () => {
  const keys = applicationIdentifiers.filter((ai) => (entryOf(ai)?.qualifiers ?? null) !== null)
  const attributes = applicationIdentifiers.filter((ai) => entryOf(ai)?.attribute === true)
  const free = attributes.filter((ai) => ai !== '10' && !keys.includes(ai))
  const link = fc.constantFrom(...keys).chain((key) =>
    fc.record({
      scheme: fc.constantFrom('https' as const, 'http' as const),
      host: fc.constantFrom('id.example.cn', 'a:8080', '[::1]'),
      stem: fc.constantFrom('', '/t', '/01/x', '/a%20b/c'),
      key: withValue(key),
      qualifiers: fc
        .constantFrom(...(entryOf(key)?.qualifiers ?? []))
        .chain((sequence) => fc.subarray([...sequence]))
        .chain((ais) => fc.tuple(...ais.map(withValue))),
      attributes: fc
        .uniqueArray(fc.constantFrom(...free), { maxLength: 4 })
        .chain((ais) => fc.tuple(...ais.map(withValue))),
      others: fc.subarray(['linkType=gs1:pip', 'flag', 'x=%E8%8C%B6']),
    }),
  )

  it('printed and parsed again are the same, with one stable canonical form', () => {
    fc.assert(
      fc.property(link, (given) => {
        fc.pre(!elementsOf(given).some(isDots))
        expect(parseDigitalLink(orThrow(printDigitalLink(given)))).toEqual({ ok: true, value: given })
        const uri = orThrow(printDigitalLink(canonicalDigitalLink(given)))
        const again = orThrow(parseDigitalLink(uri))
        expect(orThrow(printDigitalLink(canonicalDigitalLink(again)))).toBe(uri)
        expect(uri).toMatch(/^https:\/\/id\.gs1\.org\/\d+\/[-A-Za-z0-9._~%/=?&]+$/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('associations', () => {
  it('are met or refused as the dictionary says', () => {
    expect(check('01', '10', '17').ok).toBe(true)
    expect(check('10')).toMatchObject({ fault: { code: 'missing_partner', ai: '10' } })
    expect(check('01', '3922', '3103').ok).toBe(true)
    expect(check('01', '3922')).toMatchObject({ fault: { code: 'missing_partner', position: 1, ai: '3922' } })
    expect(check('01', '02', '37')).toMatchObject({ fault: { code: 'excluded_partner' } })
    expect(check('01', '3102', '3103')).toMatchObject({ fault: { code: 'excluded_partner', ai: '3102' } })
    expect(check('89')).toMatchObject({ fault: { code: 'unknown_ai' } })
  })
})
