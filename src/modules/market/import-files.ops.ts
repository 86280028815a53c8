import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { errand } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import type { Lang } from '../../kernel/words.ts'
import { faultMessage } from './import.ops.ts'
import type { ImportReport } from './import.sql.ts'
import { importBytes, importReport } from './import.sql.ts'
import { columnLetters, shown } from './import/table.ts'
import type { Table } from './import/table.ts'
import { sheet as en } from './import/words.en.ts'
import { sheet as zh } from './import/words.zh.ts'
import type { SheetSpec } from './import/write.ts'

export const sheetWords = { zh, en }

/** A file as an operation answers it; the download addresses send the same bytes as they are. */
export const fileView = z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() })
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const importFaultSheet = errand({
  name: 'market.import.fault_sheet',
  method: 'GET',
  path: '/market/organisations/{organisationId}/imports/{importId}/fault-sheet',
  summary: 'The workbook handed in, with each fault beside its cell and in a column of its own',
  access: member('seller'),
  limitPerMinute: 20,
  audit: false,
  input: z.object({ organisationId: id, importId: id }),
  output: fileView,
  refusals: ['market.import.unknown', 'market.import.no_fault_sheet'],
  async run({ read, ports, lang }, { organisationId, importId }) {
    const { report, bytes } = await read(async (sql) => ({
      report: await importReport(sql, organisationId, importId),
      bytes: await importBytes(sql, organisationId, importId),
    }))
    if (report === null) refuse('market.import.unknown')
    if (report.state !== 'refused' || bytes === null) refuse('market.import.no_fault_sheet')
    const table = await ports.workbooks.read(bytes)
    if (!table.ok) refuse('market.import.no_fault_sheet')
    const file = await ports.workbooks.write([markedSheet(table.table, report, lang)])
    const name = report.fileName.replace(/\.\w{1,5}$/, '')
    return {
      fileName: `${name}-${sheetWords[lang].faultsName}.xlsx`,
      mediaType: XLSX,
      base64: Buffer.from(file).toString('base64'),
    }
  },
})

/** The table as it came; what is wrong stands in a note at the cell and once more at the end of the row. */
function markedSheet(table: Table, report: ImportReport, lang: Lang): SheetSpec {
  const width = Math.max(1, ...table.rows.map((row) => row.length))
  const columns = new Map(Array.from({ length: width }, (_, i) => [columnLetters(i), i]))
  const byRow = Map.groupBy(report.faults, (fault) => (fault.row ?? 1) - 1)
  return {
    name: sheetWords[lang].goods,
    rows: table.rows.map((row, i) => {
      const told = (byRow.get(i) ?? []).map((fault) => faultMessage(fault, lang)).join('\n')
      const last = told !== '' ? told : i === 0 ? sheetWords[lang].faults : null
      return [...Array.from({ length: width }, (_, c) => plain(row[c] ?? null)), last]
    }),
    notes: report.faults
      .filter((fault) => fault.row !== null && fault.column !== null)
      .map((fault) => ({
        row: (fault.row as number) - 1,
        column: columns.get(fault.column as string) ?? 0,
        text: faultMessage(fault, lang),
      })),
    widthsChars: [...Array.from({ length: width }, () => 14), 60],
  }
}

const plain = (cell: Table['rows'][number][number]) =>
  typeof cell === 'number' || cell === null ? cell : typeof cell === 'string' ? cell : shown(cell)
