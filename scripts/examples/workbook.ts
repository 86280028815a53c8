import * as xlsx from '@e965/xlsx'
import type { CellObject } from '@e965/xlsx'
import { brokenRows } from './broken.ts'
import { catalogue } from './catalogue.ts'
import { columns } from './columns.ts'
import type { Cell } from './columns.ts'

const header = columns.map(({ zh }) => zh)

/** The catalogue as an .xlsx file: one sheet, one header row in Chinese. */
export function goodsWorkbook(): Buffer {
  return workbook(catalogue().map((listing) => columns.map(({ cell }) => cell(listing))))
}

/** The rows with mistakes, in the same form. */
export function brokenWorkbook(): Buffer {
  return workbook(brokenRows().map(({ cells }) => cells))
}

/** The catalogue as CSV (RFC 4180) with a byte order mark, without which Excel misreads the Chinese. */
export function goodsCsv(): string {
  const rows = catalogue().map((listing) => columns.map(({ cell, format }) => csvCell(cell(listing), format)))
  return `\uFEFF${[header.map((name) => csvCell(name)), ...rows].map((row) => `${row.join(',')}\r\n`).join('')}`
}

function csvCell(value: Cell, format?: string): string {
  const text = typeof value === 'number' && format === '0.00' ? value.toFixed(2) : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function workbook(rows: readonly (readonly (Cell | CellObject)[])[]): Buffer {
  const sheet = xlsx.utils.aoa_to_sheet([header, ...rows.map((row) => row.map(formatted))])
  sheet['!cols'] = columns.map(({ widthChars }) => ({ wch: widthChars }))
  sheet['!autofilter'] = { ref: sheet['!ref'] ?? 'A1' }
  const book = xlsx.utils.book_new(sheet, '商品')
  // Without a fixed date the file would differ on every run.
  book.Props = { Title: '遂昌商品目录', CreatedDate: new Date('2026-11-20T00:00:00Z') }
  return xlsx.write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Buffer
}

function formatted(value: Cell | CellObject, column: number): Cell | CellObject {
  const format = columns[column]?.format
  return typeof value === 'number' && format !== undefined ? { t: 'n', v: value, z: format } : value
}
