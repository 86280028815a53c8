import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import node from '../../scripts/node.json' with { type: 'json' }
import { benchPostgres } from './county.ts'

export type Cpu = { serverMs: number; postgresMs: number; driverMs: number }
export type BenchServer = {
  url: string
  databaseUrl: string
  pid: number
  residentMb(): number
  /** Processor time used so far, which a busy machine stretches far less than it stretches a clock. */
  cpu(): Cpu
  stop(): Promise<void>
}

/** The real thing: an embedded PostgreSQL with its durable defaults and the county in a process of its own. */
export async function startServer(): Promise<BenchServer> {
  const postgres = await benchPostgres()
  const env = {
    ...node.environment,
    ...process.env,
    DATABASE_URL: postgres.url,
    TERRACE_DATA: postgres.folder,
    PORT: '0',
    TERRACE_SEED: 'none',
    TERRACE_RATE: '0',
    TERRACE_LOG: 'warn',
    NODE_ENV: 'production',
  }
  const child = spawn(process.execPath, [...node.arguments, 'src/main.ts', 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressOf(child)
  return {
    url,
    databaseUrl: postgres.url,
    pid: child.pid as number,
    residentMb: () =>
      Number(readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024,
    cpu: () => ({
      serverMs: ticksOf(child.pid as number) * 10,
      postgresMs: familyTicks(postgres.pid) * 10,
      driverMs: process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
    }),
    async stop() {
      const ended = new Promise((done) => child.once('close', done))
      child.kill('SIGTERM')
      await ended
      await postgres.stop()
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const found = line.match(/serving\s+(http\S+)/)
    if (found?.[1] !== undefined) {
      child.stdout?.pipe(process.stderr)
      return found[1]
    }
  }
  throw new Error('the server did not start')
}

/** Clock ticks (10 ms) a process has used in user and system mode. */
function ticksOf(pid: number): number {
  const fields = statOf(pid)
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
}

function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

/** The postmaster and its backends, those included that have ended meanwhile: their time is the postmaster's from then on. */
export function familyTicks(postmaster: number): number {
  const pids = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && Number(statOf(pid)[1]) === postmaster)
  const ended = statOf(postmaster)
  const before = Number(ended[13] ?? 0) + Number(ended[14] ?? 0)
  return [postmaster, ...pids].reduce((sum, pid) => sum + ticksOf(pid), before)
}
