import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Field, Filter, Value, View } from './view.ts'
import { readView, shownFields, shownRows, writeView } from './view.ts'

type Row = { name: string; priceFen: number | null; units: number }

const fields: Field<Row>[] = [
  { key: 'name', label: '品名', value: (row) => row.name },
  {
    key: 'price',
    label: '价格',
    figure: true,
    value: (row): Value => (row.priceFen === null ? null : { fen: row.priceFen }),
  },
  { key: 'units', label: '份数', figure: true, extra: true, value: (row) => row.units },
]
const filters: Filter<Row>[] = [
  { key: 'out', label: '无货', group: 'stock', holds: (row) => row.units === 0 },
  { key: 'low', label: '不足十份', group: 'stock', holds: (row) => row.units > 0 && row.units < 10 },
  { key: 'priced', label: '有价', group: 'price', holds: (row) => row.priceFen !== null },
]
const known = { fields, filters }

const view: fc.Arbitrary<View> = fc.record({
  columns: fc.option(fc.uniqueArray(fc.constantFrom('name', 'price', 'units'), { minLength: 1 })),
  sort: fc.option(fc.record({ key: fc.constantFrom('name', 'price', 'units'), descending: fc.boolean() })),
  filters: fc.uniqueArray(fc.constantFrom('out', 'low', 'priced')),
  search: fc.string({ maxLength: 20 }),
})
const rows = fc.array(
  fc.record({
    name: fc.constantFrom('冬笋干', '龙谷茶', '山茶油', '烤薯干'),
    priceFen: fc.option(fc.nat(90_000)),
    units: fc.nat(20),
  }),
)

test('an address keeps a view, and what else stands in it', () => {
  fc.assert(
    fc.property(view, (given) => {
      const written = writeView(new URLSearchParams('open=7&q=old'), given)
      expect(readView(new URLSearchParams(written.toString()), known)).toEqual(given)
      expect(written.get('open')).toBe('7')
    }),
  )
})

test('any address is read without harm, and only what the table knows', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (cols, sort, chips) => {
      const read = readView(new URLSearchParams({ cols, sort, f: chips }), known)
      expect(shownFields(fields, read).length).toBeGreaterThan(0)
      expect(read.filters.every((key) => filters.some((one) => one.key === key))).toBe(true)
    }),
  )
})

test('a view only leaves rows out: each that is shown was there, holds every group of chips, and stands in order', () => {
  fc.assert(
    fc.property(rows, view, (all, given) => {
      const shown = shownRows(all, fields, filters, { ...given, search: '' })
      expect(shown.every((row) => all.includes(row))).toBe(true)
      const stock = given.filters.filter((key) => key !== 'priced')
      for (const row of shown) {
        if (given.filters.includes('priced')) expect(row.priceFen).not.toBeNull()
        if (stock.length === 1) expect(row.units === 0).toBe(stock[0] === 'out')
        if (stock.length > 0) expect(row.units).toBeLessThan(10)
      }
      if (given.filters.length === 0) expect(shown).toHaveLength(all.length)
      if (given.sort?.key === 'price') {
        const priced = shown.flatMap((row) => row.priceFen ?? [])
        const sorted = priced.toSorted((a, b) => (given.sort?.descending ? b - a : a - b))
        expect(priced).toEqual(sorted)
        expect(shown.slice(0, priced.length).every((row) => row.priceFen !== null)).toBe(true)
      }
    }),
  )
})

test('words are found in any column, whatever their case and width', () => {
  const all: Row[] = [
    { name: 'Longgu 茶', priceFen: 12_800, units: 3 },
    { name: '冬笋干', priceFen: null, units: 0 },
  ]
  const names = (search: string) =>
    shownRows(all, fields, filters, { columns: null, sort: null, filters: [], search }).map(({ name }) => name)
  expect(names('ｌｏｎｇｇｕ 128')).toEqual(['Longgu 茶'])
  expect(names('笋')).toEqual(['冬笋干'])
  expect(names('笋 128')).toEqual([])
})
