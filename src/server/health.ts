import { statement } from '../kernel/database.ts'
import type { Database } from '../kernel/database.ts'
import type { Migration } from '../kernel/migrate.ts'

const appliedMigrations = statement<{ key: string }>(
  'kernel.migration.applied',
  `SELECT schema || '/' || name AS key FROM kernel.migration`,
)

const ANSWER_MS_MAX = 2_000

/** Null when this process can serve; else what is missing, in a word. */
export async function unreadiness(database: Database, wanted: readonly Migration[]): Promise<string | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, ANSWER_MS_MAX, null).unref())
  const rows = await Promise.race([database.read((sql) => sql.run(appliedMigrations)).catch(() => null), late])
  if (rows === null) return 'database'
  const applied = new Set(rows.map((row) => row.key))
  return wanted.every((m) => applied.has(`${m.schema}/${m.name}`)) ? null : 'migrations'
}
