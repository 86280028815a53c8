import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import node from '../../scripts/node.json' with { type: 'json' }
import { stopLeftover } from '../../src/kernel/postgres.ts'

const ROOT = join(import.meta.dirname, '../..')

/** An empty data folder, removed with the test, and the PostgreSQL in it stopped should a test have left one. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'terrace-process-'))
  chmodSync(folder, 0o755)
  onTestFinished(async () => {
    await stopLeftover(join(folder, 'postgres'))
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

export type Running = {
  pid: number
  url: string
  output(): string
  signal(name: NodeJS.Signals): void
  ended: Promise<number>
}

/** Runs the command line as a process of its own; `ended` gives its exit code. */
export function terrace(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [...node.arguments, 'src/main.ts', ...args], {
    cwd: ROOT,
    env: { ...node.environment, PATH: process.env.PATH ?? '', PORT: '0', TERRACE_SEED: 'none', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<number>((done) =>
    child.on('close', (code, signal) => done(code ?? (signal === null ? 1 : 128))),
  )
  return { pid: child.pid ?? 0, output: () => output, signal: (name: NodeJS.Signals) => void child.kill(name), ended }
}

/** The same, once it serves. */
export async function serving(environment: Readonly<Record<string, string>>): Promise<Running> {
  const process = terrace(['serve'], environment)
  const url = await Promise.race([
    appears(process.output, /^serving +(http:\S+)/m),
    process.ended.then(() => undefined),
  ])
  if (url === undefined) throw new Error(`it did not serve:\n${process.output()}`)
  return { ...process, url }
}

/** Waits until the output matches and gives the first group. */
export async function appears(output: () => string, pattern: RegExp): Promise<string> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const match = output().match(pattern)
    if (match) return match[1] ?? match[0]
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`never appeared: ${pattern.source}\n${output()}`)
}

/** Process ids of PostgreSQL servers on a data folder. */
export function postgresOn(folder: string): number[] {
  const file = join(folder, 'postgres', 'postmaster.pid')
  if (process.platform !== 'linux') return existsSync(file) ? [Number(readFileSync(file, 'utf8').split('\n')[0])] : []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandOf(name).includes(join(folder, 'postgres')))
    .map(Number)
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
