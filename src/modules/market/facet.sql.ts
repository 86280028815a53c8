import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type OpenCount = { kind: 'category' | 'village'; code: string; count: number }

const facets = statement<OpenCount>(
  'market.facet.count',
  `SELECT kind, code, sum(listings)::int AS count FROM market.facet GROUP BY kind, code HAVING sum(listings) > 0`,
)

/** How many open listings each category and village has. */
export async function countFacets(sql: Sql): Promise<OpenCount[]> {
  return sql.run(facets)
}

const open = statement<{ open: number }>(
  'market.facet.open',
  `SELECT coalesce(sum(listings), 0)::int AS open FROM market.facet WHERE kind = 'category'`,
)

export async function countOpen(sql: Sql): Promise<number> {
  return (await sql.run(open))[0]?.open ?? 0
}

const fold = statement(
  'market.facet.fold',
  `
  WITH gone AS (DELETE FROM market.facet RETURNING kind, code, listings)
  INSERT INTO market.facet SELECT kind, code, sum(listings) FROM gone GROUP BY kind, code HAVING sum(listings) <> 0`,
)

/** Adds up the differences noted since the last time. */
export async function foldFacets(tx: Tx): Promise<void> {
  await tx.run(fold)
}
