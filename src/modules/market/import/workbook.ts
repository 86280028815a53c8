import * as xlsx from '@e965/xlsx'
import type { CellObject, DenseWorkSheet, WorkBook } from '@e965/xlsx'
import { pack, unpack } from './archive.ts'
import { readCsv } from './csv.ts'
import type { Cell, ReadTable } from './table.ts'
import { limits, refusedTable } from './table.ts'

/** The parts of a workbook that are text; pictures and macros are left packed. */
const NEEDED = /\.(xml|rels)$/i
const ZIP = 'PK\u0003\u0004'
const COMPOUND = '\u00d0\u00cf\u0011\u00e0'

/** Reads a workbook or delimited text by its content, whatever its name says. Meant for a thread of its own. */
export function readFile(bytes: Uint8Array): ReadTable {
  if (bytes.length > limits.fileBytes) return tooLarge()
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = file.toString('latin1', 0, 4)
  if (start === ZIP) return readArchive(file)
  return start === COMPOUND ? readBook(file) : readCsv(file)
}

const tooLarge = () => refusedTable('market.import.too_large', { limit: `${limits.fileBytes / 1_000_000} MB` })

function readArchive(file: Buffer): ReadTable {
  const unpacked = unpack(file, { entries: limits.entries, bytes: limits.unpackedBytes }, (name) => NEEDED.test(name))
  if (unpacked.ok) return readBook(pack(unpacked.entries))
  if (unpacked.why === 'encrypted') return refusedTable('market.import.encrypted')
  return unpacked.why === 'broken' ? refusedTable('market.import.unreadable') : tooLarge()
}

function readBook(file: Buffer): ReadTable {
  try {
    const book = xlsx.read(file, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      sheetRows: limits.rows + 101,
    })
    return tableOf(book)
  } catch (error) {
    const encrypted = /password|encrypt/i.test((error as Error).message)
    return refusedTable(encrypted ? 'market.import.encrypted' : 'market.import.unreadable')
  }
}

/** The first sheet that anyone can see. */
function tableOf(book: WorkBook): ReadTable {
  const visible = book.SheetNames.find((_, i) => !book.Workbook?.Sheets?.[i]?.Hidden) ?? book.SheetNames[0]
  const sheet = visible === undefined ? undefined : (book.Sheets[visible] as DenseWorkSheet | undefined)
  if (sheet === undefined) return refusedTable('market.import.unreadable')
  const rows = Array.from(sheet['!data'] ?? [], (row) => row ?? [])
  if (rows.length > limits.rows + 100) return refusedTable('market.import.too_many_rows', { limit: limits.rows })
  if (rows.some((row) => row.length > limits.columns))
    return refusedTable('market.import.too_many_columns', { limit: limits.columns })
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  return { ok: true, table: { rows: rows.map((row) => Array.from(row, (cell) => cellOf(cell, date1904))) } }
}

function cellOf(cell: CellObject | undefined, date1904: boolean): Cell {
  if (cell === undefined) return null
  if (cell.f !== undefined || cell.F !== undefined) return { formula: (cell.f ?? '').slice(0, 200) }
  if (cell.t === 'e') return { error: errorNames[Number(cell.v)] ?? '#N/A' }
  if (cell.t === 'n' && typeof cell.v === 'number') return numberOf(cell.v, cell.z, date1904)
  if (cell.t === 's' && typeof cell.v === 'string')
    return cell.v.length > limits.cellCharacters ? { error: '#LONG' } : cell.v
  return cell.t === 'b' ? cell.v === true : null
}

const errorNames: Record<number, string> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
}

/** Numbers shown as dates are dates: the format decides, as it does for the eye. */
function numberOf(value: number, format: string | number | undefined, date1904: boolean): Cell {
  if (format === undefined || !xlsx.SSF.is_date(format)) return value
  const date = xlsx.SSF.parse_date_code(value, { date1904 })
  if (!date || date.y < 1900) return value
  const two = (part: number) => String(part).padStart(2, '0')
  return { day: `${date.y}-${two(date.m)}-${two(date.d)}` }
}
