import { z } from 'zod'
import type { Ports } from '../kernel/ports.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Upload } from '../kernel/validation.ts'
import type { Lang } from '../kernel/words.ts'
import type { Fault, ReadTableOk, SheetColumn } from '../modules/market/index.ts'
import { importLimits, sheetFaultWords } from '../modules/market/index.ts'

/** What workbooks that come back share: how large, why refused at the door, and how their faults are told. */
export const sheetBytes = importLimits.fileBytes

export const sheetRefusals = [
  'market.import.unreadable',
  'market.import.encrypted',
  'market.import.bad_encoding',
  'market.import.unclosed_quote',
  'market.import.too_large',
  'market.import.took_too_long',
  'market.import.too_many_rows',
  'market.import.too_many_columns',
  'market.sheet.changed',
]

const FAULTS_TOLD = 500

export const sheetOutcome = z.object({
  rows: z.int(),
  /** True where everything was done; false after a check, or where anything is wrong. */
  done: z.boolean(),
  faultsTotal: z.int(),
  faults: z.array(
    z.object({
      row: z.int().nullable(),
      column: z.string().nullable(),
      cell: z.string().nullable(),
      value: z.string().nullable(),
      code: z.string(),
      message: z.string(),
    }),
  ),
})

/** The first sheet of a file, read in a thread of its own. Refuses: market.import.unreadable and its like. */
export async function tableIn(ports: Ports, file: Upload): Promise<ReadTableOk> {
  const read = await ports.workbooks.read(file.bytes)
  if (read.ok) return read.table
  refuse(sheetRefusals.includes(read.code) ? read.code : 'market.import.unreadable', read.params)
}

/** Faults in reading order, in the reader's words. */
export function sheetFaults<K extends string>(
  faults: readonly Fault[],
  columns: readonly SheetColumn<K>[],
  lang: Lang,
) {
  const told = faults
    .toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0) || (a.column ?? '').localeCompare(b.column ?? ''))
    .slice(0, FAULTS_TOLD)
  const known = columns.map((column) => column[lang]).join(lang === 'zh' ? '、' : ', ')
  const nameOf = (key: unknown) => columns.find((column) => column.key === key)?.[lang] ?? ''
  return {
    faultsTotal: faults.length,
    faults: told.map(({ params, ...fault }) => ({
      ...fault,
      message: sheetFaultWords({ ...fault, params: { ...params, columns: known, column: nameOf(params.key) } }, lang),
    })),
  }
}
