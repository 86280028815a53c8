import * as xlsx from '@e965/xlsx'
import type { CellObject } from '@e965/xlsx'
import { pack, unpack } from './archive.ts'
import { columnLetters } from './table.ts'

/** A sheet to be written: rows of text and numbers, and what a spreadsheet shows around them. */
export type SheetSpec = {
  name: string
  rows: (string | number | null)[][]
  widthsChars?: number[]
  /** A remark shown beside a cell; row and column counted from 0. */
  notes?: { row: number; column: number; text: string }[]
  /** Choices offered for a column below the headings: a range of another sheet. */
  choices?: { column: number; range: string }[]
}

/** Writes an .xlsx file (ISO/IEC 29500). Text is text: nothing written here is ever a formula. */
export function writeBook(specs: readonly SheetSpec[]): Buffer {
  const book = xlsx.utils.book_new()
  for (const spec of specs) xlsx.utils.book_append_sheet(book, sheetOf(spec), spec.name)
  const bytes = xlsx.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
  return specs.some((spec) => spec.choices) ? withChoices(bytes, specs) : bytes
}

function sheetOf({ rows, widthsChars, notes = [] }: SheetSpec): xlsx.WorkSheet {
  const sheet = xlsx.utils.aoa_to_sheet(rows.map((row) => row.map(cellOf)))
  if (widthsChars) sheet['!cols'] = widthsChars.map((wch) => ({ wch }))
  for (const { row, column, text } of notes) {
    const at = xlsx.utils.encode_cell({ r: row, c: column })
    const cell = (sheet[at] ??= { t: 's', v: '' }) as CellObject
    cell.c = Object.assign([{ a: 'Terrace', t: text }], { hidden: true })
  }
  return sheet
}

const cellOf = (value: string | number | null): CellObject | null =>
  value === null ? null : typeof value === 'number' ? { t: 'n', v: value } : { t: 's', v: value }

const CHOICE_ROWS = 5000
const UNPACKED_MAX = 100_000_000

/** The library writes no data validation, so it is put into the sheets' XML (ISO/IEC 29500-1, 18.3.1.33). */
function withChoices(bytes: Buffer, specs: readonly SheetSpec[]): Buffer {
  const unpacked = unpack(bytes, { entries: 1000, bytes: UNPACKED_MAX }, () => true)
  if (!unpacked.ok) return bytes
  const entries = unpacked.entries.map((entry) => {
    const spec = specs[Number(/^xl\/worksheets\/sheet(\d+)\.xml$/.exec(entry.name)?.[1] ?? 0) - 1]
    if (spec?.choices === undefined) return entry
    const xml = Buffer.from(entry.bytes).toString('utf8')
    return {
      name: entry.name,
      bytes: Buffer.from(xml.replace('</sheetData>', `</sheetData>${validations(spec.choices)}`)),
    }
  })
  return pack(entries)
}

function validations(choices: NonNullable<SheetSpec['choices']>): string {
  const each = choices.map(({ column, range }) => {
    const letters = columnLetters(column)
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${letters}2:${letters}${CHOICE_ROWS}"><formula1>${range}</formula1></dataValidation>`
  })
  return `<dataValidations count="${choices.length}">${each.join('')}</dataValidations>`
}
