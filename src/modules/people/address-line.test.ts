import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lines } from './address-line.fake.ts'
import { parseAddressLine } from './address-line.ts'
import { placeNamesForLines } from './address-region.ts'
import { cities, counties, isCounty, provinces, regionPath } from './places/places.ts'

const places = placeNamesForLines()
const read = (line: string) => parseAddressLine(line, places)

test('there are at least sixty lines', () => expect(lines.length).toBeGreaterThanOrEqual(60))

test.each(lines)('%j', (line, recipient, phone, countyCode, detail) => {
  expect(read(line)).toMatchObject({ recipient, phone, countyCode, detail })
})

test('whatever is pasted, it never throws, and a region is a real one', () => {
  const scrap = fc.constantFrom(
    '浙江',
    '省',
    '杭州市',
    '西湖区',
    '县',
    '收件人：',
    '电话:',
    '138',
    '00138000',
    '\n',
    '，',
    '路',
    '\u200b',
    '（',
    '\ud83d',
    '自治州',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(scrap, { maxLength: 20 }).map((all) => all.join('')),
      ),
      (text) => {
        const parsed = read(text)
        if (parsed.countyCode !== '') expect(isCounty(parsed.countyCode)).toBe(true)
        expect((parsed.countyCode || parsed.cityCode).startsWith(parsed.cityCode)).toBe(true)
        expect((parsed.cityCode || parsed.provinceCode).startsWith(parsed.provinceCode)).toBe(true)
        expect(parsed.phone).toMatch(/^(\+861[3-9]\d{9})?$/)
        expect(parsed.detail.length).toBeLessThanOrEqual(120)
      },
    ),
    { numRuns: 300 },
  )
})

const everyCounty = provinces().flatMap((p) => cities(p.code).flatMap((c) => counties(c.code)))
const orders = ['name first', 'name last', 'number first'] as const
const spellings = [
  (n: string) => n,
  (n: string) => `+86 ${n}`,
  (n: string) => `${n.slice(0, 3)}-${n.slice(3, 7)}-${n.slice(7)}`,
  (n: string) => `${n.slice(0, 3)} ${n.slice(3, 7)} ${n.slice(7)}`,
]

test('of every county in the land, whole address and number come back exact', { timeout: 60_000 }, () => {
  for (const [at, county] of everyCounty.entries()) {
    const number = String(13_000_000_000 + ((at * 2_654_435_761) % 7_000_000_000))
    const written = spellings[at % spellings.length]?.(number) ?? number
    const address = `${regionPath(county.code, 'zh').join('')}解放路12号`
    const parts = {
      'name first': ['王五', written, address],
      'name last': [address, '王五', written],
      'number first': [written, '王五', address],
    }[orders[at % orders.length] ?? 'name first']
    expect(read(parts.join(' '))).toMatchObject({
      recipient: '王五',
      phone: `+86${number}`,
      countyCode: county.code,
      detail: '解放路12号',
    })
  }
})
