import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { APP_ROLE, connectionConfig } from './database.ts'

/** A module's schema and the folder of its numbered `.sql` files. */
export type MigrationSource = { schema: string; folder: string }

export type Migration = { schema: string; name: string; text: string; checksum: string }

export class SchemaFault extends Error {}

const LOCK_KEY = 7_346_117

export function readMigrations(sources: readonly MigrationSource[]): Migration[] {
  return sources.flatMap(({ schema, folder }) =>
    readdirSync(folder)
      .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
      .sort()
      .map((file) => {
        const text = readFileSync(join(folder, file), 'utf8')
        return {
          schema,
          name: file.slice(0, -'.sql'.length),
          text,
          checksum: createHash('sha256').update(text).digest('hex'),
        }
      }),
  )
}

/**
 * Takes the database forward to the code's schema; does nothing when it is there already.
 * Refuses (SchemaFault) a database that is newer than the code or whose applied files were changed since.
 * Safe to start from several processes at once.
 */
export async function migrate(
  databaseUrl: string,
  sources: readonly MigrationSource[],
  tell: (line: string) => void = () => {},
): Promise<number> {
  const wanted = readMigrations(sources)
  const client = new pg.Client(connectionConfig(databaseUrl))
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY])
    await client.query('CREATE SCHEMA IF NOT EXISTS kernel')
    await client.query(`CREATE TABLE IF NOT EXISTS kernel.migration (
      schema text NOT NULL, name text NOT NULL, checksum text NOT NULL, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (schema, name))`)
    const missing = await compare(client, wanted)
    if (missing.length === 0) return 0
    await runMigrations({ connectionString: databaseUrl, logger: quietLogger() })
    await ensureAppRole(client)
    for (const migration of missing) {
      tell(`${migration.schema} ${migration.name}`)
      await apply(client, migration)
    }
    await grant(client, [...new Set(wanted.map((m) => m.schema))])
    return missing.length
  } finally {
    await client.end()
  }
}

async function compare(client: pg.Client, wanted: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ schema: string; name: string; checksum: string }>(
    'SELECT schema, name, checksum FROM kernel.migration',
  )
  const applied = new Map(rows.map((row) => [`${row.schema}/${row.name}`, row.checksum]))
  for (const key of applied.keys()) {
    if (!wanted.some((m) => `${m.schema}/${m.name}` === key))
      throw new SchemaFault(`the database is newer than this code: it has ${key}`)
  }
  for (const migration of wanted) {
    const checksum = applied.get(`${migration.schema}/${migration.name}`)
    if (checksum !== undefined && checksum !== migration.checksum) {
      throw new SchemaFault(`${migration.schema}/${migration.name} was changed after it was applied`)
    }
  }
  return wanted.filter((m) => !applied.has(`${m.schema}/${m.name}`))
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(`CREATE SCHEMA IF NOT EXISTS "${migration.schema}"`)
    await client.query(migration.text)
    await client.query('INSERT INTO kernel.migration (schema, name, checksum) VALUES ($1, $2, $3)', [
      migration.schema,
      migration.name,
      migration.checksum,
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new SchemaFault(`${migration.schema}/${migration.name}: ${(error as Error).message}`, { cause: error })
  }
}

/** Makes the application's role where it is missing; an owner who may not make roles finds it made beforehand. */
async function ensureAppRole(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [APP_ROLE])
  if (rowCount === 0)
    await client.query(
      `DO $$ BEGIN CREATE ROLE ${APP_ROLE} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    )
  const { rows } = await client.query<{ granted: boolean }>(`SELECT pg_has_role(current_user, $1, 'SET') AS granted`, [
    APP_ROLE,
  ])
  if (rows[0]?.granted !== true) await client.query(`GRANT ${APP_ROLE} TO CURRENT_USER`)
}

async function grant(client: pg.Client, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) {
    await client.query(`GRANT USAGE ON SCHEMA "${schema}" TO ${APP_ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "${schema}" TO ${APP_ROLE};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA "${schema}" TO ${APP_ROLE};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA "${schema}" TO ${APP_ROLE}`)
  }
  await client.query(`DO $$ DECLARE t regclass; BEGIN
    FOR t IN SELECT name FROM kernel.append_only_table LOOP
      EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM ${APP_ROLE}', t);
    END LOOP;
    REVOKE INSERT, UPDATE, DELETE ON kernel.migration, kernel.append_only_table FROM ${APP_ROLE};
  END $$`)
}

function quietLogger() {
  const none = () => {}
  return { error: none, warn: none, info: none, debug: none, scope: () => quietLogger() } as never
}
