/** A table of counts and the query that says what must stand in it. */
export type Recount = {
  table: string
  /** Columns that name a row, and those that say how much. */
  keys: readonly string[]
  figures: readonly string[]
  /** Which rows of the table `t` the query answers for: `true` for all of them. */
  scope: string
  counted: string
}

/**
 * The statement that makes a table equal to its query and writes only what differs; it answers how many rows had to change.
 * Counting again is the same statement as counting, so that a rebuild cannot say something else.
 */
export function recountSql({ table, keys, figures, scope, counted }: Recount): string {
  const both = [...keys, ...figures].join(', ')
  const of = (name: string, columns: readonly string[]) => columns.map((column) => `${name}.${column}`).join(', ')
  return `
  WITH counted AS MATERIALIZED (${counted}), gone AS (
    DELETE FROM ${table} t WHERE ${scope} AND NOT EXISTS (SELECT FROM counted c WHERE (${of('c', keys)}) = (${of('t', keys)})) RETURNING 1
  ), written AS (
    INSERT INTO ${table} AS t (${both}) SELECT ${both} FROM counted
    ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${figures.map((one) => `${one} = excluded.${one}`).join(', ')}
      WHERE (${of('t', figures)}) IS DISTINCT FROM (${of('excluded', figures)})
    RETURNING 1
  )
  SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM written) AS changed`
}
