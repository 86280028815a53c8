import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as xlsx from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { villageByLabel } from '../../src/modules/people/places/places.ts'
import { brokenRows } from './broken.ts'
import { catalogue } from './catalogue.ts'
import { columns } from './columns.ts'
import { brokenWorkbook, goodsCsv, goodsWorkbook } from './workbook.ts'

const folder = join(import.meta.dirname, '../../examples')

function at(en: string): number {
  return columns.findIndex((column) => column.en === en)
}

function cellsOf(file: Buffer): unknown[][] {
  const book = xlsx.read(file)
  return xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1, raw: true, defval: '' })
}

describe('the committed files', () => {
  test('are those the catalogue makes now', () => {
    expect(cellsOf(readFileSync(join(folder, 'suichang-goods.xlsx')))).toEqual(cellsOf(goodsWorkbook()))
    expect(cellsOf(readFileSync(join(folder, 'broken-goods.xlsx')))).toEqual(cellsOf(brokenWorkbook()))
    expect(readFileSync(join(folder, 'suichang-goods.csv'), 'utf8')).toBe(goodsCsv())
  })

  test('come out the same, byte for byte, on every run', () => {
    expect(goodsWorkbook().equals(goodsWorkbook())).toBe(true)
  })
})

describe('the workbook', () => {
  const [header, ...rows] = cellsOf(goodsWorkbook())

  test('has one header row in Chinese and a row for each listing', () => {
    expect(header).toEqual(columns.map(({ zh }) => zh))
    expect(header).toHaveLength(18)
    expect(rows).toEqual(catalogue().map((listing) => columns.map(({ cell }) => cell(listing))))
  })

  test('holds numbers as numbers and dates as ISO text', () => {
    const numeric = ['harvest_jin', 'net_grams', 'units', 'price_yuan', 'shelf_life_days']
    for (const row of rows) {
      const types = Object.fromEntries(columns.map(({ en }, i) => [en, typeof row[i]]))
      expect(columns.filter(({ en }) => types[en] === 'number').map(({ en }) => en)).toEqual(numeric)
    }
  })
})

describe('the CSV', () => {
  test('opens with a byte order mark and reads back as the workbook', () => {
    const csv = goodsCsv()
    expect(csv.startsWith('\uFEFF商品名称,')).toBe(true)
    expect(csv.endsWith('\r\n')).toBe(true)
    const book = xlsx.read(csv.slice(1), { type: 'string', raw: true })
    const rows: unknown[][] = xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1, raw: true })
    expect(rows.slice(1).map((row) => row.map(String))).toEqual(
      catalogue().map((listing) =>
        columns.map(({ cell, format }) => (format ? Number(cell(listing)).toFixed(2) : String(cell(listing)))),
      ),
    )
  })
})

describe('the rows with mistakes', () => {
  const rows = brokenRows()

  test('hold both rows to take and rows to refuse, each told apart by its mistake', () => {
    expect(rows).toHaveLength(16)
    expect(rows.filter(({ taken }) => taken)).toHaveLength(5)
    expect(new Set(rows.map(({ mistake }) => mistake)).size).toBe(rows.length)
  })

  test('repeat one lot code, and none of the good workbook', () => {
    const codes = rows.map(({ cells }) => cells[at('lot_code')])
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual(['YB260309A'])
    const good = new Set(catalogue().map(({ lotCode }) => lotCode))
    expect(codes.filter((code) => typeof code === 'string' && good.has(code))).toEqual([])
  })

  test('the formula stays a formula and the date cell a date', () => {
    const book = xlsx.read(brokenWorkbook(), { cellFormula: true, cellDates: true, UTC: true })
    const sheet = book.Sheets['商品']!
    const cell = (row: number, en: string) => sheet[xlsx.utils.encode_cell({ r: row, c: at(en) })]
    const formulaRow = 1 + rows.findIndex(({ mistake }) => mistake.includes('公式'))
    expect(cell(formulaRow, 'units').f).toBe('1+1')
    const dateRow = 1 + rows.findIndex(({ mistake }) => mistake.includes('日期格'))
    expect(cell(dateRow, 'harvest_date').v.toISOString().slice(0, 10)).toBe('2026-03-20')
  })

  test('only the row that says so names an unknown village', () => {
    const unknown = rows.filter(({ cells }) => {
      const label = cells[at('village')]
      return typeof label !== 'string' || villageByLabel(label) === undefined
    })
    expect(unknown.map(({ mistake }) => mistake)).toEqual(['村不在遂昌'])
  })
})
