import { createHash } from 'node:crypto'
import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { civilDate } from '../../kernel/clock.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, upload } from '../../kernel/validation.ts'
import type { Lang } from '../../kernel/words.ts'
import { importOfDigest, importReport, insertImportRow, listImportRows, openImports } from './import.sql.ts'
import { firstLook } from './import/first-look.ts'
import { columnName } from './import/row.ts'
import type { Fault } from './import/table.ts'
import { limits } from './import/table.ts'
import { refusals as en } from './import/words.en.ts'
import { refusals as zh } from './import/words.zh.ts'

export const IMPORT_JOB = 'market.import-listings'
const OPEN_MAX = 5

export const submitImport = operation({
  name: 'market.import.submit',
  method: 'POST',
  path: '/market/organisations/{organisationId}/imports',
  summary: 'Hands in a workbook of goods (.xlsx, .xls or .csv): all its rows are put on sale, or none',
  access: member('seller'),
  body: 'multipart',
  limitPerMinute: 20,
  input: z.object({ organisationId: id, file: upload(limits.fileBytes) }),
  output: z.object({ importId: id }),
  refusals: [
    'market.import.same_file',
    'market.import.too_many_open',
    'market.import.unreadable',
    'market.import.bad_encoding',
    'market.import.no_header',
  ],
  async prepare({ file }) {
    const why = firstLook(file.bytes)
    if (why !== null) refuse(why)
    return createHash('sha256').update(file.bytes).digest('hex')
  },
  async run({ tx, now, prepared: digest }, { organisationId, file }) {
    if ((await openImports(tx, organisationId)) >= OPEN_MAX) refuse('market.import.too_many_open', { limit: OPEN_MAX })
    const fileName = plainName(file.name)
    const importId = await insertImportRow(tx, organisationId, { fileName, bytes: file.bytes, digest }, now)
    if (importId === null) {
      const earlier = await importOfDigest(tx, organisationId, digest)
      const submittedAt = civilDate(earlier?.submittedAt ?? now)
      refuse('market.import.same_file', {
        fileName: earlier?.fileName ?? fileName,
        submittedAt,
        importId: earlier?.id ?? '',
      })
    }
    tx.effects.request({ name: IMPORT_JOB, payload: { importId }, key: `${IMPORT_JOB}:${importId}` })
    return { importId }
  },
})

/** The last part of whatever a browser calls a file, fit to be shown. */
function plainName(name: string): string {
  const last = name.normalize('NFKC').split(/[\\/]/).at(-1) ?? ''
  return (
    last
      .replaceAll(/[\p{Cc}\p{Cs}\p{Cf}]/gu, '')
      .trim()
      .slice(-120) || 'goods'
  )
}

const importState = z.enum(['queued', 'reading', 'refused', 'done'])
const importView = z.object({
  id,
  organisationId: id,
  fileName: z.string(),
  state: importState,
  rowsTotal: z.int().nullable(),
  rowsChecked: z.int(),
  rowsDone: z.int(),
  faultsTotal: z.int(),
  listingsOpened: z.int(),
  submittedAt: z.date(),
  finishedAt: z.date().nullable(),
})

const toldFault = z.object({
  row: z.int().nullable(),
  column: z.string().nullable(),
  cell: z.string().nullable(),
  value: z.string().nullable(),
  code: z.string(),
  message: z.string(),
})

export const listImports = query({
  name: 'market.import.list',
  path: '/market/organisations/{organisationId}/imports',
  summary: 'Workbooks a seller handed in, newest first',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.object({ imports: z.array(importView) }),
  run: async ({ sql }, input) => ({
    imports: await listImportRows(sql, input.organisationId, input.before ?? null, input.limit),
  }),
})

export const readImport = query({
  name: 'market.import.read',
  path: '/market/organisations/{organisationId}/imports/{importId}',
  summary: 'How far a workbook has come, and every fault at its cell',
  access: member('seller'),
  input: z.object({ organisationId: id, importId: id }),
  output: importView.extend({ faults: z.array(toldFault), remarks: z.array(toldFault) }),
  refusals: ['market.import.unknown'],
  async run({ sql, lang }, input) {
    const report = await importReport(sql, input.organisationId, input.importId)
    if (report === null) refuse('market.import.unknown')
    const told = (fault: Fault) => ({ ...fault, message: faultMessage(fault, lang) })
    return { ...report, faults: report.faults.map(told), remarks: report.remarks.map(told) }
  },
})

const sentences: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { zh, en }

/** A fault in plain words. */
export function faultMessage({ code, params }: Fault, lang: Lang): string {
  const known: Readonly<Record<string, string | number>> = { ...params, column: columnName(params, lang) }
  return (sentences[lang][code] ?? code).replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(known[name] ?? whole))
}
