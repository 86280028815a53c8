import type { ColumnKey } from './columns.ts'
import { columns } from './columns.ts'
import type { Cell, Fault, Table } from './table.ts'
import { columnLetters, fileFault, isBlank, shown } from './table.ts'

/** Where each column stands, the unit its heading names, and the first row below it (counted from 0). */
export type Header = {
  at: ReadonlyMap<ColumnKey, number>
  gramsPerUnit: Partial<Record<ColumnKey, number>>
  firstRow: number
}
export type ReadHeader = { header: Header | null; faults: Fault[]; remarks: Fault[] }

/** People put a title or a note above their table; further down nobody looks for the headings. */
const HEADER_ROWS = 10

const gramsOf: Record<string, number> = {
  斤: 500,
  市斤: 500,
  jin: 500,
  公斤: 1000,
  千克: 1000,
  kg: 1000,
  克: 1,
  g: 1,
  grams: 1,
  吨: 1_000_000,
}

const foldedName = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_*:.·-]/g, '')

const keyByName = new Map(
  columns.flatMap(({ key, zh, en, also }) =>
    [key, zh, en, ...also].flatMap((name) => {
      const [bare, whole] = [foldedName(nameAndUnit(name).name), foldedName(name)]
      return [[bare, key] as const, [whole, key] as const]
    }),
  ),
)

/** "采收重量(公斤)" is 采收重量 in 公斤. */
function nameAndUnit(text: string): { name: string; unit: string } {
  const [, name = '', unit = ''] = text.normalize('NFKC').match(/^([^([]*)(?:[([]([^)\]]*)[)\]])?.*$/su) ?? []
  return { name, unit: unit.trim().toLowerCase() }
}

const keyOf = (cell: Cell | undefined): ColumnKey | undefined =>
  typeof cell === 'string' ? keyByName.get(foldedName(nameAndUnit(cell).name)) : undefined

/** Finds the row of headings and says which are missing, double or not known. */
export function readHeader(table: Table): ReadHeader {
  const candidates = table.rows
    .slice(0, HEADER_ROWS)
    .map((row) => row.filter((cell) => keyOf(cell) !== undefined).length)
  const known = Math.max(0, ...candidates)
  if (known < 3) return { header: null, faults: [fileFault('market.import.no_header')], remarks: [] }
  const rowIndex = candidates.indexOf(known)
  const at = new Map<ColumnKey, number>()
  const gramsPerUnit: Header['gramsPerUnit'] = {}
  const faults: Fault[] = []
  const remarks: Fault[] = []
  for (const [i, cell] of (table.rows[rowIndex] ?? []).entries()) {
    const key = keyOf(cell)
    const told = (code: string): Fault => headingFault(code, rowIndex, i, cell)
    if (key === undefined) {
      if (!isBlank(cell)) remarks.push(told('market.import.unknown_column'))
    } else if (at.has(key)) faults.push(told('market.import.repeated_column'))
    else {
      at.set(key, i)
      const grams =
        gramsOf[nameAndUnit(cell as string).unit] ??
        gramsOf[foldedName(cell as string).match(/(kg|grams|jin)$/)?.[1] ?? '']
      if (grams !== undefined) gramsPerUnit[key] = grams
    }
  }
  for (const { key, zh, en, needed } of columns)
    if (needed && !at.has(key)) faults.push(fileFault('market.import.missing_column', { zh, en }))
  return { header: faults.length > 0 ? null : { at, gramsPerUnit, firstRow: rowIndex + 1 }, faults, remarks }
}

function headingFault(code: string, rowIndex: number, index: number, cell: Cell): Fault {
  const column = columnLetters(index)
  const value = shown(cell)
  return { row: rowIndex + 1, column, cell: `${column}${rowIndex + 1}`, value, code, params: { value } }
}
