import { addDays } from '../../../kernel/clock.ts'
import type { RefusalParams } from '../../../kernel/refusal.ts'
import type { ColumnKey } from './columns.ts'
import type { Header } from './header.ts'
import { readHeader } from './header.ts'
import type { GoodsRow, RowCodes, Surroundings } from './row.ts'
import { cellFault, readRow } from './row.ts'
import type { Cell, Fault, Table } from './table.ts'
import { fileFault, isBlank, limits } from './table.ts'

/** A table being read from top to bottom. */
export type Reading = {
  header: Header | null
  /** Rows with anything in them, by their number in the file. */
  rows: ReadonlyMap<number, readonly Cell[]>
  goods: GoodsRow[]
  codes: RowCodes[]
  faults: Fault[]
  remarks: Fault[]
}

/** Finds the headings and the rows below them. Faults of the file as a whole stand in `faults`. */
export function beginReading(table: Table): Reading {
  const { header, faults, remarks } = readHeader(table)
  const below = table.rows
    .map((cells, i) => [i + 1, cells] as const)
    .slice(header?.firstRow ?? table.rows.length)
    .filter(([, cells]) => cells.some((cell) => !isBlank(cell)))
  if (header !== null && below.length === 0) faults.push(fileFault('market.import.no_rows'))
  if (below.length > limits.rows) faults.push(fileFault('market.import.too_many_rows', { limit: limits.rows }))
  return { header: faults.length > 0 ? null : header, rows: new Map(below), goods: [], codes: [], faults, remarks }
}

/** Reads these rows into `reading`. */
export function readRows(reading: Reading, numbers: readonly number[], around: Surroundings): void {
  if (reading.header === null) return
  for (const number of numbers) {
    const { goods, codes, faults } = readRow(reading.header, reading.rows.get(number) ?? [], number, around)
    reading.faults.push(...faults)
    reading.codes.push(codes)
    if (goods === null) continue
    reading.goods.push(goods)
    if (isOver(goods, around))
      reading.remarks.push(faultOf(reading, number, 'shelf_life_days', 'shelf_life_over', { until: lastDay(goods) }))
  }
}

type Shelved = Pick<GoodsRow, 'packedOn' | 'shelfLifeDays'>

const lastDay = (goods: Shelved) => addDays(goods.packedOn, goods.shelfLifeDays)

/** A lot whose shelf life is over cannot be sold: its goods are listed and wait for the next lot. */
export const isOver = (goods: Shelved, { today }: Pick<Surroundings, 'today'>): boolean => lastDay(goods) <= today

/** Notes codes that stand twice in the file: the later row is wrong. */
export function findRepeated(reading: Reading): void {
  const lots = new Map<string, number>()
  const gtins = new Map<string, number>()
  for (const { row, lotCode, gtin } of reading.codes) {
    if (lotCode !== null) notePlace(reading, lots, lotCode, row, 'lot_code', 'lot_repeated')
    if (gtin !== null) notePlace(reading, gtins, gtin, row, 'gtin', 'gtin_repeated')
  }
}

function notePlace(
  reading: Reading,
  places: Map<string, number>,
  value: string,
  row: number,
  key: ColumnKey,
  code: string,
): void {
  const earlier = places.get(value)
  if (earlier === undefined) places.set(value, row)
  else reading.faults.push(faultOf(reading, row, key, code, { row: earlier }))
}

/** Notes codes that were in use before this file. */
export function findUsed(reading: Reading, used: { lotCodes: ReadonlySet<string>; gtins: ReadonlySet<string> }): void {
  for (const { row, lotCode, gtin } of reading.codes) {
    if (lotCode !== null && used.lotCodes.has(lotCode))
      reading.faults.push(faultOf(reading, row, 'lot_code', 'lot_used'))
    if (gtin !== null && used.gtins.has(gtin)) reading.faults.push(faultOf(reading, row, 'gtin', 'gtin_used'))
  }
}

function faultOf(reading: Reading, row: number, key: ColumnKey, code: string, params: RefusalParams = {}): Fault {
  const header = reading.header as Header
  return cellFault(header, key, reading.rows.get(row)?.[header.at.get(key) ?? -1] ?? null, row, code, params)
}

/** Faults in the order in which people look through a sheet: the file first, then row by row. */
export function inReadingOrder(faults: readonly Fault[]): Fault[] {
  const place = (fault: Fault) =>
    (fault.row ?? 0) * 1000 + (fault.column ?? '').length * 100 + ((fault.column ?? '').charCodeAt(0) || 0)
  return faults.toSorted((a, b) => place(a) - place(b))
}
