import { accessSync, chmodSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
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
  'max_wal_size=256MB',
]

/** Room for the databases of a run: some 20 MB for each of the files under way, and the log of changes. */
const ROOM_BYTES = 2 ** 31

/** One PostgreSQL for the whole run, with a migrated template database that test files clone. */
export default async function setup(project: TestProject) {
  for (const place of places()) await removeAbandoned(place)
  const folder = mkdtempSync(join(places()[0] ?? tmpdir(), `${PREFIX}${process.pid}-`))
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

/** Where clusters may lie, best first. A clone is a thousand files, which memory makes many times faster than a disk. */
function places(): string[] {
  return hasRoom('/dev/shm') ? ['/dev/shm', tmpdir()] : [tmpdir()]
}

function hasRoom(memory: string): boolean {
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return Math.min(bavail * bsize, freemem()) > 2 * ROOM_BYTES
  } catch {
    return false
  }
}

/** Ends and removes the clusters of runs that were killed. */
async function removeAbandoned(place: string): Promise<void> {
  for (const name of readdirSync(place)) {
    const pid = Number(name.match(/^terrace-test-(\d+)-/)?.[1])
    if (!Number.isInteger(pid) || isAlive(pid)) continue
    const folder = join(place, name)
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
