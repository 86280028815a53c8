import type { County } from '../../src/county.ts'
import pg from 'pg'

/** Counts rows and newest transactions of every table, so that two calls tell whether anything was written between. */
export async function openWriteWatch(county: County) {
  const client = new pg.Client({ connectionString: county.databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND NOT c.relispartition
    ORDER BY 1`)
  const sums = rows.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*)::text AS rows, max(xmin::text::bigint)::text AS newest FROM ${name}`,
  )
  const text = sums.join(' UNION ALL ')
  return {
    async state(): Promise<Record<string, string>> {
      const answer = await client.query<{ name: string; rows: string; newest: string | null }>(text)
      return Object.fromEntries(answer.rows.map((r) => [r.name, `${r.rows} rows, newest ${r.newest ?? 'none'}`]))
    },
    close: () => client.end(),
  }
}
