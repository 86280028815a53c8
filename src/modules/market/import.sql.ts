import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Fault } from './import/table.ts'

export type ImportState = 'queued' | 'reading' | 'refused' | 'done'

/** One file handed in, and how far it has come. */
export type ImportRow = {
  id: string
  organisationId: string
  fileName: string
  state: ImportState
  rowsTotal: number | null
  rowsChecked: number
  rowsDone: number
  faultsTotal: number
  listingsOpened: number
  submittedAt: Instant
  finishedAt: Instant | null
}

const columns = `
  id, organisation_id AS "organisationId", file_name AS "fileName", state, rows_total AS "rowsTotal", rows_checked AS "rowsChecked",
  rows_done AS "rowsDone", faults_total AS "faultsTotal", listings_opened AS "listingsOpened", submitted_at AS "submittedAt", finished_at AS "finishedAt"`

const insert = statement<{ id: string }>(
  'market.import.insert',
  `
  INSERT INTO market.import (organisation_id, file_name, bytes, digest, submitted_at, moved_at) VALUES ($1, $2, $3, $4, $5, $5)
  ON CONFLICT (organisation_id, digest) WHERE state <> 'refused' DO NOTHING RETURNING id`,
)

export type NewImport = { fileName: string; bytes: Uint8Array; digest: string }

/** Keeps a file; null where the same file is being read or was taken. */
export async function insertImportRow(
  tx: Tx,
  organisationId: string,
  { fileName, bytes, digest }: NewImport,
  now: Instant,
): Promise<string | null> {
  const [row] = await tx.run(insert, [organisationId, fileName, Buffer.from(bytes), digest, now])
  return row?.id ?? null
}

const byDigest = statement<ImportRow>(
  'market.import.by_digest',
  `SELECT ${columns} FROM market.import WHERE organisation_id = $1 AND digest = $2 AND state <> 'refused'`,
)

export async function importOfDigest(sql: Sql, organisationId: string, digest: string): Promise<ImportRow | null> {
  return (await sql.run(byDigest, [organisationId, digest]))[0] ?? null
}

const countOpen = statement<{ open: number }>(
  'market.import.count_open',
  `SELECT count(*)::int AS open FROM market.import WHERE organisation_id = $1 AND state IN ('queued', 'reading')`,
)

export async function openImports(sql: Sql, organisationId: string): Promise<number> {
  return (await sql.run(countOpen, [organisationId]))[0]?.open ?? 0
}

const list = statement<ImportRow>(
  'market.import.list',
  `
  SELECT ${columns} FROM market.import WHERE organisation_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
)

export async function listImportRows(
  sql: Sql,
  organisationId: string,
  before: string | null,
  limit: number,
): Promise<ImportRow[]> {
  return sql.run(list, [organisationId, before, limit])
}

export type ImportReport = ImportRow & { faults: Fault[]; remarks: Fault[] }

const read = statement<ImportReport>(
  'market.import.read',
  `SELECT ${columns}, faults, remarks FROM market.import WHERE organisation_id = $1 AND id = $2`,
)

export async function importReport(sql: Sql, organisationId: string, id: string): Promise<ImportReport | null> {
  return (await sql.run(read, [organisationId, id]))[0] ?? null
}

const readBytes = statement<{ bytes: Buffer }>(
  'market.import.bytes',
  `SELECT bytes FROM market.import WHERE organisation_id = $1 AND id = $2 AND bytes IS NOT NULL`,
)

export async function importBytes(sql: Sql, organisationId: string, id: string): Promise<Buffer | null> {
  return (await sql.run(readBytes, [organisationId, id]))[0]?.bytes ?? null
}

export type ImportRun = { id: string; run: number; organisationId: string; bytes: Buffer }

const begin = statement<ImportRun>(
  'market.import.begin',
  `
  UPDATE market.import SET state = 'reading', run = run + 1, rows_checked = 0, rows_done = 0, moved_at = $2
  WHERE id = $1 AND state IN ('queued', 'reading') RETURNING id, run, organisation_id AS "organisationId", bytes`,
)

/** Starts a run, which overtakes any earlier one; null where the import has ended. */
export async function beginImport(tx: Tx, id: string, now: Instant): Promise<ImportRun | null> {
  return (await tx.run(begin, [id, now]))[0] ?? null
}

const progress = statement(
  'market.import.progress',
  `
  UPDATE market.import SET rows_total = $3, rows_checked = $4, rows_done = $5, moved_at = $6
  WHERE id = $1 AND run = $2 AND state = 'reading'`,
)

export type Progress = { rowsTotal: number; rowsChecked: number; rowsDone: number }

export async function noteProgress(
  tx: Tx,
  { id, run }: Pick<ImportRun, 'id' | 'run'>,
  { rowsTotal, rowsChecked, rowsDone }: Progress,
  now: Instant,
): Promise<void> {
  await tx.run(progress, [id, run, rowsTotal, rowsChecked, rowsDone, now])
}

const refuseImport = statement(
  'market.import.refuse',
  `
  UPDATE market.import SET state = 'refused', rows_total = $3, rows_checked = $3, rows_done = 0, faults = $4::jsonb, faults_total = $5, remarks = $6::jsonb,
    moved_at = $7, finished_at = $7
  WHERE id = $1 AND run = $2 AND state = 'reading'`,
)

const FAULTS_KEPT = 5000

export async function refuseImportRow(
  tx: Tx,
  { id, run }: Pick<ImportRun, 'id' | 'run'>,
  found: { rowsTotal: number; faults: readonly Fault[]; remarks: readonly Fault[] },
  now: Instant,
): Promise<void> {
  const [faults, remarks] = [found.faults, found.remarks].map((all) => JSON.stringify(all.slice(0, FAULTS_KEPT)))
  await tx.run(refuseImport, [id, run, found.rowsTotal, faults, found.faults.length, remarks, now])
}

const finish = statement<{ id: string }>(
  'market.import.finish',
  `
  UPDATE market.import SET state = 'done', bytes = NULL, rows_total = $3, rows_checked = $3, rows_done = $3, listings_opened = $3, remarks = $4::jsonb,
    moved_at = $5, finished_at = $5
  WHERE id = $1 AND run = $2 AND state = 'reading' RETURNING id`,
)

/** Ends an import with all its listings open; false where a later run has overtaken this one, which must then undo its work. */
export async function finishImport(
  tx: Tx,
  { id, run }: Pick<ImportRun, 'id' | 'run'>,
  rows: number,
  remarks: readonly Fault[],
  now: Instant,
): Promise<boolean> {
  return (await tx.run(finish, [id, run, rows, JSON.stringify(remarks.slice(0, FAULTS_KEPT)), now])).length === 1
}

const stalled = statement<{ id: string }>(
  'market.import.stalled',
  `
  SELECT id FROM market.import WHERE state IN ('queued', 'reading') AND moved_at < $1 ORDER BY moved_at LIMIT 10`,
)

/** Imports that nothing has moved since: their process was ended in the middle. */
export async function stalledImports(sql: Sql, since: Instant): Promise<string[]> {
  return (await sql.run(stalled, [since])).map(({ id }) => id)
}

const forget = statement<{ id: string }>(
  'market.import.forget',
  `
  UPDATE market.import SET bytes = NULL, faults = '[]', remarks = '[]'
  WHERE state = 'refused' AND bytes IS NOT NULL AND finished_at < $1 RETURNING id`,
)

/** Forgets what stood in files refused before a moment; that they were refused stays on record. */
export async function forgetRefusedFiles(tx: Tx, before: Instant): Promise<number> {
  return (await tx.run(forget, [before])).length
}
