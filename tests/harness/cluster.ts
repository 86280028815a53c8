import pg from 'pg'

export const TEMPLATE = 'template_county'

/** The same cluster's database of another name. */
export function databaseNamed(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/** Runs one statement that cannot stand in a transaction, such as CREATE DATABASE. */
export async function onCluster(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
