/**
 * A hot piece of SQL, prepared once per connection under its name.
 * `Row` is the shape it returns; the SQL is the authority, the type a promise kept by tests.
 */
export type Statement<Row> = { readonly name: string; readonly text: string; readonly row?: Row }

export function statement<Row = Record<string, never>>(name: string, text: string): Statement<Row> {
  return { name, text }
}

/** What SQL runs on: inside a transaction or on a read-only connection. */
export type Sql = {
  run<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>
}
