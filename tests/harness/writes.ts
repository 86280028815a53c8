import pg from 'pg'
import type { County } from '../../src/county.ts'

/**
 * Marks every row written to any table, by a trigger of the test's own, so that two calls tell whether anything was written between.
 * A mark stands in the transaction of what it marks and is rolled back with it. Reading the marks costs a thousandth of counting all tables.
 */
export async function openWriteWatch(county: County) {
  const client = new pg.Client({ connectionString: county.databaseUrl })
  await client.connect()
  await client.query(MARKS)
  for (const table of await tablesOf(client)) await client.query(triggersOn(table))
  return {
    /** Rows written to each table since the watch was opened; a table without writes has no entry. */
    async state(): Promise<Record<string, number>> {
      const marks = await client.query<{ table: string; rows: number }>({
        name: 'test.writes',
        text: `SELECT written AS table, count(*)::int AS rows FROM test_watch.mark GROUP BY written`,
      })
      return Object.fromEntries(marks.rows.map((mark) => [mark.table, mark.rows]))
    },
    close: () => client.end(),
  }
}

/** Every table a row can be put into: parts of a table under their own name, so that none can be written past its parent. */
export async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'test_watch')
    ORDER BY 1`)
  return rows.map((row) => row.name)
}

// SECURITY DEFINER: whoever writes needs no right to the marks.
const MARKS = `
  CREATE SCHEMA test_watch;
  CREATE TABLE test_watch.mark (written text NOT NULL);
  CREATE FUNCTION test_watch.mark() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    INSERT INTO test_watch.mark VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME);
    RETURN NULL;
  END $$;`

const triggersOn = (table: string) => `
  CREATE TRIGGER zz_watch_rows AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION test_watch.mark();
  CREATE TRIGGER zz_watch_all AFTER TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION test_watch.mark()`
