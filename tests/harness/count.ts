import { statement } from '../../src/kernel/database.ts'
import type { Database } from '../../src/kernel/database.ts'

/** Rows of a table that satisfy a condition, both written as SQL. */
export async function countRows(database: Database, table: string, where = 'true'): Promise<number> {
  const name = `test.count.${crypto.randomUUID()}`
  const counted = statement<{ n: number }>(name, `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`)
  return (await database.read((sql) => sql.run(counted)))[0]?.n ?? 0
}
