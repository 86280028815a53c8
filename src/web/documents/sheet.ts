/** A cell: text, a plain number, or an amount of fen that is shown in yuan. */
export type Cell = string | number | null | { fen: number }
export type Table = { name: string; heads: readonly string[]; rows: readonly (readonly Cell[])[] }

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection):
 * names, notes and addresses are typed by strangers.
 */
export function harmless(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text
}

/** RFC 4180, with the byte order mark without which Excel takes Chinese for another encoding. */
export function csvOf({ heads, rows }: Table): string {
  const lines = [heads, ...rows].map((row) => row.map(csvCell).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'object') return (cell.fen / 100).toFixed(2)
  const text = harmless(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A workbook with one sheet; amounts are numbers with two decimals, so that they can be summed. */
export async function workbookOf({ name, heads, rows }: Table): Promise<Uint8Array<ArrayBuffer>> {
  const { utils, write } = await import('@e965/xlsx')
  const sheet = utils.aoa_to_sheet([heads.map(harmless), ...rows.map((row) => row.map(plain))])
  sheet['!cols'] = heads.map((head, at) => ({ wch: widthOf([head, ...rows.map((row) => row[at] ?? null)]) }))
  rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      if (typeof cell !== 'object' || cell === null) return
      const made = sheet[utils.encode_cell({ r: r + 1, c })] as { z?: string } | undefined
      if (made) made.z = '#,##0.00'
    }),
  )
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, name.slice(0, 31).replaceAll(/[\\/?*[\]:]/g, ' '))
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer)
}

function plain(cell: Cell): string | number | null {
  if (typeof cell === 'string') return harmless(cell)
  return typeof cell === 'object' && cell !== null ? cell.fen / 100 : cell
}

function widthOf(cells: readonly Cell[]): number {
  const widths = cells.map((cell) =>
    typeof cell === 'string' ? [...cell].reduce((sum, c) => sum + (c > '\u2e7f' ? 2 : 1), 0) : 10,
  )
  return Math.min(48, Math.max(8, ...widths) + 2)
}

/** Answers with the table as a download, CSV or xlsx by `kind`; `name` is without its ending. */
export async function sheetResponse(table: Table, name: string, kind: 'csv' | 'xlsx'): Promise<Response> {
  const body = kind === 'csv' ? new TextEncoder().encode(csvOf(table)) : await workbookOf(table)
  const type =
    kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${kind}`)}`,
      'cache-control': 'private, no-store',
    },
  })
}
