import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrationSources } from '../../src/county.ts'
import { migrate } from '../../src/kernel/migrate.ts'
import { startPostgres, stopLeftover } from '../../src/kernel/postgres.ts'
import { databaseNamed, onCluster, TEMPLATE } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's own PostgreSQL; the migrated template database stands beside this one. */
    postgresUrl: string
  }
}

const PREFIX = 'terrace-test-'
const OPTIONS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'shared_buffers=64MB',
  'max_connections=200',
]

/** One PostgreSQL for the whole run, with a migrated template database that test files clone. */
export default async function setup(project: TestProject) {
  await removeAbandoned()
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  // As root the cluster belongs to another user, who must be able to enter.
  chmodSync(folder, 0o755)
  const postgres = await startPostgres(folder, OPTIONS)
  await onCluster(postgres.url, `CREATE DATABASE ${TEMPLATE}`)
  await migrate(databaseNamed(postgres.url, TEMPLATE), migrationSources)
  project.provide('postgresUrl', postgres.url)
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Ends and removes the clusters of runs that were killed. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.match(/^terrace-test-(\d+)-/)?.[1])
    if (!Number.isInteger(pid) || isAlive(pid)) continue
    const folder = join(tmpdir(), name)
    await stopLeftover(join(folder, 'postgres'))
    rmSync(folder, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
