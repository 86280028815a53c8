import type { RefusalParams } from '../../../kernel/refusal.ts'
import type { Cell, Fault, Table } from './table.ts'
import { columnLetters, fileFault, isBlank, shown } from './table.ts'
import type { Read } from './values.ts'
import { bad, folded, lineOf, ok, textOf } from './values.ts'

/** A column of a workbook that comes back: its headings, and what else people call it. */
export type SheetColumn<K extends string> = {
  key: K
  zh: string
  en: string
  also?: readonly string[]
  needed?: boolean
}

/** A row of a workbook; what is wrong with a cell is told at that cell. */
export type SheetRow<K extends string> = {
  /** As the spreadsheet counts it. */
  row: number
  /** True where the file has the column at all. */
  has: (key: K) => boolean
  cell: (key: K) => Cell
  fault: (key: K, code: string, params?: RefusalParams) => Fault
}

export type ReadSheet<K extends string> = { rows: SheetRow<K>[]; faults: Fault[] }

const HEADER_ROWS = 10

/** Finds the headings within the first rows and gives the rows below them that are not empty. Reads no values. */
export function readSheet<K extends string>(
  { rows: table }: Table,
  columns: readonly SheetColumn<K>[],
  rowsMax: number,
): ReadSheet<K> {
  const keys = new Map(
    columns.flatMap(({ key, zh, en, also = [] }) => [key, zh, en, ...also].map((name) => [nameOf(name), key] as const)),
  )
  const keyOf = (cell: Cell | undefined) => (typeof cell === 'string' ? keys.get(nameOf(cell)) : undefined)
  const known = table.slice(0, HEADER_ROWS).map((row) => row.filter((cell) => keyOf(cell) !== undefined).length)
  const head = known.indexOf(Math.max(0, ...known))
  if (Math.max(0, ...known) === 0) return { rows: [], faults: [fileFault('market.sheet.no_header')] }
  const at = new Map<K, number>()
  for (const [i, cell] of (table[head] ?? []).entries()) {
    const key = keyOf(cell)
    if (key !== undefined && !at.has(key)) at.set(key, i)
  }
  const missing = columns.filter(({ key, needed = false }) => needed && !at.has(key))
  const faults = missing.map(({ zh, en }) => fileFault('market.sheet.missing_column', { zh, en }))
  const below = table
    .map((cells, i) => ({ cells, row: i + 1 }))
    .slice(head + 1)
    .filter(({ cells }) => !cells.every(isBlank))
  if (below.length > rowsMax) faults.push(fileFault('market.sheet.too_many_rows', { limit: rowsMax }))
  if (below.length === 0) faults.push(fileFault('market.sheet.no_rows'))
  if (faults.length > 0) return { rows: [], faults }
  return { rows: below.map(({ cells, row }) => rowOf(cells, row, at)), faults: [] }
}

function rowOf<K extends string>(cells: readonly Cell[], row: number, at: ReadonlyMap<K, number>): SheetRow<K> {
  const cell = (key: K) => cells[at.get(key) ?? -1] ?? null
  return {
    row,
    cell,
    has: (key) => at.has(key),
    fault(key, code, params = {}) {
      const column = columnLetters(at.get(key) ?? 0)
      const value = shown(cell(key))
      return {
        row,
        column,
        cell: `${column}${row}`,
        value,
        code: `market.sheet.${code}`,
        params: { ...params, value, key },
      }
    },
  }
}

const nameOf = (text: string) =>
  folded(text)
    .toLowerCase()
    .replaceAll(/\([^)]*\)/g, '')
    .replaceAll(/[\s_*:.·-]/g, '')

/** A whole number from nought on, as people count. */
export function countOf(cell: Cell, max: number): Read<number> {
  const read = textOf(cell)
  if (!read.ok) return read
  const text = folded(read.value)
  if (text === '') return bad('empty')
  if (!/^\d{1,9}$/.test(text.replaceAll(',', ''))) return bad('not_whole')
  const value = Number(text.replaceAll(',', ''))
  return value > max ? bad('too_much', { limit: max }) : ok(value)
}

/** The same, where an empty cell is nought. */
export const countOrNone = (cell: Cell, max: number): Read<number> => (isBlank(cell) ? ok(0) : countOf(cell, max))

/** A line that may be left empty; the apostrophe with which an export keeps a text from running is none of it. */
export function lineOrNone(cell: Cell, lengthMax: number): Read<string | null> {
  if (isBlank(cell)) return ok(null)
  return lineOf(typeof cell === 'string' ? cell.replace(/^'(?=[=+\-@])/, '') : cell, lengthMax)
}
