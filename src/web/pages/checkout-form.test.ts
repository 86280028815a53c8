import { expect, test } from 'vitest'
import { faultyFields, isQuoted, readCheckout } from './checkout-form.ts'

const right = {
  name: '周明',
  phone: '138 0000-1111',
  province: '31',
  city: '3101',
  county: '310104',
  detail: '漕溪北路 100 号',
  quotedProvince: '31',
  quotedFen: '14600',
}

const form = (change: Partial<Record<keyof typeof right, string>> = {}) =>
  new Map(Object.entries({ ...right, ...change }))

test('a filled form has nothing to mend and a price that holds', () => {
  const values = readCheckout(form())
  expect(faultyFields(values)).toEqual([])
  expect(isQuoted(values)).toBe(true)
})

test('another province takes city and county away, and the price no longer holds', () => {
  const values = readCheckout(form({ province: '33' }))
  expect([values.city, values.county]).toEqual(['', ''])
  expect(faultyFields(values)).toEqual(['city', 'county'])
  expect(isQuoted(values)).toBe(false)
})

test('another city of the province takes the county away', () => {
  expect(readCheckout(form({ province: '33', city: '3301', county: '330205' })).county).toBe('')
})

test.each(['', '12345', '1380000111', 'abc', '+86'])('phone %j is to be mended', (phone) => {
  expect(faultyFields(readCheckout(form({ phone })))).toEqual(['phone'])
})

test('faults come in the order of the page', () => {
  expect(faultyFields(readCheckout(new Map()))).toEqual(['name', 'phone', 'province', 'city', 'county', 'detail'])
})
