import type { CivilDate } from '../../../kernel/clock.ts'
import type { RefusalParams } from '../../../kernel/refusal.ts'

/** What stands in a cell. A formula is kept as a formula: its remembered result is nobody's word. */
export type Cell = string | number | boolean | null | { day: CivilDate } | { formula: string } | { error: string }

/** The sheet that was read; `rows[0]` is row 1 of the file. */
export type Table = { rows: Cell[][] }

/** Why a file, row or cell was not taken, or what its owner should know: a code of the words files and its parameters. */
export type Fault = {
  /** Row and column of the file counted from 1 and as letters; null where the whole file is meant. */
  row: number | null
  column: string | null
  cell: string | null
  value: string | null
  code: string
  params: RefusalParams
}

export type ReadTable = { ok: true; table: Table } | { ok: false; code: string; params: RefusalParams }

export const limits = {
  fileBytes: 8_000_000,
  unpackedBytes: 80_000_000,
  entries: 2_000,
  rows: 20_000,
  columns: 200,
  cellCharacters: 20_000,
} as const

export const refusedTable = (code: string, params: RefusalParams = {}): ReadTable => ({ ok: false, code, params })

export function fileFault(code: string, params: RefusalParams = {}): Fault {
  return { row: null, column: null, cell: null, value: null, code, params }
}

/** Column letters as a spreadsheet counts them: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest === 0 ? '' : columnLetters(rest - 1)) + String.fromCharCode(65 + (index % 26))
}

/** A cell as its writer sees it, for a message. */
export function shown(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'object') return String(cell).slice(0, 80)
  if ('day' in cell) return cell.day
  return ('formula' in cell ? `=${cell.formula}` : cell.error).slice(0, 80)
}

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
