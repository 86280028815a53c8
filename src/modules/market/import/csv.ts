import type { ReadTable } from './table.ts'
import { limits, refusedTable } from './table.ts'

/**
 * Reads delimited text (RFC 4180) as spreadsheets save it: UTF-8 with or without a mark, UTF-16 with one, or GB 18030;
 * commas, semicolons or tabs. Refuses: market.import.bad_encoding, unclosed_quote, too_many_rows, too_many_columns.
 */
export function readCsv(bytes: Uint8Array): ReadTable {
  const text = decode(bytes)
  if (text === null) return refusedTable('market.import.bad_encoding')
  const rows = split(text, delimiterOf(text))
  return typeof rows === 'string'
    ? refusedTable(`market.import.${rows}`, paramsOf[rows])
    : { ok: true, table: { rows } }
}

const paramsOf = {
  unclosed_quote: {},
  too_many_rows: { limit: limits.rows },
  too_many_columns: { limit: limits.columns },
  cell_too_long: { limit: limits.cellCharacters },
}

function decode(bytes: Uint8Array): string | null {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // Binary files may happen to decode; no text has such characters.
      // oxlint-disable-next-line no-control-regex
      if (!/[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/.test(text)) return text
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  return null
}

/** The sign that parts most cells of the first line that has any. */
function delimiterOf(text: string): string {
  const line = text.split(/\r?\n/, 20).find((one) => /[,;\t]/.test(one)) ?? ''
  const bare = line.replaceAll(/"[^"]*"/g, '')
  const count = (sign: string) => bare.split(sign).length
  return ['\t', ';'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',')
}

function split(text: string, delimiter: string): string[][] | keyof typeof paramsOf {
  const rows: string[][] = []
  let row: string[] = []
  // A cell with or without quotes, and what ends it. Sticky, so nothing is skipped.
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"[ ]*|([^${delimiter}\r\n]*))(${delimiter}|\r\n|\r|\n|$)`, 'y')
  for (let at = 0; at <= text.length; at = cell.lastIndex) {
    cell.lastIndex = at
    const [, quoted, plain = '', end] = cell.exec(text) ?? []
    if (end === undefined) return 'unclosed_quote'
    if (quoted === undefined && plain.startsWith('"')) return 'unclosed_quote'
    const value = quoted?.replaceAll('""', '"') ?? plain
    if (value.length > limits.cellCharacters) return 'cell_too_long'
    row.push(value)
    if (row.length > limits.columns) return 'too_many_columns'
    if (end === delimiter) continue
    rows.push(row)
    row = []
    if (rows.length > limits.rows + 100) return 'too_many_rows'
    if (cell.lastIndex >= text.length) break
  }
  return rows
}
